"""Shapes of the picture: marks, curves with room for their arrowheads, zones."""

from __future__ import annotations

import math
from collections.abc import Sequence

from netkit.maps.plan import BEND

__all__ = ["Curve", "curve_between", "hull", "mark_path", "number", "point_on", "reach"]

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]
Box = tuple[float, float, float, float]

_TAIL, _TIP = 2.0, 3.0
# Each shape as corners on a circle: how many, where the first stands (in turns), how large beside
# a circle of the same area; a star's inner corners lie nearer.
_CORNERS = {
    "square": (4, 0.125, 1.25),
    "diamond": (4, 0.0, 1.2),
    "triangle": (3, -0.25, 1.3),
    "down": (3, 0.25, 1.3),
    "pentagon": (5, -0.25, 1.15),
    "hexagon": (6, 0.0, 1.1),
    "octagon": (8, 0.0625, 1.05),
}
_STAR = (10, 1.3, 0.56)
_CROSS = (0.42, 1.15)


def number(value: float) -> str:
    """Give a coordinate as text, to a tenth."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def mark_path(shape: str, x: float, y: float, radius: float) -> str:
    """Give the outline of a mark as an SVG path."""
    if shape == "circle":
        r, wide = number(radius), number(2 * radius)
        return f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 0 {wide} 0a{r} {r} 0 1 0-{wide} 0z"
    return _polygon([(x + dx * radius, y + dy * radius) for dx, dy in _outline(shape)])


def reach(shape: str) -> float:
    """Give how far a mark's outline goes from its middle, beside a circle's of the same area."""
    return max(max(abs(x), abs(y)) for x, y in _outline(shape)) if shape != "circle" else 1.0


def curve_between(source: Point, target: Point, gaps: tuple[float, float]) -> Curve:
    """Give the quadratic curve of a tie from mark to mark, short of both by their radius.

    All curves bend to the same side as seen from their source, so that a tie and its return
    never lie on each other.
    """
    (x0, y0), (x1, y1) = source, target
    dx, dy = x1 - x0, y1 - y0
    control = (x0 + dx / 2 + BEND * dy, y0 + dy / 2 - BEND * dx)
    whole = (source, control, target)
    start = _parameter_at(whole, source, gaps[0] + _TAIL)
    end = 1.0 - _parameter_at(whole[::-1], target, gaps[1] + _TIP)
    if end <= start:
        return whole
    return _part(whole, start, end)


def point_on(curve: Curve, at: float) -> Point:
    """Give the point of a curve at a parameter in [0, 1]."""
    (x0, y0), (cx, cy), (x1, y1) = curve
    rest = 1.0 - at
    return (
        rest * rest * x0 + 2 * rest * at * cx + at * at * x1,
        rest * rest * y0 + 2 * rest * at * cy + at * at * y1,
    )


def hull(boxes: Sequence[Box]) -> str:
    """Give the path of the smallest convex outline round some boxes (monotone chain)."""
    corners = sorted({(x, y) for a, b, c, d in boxes for x in (a, c) for y in (b, d)})
    return _polygon(_chain(corners) + _chain(corners[::-1]))


def _polygon(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"


def _outline(shape: str) -> list[Point]:
    if shape == "star":
        count, outer, inner = _STAR
        far = [outer if corner % 2 == 0 else outer * inner for corner in range(count)]
        return [_on_circle(corner / count - 0.25, out) for corner, out in enumerate(far)]
    if shape == "cross":
        arm, tip = _CROSS
        quarter = [(arm, -tip), (arm, -arm), (tip, -arm)]
        return [_turned(point, turn) for turn in range(4) for point in quarter]
    count, first, out = _CORNERS[shape]
    return [_on_circle(first + corner / count, out) for corner in range(count)]


def _on_circle(turns: float, out: float) -> Point:
    angle = 2 * math.pi * turns
    return out * math.cos(angle), out * math.sin(angle)


def _turned(point: Point, quarters: int) -> Point:
    x, y = point
    for _ in range(quarters):
        x, y = -y, x
    return x, y


def _chain(points: list[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _parameter_at(curve: Curve, centre: Point, distance: float) -> float:
    """Find where a curve is so far from its first end, by halving."""
    low, high = 0.0, 0.5
    for _ in range(20):
        middle = (low + high) / 2
        if math.dist(point_on(curve, middle), centre) < distance:
            low = middle
        else:
            high = middle
    return high


def _part(curve: Curve, start: float, end: float) -> Curve:
    """Cut a quadratic curve to the part between two parameters (de Casteljau)."""
    first, control, last = curve
    one, other = _between(first, control, start), _between(control, last, start)
    middle = _between(one, other, end)
    return point_on(curve, start), middle, point_on(curve, end)


def _between(a: Point, b: Point, at: float) -> Point:
    return a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at

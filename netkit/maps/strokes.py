"""Kernels on strokes and boxes: what crosses what, counted for many candidates at once.

Arrays may have any leading axes; the last axis holds x and y, or left, top, right and bottom.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netkit.maps.plan import BEND, Floats, Ints

__all__ = ["course", "crosses", "near_parallel", "over_boxes", "overlap"]

# Where a stroke's course is sampled, and how far its bend has come there (quadratic curve).
_PARTS = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
_BENT = 2 * _PARTS * (1 - _PARTS)
# Two strokes into one actor that differ by less than about 15 degrees read as one.
_SAME_WAY = 0.965


def course(start: Floats, end: Floats) -> Floats:
    """Give five points on the curve of each tie, (…, 5, 2): all bend the same way."""
    along = (end - start)[..., None, :]
    aside = np.stack([along[..., 1], -along[..., 0]], axis=-1) * BEND
    parts, bent = _PARTS[:, None], _BENT[:, None]
    return np.asarray(start[..., None, :] + along * parts + aside * bent)


def crosses(a: Floats, b: Floats, c: Floats, d: Floats) -> NDArray[np.bool_]:
    """Tell whether the straight strokes a-b and c-d cross each other (touching is not crossing)."""
    ax, ay = a[..., 0], a[..., 1]
    cx, cy = c[..., 0], c[..., 1]
    abx, aby = b[..., 0] - ax, b[..., 1] - ay
    cdx, cdy = d[..., 0] - cx, d[..., 1] - cy
    acx, acy = cx - ax, cy - ay
    # Each stroke must have the other's ends on its two sides.
    across = abx * cdy - aby * cdx
    before = abx * acy - aby * acx
    beside = cdx * acy - cdy * acx
    first = before * (before + across)
    second = beside * (beside + across)
    return np.asarray((first < 0) & (second < 0))


def over_boxes(start: Floats, end: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Tell whether the curve of a tie passes over a box (…, 4).

    The curve is taken as straight where it passes the middle of the box, which is exact enough
    for boxes that are small beside the curve's bend.
    """
    sx, sy = start[..., 0], start[..., 1]
    dx, dy = end[..., 0] - sx, end[..., 1] - sy
    # A curve stays between its ends and the top of its bend: most boxes lie beyond, and are done.
    beside = _spans(sx, dx, (dx + BEND * dy) / 2, boxes[..., 0], boxes[..., 2])
    above = _spans(sy, dy, (dy - BEND * dx) / 2, boxes[..., 1], boxes[..., 3])
    touches = np.asarray(beside & above & (boxes[..., 2] > boxes[..., 0]))
    near = touches.nonzero()
    sx, sy, dx, dy = _in(near, np.stack([sx, sy, dx, dy], axis=-1), touches.shape)
    left, top, right, bottom = _in(near, boxes, touches.shape)
    wide, high = (right - left) / 2, (bottom - top) / 2
    awayx, awayy = (left + right) / 2 - sx, (top + bottom) / 2 - sy
    part = (awayx * dx + awayy * dy) / (dx * dx + dy * dy + 1e-9)
    at = np.clip(part, 0.0, 1.0)
    # The curve's point nearest to the box, the box's middle from there, and the way it runs there.
    bent, turned = 2 * BEND * at * (1 - at), 2 * BEND * (1 - 2 * at)
    pointx, pointy = dx * at + dy * bent, dy * at - dx * bent
    wayx, wayy = dx + dy * turned, dy - dx * turned
    distance = np.abs((awayx - pointx) * wayy - (awayy - pointy) * wayx)
    touches[near] = distance <= wide * np.abs(wayy) + high * np.abs(wayx)
    return touches


def _in(places: tuple[Ints, ...], array: Floats, shape: tuple[int, ...]) -> Floats:
    """Give what an array, spread to a shape, holds in some places: its last axis comes first."""
    return np.asarray(np.broadcast_to(array, (*shape, array.shape[-1]))[places].T)


def _spans(
    start: Floats, far: Floats, middle: Floats, low: Floats, high: Floats
) -> NDArray[np.bool_]:
    """Tell whether a curve over ``middle`` to ``far`` away comes within a box on one axis."""
    least = start + np.minimum(np.minimum(far, middle), 0.0)
    most = start + np.maximum(np.maximum(far, middle), 0.0)
    return np.asarray((least <= high) & (most >= low))


def near_parallel(at: Floats, one: Floats, other: Floats) -> Floats:
    """Give how nearly two strokes that meet at an actor run the same way, from 0 to 1."""
    first, second = one - at, other - at
    dot = first[..., 0] * second[..., 0] + first[..., 1] * second[..., 1]
    long = np.sqrt(_square(first) * _square(second))
    likeness = dot / np.maximum(long, 1e-9)
    return np.asarray(np.clip((likeness - _SAME_WAY) / (1 - _SAME_WAY), 0.0, 1.0))


def _square(way: Floats) -> Floats:
    return np.asarray(way[..., 0] ** 2 + way[..., 1] ** 2)


def overlap(one: Floats, other: Floats, gap: float = 0.0) -> Floats:
    """Give how deep two boxes lie in each other, 0 where they keep ``gap`` between them."""
    low = np.maximum(one[..., :2], other[..., :2])
    high = np.minimum(one[..., 2:], other[..., 2:])
    depth = np.maximum(high - low + gap, 0.0)
    return np.asarray(np.minimum(depth[..., 0], depth[..., 1]))

"""Growth as a picture: seconds and memory against ties, both on scales by powers of ten."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from html import escape

__all__ = ["growth_picture"]

WIDE, HIGH, LEFT, TOP, RIGHT = 720, 440, 64, 24, 190
# Told apart without colour too, by their dashes.
LINES = (("#1b3a57", ""), ("#a3420f", "7 3"), ("#1f6b4a", "2 3"), ("#6a3d8f", "9 3 2 3"))


def growth_picture(ties: Sequence[int], lines: Mapping[str, Sequence[float]], unit: str) -> str:
    """Draw lines over the number of ties, with one that grows as n log n for comparison."""
    values = [value for line in lines.values() for value in line]
    across = _scale(min(ties), max(ties), LEFT, WIDE - RIGHT)
    up = _scale(min(values), max(values), HIGH - 48, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" role="img" '
        f'font-family="sans-serif" font-size="13"><title>{escape(unit)} against ties</title>',
        f'<rect width="{WIDE}" height="{HIGH}" fill="#fff"/>',
    ]
    for power in _powers(min(ties), max(ties)):
        x = across(10**power)
        parts.append(f'<path d="M{x:.1f} {TOP}V{HIGH - 48}" stroke="#ddd"/>')
        parts.append(_text(round(x, 1), HIGH - 28, f"{10**power:,}", "middle"))
    for mark in _marks(min(values), max(values)):
        y = up(mark)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDE - RIGHT}" stroke="#ddd"/>')
        parts.append(_text(LEFT - 6, y + 4, f"{mark:g}", "end"))
    parts += [_text(LEFT, HIGH - 8, "ties"), _text(8, 15, unit)]
    last = max(line[-1] for line in lines.values())
    scaled = [last * n * math.log(n) / (ties[-1] * math.log(ties[-1])) for n in ties]
    kept = [(n, value) for n, value in zip(ties, scaled, strict=True) if value >= min(values)]
    path = "L".join(f"{across(n):.1f} {up(value):.1f}" for n, value in kept)
    parts.append(f'<path d="M{path}" fill="none" stroke="#999" stroke-width="1"/>')
    taken: list[float] = []
    for number, (name, line) in enumerate(sorted(lines.items(), key=lambda item: -item[1][-1])):
        colour, dashes = LINES[number % len(LINES)]
        path = "L".join(f"{across(n):.1f} {up(v):.1f}" for n, v in zip(ties, line, strict=True))
        parts.append(
            f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dashes}"/>'
        )
        y = max(up(line[-1]) + 4, taken[-1] + 16 if taken else 0)
        taken.append(y)
        parts.append(_text(WIDE - RIGHT + 8, y, name, fill=colour))
    parts.append(_text(WIDE - RIGHT + 8, HIGH - 30, "grey: as n log n", fill="#595959"))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _text(x: float, y: float, words: str, anchor: str = "start", fill: str = "#000") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'
    )


def _scale(low: float, high: float, start: float, end: float) -> Callable[[float], float]:
    bottom, top = math.log10(low) - 0.08, math.log10(high) + 0.08

    def place(value: float) -> float:
        return start + (math.log10(value) - bottom) / (top - bottom) * (end - start)

    return place


def _marks(low: float, high: float) -> list[float]:
    """Give the powers of ten between two values, and where they are few twice and five times."""
    times = (1.0, 2.0, 5.0) if high / low < 100 else (1.0,)
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    marks = [10.0**power * number for power in powers for number in times]
    return [mark for mark in marks if low * 0.9 <= mark <= high * 1.1]


def _powers(low: float, high: float) -> range:
    return range(math.ceil(math.log10(low) - 0.08), math.floor(math.log10(high) + 0.08) + 1)

"""Kernels on strokes and boxes: what crosses what, counted for many candidates at once.

Arrays may have any leading axes; the last axis holds x and y, or left, top, right and bottom.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from netkit.maps.plan import BEND, Floats

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
    """Tell whether the straight strokes a–b and c–d cross each other (touching is not crossing)."""
    ab, cd = b - a, d - c
    ac = c - a
    one = _cross(ab, ac) * _cross(ab, d - a)
    two = _cross(cd, -ac) * _cross(cd, b - c)
    return np.asarray((one < 0) & (two < 0))


def over_boxes(points: Floats, boxes: Floats) -> NDArray[np.bool_]:
    """Tell whether a course (…, 5, 2) passes over a box (…, 4), by separating axes."""
    start, end = points[..., :-1, :], points[..., 1:, :]
    half = (end - start) / 2
    centre = (boxes[..., :2] + boxes[..., 2:])[..., None, :] / 2
    room = (boxes[..., 2:] - boxes[..., :2])[..., None, :] / 2
    away = (start + end) / 2 - centre
    reach = np.abs(half)
    apart = (np.abs(away) > room + reach).any(axis=-1)
    spread = room[..., 0] * reach[..., 1] + room[..., 1] * reach[..., 0]
    apart |= np.abs(_cross(away, half)) > spread
    return np.asarray(~apart.all(axis=-1))


def near_parallel(at: Floats, one: Floats, other: Floats) -> Floats:
    """Give how nearly two strokes that meet at an actor run the same way, from 0 to 1."""
    first, second = one - at, other - at
    dot = first[..., 0] * second[..., 0] + first[..., 1] * second[..., 1]
    long = np.sqrt((first**2).sum(-1) * (second**2).sum(-1))
    likeness = dot / np.maximum(long, 1e-9)
    return np.asarray(np.clip((likeness - _SAME_WAY) / (1 - _SAME_WAY), 0.0, 1.0))


def overlap(one: Floats, other: Floats, gap: float = 0.0) -> Floats:
    """Give how deep two boxes lie in each other, 0 where they keep ``gap`` between them."""
    low = np.maximum(one[..., :2], other[..., :2])
    high = np.minimum(one[..., 2:], other[..., 2:])
    depth = np.maximum(high - low + gap, 0.0)
    return np.asarray(depth.min(axis=-1))


def _cross(one: Floats, other: Floats) -> Floats:
    return np.asarray(one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0])

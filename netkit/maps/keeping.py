"""Kept positions: last month's map drawn again, and new actors among the old ones.

What is kept stays where it is, marks and labels alike; only who is new is placed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from netkit.maps.force import by_force
from netkit.maps.plan import SIDES, Floats, Ints, Placement, Plan
from netkit.maps.polish import polish

__all__ = ["MARGIN", "Held", "among_kept", "held_of", "in_page"]

# Row, place, and number of the label's side; -1 where the side is not kept.
Held = tuple[tuple[int, tuple[float, float], int], ...]

MARGIN = 6.0
_FREE = -1
_TOP = 24.0
_EACH = 150


def held_of(
    ids: Sequence[str], kept: Mapping[str, tuple[float, float]], sides: Mapping[str, str]
) -> Held:
    """Give what is kept of the actors there are."""
    numbers = {side: number for number, side in enumerate(SIDES)}
    return tuple(
        (row, kept[name], numbers.get(sides.get(name, ""), _FREE))
        for row, name in enumerate(ids)
        if name in kept
    )


def among_kept(plan: Plan, held: Held, seed: int) -> tuple[Plan, Placement]:
    """Place new actors among the kept ones, and labels whose side is not kept."""
    rows = np.array([row for row, _, _ in held], dtype=np.int64)
    xy = np.zeros((plan.size, 2))
    side = np.zeros(plan.size, dtype=np.int64)
    places = np.array([place for _, place, _ in held], dtype=float)
    # Where the sides of labels are kept, the map itself wrote the places, in its own units.
    ours = all(number != _FREE for _, _, number in held)
    xy[rows] = places if ours else _fitted(plan, places)
    side[rows] = [max(number, 0) for _, _, number in held]
    new = np.setdiff1d(np.arange(plan.size), rows)
    loose = np.union1d(new, [row for row, _, number in held if number == _FREE])
    if len(new):
        xy[new] = _among(plan, xy, rows, new, seed)
    # A page that was made taller stays as tall.
    tall = replace(plan, height=max(plan.height, float(xy[rows, 1].max() + plan.height / 8)))
    start = Placement(xy, side)
    if len(loose):
        start = polish(tall, start, new, seed, _EACH * len(loose), loose)
    return in_page(plan, start, _shift(plan, start))


def in_page(plan: Plan, placed: Placement, shift: Floats) -> tuple[Plan, Placement]:
    """Move a drawing and cut the page to its height."""
    xy = np.round(placed.xy + np.round(shift, 1), 1)
    moved = Placement(xy, placed.side)
    zones = moved.zones(plan)
    low, high = float(zones[:, 1].min()), float(zones[:, 3].max())
    # Places are rounded to a tenth: what is left of that is no room.
    above = MARGIN if abs(low - MARGIN) <= 0.1 else low
    height = float(np.ceil(np.round(high - low + above + MARGIN, 6)))
    return replace(plan, height=height), moved


def _shift(plan: Plan, placed: Placement) -> Floats:
    """Give how far a kept drawing has to move to lie on the page: not at all where it does."""
    zones = placed.zones(plan)
    low, high = zones[:, :2].min(axis=0), zones[:, 2:].max(axis=0)
    aside = low[0] < 0 or high[0] > plan.width
    away = low[1] < 0 or low[1] > _TOP
    return np.array(
        [
            (plan.width - low[0] - high[0]) / 2 if aside else 0.0,
            MARGIN - low[1] if away else 0.0,
        ]
    )


def _fitted(plan: Plan, xy: Floats) -> Floats:
    """Take positions as they are where they fit the page, else stretch them over it evenly."""
    low, span = xy.min(axis=0), np.ptp(xy, axis=0)
    page = np.array([plan.width, plan.height])
    beyond = (xy[:, 0] > page[0] * 1.5).any() or (xy[:, 1] > page[1] * 4).any()
    fits = bool((low >= 0).all() and not beyond and span.max() > page.min() / 3)
    if fits or span.max() == 0:
        return xy
    scale = (page * 0.8 / np.maximum(span, 1e-9)).min()
    return np.asarray((xy - low - span / 2) * scale + page / 2)


def _among(plan: Plan, xy: Floats, rows: Ints, new: Ints, seed: int) -> Floats:
    """Give new actors a first place: amid their sector, or those they have ties with."""
    anywhere = by_force(plan, seed)
    friends = [_friends(plan, int(row), rows) for row in new]
    return np.array(
        [
            xy[near].mean(axis=0) if near else anywhere[row]
            for row, near in zip(new, friends, strict=True)
        ]
    )


def _friends(plan: Plan, row: int, kept: Ints) -> list[int]:
    """Give the kept actors of the same sector, or those it has ties with."""
    mates = [int(other) for other in kept if plan.zone[other] == plan.zone[row]]
    joined = plan.ties[(plan.ties == row).any(axis=1)]
    return mates or sorted({int(end) for end in joined.ravel()} & set(kept.tolist()))

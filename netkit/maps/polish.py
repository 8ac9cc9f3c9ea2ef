"""The polish: small moves that lower crossings, ties over labels and strokes that run together.

Counted in steps, never in seconds, so that the same plan gives the same picture anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from netkit.maps.plan import Floats, Ints, Placement, Plan
from netkit.maps.score import Score

__all__ = ["polish", "steps_for"]

_HOT = 0.7
_FAR, _NEAR = 120.0, 4.0
_TRIES = 12
_WORK = 24_000_000
_FEWEST, _MOST, _EACH = 200, 3000, 90
# In larger plans a step that moves a whole sector costs by the square of the ties: fewer of them.
_LARGE = 80


def steps_for(plan: Plan) -> int:
    """Give how many steps a plan of this size gets: fewer where each one costs more."""
    ties, size = max(len(plan.ties), 1), max(plan.size, 1)
    each = _TRIES * (2 * ties / size + 1) * (ties + 5 * size)
    steps = min(_MOST, _EACH * plan.size, max(_FEWEST, _WORK / each))
    return int(steps * min(1.0, _LARGE / size) ** 3)


def polish(
    plan: Plan,
    start: Placement,
    movable: Ints,
    seed: int,
    steps: int | None = None,
    loose: Ints | None = None,
) -> Placement:
    """Improve a placement step by step, from large moves to small ones.

    Parameters
    ----------
    plan : Plan
    start : Placement
    movable : array of int
        The actors that may move.
    seed : int
    steps : int, optional
        How many moves are tried; by the size of the plan if left out.
    loose : array of int, optional
        The actors whose labels may change sides, the movable ones among them; all if left out.
    """
    if plan.size == 0:
        return start
    count = steps_for(plan) if steps is None else steps
    walk = _Walk(plan, start, movable, np.arange(plan.size) if loose is None else loose, seed)
    for step in range(count):
        walk.step(1.0 - step / count)
    return Placement(np.round(walk.xy, 1), walk.side)


@dataclass
class _Walk:
    """The state of a polish between two steps."""

    plan: Plan
    start: Placement
    movable: Ints
    loose: Ints
    seed: int
    xy: Floats = field(init=False)
    side: Ints = field(init=False)

    def __post_init__(self) -> None:
        self.random = np.random.default_rng(self.seed)
        self.xy, self.side = self.start.xy.copy(), self.start.side.copy()
        self.score = Score(self.plan)
        self.free = frozenset(self.movable.tolist())
        self.zones = [z for z in self.plan.members if self.free.issuperset(z.tolist())]
        self.groups = [zone for zone in self.zones if len(zone) > 1]

    def step(self, heat: float) -> None:
        """Try one kind of move in several variants and keep the best, or nearly the best."""
        draw = self.random.random()
        if draw < 0.12 and len(self.zones) > 1:
            moved, xy, side = self._swap_zones(self.zones)
        elif draw < 0.3 and self.zones:
            moved, xy, side = self._shift_zone(self._pick(self.zones), heat)
        elif draw < 0.4 and self.groups:
            moved, xy, side = self._swap_members(self._pick(self.groups))
        else:
            moved, xy, side = self._move_actor(int(self._pick(self.loose)), heat)
        cost = self.score.cost(xy, side, moved)
        noise = self.random.random(len(cost)) * _HOT * heat**2
        best = int(np.argmin(cost + noise))
        self.xy, self.side = xy[best], side[best]

    def _pick(self, groups: Any) -> Any:
        return groups[int(self.random.integers(len(groups)))]

    def _copies(self, count: int) -> tuple[Floats, Ints]:
        """Give so many copies of the present state; the first stays as it is."""
        return np.repeat(self.xy[None], count, axis=0), np.repeat(self.side[None], count, axis=0)

    def _around(self, count: int, heat: float) -> Floats:
        """Draw so many shifts, large while it is hot."""
        reach = _NEAR + (_FAR - _NEAR) * heat**2
        scale = self.random.random((count, 1))
        return (self.random.random((count, 2)) * 2 - 1) * reach * scale

    def _move_actor(self, actor: int, heat: float) -> tuple[Ints, Floats, Ints]:
        xy, side = self._copies(_TRIES)
        side[1:4, actor] = (self.side[actor] + np.arange(1, 4)) % 4
        if actor in self.free:
            xy[4:, actor] += self._around(_TRIES - 4, heat)
            side[8:, actor] = self.random.integers(4, size=_TRIES - 8)
        return np.array([actor]), xy, side

    def _shift_zone(self, inside: Ints, heat: float) -> tuple[Ints, Floats, Ints]:
        xy, side = self._copies(_TRIES)
        xy[1:, inside] += self._around(_TRIES - 1, heat)[:, None]
        return inside, xy, side

    def _swap_members(self, inside: Ints) -> tuple[Ints, Floats, Ints]:
        """Let two members of a zone change places, or all of them turn about its middle."""
        xy, side = self._copies(5)
        middle = self.xy[inside].mean(axis=0)
        xy[1, inside] = 2 * middle - self.xy[inside]
        for row in range(2, len(xy)):
            one, other = self.random.choice(inside, 2, replace=False)
            xy[row, [one, other]] = self.xy[[other, one]]
            side[row, [one, other]] = self.side[[other, one]]
        return inside, xy, side

    def _swap_zones(self, zones: list[Ints]) -> tuple[Ints, Floats, Ints]:
        one, other = (zones[i] for i in self.random.choice(len(zones), 2, replace=False))
        xy, side = self._copies(2)
        shift = self.xy[other].mean(axis=0) - self.xy[one].mean(axis=0)
        xy[1, one] += shift
        xy[1, other] -= shift
        return np.sort(np.concatenate([one, other])), xy, side

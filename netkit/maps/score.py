"""What makes a placement bad, in one figure: lower is better."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netkit.maps.plan import STRIP, ZONE_PAD, Floats, Ints, Plan
from netkit.maps.strokes import crosses, near_parallel, over_boxes, overlap

__all__ = ["Score"]

CROSSING = 1.0
OVER_LABEL = 3.0
OVER_MARK = 5.0
TOGETHER = 1.5
LENGTH = 2.0
SPREAD = 2.0
HARD = 60.0
DEPTH = 1.0
ZONE_GAP = 10.0
EDGE = 6.0
ZFIX = 0.5
ZDEEP = 0.03


@dataclass(frozen=True, eq=False)
class _Scope:
    """What a move of some actors touches, found once for each set of actors."""

    near: Ints
    pairs: Floats
    meeting: Ints
    over: tuple[tuple[Ints, Ints, Floats], ...]


class Score:
    """Scores candidate placements of one plan, as far as some moved actors are concerned."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._prints=plan.footprints.astype(np.float32); self._boxes=plan.boxes.astype(np.float32); self._rad=plan.radius.astype(np.float32)
        self._scopes: dict[tuple[int, ...], _Scope] = {}
        self._meeting = _meeting_ties(plan.ties)
        self._mates = _mates(plan)
        self._order = np.argsort(plan.zone, kind="stable")
        self._starts = np.searchsorted(plan.zone[self._order], np.arange(len(plan.title)))

    def cost(self, xy: Floats, side: Ints, moved: Ints) -> Floats:
        """Give the cost of each candidate (c,) of placements (c, n, 2) and label sides (c, n)."""
        scope = self._scope(moved)
        rows = np.arange(self.plan.size)
        xy = xy.astype(np.float32)
        corners = np.concatenate([xy, xy], axis=2)
        prints = self._prints[rows, side] + corners
        total = self._room(prints)
        if len(scope.near):
            labels = self._boxes[rows, side] + corners
            total = total + self._strokes(xy, scope) + self._over(xy, labels, scope)
        return total

    def _strokes(self, xy: Floats, scope: _Scope) -> Floats:
        ties, weight = self.plan.ties, self.plan.weight
        start, end = xy[:, ties[:, 0]], xy[:, ties[:, 1]]
        one, other = start[:, scope.near, None], end[:, scope.near, None]
        hits = crosses(one, other, start[:, None], end[:, None])
        total = CROSSING * (hits * scope.pairs).sum(axis=(1, 2))
        along = end[:, scope.near] - start[:, scope.near]
        far = np.sqrt((along**2).sum(axis=-1)) * weight[scope.near]
        total = total + LENGTH * far.sum(axis=1) / self.plan.width
        at, a, b = scope.meeting.T
        together = near_parallel(xy[:, at], xy[:, a], xy[:, b])
        return np.asarray(total + TOGETHER * together.sum(axis=1))

    def _over(self, xy: Floats, labels: Floats, scope: _Scope) -> Floats:
        """Charge ties that run over labels, and over marks of others."""
        ties, weight = self.plan.ties, self.plan.weight
        radius = self._rad[:, None]
        marks = np.concatenate([xy - radius, xy + radius], axis=2)
        total = np.zeros(len(xy))
        # Ties that moved over everything, and the others over what moved.
        for chosen, things, charge in scope.over:
            start = xy[:, ties[chosen, 0], None]
            end = xy[:, ties[chosen, 1], None]
            boxes = np.concatenate([labels[:, things], marks[:, things]], axis=1)[:, None]
            hits = over_boxes(start, end, boxes)
            total += (hits * charge).sum(axis=(1, 2))
        return total

    def _room(self, prints: Floats) -> Floats:
        """Charge what must not be: labels in each other, or beyond the page, or zones mixed up."""
        plan = self.plan
        one, other = self._mates
        inside = overlap(prints[:, one], prints[:, other])
        zones = self.zones(prints)
        left, right = np.triu_indices(len(plan.title), 1)
        between = overlap(zones[:, left], zones[:, right], ZONE_GAP)
        page = np.array([EDGE, EDGE, plan.width - EDGE, plan.height - EDGE])
        beyond = np.concatenate([page[:2] - zones[..., :2], zones[..., 2:] - page[2:]], axis=2)
        spread = (zones[..., 2:] - zones[..., :2]).sum(axis=2).sum(axis=1)
        total = SPREAD * spread / (plan.width + plan.height)
        for depth in (inside, beyond.max(axis=2)):
            depth = np.maximum(depth, 0.0)
            total = total + (HARD * (depth > 0) + DEPTH * depth).sum(axis=1)
        total = total + (ZFIX * (between > 0) + ZDEEP * between).sum(axis=1)
        return np.asarray(total)

    def zones(self, prints: Floats) -> Floats:
        """Give the zones' boxes of each candidate, (c, k, 4)."""
        ordered = prints[:, self._order]
        low = np.minimum.reduceat(ordered[..., :2], self._starts, axis=1)
        high = np.maximum.reduceat(ordered[..., 2:], self._starts, axis=1)
        titled = self.plan.title > 0
        middle = (low[..., 0] + high[..., 0]) / 2
        half = np.maximum((high[..., 0] - low[..., 0]) / 2, self.plan.title / 2) + ZONE_PAD * titled
        top = low[..., 1] - STRIP * titled
        bottom = high[..., 1] + ZONE_PAD * titled
        return np.stack([middle - half, top, middle + half, bottom], axis=-1)

    def _scope(self, moved: Ints) -> _Scope:
        key = tuple(moved.tolist())
        if key not in self._scopes:
            self._scopes[key] = self._make_scope(moved)
        return self._scopes[key]

    def _make_scope(self, moved: Ints) -> _Scope:
        ties, weight = self.plan.ties, self.plan.weight
        touched = np.isin(ties, moved).any(axis=1) if len(ties) else np.zeros(0, dtype=bool)
        near = np.flatnonzero(touched)
        # A pair of ties that both moved is met twice.
        pairs = weight[near, None] * weight[None, :] * np.where(touched, 0.5, 1.0)
        concerned = np.isin(self._meeting, moved).any(axis=1)
        parts = ((near, np.arange(self.plan.size)), (np.flatnonzero(~touched), moved))
        over = tuple((ties_, things, self._charge(ties_, things)) for ties_, things in parts)
        return _Scope(near, pairs.astype(np.float32), self._meeting[concerned], over)

    def _charge(self, chosen: Ints, things: Ints) -> Floats:
        """Give what a tie over a label and over a mark costs; its own marks cost nothing."""
        own = (self.plan.ties[chosen, :, None] == things).any(axis=1)
        labels = np.full(own.shape, OVER_LABEL)
        marks = np.where(own, 0.0, OVER_MARK)
        charge = np.concatenate([labels, marks], axis=1) * self.plan.weight[chosen, None]
        return np.asarray(charge.astype(np.float32))


def _meeting_ties(ties: Ints) -> Ints:
    """Give (actor, one neighbour, another neighbour) for every two strokes that meet."""
    around: dict[int, set[int]] = {}
    for source, target in ties.tolist():
        around.setdefault(source, set()).add(target)
        around.setdefault(target, set()).add(source)
    rows = [
        (actor, one, other)
        for actor, others in sorted(around.items())
        for one in sorted(others)
        for other in sorted(others)
        if one < other
    ]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def _mates(plan: Plan) -> tuple[Ints, Ints]:
    """Give every two actors of one zone."""
    one, other = np.triu_indices(plan.size, 1)
    return one, other

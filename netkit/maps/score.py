"""What makes a placement bad, in one figure: lower is better."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from netkit.maps.plan import ZONE_PAD, Floats, Ints, Plan
from netkit.maps.strokes import crosses, near_parallel, over_boxes, overlap

__all__ = ["Score"]

CROSSING = 4.0
OVER_LABEL = 6.0
OVER_MARK = 6.0
TOGETHER = 1.0
LENGTH = 4.0
SHORT, SHORTEST = 4.0, 85.0
ASIDE = 0.6
SPREAD = 5.0
MIXED, MIXED_DEPTH = 8.0, 0.4
HARD, HARD_DEPTH = 60.0, 1.0
ZONE_GAP = 10.0
LABEL_GAP = 2.0
EDGE = 6.0


@dataclass(frozen=True, eq=False)
class _Scope:
    """What a move of some actors touches, found once for each set of actors."""

    near: Ints
    pairs: Floats
    meeting: Ints
    over: tuple[tuple[Ints, Ints, Floats], ...]
    mates: tuple[Ints, Ints]


class Score:
    """Scores candidate placements of one plan, as far as some moved actors are concerned."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        # In full precision: processors add up in different orders, and where that shows in a
        # comparison of candidates the whole walk, and so the map, goes another way.
        self._boxes, self._prints = plan.boxes, plan.footprints
        self._radius = plan.radius[:, None]
        self._title, self._strip = plan.title.T
        self._scopes: dict[tuple[int, ...], _Scope] = {}
        self._meeting = _meeting_ties(plan.ties)
        self._order = np.argsort(plan.zone, kind="stable")
        self._starts = np.searchsorted(plan.zone[self._order], np.arange(len(plan.title)))
        self._rows = np.arange(plan.size)
        self._titled = np.flatnonzero(self._title > 0)
        self._zone_pairs = np.triu_indices(len(plan.title), 1)
        self._title_pairs = np.triu_indices(len(self._titled), 1)

    def cost(self, xy: Floats, side: Ints, moved: Ints) -> Floats:
        """Give the cost of each candidate (c,) of placements (c, n, 2) and label sides (c, n)."""
        scope = self._scope(moved)
        corners = np.concatenate([xy, xy], axis=2)
        rows = self._rows
        total = self._room(self._prints[rows, side] + corners, scope)
        total += ASIDE * (side > 0).sum(axis=1)
        if len(scope.near):
            labels = self._boxes[rows, side] + corners
            total = total + self._strokes(xy, scope) + self._over(xy, labels, scope)
        return total

    def _strokes(self, xy: Floats, scope: _Scope) -> Floats:
        """Charge crossings, length, and ties that run into an actor side by side."""
        ties, weight = self.plan.ties, self.plan.weight
        start, end = xy[:, ties[:, 0]], xy[:, ties[:, 1]]
        one, other = start[:, scope.near, None], end[:, scope.near, None]
        hits = crosses(one, other, start[:, None], end[:, None])
        total = CROSSING * (hits * scope.pairs).sum(axis=(1, 2))
        along = end[:, scope.near] - start[:, scope.near]
        far = np.sqrt(along[..., 0] ** 2 + along[..., 1] ** 2)
        short = np.maximum(1.0 - far / SHORTEST, 0.0)
        total += ((LENGTH * far / self.plan.width + SHORT * short) * weight[scope.near]).sum(axis=1)
        at, a, b = scope.meeting.T
        together = near_parallel(xy[:, at], xy[:, a], xy[:, b])
        return np.asarray(total + TOGETHER * together.sum(axis=1))

    def _over(self, xy: Floats, labels: Floats, scope: _Scope) -> Floats:
        """Charge ties that run over labels, and over marks of others."""
        ties = self.plan.ties
        marks = np.concatenate([xy - self._radius, xy + self._radius], axis=2)
        total = np.zeros(len(xy))
        for chosen, things, charge in scope.over:
            start, end = xy[:, ties[chosen, 0], None], xy[:, ties[chosen, 1], None]
            boxes = np.concatenate([labels[:, things], marks[:, things]], axis=1)[:, None]
            total += (over_boxes(start, end, boxes) * charge).sum(axis=(1, 2))
        return total

    def _room(self, prints: Floats, scope: _Scope) -> Floats:
        """Charge labels in each other or beyond the page, and sectors that mix."""
        plan = self.plan
        zones = self._zones(prints)
        one, other = scope.mates
        left, right = self._zone_pairs
        inside = overlap(prints[:, one], prints[:, other], LABEL_GAP)
        mixed = overlap(zones[:, left], zones[:, right], ZONE_GAP)
        page = np.array([EDGE, EDGE, plan.width - EDGE, plan.height - EDGE])
        beyond = np.concatenate([page[:2] - zones[..., :2], zones[..., 2:] - page[2:]], axis=2)
        out = np.maximum(np.maximum.reduce(np.moveaxis(beyond, 2, 0)), 0.0)
        spread = (zones[..., 2:] - zones[..., :2]).sum(axis=(1, 2))
        total = SPREAD * spread / (plan.width + plan.height) + self._over_titles(prints, zones)
        total += (MIXED * (mixed > 0) + MIXED_DEPTH * mixed).sum(axis=1)
        for depth in (inside, out):
            total += (HARD * (depth > 0) + HARD_DEPTH * depth).sum(axis=1)
        return np.asarray(total)

    def _over_titles(self, prints: Floats, zones: Floats) -> Floats:
        """Charge labels, and titles of other zones, in the place of a zone's title."""
        titled = self._titled
        if len(titled) == 0:
            return np.zeros(len(prints))
        boxes = zones[:, titled].copy()
        middle = (boxes[..., 0] + boxes[..., 2]) / 2
        boxes[..., 0] = middle - self._title[titled] / 2
        boxes[..., 2] = middle + self._title[titled] / 2
        boxes[..., 3] = boxes[..., 1] + self._strip[titled]
        one, other = self._title_pairs
        total = np.zeros(len(prints))
        for depth in (
            overlap(boxes[:, one], boxes[:, other], LABEL_GAP),
            overlap(boxes[:, :, None], prints[:, None]).reshape(len(prints), -1),
        ):
            total += (HARD * (depth > 0) + HARD_DEPTH * depth).sum(axis=1)
        return total

    def _zones(self, prints: Floats) -> Floats:
        """Give the zones' boxes of each candidate, (c, k, 4)."""
        ordered = prints[:, self._order]
        low = np.minimum.reduceat(ordered[..., :2], self._starts, axis=1)
        high = np.maximum.reduceat(ordered[..., 2:], self._starts, axis=1)
        titled = self._title > 0
        middle = (low[..., 0] + high[..., 0]) / 2
        half = np.maximum(high[..., 0] - low[..., 0], self._title) / 2 + ZONE_PAD * titled
        top = low[..., 1] - self._strip
        bottom = high[..., 1] + ZONE_PAD * titled
        return np.stack([middle - half, top, middle + half, bottom], axis=-1)

    def _scope(self, moved: Ints) -> _Scope:
        key = tuple(moved.tolist())
        if key not in self._scopes:
            self._scopes[key] = self._make_scope(moved)
        return self._scopes[key]

    def _make_scope(self, moved: Ints) -> _Scope:
        ties, weight = self.plan.ties, self.plan.weight
        touched = np.isin(ties, moved).any(axis=1)
        near, others = np.flatnonzero(touched), np.flatnonzero(~touched)
        # A pair of ties that both moved is met twice.
        pairs = weight[near, None] * weight[None, :] * np.where(touched, 0.5, 1.0)
        parts = ((near, np.arange(self.plan.size)), (others, moved))
        one, other = np.triu_indices(self.plan.size, 1)
        concerned = np.isin(one, moved) | np.isin(other, moved)
        return _Scope(
            near,
            pairs,
            self._meeting[np.isin(self._meeting, moved).any(axis=1)],
            tuple((chosen, things, self._charge(chosen, things)) for chosen, things in parts),
            (one[concerned], other[concerned]),
        )

    def _charge(self, chosen: Ints, things: Ints) -> Floats:
        """Give what a tie over a label and over a mark costs; its own marks cost nothing."""
        own = (self.plan.ties[chosen, :, None] == things).any(axis=1)
        marks = np.where(own, 0.0, OVER_MARK)
        charge = np.concatenate([np.full(own.shape, OVER_LABEL), marks], axis=1)
        return np.asarray(charge * self.plan.weight[chosen, None])


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

"""Shortest paths from and to a sample of places, in networks too large to search from all.

Every start is gone through by itself, its arcs in the order in which paths take them, so that the
work grows with the arcs on shortest paths and not with the number of steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from netkit.measures._kernels.condensation import ranges
from netkit.measures._kernels.in_order import in_order

__all__ = ["Sums", "betweenness_from"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
# Half as wide, as all arcs are gone through for every start.
Ranks = npt.NDArray[np.int32]


class Sums(NamedTuple):
    """What several starts give, added up, and the sum of its squares, of places and of arcs."""

    places: Floats
    along: Floats
    places_squared: Floats
    along_squared: Floats

    @classmethod
    def nothing(cls, size: int, arcs: int) -> Sums:
        """Begin adding up."""
        return cls(np.zeros(size), np.zeros(arcs), np.zeros(size), np.zeros(arcs))

    def include(self, other: Sums) -> None:
        """Add what other starts give."""
        for total, found in zip(self, other, strict=True):
            total += found

    def add(self, places: Floats, along: Floats) -> None:
        """Add what one start gives."""
        for total, squared, found in zip(self[:2], self[2:], (places, along), strict=True):
            total += found
            squared += found * found


def betweenness_from(
    arcs: Whole, lengths: Whole | None, far: Floats, back: Floats, starts: Whole
) -> Sums:
    """Add up each start's part of betweenness, so that all places' parts give the whole.

    A path between two places counts for both its ends: at a place or an arc on its way for the
    start by how much of it lies before there, for the goal by how much lies behind. Then nobody
    gets much from a single start close by, which a sample would miss or make too much of
    (Geisberger, Sanders & Schultes 2008).

    Parameters
    ----------
    arcs : int array of shape (m, 2)
    lengths : int array of shape (m,), optional
        Whole lengths of at least 1; every arc is one step long if left out.
    far, back : float array of shape (starts, n)
        The length of the shortest path from each start, and back to it.
    starts : int array
    """
    found = Sums.nothing(far.shape[1], len(arcs))
    ways = Way(arcs, lengths, far.shape[1]), Way(arcs[:, ::-1], lengths, far.shape[1])

    def shares(searched: tuple[int, Floats, Floats]) -> tuple[Floats, Floats]:
        start, *steps = searched
        places, along = np.zeros(far.shape[1]), np.zeros(len(arcs))
        for way, one in zip(ways, steps, strict=True):
            way.share(start, one, places, along)
        return places, along

    for parts in in_order(shares, zip(starts.tolist(), far, back, strict=True)):
        found.add(*parts)
    return found


@dataclass(frozen=True, eq=False)
class End:
    """The arcs of a graph in the order of one of their ends.

    ``here`` is that end, ``there`` the other, ``rows`` are the arcs' rows.
    """

    here: Ranks
    there: Ranks
    rows: Whole
    lengths: Whole | None

    @classmethod
    def of(cls, arcs: Whole, lengths: Whole | None, end: int) -> End:
        """Sort the arcs by where they begin (0) or end (1)."""
        rows = np.argsort(arcs[:, end], kind="stable")
        here, there = (arcs[rows, side].astype(np.int32) for side in (end, 1 - end))
        return cls(here, there, rows, None if lengths is None else lengths[rows])

    def used(self, steps: Floats, ahead: int) -> Whole:
        """Give which arcs are on shortest paths: they lead on (1) from here, or come here (-1)."""
        apart = steps[self.there] - steps[self.here]
        length = 1.0 if self.lengths is None else self.lengths
        return np.flatnonzero(apart == ahead * length)

    def by_level(self, used: Whole, level: Whole) -> Iterator[tuple[Whole, Whole, Ranks]]:
        """Give the arcs that are used, level by level of the places here.

        Each level's arcs are sorted by place; with them comes where each place begins, and places.
        """
        height = level[self.here[used]]
        # Sixteen bits are sorted by counting.
        small = height.astype(np.uint16) if height.max(initial=0) < 2**16 else height
        placed = np.argsort(small, kind="stable")
        chosen, height = used[placed], height[placed]
        here = self.here[chosen]
        new = np.flatnonzero(np.diff(here, prepend=-1) | np.diff(height, prepend=-1))
        cuts = np.flatnonzero(np.diff(height[new], prepend=-1)).tolist()
        ends = np.append(new, len(chosen))
        for low, high in pairwise([*cuts, len(new)]):
            part = chosen[ends[low] : ends[high]]
            yield part, new[low:high] - new[low], here[new[low:high]]


@dataclass(frozen=True, eq=False)
class Way:
    """A graph in one of its two directions."""

    arcs: Whole
    lengths: Whole | None
    size: int

    @cached_property
    def ahead(self) -> End:
        """Give the arcs in the order of where they begin."""
        return End.of(self.arcs, self.lengths, 0)

    @cached_property
    def behind(self) -> End:
        """Give the arcs in the order of where they end."""
        return End.of(self.arcs, self.lengths, 1)

    def share(self, start: int, steps: Floats, places: Floats, along: Floats) -> None:
        """Add to places and arcs their part of the shortest paths from a start, by length."""
        reached = np.isfinite(steps)
        # Of two places out of reach neither is ahead.
        steps = np.where(reached, steps, np.nan)
        using = self.ahead.used(steps, 1)
        level = self._levels(start, steps, using)
        paths = np.zeros(self.size)
        paths[start] = 1.0
        behind = self.behind
        for part, first, here in behind.by_level(behind.used(steps, -1), level):
            paths[here] = np.add.reduceat(paths[behind.there[part]], first)
        before = np.where(reached, steps, 0.0)
        weight = paths * before
        inverse = np.divide(1.0, weight, out=np.zeros(self.size), where=weight > 0)
        onward = np.zeros(self.size)
        for part, first, here in reversed(list(self.ahead.by_level(using, level))):
            ends = self.ahead.there[part]
            onward[here] = np.add.reduceat(inverse[ends] + onward[ends], first)
        places += weight * onward
        one, other = self.ahead.here[using], self.ahead.there[using]
        half = (1 if self.ahead.lengths is None else self.ahead.lengths[using]) / 2
        found = paths[one] * (inverse + onward)[other] * (before[one] + half)
        along[self.ahead.rows[using]] += found

    def _levels(self, start: int, steps: Floats, using: Whole) -> Whole:
        """Give each place a level, so that shortest paths only rise; -1 where none leads."""
        if self.lengths is None:
            return np.where(np.isnan(steps), -1.0, steps).astype(np.int64)
        ends = self.ahead.there[using]
        out = np.bincount(self.ahead.here[using], minlength=self.size)
        first, left = np.cumsum(out) - out, np.bincount(ends, minlength=self.size)
        level = np.full(self.size, -1, dtype=np.int64)
        here, now = np.array([start]), 0
        while len(here):
            level[here] = now
            met, number = np.unique(ends[ranges(first[here], out[here])], return_counts=True)
            left[met] -= number
            here, now = met[left[met] == 0], now + 1
        return level

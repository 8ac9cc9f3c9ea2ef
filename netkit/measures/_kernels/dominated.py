"""What each place and each arc cuts a start off from, in networks with very many arcs.

The dominator tree of :mod:`netkit.measures._kernels.removal`, all places of a level at once: places
are ranked by distance from the start, and the nearest dominator of a place is where the chains of
dominators of its entrances meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

__all__ = ["Entered"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
# Half as wide, as all arcs are gone through for every start.
Ranks = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Entered:
    """The arcs of a graph of ``size`` places, in the order of where they end."""

    arcs: Whole
    size: int

    @cached_property
    def rows(self) -> Whole:
        """Give the row of each arc."""
        return np.argsort(self.arcs[:, 1], kind="stable")

    @cached_property
    def tails(self) -> Ranks:
        """Give where each arc begins."""
        tails: Ranks = self.arcs[self.rows, 0].astype(np.int32)
        return tails

    @cached_property
    def heads(self) -> Ranks:
        """Give where each arc ends."""
        heads: Ranks = self.arcs[self.rows, 1].astype(np.int32)
        return heads

    def lost(self, steps: Floats) -> tuple[Floats, Whole, Floats]:
        """Count what a start, so many steps away, no longer reaches without a place or an arc.

        Returns
        -------
        by_place : float array of shape (n,)
            Places cut off when the place goes, itself not counted.
        rows, by_arc : arrays of shape (k,)
            The arcs without which something is cut off, and how much.
        """
        reached = np.isfinite(steps)
        level = np.where(reached, steps, -2.0).astype(np.int32)
        order = np.argsort(level, kind="stable")[self.size - int(reached.sum()) :]
        rank = np.full(self.size, -1, dtype=np.int32)
        rank[order] = np.arange(len(order))
        height = level[self.tails]
        entering = height >= 0
        nearer = np.flatnonzero(height + 1 == level[self.heads])
        levels = np.append(np.flatnonzero(np.diff(level[order], prepend=-1)), len(order))
        parents = self._parents(rank, nearer, entering, levels)
        sizes, number = _numbered(parents, levels)
        by_place = np.zeros(self.size)
        by_place[order[1:]] = sizes[1:] - 1
        # An entrance from a place that the place dominates is none; the start has none at all.
        entering &= (level > 0)[self.heads]
        wide = np.zeros(self.size, dtype=bool)
        wide[order] = sizes > 1
        some = np.flatnonzero(entering & wide[self.heads])
        one, other = number[rank[self.tails[some]]], rank[self.heads[some]]
        below = (one > number[other]) & (one < number[other] + sizes[other])
        entering[some[below]] = False
        alone = np.bincount(self.heads[entering], minlength=self.size) == 1
        only = np.flatnonzero(entering & alone[self.heads])
        return by_place, self.rows[only], sizes[rank[self.heads[only]]].astype(float)

    def _parents(
        self, rank: Ranks, nearer: Whole, entering: npt.NDArray[np.bool_], levels: Whole
    ) -> Ranks:
        """Give the nearest dominator of each place, both by rank.

        The first round takes the entrances from the level before, so that every chain of parents
        holds all dominators; the others can only shorten the chains (``removal.dominators``).
        """
        parents = np.zeros(levels[-1], dtype=np.int32)
        tops = np.arange(levels[-1], dtype=np.int32)
        tails, heads = rank[self.tails[nearer]], rank[self.heads[nearer]]
        by_rank = np.argsort(heads, kind="stable")
        tails, heads = tails[by_rank], heads[by_rank]
        bounds = pairwise(np.searchsorted(heads, levels).tolist())
        for (low, high), places in zip(bounds, pairwise(levels.tolist()), strict=True):
            if low < high:
                _meet(tails[low:high], heads[low:high], parents, tops)
                _top(parents, tops, slice(*places))
        moved = True
        while moved:
            # Nothing is nearer to the start than the start.
            inner = np.zeros(self.size, dtype=bool)
            inner[rank >= 0] = (parents > 0)[rank[rank >= 0]]
            some = np.flatnonzero(entering & inner[self.heads])
            before = parents.copy()
            _meet(rank[self.tails[some]], rank[self.heads[some]], parents, tops)
            moved = bool((parents != before).any())
            for low, high in pairwise(levels.tolist()):
                _top(parents, tops, slice(low, high))
        return parents


def _top(parents: Ranks, tops: Ranks, places: slice) -> None:
    """Give the last of each chain before the start, for the places of one level."""
    above = parents[places]
    own = np.arange(places.start, places.stop, dtype=np.int32)
    tops[places] = np.where(above > 0, tops[above], own)


def _meet(tails: Ranks, heads: Ranks, parents: Ranks, tops: Ranks) -> None:
    """Set each head's parent to where the chains of its tails meet; equal heads stand together.

    All chains are read before any parent is set.
    """
    chains = parents.copy()
    if not len(tails):
        return
    # Chains with different tops meet at the start, which most do.
    first, last = _runs(heads)
    top = tops[tails]
    low = np.minimum.reduceat(top, first)
    apart = (low == 0) | (low < np.maximum.reduceat(top, first))
    parents[heads[first[apart]]] = 0
    on = np.repeat(~apart, last - first)
    tails, heads = tails[on], heads[on]
    while len(tails):
        first, last = _runs(heads)
        low = np.minimum.reduceat(tails, first)
        higher = tails > np.repeat(low, last - first)
        unsettled = np.logical_or.reduceat(higher, first)
        parents[heads[first[~unsettled]]] = low[~unsettled]
        on = np.repeat(unsettled, last - first)
        tails = np.where(higher, chains[tails], tails)[on]
        heads = heads[on]


def _runs(heads: Ranks) -> tuple[Whole, Whole]:
    """Give where each run of equal heads begins and ends."""
    first = np.flatnonzero(np.diff(heads, prepend=-1))
    return first, np.append(first[1:], len(heads))


def _numbered(parents: Ranks, levels: Whole) -> tuple[Whole, Whole]:
    """Give how many places each dominates, and numbers that run on through what it dominates."""
    count = len(parents)
    sizes = np.ones(count, dtype=np.int64)
    for low, high in zip(levels[-2:0:-1], levels[:1:-1], strict=True):
        above = parents[low:high]
        sizes += np.bincount(above, sizes[low:high], minlength=count).astype(np.int64)
    siblings = np.argsort(parents[1:], kind="stable") + 1
    through = np.cumsum(sizes[siblings]) - sizes[siblings]
    new = np.flatnonzero(np.diff(parents[siblings], prepend=-1))
    earlier = np.zeros(count, dtype=np.int64)
    earlier[siblings] = through - np.repeat(through[new], np.diff(new, append=len(siblings)))
    number = np.zeros(count, dtype=np.int64)
    for low, high in pairwise(levels[1:].tolist()):
        number[low:high] = number[parents[low:high]] + 1 + earlier[low:high]
    return sizes, number

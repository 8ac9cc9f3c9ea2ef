"""Triangles of a graph one by one, and what follows from them: quick where products are not.

An arc product goes through all pairs of arcs at a place, which a few places with thousands of
arcs make very many. Here every pair that is joined leads from the end with fewer contacts to the
one with more, so that no place has many onward (Chiba & Nishizeki 1985).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations, product
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from netkit.measures._kernels.condensation import ranges
from netkit.measures._kernels.triads import CLOSED, triad_census

__all__ = ["Joined", "closed_paths", "closed_triads", "holes", "role_of"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Labels = npt.NDArray[np.integer[Any]]

# Pairs of onward arcs looked at together; bounds memory.
PAIRS = 2**20
AHEAD, BACK = 1, 2


@dataclass(frozen=True, eq=False)
class Joined:
    """Pairs of places that an arc joins, each once, from the end that ranks first.

    ``arcs`` has shape (m, 2), without loops; ``size`` places.
    """

    size: int
    arcs: Whole

    @cached_property
    def _pairs(self) -> tuple[Whole, Whole, Whole]:
        degree = np.bincount(self.arcs.ravel(), minlength=self.size)
        rank = np.empty(self.size, dtype=np.int64)
        rank[np.argsort(degree, kind="stable")] = np.arange(self.size)
        ends = rank[self.arcs]
        ahead = ends[:, 0] < ends[:, 1]
        key = np.where(ahead, ends @ [self.size, 1], ends @ [1, self.size])
        keys, place = np.unique(key, return_inverse=True)
        code = np.bincount(place, np.where(ahead, AHEAD, BACK), minlength=len(keys))
        return keys, code.astype(np.int64), np.argsort(rank)

    @property
    def keys(self) -> Whole:
        """Give each pair as one number, first end times size plus second, by rank; sorted."""
        return self._pairs[0]

    @property
    def code(self) -> Whole:
        """Give which arcs a pair has: ``AHEAD``, ``BACK`` or both added."""
        return self._pairs[1]

    @cached_property
    def ends(self) -> Whole:
        """Give the two places of each pair: shape (pairs, 2)."""
        place = self._pairs[2]
        return np.column_stack([place[self.keys // self.size], place[self.keys % self.size]])

    def triangles(self) -> Iterator[Whole]:
        """Give the rows of the pairs of triangles, some at a time: shape (triangles, 3).

        Of a triangle a, b, c by rank these are the pairs ab, ac and bc.
        """
        tails, heads = self.keys // self.size, self.keys % self.size
        onward = np.bincount(tails, minlength=self.size)
        first = np.cumsum(onward) - onward
        effort = np.concatenate([[0], np.cumsum(onward[heads])])
        low = 0
        while low < len(tails):
            high = int(np.searchsorted(effort, effort[low] + PAIRS, side="right")) - 1
            high = max(low + 1, high)
            count = onward[heads[low:high]]
            one = np.repeat(np.arange(low, high), count)
            two = ranges(first[heads[low:high]], count)
            wanted = tails[one] * self.size + heads[two]
            found = np.minimum(np.searchsorted(self.keys, wanted), len(tails) - 1)
            closed = self.keys[found] == wanted
            yield np.column_stack([one, found, two])[closed]
            low = high


def closed_triads(joined: Joined) -> dict[str, int]:
    """Count the triads of three joined pairs, for :mod:`netkit.measures._kernels.triads`.

    Examples
    --------
    >>> found = closed_triads(Joined(3, np.array([[0, 1], [1, 2], [0, 2]])))
    >>> {kind: count for kind, count in found.items() if count}
    {'030T': 1}
    """
    counts = np.zeros(64, dtype=np.int64)
    for rows in joined.triangles():
        counts += np.bincount(joined.code[rows] @ [16, 4, 1], minlength=64)
    closed = dict.fromkeys(CLOSED, 0)
    for codes in product((1, 2, 3), repeat=3):
        if number := int(counts[np.array(codes) @ [16, 4, 1]]):
            closed[_kind(codes)] += number
    return closed


def _kind(codes: tuple[int, ...]) -> str:
    """Name the triad of three places whose pairs 01, 02 and 12 have these arcs."""
    arcs = np.zeros((3, 3), dtype=np.int64)
    for (one, other), code in zip(((0, 1), (0, 2), (1, 2)), codes, strict=True):
        arcs[one, other], arcs[other, one] = code & AHEAD, code >> 1
    return next(kind for kind, count in triad_census(csr_array(arcs)).items() if count)


def holes(joined: Joined) -> tuple[Floats, Floats]:
    """Give constraint and effective size, as :mod:`netkit.measures._kernels.holes` defines them."""
    size, (one, other) = joined.size, joined.ends.T
    strength = np.where(joined.code == AHEAD + BACK, 2.0, 1.0)
    both = np.concatenate([one, other]), np.concatenate([strength, strength])
    total = np.bincount(*both, minlength=size)
    contacts = np.bincount(both[0], minlength=size)
    strongest = np.zeros(size)
    np.maximum.at(strongest, *both)
    through = np.zeros((2, len(one)))
    redundant = np.zeros(size)
    for rows in joined.triangles():
        for pairs, (here, there, third) in _turns(joined, rows):
            # The pair here-there, with the third both are joined to.
            to_third, from_third = (strength[pair] for pair in pairs[1:])
            side = (joined.ends[pairs[0], 0] != here).astype(np.int64)
            share = to_third / total[here]
            found = share * from_third / total[third]
            np.add.at(through, (side, pairs[0]), found)
            marginal = from_third / strongest[there]
            redundant += np.bincount(here, share * marginal, minlength=size)
    own = strength / total[joined.ends.T]
    squares = (own + through) ** 2
    sums = sum(
        np.bincount(end, square, minlength=size)
        for end, square in zip((one, other), squares, strict=True)
    )
    empty = contacts == 0
    return np.where(empty, np.nan, sums), np.where(empty, np.nan, contacts - redundant)


def closed_paths(joined: Joined) -> Iterator[tuple[Whole, Whole, Whole]]:
    """Give senders, brokers and receivers of two-step paths whose ends are joined, some a time."""
    for rows in joined.triangles():
        for pairs, (sender, receiver, broker) in _turns(joined, rows):
            there = _leads(joined, pairs[0], sender)
            there &= _leads(joined, pairs[1], sender) & _leads(joined, pairs[2], broker)
            yield sender[there], broker[there], receiver[there]


def role_of(sender: Labels, broker: Labels, receiver: Labels) -> Whole:
    """Give the role of brokers by the groups of both sides, in the order of ``ROLES``.

    Examples
    --------
    >>> role_of(np.array([0, 0, 1]), np.array([0, 1, 2]), np.array([0, 0, 0])).tolist()
    [0, 1, 4]
    """
    alike, first, last = sender == receiver, sender == broker, broker == receiver
    return np.select([first & last, alike, first, last], [0, 1, 2, 3], 4)


def _leads(joined: Joined, pair: Whole, start: Whole) -> npt.NDArray[np.bool_]:
    """Say whether an arc of the pair begins at ``start``, one of its ends."""
    wanted = np.where(joined.ends[pair, 0] == start, AHEAD, BACK)
    return (joined.code[pair] & wanted) > 0


def _turns(joined: Joined, rows: Whole) -> Iterator[tuple[tuple[Whole, ...], tuple[Whole, ...]]]:
    """Give each triangle six ways: its pairs xy, xz and zy, and its places x, y and z."""
    pair = {frozenset(ends): rows[:, row] for row, ends in enumerate(((0, 1), (0, 2), (1, 2)))}
    places = joined.ends[rows[:, 0], 0], *joined.ends[rows[:, 2]].T
    for x, y, z in permutations(range(3)):
        pairs = tuple(pair[frozenset(ends)] for ends in ((x, y), (x, z), (z, y)))
        yield pairs, (places[x], places[y], places[z])

"""Sets of places that matter most together: what is left without them, and what they reach.

Reach is kept one bit a place: a step of the search joins whole rows by one operation on words, for
many sets of removed places at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from netkit.measures._kernels.in_order import in_order

__all__ = ["Best", "best_sets", "nearness_from", "nearness_without", "work"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Score = Callable[[Whole], Floats]

BITS = 64
# How many words of reach are worked on at once; bounds memory and changes no result.
CELLS = 2**19
# Sums of the same fractions in another order differ by less than this.
SAME = 1e-8


@dataclass(frozen=True, slots=True)
class Best:
    """The best set found.

    Attributes
    ----------
    members : tuple of int
        Its places, in order.
    exact : bool
        Whether every set was tried; otherwise no better one may differ in a single member.
    alike : int or None
        How many sets are equally good, itself included; None where not every set was tried.
    """

    members: tuple[int, ...]
    exact: bool
    alike: int | None


def best_sets(places: int, largest: int, score: Score, most: int, pool: Whole) -> Iterator[Best]:
    """Find the sets of one place, two and so on with the highest score.

    All sets of a size are tried while there are at most ``most``; of equally good ones the first
    in lexicographic order is given. Otherwise the best set of one place less grows by the best
    place of the pool, and is then changed by the best swap of a member for another of the pool
    until none is better.

    Parameters
    ----------
    places, largest : int
        How many places there are, and how many the largest set has: at most ``places``.
    score : function
        Gives one value a set, for sets as an int array of shape (sets, size).
    most : int
        The most sets that are all tried.
    pool : int array
        The places that are chosen among where not all sets are tried: more than ``largest``.

    Examples
    --------
    >>> def total(sets):
    ...     return sets.sum(axis=1).astype(float)
    >>> for best in best_sets(4, 2, total, most=5, pool=np.arange(3)):
    ...     print(best)
    Best(members=(3,), exact=True, alike=1)
    Best(members=(2, 3), exact=False, alike=None)
    """
    members = np.zeros(0, dtype=np.int64)
    for size in range(1, largest + 1):
        exact, alike = comb(places, size) <= most, None
        if exact:
            sets = np.array(list(combinations(range(places), size)), dtype=np.int64)
            members, _, alike = _first_best(sets, score)
        else:
            members = _improved(members, score, pool)
        yield Best(tuple(sorted(members.tolist())), exact, alike)


def nearness_without(
    size: int, arcs: Whole, sets: Whole, goals: Whole | None = None
) -> tuple[Floats, Whole]:
    """Sum the inverse distances between the places that remain when each set is taken away.

    Parameters
    ----------
    size : int
        Number of places.
    arcs : int array of shape (m, 2)
        Each arc once, from and to, without loops.
    sets : int array of shape (sets, k)
        The places taken away together; without columns nothing is.
    goals : int array, optional
        Count the pairs that end in these alone; all places if left out.

    Returns
    -------
    nearness : float array of shape (sets,)
        Sum of 1/d over ordered pairs of distinct places that remain, 0 where there is no path.
    joined : int array of shape (sets,)
        How many of these pairs a path joins.

    Examples
    --------
    >>> line = np.array([[0, 1], [1, 2]])
    >>> nearness, joined = nearness_without(3, line, np.array([[0], [1]]))
    >>> nearness.tolist(), joined.tolist()
    ([1.0, 0.0], [1, 0])
    """
    nearness, joined = np.zeros(len(sets)), np.zeros(len(sets), dtype=np.int64)
    goals = np.arange(size) if goals is None else goals
    arcs = arcs[np.argsort(arcs[:, 0], kind="stable")]
    portion = max(1, CELLS // max(1, (size + len(arcs)) * _words(len(goals))))
    some = [slice(first, first + portion) for first in range(0, len(sets), portion)]
    found = in_order(lambda part: _without(size, arcs, sets[part], goals), some)
    for part, sums in zip(some, found, strict=True):
        nearness[part], joined[part] = sums
    return nearness, joined


def nearness_from(near: Floats, sets: Whole, rows: Whole | None = None) -> Floats:
    """Sum the inverse distances from each set to the places outside, from its nearest member.

    Parameters
    ----------
    near : float array of shape (n, n)
        1/d from each place to each other, 0 where there is no path and on the diagonal.
    sets : int array of shape (sets, k)
    rows : int array of shape (n,), optional
        The row of ``near`` that is each place's, if it has not one for all.

    Returns
    -------
    float array of shape (sets,)

    Examples
    --------
    >>> line = np.array([[0, 1, 0.5], [0, 0, 1], [0, 0, 0]])
    >>> nearness_from(line, np.array([[0], [1]])).tolist()
    [1.5, 1.0]
    """
    sums = np.zeros(len(sets))
    rows = np.arange(len(near)) if rows is None else rows
    portion = max(1, CELLS // max(1, near.shape[1]))
    for first in range(0, len(sets), portion):
        some = sets[first : first + portion]
        nearest = near[rows[some[:, 0]]]
        for members in some.T[1:]:
            np.maximum(nearest, near[rows[members]], out=nearest)
        for members in some.T:
            nearest[np.arange(len(some)), members] = 0.0
        sums[first : first + portion] = nearest.sum(axis=1)
    return sums


def work(size: int, arcs: Whole) -> int:
    """Count the operations on words that one step of :func:`nearness_without` takes a set.

    Examples
    --------
    >>> work(3, np.array([[0, 1], [1, 2]]))
    5
    """
    return (size + len(arcs)) * _words(size)


def _words(size: int) -> int:
    return -(-size // BITS)


def _without(size: int, arcs: Whole, sets: Whole, goals: Whole) -> tuple[Floats, Whole]:
    columns, place = np.arange(len(sets)), np.arange(len(goals))
    held: Words = np.zeros((size, len(sets), _words(len(goals))), dtype=np.uint64)
    held[goals, :, place // BITS] = (np.uint64(1) << (place % BITS).astype(np.uint64))[:, None]
    _clear(held, sets, columns)
    itself = counted = _count(held)
    tails, first = np.unique(arcs[:, 0], return_index=True)
    heads = np.ascontiguousarray(arcs[:, 1])
    nearness, steps = np.zeros(len(sets)), 0
    while True:
        further = held.copy()
        if len(arcs):
            ahead = np.take(held, heads, axis=0)
            further[tails] |= np.bitwise_or.reduceat(ahead, first, axis=0)
        _clear(further, sets, columns)
        found = _count(further)
        steps += 1
        if (found == counted).all():
            return nearness, counted - itself
        nearness += (found - counted) / steps
        held, counted = further, found


def _clear(held: Words, sets: Whole, columns: Whole) -> None:
    for members in sets.T:
        held[members, columns] = 0


def _count(held: Words) -> Whole:
    return np.asarray(np.bitwise_count(held).sum(axis=(0, 2), dtype=np.int64))


def _first_best(sets: Whole, score: Score) -> tuple[Whole, float, int]:
    """Give the first of the best sets, its value, and how many are as good."""
    values = score(sets)
    good = values >= values.max() - SAME
    first = int(good.argmax())
    return sets[first], float(values[first]), int(good.sum())


def _improved(members: Whole, score: Score, pool: Whole) -> Whole:
    """Grow a set by the best place, then swap members while that makes it better."""
    members, value, _ = _first_best(_grown(members, pool), score)
    # A single place that is the best of the pool has no better one to be swapped for.
    while len(members) > 1:
        swapped, better, _ = _first_best(_swapped(members, pool), score)
        if better <= value + SAME:
            break
        members, value = swapped, better
    return members


def _grown(members: Whole, pool: Whole) -> Whole:
    """Give each set of one place more."""
    others = np.setdiff1d(pool, members)
    return np.column_stack([np.tile(members, (len(others), 1)), others])


def _swapped(members: Whole, pool: Whole) -> Whole:
    """Give each set with one member changed for another place."""
    changed = [
        _grown(np.delete(members, leaving), np.setdiff1d(pool, members[leaving]))
        for leaving in range(len(members))
    ]
    return np.concatenate(changed)

"""Least upper bounds: pairs with one place above them through which all others reach both."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netkit.measures._kernels.condensation import Condensed, beyond, reaching

__all__ = ["pairs_without_bound", "share_without_bound"]

Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

SEED = 1994
# Pairs looked at together; bounds memory.
TOGETHER = 256


def pairs_without_bound(arcs: Whole, reach: Marks, strong: Whole, weak: Whole) -> int:
    """Count the unordered pairs of one weak component that have no least upper bound.

    An upper bound of two places reaches both (each place reaches itself); a least one is reached by
    every other. Places that reach each other are alike here, so that one of each strong component
    stands for all. In an order in which who reaches another stands before it, only the last common
    upper bound can be the least, and it is if it has all of them above it.

    Parameters
    ----------
    arcs : int array of shape (m, 2)
    reach : bool array of shape (n, n)
        Whether the place of the row reaches that of the column; true on the diagonal.
    strong, weak : int arrays of shape (n,)
        The component of each place, numbered from 0.

    Examples
    --------
    >>> arcs = np.array([[0, 2], [1, 2]])
    >>> reach = np.array([[1, 0, 1], [0, 1, 1], [0, 0, 1]], dtype=bool)
    >>> pairs_without_bound(arcs, reach, np.arange(3), np.zeros(3, dtype=int))
    1
    """
    chosen = np.unique(strong, return_index=True)[1]
    chosen = chosen[np.argsort(reach[np.ix_(chosen, chosen)].sum(axis=0), kind="stable")]
    reach = reach[np.ix_(chosen, chosen)]
    number = np.empty(len(chosen), dtype=np.int64)
    number[strong[chosen]] = np.arange(len(chosen))
    last = _last_common(number[strong[arcs]], reach)
    marks = reach.astype(np.float32)
    common = marks.T @ marks
    bounded = (last >= 0) & (common.diagonal()[last] == common)
    together = weak[chosen][:, None] == weak[chosen]
    sizes = np.bincount(number[strong], minlength=len(chosen))
    # A place bounds itself, so that the diagonal is empty and every pair stands there twice.
    return int(sizes @ (together & ~bounded) @ sizes) // 2


def _last_common(arcs: Whole, reach: Marks) -> npt.NDArray[np.int32]:
    """Give the last place that reaches both of two, -1 if none; places in order of reaching."""
    last = np.full(reach.shape, -1, dtype=np.int32)
    above: list[set[int]] = [set() for _ in reach]
    for tail, head in arcs.tolist():
        if tail != head:
            above[head].add(tail)
    for place, higher in enumerate(above):
        if higher:
            last[place] = last[sorted(higher)].max(axis=0)
        last[place, reach[place]] = place
    return last


def share_without_bound(graph: Condensed, weak: Whole, number: int) -> float:
    """Estimate the share of the pairs of one weak component that have no least upper bound.

    Of pairs drawn at random, each alike and with putting back.

    Parameters
    ----------
    graph : Condensed
    weak : int array of shape (n,)
        The weak component of each place, numbered from 0; one at least has two places.
    number : int
        Pairs to look at.

    Examples
    --------
    >>> from netkit.measures._kernels.condensation import condensed
    >>> fork = condensed(3, np.array([[0, 1], [0, 2]]))
    >>> share_without_bound(fork, np.zeros(3, dtype=int), 10)
    0.0
    """
    pairs = graph.component[_pairs_within(weak, number)]
    depth = beyond(graph, np.ones(len(graph.sizes), dtype=np.int64))
    missing = 0
    for low in range(0, number, TOGETHER):
        one, other = pairs[low : low + TOGETHER].T
        common = reaching(graph, one) & reaching(graph, other)
        # Who reaches another reaches more components: the last bound is the one with fewest.
        last = np.where(common, depth[:, None], len(depth)).argmin(axis=0)
        bounded = common.any(axis=0) & ~(common & ~reaching(graph, last)).any(axis=0)
        missing += int((~bounded).sum())
    return missing / number


def _pairs_within(weak: Whole, number: int) -> Whole:
    """Draw pairs of different places of one weak component, each pair alike: shape (number, 2)."""
    random = np.random.default_rng([SEED, len(weak), number])
    order = np.argsort(weak, kind="stable")
    sizes = np.bincount(weak)
    first = np.cumsum(sizes) - sizes
    chance = np.cumsum(sizes * (sizes - 1.0))
    piece = np.searchsorted(chance, random.random(number) * chance[-1], side="right")
    one = random.integers(sizes[piece])
    other = random.integers(sizes[piece] - 1)
    other += other >= one
    drawn: Whole = order[first[piece][:, None] + np.column_stack([one, other])]
    return drawn

"""Least upper bounds: pairs with one place above them through which all others reach both."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["pairs_without_bound"]

Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


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

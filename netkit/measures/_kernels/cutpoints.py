"""Places whose removal splits what hangs together, directions left aside."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, depth_first_order

__all__ = ["cutpoints"]

Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


def cutpoints(size: int, arcs: Whole) -> Marks:
    """Mark the places without which their component falls apart (Hopcroft & Tarjan 1973).

    One search goes in depth through all components, from one place more that is joined to one of
    each. A place is a cutpoint if no arc leads from behind one of its children to before it.

    Parameters
    ----------
    size : int
        Number of places.
    arcs : int array of shape (m, 2)
        Read without their directions.

    Examples
    --------
    >>> cutpoints(4, np.array([[0, 1], [2, 1], [3, 2]])).tolist()
    [False, True, True, False]
    """
    tails, heads = arcs.T
    joined = csr_array((np.ones(len(arcs), dtype=np.int8), (tails, heads)), shape=(size, size))
    tops = np.unique(connected_components(joined, directed=False)[1], return_index=True)[1]
    tails = np.concatenate([tails, np.full(len(tops), size)])
    heads = np.concatenate([heads, tops])
    tree = csr_array((np.ones(len(tails)), (tails, heads)), shape=(size + 1, size + 1))
    order, above = depth_first_order(tree, size, directed=False)
    place = np.empty(size + 1, dtype=np.int64)
    place[order] = np.arange(size + 1)
    ends = place[np.concatenate([tails, heads])], place[np.concatenate([heads, tails])]
    by_end = np.argsort(ends[0], kind="stable")
    first = np.searchsorted(ends[0][by_end], np.arange(size + 1))
    lowest = np.minimum.reduceat(ends[1][by_end], first) if len(by_end) else ends[0]
    parent = place[above[order[1:]]]
    return _cut(lowest.tolist(), parent.tolist())[place[:size]]


def _cut(lowest: list[int], parent: list[int]) -> Marks:
    """Mark places, numbered as they were met, from the lowest that each is joined to."""
    marks, children = np.zeros(len(lowest), dtype=bool), [0] * len(lowest)
    for child in range(len(lowest) - 1, 0, -1):
        here = parent[child - 1]
        children[here] += 1
        low = lowest[child]
        # Nothing is before the first place of a component: two children show that it is one.
        if low >= here and (parent[here - 1] or children[here] > 1):
            marks[here] = True
        lowest[here] = min(lowest[here], low)
    return marks

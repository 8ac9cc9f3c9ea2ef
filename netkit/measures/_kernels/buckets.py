"""Shortest paths by length in networks with very many arcs, a bucket of places at a time.

Delta-stepping (Meyer & Sanders 2003): of the places that may come nearer those within one bucket of
the nearest go on together, which arrays do faster than a queue does them one by one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netkit.measures._kernels.condensation import ranges
from netkit.measures._kernels.in_order import in_order

__all__ = ["MANY", "lengths_from"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

# So many arcs make it worth while, and so many rounds do not.
MANY, ROUNDS = 100_000, 1_000


def lengths_from(size: int, arcs: Whole, lengths: Whole, starts: Whole) -> Floats | None:
    """Give the length of the shortest path from each start, shape (starts, size).

    Nothing where paths are so long that a search one place after the other is quicker.

    Examples
    --------
    >>> line = np.array([[0, 1], [1, 2]])
    >>> lengths_from(3, line, np.array([2, 3]), np.array([0, 1])).tolist()
    [[0.0, 2.0, 5.0], [inf, 0.0, 3.0]]
    """
    order = np.argsort(arcs[:, 0], kind="stable")
    tails, heads, costs = arcs[order, 0], arcs[order, 1], lengths[order].astype(float)
    first = np.searchsorted(tails, np.arange(size + 1))
    width = costs.mean() if len(costs) else 1.0

    def search(start: int) -> Floats | None:
        far = np.full(size, np.inf)
        far[start] = 0.0
        open_ = np.zeros(size, dtype=bool)
        open_[start] = True
        here, reach = np.array([start]), width
        for _ in range(ROUNDS):
            near = here[far[here] <= reach]
            if not len(near):
                reach = far[here].min() + width
                near = here[far[here] <= reach]
            open_[near] = False
            count = first[near + 1] - first[near]
            rows = ranges(first[near], count)
            ends, found = heads[rows], np.repeat(far[near], count) + costs[rows]
            nearer = np.flatnonzero(found < far[ends])
            np.minimum.at(far, ends[nearer], found[nearer])
            open_[ends[nearer]] = True
            here = np.flatnonzero(open_)
            if not len(here):
                return far
        return None

    rows = []
    for far in in_order(search, starts.tolist()):
        if far is None:
            return None
        rows.append(far)
    return np.array(rows).reshape(len(starts), size)

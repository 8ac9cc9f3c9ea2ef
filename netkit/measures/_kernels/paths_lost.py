"""Which failing arcs stand between two places: shortest paths that avoid failing arcs first."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

__all__ = ["lost_pairs"]

Whole = npt.NDArray[np.int64]


def lost_pairs(
    size: int, arcs: Whole, failing: npt.NDArray[np.bool_]
) -> Iterator[tuple[int, int, list[int]]]:
    """Give each pair that only failing arcs could join, with the arcs to blame.

    The path has the fewest failing arcs, then the fewest arcs, then the lexicographically
    smallest places. An arc costs 1, a failing one ``size`` more: a path has fewer than ``size``
    arcs, so a cost holds both counts, exactly. Equally good paths have equally many arcs, so the
    smallest of them is found by going, from the start, to the smallest next place on any of them.

    Parameters
    ----------
    size : int
        Number of places, numbered in their canonical order.
    arcs : int array of shape (m, 2)
        Each arc once, from and to, without loops.
    failing : bool array of shape (m,)
        Which of them do not work.

    Yields
    ------
    start, goal : int
        A pair, in order.
    blamed : list of int
        The failing arcs of its path (rows of ``arcs``), in the order of the path.
    """
    if not failing.any():
        return
    cost = 1 + size * failing.astype(np.int64)
    weights = csr_array((cost.astype(float), (arcs[:, 0], arcs[:, 1])), shape=(size, size))
    distance: npt.NDArray[np.float64] = dijkstra(weights)
    steps = _next_places(arcs, cost, distance)
    number = {(int(arcs[row, 0]), int(arcs[row, 1])): int(row) for row in np.flatnonzero(failing)}
    lost = np.isfinite(distance) & (distance >= size)
    for start, goal in np.argwhere(lost):
        blamed, here = [], int(start)
        while distance[here, goal] >= size:
            there = int(steps[here, goal])
            if (here, there) in number:
                blamed.append(number[here, there])
            here = there
        yield int(start), int(goal), blamed


def _next_places(arcs: Whole, cost: Whole, distance: npt.NDArray[np.float64]) -> Whole:
    steps = np.full(distance.shape, -1, dtype=np.int64)
    # From the largest next place to the smallest, so that the smallest is written last and stays.
    for row in np.argsort(-arcs[:, 1], kind="stable"):
        here, there = arcs[row]
        best = (cost[row] + distance[there] == distance[here]) & np.isfinite(distance[here])
        steps[here, best] = there
    return steps

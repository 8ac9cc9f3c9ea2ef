"""The best path between two places, with every tie between equals broken the same way."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

__all__ = ["best_path"]


def best_path(
    arcs: Sequence[Sequence[tuple[int, int]]],
    start: int,
    goal: int,
    barred: frozenset[tuple[int, int]] = frozenset(),
) -> tuple[int, ...]:
    """Give the shortest path that uses no barred arc, or an empty one if there is none.

    Of equally short paths the one with the fewest arcs is taken, and of these the
    lexicographically smallest. Both are sound inside a Dijkstra search: (length, arcs) only grows
    along a path, and paths of equally many arcs stay in order when the same place is added.

    Parameters
    ----------
    arcs : sequence of sequences of (int, int)
        For each place the places it leads to, with the whole length (at least 1) of each arc.
        Python integers, as sums of lengths may pass what a double holds exactly.
    start, goal : int
        The two ends; they differ.
    barred : frozenset of (int, int)
        Arcs that must not be used.

    Examples
    --------
    >>> best_path([[(1, 5), (2, 1)], [], [(1, 4)]], 0, 1)
    (0, 1)
    >>> best_path([[(1, 5), (2, 1)], [], [(1, 4)]], 0, 1, frozenset({(0, 1)}))
    (0, 2, 1)
    """
    waiting: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, (start,))]
    settled: set[int] = set()
    while waiting:
        total, count, path = heappop(waiting)
        here = path[-1]
        if here == goal:
            return path
        if here in settled:
            continue
        settled.add(here)
        for there, length in arcs[here]:
            if there not in settled and (here, there) not in barred:
                heappush(waiting, (total + length, count + 1, (*path, there)))
    return ()

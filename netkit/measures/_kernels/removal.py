"""What is lost when one place or one arc is taken away, from dominator trees.

A place dominates another, seen from a start, when every path from the start to it passes there:
without it exactly the places it dominates are out of reach. One tree per start therefore answers
for all removals at once, where trying each removal would search the whole graph each time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["dominators", "losses"]

Whole = npt.NDArray[np.int64]


def losses(arcs: Whole, distances: npt.NDArray[np.float64]) -> tuple[Whole, Whole]:
    """Count the ordered pairs that lose their last path with each place, and with each arc.

    Pairs that the removed place itself belongs to are not counted: they go with it.

    Parameters
    ----------
    arcs : int array of shape (m, 2)
        Each arc once, from and to, without loops.
    distances : float array of shape (n, n)
        Steps from each place to each other, infinite where there is no path.

    Returns
    -------
    by_place : int array of shape (n,)
    by_arc : int array of shape (m,)

    Examples
    --------
    >>> line = np.array([[0, 1], [1, 2]])
    >>> by_place, by_arc = losses(line, np.array([[0, 1, 2], [np.inf, 0, 1], [np.inf, np.inf, 0]]))
    >>> by_place.tolist(), by_arc.tolist()
    ([0, 1, 0], [2, 2])
    """
    size = len(distances)
    entering: list[list[int]] = [[] for _ in range(size)]
    for tail, head in arcs.tolist():
        entering[head].append(tail)
    row_of = {(tail, head): row for row, (tail, head) in enumerate(arcs.tolist())}
    by_place, by_arc = [0] * size, [0] * len(arcs)
    for start in range(size):
        order = _by_distance(distances[start])
        before, rank = [entering[place] for place in order], _ranks(order, size)
        parents = dominators(before, rank)
        dominated = _subtree_sizes(parents)
        for number in range(1, len(order)):
            by_place[order[number]] += dominated[number] - 1
            if _only_entrance(number, before[number], rank, parents):
                entrance = order[parents[number]]
                by_arc[row_of[entrance, order[number]]] += dominated[number]
    return np.array(by_place, dtype=np.int64), np.array(by_arc, dtype=np.int64)


def dominators(before: list[list[int]], rank: list[int]) -> list[int]:
    """Give each place's nearest dominator, for places ranked by distance from the start.

    Cooper, Harvey & Kennedy (2001). The first round takes the entrances that rank before a place,
    so that every chain of parents holds all dominators; the others can only shorten the chains.

    Parameters
    ----------
    before : list of lists of int
        By rank, the places with an arc to the place. The start ranks 0; to every other place leads
        an arc from one that ranks before it.
    rank : list of int
        The rank of each place, at least ``len(before)`` for those out of reach.

    Returns
    -------
    list of int
        By rank, the rank of the nearest dominator; the start's own for the start.

    Examples
    --------
    >>> dominators([[], [0], [0], [1, 2], [3]], rank=[0, 1, 2, 3, 4])
    [0, 0, 0, 0, 3]
    """
    parents = [0] * len(before)
    for number in range(1, len(before)):
        parents[number] = _nearest(before[number], rank, parents, number)
    moved = True
    while moved:
        moved = False
        for number, parent in enumerate(parents):
            # Nothing is nearer to the start than the start.
            if parent:
                parents[number] = _nearest(before[number], rank, parents, len(before))
                moved = moved or parents[number] != parent
    return parents


def _nearest(tails: list[int], rank: list[int], parents: list[int], limit: int) -> int:
    """Give the last place common to the chains of all entrances that rank before ``limit``."""
    common = -1
    for tail in tails:
        other = rank[tail]
        if other < limit:
            common = other if common < 0 else _meeting(common, other, parents)
            if not common:
                break
    return common


def _meeting(one: int, other: int, parents: list[int]) -> int:
    while one != other:
        if one < other:
            other = parents[other]
        else:
            one = parents[one]
    return one


def _by_distance(steps: npt.NDArray[np.float64]) -> list[int]:
    reached = np.flatnonzero(np.isfinite(steps))
    order: list[int] = reached[np.argsort(steps[reached], kind="stable")].tolist()
    return order


def _ranks(order: list[int], size: int) -> list[int]:
    rank = [size] * size
    for number, place in enumerate(order):
        rank[place] = number
    return rank


def _subtree_sizes(parents: list[int]) -> list[int]:
    sizes = [1] * len(parents)
    for number in range(len(parents) - 1, 0, -1):
        sizes[parents[number]] += sizes[number]
    return sizes


def _only_entrance(number: int, tails: list[int], rank: list[int], parents: list[int]) -> bool:
    """Whether all arcs to a place but one come from places that it dominates."""
    others = 0
    for tail in tails:
        other = rank[tail]
        if other < len(parents) and _meeting(other, number, parents) != number:
            others += 1
            if others > 1:
                break
    return others == 1

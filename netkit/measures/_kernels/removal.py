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
    entering: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for row, (tail, head) in enumerate(arcs.tolist()):
        entering[head].append((tail, row))
    by_place, by_arc = [0] * size, [0] * len(arcs)
    for start in range(size):
        order = _by_distance(distances[start])
        rank = {place: number for number, place in enumerate(order)}
        known = [[(rank[tail], row) for tail, row in entering[p] if tail in rank] for p in order]
        before = [[number for number, _ in pairs] for pairs in known]
        parents = dominators(before)
        dominated = _subtree_sizes(parents)
        for number in range(1, len(order)):
            by_place[order[number]] += dominated[number] - 1
            if _only_entrance(number, before[number], parents):
                # Of the places before this one only the only entrance is left.
                by_arc[min(known[number])[1]] += dominated[number]
    return np.array(by_place, dtype=np.int64), np.array(by_arc, dtype=np.int64)


def dominators(before: list[list[int]]) -> list[int]:
    """Give each place's nearest dominator, for places numbered by distance from the start.

    Cooper, Harvey & Kennedy (2001), begun from the tree of first entrances: every dominator lies
    on the path through it, so that each step can only move a place's parent nearer to the start.

    Parameters
    ----------
    before : list of lists of int
        For each place the places with an arc to it; 0 is the start, and every other place has one
        with a smaller number.

    Examples
    --------
    >>> dominators([[], [0], [0], [1, 2], [3]])
    [0, 0, 0, 0, 3]
    """
    parents = [0, *(min(tails) for tails in before[1:])]
    moved = True
    while moved:
        moved = False
        for number, tails in enumerate(before):
            parent = parents[number]
            for tail in tails if parent else ():
                parent = _meeting(parent, tail, parents)
            if parent != parents[number]:
                parents[number], moved = parent, True
    return parents


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


def _subtree_sizes(parents: list[int]) -> list[int]:
    sizes = [1] * len(parents)
    for number in range(len(parents) - 1, 0, -1):
        sizes[parents[number]] += sizes[number]
    return sizes


def _only_entrance(number: int, tails: list[int], parents: list[int]) -> bool:
    """Whether all arcs to a place but one come from places that it dominates."""
    if sum(tail < number for tail in tails) > 1:
        return False
    return all(_meeting(tail, number, parents) == number for tail in tails if tail > number)

"""What is lost when one place or one arc is taken away, from dominator trees.

A place dominates another, seen from a start, when every path from the start to it passes there:
without it exactly the places it dominates are out of reach. One tree per start therefore answers
for all removals at once, where trying each removal would search the whole graph each time.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from netkit.measures._kernels.dominated import Entered
from netkit.measures._kernels.in_order import in_order
from netkit.measures._kernels.sampled_paths import Sums
from netkit.measures._kernels.shortest import distances_from

__all__ = ["dominators", "losses", "losses_from", "strong_bridges"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

# Up to so many places their trees are made one place after the other, which is then quicker.
ONE_BY_ONE = 400


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
    if len(distances) > ONE_BY_ONE:
        return _losses_by_level(arcs, distances)
    lost = [0] * len(distances), [0] * len(arcs)
    for parts in _lost_from(arcs, distances):
        for total, found in zip(lost, parts, strict=True):
            for row, count in found.items():
                total[row] += count
    return np.array(lost[0], dtype=np.int64), np.array(lost[1], dtype=np.int64)


def _losses_by_level(arcs: Whole, distances: Floats) -> tuple[Whole, Whole]:
    """Count as :func:`losses`, from trees that are made a level at a time."""
    entered = Entered(arcs, len(distances))
    places, along = np.zeros(len(distances)), np.zeros(len(arcs))
    for by_place, rows, by_arc in in_order(entered.lost, distances):
        places += by_place
        along[rows] += by_arc
    return places.astype(np.int64), along.astype(np.int64)


def losses_from(arcs: Whole, far: Floats, back: Floats) -> Sums:
    """Add up each start's part of :func:`losses`: half of each pair that it begins, or ends.

    Parameters
    ----------
    arcs : int array of shape (m, 2)
    far, back : float array of shape (starts, n)
        Steps from each start, and back to it.
    """
    size = far.shape[1]
    found = Sums.nothing(size, len(arcs))
    ways = Entered(arcs, size), Entered(arcs[:, ::-1], size)

    def lost(searched: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
        places, along = np.zeros(size), np.zeros(len(arcs))
        for way, steps in zip(ways, searched, strict=True):
            by_place, rows, by_arc = way.lost(steps)
            places += by_place / 2
            along[rows] += by_arc / 2
        return places, along

    for parts in in_order(lost, zip(far, back, strict=True)):
        found.add(*parts)
    return found


def _lost_from(arcs: Whole, far: Floats) -> Iterator[tuple[dict[int, int], dict[int, int]]]:
    """Give for each start how many places are out of its reach without each place and each arc."""
    size = far.shape[1]
    entering: list[list[int]] = [[] for _ in range(size)]
    for tail, head in arcs.tolist():
        entering[head].append(tail)
    row_of = {(tail, head): row for row, (tail, head) in enumerate(arcs.tolist())}
    for steps in far:
        order = _by_distance(steps)
        before, rank = [entering[place] for place in order], _ranks(order, size)
        parents = dominators(before, rank)
        dominated = _subtree_sizes(parents)
        places, along = {}, {}
        for number in range(1, len(order)):
            if dominated[number] > 1:
                places[order[number]] = dominated[number] - 1
            if _only_entrance(number, before[number], rank, parents):
                along[row_of[order[parents[number]], order[number]]] = dominated[number]
        yield places, along


def strong_bridges(size: int, arcs: Whole, component: Whole) -> Marks:
    """Mark the arcs without which a strong component falls apart.

    An arc is one if, and only if, it is the only entrance of a place seen from any one place of its
    component, along the arcs or against them (Italiano, Laura & Santaroni 2012).

    Parameters
    ----------
    size : int
    arcs : int array of shape (m, 2)
    component : int array of shape (size,)
        The number of each place's strong component.

    Examples
    --------
    >>> both_ways = np.array([[0, 1], [1, 0], [1, 2]])
    >>> strong_bridges(3, both_ways, np.array([0, 0, 1])).tolist()
    [True, True, False]
    """
    inside = np.flatnonzero(component[arcs[:, 0]] == component[arcs[:, 1]])
    marks = np.zeros(len(arcs), dtype=bool)
    if not len(inside):
        return marks
    # One place more, from which an arc leads to one place of each component, sees them all.
    starts = np.unique(component, return_index=True)[1]
    root = np.array([size])
    led = np.column_stack([np.repeat(root, len(starts)), starts])
    for turned in (arcs[inside], arcs[inside, ::-1]):
        seen = np.concatenate([turned, led])
        far = distances_from(size + 1, seen, None, root)
        needed = Entered(seen, size + 1).lost(far[0])[1]
        marks[inside[needed[needed < len(inside)]]] = True
    return marks


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

"""Smallest cuts between two places, the same whatever order the arcs are in.

As many paths as share nothing join two places as places or arcs must go to part them (Menger
1927). Of several smallest cuts the one nearest to the source is taken: the arcs that lead out of
what the source still reaches once no more paths can be added. That set is the same for every
greatest flow (Ford & Fulkerson 1962), so the cut does not depend on how the flow was found.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

__all__ = ["place_cut", "tie_cut"]

Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


def tie_cut(size: int, arcs: Whole, source: int, target: int) -> list[int]:
    """Give the smallest set of arcs without which no path leads from source to target.

    Parameters
    ----------
    size : int
        Number of places.
    arcs : int array of shape (m, 2)
        Each arc once, from and to, without loops.
    source, target : int
        Two different places.

    Returns
    -------
    list of int
        Rows of ``arcs``, in order; of several smallest sets the one nearest to the source. Empty
        where no path leads there as it is.

    Examples
    --------
    >>> tie_cut(4, np.array([[0, 1], [1, 2], [1, 3], [2, 3]]), 0, 3)
    [0]
    """
    near = _on_the_source_side(size, arcs, np.ones(len(arcs), dtype=np.int32), source, target)
    return [int(row) for row in np.flatnonzero(near[arcs[:, 0]] & ~near[arcs[:, 1]])]


def place_cut(size: int, arcs: Whole, source: int, target: int) -> list[int]:
    """Give the smallest set of other places without which no path leads from source to target.

    Every place is split into an entrance and an exit with one arc between them, so that a path
    takes up the place as it would take up an arc.

    Parameters
    ----------
    size, arcs, source, target
        As for :func:`tie_cut`; no arc leads from source to target, which no cut could part.

    Returns
    -------
    list of int
        Places, in order; of several smallest sets the one nearest to the source.

    Examples
    --------
    >>> place_cut(4, np.array([[0, 1], [0, 2], [1, 3], [2, 3]]), 0, 3)
    [1, 2]
    """
    places = np.arange(size)
    split = np.column_stack([places, places + size])
    between = np.column_stack([arcs[:, 0] + size, arcs[:, 1]])
    # No cut takes an arc that is wider than all places together.
    widths = np.concatenate([np.ones(size), np.full(len(arcs), size)]).astype(np.int32)
    ends = source + size, target
    near = _on_the_source_side(2 * size, np.concatenate([split, between]), widths, *ends)
    return [int(place) for place in np.flatnonzero(near[:size] & ~near[size:])]


def _on_the_source_side(
    size: int, arcs: Whole, widths: npt.NDArray[np.int32], source: int, target: int
) -> Marks:
    """Mark the places that the source still reaches when the greatest flow has been sent."""
    room = csr_array((widths, (arcs[:, 0], arcs[:, 1])), shape=(size, size))
    left = csr_array(room - maximum_flow(room, source, target).flow)
    left.eliminate_zeros()
    marks = np.zeros(size, dtype=bool)
    marks[breadth_first_order(left, source, return_predecessors=False)] = True
    return marks

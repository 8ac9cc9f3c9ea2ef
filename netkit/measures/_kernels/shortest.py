"""Shortest paths between all places: their lengths, and what lies on them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from netkit.measures._kernels.bits import WORD
from netkit.measures._kernels.buckets import MANY, lengths_from

__all__ = ["betweenness", "distances", "distances_from"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

# How many (arc, start) pairs are worked on at once; bounds memory and changes no result's meaning.
CELLS = 2**19
# How many starts are searched from at once.
STARTS = 2**12
# A place that has not been reached; and of how many words at least one is set where many are.
UNSEEN, SPARSE = -1, 8
FARTHEST = 100


def distances(size: int, arcs: Whole, lengths: Whole | None = None) -> Floats:
    """Give the length of the shortest path from each place (row) to each other (column).

    Parameters
    ----------
    size : int
        Number of places.
    arcs : int array of shape (m, 2)
        Each arc once, from and to, without loops.
    lengths : int array of shape (m,), optional
        Whole lengths of at least 1, so that equally long paths stay equal; every arc is one step
        long if left out.

    Returns
    -------
    float array of shape (size, size)
        Infinite where there is no path, 0 on the diagonal.

    Examples
    --------
    >>> distances(3, np.array([[0, 1], [1, 2]])).tolist()
    [[0.0, 1.0, 2.0], [inf, 0.0, 1.0], [inf, inf, 0.0]]
    """
    if not size:
        return np.zeros((0, 0))
    return distances_from(size, arcs, lengths, np.arange(size))


def distances_from(size: int, arcs: Whole, lengths: Whole | None, starts: Whole) -> Floats:
    """Give the rows of :func:`distances` of some places alone, shape (starts, size)."""
    near = None
    if lengths is None:
        near = _steps(size, arcs, starts)
    elif len(arcs) >= MANY:
        near = lengths_from(size, arcs, lengths, starts)
    if near is not None:
        return near
    costs = np.ones(len(arcs)) if lengths is None else lengths.astype(float)
    matrix = csr_array((costs, (arcs[:, 0], arcs[:, 1])), shape=(size, size))
    found: Floats = dijkstra(matrix, unweighted=lengths is None, indices=starts)
    return found


def _steps(size: int, arcs: Whole, starts: Whole) -> Floats | None:
    """Search from many places at once, one step further at a time: 64 starts to a word.

    Nothing where paths are so long that a search of its own from each place is quicker.
    """
    arcs = arcs[np.argsort(arcs[:, 1], kind="stable")]
    entered, first = np.unique(arcs[:, 1], return_index=True)
    # Beside one another, which is what being gone through again and again is quick in.
    tails = np.ascontiguousarray(arcs[:, 0])
    found = np.full((len(starts), size), np.inf)
    for some in _portions(len(starts), STARTS):
        own = starts[some]
        far = np.full((size, -(-len(own) // WORD) * WORD), UNSEEN, dtype=np.int32)
        far[own, np.arange(len(own))] = 0
        reached = np.packbits(far == 0, axis=1, bitorder="little").view(np.uint64)
        latest, step = reached, 0
        while len(arcs) and latest.any():
            arrived = np.zeros_like(reached)
            arrived[entered] = np.bitwise_or.reduceat(np.take(latest, tails, axis=0), first, axis=0)
            latest = arrived & ~reached
            reached = reached | latest
            step += 1
            if step > FARTHEST:
                return None
            _mark(far, latest, step)
        far = far[:, : len(own)].T
        np.copyto(found[some], far, where=far != UNSEEN)
    return found


def _mark(far: npt.NDArray[np.int32], latest: npt.NDArray[np.uint64], step: int) -> None:
    """Write the number of steps wherever a bit is set: all at once where many are, else by word."""
    rows, words = np.nonzero(latest)
    if len(rows) * SPARSE > latest.size:
        bits = np.unpackbits(latest.view(np.uint8), axis=1, bitorder="little")
        np.copyto(far, step, where=bits.view(bool))
        return
    octets = latest[rows, words].view(np.uint8).reshape(-1, 8)
    of, bit = np.nonzero(np.unpackbits(octets, axis=1, bitorder="little"))
    far[rows[of], words[of] * WORD + bit] = step


def betweenness(arcs: Whole, lengths: Whole, between: Floats) -> tuple[Floats, Floats]:
    """Give the shares of shortest paths that run through each place and along each arc.

    For each ordered pair of places the shortest paths share one between them; a place gets the
    part of them in which it lies between the ends, an arc the part that uses it (Brandes 2001,
    2008). Per start, paths are counted one step further at a time: with M the arcs on shortest
    paths, the paths to a place are s = sum of e M^k, the dependency on an arc from v to w is
    s(v) g(w), where g = sum of M^k (1/s). Both sums end after the longest path's last step.

    Parameters
    ----------
    arcs : int array of shape (m, 2)
    lengths : int array of shape (m,)
        Whole lengths of at least 1.
    between : float array of shape (n, n)
        What :func:`distances` gives for them.

    Returns
    -------
    places : float array of shape (n,)
    along : float array of shape (m,)

    Examples
    --------
    >>> line = np.array([[0, 1], [1, 2]])
    >>> steps = np.ones(2, dtype=np.int64)
    >>> places, along = betweenness(line, steps, distances(3, line))
    >>> places.tolist(), along.tolist()
    ([0.0, 1.0, 0.0], [2.0, 2.0])
    """
    places, along = np.zeros(len(between)), np.zeros(len(arcs))
    for through, using in _shares(arcs, lengths, between, np.arange(len(between))):
        places += through.sum(axis=1)
        along += using.sum(axis=1)
    return places, along


def _shares(
    arcs: Whole, lengths: Whole, far: Floats, starts: Whole
) -> Iterator[tuple[Floats, Floats]]:
    """Give the shares of paths from some starts at once, of places and arcs: a column a start."""
    size, count = far.shape[1], len(arcs)
    tails, heads = arcs[:, 0], arcs[:, 1]
    into, out = _incidence(heads, size), _incidence(tails, size)
    for some in _portions(len(starts), max(1, CELLS // max(1, count))):
        steps = far[some].T
        columns = np.arange(steps.shape[1])
        used = (steps[tails] + lengths[:, None] == steps[heads]) & np.isfinite(steps[tails])
        origin = np.zeros(steps.shape)
        origin[starts[some], columns] = 1.0
        paths = origin + _onward(into, tails, used, origin)
        inverse = np.divide(1.0, paths, out=np.zeros_like(paths), where=paths > 0)
        beyond = _onward(out, heads, used, inverse)
        along = paths[tails] * (inverse + beyond)[heads] * used
        places = paths * beyond * (origin == 0)
        yield places, along


def _portions(size: int, width: int) -> Iterator[slice]:
    for first in range(0, size, width):
        yield slice(first, min(first + width, size))


def _incidence(ends: Whole, size: int) -> csr_array:
    count = len(ends)
    return csr_array((np.ones(count), (ends, np.arange(count))), shape=(size, count))


def _onward(gather: csr_array, ends: Whole, used: npt.NDArray[np.bool_], first: Floats) -> Floats:
    """Carry ``first`` along the used arcs until nothing moves, and sum what arrives."""
    total, step = np.zeros_like(first), first
    while step.any():
        step = gather @ (step[ends] * used)
        total += step
    return total

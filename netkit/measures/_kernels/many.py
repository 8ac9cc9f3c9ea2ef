"""Measures of many small networks at once: dense arrays with one network a leading row."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

__all__ = [
    "along_arcs",
    "constraint",
    "effective_size",
    "hubs_and_authorities",
    "lengths_between",
    "pagerank",
    "search",
    "weighted_betweenness",
]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

EQUAL = 1e-9
# How many figures of one array are worked on at once: more would not fit into the cache.
CACHED = 12_000


def lengths_between(lengths: Floats) -> Floats:
    """Give the length of the shortest path between all places (Floyd 1962; Warshall 1962).

    Parameters
    ----------
    lengths : float array of shape (draws, n, n)
        Whole lengths of the arcs, infinite where there is none.
    """
    size = lengths.shape[-1]
    between = lengths.copy()
    between[:, np.arange(size), np.arange(size)] = 0.0
    for middle in range(size):
        through = between[:, :, middle, None] + between[:, None, middle]
        np.minimum(between, through, out=between)
    return between


def search(joined: Marks) -> tuple[Floats, Floats]:
    """Search each network from all places in step: distances, and who lies on shortest paths.

    Brandes (2001, 2008) as products of matrices: paths are counted one step further at a time, and
    what depends on a place is gathered back in the same steps.

    Parameters
    ----------
    joined : bool array of shape (draws, n, n)
        Without loops.

    Returns
    -------
    steps : float array of shape (draws, n, n)
        Ties on the shortest path; infinite where there is none, 0 on the diagonal.
    places : float array of shape (draws, n)
        The shares of shortest paths through each place, see
        :func:`netkit.measures._kernels.shortest.betweenness`.

    Examples
    --------
    >>> line = np.array([[[0, 1, 0], [0, 0, 1], [0, 0, 0]]], dtype=bool)
    >>> steps, places = search(line)
    >>> steps[0, 0].tolist(), places.tolist()
    ([0.0, 1.0, 2.0], [[0.0, 1.0, 0.0]])
    """
    steps, places = np.empty(joined.shape), np.empty(joined.shape[:2])
    for block in _blocks(len(joined), joined.shape[1] ** 2):
        arcs = joined[block].astype(float)
        steps[block], fronts = _onwards(arcs)
        for _, _, depending in _backwards(arcs, fronts):
            through = depending
        through[:, np.arange(arcs.shape[-1]), np.arange(arcs.shape[-1])] = 0.0
        places[block] = through.sum(axis=1)
    return steps, places


def along_arcs(joined: Marks) -> Floats:
    """Give the shares of shortest paths along each arc: (draws, n, n), 0 where there is none.

    Examples
    --------
    >>> along_arcs(np.array([[[0, 1, 0], [0, 0, 1], [0, 0, 0]]], dtype=bool))[0, 0].tolist()
    [0.0, 2.0, 0.0]
    """
    along = np.zeros(joined.shape)
    for block in _blocks(len(joined), joined.shape[1] ** 2):
        arcs = joined[block].astype(float)
        for before, share, _ in _backwards(arcs, _onwards(arcs)[1]):
            along[block] += before.transpose(0, 2, 1) @ share
    return along * joined


def _onwards(arcs: Floats) -> tuple[Floats, list[Floats]]:
    """Give the steps between all places, and the shortest paths of each number of steps.

    Arithmetic on whole arrays all along: choosing places by a mask takes several times as long.
    """
    front = np.broadcast_to(np.eye(arcs.shape[-1]), arcs.shape)
    left = 1.0 - front
    steps, fronts = np.zeros(arcs.shape), [front]
    while True:
        front = np.matmul(front, arcs)
        front *= left
        found = (front > 0).astype(float)
        if not found.any():
            return np.where(left > 0, np.inf, steps), fronts
        left -= found
        fronts.append(front)
        steps += np.multiply(found, len(fronts) - 1, out=found)


def _backwards(arcs: Floats, fronts: list[Floats]) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Gather the shares of paths back, from the last step to the first.

    Gives for each step the paths that it goes on from, the share of one of them that each place is
    reached by, and what has been gathered so far.
    """
    back, depending = arcs.transpose(0, 2, 1), np.zeros(arcs.shape)
    yield fronts[0], depending, depending
    # Each pair of places is in one front, so that what is gathered for one is done with the next.
    for before, front in zip(fronts[-2::-1], fronts[:0:-1], strict=True):
        missing = front == 0
        share = (1.0 + depending) / (front + missing)
        share *= ~missing
        gathered = share @ back
        gathered *= before
        depending += gathered
        yield before, share, depending


def weighted_betweenness(arcs: Whole, up: Marks, lengths: Floats, between: Floats) -> Floats:
    """Give the shares of shortest paths by length through each place, shape (draws, n).

    The sums of :func:`netkit.measures._kernels.shortest.betweenness`, for all networks in step.

    Parameters
    ----------
    arcs : int array of shape (m, 2)
    up : bool array of shape (draws, m)
        The arcs that each network has.
    lengths : float array of shape (draws, m)
        Whole lengths.
    between : float array of shape (draws, n, n)
        What :func:`lengths_between` gives.
    """
    draws, size = between.shape[:2]
    places = np.zeros((draws, size))
    for block in _blocks(draws, size * max(len(arcs), 1)) if len(arcs) else ():
        places[block] = _by_length(arcs, up[block], lengths[block], between[block])
    return places


def _by_length(arcs: Whole, up: Marks, lengths: Floats, between: Floats) -> Floats:
    size = between.shape[1]
    tails, heads = arcs[:, 0], arcs[:, 1]
    into, out = np.zeros((2, len(arcs), size))
    into[np.arange(len(arcs)), heads] = out[np.arange(len(arcs)), tails] = 1.0
    near = between[:, :, tails]
    used = (near + lengths[:, None, :] == between[:, :, heads]) & np.isfinite(near)
    used &= up[:, None, :]
    origin = np.broadcast_to(np.eye(size), between.shape)
    paths = origin + _onward(origin, tails, used, into)
    inverse = np.divide(1.0, paths, out=np.zeros_like(paths), where=paths > 0)
    beyond = _onward(inverse, heads, used, out)
    return np.asarray((paths * beyond * (origin == 0)).sum(axis=1))


def _onward(first: Floats, ends: Whole, used: Marks, gather: Floats) -> Floats:
    """Carry ``first`` along the used arcs until nothing moves, and sum what arrives."""
    total, step = np.zeros(first.shape), first
    while step.any():
        step = (step[:, :, ends] * used) @ gather
        total += step
    return total


def _blocks(draws: int, cells: int) -> Iterator[slice]:
    """Give the draws in blocks that stay in a processor's cache."""
    width = max(1, CACHED // max(1, cells))
    for first in range(0, draws, width):
        yield slice(first, first + width)


def pagerank(joined: Marks, damping: float) -> Floats:
    """Give the share of time of a walker who starts anew now and then, by solving for it.

    The solution of y = 1 + damping Pᵀy, scaled to sum 1; shape (draws, n).
    """
    size = joined.shape[-1]
    leaving = joined.sum(axis=2, dtype=float)
    share = np.divide(damping, leaving, out=np.zeros_like(leaving), where=leaving > 0)
    onward = (joined * share[:, :, None]).transpose(0, 2, 1)
    score = np.linalg.solve(np.eye(size) - onward, np.ones((len(joined), size, 1)))[:, :, 0]
    return np.asarray(score / score.sum(axis=1, keepdims=True))


def hubs_and_authorities(joined: Marks) -> tuple[Floats, Floats]:
    """Give hub and authority scores, shape (draws, n) each, the largest 1.

    Equal scores projected on all leading singular vectors; NaN for a network without arcs.
    """
    lefts, values, rights = np.linalg.svd(joined.astype(float))
    lead = (values >= values[:, :1] * (1.0 - EQUAL)) & (values > 0)
    found = []
    for vectors in (lefts, rights.transpose(0, 2, 1)):
        along = vectors.sum(axis=1) * lead
        score = (vectors @ along[:, :, None])[:, :, 0]
        # What is left of rounding where a place has no part in the leading group.
        score[np.abs(score) < EQUAL] = 0.0
        largest = score.max(axis=1, keepdims=True, initial=0.0)
        found.append(np.divide(score, largest, out=np.full_like(score, np.nan), where=largest > 0))
    return found[0], found[1]


def constraint(joined: Marks) -> Floats:
    """Give Burt's constraint, shape (draws, n); NaN for a place without contacts."""
    between, contacts, shares = _proportions(joined)
    both = (shares + shares @ shares) * (between > 0)
    return np.where(contacts > 0, (both**2).sum(axis=2), np.nan)


def effective_size(joined: Marks) -> Floats:
    """Give Burt's effective size, shape (draws, n); NaN for a place without contacts."""
    between, contacts, shares = _proportions(joined)
    marginal = _scaled(between, between.max(axis=2, initial=0.0))
    redundant = ((shares @ marginal.transpose(0, 2, 1)) * (between > 0)).sum(axis=2)
    return np.where(contacts > 0, contacts - redundant, np.nan)


def _proportions(joined: Marks) -> tuple[Floats, Floats, Floats]:
    between = joined.astype(float) + joined.transpose(0, 2, 1)
    return between, (between > 0).sum(axis=2, dtype=float), _scaled(between, between.sum(axis=2))


def _scaled(matrix: Floats, by: Floats) -> Floats:
    scale = np.divide(1.0, by, out=np.zeros_like(by), where=by > 0)
    return np.asarray(matrix * scale[:, :, None])

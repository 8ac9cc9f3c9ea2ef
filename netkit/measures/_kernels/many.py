"""Measures of many small networks at once: dense arrays with one network a leading row."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = [
    "betweenness",
    "constraint",
    "distances",
    "effective_size",
    "hubs_and_authorities",
    "lengths_between",
    "pagerank",
]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

EQUAL = 1e-9


def distances(joined: Marks) -> Floats:
    """Give the steps between all places of each network by searching from all of them in step.

    Parameters
    ----------
    joined : bool array of shape (draws, n, n)
        Without loops.

    Returns
    -------
    float array of shape (draws, n, n)
        Infinite where there is no path, 0 on the diagonal.
    """
    size = joined.shape[-1]
    steps = np.full(joined.shape, np.inf)
    found = np.zeros(joined.shape, dtype=bool)
    found[:, np.arange(size), np.arange(size)] = True
    steps[found] = 0.0
    # Single precision counts paths of two parts exactly: there are at most n of them.
    arcs, front, hops = joined.astype(np.float32), found, 0
    while front.any():
        hops += 1
        front = (front.astype(np.float32) @ arcs > 0) & ~found
        found = found | front
        steps[front] = hops
    return steps


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


def betweenness(
    arcs: Whole, up: Marks, lengths: Floats | float, between: Floats
) -> tuple[Floats, Floats]:
    """Give the shares of shortest paths through each place and along each arc, in each network.

    The sums of :func:`netkit.measures._kernels.shortest.betweenness`, for all networks in step.

    Parameters
    ----------
    arcs : int array of shape (m, 2)
    up : bool array of shape (draws, m)
        The arcs that each network has.
    lengths : float array of shape (draws, m), or one length for all
        Whole lengths.
    between : float array of shape (draws, n, n)
        The lengths of shortest paths.

    Returns
    -------
    places : float array of shape (draws, n)
    along : float array of shape (draws, m)
    """
    draws, size = between.shape[:2]
    if not len(arcs):
        return np.zeros((draws, size)), np.zeros((draws, 0))
    tails, heads = arcs[:, 0], arcs[:, 1]
    into, out = np.zeros((2, len(arcs), size))
    into[np.arange(len(arcs)), heads] = out[np.arange(len(arcs)), tails] = 1.0
    long = np.broadcast_to(np.asarray(lengths, dtype=float), up.shape)[:, None, :]
    near = between[:, :, tails]
    used = (near + long == between[:, :, heads]) & np.isfinite(near) & up[:, None, :]
    origin = np.broadcast_to(np.eye(size), between.shape)
    paths = origin + _onward(origin, tails, used, into)
    inverse = np.divide(1.0, paths, out=np.zeros_like(paths), where=paths > 0)
    beyond = _onward(inverse, heads, used, out)
    along = (paths[:, :, tails] * (inverse + beyond)[:, :, heads] * used).sum(axis=1)
    places = (paths * beyond * (origin == 0)).sum(axis=1)
    return places, along


def _onward(first: Floats, ends: Whole, used: Marks, gather: Floats) -> Floats:
    """Carry ``first`` along the used arcs until nothing moves, and sum what arrives."""
    total, step = np.zeros(first.shape), first
    while step.any():
        step = (step[:, :, ends] * used) @ gather
        total += step
    return total


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

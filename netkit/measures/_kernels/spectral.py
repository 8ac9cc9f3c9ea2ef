"""Standing that is passed on along arcs: PageRank, hubs and authorities."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import block_array, csr_array, diags_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import svds

__all__ = ["hubs_and_authorities", "leading_pair", "pagerank", "pagerank_by_rounds"]

Floats = npt.NDArray[np.float64]

EQUAL = 1e-9
# A round that changes less ends the search: what is left is at most six times that. The error falls
# to 0.85 of itself in a round at least, so that 300 would do.
CHANGED, ROUNDS = 1e-14, 300
DENSE = 100


def pagerank(arcs: csr_array, damping: float) -> Floats:
    """Give the share of time that a walker who starts anew now and then spends in each place.

    The weight of places without arcs out is spread evenly over all, which only scales the result:
    it is the solution of y = 1 + damping Pᵀy, scaled to sum 1. Each round leaves at most
    ``damping`` of the error, so that it ends once the rounds no longer change the last digits.

    Parameters
    ----------
    arcs : sparse 0/1 array of shape (n, n)
    damping : float
        Chance to go on along an arc, at least 0 and below 1.

    Returns
    -------
    float array of shape (n,)
        Sums to 1; empty if there is no place.

    Examples
    --------
    >>> pagerank(csr_array([[0, 1], [0, 0]]), 0.5).round(6).tolist()
    [0.4, 0.6]
    """
    share = _passed(arcs, damping)
    onward = csr_array(arcs.T.astype(float) @ diags_array(share))
    score = change = np.ones(len(share))
    while change.max(initial=0.0) > np.finfo(float).eps:
        change = onward @ change
        score = score + change
    return score / score.sum() if len(score) else score


def _passed(arcs: csr_array, damping: float) -> Floats:
    """Give which part of what a place has each arc out of it passes on; 0 without arcs out."""
    leaving = np.asarray(arcs.sum(axis=1), dtype=float).reshape(-1)
    share: Floats = np.divide(damping, leaving, out=np.zeros_like(leaving), where=leaving > 0)
    return share


def pagerank_by_rounds(arcs: csr_array, damping: float) -> Floats:
    """Give what :func:`pagerank` does, in fewer rounds where most places hang together.

    The walker's shares are kept to sum 1 from the start, so that of the error only what differs
    from the result in its shape is left, which mixing soon evens out (Langville & Meyer 2004). Ends
    once a round changes no share by more than some of its last digits.

    Examples
    --------
    >>> pagerank_by_rounds(csr_array([[0, 1], [0, 0]]), 0.5).round(6).tolist()
    [0.4, 0.6]
    """
    size = arcs.shape[0]
    share = _passed(arcs, damping)
    parts = _rows_alike(csr_array(_narrow(arcs).T))
    score, before = np.full(size, 1.0 / max(1, size)), np.empty(size)
    with ThreadPoolExecutor(len(parts)) as pool:
        for _ in range(ROUNDS):
            score, before = before, score
            _pass_on(before * share, parts, score, pool)
            score += (1.0 - score.sum()) / size
            if _apart(score, before) < CHANGED:
                break
    return score / score.sum() if size else score


def _narrow(arcs: csr_array) -> csr_array:
    """Give the arcs as figures whose places take half the memory, which a round reads all of."""
    kind = np.int32 if arcs.nnz < np.iinfo(np.int32).max else np.int64
    ends = arcs.indices.astype(kind), arcs.indptr.astype(kind)
    return csr_array((arcs.data.astype(float), *ends), shape=arcs.shape)


def _rows_alike(matrix: csr_array) -> list[tuple[slice, csr_array]]:
    """Cut a matrix into as many runs of rows as there are processors, of about as many arcs."""
    count = os.cpu_count() or 1
    ends = np.searchsorted(matrix.indptr[:-1], np.arange(1, count) * (matrix.nnz / count))
    cuts = [0, *ends.tolist(), matrix.shape[0]]
    found = []
    for first, end in pairwise(cuts):
        held = slice(*matrix.indptr[[first, end]])
        arcs = matrix.data[held], matrix.indices[held], matrix.indptr[first : end + 1] - held.start
        part = csr_array(arcs, shape=(end - first, matrix.shape[1]))
        found.append((slice(first, end), part))
    return found


def _pass_on(
    passed: Floats, parts: list[tuple[slice, csr_array]], into: Floats, pool: ThreadPoolExecutor
) -> None:
    """Multiply by a matrix in its parts; each row is one sum, however many parts there are."""

    def part(rows: slice, matrix: csr_array) -> None:
        into[rows] = matrix @ passed

    wait_for = [pool.submit(part, *one) for one in parts]
    for one in wait_for:
        one.result()


def _apart(score: Floats, before: Floats) -> float:
    """Give by how much of itself the share that changed most has changed."""
    change = np.abs(np.subtract(score, before, out=before), out=before)
    return float(np.divide(change, score, out=change).max(initial=0.0))


def hubs_and_authorities(arcs: csr_array) -> tuple[Floats, Floats]:
    """Give the principal left and right singular vectors of the arcs, each with largest value 1.

    Senders and receivers fall into classes that no arc joins; inside a class the principal pair is
    single and positive. Where several classes share the largest singular value, what repeated
    multiplication from equal scores comes to is taken on either side: the projection of equal
    scores on all their vectors. Every other place has exactly 0.

    Parameters
    ----------
    arcs : sparse 0/1 array of shape (n, n)

    Returns
    -------
    hubs, authorities : float arrays of shape (n,)
        NaN if there is no arc.

    Examples
    --------
    >>> hubs, authorities = hubs_and_authorities(csr_array([[0, 1, 1], [0, 0, 0], [0, 0, 0]]))
    >>> hubs.round(6).tolist(), authorities.round(6).tolist()
    ([1.0, 0.0, 0.0], [0.0, 1.0, 1.0])
    """
    size = arcs.shape[0]
    if not arcs.nnz:
        return np.full(size, np.nan), np.full(size, np.nan)
    found = []
    for senders, receivers in _classes(arcs):
        left, value, right = leading_pair(arcs[senders][:, receivers])
        found.append((value, senders, left, receivers, right))
    largest = max(value for value, *_ in found)
    hubs, authorities = np.zeros(size), np.zeros(size)
    for value, senders, left, receivers, right in found:
        if value >= largest * (1.0 - EQUAL):
            hubs[senders] = left.sum() * left
            authorities[receivers] = right.sum() * right
    return hubs / hubs.max(), authorities / authorities.max()


def leading_pair(block: csr_array, dense: int = DENSE) -> tuple[Floats, float, Floats]:
    """Give the principal left vector, its singular value and the principal right vector.

    Parameters
    ----------
    block : sparse non-negative array of shape (k, l)
        Of a single class, so that the principal pair is positive.
    dense : int
        Largest smaller side that is decomposed whole; larger ones go by Lanczos' method from equal
        scores, which repeats exactly.
    """
    if min(block.shape) > dense:
        start = np.ones(min(block.shape))
        lefts, values, rights = svds(block.astype(float), k=1, v0=start)
        return np.abs(lefts[:, 0]), float(values[0]), np.abs(rights[0])
    lefts, values, rights = np.linalg.svd(block.toarray().astype(float), full_matrices=False)
    return np.abs(lefts[:, 0]), float(values[0]), np.abs(rights[0])


def _classes(
    arcs: csr_array,
) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    size = arcs.shape[0]
    _, labels = connected_components(block_array([[None, arcs], [arcs.T, None]]), directed=False)
    sending, receiving = labels[:size], labels[size:]
    active = np.unique(sending[np.unique(arcs.nonzero()[0])])
    return [(np.flatnonzero(sending == one), np.flatnonzero(receiving == one)) for one in active]

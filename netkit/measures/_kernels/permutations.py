"""Tests against chance: labels permuted over places, and what is counted under each permutation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from netkit.measures._kernels.in_order import in_order

__all__ = ["broker_counts", "chance_of", "deviation", "generator", "permuted", "tie_counts"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.integer[Any]]

# Ties under so many permutations at once that arrays stay at some tens of megabytes.
CELLS = 1_000_000


def generator(seed: int, name: str) -> np.random.Generator:
    """Give random numbers that depend on the seed and the name of what they are for alone.

    Examples
    --------
    >>> generator(1, "sectors").random() == generator(1, "sectors").random()
    True
    """
    words = np.frombuffer(hashlib.sha256(name.encode()).digest(), dtype="<u4").tolist()
    return np.random.default_rng([seed, *words])


def permuted(labels: Labels, count: int, random: np.random.Generator) -> Labels:
    """Deal the labels out anew, so that each is given as often as before: shape (count, n)."""
    return random.permuted(np.tile(labels, (count, 1)), axis=1)


def tie_counts(labels: Labels, ends: Whole, kinds: int) -> tuple[Whole, Whole]:
    """Count each label's ties within it, and those with at least one end in it.

    Parameters
    ----------
    labels : int array of shape (N, n)
        The label of each place, numbered from 0, under each of N labellings.
    ends : int array of shape (m, 2)
        The two places of each tie.
    kinds : int
        Number of labels.

    Returns
    -------
    within, touching : int arrays of shape (N, kinds)

    Examples
    --------
    >>> within, touching = tie_counts(np.array([[0, 0, 1]]), np.array([[0, 1], [1, 2]]), 2)
    >>> within.tolist(), touching.tolist()
    ([[1, 0]], [[2, 1]])
    """
    step = max(1, CELLS // max(1, len(ends)))
    tails, heads = (np.ascontiguousarray(ends[:, side]) for side in (0, 1))
    degree = np.bincount(ends.reshape(-1), minlength=labels.shape[1]).astype(float)

    def counted(first: int) -> tuple[Whole, Whole]:
        part = labels[first : first + step]
        shape = len(part), kinds
        cells = kinds * np.arange(len(part))[:, None]
        begins = np.take(part, tails, axis=1)
        row, tie = np.nonzero(begins == np.take(part, heads, axis=1))
        inside = _counted(kinds * row + begins[row, tie], shape)
        # A label's ties have both ends in it or one: its places' ties less those counted twice.
        places = np.broadcast_to(degree, part.shape)
        return inside, _counted(cells + part, shape, places) - inside

    found = list(in_order(counted, range(0, len(labels), step)))
    none = np.zeros((0, kinds), dtype=np.int64)
    within, touching = (np.concatenate([none, *(one[side] for one in found)]) for side in (0, 1))
    return within, touching


def chance_of(hits: Marks, defined: Marks | None = None) -> float:
    """Give (1 + hits) / (1 + N): what is observed counts as one permutation more.

    So counted, a test at level a errs in at most a of all cases where chance alone is at work
    (Phipson & Smyth 2010). Permutations in which the figure is undefined are no part of N: given
    that it is defined, what is observed is again one of equally likely labellings.

    Examples
    --------
    >>> chance_of(np.array([True, False, False]))
    0.5
    """
    there = np.ones(len(hits), dtype=bool) if defined is None else defined
    return (1 + int((hits & there).sum())) / (1 + int(there.sum()))


def deviation(observed: npt.ArrayLike, counts: Whole) -> Floats:
    """Give how many standard deviations each figure lies above its mean over permutations.

    Parameters
    ----------
    observed : array of shape (k,)
    counts : int array of shape (N, k)
        The same figures under each permutation.

    Returns
    -------
    float array of shape (k,)
        NaN where no permutation changes the figure, and with fewer than two permutations.

    Examples
    --------
    >>> deviation([2, 1], np.array([[0, 1], [1, 1], [2, 1]])).tolist()
    [1.0, nan]
    """
    result = np.full(counts.shape[1], np.nan)
    if len(counts) > 1:
        varies = counts.min(axis=0) != counts.max(axis=0)
        chosen = counts[:, varies]
        above = np.asarray(observed, dtype=float)[varies] - chosen.mean(axis=0)
        result[varies] = above / chosen.std(axis=0, ddof=1)
    return result


def broker_counts(arcs: csr_array, labels: Labels) -> Iterator[tuple[int, Whole]]:
    """Count the five roles of Gould & Fernandez of each broker, under each labelling.

    Who stands between whom does not depend on labels, so each broker's open pairs are found once.
    Of the three labels along a path none, one or all of the three pairs are equal: three sums
    over pairs, and that of all being equal, make up the five roles.

    Parameters
    ----------
    arcs : sparse 0/1 array of shape (n, n)
        Without loops.
    labels : int array of shape (N, n)
        The label of each place, numbered from 0, under each of N labellings.

    Yields
    ------
    broker : int
        A place that has both senders and receivers, in order.
    counts : int array of shape (N, 5)
        coordinator, itinerant, representative, gatekeeper, liaison.

    Examples
    --------
    >>> line = csr_array([[0, 1, 0], [0, 0, 1], [0, 0, 0]])
    >>> [(place, found.tolist()) for place, found in broker_counts(line, np.array([[0, 0, 1]]))]
    [(1, [[0, 0, 1, 0, 0]])]
    """
    inward = csr_array(arcs.T)
    for broker in range(arcs.shape[0]):
        senders, receivers = _row(inward, broker), _row(arcs, broker)
        if len(senders) and len(receivers):
            joined = arcs[senders][:, receivers].toarray() != 0
            between = ~joined & (senders[:, None] != receivers)
            yield (
                broker,
                _roles(between, labels[:, senders], labels[:, broker], labels[:, receivers]),
            )


def _roles(between: Marks, first: Labels, own: Labels, last: Labels) -> Whole:
    pairs = between.astype(float)
    sent, got = (first == own[:, None]).astype(float), (last == own[:, None]).astype(float)
    first_own, last_own = sent @ pairs.sum(axis=1), got @ pairs.sum(axis=0)
    all_own = ((sent @ pairs) * got).sum(axis=1)
    ends_equal = np.zeros(len(own))
    # Labels are many at most as there are sectors, so each takes one product of matrices.
    for label in np.intersect1d(first, last):
        ends_equal += (((first == label).astype(float) @ pairs) * (last == label)).sum(axis=1)
    liaison = pairs.sum() - first_own - last_own - ends_equal + 2 * all_own
    others = (ends_equal - all_own, first_own - all_own, last_own - all_own)
    return np.column_stack([all_own, *others, liaison]).astype(np.int64)


def _counted(cells: Labels, shape: tuple[int, ...], weights: Floats | None = None) -> Whole:
    size = int(np.prod(shape))
    each = None if weights is None else weights.reshape(-1)
    return np.bincount(cells.reshape(-1), each, minlength=size).astype(np.int64).reshape(shape)


def _row(matrix: csr_array, row: int) -> Whole:
    found: Whole = matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]
    return found

"""Reach in many draws at once: 64 draws to a word, so that one pass answers for all of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = [
    "closure",
    "counts",
    "losses",
    "packed",
    "reach_shares",
    "unpacked",
    "words_of",
]

Words = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

WORD = 64


def packed(marks: Marks) -> Words:
    """Pack marks by draw, shape (draws, ...), into words, shape (..., words).

    Examples
    --------
    >>> packed(np.array([[True], [False], [True]])).tolist()
    [[5]]
    """
    draws = len(marks)
    full = np.zeros((-(-draws // WORD) * WORD, *marks.shape[1:]), dtype=bool)
    full[:draws] = marks
    rows = np.ascontiguousarray(np.moveaxis(full, 0, -1))
    words: Words = np.packbits(rows, axis=-1, bitorder="little").view("<u8")
    return words.astype(np.uint64, copy=False)


def unpacked(words: Words, draws: int) -> Marks:
    """Give words, shape (..., words), as marks by draw, shape (draws, ...).

    Examples
    --------
    >>> unpacked(packed(np.array([[True], [False], [True]])), 3).tolist()
    [[True], [False], [True]]
    """
    octets = np.ascontiguousarray(words.astype("<u8", copy=False)).view(np.uint8)
    marks = np.unpackbits(octets, axis=-1, bitorder="little", count=draws)
    return np.moveaxis(marks, -1, 0).astype(bool)


def words_of(size: int, arcs: Whole, up: Marks) -> Words:
    """Give the draws in which each tie is up, shape (size, size, words), from marks by arc."""
    words = packed(up)
    ties = np.zeros((size, size, words.shape[-1]), dtype=np.uint64)
    ties[arcs[:, 0], arcs[:, 1]] = words
    return ties


def closure(ties: Words) -> Words:
    """Give for each ordered pair of places the draws in which a path joins them (Warshall 1962).

    Parameters
    ----------
    ties : uint64 array of shape (n, n, words)
        The draws in which each tie is up.

    Returns
    -------
    uint64 array of shape (n, n, words)
        On the diagonal the draws in which a place lies on a circle.

    Examples
    --------
    >>> ties = packed(np.array([[[0, 1, 0], [0, 0, 1], [0, 0, 0]]], dtype=bool))
    >>> unpacked(closure(ties), 1)[0].astype(int).tolist()
    [[0, 1, 1], [0, 0, 1], [0, 0, 0]]
    """
    reach = ties.copy()
    for middle in range(len(reach)):
        reach |= reach[:, middle, None] & reach[None, middle]
    return reach


def counts(reach: Words, draws: int) -> Whole:
    """Count in each draw the ordered pairs of distinct places that are joined, shape (draws,)."""
    total = np.zeros(draws, dtype=np.int64)
    for place, row in enumerate(reach):
        marks = unpacked(row, draws)
        total += marks.sum(axis=1, dtype=np.int64) - marks[:, place]
    return total


def reach_shares(size: int, arcs: Whole, up: Marks) -> npt.NDArray[np.float64]:
    """Give the share of draws in which a path of arcs that are up joins each ordered pair.

    Whatever the arcs depend on: drawn each by itself with a chance of its own, the share estimates
    two-terminal reliability, with standard error √(p(1 - p)/draws).

    Parameters
    ----------
    size : int
    arcs : int array of shape (m, 2)
    up : bool array of shape (draws, m)

    Returns
    -------
    float array of shape (size, size)
        On the diagonal the share in which a place lies on a circle.

    Examples
    --------
    >>> up = np.array([[True, True], [True, False]])
    >>> reach_shares(3, np.array([[0, 1], [1, 2]]), up)[0].tolist()
    [0.0, 1.0, 0.5]
    """
    counted = np.bitwise_count(closure(words_of(size, arcs, up))).sum(axis=-1, dtype=np.int64)
    return np.asarray(counted / len(up))


def losses(ties: Words, arcs: Whole, draws: int) -> tuple[Whole, Whole]:
    """Count in each draw the ordered pairs lost with each place and with each arc.

    Parameters
    ----------
    ties : uint64 array of shape (n, n, words)
    arcs : int array of shape (m, 2)
        The arcs to take away one by one.

    Returns
    -------
    by_place : int array of shape (draws, n)
        Of the pairs among the others; the removed place's own pairs go with it and do not count.
    by_arc : int array of shape (draws, m)
        0 in a draw in which the arc is not up.
    """
    size = len(ties)
    whole = closure(ties)
    reached = unpacked(whole, draws)
    reached[:, np.arange(size), np.arange(size)] = False
    by_place = np.zeros((draws, size), dtype=np.int64)
    by_arc = np.zeros((draws, len(arcs)), dtype=np.int64)
    total = reached.sum(axis=(1, 2), dtype=np.int64)
    for place in range(size):
        kept = np.delete(np.delete(ties, place, axis=0), place, axis=1)
        own = reached[:, place].sum(axis=1) + reached[:, :, place].sum(axis=1)
        by_place[:, place] = total - own - counts(closure(kept), draws)
    for row, (tail, head) in enumerate(arcs.tolist()):
        kept = ties.copy()
        kept[tail, head] = 0
        by_arc[:, row] = total - counts(closure(kept), draws)
    return by_place, by_arc

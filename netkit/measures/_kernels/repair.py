"""What adding arcs changes: pairs joined anew and ways made shorter, without a new search.

With an arc from a to b added, a shortest path uses it once or not at all, so that its length is
min(d(u, v), d(u, a) + 1 + d(b, v)). Several arcs are added one after the other, each to the
distances that the one before has left. Lengths are counted as whole numbers, pair by pair, so
that the order of places cannot show in a figure's last bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["gains", "pairs_in_draws", "set_gains"]

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]
Steps = npt.NDArray[np.unsignedinteger[Any]]

# How many pairs of places are worked on at once; bounds memory and changes no result's meaning.
CELLS = 2**17


def gains(between: Floats, candidates: Whole) -> tuple[Whole, Floats]:
    """Give what each candidate arc would change if it alone were added.

    Parameters
    ----------
    between : float array of shape (n, n)
        Steps from each place to each other, infinite where there is no path, 0 on the diagonal.
    candidates : int array of shape (c, 2)
        From and to, without loops; one that is there already changes nothing.

    Returns
    -------
    pairs : int array of shape (c,)
        Ordered pairs of distinct places that a path joins with the arc and none joins without.
    nearness : float array of shape (c,)
        How much the sum of 1/d over all ordered pairs grows (1/d is 0 without a path); over
        n(n - 1) it is the gain in global efficiency (Latora & Marchiori 2001).

    Examples
    --------
    >>> line = np.array([[0, 1, 2], [np.inf, 0, 1], [np.inf, np.inf, 0]])
    >>> pairs, nearness = gains(line, np.array([[0, 2], [2, 0]]))
    >>> pairs.tolist(), nearness.tolist()
    ([0, 3], [0.5, 2.0])
    """
    return set_gains(between, candidates, np.arange(len(candidates)).reshape(-1, 1))


def set_gains(between: Floats, candidates: Whole, sets: Whole) -> tuple[Whole, Floats]:
    """Give what each set of candidate arcs would change if all of it were added.

    Parameters
    ----------
    between : float array of shape (n, n)
    candidates : int array of shape (c, 2)
        Both as in :func:`gains`.
    sets : int array of shape (s, k)
        Rows of ``candidates``, k of them a set.

    Returns
    -------
    pairs : int array of shape (s,)
    nearness : float array of shape (s,)
        Both as in :func:`gains`.

    Examples
    --------
    >>> apart = np.where(np.eye(3, dtype=bool), 0, np.inf)
    >>> pairs, nearness = set_gains(apart, np.array([[0, 1], [1, 2]]), np.array([[0, 1]]))
    >>> pairs.tolist(), nearness.tolist()
    ([3], [2.5])
    """
    size = len(between)
    # No path has as many steps as there are places: that number stands for no path at all.
    steps = np.where(np.isfinite(between), between, size).astype(np.min_scalar_type(2 * size + 1))
    pairs, nearness = np.zeros(len(sets), dtype=np.int64), np.zeros(len(sets))
    shares = 1.0 / np.arange(1, size)
    for rows in _portions(len(sets), size * size):
        change = _changes(steps, candidates[sets[rows]])
        pairs[rows] = -change[:, size]
        nearness[rows] = (change[:, 1:size] * shares).sum(axis=1)
    return pairs, nearness


def pairs_in_draws(marks: Marks, arcs: Whole, size: int, candidates: Whole) -> Whole:
    """Count the pairs that each candidate arc would join anew, in each of many draws of arcs.

    With R the reach of a draw (each place reaches itself), the pairs joined anew by an arc from a
    to b are those of a place that reaches a and a place that b reaches which are not in R: a sum
    over products of matrices.

    Parameters
    ----------
    marks : bool array of shape (draws, m)
        Which arcs are there in each draw.
    arcs : int array of shape (m, 2)
        Each arc once, from and to, without loops.
    size : int
        Number of places.
    candidates : int array of shape (c, 2)

    Returns
    -------
    int array of shape (draws, c)
        0 where the candidate is there already.

    Examples
    --------
    >>> both = np.array([[0, 1], [1, 2]])
    >>> pairs_in_draws(np.array([[True, False], [False, False]]), both, 3, both).tolist()
    [[0, 2], [1, 1]]
    """
    pairs = np.zeros((len(marks), len(candidates)), dtype=np.int64)
    tails, heads = candidates.T
    for rows in _portions(len(marks), size * (size + len(candidates))):
        reach = _closed(marks[rows], arcs, size)
        carried = reach[:, :, tails].transpose(0, 2, 1) @ (1 - reach)
        pairs[rows] = (carried * reach[:, heads]).sum(axis=2, dtype=np.float64)
    return pairs


def _portions(count: int, cells: int) -> Iterator[slice]:
    width = max(1, CELLS // max(1, cells))
    for first in range(0, count, width):
        yield slice(first, min(first + width, count))


def _changes(steps: Steps, ends: Whole) -> Whole:
    """Count how many pairs more are at each number of steps with each set of arcs added.

    ``steps`` of shape (n, n) and ends of shape (s, k, 2) give (s, n + 1). Only pairs that come
    nearer are counted, as they are few.
    """
    count, size = len(ends), len(steps)
    grown = _added(steps, ends)
    nearer = np.flatnonzero(grown < steps)
    number, place = np.divmod(nearer, max(1, size * size))
    first, width = number * (size + 1), count * (size + 1)
    after = np.bincount(first + grown.ravel()[nearer], minlength=width)
    before = np.bincount(first + steps.ravel()[place], minlength=width)
    return (after - before).reshape(count, size + 1)


def _added(steps: Steps, ends: Whole) -> Steps:
    """Give the steps with each set of arcs added: ends of shape (s, k, 2) give (s, n, n)."""
    rows = np.arange(len(ends))
    grown: Steps = np.broadcast_to(steps, (len(ends), *steps.shape))
    for tails, heads in ends.transpose(1, 2, 0):
        towards, onwards = grown[rows, :, tails], grown[rows, heads]
        grown = np.minimum(grown, (towards + 1)[:, :, None] + onwards[:, None, :])
    return grown


def _closed(marks: Marks, arcs: Whole, size: int) -> npt.NDArray[np.float32]:
    """Give 1 where a path leads, and on the diagonal: marks of shape (r, m) give (r, n, n).

    Each product doubles the length of the paths that are followed.
    """
    # Counts up to n are whole in single precision, and one product of them is cut to 0 and 1.
    reach = np.zeros((len(marks), size, size), dtype=np.float32)
    reach[:, arcs[:, 0], arcs[:, 1]] = marks
    reach[:, np.arange(size), np.arange(size)] = 1
    while True:
        further = np.minimum(reach @ reach, 1)
        if np.array_equal(further, reach):
            return reach
        reach = further

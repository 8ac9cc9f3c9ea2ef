"""How far places are from one another, over all of those that a path joins, or over a sample."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

__all__ = ["Seen", "spans_of"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Seen(NamedTuple):
    """Of each place: the starts that a path joins it with, and sums over them.

    ``steps`` and ``near`` add up the steps d and 1/d, ``steps_squared`` and ``near_squared`` their
    squares; ``joined`` counts. Shapes (n,).
    """

    joined: Floats
    steps: Floats
    steps_squared: Floats
    near: Floats
    near_squared: Floats

    @classmethod
    def nothing(cls, size: int) -> Seen:
        """Begin adding up."""
        return cls(*np.zeros((5, size)))

    def add(self, far: Floats) -> None:
        """Add the steps from some starts: shape (starts, n), infinite where there is no path."""
        for row in far:
            joined = np.flatnonzero(np.isfinite(row) & (row > 0))
            steps = row[joined]
            near = 1.0 / steps
            self.joined[joined] += 1
            self.steps[joined] += steps
            self.steps_squared[joined] += steps * steps
            self.near[joined] += near
            self.near_squared[joined] += near * near


def spans_of(size: int, arcs: Whole, places: Whole) -> tuple[Floats, Floats]:
    """Add up the steps d, and 1/d, from a few places to all that each reaches.

    For places that reach little: what they reach is kept as a sparse array.

    Parameters
    ----------
    size : int
    arcs : int array of shape (m, 2)
    places : int array of shape (k,)

    Returns
    -------
    steps, near : float arrays of shape (k,)

    Examples
    --------
    >>> found = spans_of(3, np.array([[0, 1], [1, 2]]), np.array([0, 2]))
    >>> [sums.tolist() for sums in found]
    [[3.0, 0.0], [1.5, 0.0]]
    """
    count = len(places)
    ways = csr_array((np.ones(len(arcs)), (arcs[:, 0], arcs[:, 1])), shape=(size, size))
    latest = csr_array((np.ones(count), (np.arange(count), places)), shape=(count, size))
    seen, step = latest, 0
    total, near = np.zeros(count), np.zeros(count)
    while latest.nnz:
        step += 1
        met = ((latest @ ways) > 0).astype(float)
        latest = csr_array(met - met * seen)
        latest.eliminate_zeros()
        seen = csr_array(seen + latest)
        number = np.diff(latest.indptr)
        total += step * number
        near += number / step
    return total, near

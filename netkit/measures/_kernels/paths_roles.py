"""Two-step paths through each place, counted by product of sparse matrices."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from netkit.measures._kernels.products import masked_product

__all__ = ["ROLES", "between", "role_counts"]

ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
Counts = npt.NDArray[np.int64]


def between(first: csr_array, second: csr_array, direct: csr_array) -> Counts:
    """Count for each j the pairs i, k with i→j in ``first``, j→k in ``second``, i→k in ``direct``.

    All three are 0/1 matrices of one shape (n, n); the result has shape (n,).
    """
    parts = masked_product(first.T, direct, second)
    return np.concatenate([np.zeros(0, dtype=np.int64), *(_sums(part) for part in parts)])


def role_counts(arcs: csr_array, groups: Counts) -> Counts:
    """Count the five roles of Gould & Fernandez that each place has.

    Each count is of all two-step paths of the role's kind less those whose ends are joined, which
    keeps every product sparse.

    Parameters
    ----------
    arcs : sparse 0/1 array of shape (n, n)
        Without loops.
    groups : int array of shape (n,)
        The group of each place, numbered from 0.

    Returns
    -------
    int array of shape (n, 5)
        In the order of ``ROLES``.
    """
    size = len(groups)
    rows, columns = arcs.nonzero()
    same = groups[rows] == groups[columns]
    within = _matrix(rows[same], columns[same], size)
    across = _matrix(rows[~same], columns[~same], size)
    kinds = int(groups.max(initial=-1)) + 1
    member = csr_array(
        (np.ones(size, dtype=np.int64), (np.arange(size), groups)), shape=(size, kinds)
    )
    kinds_of = (
        (within, within, within),
        (across, across, within),
        (within, across, across),
        (across, within, across),
        (across, across, across),
    )
    closed = np.column_stack([between(*kind) for kind in kinds_of])
    alike = _sums((across.T @ member) * (across @ member))
    ins = _sums(within.T), _sums(across.T)
    outs = _sums(within), _sums(across)
    coordinator = ins[0] * outs[0] - _sums(within * within.T)
    itinerant = alike - _sums(across * across.T)
    representative = ins[0] * outs[1]
    gatekeeper = ins[1] * outs[0]
    liaison = ins[1] * outs[1] - alike
    every = np.column_stack([coordinator, itinerant, representative, gatekeeper, liaison])
    return every - closed


def _matrix(rows: Counts, columns: Counts, size: int) -> csr_array:
    return csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(size, size))


def _sums(matrix: csr_array) -> Counts:
    return np.asarray(matrix.sum(axis=1), dtype=np.int64).reshape(-1)

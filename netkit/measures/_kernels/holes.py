"""Structural holes: how far each place's contacts are contacts of one another."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array

from netkit.measures._kernels.products import masked_product

__all__ = ["constraint", "effective_size"]

Floats = npt.NDArray[np.float64]


def constraint(arcs: csr_array) -> Floats:
    """Give Burt's constraint of each place, NaN for one without contacts.

    With z the arcs between two places, 0 to 2, and p(i, j) the part of i's arcs that are shared
    with j: the sum over contacts j of (p(i, j) + sum over q of p(i, q) p(q, j)) squared.

    Parameters
    ----------
    arcs : sparse 0/1 array of shape (n, n)
        Without loops.

    Examples
    --------
    >>> constraint(csr_array([[0, 1, 0], [0, 0, 1], [0, 0, 0]])).tolist()
    [1.0, 0.5, 1.0]
    """
    joined, shares, contacts = _proportions(arcs)
    # p(i, i) and p(j, j) are 0, so that the sum over all q is the sum over third parties.
    places, found = 0, [np.zeros(0)]
    for through in masked_product(shares, shares, joined):
        both = shares[places : places + through.shape[0]] + through
        found.append(_sums(both * both))
        places += through.shape[0]
    return np.where(contacts > 0, np.concatenate(found), np.nan)


def effective_size(arcs: csr_array) -> Floats:
    """Give Burt's effective size of each place, NaN for one without contacts.

    With m(j, q) the arcs between j and q as a part of j's strongest contact: the contacts of i
    less the sum over contacts j and q of p(i, q) m(j, q).

    Parameters
    ----------
    arcs : sparse 0/1 array of shape (n, n)
        Without loops.

    Examples
    --------
    >>> effective_size(csr_array([[0, 1, 0], [0, 0, 1], [0, 0, 0]])).tolist()
    [1.0, 2.0, 1.0]
    """
    if not arcs.shape[0]:
        return np.empty(0)
    joined, shares, contacts = _proportions(arcs)
    between = _between(arcs)
    strongest = between.max(axis=1).toarray().reshape(-1)
    marginal = _scaled(between, strongest)
    parts = masked_product(shares, marginal.T, joined)
    redundant = np.concatenate([np.zeros(0), *(_sums(part) for part in parts)])
    return np.where(contacts > 0, contacts - redundant, np.nan)


def _proportions(arcs: csr_array) -> tuple[csr_array, csr_array, Floats]:
    between = _between(arcs)
    joined = (between > 0).astype(float)
    return joined, _scaled(between, _sums(between)), _sums(joined)


def _between(arcs: csr_array) -> csr_array:
    return csr_array(arcs + arcs.T).astype(float)


def _scaled(matrix: csr_array, by: Floats) -> csr_array:
    """Divide each row; a row of zeros stays."""
    return diags_array(np.divide(1.0, by, out=np.zeros_like(by), where=by > 0)) @ matrix


def _sums(matrix: csr_array) -> Floats:
    return np.asarray(matrix.sum(axis=1), dtype=float).reshape(-1)

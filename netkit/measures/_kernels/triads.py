"""The sixteen kinds of triads, counted by products of sparse matrices instead of one by one."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from netkit.measures._kernels.products import masked_product

__all__ = ["CLOSED", "KINDS", "triad_census"]

CLOSED = ("030T", "030C", "120D", "120U", "120C", "210", "300")
KINDS = tuple("003 012 102 021D 021U 021C 111D 111U 030T 030C 201 120D 120U 120C 210 300".split())


def triad_census(arcs: csr_array, closed: Mapping[str, int] | None = None) -> dict[str, int]:
    """Count the triads of each kind, named by their mutual, one-way and missing pairs.

    Triads whose three pairs are all joined come from products of the one-way and the mutual arcs
    (Moody 1998); those with two joined pairs are the pairs of arcs at a place less the closed ones,
    those with one are the joined pairs with each third place less all of the former.

    Parameters
    ----------
    arcs : sparse 0/1 integer array of shape (n, n)
        Without loops.
    closed : mapping of str to int, optional
        The triads of three joined pairs, if they have been counted already.

    Returns
    -------
    dict of str to int
        In the order of ``KINDS``; sums to n(n-1)(n-2)/6.

    Examples
    --------
    >>> found = triad_census(csr_array([[0, 1, 0], [0, 0, 1], [0, 0, 0]]))
    >>> {kind: count for kind, count in found.items() if count}
    {'021C': 1}
    """
    mutual = csr_array(arcs * arcs.T)
    one_way = csr_array(arcs - mutual)
    closed = _closed(mutual, one_way) if closed is None else closed
    found = dict(closed) | _open(mutual, one_way, closed)
    size = arcs.shape[0]
    found["012"] = int(one_way.sum()) * (size - 2) - _holding(found, _ONE_WAY)
    found["102"] = int(mutual.sum()) // 2 * (size - 2) - _holding(found, _MUTUAL)
    found["003"] = size * (size - 1) * (size - 2) // 6 - sum(found.values())
    return {kind: found[kind] for kind in KINDS}


# How many one-way and how many mutual pairs a triad of each kind with two joined pairs or more has.
_ONE_WAY = {
    **{"021D": 2, "021U": 2, "021C": 2, "111D": 1, "111U": 1, "030T": 3, "030C": 3},
    **{"120D": 2, "120U": 2, "120C": 2, "210": 1},
}
_MUTUAL = {
    **{"111D": 1, "111U": 1, "201": 2, "120D": 1, "120U": 1, "120C": 1, "210": 2, "300": 3},
}


def _closed(mutual: csr_array, one_way: csr_array) -> dict[str, int]:
    turned = csr_array(one_way.T)
    return {
        "030T": _total(one_way, one_way, one_way),
        "030C": _total(one_way, one_way, turned) // 3,
        "120D": _total(turned, one_way, mutual) // 2,
        "120U": _total(one_way, turned, mutual) // 2,
        "120C": _total(one_way, one_way, mutual),
        "210": _total(mutual, mutual, one_way),
        "300": _total(mutual, mutual, mutual) // 6,
    }


def _open(mutual: csr_array, one_way: csr_array, closed: Mapping[str, int]) -> dict[str, int]:
    out, into, both = _sums(one_way), _sums(one_way.T), _sums(mutual)
    shared = closed["120C"] + closed["210"]
    return {
        "021D": _pairs(out) - closed["030T"] - closed["120D"],
        "021U": _pairs(into) - closed["030T"] - closed["120U"],
        "021C": int(into @ out) - closed["030T"] - 3 * closed["030C"] - closed["120C"],
        "111D": int(both @ into) - 2 * closed["120D"] - shared,
        "111U": int(both @ out) - 2 * closed["120U"] - shared,
        "201": _pairs(both) - closed["210"] - 3 * closed["300"],
    }


def _holding(found: dict[str, int], pairs: dict[str, int]) -> int:
    return sum(count * found[kind] for kind, count in pairs.items())


def _pairs(degrees: npt.NDArray[np.int64]) -> int:
    return int((degrees * (degrees - 1)).sum()) // 2


def _sums(matrix: csr_array) -> npt.NDArray[np.int64]:
    return np.asarray(matrix.sum(axis=1), dtype=np.int64).reshape(-1)


def _total(left: csr_array, right: csr_array, mask: csr_array) -> int:
    return sum(int(part.sum()) for part in masked_product(left, right, mask))

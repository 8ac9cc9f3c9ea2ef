"""Products of sparse arrays of which only some entries are wanted, a portion at a time."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_array

__all__ = ["masked_product"]

# Entries that a portion of a product may have before the unwanted ones go; at 12 to 16 bytes each.
ENTRIES = 2**21


def masked_product(left: csr_array, right: csr_array, mask: csr_array) -> Iterator[csr_array]:
    """Give ``(left @ right) * mask``, some rows at a time, one below the other.

    Examples
    --------
    >>> joined = csr_array([[0, 1, 1], [0, 0, 1], [0, 0, 0]])
    >>> [part.toarray().tolist() for part in masked_product(joined, joined, joined)]
    [[[0, 0, 1], [0, 0, 0], [0, 0, 0]]]
    """
    left, right, mask = csr_array(left), csr_array(right), csr_array(mask)
    effort = np.concatenate([[0], np.cumsum(np.diff(right.indptr)[left.indices])])[left.indptr]
    low = 0
    while low < left.shape[0]:
        high = int(np.searchsorted(effort, effort[low] + ENTRIES, side="right")) - 1
        high = max(low + 1, high)
        yield csr_array((left[low:high] @ right) * mask[low:high])
        low = high

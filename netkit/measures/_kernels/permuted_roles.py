"""Roles of brokers in a large network, as it is labelled and under many labellings by chance.

Which two-step paths are open does not depend on labels, and what does is counted for all brokers
at once: how many send to and receive from each broker under each label gives the paths of every
role, less the few whose ends are one place or joined.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from netkit.measures._kernels.in_order import in_order
from netkit.measures._kernels.permutations import Labels
from netkit.measures._kernels.triangles import Joined, closed_paths, role_of

__all__ = ["TwoSteps", "role_deviations"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

ROLES = 5
# Brokers under so many labels at once that the counts of one labelling stay at some megabytes.
CELLS = 2_000_000


@dataclass(frozen=True, eq=False)
class TwoSteps:
    """The paths of two steps through each place, and which of them are not open.

    Attributes
    ----------
    into, onward : sparse 0/1 arrays of shape (n, n)
        Row j has who sends to j, and whom j sends to.
    back : int array of shape (2, pairs)
        Senders that are receivers as well, with their broker.
    closed : int array of shape (3, paths)
        Sender, broker and receiver of the paths whose ends an arc joins.
    """

    into: csr_array
    onward: csr_array
    back: Whole
    closed: Whole

    @classmethod
    def of(cls, arcs: csr_array) -> TwoSteps:
        """Find them in a sparse 0/1 array of shape (n, n) without loops."""
        joined = Joined(arcs.shape[0], np.column_stack(arcs.nonzero()))
        found = [np.stack(part) for part in closed_paths(joined)]
        closed = np.concatenate([np.zeros((3, 0), dtype=np.int64), *found], axis=1)
        back = np.stack(csr_array(arcs * arcs.T).nonzero()).astype(np.int64)
        return cls(csr_array(arcs.T), csr_array(arcs), back, closed)

    def counts(self, labels: Labels) -> Whole:
        """Count the five roles of each place under one labelling of shape (n,): shape (n, 5)."""
        size, kinds = len(labels), int(labels.max(initial=0)) + 1
        found = np.zeros((size, ROLES), dtype=np.int64)
        width = max(1, CELLS // max(1, kinds))
        for first in range(0, size, width):
            part = slice(first, min(size, first + width))
            found[part] = self._ways(part, labels, kinds)
        sender, broker = self.back
        alike = labels[sender] == labels[broker]
        found[:, 0] -= np.bincount(broker[alike], minlength=size)
        found[:, 1] -= np.bincount(broker[~alike], minlength=size)
        sender, broker, receiver = self.closed
        role = role_of(labels[sender], labels[broker], labels[receiver])
        cells = np.bincount(broker * ROLES + role, minlength=size * ROLES)
        return np.asarray(found - cells.reshape(size, ROLES))

    def _ways(self, part: slice, labels: Labels, kinds: int) -> Whole:
        """Count the paths of each role through a run of places, open or not."""
        own = np.arange(part.stop - part.start), labels[part]
        sent, got = (_by_label(arcs, part, labels, kinds) for arcs in (self.into, self.onward))
        within, onward = sent[own], got[own]
        across, away = sent.sum(axis=1) - within, got.sum(axis=1) - onward
        alike = np.einsum("ij,ij->i", sent, got) - within * onward
        ways = within * onward, alike, within * away, across * onward, across * away - alike
        return np.column_stack(ways).astype(np.int64)


def _by_label(arcs: csr_array, part: slice, labels: Labels, kinds: int) -> Floats:
    """Count the places in each row of a run, by label; exact, as counts are no larger."""
    ends = arcs.indptr[part.start : part.stop + 1]
    held = labels[arcs.indices[ends[0] : ends[-1]]].astype(np.int32)
    ones = np.ones(len(held))
    counts = csr_array((ones, held, ends - ends[0]), shape=(len(ends) - 1, kinds)).toarray()
    return np.asarray(counts, dtype=float)


def role_deviations(steps: TwoSteps, observed: Whole, labels: Labels) -> Floats:
    """Give how many standard deviations each count lies above its mean over labellings.

    Labellings are gone through on all processors, and added up in their order.

    Parameters
    ----------
    steps : TwoSteps
    observed : int array of shape (n, 5)
    labels : int array of shape (N, n)
        The label of each place, numbered from 0, under each of N labellings.

    Returns
    -------
    float array of shape (n, 5)
        As :func:`netkit.measures._kernels.permutations.deviation` gives it of each count: NaN
        where no labelling changes it, and with fewer than two labellings.
    """
    deviations = np.full(observed.shape, np.nan)
    count = len(labels)
    if count < 2:
        return deviations
    # Counted from the first labelling's, so that sums of squares do not swallow small differences.
    start = steps.counts(labels[0])
    total, squares = np.zeros((2, *observed.shape))
    for found in in_order(steps.counts, labels[1:]):
        apart = (found - start).astype(float)
        total += apart
        squares += apart * apart
    varies = squares > 0
    mean = total[varies] / count
    spread = np.sqrt((squares[varies] - total[varies] * mean) / (count - 1))
    deviations[varies] = ((observed - start)[varies] - mean) / spread
    return deviations

"""Groups of a large network: Louvain's method, a share of the places at a time.

A place moves to the group of its contacts that raises directed modularity most. One after the other
is what Python is slow at; here a small share of the places, drawn anew each round, moves at once by
the groups as they stand (Blondel et al. 2008; in shares: Staudt & Meyerhenke 2016).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

__all__ = ["moved_together"]

Whole = npt.NDArray[np.int64]

# So many shares a round; a round ends the level that raises modularity by less than SMALL.
SHARES, MOST_ROUNDS, SMALL = 16, 60, 1e-5


class _Level(NamedTuple):
    """A network of groups: arcs between them, both ways added up, out of and into each, within."""

    between: csr_array
    sent: Whole
    received: Whole
    inside: int

    @property
    def total(self) -> int:
        """Count all arcs."""
        return int(self.sent.sum())


def moved_together(arcs: csr_array, random: np.random.Generator) -> Whole:
    """Group the places of a network for high directed modularity (Leicht & Newman 2008).

    Parameters
    ----------
    arcs : sparse 0/1 array of shape (n, n)
        Without loops; at least one arc.
    random : numpy Generator
        Deals out the places to shares.

    Returns
    -------
    int array of shape (n,)
        Group numbers, in no order of meaning.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of
    communities in large networks. Journal of Statistical Mechanics, P10008.

    Staudt, C. L. & Meyerhenke, H. (2016). Engineering parallel algorithms for community detection
    in massive networks. IEEE Transactions on Parallel and Distributed Systems 27, 171-184.

    Examples
    --------
    >>> triangles = csr_array(np.kron(np.eye(2), np.ones((3, 3)) - np.eye(3)))
    >>> groups = moved_together(triangles, np.random.default_rng(1))
    >>> len(set(groups.tolist())), bool((groups[:3] == groups[0]).all())
    (2, True)
    """
    # Modularity is taken times the square of the arcs: whole numbers, so that nothing is rounded.
    flows = csr_array(arcs, dtype=np.int64)
    level = _level(flows)
    labels = np.arange(arcs.shape[0])
    while True:
        own = _moved(level, random)
        _, own = np.unique(own, return_inverse=True)
        groups = int(own.max()) + 1
        if groups == len(own):
            return labels
        labels = own[labels]
        member = csr_array((np.ones_like(own), (np.arange(len(own)), own)))
        flows = csr_array(member.T @ flows @ member)
        level = _level(flows)


def _level(flows: csr_array) -> _Level:
    inside = flows.diagonal()
    both = csr_array(flows + flows.T)
    both.setdiag(0)
    both.eliminate_zeros()
    sent, received = (np.asarray(flows.sum(axis=axis)).reshape(-1) for axis in (1, 0))
    return _Level(both, sent, received, int(inside.sum()))


def _moved(level: _Level, random: np.random.Generator) -> Whole:
    """Move places until a round gains next to nothing, and give their groups."""
    size = len(level.sent)
    labels, held = np.arange(size), (level.sent.copy(), level.received.copy())
    before = _modularity(level, labels)
    best = labels.copy(), before
    for _ in range(MOST_ROUNDS):
        for share in np.array_split(random.permutation(size), min(SHARES, size)):
            _move(level, labels, held, np.sort(share))
        now = _modularity(level, labels)
        if now > best[1]:
            best = labels.copy(), now
        if now - before < SMALL * level.total**2:
            break
        before = now
    return best[0]


def _move(level: _Level, labels: Whole, held: tuple[Whole, Whole], share: Whole) -> None:
    """Move a share of the places at once, in place; ``held`` is what groups send and receive."""
    rows = level.between[share]
    rows = csr_array((rows.data, labels[rows.indices], rows.indptr), shape=rows.shape)
    rows.sum_duplicates()
    counts = np.diff(rows.indptr)
    share, counts, first = share[counts > 0], counts[counts > 0], rows.indptr[:-1][counts > 0]
    if not len(share):
        return
    place, kept = np.repeat(np.arange(len(share)), counts), labels[share]
    sent, received = level.sent[share], level.received[share]
    own = kept[place] == rows.indices
    # A place is no contact of its own: its group is taken without it.
    others_sent = held[0][rows.indices] - np.where(own, sent[place], 0)
    others_received = held[1][rows.indices] - np.where(own, received[place], 0)
    expected = sent[place] * others_received + received[place] * others_sent
    gains = level.total * rows.data - expected
    best = np.maximum.reduceat(gains, first)
    # Staying gains by the same sum, be it without any contact in the own group.
    contacts = np.zeros(len(share), dtype=np.int64)
    contacts[place[own]] = rows.data[own]
    expected = sent * (held[1][kept] - received) + received * (held[0][kept] - sent)
    stay = level.total * contacts - expected
    top = np.flatnonzero(gains == np.repeat(best, counts))
    target = np.empty(len(share), dtype=np.int64)
    target[place[top[::-1]]] = rows.indices[top[::-1]]
    moves = best > stay
    moving, to = share[moves], target[moves]
    for ends, group in zip((level.sent, level.received), held, strict=True):
        np.subtract.at(group, labels[moving], ends[moving])
        np.add.at(group, to, ends[moving])
    labels[moving] = to


def _modularity(level: _Level, labels: Whole) -> int:
    """Give the modularity of a grouping, times the square of the arcs."""
    rows = np.repeat(np.arange(len(labels)), np.diff(level.between.indptr))
    alike = labels[rows] == labels[level.between.indices]
    # Of two groups joined, each row has the arcs both ways.
    within = level.inside + int(level.between.data[alike].sum()) // 2
    sent, received = np.zeros((2, len(labels)), dtype=np.int64)
    np.add.at(sent, labels, level.sent)
    np.add.at(received, labels, level.received)
    return level.total * within - int(sent @ received)

"""Groups of places by their arcs: many runs, their consensus, and how well groupings agree."""

from __future__ import annotations

from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

__all__ = [
    "adjusted_rand",
    "consensus",
    "louvain_runs",
    "modularity_of",
    "normalised_information",
    "numbered",
    "shares",
    "stability",
    "together",
]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

MOST_ROUNDS = 20
SEEDS = 2**32


def louvain_runs(graph: nx.Graph[int], count: int, random: np.random.Generator) -> Whole:
    """Group the places of a graph many times over, each run from its own seed.

    Parameters
    ----------
    graph : networkx graph or directed graph
        Places 0 to n-1, added in this order; weights where given. With at least one arc.
    count : int
        Number of runs.
    random : numpy Generator
        Where the seeds come from.

    Returns
    -------
    int array of shape (count, n)
        The group of each place in each run, numbered from 0 in order of their first places.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of
    communities in large networks. Journal of Statistical Mechanics, P10008.
    """
    labels = np.empty((count, len(graph)), dtype=np.int64)
    for row, seed in zip(labels, random.integers(SEEDS, size=count).tolist(), strict=True):
        for number, places in enumerate(nx.community.louvain_communities(graph, seed=seed)):
            row[list(places)] = number
    return np.array([numbered(row) for row in labels])


def numbered(labels: Whole) -> Whole:
    """Give groups anew as numbers from 0, in the order of their first places.

    Examples
    --------
    >>> numbered(np.array([7, 2, 7, 5])).tolist()
    [0, 1, 0, 2]
    """
    _, first, codes = np.unique(labels, return_index=True, return_inverse=True)
    place: Whole = np.argsort(np.argsort(first, kind="stable"), kind="stable")[codes]
    return place


def together(labels: Whole) -> Whole:
    """Count the runs in which each two places are in one group: from (runs, n) to (n, n).

    Examples
    --------
    >>> together(np.array([[0, 0, 1], [0, 1, 1]])).tolist()
    [[2, 1, 0], [1, 2, 1], [0, 1, 2]]
    """
    member = _membership(labels)[0]
    return np.asarray((member @ member.T).toarray(), dtype=np.int64)


def shares(runs: Whole, labels: Whole) -> Floats:
    """Give how often each place is with another of its group, on average over them and the runs.

    Parameters
    ----------
    runs : int array of shape (runs, n)
    labels : int array of shape (n,)
        The groups.

    Returns
    -------
    float array of shape (n,)
        From 0 to 1; NaN for a group of one.

    Examples
    --------
    >>> shares(np.array([[0, 0, 1], [0, 1, 1]]), np.array([0, 0, 1])).tolist()
    [0.5, 0.5, nan]
    """
    others = np.bincount(labels)[labels] - 1
    shared = np.zeros(len(labels), dtype=np.int64)
    for run in runs:
        _, both, sizes = np.unique(
            labels * (int(run.max()) + 1) + run, return_inverse=True, return_counts=True
        )
        shared += sizes[both] - 1
    found = np.full(len(labels), np.nan)
    np.divide(shared, others * len(runs), out=found, where=others > 0)
    return found


def consensus(labels: Whole, random: np.random.Generator) -> Whole:
    """Give the grouping that the runs have in common.

    Two places belong together that share a group in more than half of the runs. Where this is not
    of one piece (two places both belong with a third, and not with each other), the graph of such
    pairs, weighted by how often they are together, is itself grouped as many times, until it is.

    Parameters
    ----------
    labels : int array of shape (runs, n)
    random : numpy Generator
        Where the seeds of further runs come from.

    Returns
    -------
    int array of shape (n,)
        Groups numbered from 0 in order of their first places. A place that is with no other in
        more than half of the runs is a group of its own. Should 20 rounds not settle it, places
        belong together that a chain of such pairs joins.

    References
    ----------
    Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks.
    Scientific Reports 2, 336.

    Examples
    --------
    >>> runs = np.array([[0, 0, 1, 1], [0, 0, 1, 1], [0, 1, 1, 1]])
    >>> consensus(runs, np.random.default_rng(1)).tolist()
    [0, 0, 1, 1]
    """
    count = len(labels)
    for _ in range(MOST_ROUNDS):
        shared = together(labels)
        close = 2 * shared > count
        groups = np.asarray(connected_components(csr_array(close), directed=False)[1])
        if (close == (groups[:, None] == groups)).all():
            break
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(len(close)))
        for one, other in np.argwhere(np.triu(close, 1)).tolist():
            graph.add_edge(one, other, weight=int(shared[one, other]))
        labels = louvain_runs(graph, count, random)
    return numbered(groups.astype(np.int64))


def stability(labels: Whole) -> float:
    """Give the mean adjusted Rand index over all pairs of runs: 1 where all are alike.

    Parameters
    ----------
    labels : int array of shape (runs, n)
        At least two runs of at least two places.

    Examples
    --------
    >>> round(stability(np.array([[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 2]])), 12)
    0.714285714286
    """
    member, run = _membership(labels)
    crossed = csr_array(member.T @ member)
    squares = csr_array((crossed.data**2, crossed.indices, crossed.indptr), shape=crossed.shape)
    which = csr_array((np.ones(len(run), dtype=np.int64), (np.arange(len(run)), run)))
    alike = ((which.T @ squares @ which).toarray() - labels.shape[1]) // 2
    own = alike.diagonal()
    rand = _rand(alike, own[:, None], own, _pairs(labels.shape[1]))
    return float(rand[np.triu_indices(len(labels), 1)].mean())


def adjusted_rand(one: Whole, other: Whole) -> float:
    """Give how far two groupings agree on pairs, above chance: 1 where they are the same.

    Hubert & Arabie (1985): 0 on average where the second is a random grouping into groups of the
    same sizes; below 0 where they agree less than that, down to -1/2. Of two groupings that are
    both of one group, or both of single places, chance leaves nothing open: they agree, 1.

    Examples
    --------
    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    crossed = _crossed(one, other)
    rows, columns = crossed.sum(axis=1), crossed.sum(axis=0)
    both, first, second = (_pairs(counts).sum() for counts in (crossed, rows, columns))
    return float(_rand(both, first, second, _pairs(len(one))))


def normalised_information(one: Whole, other: Whole) -> float:
    """Give what two groupings tell of each other, over the mean of what each tells: 0 to 1.

    Danon et al. (2005): twice the mutual information over the sum of entropies. NaN where both
    are of one group, and tell nothing.

    Examples
    --------
    >>> normalised_information(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    shares = _crossed(one, other) / len(one)
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    entropies = _entropy(rows) + _entropy(columns)
    if not entropies:
        return float("nan")
    return max(0.0, 2.0 * (entropies - _entropy(shares[shares > 0])) / entropies)


def modularity_of(ends: Whole, labels: Whole) -> float:
    """Give the directed modularity of a grouping (Leicht & Newman 2008).

    Parameters
    ----------
    ends : int array of shape (m, 2)
        At least one arc.
    labels : int array of shape (n,)

    Examples
    --------
    >>> modularity_of(np.array([[0, 1], [2, 3]]), np.array([0, 0, 1, 1]))
    0.5
    """
    tails, heads = labels[ends].T
    size = int(labels.max()) + 1
    expected = int(np.bincount(tails, minlength=size) @ np.bincount(heads, minlength=size))
    return int((tails == heads).sum()) / len(ends) - expected / len(ends) ** 2


def _membership(labels: Whole) -> tuple[csr_array, Whole]:
    """Give who is in which group of any run, shape (n, groups), and the run of each group."""
    sizes = labels.max(axis=1) + 1
    columns = labels + (np.cumsum(sizes) - sizes)[:, None]
    rows = np.broadcast_to(np.arange(labels.shape[1]), labels.shape)
    ones = np.ones(labels.size, dtype=np.int64)
    return (
        csr_array((ones, (rows.reshape(-1), columns.reshape(-1)))),
        np.repeat(np.arange(len(labels)), sizes),
    )


def _crossed(one: Whole, other: Whole) -> Whole:
    sizes = int(one.max(initial=-1)) + 1, int(other.max(initial=-1)) + 1
    cells = np.bincount(one * sizes[1] + other, minlength=sizes[0] * sizes[1])
    return cells.reshape(sizes).astype(np.int64)


def _pairs(counts: Any) -> Any:
    return counts * (counts - 1) // 2


def _rand(both: Any, one: Any, other: Any, pairs: Any) -> Floats:
    """Give the index from the pairs that are together in both, in each, and in all."""
    # As Python's whole numbers: of a large network their products are beyond 64 bits.
    both, one, other = (np.asarray(counts).astype(object) for counts in (both, one, other))
    above = 2.0 * np.asarray(both * int(pairs) - one * other, dtype=float)
    below = np.asarray((one + other) * int(pairs) - 2 * one * other, dtype=float)
    result: Floats = np.divide(above, below, out=np.ones(below.shape), where=below != 0)
    return result


def _entropy(shares: Floats) -> float:
    positive = shares[shares > 0]
    return float(-(positive * np.log(positive)).sum())

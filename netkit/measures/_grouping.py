"""Groups found by the ties alone, worked out once for each network and seed."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array

from netkit.measures._kernels import communities
from netkit.measures._kernels.in_order import in_order
from netkit.measures._kernels.moving import moved_together
from netkit.measures._kernels.permutations import generator
from netkit.measures._sampling import CONSENSUS
from netkit.measures._sectors import sector_of
from netkit.measures.registry import kept, kept_for
from netkit.measures.structure import arcs, over_actors
from netkit.network import Network, Resampling

__all__ = ["LARGE_RUNS", "RUNS", "Grouping", "compares_all", "grouping", "groups_and_sectors"]

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

RUNS = 50
# Of networks too large for every two actors to be compared, run by run.
LARGE_RUNS = 10


@dataclass(frozen=True, eq=False)
class Grouping:
    """What many runs found in the working graph.

    Attributes
    ----------
    groups : Series of whole numbers over the measured actors
        Groups numbered from 1 in order of their first actors; empty for an isolate.
    shares : Series of float over the measured actors
        Share of runs in which an actor is with another of its group, on average; empty for an
        isolate and for a group of one.
    modularity : float
        Directed modularity of the groups.
    stability : float
        Mean adjusted Rand index over all pairs of runs.
    """

    groups: pd.Series
    shares: pd.Series
    modularity: float
    stability: float


def grouping(network: Network, resampling: Resampling) -> Grouping | None:
    """Find the groups of a network, or give None without working ties and without draws."""
    # Runs are no draws: how many draws there are beyond none changes nothing.
    return _found(network, Resampling(1, resampling.seed)) if resampling.draws else None


def compares_all(network: Network) -> bool:
    """Whether every two of the actors with ties are compared over all runs."""
    return len(_joined(network)[0]) <= CONSENSUS


@kept
def _joined(network: Network) -> tuple[Codes, Codes]:
    """Give the places that have ties, and the ends of the ties as numbers of these."""
    touched, ends = np.unique(arcs(network), return_inverse=True)
    return touched, ends.reshape(-1, 2).astype(np.int64)


def groups_and_sectors(network: Network, resampling: Resampling) -> tuple[Codes, Codes] | None:
    """Give group and sector of the actors that have both, numbered; None with one sector only."""
    found = grouping(network, resampling)
    if found is None:
        return None
    held = found.groups.dropna()
    sectors = sector_of(network)
    sectors = sectors[sectors.index.isin(held.index)]
    if sectors.nunique() < 2:
        return None
    codes = np.unique(sectors.to_numpy(dtype=object), return_inverse=True)[1]
    return held[sectors.index].to_numpy(dtype=np.int64), codes.astype(np.int64)


@kept_for
def _found(network: Network, resampling: Resampling) -> Grouping | None:
    touched, ends = _joined(network)
    if not len(ends):
        return None
    random = generator(resampling.seed, "groups")
    find = _in_common if compares_all(network) else _best
    runs, labels = find(len(touched), ends, random)
    return Grouping(
        _placed(network, touched, (labels + 1).astype(float)).astype("Int64"),
        _placed(network, touched, communities.shares(runs, labels)),
        communities.modularity_of(ends, labels),
        communities.stability(runs),
    )


def _in_common(size: int, ends: Codes, random: np.random.Generator) -> tuple[Codes, Codes]:
    """Give many runs, and what they have in common."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    # Whole numbers in order: a set of names would be gone through in an order of the hash seed.
    graph.add_nodes_from(range(size))
    graph.add_edges_from((tail, head) for tail, head in ends.tolist())
    runs = communities.louvain_runs(graph, RUNS, random)
    return runs, communities.consensus(runs, random)


def _best(size: int, ends: Codes, random: np.random.Generator) -> tuple[Codes, Codes]:
    """Give some runs, and the first of those of highest modularity."""
    ones = np.ones(len(ends), dtype=np.int64)
    matrix = csr_array((ones, tuple(ends.T)), shape=(size, size))

    def run(seed: np.random.SeedSequence) -> Codes:
        found = moved_together(matrix, np.random.default_rng(seed))
        return communities.numbered(found)

    seeds = np.random.SeedSequence(random.integers(communities.SEEDS)).spawn(LARGE_RUNS)
    runs = np.array(list(in_order(run, seeds)))
    reached = [communities.modularity_of(ends, labels) for labels in runs]
    return runs, runs[int(np.argmax(reached))]


def _placed(network: Network, touched: Codes, values: Floats) -> pd.Series:
    wide = np.full(len(network.measured), np.nan)
    wide[touched] = values
    return over_actors(network, wide)

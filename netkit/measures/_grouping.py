"""Groups found by the ties alone, worked out once for each network and seed."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures._kernels import communities
from netkit.measures._kernels.permutations import generator
from netkit.measures._sectors import sector_of
from netkit.measures.registry import kept_for
from netkit.measures.structure import arcs, over_actors
from netkit.network import Network, Resampling

__all__ = ["RUNS", "Grouping", "grouping", "groups_and_sectors"]

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

RUNS = 50


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
    if not len(arcs(network)):
        return None
    touched, ends = np.unique(arcs(network), return_inverse=True)
    ends = ends.reshape(-1, 2).astype(np.int64)
    graph: nx.DiGraph[int] = nx.DiGraph()
    # Whole numbers in order: a set of names would be gone through in an order of the hash seed.
    graph.add_nodes_from(range(len(touched)))
    graph.add_edges_from((tail, head) for tail, head in ends.tolist())
    random = generator(resampling.seed, "groups")
    runs = communities.louvain_runs(graph, RUNS, random)
    labels = communities.consensus(runs, random)
    return Grouping(
        _placed(network, touched, (labels + 1).astype(float)).astype("Int64"),
        _placed(network, touched, _shares(runs, labels)),
        communities.modularity_of(ends, labels),
        communities.stability(runs),
    )


def _shares(runs: Codes, labels: Codes) -> Floats:
    """Give how often each place is with another of its group, on average; NaN if there is none."""
    alike = labels[:, None] == labels
    others = alike.sum(axis=1) - 1
    shared = (communities.together(runs) * alike).sum(axis=1) - len(runs)
    shares = np.full(len(labels), np.nan)
    np.divide(shared, others * len(runs), out=shares, where=others > 0)
    return shares


def _placed(network: Network, touched: Codes, values: Floats) -> pd.Series:
    wide = np.full(len(network.measured), np.nan)
    wide[touched] = values
    return over_actors(network, wide)

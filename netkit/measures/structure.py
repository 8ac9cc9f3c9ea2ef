"""What several measures share: the working graph as arrays, worked out once for each network.

Places are the positions in ``network.measured``, arcs the rows of working ties in their order.
"""

from __future__ import annotations

import networkx as nx
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from netkit.measures._kernels import removal, shortest, spectral
from netkit.measures._sampling import (
    LOSSES,
    PATHS,
    Estimate,
    Sample,
    both,
    exactly,
    sample_of,
)
from netkit.measures.registry import kept
from netkit.network import Network

__all__ = [
    "adjacency",
    "arcs",
    "arcs_of",
    "betweenness_shares",
    "cutpoints",
    "distances",
    "hubs_and_authorities",
    "loss_sample",
    "losses",
    "over_actors",
    "over_ties",
    "path_sample",
    "quotient",
    "reached",
    "reached_along",
    "strong_component",
    "weak_component",
    "weighted_betweenness",
]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


def over_actors(network: Network, values: npt.NDArray[np.generic]) -> pd.Series:
    """Give one value a place as a Series over the measured actors."""
    return pd.Series(values, index=network.measured)


def over_ties(network: Network, values: npt.NDArray[np.generic], dtype: str) -> pd.Series:
    """Give one value an arc as a Series over all ties, empty for those that do not work."""
    working = network.working
    values_of_working = pd.Series(values, index=network.ties.index[working], dtype=dtype)
    return values_of_working.reindex(network.ties.index)


def quotient(part: npt.ArrayLike, whole: npt.ArrayLike) -> Floats:
    """Divide, with NaN wherever the whole is 0: nothing to take a share of.

    Examples
    --------
    >>> quotient([1, 0], [2, 0]).tolist()
    [0.5, nan]
    """
    above, below = np.broadcast_arrays(np.asarray(part, float), np.asarray(whole, float))
    result: Floats = np.divide(above, below, out=np.full(below.shape, np.nan), where=below != 0)
    return result


def arcs_of(network: Network, chosen: pd.Series) -> Whole:
    """Give the ends of the chosen ties, all among measured actors, as places: shape (m, 2)."""
    ends = network.ties.index[chosen]
    columns = [network.measured.get_indexer(ends.get_level_values(level)) for level in (0, 1)]
    return np.column_stack(columns).astype(np.int64)


@kept
def arcs(network: Network) -> Whole:
    """Give the ends of the working ties as places, shape (m, 2), in the order of ties."""
    return arcs_of(network, network.working)


@kept
def adjacency(network: Network) -> csr_array:
    """Give the working graph as a sparse 0/1 matrix, senders in rows, shape (n, n)."""
    tails, heads = arcs(network).T
    size = len(network.measured)
    return csr_array((np.ones(len(tails), dtype=np.int64), (tails, heads)), shape=(size, size))


@kept
def distances(network: Network) -> Floats:
    """Give the steps from each place to each other, infinite where there is no path: (n, n)."""
    return shortest.distances(len(network.measured), arcs(network))


@kept
def reached(network: Network) -> Marks:
    """Mark the ordered pairs of distinct places that a path joins: (n, n)."""
    found = np.isfinite(distances(network))
    np.fill_diagonal(found, val=False)
    return found


def reached_along(network: Network, chosen: pd.Series) -> Marks:
    """Mark the ordered pairs of distinct places that a path of the chosen ties joins: (n, n)."""
    if chosen.equals(network.working):
        return reached(network)
    found = np.isfinite(shortest.distances(len(network.measured), arcs_of(network, chosen)))
    np.fill_diagonal(found, val=False)
    return found


@kept
def path_sample(network: Network) -> Sample:
    """Give the places from which shortest paths are counted."""
    return sample_of(network, len(arcs(network)), PATHS)


@kept
def loss_sample(network: Network) -> Sample:
    """Give the places from which it is looked what is lost."""
    return sample_of(network, len(arcs(network)), LOSSES)


@kept
def betweenness_shares(network: Network) -> tuple[Estimate, Estimate]:
    """Give the shares of shortest paths through each place and along each arc."""
    ends, sample, far = arcs(network), path_sample(network), distances(network)
    steps = np.ones(len(ends), dtype=np.int64)
    if sample.whole:
        return exactly(shortest.betweenness(ends, steps, far))
    far, back = far[sample.starts], far.T[sample.starts]
    return both(sample, shortest.betweenness_from(ends, steps, far, back, sample.starts))


@kept
def weighted_betweenness(network: Network) -> Estimate:
    """Give the shares of paths through each place that are shortest by the ties' lengths."""
    ends, lengths = arcs(network), network.lengths.to_numpy(dtype=np.int64)
    sample = path_sample(network)
    if sample.whole:
        between = shortest.distances(sample.size, ends, lengths)
        return exactly(shortest.betweenness(ends, lengths, between))[0]
    far = shortest.distances_from(sample.size, ends, lengths, sample.starts)
    back = shortest.distances_from(sample.size, ends[:, ::-1], lengths, sample.starts)
    return both(sample, shortest.betweenness_from(ends, lengths, far, back, sample.starts))[0]


@kept
def losses(network: Network) -> tuple[Estimate, Estimate]:
    """Count the ordered pairs lost with each place and with each arc."""
    ends, sample, far = arcs(network), loss_sample(network), distances(network)
    if sample.whole:
        return exactly(removal.losses(ends, far))
    far, back = far[sample.starts], far.T[sample.starts]
    return both(sample, removal.losses_from(ends, far, back))


@kept
def hubs_and_authorities(network: Network) -> tuple[Floats, Floats]:
    """Give the hub and authority score of each place."""
    return spectral.hubs_and_authorities(adjacency(network))


@kept
def weak_component(network: Network) -> Whole:
    """Give the number of each place's component, directions left aside."""
    return _components(network, "weak")


@kept
def strong_component(network: Network) -> Whole:
    """Give the number of each place's component of mutual reach."""
    return _components(network, "strong")


@kept
def cutpoints(network: Network) -> Marks:
    """Mark the places whose removal splits a component, directions left aside."""
    graph: nx.Graph[int] = nx.Graph(arcs(network).tolist())
    marks = np.zeros(len(network.measured), dtype=bool)
    marks[sorted(nx.articulation_points(graph))] = True
    return marks


def _components(network: Network, connection: str) -> Whole:
    if network.measured.empty:
        return np.zeros(0, dtype=np.int64)
    labels = connected_components(adjacency(network), connection=connection)[1]
    return np.asarray(labels, dtype=np.int64)

"""What several measures share: the working graph as arrays, worked out once for each network.

Places are the positions in ``network.measured``, arcs the rows of working ties in their order.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array

from netkit.measures._kernels import (
    condensation,
    cutpoints,
    engine,
    holes,
    removal,
    sampled_paths,
    shortest,
    spectral,
    triangles,
)
from netkit.measures._kernels.bits import WORD
from netkit.measures._sampling import (
    DENSE,
    FEWEST_LOSSES,
    FEWEST_PATHS,
    LOSSES,
    PATHS,
    Estimate,
    Sample,
    both,
    by_engine,
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
    "condensed",
    "cutpoints_of",
    "distances",
    "holes_of",
    "hubs_and_authorities",
    "is_dense",
    "joined",
    "loss_sample",
    "losses",
    "over_actors",
    "over_ties",
    "over_working",
    "path_sample",
    "quotient",
    "reached",
    "searched",
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
    column = pd.Series(pd.NA if dtype[0].isupper() else np.nan, network.ties.index, dtype=dtype)
    column[network.working.to_numpy()] = values
    return column


def over_working(network: Network, values: npt.NDArray[np.generic]) -> pd.Series:
    """Give one figure an arc as a Series over all ties, empty for those that do not work."""
    return over_ties(network, values, "float64")


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
    ends = network.ends[chosen]
    places = [network.measured.get_indexer(level) for level in ends.levels]
    columns = [place[codes] for place, codes in zip(places, ends.codes, strict=True)]
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


def is_dense(network: Network) -> bool:
    """Whether the network is small enough to keep the steps between any two actors."""
    return len(network.measured) <= DENSE


@kept
def condensed(network: Network) -> condensation.Condensed:
    """Give the strong components and the arcs between them."""
    return condensation.condensed(len(network.measured), arcs(network))


@kept
def joined(network: Network) -> triangles.Joined:
    """Give the pairs of places that a working tie joins, for what goes by triangles."""
    return triangles.Joined(len(network.measured), arcs(network))


@kept
def holes_of(network: Network) -> tuple[Floats, Floats]:
    """Give constraint and effective size of each place."""
    if is_dense(network):
        matrix = adjacency(network)
        return holes.constraint(matrix), holes.effective_size(matrix)
    return triangles.holes(joined(network))


def searched(network: Network, sample: Sample) -> Iterator[tuple[Whole, Floats, Floats]]:
    """Give some starts at a time, with the steps from each of them and back to it."""
    if is_dense(network):
        far = distances(network)
        yield sample.starts, far[sample.starts], far.T[sample.starts]
        return
    ends = arcs(network)
    for low in range(0, len(sample.starts), WORD):
        starts = sample.starts[low : low + WORD]
        ways = (ends, ends[:, ::-1])
        far, back = (shortest.distances_from(sample.size, way, None, starts) for way in ways)
        yield starts, far, back


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


@kept
def path_sample(network: Network) -> Sample:
    """Give the places from which shortest paths are counted."""
    return sample_of(network, len(arcs(network)), PATHS, FEWEST_PATHS)


@kept
def loss_sample(network: Network) -> Sample:
    """Give the places from which it is looked what is lost."""
    return sample_of(network, len(arcs(network)), LOSSES, FEWEST_LOSSES)


@kept
def betweenness_shares(network: Network) -> tuple[Estimate, Estimate]:
    """Give the shares of shortest paths through each place and along each arc."""
    ends, sample = arcs(network), path_sample(network)
    if by_engine(network, len(ends)):
        return exactly(engine.betweenness(sample.size, ends))
    if sample.whole and is_dense(network):
        steps = np.ones(len(ends), dtype=np.int64)
        return exactly(shortest.betweenness(ends, steps, distances(network)))
    found = sampled_paths.Sums.nothing(sample.size, len(ends))
    for starts, far, back in searched(network, sample):
        found.include(sampled_paths.betweenness_from(ends, None, far, back, starts))
    return both(sample, found)


@kept
def weighted_betweenness(network: Network) -> Estimate:
    """Give the shares of paths through each place that are shortest by the ties' lengths."""
    ends, lengths = arcs(network), network.lengths.to_numpy(dtype=np.int64)
    sample = path_sample(network)
    if len(lengths) and (lengths == lengths[0]).all():
        return betweenness_shares(network)[0]
    if sample.whole and is_dense(network):
        between = shortest.distances(sample.size, ends, lengths)
        return exactly(shortest.betweenness(ends, lengths, between))[0]
    found = sampled_paths.Sums.nothing(sample.size, len(ends))
    for low in range(0, len(sample.starts), WORD):
        starts = sample.starts[low : low + WORD]
        far, back = (
            shortest.distances_from(sample.size, way, lengths, starts)
            for way in (ends, ends[:, ::-1])
        )
        found.include(sampled_paths.betweenness_from(ends, lengths, far, back, starts))
    return both(sample, found)[0]


@kept
def losses(network: Network) -> tuple[Estimate, Estimate]:
    """Count the ordered pairs lost with each place and with each arc."""
    ends, sample = arcs(network), loss_sample(network)
    if sample.whole and is_dense(network):
        return exactly(removal.losses(ends, distances(network)))
    found = sampled_paths.Sums.nothing(sample.size, len(ends))
    for _, far, back in searched(network, sample):
        found.include(removal.losses_from(ends, far, back))
    return both(sample, found)


@kept
def hubs_and_authorities(network: Network) -> tuple[Floats, Floats]:
    """Give the hub and authority score of each place."""
    return spectral.hubs_and_authorities(adjacency(network))


@kept
def weak_component(network: Network) -> Whole:
    """Give the number of each place's component, directions left aside."""
    return condensation.weak_components(condensed(network))


@kept
def strong_component(network: Network) -> Whole:
    """Give the number of each place's component of mutual reach."""
    return condensed(network).component


@kept
def cutpoints_of(network: Network) -> Marks:
    """Mark the places whose removal splits a component, directions left aside."""
    return cutpoints.cutpoints(len(network.measured), arcs(network))

"""Brokers between sectors: who stands between two actors that do not exchange directly."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array

from netkit.measures import structure
from netkit.measures._frames import frame
from netkit.measures._kernels.paths_roles import ROLES, between, role_counts
from netkit.measures._kernels.permutations import Labels, broker_counts, deviation
from netkit.measures._kernels.permuted_roles import TwoSteps, role_deviations
from netkit.measures._sectors import permuted_sectors, sector_codes, sector_of
from netkit.measures.registry import Column, table
from netkit.network import NO_DRAWS, Network, Resampling

__all__ = ["brokerage"]

SOURCE = "Gould & Fernandez 1989"
_MEANINGS = {
    "coordinator": "stands between two actors of its own sector",
    "itinerant": "stands between two actors of one other sector",
    "representative": "passes on from its own sector to another",
    "gatekeeper": "passes on from another sector to its own",
    "liaison": "stands between two sectors, neither its own",
    "total": "stands between two actors, in any of the five roles",
}
_EMPTY = (
    "empty without permutations, and where none changes it",
    "always empty, as sectors do not change the total",
)
_COLUMNS = (
    Column("actor", "text", "the actor's id"),
    *(
        Column(role, "int", f"how often it {meaning}", "ordered pairs", 0, None, SOURCE)
        for role, meaning in _MEANINGS.items()
    ),
    Column(
        "spoken",
        "int",
        "of the total, pairs whose direct tie is spoken of and does not work",
        "ordered pairs",
        0,
    ),
    *(
        Column(
            f"{role}_z",
            "float",
            f"{role}: deviation from permuted sectors; {_EMPTY[role == 'total']}",
            "standard deviations",
            source=SOURCE,
        )
        for role in _MEANINGS
    ),
)


@table(_COLUMNS, row="an actor", drawn=True)
def brokerage(network: Network, resampling: Resampling = NO_DRAWS) -> pd.DataFrame:
    """Count how often each actor passes information between two that have no working tie.

    An actor j brokers the ordered pair (i, k) when i→j and j→k work and i→k does not, for three
    distinct actors that all have a sector. The sectors of i, j, k make the role: coordinator AAA,
    itinerant ABA, representative AAB, gatekeeper ABB, liaison ABC. Ties of every level count.
    ``spoken`` is how many of the total have an i→k that works partly or fails; for the others
    nobody speaks of a direct tie, or it ended with its body.

    ``<role>_z`` is (observed - mean) / standard deviation over permutations that deal the sectors
    out anew over the measured actors that have one, sizes kept, while all ties stay. It is empty
    where no permutation changes the count; so it always is for the total, which sectors do not
    change. Small counts are skewed, so that a z does not stand for a probability.

    Returns
    -------
    DataFrame
        One row a measured actor, in order of ids. An isolate has 0; an actor without a sector is
        empty, and nobody brokers for it.

    References
    ----------
    Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"ward": "health", "nurse": "health", "patrol": "police"}
    >>> found = brokerage(network_of([("ward", "nurse"), ("nurse", "patrol")], sectors))
    >>> found.set_index("actor").loc["nurse", "representative"]
    np.int64(1)
    """
    sectors = sector_of(network)
    arcs = _matrix(network, network.working)
    codes = sector_codes(network)
    # In a large network what does not depend on sectors is found once for all of them.
    steps = None if structure.is_dense(network) else TwoSteps.of(arcs)
    counts = steps.counts(codes) if steps else role_counts(arcs, codes)
    silent = network.among_measured & (network.ties["state"] != "ended") & ~network.working
    figures = pd.DataFrame(counts, columns=list(ROLES), index=sectors.index)
    figures["total"] = counts.sum(axis=1)
    figures["spoken"] = between(arcs, arcs, _matrix(network, silent))
    every = figures.astype("Int64").reindex(network.measured)
    columns = {str(name): every[name].array for name in every}
    chances = pd.DataFrame(np.nan, index=sectors.index, columns=[f"{role}_z" for role in _MEANINGS])
    if resampling.draws:
        dealt = permuted_sectors(network, resampling)
        found = role_deviations(steps, counts, dealt) if steps else _one_by_one(arcs, counts, dealt)
        chances.iloc[:, : len(ROLES)] = found
    chances = chances.reindex(network.measured)
    columns |= {str(name): chances[name].array for name in chances}
    return frame({"actor": every.index, **columns}, _COLUMNS)


def _one_by_one(arcs: csr_array, counts: structure.Whole, dealt: Labels) -> npt.NDArray[np.float64]:
    """Give the deviations of each broker's counts over all permuted sectors at once."""
    found = np.full(counts.shape, np.nan)
    for broker, permuted in broker_counts(arcs, dealt):
        found[broker] = deviation(counts[broker], permuted)
    return found


def _matrix(network: Network, chosen: pd.Series) -> csr_array:
    """Give the chosen ties among the actors that have a sector."""
    sectors = sector_of(network).index
    ends = sectors.get_indexer(network.measured)[structure.arcs_of(network, chosen)]
    ends = ends[(ends >= 0).all(axis=1)]
    ones = np.ones(len(ends), dtype=np.int64)
    return csr_array((ones, (ends[:, 0], ends[:, 1])), shape=(len(sectors), len(sectors)))

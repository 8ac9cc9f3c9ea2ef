"""What figures of sectors share: who belongs where, the ties counted, and permuted sectors."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures._kernels.permutations import generator, permuted, tie_counts
from netkit.measures.registry import kept, kept_for
from netkit.network import Network, Resampling

__all__ = [
    "FEWEST_ACTORS",
    "FEWEST_TIES",
    "KRACKHARDT_STERN",
    "in_sector_ties",
    "permuted_sectors",
    "sector_codes",
    "sector_counts",
    "sector_of",
    "sector_ties",
    "spoken_between",
]

Whole = npt.NDArray[np.int64]
Labels = npt.NDArray[np.integer[Any]]

KRACKHARDT_STERN = "Krackhardt & Stern 1988"
# What a test against chance needs at least: ties, and actors in each of two sectors.
FEWEST_TIES = 5
FEWEST_ACTORS = 2
FEWEST_SECTORS = 2


@kept
def sector_of(network: Network) -> pd.Series:
    """Give the sector of each measured actor that has one, in canonical order of actors."""
    sectors: pd.Series = network.actors.loc[network.measured, "sector"]
    return sectors[sectors != ""]


@kept
def spoken_between(network: Network) -> pd.DataFrame:
    """Give the ties spoken of between measured actors that have a sector.

    Returns
    -------
    DataFrame
        One row a tie in canonical order: ``source, target, source_sector, target_sector``, its
        ``state``, and the marks ``works`` (in the working graph) and ``named`` (spoken of by name).
    """
    ties = network.ties.index.to_frame(index=False)
    for end, held in zip(("source", "target"), _sectors_of_ends(network), strict=True):
        ties[f"{end}_sector"] = held
    ties["state"] = network.ties["state"].to_numpy()
    ties["works"] = network.working.to_numpy(dtype=bool)
    ties["named"] = network.ties["level"].to_numpy() == 0
    return ties.dropna(subset=["source_sector", "target_sector"]).reset_index(drop=True)


def _sectors_of_ends(network: Network) -> list[npt.NDArray[np.object_]]:
    """Give the sectors of where the ties begin and end, None where there is none."""
    ends = network.ends
    sectors = sector_of(network).astype(object)
    held = [sectors.reindex(level).to_numpy(dtype=object) for level in ends.levels]
    return [names[codes] for names, codes in zip(held, ends.codes, strict=True)]


def in_sector_ties(network: Network) -> pd.Series:
    """Mark the ties of :func:`sector_ties`."""
    marks = network.working.copy()
    if not network.plain:
        marks &= network.ties["level"] == 0
    for held in _sectors_of_ends(network):
        marks &= pd.notna(held)
    return marks


@kept
def sector_ties(network: Network) -> pd.DataFrame:
    """Give the ties that E-I index and modularity are taken over.

    These are the working ties between measured actors with a sector; where the study has accounts
    only those spoken of by name, since talk of a collective crosses sectors by construction.
    """
    ties = spoken_between(network)
    counted = ties["works"] if network.plain else ties["works"] & ties["named"]
    # The same frame, not another like it, where all are counted: it may be large.
    return ties if counted.all() else ties[counted].reset_index(drop=True)


def sector_codes(network: Network) -> Whole:
    """Give the sector of each actor of :func:`sector_of` as its number in order of ids."""
    codes = np.unique(sector_of(network).to_numpy(dtype=object), return_inverse=True)[1]
    return codes.astype(np.int64)


@kept_for
def permuted_sectors(network: Network, resampling: Resampling) -> Labels:
    """Deal the sectors out anew over the actors that have one, sizes kept: (permutations, actors).

    As many times as there are draws, by the seed alone: the same for all that is tested.
    """
    codes = sector_codes(network)
    small = codes.astype(np.min_scalar_type(int(codes.max(initial=0))))
    return permuted(small, resampling.draws, generator(resampling.seed, "sectors"))


@kept_for
def sector_counts(network: Network, resampling: Resampling) -> tuple[Whole, Whole] | None:
    """Count each sector's ties as they are and under each permutation.

    Returns
    -------
    within, touching : int arrays of shape (1 + permutations, sectors), or None
        Ties of the E-I index within each sector, and with an end in it; the first row is as
        observed. None where there is too little to test: no permutations, fewer than five ties,
        or fewer than two sectors of at least two actors.
    """
    place, ties = sector_of(network).index, sector_ties(network)
    codes = sector_codes(network)
    sizes = np.bincount(codes)
    if (
        not resampling.draws
        or len(ties) < FEWEST_TIES
        or (sizes >= FEWEST_ACTORS).sum() < FEWEST_SECTORS
    ):
        return None
    ends = np.column_stack([place.get_indexer(pd.Index(ties[end])) for end in ("source", "target")])
    dealt = permuted_sectors(network, resampling)
    labels = np.concatenate([codes.astype(dealt.dtype)[None, :], dealt])
    return tie_counts(labels, ends.astype(np.int64), len(sizes))

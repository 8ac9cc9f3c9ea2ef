"""Sectors as silos: whom each actor, and each sector, exchanges with."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netkit.measures import structure
from netkit.measures._frames import frame
from netkit.measures._kernels.condensation import distinct, reaching
from netkit.measures._kernels.permutations import chance_of
from netkit.measures._sectors import (
    FEWEST_ACTORS,
    FEWEST_TIES,
    KRACKHARDT_STERN,
    in_sector_ties,
    sector_codes,
    sector_counts,
    sector_of,
    sector_ties,
    spoken_between,
)
from netkit.measures.registry import Column, actor_measure, table
from netkit.measures.sorting import ei_of
from netkit.network import NO_DRAWS, Network, Resampling

__all__ = ["ei_index", "sectors"]

# Sectors that are searched from at once; bounds memory.
TOGETHER = 64
_EI = ("index", -1.0, 1.0, KRACKHARDT_STERN)
_SHARE = ("share", 0.0, 1.0)
_COLUMNS = (
    Column("sector", "text", "the sector's id"),
    Column("actors", "int", "measured actors in the sector", "actors", 1),
    Column("ties_within", "int", "ties between two of its actors, as E-I counts", "ties", 0),
    Column("ties_across", "int", "ties to or from another sector, as E-I counts", "ties", 0),
    Column(
        "ei_index",
        "float",
        "ties across less ties within, over both: -1 is a silo, +1 all ties outward",
        *_EI,
        "E-I index",
    ),
    Column(
        "ei_expected",
        "float",
        "the same over all ordered pairs of actors with an end in the sector",
        *_EI,
    ),
    Column(
        "ei_p_low",
        "float",
        "share of permuted sectors with an index as low or lower; empty without permutations",
        *_SHARE,
        KRACKHARDT_STERN,
    ),
    Column("density_within", "float", "working ties over ordered pairs within the sector", *_SHARE),
    Column(
        "density_across",
        "float",
        "working ties over ordered pairs with one end in the sector and one in another",
        *_SHARE,
    ),
    Column("reach_in", "int", "actors outside that reach one of the sector's", "actors", 0),
    Column("reach_out", "int", "actors outside that one of the sector's reaches", "actors", 0),
    Column("title", "text", "the sector's title"),
)


@actor_measure(term="E-I index", low=-1.0, high=1.0, unit="index", source=KRACKHARDT_STERN)
def ei_index(network: Network) -> pd.Series:
    """Contacts in other sectors less contacts in its own, over both: -1 keeps to its own sector.

    A contact is a distinct actor that it sends to or hears from, however many ties join the two,
    over the ties of the network's E-I index: working, between measured actors with a sector, and
    by name only where the study has accounts. +1 is an actor with contacts outside alone.

    Returns
    -------
    Series of float over the measured actors
        -1 to 1; empty for an isolate and for an actor without a sector.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises.
    Social Psychology Quarterly 51(2), 123-140.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"ward": "health", "clinic": "health", "patrol": "police"}
    >>> ties = [("ward", "clinic"), ("clinic", "ward"), ("patrol", "ward")]
    >>> ei_index(network_of(ties, sectors)).to_dict()
    {'clinic': -1.0, 'patrol': 1.0, 'ward': 0.0}
    """
    size, codes = len(network.measured), np.full(len(network.measured), -1)
    codes[network.measured.get_indexer(sector_of(network).index)] = sector_codes(network)
    ends = structure.arcs_of(network, in_sector_ties(network)).T
    pairs = distinct(np.minimum(*ends) * size + np.maximum(*ends))
    one, other = pairs // size, pairs % size
    contact, outward = np.concatenate([one, other]), np.tile(codes[one] != codes[other], 2)
    contacts = np.bincount(contact, minlength=size)
    across = np.bincount(contact[outward], minlength=size)
    index = structure.quotient(2 * across - contacts, contacts)
    return structure.over_actors(network, index)


@table(_COLUMNS, row="a sector", drawn=True, level="sector")
def sectors(network: Network, resampling: Resampling = NO_DRAWS) -> pd.DataFrame:
    """Give for each sector its ties within and across, densities, and reach in and out.

    Ties within, across and the E-I index are over the ties of the network's E-I index (by name
    only where the study has accounts); densities and reach over the whole working graph. Actors
    without a sector are in no row; they count as actors outside for reach, not for densities.

    ``ei_p_low`` deals the sectors out as :func:`netkit.measures.sorting.ei_p_low` does, so that
    each sector is another set of as many actors: (1 + permutations whose index is as low or
    lower) / (1 + permutations). A permutation that gives the sector no tie has no index, and is
    not counted. Each sector is tested by itself: of many, some are low by chance.

    Returns
    -------
    DataFrame
        One row a sector with a measured actor, in order of ids. Density within is empty for a
        sector of one actor, density across and the expected index where no such pair is possible.
        ``ei_p_low`` is empty for a sector of one actor or with fewer than five ties, and
        everywhere where the network's is.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises.
    Social Psychology Quarterly 51(2), 123-140.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> given = {"ward": "health", "clinic": "health", "patrol": "police"}
    >>> found = sectors(network_of([("ward", "clinic"), ("ward", "patrol")], given))
    >>> found[["sector", "ties_within", "ties_across", "ei_index"]].values.tolist()
    [['health', 1, 1, 0.0], ['police', 0, 1, 1.0]]
    """
    held = sector_of(network)
    titles = {item.id: item.title for item in network.study.codebook.sectors}
    spoken = spoken_between(network)
    named, working = _counts(sector_ties(network)), _counts(spoken[spoken["works"]])
    reach_in, reach_out = _reach(network)
    chances = _chances(network, resampling)
    rows = []
    for number, sector in enumerate(sorted(set(held))):
        actors = held.index[held == sector]
        size, others = len(actors), len(held) - len(actors)
        possible = size * (size - 1), 2 * size * others
        within, across = named.get(sector, (0, 0))
        rows.append(
            {
                "sector": sector,
                "actors": size,
                "ties_within": within,
                "ties_across": across,
                "ei_index": ei_of(across, within),
                "ei_expected": ei_of(possible[1], possible[0]),
                "ei_p_low": chances.get(number),
                "density_within": _share(working.get(sector, (0, 0))[0], possible[0]),
                "density_across": _share(working.get(sector, (0, 0))[1], possible[1]),
                "reach_in": reach_in[number],
                "reach_out": reach_out[number],
                "title": titles.get(sector) or sector,
            }
        )
    return frame(rows, _COLUMNS)


def _chances(network: Network, resampling: Resampling) -> dict[int, float]:
    """Give ei_p_low of each sector, by number, that has enough actors and ties for it."""
    counts = sector_counts(network, resampling)
    if counts is None:
        return {}
    sizes = np.bincount(sector_codes(network))
    chances = {}
    for number, (within, touching) in enumerate(zip(counts[0].T, counts[1].T, strict=True)):
        if sizes[number] >= FEWEST_ACTORS and touching[0] >= FEWEST_TIES:
            # The index falls with the share of ties within: compared as products, so exactly.
            as_low = within[1:] * touching[0] >= within[0] * touching[1:]
            chances[number] = chance_of(as_low, touching[1:] > 0)
    return chances


def _counts(ties: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Count for each sector its ties within, and those across in either direction."""
    counts: dict[str, tuple[int, int]] = {}
    between = ties.groupby(["source_sector", "target_sector"], as_index=False).size()
    for source, target, number in between.itertuples(index=False, name=None):
        for sector in {source, target}:
            within, across = counts.get(sector, (0, 0))
            alone = source == target
            counts[sector] = (within + number * alone, across + number * (not alone))
    return counts


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _reach(network: Network) -> tuple[structure.Whole, structure.Whole]:
    """Count for each sector the actors outside that reach one of its own, and that one reaches."""
    graph, codes = structure.condensed(network), sector_codes(network)
    own = graph.component[network.measured.get_indexer(sector_of(network).index)]
    sizes = np.bincount(codes)
    counts = []
    for way in (graph, graph.turned):
        found = np.zeros(len(sizes), dtype=np.int64)
        for low in range(0, len(sizes), TOGETHER):
            some = (codes >= low) & (codes < low + TOGETHER)
            marks = reaching(way, own[some], codes[some] - low)
            found[low : low + TOGETHER] = graph.sizes @ marks
        counts.append(found - sizes)
    return counts[0], counts[1]

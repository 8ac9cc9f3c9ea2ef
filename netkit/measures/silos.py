"""Sectors as silos: whom each actor and each sector exchange with, and who mixes with whom."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd

from netkit.measures.registry import Column, actor_measure, table
from netkit.measures.sorting import KRACKHARDT_STERN, ei_of, sector_of, sector_ties
from netkit.network import Network

__all__ = ["ei_index", "mixing", "sectors"]

MIXED = ("works", "partly", "fails")


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
    ties = sector_ties(network)
    turned = {
        "source": "target",
        "target": "source",
        "source_sector": "target_sector",
        "target_sector": "source_sector",
    }
    contacts = pd.concat([ties, ties.rename(columns=turned)]).drop_duplicates()
    outward = (contacts["source_sector"] != contacts["target_sector"]).astype(float) * 2.0 - 1.0
    return outward.groupby(contacts["source"]).mean().reindex(network.measured)


@table(
    (
        Column("sector", "text", "the sector's id"),
        Column("actors", "int", "measured actors in the sector", "actors", 1),
        Column("ties_within", "int", "ties between two of its actors, as E-I counts", "ties", 0),
        Column("ties_across", "int", "ties to or from another sector, as E-I counts", "ties", 0),
        Column(
            "ei_index",
            "float",
            "ties across less ties within, over both: -1 is a silo, +1 all ties outward",
            "index",
            -1,
            1,
            KRACKHARDT_STERN,
            "E-I index",
        ),
        Column(
            "ei_expected",
            "float",
            "the same over all ordered pairs of actors with an end in the sector",
            "index",
            -1,
            1,
            KRACKHARDT_STERN,
        ),
        Column(
            "ei_p_low",
            "float",
            "share of permuted sectors with an index as low or lower; empty without permutations",
            "share",
            0,
            1,
            KRACKHARDT_STERN,
        ),
        Column(
            "density_within",
            "float",
            "working ties over ordered pairs within the sector",
            "share",
            0,
            1,
        ),
        Column(
            "density_across",
            "float",
            "working ties over ordered pairs with one end in the sector and one in another",
            "share",
            0,
            1,
        ),
        Column("reach_in", "int", "actors outside that reach one of the sector's", "actors", 0),
        Column("reach_out", "int", "actors outside that one of the sector's reaches", "actors", 0),
        Column("title", "text", "the sector's title"),
    ),
    row="a sector",
)
def sectors(network: Network) -> pd.DataFrame:
    """Give for each sector its ties within and across, densities, and reach in and out.

    Ties within, across and the E-I index are over the ties of the network's E-I index (by name
    only where the study has accounts); densities and reach over the whole working graph. Actors
    without a sector are in no row; they count as actors outside for reach, not for densities.

    Returns
    -------
    DataFrame
        One row a sector with a measured actor, in order of ids. Density within is empty for a
        sector of one actor, density across and the expected index where no other pair is possible.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises.
    Social Psychology Quarterly 51(2), 123-140.
    """
    held = sector_of(network)
    titles = {item.id: item.title for item in network.study.codebook.sectors}
    named = _within_and_across(sector_ties(network))
    every = _within_and_across(_with_sectors(network.ties.index[network.working], held))
    rows = []
    for sector, actors in held.groupby(held).groups.items():
        size, others = len(actors), len(held) - len(actors)
        pairs = size * (size - 1), 2 * size * others
        within, across = named.get(sector, (0, 0))
        working = every.get(sector, (0, 0))
        rows.append(
            {
                "sector": sector,
                "actors": size,
                "ties_within": within,
                "ties_across": across,
                "ei_index": ei_of(across, within),
                "ei_expected": ei_of(pairs[1], pairs[0]),
                "ei_p_low": np.nan,
                "density_within": working[0] / pairs[0] if pairs[0] else np.nan,
                "density_across": working[1] / pairs[1] if pairs[1] else np.nan,
                "reach_in": _reach(network.graph.reverse(copy=False), actors),
                "reach_out": _reach(network.graph, actors),
                "title": titles.get(str(sector)) or sector,
            }
        )
    return _frame(sorted(rows, key=lambda row: str(row["sector"])), "sectors")


@table(
    (
        Column("source_sector", "text", "the sector of the actors that hold the information"),
        Column("target_sector", "text", "the sector of the actors that should get it"),
        Column("works", "int", "ordered pairs of actors whose tie works", "pairs", 0),
        Column("partly", "int", "ordered pairs whose tie works partly", "pairs", 0),
        Column("fails", "int", "ordered pairs whose tie fails", "pairs", 0),
        Column("unspoken", "int", "ordered pairs nobody speaks of, or ended ones", "pairs", 0),
        Column("ended", "int", "of the unspoken, those whose tie ended with a body", "pairs", 0),
        Column("density", "float", "pairs that work over all ordered pairs", "share", 0, 1),
        Column("works_by_name", "int", "of those that work, spoken of by name", "pairs", 0),
        Column("partly_by_name", "int", "of those that work partly, by name", "pairs", 0),
        Column("fails_by_name", "int", "of those that fail, by name", "pairs", 0),
    ),
    index=2,
    row="an ordered pair of sectors",
)
def mixing(network: Network) -> pd.DataFrame:
    """Give for each ordered pair of sectors how many pairs of actors work, fail or are unspoken.

    Every ordered pair of two measured actors with a sector is counted once, so works, partly,
    fails and unspoken add up to all of them. Ties of every level count, by their state and
    whatever the view counts as working. A tie that ended with its body is unspoken here, and
    counted beside it. Actors without a sector are left out.

    Returns
    -------
    DataFrame
        One row an ordered pair of sectors, each with itself included, in order of ids. Density
        is empty where there are no pairs (a sector of one actor with itself).

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"ward": "health", "clinic": "health", "patrol": "police"}
    >>> mixing(network_of([("ward", "patrol")], sectors))[["works", "unspoken"]].values.tolist()
    [[0, 2], [1, 1], [0, 2], [0, 0]]
    """
    held = sector_of(network)
    names = sorted(set(held))
    ties = _with_sectors(network.ties.index[network.among_measured], held)
    about = network.ties.loc[pd.MultiIndex.from_frame(ties[["source", "target"]])]
    sizes = held.value_counts().reindex(names).to_numpy(dtype=np.int64)
    pairs = np.outer(sizes, sizes) - np.diag(sizes)
    states, named = about["state"].to_numpy(), about["level"].to_numpy() == 0
    counts = {
        state: _crossed(ties[states == state], names) for state in (*MIXED, "ended")
    }
    by_name = {
        f"{state}_by_name": _crossed(ties[(states == state) & named], names) for state in MIXED
    }
    spoken = counts["works"] + counts["partly"] + counts["fails"]
    density = np.full(pairs.shape, np.nan)
    np.divide(counts["works"], pairs, out=density, where=pairs > 0)
    columns = counts | by_name | {"unspoken": pairs - spoken, "density": density}
    return _frame(
        {
            "source_sector": np.repeat(np.array(names, dtype=object), len(names)),
            "target_sector": np.tile(np.array(names, dtype=object), len(names)),
            **{name: values.reshape(-1) for name, values in columns.items()},
        },
        "mixing",
    )

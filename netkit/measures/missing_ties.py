"""Missing ties between sectors: those that do not work, and those nobody speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pandas as pd

from netkit.measures._frames import frame
from netkit.measures._sectors import sector_of, spoken_between
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["MOST_ACTORS", "missing_ties"]

# Unspoken pairs grow with the square of the actors; beyond this nobody reads a list of them.
MOST_ACTORS = 200
_SILENT = {"state": "", "level": None, "accounts": None}
_COLUMNS = (
    Column(
        "kind",
        "text",
        "failing (spoken of, and does not work) or unspoken (nobody speaks of it, or it has ended)",
    ),
    Column("source", "text", "the actor whose information would be sent"),
    Column("target", "text", "the actor of another sector that would get it"),
    Column("source_sector", "text", "the sector of the source"),
    Column("target_sector", "text", "the sector of the target"),
    Column(
        "state",
        "text",
        "fails, partly or ended; empty for a pair nobody speaks of",
        term="state",
    ),
    Column(
        "level",
        "int",
        "how directly the tie is spoken of; empty for a pair nobody speaks of",
        "ends",
        0,
        2,
        term="level",
    ),
    Column(
        "accounts",
        "int",
        "accounts the tie rests on; empty for a pair nobody speaks of and without accounts",
        "accounts",
        0,
        term="account",
    ),
    Column("prescribed", "bool", "whether a step of a prescribed pathway joins the two"),
)


@table(_COLUMNS, index=3, row="an ordered pair of actors of two sectors")
def missing_ties(network: Network) -> pd.DataFrame:
    """Give the pairs of actors of different sectors whose tie does not work or is not spoken of.

    Two lists that say different things. ``failing`` are ties that somebody speaks of and that are
    not in the working graph: they fail, or work partly (unless the view counts these as working).
    ``unspoken`` are pairs nobody speaks of, which is no evidence of a gap; a tie that ended with
    its body is among them, with its state. Pairs within a sector, and actors without one, are in
    neither list.

    Returns
    -------
    DataFrame
        One row an ordered pair of measured actors: failing before unspoken, in each prescribed
        ones first, then in order of ids. With more than 200 measured actors the unspoken pairs
        are left out; table ``mixing`` counts them.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"ward": "health", "patrol": "police"}
    >>> found = missing_ties(network_of([], sectors, broken=[("ward", "patrol")]))
    >>> found[["kind", "source", "target", "state"]].values.tolist()
    [['failing', 'ward', 'patrol', 'fails'], ['unspoken', 'patrol', 'ward', '']]
    """
    sectors = {str(actor): str(held) for actor, held in sector_of(network).items()}
    prescribed = network.prescribed_graph
    rows = [
        {
            "kind": kind,
            "source": source,
            "target": target,
            "source_sector": sectors[source],
            "target_sector": sectors[target],
            "prescribed": prescribed.has_edge(source, target),
            **told,
        }
        for kind, source, target, told in _pairs(network, sectors)
    ]
    rows.sort(key=lambda row: (row["kind"], not row["prescribed"], row["source"], row["target"]))
    return frame(rows, _COLUMNS)


def _pairs(
    network: Network, sectors: dict[str, str]
) -> Iterator[tuple[str, str, str, dict[Any, Any]]]:
    """Give each pair with its list, and what is told of it: state, level and accounts."""
    listed = len(network.measured) <= MOST_ACTORS
    silent = set(permutations(sectors, 2)) if listed else set()
    spoken = spoken_between(network)
    if not listed:
        spoken = spoken[~spoken["works"]]
    ends = pd.MultiIndex.from_frame(spoken[["source", "target"]])
    told: dict[Any, dict[Any, Any]] = network.ties.loc[ends, list(_SILENT)].to_dict("index")
    for tie in spoken[spoken["source_sector"] != spoken["target_sector"]].itertuples():
        pair = str(tie.source), str(tie.target)
        silent.discard(pair)
        if tie.state == "ended" and listed:
            yield "unspoken", *pair, told[pair]
        elif tie.state != "ended" and not tie.works:
            yield "failing", *pair, told[pair]
    for source, target in silent:
        if sectors[source] != sectors[target]:
            yield "unspoken", source, target, _SILENT

"""Repairs: which ties could be mended or found out, and what the network would gain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures._frames import frame
from netkit.measures._kernels.repair import gains, pairs_in_draws
from netkit.measures._mending import (
    Pair,
    found_out_routes,
    general,
    mendable,
    restored_in_draws,
    to_find_out,
    to_mend,
)
from netkit.measures.draws import draws_of
from netkit.measures.registry import Column, table
from netkit.measures.structure import arcs_of, distances, is_dense, quotient
from netkit.network import Network, Resampling

__all__ = ["repairs", "strengths"]

Whole = npt.NDArray[np.int64]
Row = dict[str, Any]

KINDS = ("mend", "find out", "general")
ENDS = ("source", "target")

_COLUMNS = (
    Column("rank", "int", "rank within its kind, equal ones share it; empty if general", "", 1),
    Column("kind", "text", "mend, find out or general"),
    Column("source", "text", "the actor whose information would arrive"),
    Column("target", "text", "the actor that it would reach"),
    Column("state", "text", "partly or fails; unspoken where it is to be found out"),
    Column("condition", "text", "strained, contested or broken; empty if unspoken"),
    Column(
        "routes_restored",
        "int",
        "prescribed routes that are broken (find out: unevidenced) for this tie alone; empty "
        "without pathways",
        "routes",
        0,
    ),
    Column("accounts", "int", "accounts of the tie; empty without accounts", "accounts", 0),
    Column(
        "pairs_gained",
        "int",
        "pairs that would reach each other if it worked, and do not; to be found out: at most, and "
        "0 if it does not work",
        "ordered pairs",
        0,
    ),
    Column(
        "efficiency_gained",
        "float",
        "by how much global efficiency would grow if it worked; to be found out: at most",
        "",
        0,
        1,
        "Latora & Marchiori 2001",
    ),
    Column(
        "first_share",
        "float",
        "share of the draws with anything to mend in which this ranks first; empty without draws",
        "share",
        0,
        1,
        "Rubin 1981",
    ),
    Column("relations", "list", "the relations it is spoken of in; to be found out: of the steps"),
)


@table(_COLUMNS, index=4, row="a tie that could be mended or found out", drawn=True)
def repairs(network: Network, resampling: Resampling) -> pd.DataFrame:
    """Give what could be mended, what could be found out, and what would be gained.

    *Mend*: ties between measured actors, spoken of by name, that are not in the working graph;
    those that ended with a body are not among them. *Find out*: pairs of measured actors that a
    pathway prescribes and nobody speaks of in the step's relation, ended bodies left aside.
    *General*: ties that do not work and are known only from talk of agencies at large; they are
    listed and not ranked. A pair may stand under two kinds, as a step may be unspoken in its own
    relation while other talk is of the same pair.

    ``routes_restored`` counts routes, collectives replaced by their members. For a tie to be
    mended or a general one: broken routes in which each step that fails or has ended is this pair,
    in relations of the view. With it the route is no longer broken; a step that nobody speaks of
    may remain. For a pair to be found out: unevidenced routes in which it is the only unspoken
    one.

    Gains compare the working graph with the same graph and one tie more; beyond 6 000 actors they
    are not worked out, and empty. Whether a tie to be
    found out works is not known: its gain is from 0 to the figure given. The figure is of the
    view's graph even where the view does not pool the step's relation.

    Ranks start at 1 within *mend* and *find out*: by routes restored, accounts, pairs gained, most
    first; what is empty counts as least, and equal ones share the smallest rank. A plain list
    knows no accounts.

    ``first_share``: in a draw the candidates are the ties to be mended that are not up in it, and
    rank as they do here, with routes and pairs of that draw; a step that is not up fails. All that
    share the first rank are first; a tie that is up needs no mending and is not. Draws in which
    every such tie is up are left out of the share.

    Returns
    -------
    DataFrame
        Kind after kind, by rank, then by ids. An isolate is in no row unless a step names it.

    References
    ----------
    Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review
    Letters 87, 198701: the mean of 1/d over all ordered pairs, 0 for a pair without a path.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> found = repairs(network_of([("a", "b")], broken=[("b", "c"), ("c", "a")]), Resampling(0))
    >>> found[["rank", "source", "target", "pairs_gained"]].values.tolist()
    [[1, 'b', 'c', 2], [1, 'c', 'a', 2]]
    """
    mend = _of_ties(network, mendable(network), "mend")
    find = _of_steps(network)
    rows = [*mend, *find, *_of_ties(network, general(network), "general")]
    _add_gains(network, rows)
    for ranked in (mend, find):
        for row, rank in zip(ranked, _ranks(ranked), strict=True):
            row["rank"] = rank
    for row, share in zip(mend, _first_shares(network, resampling, mend), strict=True):
        row["first_share"] = share
    rows.sort(key=lambda row: (KINDS.index(row["kind"]), row.get("rank", 0), *_pair(row)))
    return frame(rows, _COLUMNS)


def _of_ties(network: Network, chosen: pd.Series, kind: str) -> list[Row]:
    needs, columns = to_mend(network), ["state", "condition", "accounts", "relations"]
    rows = network.ties.loc[chosen, columns].reset_index().to_dict("records")
    return [
        {
            **{str(name): None if value is pd.NA else value for name, value in row.items()},
            "kind": kind,
            "routes_restored": _waiting(network, needs, (row["source"], row["target"])),
        }
        for row in rows
    ]


def _of_steps(network: Network) -> list[Row]:
    needs = found_out_routes(network)
    return [
        {
            "kind": "find out",
            "source": pair[0],
            "target": pair[1],
            "state": "unspoken",
            "condition": "",
            "accounts": None if network.plain else 0,
            "relations": relations,
            "routes_restored": _waiting(network, needs, pair),
        }
        for pair, relations in to_find_out(network).items()
    ]


def _waiting(network: Network, needs: Sequence[frozenset[Pair]], pair: Pair) -> int | None:
    """Count the routes that wait for this pair alone; None without pathways."""
    return sum(need == {pair} for need in needs) if network.study.steps else None


def _add_gains(network: Network, rows: list[Row]) -> None:
    size = len(network.measured)
    if not rows or not is_dense(network):
        for row in rows:
            row |= {"pairs_gained": None, "efficiency_gained": None}
        return
    pairs, nearness = gains(distances(network), _ends(network, rows))
    for row, joined, nearer in zip(rows, pairs.tolist(), nearness.tolist(), strict=True):
        row["pairs_gained"] = joined
        row["efficiency_gained"] = nearer / (size * (size - 1))


def _ranks(rows: list[Row]) -> list[int]:
    routes, pairs = (_known(rows, name) for name in ("routes_restored", "pairs_gained"))
    keys = strengths(routes, _known(rows, "accounts"), pairs)
    better = len(keys) - np.searchsorted(np.sort(keys), keys, side="right")
    return [1 + int(number) for number in better]


def strengths(routes: Whole, accounts: Whole, pairs: Whole) -> Whole:
    """Put three counts into one number that orders by the first, then the second, the third.

    Counts are at least -1; they broadcast against each other.

    Examples
    --------
    >>> keys = strengths(np.array([1, 0, 0]), np.array([-1, 3, 2]), np.array([0, 0, 9]))
    >>> np.argsort(-keys).tolist()
    [0, 1, 2]
    """
    key = routes + 1
    for counts in (accounts, pairs):
        key = key * (counts.max(initial=-1) + 2) + counts + 1
    return key


def _first_shares(network: Network, resampling: Resampling, rows: list[Row]) -> list[float]:
    drawn = draws_of(network, resampling)
    if drawn is None:
        return [np.nan] * len(rows)
    among, pairs = network.among_measured, [_pair(row) for row in rows]
    places = [network.ties.index.get_loc(pair) for pair in pairs]
    down = ~drawn.up[:, np.array(places, dtype=np.int64)]
    arcs, size = arcs_of(network, among), len(network.measured)
    joined = pairs_in_draws(drawn.up[:, among], arcs, size, _ends(network, rows))
    routes = restored_in_draws(network, resampling, pairs)
    keys = np.where(down, strengths(routes, _known(rows, "accounts"), joined), -1)
    first = down & (keys == keys.max(axis=1, initial=-1, keepdims=True))
    return [float(share) for share in quotient(first.sum(axis=0), down.any(axis=1).sum())]


def _known(rows: list[Row], name: str) -> Whole:
    return np.array([-1 if row[name] is None else row[name] for row in rows], dtype=np.int64)


def _ends(network: Network, rows: list[Row]) -> Whole:
    index = network.measured
    columns = [index.get_indexer(pd.Index([row[end] for row in rows])) for end in ENDS]
    return np.column_stack(columns).astype(np.int64)


def _pair(row: Row) -> Pair:
    return row["source"], row["target"]

"""Two networks of one study side by side, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.errors import UsageError
from netkit.measures.contract import FIRST_COLUMNS, NETWORK_ROWS, ordered
from netkit.measures.intervals import bounds, drawn_values
from netkit.measures.registry import Column, evaluate, measures
from netkit.measures.tables import make_tables, round_figures
from netkit.network import Network, Resampling

__all__ = ["COLUMNS", "compare_networks"]

UNSPOKEN = "unspoken"
# Beyond these a difference is the last bits of two sums, not of two figures.
DECIMALS = 12
NUMBERS = ("float", "int")
TYPES = {"float": "float64", "int": "Int64", "text": "object"}
FIGURES = ("before", "after", "difference", "difference_low", "difference_high")

COLUMNS = (
    Column("level", "text", "network, actor, tie or route"),
    Column("item", "text", "the figure's name, the actor's id, the tie a>b, or pathway/route"),
    Column(
        "measure", "text", "the measure; of a tie works (1 in the working graph), of a route kind"
    ),
    Column("before", "float", "the figure before; empty where undefined"),
    Column("after", "float", "the figure after; empty where undefined"),
    Column("difference", "float", "after less before; empty where either is undefined"),
    Column("difference_low", "float", "the 5th hundredth of the difference over the same draws"),
    Column("difference_high", "float", "the 95th hundredth of the difference over the same draws"),
    Column("draws", "int", "draws in which both are defined; empty where not drawn", "draws", 0),
    Column("state_before", "text", "a tie's state or a route's kind before"),
    Column("state_after", "text", "a tie's state or a route's kind after"),
)

Level = Literal["network", "actor"]
Floats = npt.NDArray[np.float64]
Parts = tuple[npt.NDArray[Any], ...]
Rows = Iterator[dict[str, Any]]


def compare_networks(before: Network, after: Network, resampling: Resampling) -> pd.DataFrame:
    """Compare two networks of one study, figure by figure.

    Parameters
    ----------
    before, after : Network
        Of one study, in any view or scenario. Both are compared over the actors of either: who
        has no part in one of them is an isolate there.
    resampling : Resampling
        Draws behind the range of each difference. Both networks are drawn alike, holder by holder
        and tie by tie, and the difference is taken within each draw.

    Returns
    -------
    DataFrame
        Columns as :data:`COLUMNS`: every figure of the whole network, every numeric figure of
        every actor, each tie whose state changes, and every prescribed route with its kind. The
        range of a difference is its 5 to 95 % range over draws: how far it depends on who was
        heard. The difference itself may lie outside it, as the two networks have each tie in
        its likeliest state at once. It is empty without draws, in a plain tie list, and for ties
        and routes.

    Raises
    ------
    UsageError
        Networks that do not have the same actors: of two studies, or one of them with collectives
        as actors of their own.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> before = network_of([("a", "b")], broken=[("b", "c")])
    >>> table = compare_networks(before, network_of([("a", "b"), ("b", "c")]), Resampling(draws=0))
    >>> table.loc[table["level"] == "tie", ["item", "state_before", "state_after"]].values.tolist()
    [['b>c', 'fails', 'works']]
    """
    before, after = before.with_actors(after.measured), after.with_actors(before.measured)
    if not before.measured.equals(after.measured):
        raise UsageError("only networks of one study with the same actors can be compared")
    rows = [
        *_figures("network", before, after, resampling),
        *_figures("actor", before, after, resampling),
        *_ties(before, after),
        *_routes(before, after),
    ]
    names = [column.column for column in COLUMNS]
    made = pd.DataFrame(rows, columns=names, dtype=object)
    made[["state_before", "state_after"]] = made[["state_before", "state_after"]].fillna("")
    typed = made.astype({column.column: TYPES[column.type] for column in COLUMNS})
    return typed.assign(**{name: round_figures(typed[name]) for name in FIGURES})


def _figures(level: Level, before: Network, after: Network, resampling: Resampling) -> Rows:
    """Give a row an item and measure; items are the actors, or the network alone."""
    sides = (before, after)
    values = [_values(level, network, resampling) for network in sides]
    drawn = [drawn_values(network, resampling).get(level, {}) for network in sides]
    first = NETWORK_ROWS if level == "network" else FIRST_COLUMNS["actors"]
    items = [""] if level == "network" else list(before.measured)
    names = ordered(list(values[0]), first)
    figures: dict[str, Parts] = {}
    for name in names:
        old, new = values[0][name], values[1][name]
        ends = _ends(drawn[0].get(name), drawn[1].get(name), len(items))
        figures[name] = (old, new, np.round(new - old, DECIMALS), *ends)
    for place, item in enumerate(items):
        for name in names:
            row = zip((*FIGURES, "draws"), (part[place] for part in figures[name]), strict=True)
            yield {"level": level, "item": item or name, "measure": name, **dict(row)}


def _values(level: Level, network: Network, resampling: Resampling) -> dict[str, Floats]:
    """Give every numeric figure by name, one value an item."""
    found: dict[str, Floats] = {}
    for entry in measures(level):
        made = evaluate(entry, network, resampling)
        if level == "network":
            found |= {str(name): np.array([value], dtype=float) for name, value in made.items()}
        elif entry.columns[0].type in NUMBERS:
            ordered_alike = made.reindex(network.measured)
            found[entry.name] = ordered_alike.to_numpy(dtype=float, na_value=np.nan)
    return found


def _ends(before: Floats | None, after: Floats | None, items: int) -> Parts:
    """Give the range of the paired differences and the draws in which both are defined."""
    if before is None or after is None:
        empty = np.full(items, np.nan)
        return empty, empty, np.full(items, pd.NA, dtype=object)
    return bounds(np.round(after - before, DECIMALS))


def _ties(before: Network, after: Network) -> Rows:
    """Give a row a tie whose state changes: 1 where it is in the working graph."""
    pairs = before.ties.index.union(after.ties.index)
    states = [net.ties["state"].reindex(pairs, fill_value=UNSPOKEN) for net in (before, after)]
    works = [net.working.reindex(pairs, fill_value=False) for net in (before, after)]
    for pair in pairs[(states[0] != states[1]).to_numpy(dtype=bool)]:
        old, new = (float(side[pair]) for side in works)
        yield {
            "level": "tie",
            "item": ">".join(pair),
            "measure": "works",
            "before": old,
            "after": new,
            "difference": new - old,
            "state_before": states[0][pair],
            "state_after": states[1][pair],
        }


def _routes(before: Network, after: Network) -> Rows:
    """Give a row a prescribed route with its kind; empty where a view does not have the route."""
    kinds = [_kinds(network) for network in (before, after)]
    for pathway, route in sorted({*kinds[0], *kinds[1]}):
        yield {
            "level": "route",
            "item": f"{pathway}/{route}",
            "measure": "kind",
            "state_before": kinds[0].get((pathway, route), ""),
            "state_after": kinds[1].get((pathway, route), ""),
        }


def _kinds(network: Network) -> dict[tuple[str, str], str]:
    table = make_tables(network, ["pathways"])["pathways"]
    routes = table[table["step"].isna() & (table["route"] != "")]
    pairs = zip(routes["pathway"], routes["route"], strict=True)
    return dict(zip(pairs, routes["condition"], strict=True))

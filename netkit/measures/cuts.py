"""Cuts: what would have to go before nothing gets along any way between a route's two ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import networkx as nx
import pandas as pd

from netkit.measures import structure
from netkit.measures._frames import frame
from netkit.measures._kernels.cuts import place_cut, tie_cut
from netkit.measures._routes import routes_of
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["cuts"]

SOURCE = "Menger 1927; Ford & Fulkerson 1962"
_COLUMNS = (
    Column("pathway", "text", "the prescribed pathway"),
    Column("route", "text", "the route, collectives replaced by members"),
    Column("source", "text", "the actor the route begins with"),
    Column("target", "text", "the actor the route ends with"),
    Column(
        "connected",
        "bool",
        "whether working ties of any kind lead from source to target; empty without two such ends",
    ),
    Column(
        "actor_cut",
        "list",
        "the smallest set of other actors without whom no working path joins the ends",
        source=SOURCE,
    ),
    Column(
        "actor_cut_size",
        "int",
        "how many these are; empty where not connected, or by a direct tie",
        "actors",
        1,
        source=SOURCE,
    ),
    Column(
        "tie_cut",
        "list",
        "the smallest set of ties without which no working path joins the ends",
        source=SOURCE,
    ),
    Column(
        "tie_cut_size",
        "int",
        "how many these are; empty where not connected",
        "ties",
        1,
        source=SOURCE,
    ),
    Column(
        "dominators",
        "list",
        "other actors that every working path between the ends must pass, from source to target",
        source="Lowry & Medlock 1969",
    ),
)


@table(_COLUMNS, index=2, row="a prescribed route")
def cuts(network: Network) -> pd.DataFrame:
    """Give for each prescribed route how few actors or ties keep its two ends joined.

    Looked at are all working paths from the route's first actor to its last, whatever relation they
    are made of and whether or not they follow the route. A cut of size 1 hangs on a single actor or
    tie. Where several smallest cuts exist, the one nearest to the source is given. Where a direct
    tie joins the ends, no other actors can part them: there is then no actor cut, and nobody whom
    every path must pass.

    Returns
    -------
    DataFrame
        One row a route, collectives replaced by their members, in the order of the study. Actors
        of a cut are in order of ids, ties as ``a>b``; lists are empty and sizes missing where the
        ends are not connected. Everything is empty, ``connected`` too, where a route ends with the
        actor it began with, or an end is not measured. An isolate is connected to nobody.

    References
    ----------
    Menger, K. (1927). Zur allgemeinen Kurventheorie. Fundamenta Mathematicae 10, 96-115.
    Ford, L. R. & Fulkerson, D. R. (1962). Flows in Networks. Princeton University Press.
    Lowry, E. S. & Medlock, C. W. (1969). Object code optimization. Communications of the ACM 12,
    13-22.

    Examples
    --------
    >>> import netkit as nk
    >>> found = cuts(nk.build(nk.example())).set_index(["pathway", "route"])
    >>> found.loc[("child-protection", "agencies:local-authority"), "dominators"]
    ('ukhtc', 'voluntary')
    """
    parted = _parted(network)
    rows = []
    for pathway, routes in routes_of(network):
        for route in routes:
            source, target = route.legs[0].source, route.legs[-1].target
            named = {"pathway": pathway, "route": route.route, "source": source, "target": target}
            rows.append(named | parted(source, target))
    return frame(rows, _COLUMNS)


def _parted(network: Network) -> Callable[[str, str], dict[str, Any]]:
    """Prepare the search once: give a function from two ends to what parts them."""
    names = list(network.measured)
    place = {actor: number for number, actor in enumerate(names)}
    arcs = structure.arcs(network)

    @cache
    def nearest(source: str) -> dict[str, str]:
        return nx.immediate_dominators(network.graph, source)

    @cache
    def parted(source: str, target: str) -> dict[str, Any]:
        nothing: dict[str, Any] = {"actor_cut": (), "tie_cut": (), "dominators": ()}
        if source == target or source not in place or target not in place:
            return nothing
        ends = place[source], place[target]
        if not structure.reached(network)[ends]:
            return nothing | {"connected": False}
        ties = tie_cut(len(names), arcs, *ends)
        found = nothing | {
            "connected": True,
            "tie_cut": tuple(">".join(names[end] for end in arcs[row]) for row in ties),
            "tie_cut_size": len(ties),
        }
        if network.graph.has_edge(source, target):
            return found
        actors = place_cut(len(names), arcs, *ends)
        return found | {
            "actor_cut": tuple(names[number] for number in actors),
            "actor_cut_size": len(actors),
            "dominators": _between(nearest(source), source, target),
        }

    return parted


def _between(nearest: dict[str, str], source: str, target: str) -> tuple[str, ...]:
    """Follow the nearest dominators back from the target, as long as they are not the source."""
    passed, here = [], nearest[target]
    while here != source:
        passed.append(here)
        here = nearest[here]
    return tuple(reversed(passed))

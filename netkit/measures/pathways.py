"""Prescribed pathways against what is said: which routes hold, break or are not evidenced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from netkit.measures._frames import frame
from netkit.measures._kernels.paths_best import best_path
from netkit.measures._route_draws import RouteDraws
from netkit.measures._routes import KINDS, WEAKEST_FIRST, Leg, Route, fewest, routes_of
from netkit.measures.intervals import bounds
from netkit.measures.registry import Column, table
from netkit.network import NO_DRAWS, Network, Resampling

__all__ = ["pathways"]

Arcs = frozenset[tuple[str, str]]
Detour = Callable[[str, str, Arcs], str]

_COLUMNS = (
    Column("pathway", "text", "the pathway's id"),
    Column("route", "text", "the route's id, with members of collectives; empty for a pathway"),
    Column("step", "int", "the step's number; empty for a route or pathway", "", 0),
    Column("source", "text", "where the step or route starts; empty for a pathway"),
    Column("target", "text", "where the step or route ends; empty for a pathway"),
    Column("relation", "text", "the relation that a step is judged on; empty otherwise"),
    Column("state", "text", "works, partly, unspoken, ended or fails; of its weakest step"),
    Column(
        "condition",
        "text",
        "of a step open, strained, contested or broken, empty if unspoken; of a route intact, "
        "fragile, unevidenced or broken; of a pathway that of its worst route",
        term="condition",
    ),
    Column("firmness", "float", "share of draws in which it holds; empty without draws", "", 0, 1),
    Column(
        "detour",
        "text",
        "the best supported working path between the ends without a step of the route, where it "
        "does not work; never a route in law",
        term="detour",
    ),
    Column(
        "detour_firmness",
        "float",
        "share of draws in which the detour holds; empty without draws",
        "share",
        0,
        1,
    ),
    *(
        Column(f"routes_{kind}", "int", f"a pathway's {kind} routes", "routes", 0)
        for kind in ("intact", "fragile", "broken", "unevidenced")
    ),
    Column("accounts", "int", "accounts of the step that has fewest", "accounts", 0),
    Column("title", "text", "the pathway's title"),
    Column("basis", "text", "what prescribes it; empty where its steps differ"),
    *(
        Column(
            f"routes_{kind}_{end}",
            "int",
            f"{word} end of its 90 % dependence interval",
            "routes",
            0,
        )
        for kind in ("intact", "fragile", "broken", "unevidenced")
        for end, word in (("low", "lower"), ("high", "upper"))
    ),
)


@table(_COLUMNS, index=3, row="a pathway, one of its routes, or a step of a route", drawn=True)
def pathways(network: Network, resampling: Resampling = NO_DRAWS) -> pd.DataFrame:
    """Judge each prescribed step, route and pathway by what is said of its ties.

    A step is judged on its own relation in the view's phase, whatever relations the view pools;
    a step nobody speaks of is unspoken. A collective becomes one route a member, named
    ``route:member``: the same member throughout a route, two members where a step leads from the
    collective to itself (``route:one+other``), and every combination for several collectives; a
    view that keeps collectives as actors keeps its routes as they are written.

    A route is *intact* when every step works, is open and has two accounts, *broken* when a step
    fails or has ended, *unevidenced* when none does and some step is unspoken, else *fragile*;
    where statements name no respondents two accounts cannot be shown, and no route is intact. A
    pathway has the kind of its worst route and counts its routes by kind.

    The detour is given for a route or step whose state is not ``works``: the path of the view's
    working graph with the smallest total length (highest product of supports), then the fewest
    ties, then first in order of ids. It uses no ordered pair of the route's steps, not even on
    another relation. It is empty where there is none, where an end is not measured, and for a
    route that returns to its start.

    Firmness is the share of draws in which a step, every step of a route, or every route of a
    pathway holds; empty where a step is unspoken or has ended. In a draw a step holds or does not,
    so that a route is broken, unevidenced, or intact or fragile by what its accounts say.

    Returns
    -------
    DataFrame
        Sorted by pathway: the pathway's row, then each route's row followed by its steps.

    Notes
    -----
    A comparison of what is prescribed with what is evidenced, after conformance checking (van der
    Aalst 2016, Process Mining, ch. 8); the kinds of routes are netkit's own.
    """
    if not network.study.steps:
        return frame([], _COLUMNS)
    detour = _detours(network)
    draws = RouteDraws(network, resampling)
    rows: list[dict[str, Any]] = []
    for pathway, routes in routes_of(network):
        steps = [step for step in network.study.steps if step.pathway == pathway]
        common = {"pathway": pathway, "title": steps[0].title}
        rows.append(common | _pathway_row(routes, _shared(step.basis for step in steps), draws))
        for route in routes:
            rows.append(common | _route_row(route, detour, draws))
            rows += [common | _step_row(route, leg, detour, draws) for leg in route.legs]
    made = frame(rows, _COLUMNS)
    texts = [column.column for column in _COLUMNS if column.type == "text"]
    made[texts] = made[texts].fillna("")
    return made


def _pathway_row(routes: tuple[Route, ...], basis: str, draws: RouteDraws) -> dict[str, Any]:
    kinds = Counter(route.kind for route in routes)
    drawn: dict[str, Any] = {}
    for kind, counts in draws.kinds(routes).items() if draws.made else ():
        low, high, _ = bounds(counts[:, None])
        drawn |= {f"routes_{kind}_low": low[0], f"routes_{kind}_high": high[0]}
    return {
        "state": min((route.state for route in routes), key=WEAKEST_FIRST.index, default=""),
        "condition": min(kinds, key=KINDS.index, default=""),
        "accounts": fewest(route.accounts for route in routes),
        "basis": basis,
        "firmness": draws.routes(routes),
        **{f"routes_{kind}": kinds[kind] for kind in KINDS},
        **drawn,
    }


def _route_row(route: Route, detour: Detour, draws: RouteDraws) -> dict[str, Any]:
    source, target = route.legs[0].source, route.legs[-1].target
    path = "" if route.state == "works" else detour(source, target, route.arcs)
    return {
        "route": route.route,
        "source": source,
        "target": target,
        "state": route.state,
        "condition": route.kind,
        "accounts": route.accounts,
        "firmness": draws.route(route),
        "detour": path,
        "detour_firmness": draws.detour(path),
        "basis": _shared(leg.step.basis for leg in route.legs),
    }


def _step_row(route: Route, leg: Leg, detour: Detour, draws: RouteDraws) -> dict[str, Any]:
    path = "" if leg.state == "works" else detour(leg.source, leg.target, route.arcs)
    return {
        "route": route.route,
        "step": leg.step.step,
        "source": leg.source,
        "target": leg.target,
        "relation": leg.step.relation,
        "state": leg.state,
        "condition": leg.condition,
        "accounts": leg.accounts,
        "firmness": draws.step(leg),
        "detour": path,
        "detour_firmness": draws.detour(path),
        "basis": leg.step.basis,
    }


def _shared(bases: Iterable[str]) -> str:
    different = set(bases)
    return different.pop() if len(different) == 1 else ""


def _detours(network: Network) -> Detour:
    """Prepare the search once: give a function from two ends and barred pairs to ``a>b>c``."""
    names = list(network.measured)
    place = {actor: number for number, actor in enumerate(names)}
    arcs: list[list[tuple[int, int]]] = [[] for _ in names]
    ties = network.lengths.index.to_list()
    for (source, target), length in zip(ties, network.lengths.to_list(), strict=True):
        arcs[place[source]].append((place[target], length))

    def detour(source: str, target: str, barred: Arcs) -> str:
        if source == target or source not in place or target not in place:
            return ""
        closed = frozenset(
            (place[one], place[two]) for one, two in barred if one in place and two in place
        )
        path = best_path(arcs, place[source], place[target], closed)
        return ">".join(names[number] for number in path)

    return detour

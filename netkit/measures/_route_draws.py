"""Prescribed routes in many draws: in which of them each step, route and detour holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from netkit.measures._routes import KINDS, Leg, Pair, Route, is_firm
from netkit.measures.draws import Draws, draws_of
from netkit.network import Network, Resampling

__all__ = ["RouteDraws"]

Marks = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


class RouteDraws:
    """In which draws the steps of a network's prescribed routes hold.

    A step is drawn on its own relation, as it is judged. Whoever the accounts come from weighs the
    same everywhere in one draw. A step that nobody speaks of, or whose body has ended, is not
    drawn: its firmness is empty, and so is that of a route with such a step.
    """

    def __init__(self, network: Network, resampling: Resampling) -> None:
        study = network.study
        relations = sorted({step.relation for step in study.steps} & _known(network))
        self._pooled = _Drawn(network, draws_of(network, resampling))
        self._by_relation = {
            name: _Drawn(alone, draws_of(alone, resampling))
            for name, alone in ((name, network.of_relation(name)) for name in relations)
        }
        self.made = self._pooled.draws is not None
        self._count = resampling.draws

    def step(self, leg: Leg) -> float:
        """Give the share of draws in which a step holds."""
        marks = self._held(leg)
        return float("nan") if marks is None else float(marks.mean())

    def route(self, route: Route) -> float:
        """Give the share of draws in which all steps of a route hold."""
        return self.routes([route])

    def routes(self, routes: Iterable[Route]) -> float:
        """Give the share of draws in which all steps of all routes hold."""
        held = [self._held(leg) for route in routes for leg in route.legs]
        known = [marks for marks in held if marks is not None]
        if not held or len(known) < len(held):
            return float("nan")
        return float(np.logical_and.reduce(known).mean())

    def detour(self, path: str) -> float:
        """Give the share of draws in which every tie of a path ``a>b>c`` is up; empty for none."""
        actors = path.split(">") if path else []
        held = [self._pooled.up(pair) for pair in pairwise(actors)]
        known = [marks for marks in held if marks is not None]
        return float(np.logical_and.reduce(known).mean()) if known else float("nan")

    def kinds(self, routes: Iterable[Route]) -> Mapping[str, Floats]:
        """Count the routes of each kind in each draw, shape (draws,).

        A route is broken in a draw in which a step spoken of does not hold, or has ended; what is
        unspoken stays so, and whether all accounts of a step are open does not change.
        """
        counts = {kind: np.zeros(self._count) for kind in KINDS}
        for route in routes:
            ended = any(leg.state == "ended" for leg in route.legs)
            held = [marks for marks in map(self._held, route.legs) if marks is not None]
            broken = np.full(self._count, ended)
            if held:
                broken |= ~np.logical_and.reduce(held)
            counts["broken"] += broken
            counts[_otherwise(route)] += ~broken
        return counts

    def _held(self, leg: Leg) -> Marks | None:
        drawn = self._by_relation.get(leg.step.relation)
        if drawn is None or leg.state in ("unspoken", "ended"):
            return None
        return drawn.up((leg.source, leg.target))


class _Drawn:
    def __init__(self, network: Network, draws: Draws | None) -> None:
        self.draws = draws
        self._row = {pair: row for row, pair in enumerate(network.ties.index.to_list())}

    def up(self, pair: Pair) -> Marks | None:
        row = self._row.get(pair)
        return None if row is None or self.draws is None else self.draws.up[:, row]


def _known(network: Network) -> set[str]:
    return {relation.id for relation in network.study.relations}


def _otherwise(route: Route) -> str:
    """Give the kind of a route in a draw in which every step spoken of holds."""
    if any(leg.state == "unspoken" for leg in route.legs):
        return "unevidenced"
    return "intact" if all(is_firm(leg) for leg in route.legs) else "fragile"

"""What could be mended or found out: ties by kind, and the routes that wait for them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures._routes import Leg, Route, routes_of
from netkit.measures.draws import Draws, draws_of
from netkit.measures.registry import kept
from netkit.network import Network, Resampling

__all__ = [
    "Pair",
    "found_out_routes",
    "general",
    "mendable",
    "restored_in_draws",
    "to_find_out",
    "to_mend",
]

Marks = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]
Pair = tuple[str, str]


def mendable(network: Network) -> pd.Series:
    """Mark the ties among measured actors, spoken of by name, that neither work nor have ended.

    Ties that work partly are among them unless the view counts them as working.
    """
    return _idle(network) & (network.ties["level"] == 0)


def general(network: Network) -> pd.Series:
    """Mark the ties among measured actors that do not work, by talk of agencies at large alone."""
    return _idle(network) & (network.ties["level"] > 0)


def to_mend(network: Network) -> tuple[frozenset[Pair], ...]:
    """Give, for each broken route, the pairs of its steps that fail or have ended.

    All of them must be mended to restore it; one that has ended never is :func:`mendable`. A route
    with such a step in a relation that the view does not pool is left out: mending the view's ties
    does not restore it.
    """
    broken = (route for route in _routes(network) if route.kind == "broken")
    failing = ([leg for leg in route.legs if leg.state in ("fails", "ended")] for route in broken)
    return tuple(
        frozenset((leg.source, leg.target) for leg in legs)
        for legs in failing
        if all(_pooled(network, leg) for leg in legs)
    )


def to_find_out(network: Network) -> dict[Pair, tuple[str, ...]]:
    """Give each pair of measured actors with a step nobody speaks of, and the steps' relations.

    Bodies that have ended are left aside: nothing is found out about them now.
    """
    there = network.measured[~network.actors.loc[network.measured, "ended"].to_numpy(dtype=bool)]
    held = set(there)
    found: dict[Pair, set[str]] = {}
    for route in _routes(network):
        for leg in route.legs:
            if leg.state == "unspoken" and {leg.source, leg.target} <= held:
                found.setdefault((leg.source, leg.target), set()).add(leg.step.relation)
    return {pair: tuple(sorted(relations)) for pair, relations in sorted(found.items())}


def found_out_routes(network: Network) -> tuple[frozenset[Pair], ...]:
    """Give, for each unevidenced route, the pairs of its steps that nobody speaks of."""
    return tuple(
        frozenset((leg.source, leg.target) for leg in route.legs if leg.state == "unspoken")
        for route in _routes(network)
        if route.kind == "unevidenced"
    )


def restored_in_draws(network: Network, resampling: Resampling, pairs: Sequence[Pair]) -> Whole:
    """Count in each draw the routes that fail at one pair alone, for each pair.

    A step fails in a draw when its tie, on the step's own relation, is not up; one that nobody
    speaks of does not, nor one that works partly and on which no account rests, as it is the same
    in every draw. As in :func:`to_mend` a step in a relation outside the view is not restored.

    Returns
    -------
    int array of shape (draws, pairs)
    """
    column = {pair: number for number, pair in enumerate(pairs)}
    counts = np.zeros((resampling.draws, len(pairs)), dtype=np.int64)
    failing = _Failing(network, resampling)
    for route in _routes(network):
        down: dict[tuple[str, ...], Marks] = {}
        for leg in route.legs:
            key = (leg.source, leg.target, *(() if _pooled(network, leg) else (leg.step.relation,)))
            down[key] = down.get(key, failing.never) | failing.of(leg)
        alone = np.sum(list(down.values()), axis=0) == 1
        for pair in column.keys() & down.keys():
            counts[:, column[pair]] += alone & down[pair]
    return counts


class _Failing:
    """The draws in which a step fails, each relation drawn by itself once."""

    def __init__(self, network: Network, resampling: Resampling) -> None:
        self.network, self.resampling = network, resampling
        self.never: Marks = np.zeros(resampling.draws, dtype=bool)

    def of(self, leg: Leg) -> Marks:
        if leg.state == "unspoken":
            return self.never
        alone = self.network.of_relation(leg.step.relation)
        drawn: Draws | None = draws_of(alone, self.resampling)
        place = alone.ties.index.get_loc((leg.source, leg.target))
        if drawn is None or (drawn.fixed[place] and leg.state == "partly"):
            return self.never
        return ~drawn.up[:, place]


@kept
def _routes(network: Network) -> tuple[Route, ...]:
    return tuple(route for _, routes in routes_of(network) for route in routes)


def _idle(network: Network) -> pd.Series:
    return network.among_measured & ~network.working & (network.ties["state"] != "ended")


def _pooled(network: Network, leg: Leg) -> bool:
    return leg.step.relation in (network.view.relations or ())

"""Claims: what a briefing could state of a network, so that it can be put to the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures._ground import POOLED, Ground, Pair, Place
from netkit.measures._kernels.repair import gains
from netkit.measures._routes import KINDS, Route, routes_of
from netkit.measures._sectors import sector_of
from netkit.measures.registry import kept
from netkit.measures.repairs import strengths
from netkit.measures.sorting import ei_expected, ei_of
from netkit.network import Network

__all__ = ["UNSPOKEN", "Claim", "claims", "claims_of"]

UNSPOKEN = "unspoken"
# Figures as close as this, for their size, are equal but for rounding.
ROUNDING = 1e-9
AND = ";"

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Claim:
    """Something that can be said of a network.

    Attributes
    ----------
    id, title : str
        The title says in plain words what the value answers.
    value : function of a Ground
        Gives the value as text: ids, ``;`` between where several share a lead; empty where
        undefined.
    rests_on : tuple of Place
        The ties that the value can depend on, each in its view.
    """

    id: str
    title: str
    value: Callable[[Ground], str]
    rests_on: tuple[Place, ...]


def claims(network: Network) -> pd.DataFrame:
    """Give every claim with its value.

    ``most_between``, ``most_heard``: the actors with the highest betweenness and in-degree, empty
    where nobody has any. ``reach_share``: whether working paths join more than half of the ordered
    pairs. ``ei_below_expected``: whether the E-I index is below what sizes of sectors alone would
    give. ``mend_first``: the ties that rank first to be mended. ``pathway:<id>``: its condition.
    ``route:<pathway>/<route>``: its kind. ``tie:<a>b>``: the state of a tie spoken of by name
    between measured actors; ended ones are left aside.

    Returns
    -------
    DataFrame
        ``claim, title, value``, all text, in the order above.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> claims(network_of([("a", "b"), ("b", "c")])).set_index("claim")["value"].to_dict()
    {'most_between': 'b', 'most_heard': 'b;c', 'reach_share': 'no', 'ei_below_expected': '',
     'mend_first': '', 'tie:a>b': 'works', 'tie:b>c': 'works'}
    """
    ground = Ground.of(network)
    rows = [(claim.id, claim.title, claim.value(ground)) for claim in claims_of(network)]
    return pd.DataFrame(rows, columns=["claim", "title", "value"], dtype=object)


@kept
def claims_of(network: Network) -> tuple[Claim, ...]:
    """Give what can be claimed of a network; each can be asked of any :class:`Ground` of it."""
    return tuple(claim for family in _FAMILIES for claim in family(network))


def _of_the_whole(network: Network) -> Iterator[Claim]:
    ties: tuple[Place, ...] = tuple((POOLED, pair) for pair in network.ties.index)
    routes = tuple(route for _, found in routes_of(network) for route in found)
    sectors = {str(actor): str(sector) for actor, sector in sector_of(network).items()}
    expected = ei_expected(network)
    yield Claim("most_between", "Who lies on most shortest ways between others", _between, ties)
    yield Claim("most_heard", "Who is told by most", _heard, ties)
    yield Claim("reach_share", "More than half of the pairs are joined", _joined, ties)
    yield Claim(
        "ei_below_expected",
        "The E-I index is below what sizes of sectors alone would give",
        lambda ground: _below(ground, sectors, expected),
        ties,
    )
    yield Claim(
        "mend_first",
        "Where mending would come first",
        lambda ground: _first_to_mend(ground, routes),
        tuple(dict.fromkeys((*ties, *(place for route in routes for place in _places(route))))),
    )


def _of_pathways(network: Network) -> Iterator[Claim]:
    for pathway, routes in routes_of(network):
        title = routes[0].legs[0].step.title or pathway if routes else pathway
        places = tuple(dict.fromkeys(place for route in routes for place in _places(route)))
        yield Claim(f"pathway:{pathway}", f"Condition of {title}", _worst(routes), places)


def _of_routes(network: Network) -> Iterator[Claim]:
    for pathway, routes in routes_of(network):
        for route in routes:
            title = f"Kind of route {route.route} of {route.legs[0].step.title or pathway}"
            yield Claim(f"route:{pathway}/{route.route}", title, _worst((route,)), _places(route))


def _of_ties(network: Network) -> Iterator[Claim]:
    names = network.actors["name"]
    by_name = (network.ties["level"] == 0) & (network.ties["state"] != "ended")
    for source, target in network.ties.index[by_name & network.among_measured]:
        title = f"State of the tie from {names[source]} to {names[target]}"
        pair = source, target
        yield Claim(f"tie:{source}>{target}", title, _state(pair), ((POOLED, pair),))


# A claim is added by being given in one of these, or in a function of its own.
_FAMILIES: tuple[Callable[[Network], Iterator[Claim]], ...] = (
    _of_the_whole,
    _of_pathways,
    _of_routes,
    _of_ties,
)


def _places(route: Route) -> tuple[Place, ...]:
    return tuple((leg.step.relation, (leg.source, leg.target)) for leg in route.legs)


def _worst(routes: tuple[Route, ...]) -> Callable[[Ground], str]:
    def kind(ground: Ground) -> str:
        kinds = (ground.judged(route).kind for route in routes)
        return min(kinds, key=KINDS.index, default="")

    return kind


def _state(pair: Pair) -> Callable[[Ground], str]:
    def state(ground: Ground) -> str:
        said = ground.look(POOLED, pair)
        return UNSPOKEN if said is None else said.state

    return state


def _between(ground: Ground) -> str:
    return _leading(ground, ground.shape.betweenness)


def _heard(ground: Ground) -> str:
    return _leading(ground, ground.shape.in_degree.astype(float))


def _leading(ground: Ground, figures: npt.NDArray[np.float64]) -> str:
    top = figures.max(initial=0.0)
    if top <= ROUNDING:
        return ""
    ahead = figures >= top * (1.0 - ROUNDING)
    return AND.join(name for name, first in zip(ground.place, ahead, strict=True) if first)


def _joined(ground: Ground) -> str:
    pairs = len(ground.place) * (len(ground.place) - 1)
    return _yes(2 * int(ground.shape.reached.sum()) > pairs) if pairs else ""


def _below(ground: Ground, sectors: dict[str, str], expected: float) -> str:
    ends = [
        (sectors[one], sectors[two])
        for one, two in ground.working
        if (ground.network.plain or ground.ties[one, two].level == 0)
        and one in sectors
        and two in sectors
    ]
    within = sum(one == two for one, two in ends)
    index = ei_of(len(ends) - within, within)
    return "" if np.isnan(index) or np.isnan(expected) else _yes(index < expected - ROUNDING)


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _first_to_mend(ground: Ground, routes: tuple[Route, ...]) -> str:
    """Give the ties that :func:`netkit.measures.repairs.repairs` ranks first to be mended."""
    states = (*ground.network.working_states, "ended")
    candidates = tuple(
        pair
        for pair, tie in ground.ties.items()
        if tie.level == 0 and tie.state not in states and set(pair) <= ground.place.keys()
    )
    if not candidates:
        return ""
    waiting = list(_waiting(ground, routes))
    restored = np.array([waiting.count({pair}) for pair in candidates], dtype=np.int64)
    told = (ground.ties[pair].accounts for pair in candidates)
    accounts = np.array([-1 if count is None else count for count in told], dtype=np.int64)
    joined, _ = gains(ground.shape.distances, ground.ends(candidates))
    keys = strengths(restored, accounts, joined)
    first = keys == keys.max()
    return AND.join(">".join(pair) for pair, top in zip(candidates, first, strict=True) if top)


def _waiting(ground: Ground, routes: tuple[Route, ...]) -> Iterator[set[Pair]]:
    """Give, for each broken route that mending could restore, the pairs to be mended."""
    pooled = ground.network.view.relations or ()
    for route in routes:
        legs = [leg for leg in ground.judged(route).legs if leg.state in ("fails", "ended")]
        if all(leg.state == "fails" and leg.step.relation in pooled for leg in legs):
            yield {(leg.source, leg.target) for leg in legs}

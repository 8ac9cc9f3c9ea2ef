"""Prescribed routes as they are judged: collectives replaced by members, steps by their ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd

from netkit.evidence.study import Step, Study
from netkit.measures.registry import kept
from netkit.network import Network

__all__ = [
    "KINDS", "UNSPOKEN", "WEAKEST_FIRST", "Leg", "Pair", "Route",
    "fewest", "is_firm", "leg_of", "routes_of",
]  # fmt: skip

KINDS = ("broken", "unevidenced", "fragile", "intact")
WEAKEST_FIRST = ("fails", "ended", "unspoken", "partly", "works")
ACCOUNTS_FOR_INTACT = 2

Place = tuple[str, int]
Pair = tuple[str, str]
Said = tuple[str, str, int | None]
UNSPOKEN: Said = ("unspoken", "", 0)


@dataclass(frozen=True, slots=True)
class Leg:
    """One step between two actors, and what is said of it; ``accounts`` None without accounts."""

    step: Step
    source: str
    target: str
    state: str
    condition: str
    accounts: int | None


@dataclass(frozen=True, slots=True)
class Route:
    """One chain of legs that somebody is meant to follow."""

    pathway: str
    route: str
    legs: tuple[Leg, ...]

    @property
    def kind(self) -> str:
        """Give the kind: the first of broken, unevidenced, fragile, intact that applies."""
        states = {leg.state for leg in self.legs}
        if states & {"fails", "ended"}:
            return "broken"
        if "unspoken" in states:
            return "unevidenced"
        return "intact" if all(is_firm(leg) for leg in self.legs) else "fragile"

    @property
    def state(self) -> str:
        """Give the state of its weakest leg."""
        return min((leg.state for leg in self.legs), key=WEAKEST_FIRST.index)

    @property
    def accounts(self) -> int | None:
        """Give the fewest accounts a leg has, see :func:`fewest`."""
        return fewest(leg.accounts for leg in self.legs)

    @property
    def arcs(self) -> frozenset[Pair]:
        """Give the ordered pairs of its legs."""
        return frozenset((leg.source, leg.target) for leg in self.legs)


def fewest(accounts: Iterable[int | None]) -> int | None:
    """Give the smallest count; None where one is not known and none is 0, or there is none."""
    counts = list(accounts)
    known = [count for count in counts if count is not None]
    if len(known) < len(counts) and 0 not in known:
        return None
    return min(known, default=None)


@kept
def routes_of(network: Network) -> tuple[tuple[str, tuple[Route, ...]], ...]:
    """Give each pathway with its routes, collectives replaced by their members, in order."""
    study, said = network.study, _said(network)
    found: dict[str, list[Route]] = {}
    for pathway, name, steps in study.routes():
        routes = found.setdefault(pathway, [])
        for suffix, ends in _expanded(study, steps, network.view.collectives == "keep"):
            legs = tuple(
                leg_of(step, pair, said.get(step.relation, {}).get(pair, UNSPOKEN))
                for step, pair in zip(steps, ends, strict=True)
            )
            routes.append(Route(pathway, f"{name}:{suffix}" if suffix else name, legs))
    return tuple((pathway, tuple(routes)) for pathway, routes in found.items())


def leg_of(step: Step, pair: Pair, said: Said) -> Leg:
    """Give a step between two actors with what is said of it: state, condition, accounts."""
    source, target = pair
    state, condition, accounts = said
    return Leg(step, source, target, state, condition, accounts)


def is_firm(leg: Leg) -> bool:
    """Whether a step is one of an intact route: it works, is open and has two accounts."""
    told = leg.accounts or 0
    return leg.state == "works" and leg.condition == "open" and told >= ACCOUNTS_FOR_INTACT


def _expanded(study: Study, steps: Sequence[Step], keep: bool) -> Iterator[tuple[str, list[Pair]]]:
    """Give each way to put members in the places of collectives, named by the members.

    A collective is the same member throughout a route. Only where a step leads from a collective
    to itself can it not be: there its places, numbered along the chain, are filled one by one.
    """
    itself = {step.source for step in steps if step.source == step.target}
    ends = [
        tuple((end, number + late if end in itself else 0) for late, end in enumerate(pair))
        for number, pair in enumerate((step.source, step.target) for step in steps)
    ]
    open_places: dict[Place, tuple[str, ...]] = {}
    for place in (place for pair in ends for place in pair):
        actor = study.actor(place[0])
        if actor.kind == "collective" and not keep:
            open_places[place] = tuple(sorted(actor.members))
    for members in product(*open_places.values()):
        filled = dict(zip(open_places, members, strict=True))
        pairs = [(filled.get(one, one[0]), filled.get(two, two[0])) for one, two in ends]
        if all(source != target for source, target in pairs):
            yield "+".join(members), pairs


def _said(network: Network) -> dict[str, dict[Pair, Said]]:
    """Give state, condition and accounts of each tie, for each relation a step is judged on."""
    known = {relation.id for relation in network.study.relations}
    said = {}
    for relation in sorted({step.relation for step in network.study.steps} & known):
        ties = network.of_relation(relation).ties
        counts = [None if pd.isna(count) else int(count) for count in ties["accounts"]]
        tied = zip(ties["state"], ties["condition"], counts, strict=True)
        said[relation] = dict(zip(ties.index.to_list(), tied, strict=True))
    return said

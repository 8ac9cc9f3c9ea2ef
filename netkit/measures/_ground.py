"""What claims rest on: the ties of a network as they stand, whoever is left out.

A :class:`Ground` is read from a network, or judged anew by
:class:`netkit.measures._without.Leaving`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.evidence.study import Study
from netkit.measures._kernels import shortest
from netkit.measures._routes import UNSPOKEN, Leg, Route, leg_of
from netkit.network import Network, TieEvidence, TieRule, View, build
from netkit.network.accounts import evidence_by_tie
from netkit.network.ties import ended_bodies, judged

__all__ = ["POOLED", "Ground", "Pair", "Place", "Said", "Shape", "read_ties", "stands"]

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]
Pair = tuple[str, str]
# A tie in one view: the relations of the network pooled, or one relation alone.
Place = tuple[str, Pair]

POOLED = ""
HALF = 0.5


class Said(NamedTuple):
    """A tie as it stands; ``accounts`` is None where no respondents are named."""

    state: str
    condition: str
    level: int
    accounts: int | None


@dataclass(frozen=True, eq=False)
class Shape:
    """A working graph of so many places: arcs of shape (m, 2), and figures of its places."""

    size: int
    arcs: Whole

    @cached_property
    def distances(self) -> Floats:
        """Give the steps from each place to each other, infinite where there is no path."""
        return shortest.distances(self.size, self.arcs)

    @cached_property
    def reached(self) -> Marks:
        """Mark the ordered pairs of distinct places that a path joins."""
        found = np.isfinite(self.distances)
        np.fill_diagonal(found, val=False)
        return found

    @cached_property
    def betweenness(self) -> Floats:
        """Give the shares of shortest paths through each place."""
        ones = np.ones(len(self.arcs), dtype=np.int64)
        return shortest.betweenness(self.arcs, ones, self.distances)[0]

    @property
    def in_degree(self) -> Whole:
        """Count the arcs into each place."""
        return np.bincount(self.arcs[:, 1], minlength=self.size)

    @property
    def out_degree(self) -> Whole:
        """Count the arcs out of each place."""
        return np.bincount(self.arcs[:, 0], minlength=self.size)


@dataclass(frozen=True, eq=False)
class Ground:
    """What a claim reads.

    Attributes
    ----------
    network : Network
        Gives the actors, sectors, routes and what counts as working; its ties are not read.
    look : function of a relation and a pair
        Gives a tie as it stands, ``POOLED`` for the relations of the view together; None where
        nobody speaks of it.
    read : function of nothing
        Gives the ties spoken of in the view, in canonical order; asked once, if at all.
    shapes : dict
        Working graphs that have been made already, by their arcs.
    """

    network: Network
    look: Callable[[str, Pair], Said | None]
    read: Callable[[], Mapping[Pair, Said]]
    shapes: dict[bytes, Shape]

    @classmethod
    def of(cls, network: Network) -> Ground:
        """Read a network."""
        views: dict[str, Mapping[Pair, Said]] = {POOLED: read_ties(network)}
        known = {relation.id for relation in network.study.relations}

        def look(relation: str, pair: Pair) -> Said | None:
            if relation not in views:
                views[relation] = (
                    read_ties(network.of_relation(relation)) if relation in known else {}
                )
            return views[relation].get(pair)

        return cls(network, look, lambda: views[POOLED], {})

    @classmethod
    def under(cls, network: Network, view: View, rule: TieRule) -> Ground:
        """Judge the ties of a network under another view or rule, without building it."""
        study, kept = (
            network.study,
            (network.view.collectives == "keep", view.collectives == "keep"),
        )
        if network.assumed.ties or kept[0] != kept[1]:
            # What a scenario assumes is weighed against what is said, which building does; and
            # whoever is measured depends on whether collectives are kept.
            return cls.of(build(study, view, rule, network.assumed))
        seen = replace(network, view=view.resolve(study), rule=rule)
        views: dict[str, Mapping[Pair, Said]] = {}
        known = {relation.id for relation in study.relations}

        def look(relation: str, pair: Pair) -> Said | None:
            return told(relation).get(pair)

        def told(relation: str) -> Mapping[Pair, Said]:
            if relation not in views:
                alone = replace(seen.view, name=None, relations=(relation,))
                chosen = seen.view if relation == POOLED else alone
                views[relation] = (
                    _judge_all(study, chosen, rule) if relation in {POOLED, *known} else {}
                )
            return views[relation]

        return cls(seen, look, lambda: told(POOLED), {})

    @cached_property
    def ties(self) -> Mapping[Pair, Said]:
        """Give the ties spoken of in the view, in canonical order."""
        return self.read()

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Give the place of each measured actor."""
        return {actor: number for number, actor in enumerate(self.network.measured)}

    @cached_property
    def working(self) -> tuple[Pair, ...]:
        """Give the ties of the working graph."""
        place, states = self.place, self.network.working_states
        return tuple(
            pair
            for pair, tie in self.ties.items()
            if tie.state in states and pair[0] in place and pair[1] in place
        )

    @cached_property
    def shape(self) -> Shape:
        """Give the working graph with its figures."""
        arcs = self.ends(self.working)
        key = arcs.tobytes()
        if key not in self.shapes:
            self.shapes[key] = Shape(len(self.place), arcs)
        return self.shapes[key]

    def ends(self, pairs: tuple[Pair, ...]) -> Whole:
        """Give the ends of pairs of measured actors as places, shape (pairs, 2)."""
        places = [(self.place[one], self.place[two]) for one, two in pairs]
        return np.array(places, dtype=np.int64).reshape(-1, 2)

    def judged(self, route: Route) -> Route:
        """Give a route with its steps as they stand here."""
        name = route.pathway, route.route
        if name not in self._judged:
            legs = tuple(self._leg(leg) for leg in route.legs)
            self._judged[name] = Route(route.pathway, route.route, legs)
        return self._judged[name]

    @cached_property
    def _judged(self) -> dict[tuple[str, str], Route]:
        return {}

    def _leg(self, leg: Leg) -> Leg:
        pair = leg.source, leg.target
        said = self.look(leg.step.relation, pair)
        told = UNSPOKEN if said is None else (said.state, said.condition, said.accounts)
        return leg_of(leg.step, pair, told)


def read_ties(network: Network) -> dict[Pair, Said]:
    """Give the ties of a network as they stand, in canonical order."""
    ties = network.ties
    counts = [None if pd.isna(count) else int(count) for count in ties["accounts"]]
    rows = zip(ties["state"], ties["condition"], ties["level"].tolist(), counts, strict=True)
    return {pair: Said(*row) for pair, row in zip(ties.index.to_list(), rows, strict=True)}


def _judge_all(study: Study, view: View, rule: TieRule) -> dict[Pair, Said]:
    ended = ended_bodies(study, view)
    return {
        (tie.source, tie.target): stands(tie, tie.source in ended or tie.target in ended)
        for tie in evidence_by_tie(study, view, rule)
    }


def stands(tie: TieEvidence, ended: bool) -> Said:
    """Judge a tie as :func:`netkit.network.ties.tie_table` does."""
    state, condition = judged(tie)
    accounts = tie.account_count if tie.accounts else None
    return Said("ended" if ended else state, condition, tie.level, accounts)

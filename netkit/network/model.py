"""The network of one view: actors, ties and their graphs, every tie with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from netkit.evidence.large.columns import TieColumns
from netkit.evidence.study import Statement, Study
from netkit.network.accounts import TieEvidence, touched_actors
from netkit.network.assumed import Assumptions, assumed_ties
from netkit.network.columnar import in_view
from netkit.network.options import TieRule, View
from netkit.network.spoken import Spoken
from netkit.network.ties import ended_bodies

__all__ = ["Network", "build"]

LENGTH_UNIT = 1_000_000


@dataclass(frozen=True, eq=False)
class Network:
    """One study seen in one view.

    Attributes
    ----------
    study, view, rule
        What was read, the (resolved) view, and how statements count.
    actors : DataFrame
        One row a listed actor, indexed by id in canonical order: ``name, sector, tier, kind``
        and three marks: ``spoken`` (some statement touches it in any view), ``measured`` (it is
        part of the graphs and ranked: spoken, and neither a collective nor unnamed) and ``ended``.
    ties : DataFrame
        One row an ordered pair that is spoken of, indexed by (source, target):
        see :func:`netkit.network.ties.tie_table`.
    evidence : sequence of TieEvidence
        The statements and accounts behind each row of ``ties``, in the same order.
    assumed : Assumptions
        What a scenario puts in the place of what is said; nothing outside scenarios.
    exact : bool
        Whether every figure is to be exact, however long that takes in a large network.
    spoken : Spoken
        What is said in the study's views, shared by the networks made from this one.
    """

    study: Study
    view: View
    rule: TieRule
    actors: pd.DataFrame = field(repr=False)
    ties: pd.DataFrame = field(repr=False)
    evidence: Sequence[TieEvidence] = field(repr=False)
    assumed: Assumptions = field(default_factory=Assumptions, repr=False)
    exact: bool = False
    spoken: Spoken | None = field(default=None, repr=False)

    @property
    def plain(self) -> bool:
        """Whether this is a plain tie list, without accounts."""
        return not self.study.has_accounts

    @cached_property
    def said(self) -> Sequence[Statement]:
        """Give the statements in the view."""
        said = self.study.statements
        if isinstance(said, TieColumns):
            return in_view(said, self.view)
        return tuple(item for item in said if self.view.holds(item))

    @cached_property
    def measured(self) -> pd.Index:
        """Give the ids of the actors that are measured, in canonical order."""
        return self.actors.index[self.actors["measured"]]

    @property
    def ends(self) -> pd.MultiIndex:
        """Give the ordered pairs that ``ties`` is indexed by."""
        ends = self.ties.index
        if not isinstance(ends, pd.MultiIndex):
            raise TypeError("ties are indexed by source and target")
        return ends

    @cached_property
    def among_measured(self) -> pd.Series:
        """Mark the ties whose two ends are both measured actors."""
        ends = self.ends
        held = [self.measured.get_indexer(level) >= 0 for level in ends.levels]
        inside = [marks[codes] for marks, codes in zip(held, ends.codes, strict=True)]
        return pd.Series(inside[0] & inside[1], index=ends, dtype=bool)

    @property
    def working_states(self) -> tuple[str, ...]:
        """Give the states that count as working in the view."""
        return ("works", "partly") if self.view.count_partly else ("works",)

    @cached_property
    def working(self) -> pd.Series:
        """Mark the ties of the working graph: those that work, and if the view says so partly."""
        return self.among_measured & self.ties["state"].isin(self.working_states)

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """Give the working graph over the measured actors; isolates are kept."""
        return self._graph(self.working)

    @cached_property
    def evidence_graph(self) -> nx.DiGraph[str]:
        """Give every tie spoken of but the ended ones, over the measured actors."""
        return self._graph(self.among_measured & (self.ties["state"] != "ended"))

    @cached_property
    def prescribed_graph(self) -> nx.DiGraph[str]:
        """Give the steps of the prescribed pathways, collectives expanded to their members."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.actors.index[self.actors["kind"] != "collective"])
        for step in self.study.steps:
            ends = [self.study.members(self.study.actor(end)) for end in (step.source, step.target)]
            for source in ends[0]:
                for target in ends[1]:
                    if source != target:
                        _note(graph, source, target, step.pathway, step.relation)
        return graph

    @cached_property
    def lengths(self) -> pd.Series:
        """Give each working tie's length as a whole number, so that equal paths stay equal.

        max(1, round(10⁶ · -ln support)), or 10⁶/weight in a plain list (Opsahl et al. 2010).
        """
        ties = self.ties[self.working]
        by_weight = 1.0 / ties["weight"]
        raw = by_weight if self.plain else (-np.log(ties["support"])).fillna(by_weight)
        lengths = np.maximum(1.0, np.rint(raw.to_numpy(dtype=float) * LENGTH_UNIT))
        return pd.Series(lengths.astype(np.int64), index=ties.index)

    def of_relation(self, relation: str) -> Network:
        """Give the network of one relation alone, in the same phase; kept once built."""
        if relation not in self._by_relation:
            view = replace(self.view, name=None, relations=(relation,))
            self._by_relation[relation] = build(
                self.study, view, self.rule, self.assumed, exact=self.exact, spoken=self.spoken
            )
        return self._by_relation[relation]

    def with_actors(self, actors: Iterable[str]) -> Network:
        """Give the same network with these actors taking part, be it as isolates.

        What is compared has the same actors on both sides; itself where none is missing.
        """
        missing = frozenset(actors) - frozenset(self.measured)
        if not missing:
            return self
        assumed = replace(self.assumed, actors=self.assumed.actors | missing)
        return replace(self, actors=_actors(self.study, self.view, assumed), assumed=assumed)

    @cached_property
    def results(self) -> dict[object, Any]:
        """Hold what several measures share of this network, worked out once; empty at first."""
        return {}

    @cached_property
    def _by_relation(self) -> dict[str, Network]:
        return {}

    def _graph(self, chosen: pd.Series) -> nx.DiGraph[str]:
        graph: nx.DiGraph[str] = nx.DiGraph()
        for actor in self.measured:
            row = self.actors.loc[actor]
            graph.add_node(actor, name=row["name"], sector=row["sector"], kind=row["kind"])
        kept = self.ties[chosen]
        columns = [
            "state",
            "condition",
            "level",
            "support",
            "weight",
            "relations",
            "evidence_ids",
        ]
        values = zip(*(kept[name] for name in columns), strict=True)
        for (source, target), row in zip(kept.index, values, strict=True):
            graph.add_edge(source, target, **dict(zip(columns, row, strict=True)))
        return graph


def build(
    study: Study,
    view: View | None = None,
    rule: TieRule | None = None,
    assumed: Assumptions | None = None,
    *,
    exact: bool = False,
    spoken: Spoken | None = None,
) -> Network:
    """Build the network of a study in a view.

    Parameters
    ----------
    study : Study
        What was said.
    view : View, optional
        Relations, phase and what counts as working; the study's default view if left out.
    rule : TieRule, optional
        How statements count; the study's ``[support]`` table if left out.
    assumed : Assumptions, optional
        What a scenario assumes, see :func:`netkit.network.scenario.apply_scenario`.
    exact : bool
        Leave nothing to estimates, however large the network.
    spoken : Spoken, optional
        What a network made before knows of the study's views, so as not to work it out again.

    Raises
    ------
    UsageError
        A view, relation or phase that the study does not have.
    """
    resolved = (view or View()).resolve(study)
    rule = rule or TieRule.of(study)
    assumed = assumed or Assumptions()
    spoken = spoken.of(study, rule) if spoken else Spoken(study, rule)
    ties, evidence = assumed_ties(spoken, resolved, assumed)
    actors = _actors(study, resolved, assumed)
    return Network(study, resolved, rule, actors, ties, evidence, assumed, exact, spoken)


def _actors(study: Study, view: View, assumed: Assumptions) -> pd.DataFrame:
    plain = not study.has_accounts
    touched = frozenset() if plain else touched_actors(study) | assumed.spoken
    ended = ended_bodies(study, view) - assumed.founded
    keep = view.collectives == "keep"
    rows: list[tuple[object, ...]] = []
    for actor in sorted(study.actors, key=lambda actor: actor.id):
        figure = actor.kind == "collective"
        cited = plain or actor.id in touched
        spoken = cited or (figure and keep)
        nameable = actor.kind != "unnamed" and (keep or not figure)
        said = (spoken, spoken and nameable, actor.id in ended)
        rows.append((actor.name or actor.id, actor.sector, actor.tier, actor.kind, *said))
    names = ("name", "sector", "tier", "kind", "spoken", "measured", "ended")
    kinds = ("str", "str", "str", "str", "bool", "bool", "bool")
    columns = {
        name: pd.Series([row[place] for row in rows], dtype=kind).array
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True))
    }
    index = pd.Index(sorted(actor.id for actor in study.actors), name="actor", dtype="str")
    return pd.DataFrame(columns, index=index, copy=False)


def _note(graph: nx.DiGraph[str], source: str, target: str, pathway: str, relation: str) -> None:
    if not graph.has_edge(source, target):
        graph.add_edge(source, target, pathways=(), relations=())
    edge = graph.edges[source, target]
    edge["pathways"] = tuple(sorted({*edge["pathways"], pathway}))
    edge["relations"] = tuple(sorted({*edge["relations"], relation}))

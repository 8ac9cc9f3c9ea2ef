"""From checked tables to a study: records in canonical order, ties tidied and keyed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any, NamedTuple

from netkit.evidence.records import Sheet, make, statement
from netkit.evidence.schema import ACTORS, COLLECTIVE
from netkit.evidence.settings import Settings
from netkit.evidence.study import AUTHORS, Actor, Respondent, Scenario, Statement, Study
from netkit.evidence.ties import keyed, pooled, without_self_ties

__all__ = ["Sheets", "actors_of", "put_together"]


class Sheets(NamedTuple):
    """The tables of a study; edge files by the relation they are read as."""

    actors: Sheet
    respondents: Sheet
    conditions: Sheet
    pathways: Sheet
    layout: Sheet
    edges: dict[str, Sheet]

    @property
    def evidence(self) -> list[Sheet]:
        """The tables whose rows are somebody's account."""
        return [*self.edges.values(), self.conditions]

    @property
    def every(self) -> list[Sheet]:
        """All tables."""
        return [self.actors, self.respondents, self.pathways, self.layout, *self.evidence]


def actors_of(sheets: Sheets) -> tuple[Actor, ...]:
    """Give the actors listed, or else all that a tie, a condition or a pathway names."""
    if sheets.actors.given:
        made: list[Actor] = make(ACTORS, sheets.actors.rows)
        return tuple(sorted(made, key=lambda actor: actor.id))
    named = {
        row.values[field.name]
        for sheet in (*sheets.evidence, sheets.pathways)
        for row in sheet.rows
        for field in sheet.schema.fields
        if field.kind == "actor"
    }
    return tuple(Actor(name, name) for name in sorted(named - {""}))


def put_together(
    settings: Settings, sheets: Sheets, actors: tuple[Actor, ...], scenarios: tuple[Scenario, ...]
) -> Study:
    """Make the study of tables in which nothing is wrong, every row in its canonical place."""
    places = {row.values["actor"]: row.values for row in sheets.layout.rows}
    return Study(
        title=settings.title,
        citation=settings.citation,
        statements=keyed(_statements(sheets, actors)),
        actors=actors,
        respondents=_respondents(sheets),
        conditions=_made(sheets.conditions, lambda item: item.condition_id),
        steps=_made(sheets.pathways, lambda item: (item.pathway, item.route, item.step)),
        scenarios=scenarios,
        phases=settings.phases,
        relations=settings.relations,
        views=settings.views,
        codebook=settings.codebook,
        disclosure=settings.disclosure,
        support=settings.support,
        layout=MappingProxyType(
            {name: (places[name]["x"], places[name]["y"]) for name in sorted(places)}
        ),
        label_sides=MappingProxyType(
            {name: places[name]["label"] for name in sorted(places) if places[name].get("label")}
        ),
    )


def _statements(sheets: Sheets, actors: Iterable[Actor]) -> list[Statement]:
    figures = {actor.id for actor in actors if actor.kind == COLLECTIVE}
    made: list[Statement] = []
    for relation, sheet in sheets.edges.items():
        said = (statement(row, relation) for row in sheet.rows)
        made += pooled(without_self_ties(said, sheet.log, figures), sheet.log)
    return made


def _respondents(sheets: Sheets) -> tuple[Respondent, ...]:
    """Give the respondents listed, or else all that a row cites."""
    if sheets.respondents.given:
        return _made(sheets.respondents, lambda item: item.id)
    cited = {
        name
        for sheet in sheets.evidence
        for row in sheet.rows
        for name in row.values.get("respondents", ())
    }
    return tuple(Respondent(name) for name in sorted(cited - {AUTHORS}))


def _made(sheet: Sheet, order: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(sorted(make(sheet.schema, sheet.rows), key=order))

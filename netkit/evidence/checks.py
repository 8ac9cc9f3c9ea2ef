"""What can only be seen with the whole study in view: references, collectives, chains."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from netkit.evidence.problems import Log, did_you_mean
from netkit.evidence.rows import Row
from netkit.evidence.schema import Field, Schema
from netkit.evidence.study import ANY_PHASE, AUTHORS, Actor, Study
from netkit.evidence.text import shown

__all__ = ["check_references", "check_study"]

Checked = Iterable[tuple[Schema, list[Row], Log]]
# Where a word has to be declared, and what to do about one that is not.
_PLACES = {
    "actor": ("actors.csv", "add the actor or recode the row"),
    "respondent": ("respondents.csv", "add the respondent or correct the code"),
    "phase": ("study.toml", "add it under [[phases]] or write any"),
    "relation": ("study.toml", "add it under [[relations]] or correct it"),
    "channel": ("study.toml", "add it under [codebook.channels] or correct it"),
    "barrier": ("study.toml", "add it under [codebook.barriers] or correct it"),
    "sector": ("study.toml", "add it under [codebook.sectors] or correct it"),
}


def check_references(study: Study, tables: Checked, actors_given: bool) -> None:
    """Report every cell that names what the study does not declare."""
    known = _known(study, actors_given)
    for schema, rows, log in tables:
        for field in schema.fields:
            if field.refers and known[field.refers]:
                _check_column(field, rows, log, known[field.refers])


def check_study(study: Study, settings: Log, tables: Mapping[str, tuple[list[Row], Log]]) -> None:
    """Report what does not fit together: collectives, bodies, routes, views, accounts."""
    _check_collectives(study.actors, *tables["actors"])
    _check_routes(*tables["pathways"])
    _check_views(study, settings)
    _check_scenarios(study, settings)
    _check_accounts(study, settings)


def _known(study: Study, actors_given: bool) -> dict[str, Collection[str]]:
    respondents = {item.id for item in study.respondents}
    return {
        "actor": {actor.id for actor in study.actors} if actors_given else (),
        "respondent": respondents | {AUTHORS} if respondents else (),
        "phase": {phase.id for phase in study.phases} | {ANY_PHASE},
        "relation": {relation.id for relation in study.relations},
        "channel": {item.id for item in study.codebook.channels},
        "barrier": {item.id for item in study.codebook.barriers},
        "sector": {item.id for item in study.codebook.sectors},
    }


def _check_column(field: Field, rows: list[Row], log: Log, known: Collection[str]) -> None:
    where, step = _PLACES[field.refers]
    for row in rows:
        value = row.values.get(field.attribute or field.name, "")
        for name in value if isinstance(value, tuple) else (value,):
            if name and name not in known:
                log.error(
                    f"{shown(name)} is not in {where}{did_you_mean(name, known)}: {step}",
                    line=row.line,
                    column=field.name,
                    value=name,
                )


def _check_collectives(actors: Iterable[Actor], rows: list[Row], log: Log) -> None:
    kinds = {actor.id: actor.kind for actor in actors}
    for row in rows:
        members, kind = row.values.get("members", ()), row.values.get("kind", "agency")
        complaint = ""
        if kind == "collective" and not members:
            complaint = "is a collective without members: list them, ; between"
        elif members and kind != "collective":
            complaint = f"only a collective has members, and this is of kind {kind}"
        elif any(kinds.get(member) == "collective" for member in members):
            complaint = "a collective's members are actors, not collectives: list these instead"
        if complaint:
            log.error(complaint, line=row.line, column="members", value=";".join(members))


def _check_routes(rows: list[Row], log: Log) -> None:
    routes: dict[tuple[Any, Any], list[Row]] = {}
    for row in rows:
        key = (row.values["pathway"], row.values.get("route", ""))
        routes.setdefault(key, []).append(row)
    for steps in routes.values():
        steps.sort(key=lambda row: (row.values["step"], row.line))
        for before, after in itertools.pairwise(steps):
            number, value = after.values["step"], after.values["source"]
            if number == before.values["step"]:
                log.error(
                    f"step {number} of this route stands already in line {before.line}",
                    line=after.line,
                    column="step",
                    value=str(number),
                )
            elif value != before.values["target"]:
                log.error(
                    f"{shown(value)} is not the target of the step before, "
                    f"{shown(before.values['target'])}: a route is a chain",
                    line=after.line,
                    column="source",
                    value=value,
                )


def _check_views(study: Study, log: Log) -> None:
    phases = {phase.id for phase in study.phases}
    relations = {relation.id for relation in study.relations}
    for view in study.views:
        if view.phase and view.phase not in phases:
            guess = did_you_mean(view.phase, phases)
            log.error(f"{shown(view.phase)} is no phase{guess}", column=f"views.{view.id}.phase")
        for name in view.relations:
            if name not in relations:
                guess = did_you_mean(name, relations)
                log.error(
                    f"{shown(name)} is no relation{guess}", column=f"views.{view.id}.relations"
                )


def _check_scenarios(study: Study, log: Log) -> None:
    names = {actor.id for actor in study.actors}
    scenarios = Log(log.file.replace("study.toml", "scenarios.toml"), log)
    for scenario in study.scenarios:
        for change in scenario.changes:
            ends = [change.get(key) for key in ("source", "target", "actor", "hub")]
            ends += change.get("actors", [])
            for end in ends:
                if isinstance(end, str) and end not in names:
                    guess = did_you_mean(end, names)
                    scenarios.error(
                        f"{shown(end)} is not in actors.csv{guess}: add the actor or correct it",
                        column=scenario.id,
                        value=end,
                    )


def _check_accounts(study: Study, log: Log) -> None:
    if not study.has_accounts:
        return
    silent = [item.evidence_id for item in study.statements if not item.respondents]
    if silent:
        log.warning(
            f"{len(silent)} statements name no respondent, such as {silent[0]}: they give a state "
            "but count for no account"
        )

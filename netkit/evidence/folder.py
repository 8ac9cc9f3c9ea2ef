"""A study folder: its tables read, checked against each other, and put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from netkit.evidence.checks import check_references, check_study
from netkit.evidence.problems import Log
from netkit.evidence.records import load, make, statement
from netkit.evidence.rows import Row
from netkit.evidence.schema import (
    ACTORS,
    CONDITIONS,
    EDGES,
    LAYOUT,
    PATHWAYS,
    RESPONDENTS,
    Schema,
)
from netkit.evidence.settings import Settings, read_scenarios, read_settings
from netkit.evidence.source import Intake
from netkit.evidence.study import Actor, Relation, Scenario, Statement, Study
from netkit.evidence.text import shown

__all__ = ["is_study", "read_folder"]

SETTINGS = "study.toml"
SCENARIOS = "scenarios.toml"
Loaded = dict[str, tuple[list[Row], Log]]


def is_study(folder: Path) -> bool:
    """Whether a folder has what makes it a study: ``study.toml`` or edge files."""
    return (folder / SETTINGS).is_file() or any((folder / "edges").glob("*.csv"))


def read_folder(folder: Path, sector: str, intake: Intake) -> Study | None:
    """Read a study folder; nothing where an error is in the log."""
    if not is_study(folder):
        intake.log.of(folder.as_posix()).error(
            f"is no study: it has neither {SETTINGS} nor edges/*.csv; "
            "'netkit new DIR' makes a skeleton"
        )
        return None
    settings = _settings(folder, intake)
    relations = settings.relations or _relations(folder)
    aliases = {"sector": sector} if sector != "sector" else {}
    tables = {
        schema.name: _optional(intake, folder, schema, aliases if schema is ACTORS else {})
        for schema in (ACTORS, RESPONDENTS, CONDITIONS, PATHWAYS, LAYOUT)
    }
    edges = _edges(folder, relations, intake)
    scenarios = _scenarios(folder, intake)
    intake.names.report()
    study = _study(folder, replace(settings, relations=relations), tables, edges, scenarios)
    given = bool(tables["actors"][0])
    check_references(study, [*_checked(tables), *((EDGES, *e) for e in edges.values())], given)
    check_study(study, intake.log.of((folder / SETTINGS).as_posix()), tables)
    study = _without_self_ties(study, edges)
    return None if intake.log.failed else replace(study, inputs=MappingProxyType(intake.inputs))


def _settings(folder: Path, intake: Intake) -> Settings:
    path = folder / SETTINGS
    source = intake.open(path, SETTINGS) if path.exists() else None
    return Settings() if source is None else read_settings(source)


def _scenarios(folder: Path, intake: Intake) -> tuple[Scenario, ...]:
    path = folder / SCENARIOS
    source = intake.open(path, SCENARIOS) if path.exists() else None
    return () if source is None else read_scenarios(source)


def _relations(folder: Path) -> tuple[Relation, ...]:
    found = sorted((folder / "edges").glob("*.csv"))
    return tuple(Relation(path.stem, path.stem, f"edges/{path.name}") for path in found)


def _optional(
    intake: Intake, folder: Path, schema: Schema, aliases: dict[str, str]
) -> tuple[list[Row], Log]:
    path = folder / schema.path
    if not path.exists():
        return [], intake.log.of(path.as_posix())
    return load(intake, path, schema, schema.path, aliases)


def _edges(
    folder: Path, relations: Sequence[Relation], intake: Intake
) -> dict[str, tuple[list[Row], Log]]:
    loaded = {}
    first: dict[str, tuple[str, int]] = {}
    for relation in relations:
        name = relation.file or f"edges/{relation.id}.csv"
        path = folder / name
        if ".." in Path(name).parts or Path(name).is_absolute():
            intake.log.of((folder / SETTINGS).as_posix()).error(
                f"{shown(name)} is outside the study: keep edge files under edges/",
                column="relations",
            )
            continue
        if not relation.file and not path.exists():
            # A relation that only pathways name: prescribed, and nobody was asked about it.
            continue
        rows, log = load(intake, path, EDGES, name)
        loaded[relation.id] = (rows, log)
        _report_shared_keys(rows, log, name, first)
    return loaded


def _report_shared_keys(
    rows: Sequence[Row], log: Log, name: str, first: dict[str, tuple[str, int]]
) -> None:
    """Report a statement's key that stands in another edge file already."""
    for row in rows:
        key = row.values.get("evidence_id", "")
        if not key:
            continue
        where = first.setdefault(key, (name, row.line))
        if where[0] != name:
            log.error(
                f"{shown(key)} stands already in {where[0]}:{where[1]}: give every statement a "
                "key of its own",
                line=row.line,
                column="evidence_id",
                value=key,
            )


def _study(
    folder: Path,
    settings: Settings,
    tables: Loaded,
    edges: Loaded,
    scenarios: tuple[Scenario, ...],
) -> Study:
    said = [statement(row, name) for name, (rows, _) in edges.items() for row in rows]
    statements = with_keys(said)
    listed = make(ACTORS, tables["actors"][0])
    actors = listed or [Actor(name, name) for name in _ends(statements)]
    return Study(
        title=settings.title or folder.resolve().name,
        citation=settings.citation,
        statements=statements,
        actors=tuple(sorted(actors, key=lambda actor: actor.id)),
        respondents=_sorted(make(RESPONDENTS, tables["respondents"][0]), "id"),
        conditions=_sorted(make(CONDITIONS, tables["conditions"][0]), "condition_id"),
        steps=tuple(
            sorted(
                make(PATHWAYS, tables["pathways"][0]),
                key=lambda step: (step.pathway, step.route, step.step),
            )
        ),
        scenarios=scenarios,
        phases=settings.phases,
        relations=settings.relations,
        views=settings.views,
        codebook=settings.codebook,
        disclosure=settings.disclosure,
        support=settings.support,
        layout=MappingProxyType(
            {
                row.values["actor"]: (row.values["x"], row.values["y"])
                for row in sorted(tables["layout"][0], key=lambda row: str(row.values["actor"]))
            }
        ),
    )


def with_keys(said: Sequence[Statement]) -> tuple[Statement, ...]:
    """Sort statements canonically and give those without a key one made of what they say."""
    ordered = sorted(said, key=content_of)
    counts: dict[str, int] = {}
    keyed = []
    for item in ordered:
        key = item.evidence_id
        if not key:
            name = f"{item.relation}:{item.source}>{item.target}"
            counts[name] = counts.get(name, 0) + 1
            key = name if counts[name] == 1 else f"{name}#{counts[name]}"
        # The place of a row is forgotten here, as the order of rows must change nothing.
        keyed.append(replace(item, evidence_id=key, line=0))
    return tuple(sorted(keyed, key=lambda item: (item.evidence_id, content_of(item))))


def content_of(item: Statement) -> tuple[str, ...]:
    """Give all that a statement says but its place, to sort by."""
    names = (
        "evidence_id relation source target status channel phase barriers respondents section "
        "paragraph summary confidence share weight"
    )
    return tuple(str(getattr(item, name)) for name in names.split())


def _without_self_ties(study: Study, edges: Loaded) -> Study:
    """Drop what an actor is said to tell itself; a collective's own tie is its members'."""
    figures = {actor.id for actor in study.actors if actor.kind == "collective"}
    for rows, log in edges.values():
        for row in rows:
            source = row.values["source"]
            if source == row.values["target"] and source and source not in figures:
                log.warning(
                    f"{shown(source)} stands at both ends: the tie was dropped, the actor stays",
                    line=row.line,
                    column="target",
                    value=source,
                )
    kept = tuple(s for s in study.statements if s.source != s.target or s.source in figures)
    return replace(study, statements=kept)


def _checked(tables: Loaded) -> list[tuple[Schema, list[Row], Log]]:
    schemas = (ACTORS, RESPONDENTS, CONDITIONS, PATHWAYS, LAYOUT)
    return [(schema, *tables[schema.name]) for schema in schemas]


def _ends(statements: Sequence[Statement]) -> list[str]:
    return sorted({end for item in statements for end in (item.source, item.target) if end})


def _sorted(records: list, attribute: str) -> tuple:  # type: ignore[type-arg]
    return tuple(sorted(records, key=lambda record: str(getattr(record, attribute))))

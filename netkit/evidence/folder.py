"""A study folder: its tables read, checked against each other, and put together."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import NamedTuple

from netkit.evidence.assembly import Sheets, actors_of, put_together
from netkit.evidence.checks import Known
from netkit.evidence.records import SECTOR, Sheet, absent, load
from netkit.evidence.scenarios import read_scenarios
from netkit.evidence.schema import (
    ACTORS,
    CONDITIONS,
    EDGES,
    LAYOUT,
    PATHWAYS,
    RESPONDENTS,
    Schema,
)
from netkit.evidence.settings import Settings, is_inside, read_settings
from netkit.evidence.source import Intake
from netkit.evidence.study import Relation, Scenario, Study
from netkit.evidence.text import clean, shown
from netkit.evidence.whole import check_whole, report_spare, vocabularies

__all__ = ["is_study", "read_folder"]

SETTINGS = "study.toml"
SCENARIOS = "scenarios.toml"
EDGE_FILES = "edges"
_ENDINGS = (".csv", ".tsv", ".txt")


class _Folder(NamedTuple):
    """Where a study stands and what its reading shares."""

    path: Path
    intake: Intake
    sector: str


def is_study(folder: Path) -> bool:
    """Whether a folder has what makes it a study: ``study.toml`` or edge files."""
    return (folder / SETTINGS).is_file() or bool(_edge_files(folder))


def read_folder(path: Path, sector: str, intake: Intake) -> Study | None:
    """Read a study folder; nothing where an error is in the log."""
    if not is_study(path):
        intake.log.of(path.as_posix()).error(
            f"is no study: it has neither {SETTINGS} nor {EDGE_FILES}/*.csv. Give another folder, "
            "or make a study with 'netkit new'."
        )
        return None
    folder = _Folder(path, intake, sector)
    settings = _settings(folder)
    sheets = _sheets(folder, settings or Settings(relations=_found_relations(path)))
    if settings and not sheets.edges:
        intake.log.of((path / SETTINGS).as_posix()).error(
            f"declares no relation with a file: write {EDGE_FILES}/*.csv, with source and target"
        )
    actors = actors_of(sheets)
    known = Known(vocabularies(settings, sheets, actors, own_sectors=sector == SECTOR))
    scenarios = _scenarios(folder, known)
    intake.names.report()
    check_whole(sheets, known, actors)
    if settings is None or intake.log.failed:
        return None
    if intake.teaching:
        report_spare(settings, sheets, actors, intake.log.of((path / SETTINGS).as_posix()))
    title = settings.title or clean(path.resolve().name)
    return put_together(settings._replace(title=title), sheets, actors, scenarios)


def _edge_files(folder: Path) -> list[Path]:
    """Find the edge files, but for those that programs hide beside an open one."""
    edges = folder / EDGE_FILES
    found = sorted(edges.iterdir()) if edges.is_dir() else []
    return [
        path
        for path in found
        if path.suffix.casefold() in _ENDINGS and path.name[0] not in ".~" and path.is_file()
    ]


def _found_relations(folder: Path) -> tuple[Relation, ...]:
    return tuple(
        Relation(clean(path.stem), clean(path.stem), f"{EDGE_FILES}/{path.name}")
        for path in _edge_files(folder)
    )


def _settings(folder: _Folder) -> Settings | None:
    path, found = folder.path / SETTINGS, _found_relations(folder.path)
    if not path.exists():
        return Settings(relations=found)
    source = folder.intake.open(path, SETTINGS)
    settings = read_settings(source, found) if source else None
    if settings is None:
        return None
    declared = {_edge_file(item) for item in settings.relations}
    for relation in found:
        if relation.file not in declared:
            folder.intake.log.of((folder.path / relation.file).as_posix()).warning(
                f"was not read, as no relation of {SETTINGS} names it: declare it under "
                "[[relations]] or move it away"
            )
    return settings


def _edge_file(relation: Relation) -> str:
    return relation.file or f"{EDGE_FILES}/{relation.id}.csv"


def _sheets(folder: _Folder, settings: Settings) -> Sheets:
    edges = {}
    for relation in settings.relations:
        name = _edge_file(relation)
        # A relation without a file is prescribed only: pathways name it, no statement does.
        if is_inside(PurePosixPath(name)) and (relation.file or (folder.path / name).exists()):
            edges[relation.id] = load(folder.intake, folder.path / name, EDGES, name)
    return Sheets(
        actors=_sheet(folder, ACTORS),
        respondents=_sheet(folder, RESPONDENTS),
        conditions=_sheet(folder, CONDITIONS),
        pathways=_sheet(folder, PATHWAYS),
        layout=_sheet(folder, LAYOUT),
        edges=edges,
    )


def _sheet(folder: _Folder, schema: Schema) -> Sheet:
    path = folder.path / schema.path
    sector = folder.sector if schema is ACTORS else SECTOR
    log = folder.intake.log.of(path.as_posix())
    if path.exists():
        return load(folder.intake, path, schema, schema.path, sector=sector)
    if sector != SECTOR:
        log.error(f"does not exist, so there is no column {shown(sector)}", column=sector)
    return absent(schema, log)


def _scenarios(folder: _Folder, known: Known) -> tuple[Scenario, ...]:
    path = folder.path / SCENARIOS
    source = folder.intake.open(path, SCENARIOS) if path.exists() else None
    return read_scenarios(source, known) if source else ()

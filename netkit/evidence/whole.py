"""A study's tables held against each other, wherever they stand: a folder or a workbook."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from netkit.evidence.assembly import Sheets
from netkit.evidence.checks import (
    Known,
    check_accounts,
    check_actors,
    check_keys,
    check_references,
    check_respondents,
    check_routes,
)
from netkit.evidence.names import EXAMPLES
from netkit.evidence.problems import Log
from netkit.evidence.schema import COLLECTIVE
from netkit.evidence.settings import Settings
from netkit.evidence.study import ANY_PHASE, AUTHORS, Actor
from netkit.evidence.text import shown

__all__ = ["check_whole", "report_spare", "vocabularies"]

_DECLARED = ("phase", "last_phase", "relation", "channel", "barrier", "sector")


def vocabularies(
    settings: Settings | None, sheets: Sheets, actors: Sequence[Actor], *, own_sectors: bool = True
) -> Mapping[str, Collection[str] | None]:
    """Collect the vocabularies; one whose table could not be read is not held against anybody.

    Sectors are those of the codebook only where actors have them in their ``own_sectors`` column.
    """
    listed = [row.values["id"] for row in sheets.respondents.rows]
    told = sheets.respondents.given and sheets.respondents.sound
    known: dict[str, Collection[str] | None] = {
        "actor": {actor.id for actor in actors} if sheets.actors.sound else None,
        "body": {actor.id for actor in actors if actor.until} if sheets.actors.sound else None,
        "respondent": {*listed, AUTHORS} if told else None,
    }
    if settings is None:
        return known | dict.fromkeys(_DECLARED)
    book, phases = settings.codebook, {item.id for item in settings.phases}
    sectors = {item.id for item in book.sectors} if own_sectors else set()
    return known | {
        "phase": {ANY_PHASE, *phases},
        "last_phase": phases,
        "relation": {item.id for item in settings.relations},
        "channel": {item.id for item in book.channels} or None,
        "barrier": {item.id for item in book.barriers} or None,
        "sector": sectors or None,
    }


def check_whole(sheets: Sheets, known: Known, actors: Sequence[Actor]) -> None:
    """Report everything that one table says and another contradicts."""
    check_references(sheets.every, known)
    check_actors(sheets.actors)
    check_respondents(sheets.respondents)
    check_keys(sheets.edges.values())
    check_accounts(
        (sheet.log, row.line, row.values.get("respondents", ()))
        for sheet in sheets.evidence
        for row in sheet.rows
    )
    check_routes(sheets.pathways, {actor.id for actor in actors if actor.kind == COLLECTIVE})


def report_spare(settings: Settings, sheets: Sheets, actors: Sequence[Actor], log: Log) -> None:
    """Note what is declared and never spoken of; none of it is wrong, all of it may be a slip."""
    _report_unmentioned(sheets, actors)
    cited = _said(sheets, "respondents")
    _note(
        [row.values["id"] for row in sheets.respondents.rows if row.values["id"] not in cited],
        "respondent is", "respondents are", "cited by no row", sheets.respondents.log, "id",
    )  # fmt: skip
    statements = [row for sheet in sheets.edges.values() for row in sheet.rows]
    phases = {row.values.get("phase", ANY_PHASE) for row in statements}
    _note(
        [item.id for item in settings.phases if item.id not in phases],
        "phase has", "phases have", "no statement of its own", log, "phases",
    )  # fmt: skip
    told = {name for name, sheet in sheets.edges.items() if sheet.rows}
    told |= {row.values.get("relation", "") for row in statements} | _said(sheets, "relation")
    _note(
        [item.id for item in settings.relations if item.id not in told],
        "relation has", "relations have", "neither statement nor prescribed step", log, "relations",
    )  # fmt: skip
    book = settings.codebook
    for what, declared, used in (
        ("channel", book.channels, _said(sheets, "channel")),
        ("barrier", book.barriers, _said(sheets, "barriers") | _said(sheets, "barrier")),
        ("sector", book.sectors, {actor.sector for actor in actors}),
    ):
        _note(
            [item.id for item in declared if item.id not in used],
            f"{what} is", f"{what}s are", "used by no row", log, "codebook",
        )  # fmt: skip


def _report_unmentioned(sheets: Sheets, actors: Sequence[Actor]) -> None:
    mentioned: set[str] = set()
    for sheet in (*sheets.evidence, sheets.pathways):
        for field in sheet.schema.fields:
            if field.kind == "actor":
                mentioned |= {row.values.get(field.name, "") for row in sheet.rows}
    for actor in actors:
        if actor.kind == COLLECTIVE and actor.id in mentioned:
            mentioned |= set(actor.members)
    _note(
        [actor.id for actor in actors if actor.id not in mentioned],
        "actor is", "actors are", "mentioned by no row",
        sheets.actors.log, "id",
    )  # fmt: skip


def _said(sheets: Sheets, column: str) -> set[str]:
    """Give all that the rows of evidence and pathways say in a column."""
    said: set[str] = set()
    for sheet in (*sheets.evidence, sheets.pathways):
        for row in sheet.rows:
            value = row.values.get(column, "")
            said |= {value} if isinstance(value, str) else set(value)
    return said


def _note(found: Sequence[str], one: str, more: str, what: str, log: Log, column: str) -> None:
    if not found:
        return
    listed = ", ".join(shown(name) for name in sorted(found)[:EXAMPLES])
    rest = f" and {len(found) - EXAMPLES} more" if len(found) > EXAMPLES else ""
    verb = one if len(found) == 1 else more
    log.note(f"{len(found)} {verb} {what}: {listed}{rest}", column=column)

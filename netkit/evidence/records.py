"""A file's rows as the study's records, and the keys that no two of them may share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from netkit.evidence.names import NameBook
from netkit.evidence.problems import Log
from netkit.evidence.rows import Row, bind, read_rows
from netkit.evidence.schema import Schema
from netkit.evidence.source import Intake
from netkit.evidence.study import Actor, Condition, Respondent, Statement, Step
from netkit.evidence.tables import Table, read_table
from netkit.evidence.text import shown

__all__ = ["Sheet", "absent", "load", "make", "report_twice", "sheet_of", "statement"]

SECTOR = "sector"
_RECORDS: dict[str, Any] = {
    "actors": Actor,
    "nodes": Actor,
    "respondents": Respondent,
    "conditions": Condition,
    "pathways": Step,
}
# What a record needs and a table may do without.
_NEEDED = {"pathways": ("title", "route")}


class Sheet(NamedTuple):
    """One table of a study: its rows, where to report, and whether it is there and readable.

    ``name`` is its place within the study, as in ``edges/referral.csv``.
    """

    name: str
    schema: Schema
    rows: list[Row]
    log: Log
    given: bool = True
    sound: bool = True


def absent(schema: Schema, log: Log) -> Sheet:
    """Give the sheet of a table that the study does without."""
    return Sheet(schema.path, schema, [], log, given=False)


def load(intake: Intake, path: Path, schema: Schema, key: str, *, sector: str = SECTOR) -> Sheet:
    """Read one table of a study; whatever is wrong is in the log.

    ``sector`` names the column that is read as the actors' sector.
    """
    source = intake.open(path, key)
    log = intake.log.of(path.as_posix())
    text = source.text() if source else None
    table = read_table(text, source.ending, log) if source and text else None
    if table is None:
        return Sheet(key, schema, [], log, sound=False)
    return sheet_of(table, schema, key, log, intake.names, sector=sector)


def sheet_of(
    table: Table, schema: Schema, key: str, log: Log, names: NameBook, *, sector: str = SECTOR
) -> Sheet:
    """Read the rows of a table of a study, wherever it stands; whatever is wrong is in the log."""
    aliases = {SECTOR: sector} if sector != SECTOR else {}
    binding = bind(table, schema, log, aliases)
    if binding is None:
        return Sheet(key, schema, [], log, sound=False)
    rows = list(read_rows(table, binding, log, names))
    report_twice(((row.values.get(schema.key, ""), row.line) for row in rows), schema.key, log)
    return Sheet(key, schema, rows, log)


def make(schema: Schema, rows: Iterable[Row]) -> list[Any]:
    """Make a record of each row."""
    record = _RECORDS[schema.name]
    if record is not Actor:
        optional = dict.fromkeys(_NEEDED.get(schema.name, ()), "")
        return [record(**optional | row.values) for row in rows]
    return [Actor(**{**row.values, "name": _name(row)}, attributes=row.attributes) for row in rows]


def statement(row: Row, relation: str) -> Statement:
    """Make a statement of a row of an edge file, whose relation is the file's unless it says."""
    values = {"evidence_id": "", **row.values}
    values["relation"] = row.values.get("relation") or relation
    return Statement(**values, line=row.line, attributes=row.attributes)


def _name(row: Row) -> str:
    name: str = row.values.get("name") or row.values["id"]
    return name


def report_twice(keys: Iterable[tuple[str, int]], column: str, log: Log) -> None:
    """Report a key, given with its line, that stands in an earlier line already."""
    first: dict[str, int] = {}
    for value, line in keys:
        if value and first.setdefault(value, line) != line:
            log.error(
                f"{shown(value)} stands already in line {first[value]}: give every row "
                f"its own {column}",
                line=line,
                column=column,
                value=value,
            )

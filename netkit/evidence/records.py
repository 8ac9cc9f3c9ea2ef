"""A file's rows as the study's records, and the keys that no two of them may share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from netkit.evidence.problems import Log
from netkit.evidence.rows import Row, bind, read_rows
from netkit.evidence.schema import Schema
from netkit.evidence.source import Intake, Source
from netkit.evidence.study import Actor, Condition, Respondent, Statement, Step
from netkit.evidence.tables import Table, read_table
from netkit.evidence.text import shown

__all__ = ["load", "make", "rows_of", "statement", "table_of"]

_RECORDS: Mapping[str, Any] = {
    "actors": Actor,
    "nodes": Actor,
    "respondents": Respondent,
    "conditions": Condition,
    "pathways": Step,
}
_NOTHING: Mapping[str, str] = {}


def load(
    intake: Intake, path: Path, schema: Schema, key: str, aliases: Mapping[str, str] = _NOTHING
) -> tuple[list[Row], Log]:
    """Read one table of a study; whatever is wrong is in the log."""
    source = intake.open(path, key)
    log = intake.log.of(path.as_posix())
    table = None if source is None else table_of(source)
    if source is None or table is None:
        return [], log
    return rows_of(table, schema, source, aliases), log


def table_of(source: Source) -> Table | None:
    """Give a file's header and rows, or nothing where it is no table."""
    text = source.text()
    return None if text is None else read_table(text, source.ending, source.log)


def rows_of(
    table: Table, schema: Schema, source: Source, aliases: Mapping[str, str] = _NOTHING
) -> list[Row]:
    """Give a table's rows as values; a key that stands twice is an error."""
    binding = bind(table, schema, source.log, aliases)
    if binding is None:
        return []
    rows = list(read_rows(table, binding, source.log, source.names))
    attribute = next((f.attribute or f.name for f in schema.fields if f.name == schema.key), "")
    _report_twice(rows, schema.key, attribute, source.log)
    return rows


def make(schema: Schema, rows: Iterable[Row]) -> list[Any]:
    """Make a record of each row."""
    record = _RECORDS[schema.name]
    made = []
    for row in rows:
        values = dict(row.values)
        if record is Actor:
            values["name"] = values.get("name") or values["id"]
            values["attributes"] = row.attributes
        made.append(record(**values))
    return made


def statement(row: Row, relation: str) -> Statement:
    """Make a statement of a row of an edge file."""
    values = {"evidence_id": "", "relation": "", **row.values}
    values["relation"] = values["relation"] or relation
    return Statement(**values, line=row.line, attributes=row.attributes)


def _report_twice(rows: Iterable[Row], key: str, attribute: str, log: Log) -> None:
    first: dict[str, int] = {}
    for row in rows:
        value = row.values.get(attribute, "") if attribute else ""
        if not value:
            continue
        if value in first:
            log.error(
                f"{shown(value)} stands already in line {first[value]}: give every row a key "
                "of its own",
                line=row.line,
                column=key,
                value=str(value),
            )
        else:
            first[value] = row.line

"""A table's rows as typed values: columns bound to the schema by their headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from netkit.evidence.cells import Column
from netkit.evidence.names import NameBook
from netkit.evidence.problems import Log, nearest
from netkit.evidence.schema import Field, Schema
from netkit.evidence.tables import Table
from netkit.evidence.text import shown, text_of

__all__ = ["Binding", "Row", "bind", "field_of", "fold", "read_rows"]

_NO_EXTRAS: Mapping[str, str] = MappingProxyType({})
# How like a known header another one must be, and how long, to be taken for a misspelling.
_MISSPELT = 0.85
_SHORTEST_GUESS = 5


class Row(NamedTuple):
    """One row: its line, the values of the columns netkit knows, and the others as text."""

    line: int
    values: dict[str, Any]
    attributes: Mapping[str, str]


class Binding(NamedTuple):
    """Which column of a file is which: known ones, others by their header, unnamed ones."""

    fields: tuple[tuple[Field, int], ...]
    extras: tuple[tuple[str, int], ...]
    unnamed: tuple[int, ...]


def fold(header: str) -> str:
    """Give a header as it is compared: without case, blanks and joining signs."""
    return re.sub(r"[\s._-]+", "", header).casefold()


def field_of(schema: Schema, header: str) -> Field | None:
    """Give the field a header names, by its name or a synonym."""
    folded = fold(header)
    for field in schema.fields:
        if folded == fold(field.name) or folded in field.synonyms:
            return field
    return None


def bind(
    table: Table, schema: Schema, log: Log, aliases: Mapping[str, str] = _NO_EXTRAS
) -> Binding | None:
    """Match a header to a schema; duplicate, doubtful or missing columns refuse the file.

    ``aliases`` names the header that is to be read as a field, instead of the field's own name.
    """
    folded = [fold(header) for header in table.header]
    taken: dict[int, Field] = {}
    sound = _distinct(table, log)
    for field in schema.fields:
        places = _places(field, folded, taken, aliases)
        if len(places) > 1:
            sound = _report_doubtful(field, [table.header[place] for place in places], table, log)
        elif places:
            taken[places[0]] = field
        elif field.required or field.name in aliases:
            sound = _report_missing(field, table, log, aliases)
    if not sound:
        return None
    rest = [place for place in range(len(folded)) if place not in taken]
    _report_unknown(rest, taken, table, schema, log)
    return Binding(
        tuple((field, place) for place, field in sorted(taken.items())),
        tuple((table.header[place], place) for place in rest if table.header[place]),
        tuple(place for place in rest if not table.header[place]),
    )


def _places(
    field: Field, folded: Sequence[str], taken: Mapping[int, Field], aliases: Mapping[str, str]
) -> list[int]:
    """Find a field's columns: its own name goes before synonyms, these before fallbacks."""
    if field.name in aliases:
        choices: tuple[tuple[str, ...], ...] = ((fold(aliases[field.name]),),)
    else:
        ordered = tuple((name,) for name in field.fallbacks)
        choices = ((fold(field.name),), field.synonyms, *ordered)
    for names in choices:
        found = [i for i, name in enumerate(folded) if name in names and i not in taken]
        if found:
            return found
    return []


def _distinct(table: Table, log: Log) -> bool:
    counts = Counter(header.casefold() for header in table.header if header)
    twice = sorted(header for header, count in counts.items() if count > 1)
    for header in twice:
        log.error(
            f"the column {shown(header)} stands {counts[header]} times: keep one, or rename",
            line=table.line,
            column=header,
        )
    return not twice


def _report_doubtful(field: Field, headers: list[str], table: Table, log: Log) -> bool:
    if len({header.casefold() for header in headers}) > 1:
        listed = " and ".join(shown(header) for header in headers)
        log.error(
            f"the columns {listed} could each be the {field.name}: rename all but one",
            line=table.line,
            column=field.name,
        )
    return False


def _report_missing(field: Field, table: Table, log: Log, aliases: Mapping[str, str]) -> bool:
    wanted = aliases.get(field.name, field.name)
    listed = ", ".join(shown(header) for header in table.header if header)
    known = f" (also known as {', '.join(field.synonyms)})" if field.synonyms else ""
    log.error(
        f"there is no column {shown(wanted)}{known if wanted == field.name else ''}; "
        f"the columns are {listed}: add it or rename one",
        line=table.line,
        column=wanted,
    )
    return False


def _report_unknown(
    rest: list[int], taken: Mapping[int, Field], table: Table, schema: Schema, log: Log
) -> None:
    """Say which columns are left out, and which look like a known one misspelt."""
    bound = {field.name for field in taken.values()}
    free = [field.name for field in schema.fields if field.name not in bound]
    for place in rest:
        header = table.header[place]
        guess = _misspelt(header, free)
        if not header or (schema.keeps_extras and not guess):
            continue
        hint = f" (did you mean {shown(guess)}?)" if guess else ""
        done = "kept as an attribute" if schema.keeps_extras else "left out"
        log.warning(
            f"the column {shown(header)} is not known{hint} and was {done}",
            line=table.line,
            column=header,
        )


def _misspelt(header: str, free: list[str]) -> str:
    """Give the known column that a header is taken for a misspelling of, or nothing.

    A column ``evidence`` is no misspelt ``evidence_id``: a shorter word is a word of its own. Nor
    is ``relations`` a misspelt ``relation``: it holds several.
    """
    if len(header) < _SHORTEST_GUESS:
        return ""
    guess = nearest(header, free, likeness=_MISSPELT)
    folded = fold(header)
    return "" if fold(guess).startswith(folded) or folded == f"{fold(guess)}s" else guess


def read_rows(table: Table, binding: Binding, log: Log, names: NameBook) -> Iterator[Row]:
    """Read every row; all that is wrong with the cells is reported, with its line and value."""
    columns = [Column(field, place, log, names) for field, place in binding.fields]
    unnamed = _Unnamed(binding.unnamed, log)
    for line, cells in table.rows:
        values = {column.attribute: column.value(cells, line) for column in columns}
        if binding.unnamed:
            unnamed.see(cells, line)
        extras = {name: text_of(cells[place]).strip() for name, place in binding.extras}
        yield Row(line, values, MappingProxyType(extras) if extras else _NO_EXTRAS)
    for column in columns:
        column.report()
    unnamed.report()


class _Unnamed:
    """Columns without a header: row numbers in the first are left out, all else is an error."""

    def __init__(self, places: tuple[int, ...], log: Log) -> None:
        self._places = places
        self._log = log
        self._numbered = False
        self._refused: set[int] = set()

    def see(self, cells: list[str], line: int) -> None:
        """Look at the cells of a row that stand under no header."""
        for place in self._places:
            text = cells[place].strip()
            if not text or place in self._refused:
                continue
            if place == 0 and text.isdigit():
                self._numbered = True
            else:
                self._refused.add(place)
                self._log.error(
                    f"column {place + 1} has cells, such as {shown(text)}, but no name: "
                    "name it in the header or delete it",
                    line=line,
                    value=text,
                )

    def report(self) -> None:
        """Say that row numbers were left out."""
        if self._numbered and not self._refused:
            self._log.note("the first column has no name and holds row numbers: it was left out")

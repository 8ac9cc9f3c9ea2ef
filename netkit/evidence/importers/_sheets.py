"""A workbook of strangers as sheets of text: limits first, formulas never worked out."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError

from netkit.evidence.problems import Log
from netkit.evidence.tables import COLUMN_LIMIT, Table
from netkit.evidence.text import clean, counted

__all__ = ["UNREADABLE", "PackageLimits", "Sheet", "read_sheets", "refusal_of"]

_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
# What reading a part of a spoilt zip may end in.
UNREADABLE = (
    EOFError, KeyError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
# What a spoilt package makes of openpyxl, which checks little of what it is given.
_SPOILT = (*UNREADABLE, AttributeError, IndexError, ParseError, TypeError)


class PackageLimits(NamedTuple):
    """How much a zip may hold: members, bytes in all, and how many times its own size."""

    members: int = 5_000
    size: int = 500_000_000
    ratio: int = 500


USUAL_LIMITS = PackageLimits()


class Sheet(NamedTuple):
    """One sheet: its name and, where it has a header, its table."""

    name: str
    table: Table


def refusal_of(data: bytes, limits: PackageLimits = USUAL_LIMITS) -> str:
    """Say why a zip is not opened, or nothing; nothing is unpacked for that."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return "is no zip that can be read, as it should be: it may be cut short; save it anew"
    size = sum(member.file_size for member in members)
    if len(members) > limits.members:
        return f"holds {len(members)} parts, more than the {limits.members} that are read"
    if size > limits.size or size > limits.ratio * max(len(data), 10_000):
        return (
            f"would unpack to {size} bytes from {len(data)}, which no honest file does: it was not "
            "opened"
        )
    if any(member.flag_bits & 1 for member in members):
        return "is locked with a password: save it without one"
    return ""


def read_sheets(data: bytes, log: Log) -> list[Sheet] | None:
    """Read every sheet that has cells; the first row with any is its header."""
    from openpyxl import load_workbook

    refusal = refusal_of(data)
    if refusal:
        log.error(refusal)
        return None
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it leaves out, such as drop-down lists: none is read here.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = []
            for part in book.worksheets:
                # What a sheet says of its own size may be anything, and is not gone by.
                part.reset_dimensions()
                sheet = _sheet(part.title, part.iter_rows(values_only=True), log)
                sheets += [sheet] if sheet else []
            _report_formulas(data, log)
    except _SPOILT as error:
        log.error(
            f"is no workbook that can be read ({type(error).__name__}): save it anew as .xlsx"
        )
        return None
    if not sheets and not log.file_failed:
        log.error("is empty: none of its sheets has cells")
    return None if log.file_failed else sheets


def _sheet(name: str, rows: Iterator[tuple[Any, ...]], log: Log) -> Sheet | None:
    records = [
        (number, [_text(value) for value in row])
        for number, row in enumerate(rows, start=1)
        if any(value is not None and str(value).strip() for value in row)
    ]
    if not records:
        return None
    line, cells = records[0]
    while cells and not cells[-1].strip():
        cells.pop()
    if len(cells) > COLUMN_LIMIT:
        log.within(name).error(
            f"has {len(cells)} columns, more than the {COLUMN_LIMIT} that are read"
        )
        return None
    wide = len(cells)
    body = [(at, [*row, *[""] * wide][: max(wide, len(row))]) for at, row in records[1:]]
    for at, row in body:
        if any(text.strip() for text in row[wide:]):
            log.within(name).error(
                f"row {at} has cells beyond the header's {wide} columns: name them or delete them",
                line=at,
            )
    return Sheet(
        name,
        Table(
            tuple(clean(text) for text in cells),
            tuple(cells),
            iter([(at, row[:wide]) for at, row in body]),
            line,
        ),
    )


def _text(value: Any) -> str:
    """Give a cell as it reads: 7, not 7.0; a date in the order of ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


def _report_formulas(data: bytes, log: Log) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found = sum(
            len(_FORMULA.findall(package.read(name)))
            for name in package.namelist()
            if name.startswith("xl/worksheets/")
        )
    if found:
        log.warning(
            f"{counted(found, 'cell')} with a formula: what the spreadsheet last showed was read"
        )

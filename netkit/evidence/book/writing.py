"""Writing a study's workbook: a sheet for each table, with drop-downs for its vocabularies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from netkit.evidence.book.packing import timeless
from netkit.evidence.book.sheets import GUIDE, SHEETS, VOCABULARY_OF
from netkit.evidence.rows import field_of
from netkit.evidence.schema import Field, Schema

__all__ = ["book_of"]

# Rows that a person may fill before a drop-down has to be drawn further down.
ROWS = 2_000
_WIDE = {
    "summary": 60,
    "definition": 60,
    "meaning": 60,
    "description": 40,
    "value": 40,
    "title": 32,
}
_USUAL = 16
_TEXT = "@"
_HEADER = PatternFill("solid", start_color="FF1D3B53")
_OPTIONAL = PatternFill("solid", start_color="FF5B6F7F")
_WHITE = Font(bold=True, color="FFFFFFFF")
_TOP = Alignment(vertical="top", wrap_text=True)
# What a drop-down does with a word of one's own: a list of several words has to be typed, and a
# phase may be any.
_OPEN_KINDS = ("codes", "actors")


def book_of(guide: Sequence[str], tables: Mapping[str, Sequence[Mapping[str, str]]]) -> bytes:
    """Give a workbook with a guide and every sheet of a study, filled with the rows given.

    Every cell is text; every column says what it is for when a cell of it is entered.
    """
    book = Workbook()
    _write_guide(book.worksheets[0], guide)
    for name, schema in SHEETS.items():
        _write_sheet(book.create_sheet(name), schema, tables.get(name, ()))
    return timeless(book)


def _write_guide(sheet: Any, lines: Iterable[str]) -> None:
    sheet.title = GUIDE
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(lines, start=1):
        entry = sheet.cell(number, 1, line)
        entry.data_type = "s"
        entry.alignment = _TOP
        if number == 1:
            entry.font = Font(bold=True, size=14)


def _write_sheet(sheet: Any, schema: Schema, rows: Sequence[Mapping[str, str]]) -> None:
    # What an interview says has no weight; a column for it may be added.
    headers = [field.name for field in schema.fields if field.kind != "weight"]
    extras = sorted({name for row in rows for name in row if field_of(schema, name) is None})
    for place, header in enumerate([*headers, *extras], start=1):
        field = field_of(schema, header)
        letter = get_column_letter(place)
        top = sheet.cell(1, place, header)
        top.font, top.alignment = _WHITE, _TOP
        top.fill = _HEADER if field and field.required else _OPTIONAL
        width = sheet.column_dimensions[letter]
        width.width, width.number_format = _WIDE.get(header, _USUAL), _TEXT
        if field:
            _add_choice(sheet, field, f"{letter}2:{letter}{ROWS}")
        for number, row in enumerate(rows, start=2):
            entry = sheet.cell(number, place)
            entry.number_format, entry.alignment = _TEXT, _TOP
            if row.get(header):
                entry.value, entry.data_type = row[header], "s"
    sheet.freeze_panes = "A2"


def _add_choice(sheet: Any, field: Field, cells: str) -> None:
    """Say what a column is for, and offer the words that it may hold."""
    choice = DataValidation(allow_blank=True, showInputMessage=True)
    choice.promptTitle, choice.prompt = field.name[:32], field.meaning[:255]
    if field.values or field.refers:
        choice.type = "list"
        choice.formula1 = _words(field)
        choice.showErrorMessage = field.kind not in _OPEN_KINDS and field.refers != "phase"
        choice.errorStyle = "stop" if field.values else "warning"
        choice.errorTitle = "Not one of the words"
        choice.error = "Choose from the list, or add the word to its own sheet first."
    choice.add(cells)
    sheet.add_data_validation(choice)


def _words(field: Field) -> str:
    if field.values:
        return f'"{",".join(field.values)}"'
    name = VOCABULARY_OF[field.refers].name
    keys = f"{name}!$A$2:$A${ROWS}"
    # Only the filled cells, so that the list has no empty lines and holds what it checks.
    return f"OFFSET({name}!$A$2,0,0,MAX(1,COUNTA({keys})),1)"

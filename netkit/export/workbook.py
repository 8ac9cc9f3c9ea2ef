"""One table as a workbook whose bytes depend on the table alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from netkit.evidence.book.packing import timeless

__all__ = ["workbook"]


def workbook(rows: Iterable[Sequence[Any]]) -> bytes:
    """Give rows as a workbook of one sheet; every text is stored as text, never as a formula."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row, start=1):
            entry = sheet.cell(number, place)
            entry.value = value
            if isinstance(value, str):
                entry.data_type = "s"
    return timeless(book)

"""One table as a workbook whose bytes depend on the table alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["workbook"]

EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


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
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _timeless(data: bytes) -> bytes:
    """Take the time of writing out of a workbook's parts and of the archive around them."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist()):
            part = _STAMPS.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(name))
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return stream.getvalue()

"""A delimited file as rows with their line numbers: separator, quotes, ragged rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from netkit.evidence.problems import Log
from netkit.evidence.source import TextFile
from netkit.evidence.text import clean, text_of

__all__ = ["CELL_LIMIT", "COLUMN_LIMIT", "Record", "Table", "read_table", "separator_of"]

CELL_LIMIT = 10_000_000
COLUMN_LIMIT = 10_000
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "blank"}
BLANKS_ENDING = ".txt"

Record = tuple[int, list[str]]


class Table(NamedTuple):
    """A header and its rows; each row has as many cells as the header and knows its line.

    The rows are read as they are asked for, once; what is wrong with them is reported then.
    ``raw`` is the header as it stands in the file.
    """

    header: tuple[str, ...]
    raw: tuple[str, ...]
    rows: Iterator[Record]
    line: int


def read_table(text: TextFile, ending: str, log: Log) -> Table | None:
    """Read a delimited file; a file without any row of cells is reported and gives nothing."""
    separator, skipped = _separator(text, ending)
    records = _records(text, separator, skipped, log)
    first = next(records, None)
    if first is None:
        if not log.file_failed:
            log.error("is empty: it needs at least a header line")
        return None
    line, cells = first
    header = _header(cells)
    if len(header) > COLUMN_LIMIT:
        log.error(f"has {len(header)} columns, more than the {COLUMN_LIMIT} that are read")
        return None
    ahead = list(islice(records, 2))
    if _has_bare_row_names(header, ahead):
        header, cells = ("", *header), ["", *cells]
    rows = _fitted(chain(ahead, records), len(header), log)
    return Table(header, tuple(cells[: len(header)]), rows, line)


def separator_of(text: TextFile, ending: str) -> str:
    """Give the sign between the cells of a delimited file."""
    return _separator(text, ending)[0]


def _header(cells: list[str]) -> tuple[str, ...]:
    names = [clean(text_of(cell)) for cell in cells]
    while len(names) > 1 and not names[-1]:
        names.pop()
    return tuple(names)


def _has_bare_row_names(header: tuple[str, ...], ahead: list[Record]) -> bool:
    """Recognise what R's write.table leaves: row names without a header cell above them."""
    if not ahead or any(len(cells) != len(header) + 1 for _, cells in ahead):
        return False
    names = [clean(cells[0]) for _, cells in ahead]
    numbered = names == ["1", "2"][: len(names)]
    return bool(ahead[0][1][-1].strip()) and (numbered or set(names) <= set(header))


def _separator(text: TextFile, ending: str) -> tuple[str, int]:
    """Give the separator that cuts the header into most cells, and the lines to skip before."""
    line, first = next(
        ((number, row) for number, row in enumerate(text.lines()) if row.strip()), (0, "")
    )
    told = first.strip()
    if told.lower().startswith("sep=") and len(told) == len("sep=") + 1:
        return told[-1], line + 1
    if first.lower().rstrip("\r\n") == "sep=\t":
        return "\t", line + 1
    candidates = [sign for sign in SEPARATORS if sign != " "]
    if ending == ".tsv":
        candidates.sort(key=lambda sign: sign != "\t")
    best = max(candidates, key=lambda sign: _width(text, sign))
    if ending == BLANKS_ENDING and _width(text, best) <= 1:
        best = " "
    return best, 0


def _width(text: TextFile, separator: str) -> int:
    first = next(_records(text, separator, 0, Log()), (0, []))
    return len(first[1])


def _records(text: TextFile, separator: str, skipped: int, log: Log) -> Iterator[Record]:
    """Give each row that is not blank with the line it starts on."""
    import csv

    # The limit is the process's: it is only ever raised, so that others' files stay readable.
    csv.field_size_limit(max(CELL_LIMIT, csv.field_size_limit()))
    lines = islice(text.lines(), skipped, None)
    spaced = separator == " "
    reader = csv.reader(
        (row.replace("\t", " ").strip() for row in lines) if spaced else lines,
        delimiter=separator,
        skipinitialspace=spaced or _quotes_after_blanks(text, separator),
        strict=True,
    )
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            log.error(_csv_refusal(str(error)), line=line)
            return
        # Others in the process may have raised the reader's own limit.
        if max(map(len, cells), default=0) > CELL_LIMIT:
            log.error(_csv_refusal("field larger"), line=line)
            return
        if any(cells) and not all(cell.isspace() for cell in cells if cell):
            yield line, cells


def _quotes_after_blanks(text: TextFile, separator: str) -> bool:
    """Tell whether quoted cells stand after a blank (``A, "B"``), as many writers leave them."""
    return f'{separator} "' in text.whole()


def _csv_refusal(error: str) -> str:
    if "field larger" in error:
        return f"holds a cell of more than {CELL_LIMIT} signs: shorten it, or close a quotation"
    if "unexpected end" in error:
        return "opens a quotation mark that is never closed: close it, or double it inside a cell"
    return "has text right after a closing quotation mark: double quotation marks inside a cell"


def _fitted(records: Iterator[Record], width: int, log: Log) -> Iterator[Record]:
    for line, cells in records:
        if len(cells) == width:
            yield line, cells
        elif len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            yield line, cells[:width]
        else:
            log.error(
                f"{len(cells)} cells where the header has {width}: fill or delete cells, "
                "and put a cell that holds the separator in quotation marks",
                line=line,
            )

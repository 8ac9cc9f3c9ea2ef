"""An adjacency matrix: rows send to columns, aligned by label and never by position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from netkit.evidence.cells import number, weight_of
from netkit.evidence.importers import Draft
from netkit.evidence.problems import Log
from netkit.evidence.source import Source
from netkit.evidence.study import Actor, Statement
from netkit.evidence.tables import Record, Table
from netkit.evidence.text import clean, counted, shown, text_of

__all__ = ["read_matrix"]

MARK = "x"
_LISTED = 5


class _Cell(NamedTuple):
    """The place of one cell: its line, its row's actor and its column's."""

    line: int
    sender: str
    receiver: str


def read_matrix(table: Table, source: Source) -> Draft | None:
    """Read a table as a matrix; nothing where rows and columns do not name the same actors."""
    rows = list(table.rows)
    if source.log.file_failed or not _is_square(table, rows, source.log):
        return None
    # Columns may stand in another order than rows, so each cell is known by both labels.
    across = [source.names.read(text_of(name), source.log, table.line) for name in table.raw[1:]]
    source.log.note(
        f"was read as an adjacency matrix of {len(across)} actors: rows send to columns, "
        "matched by label"
    )
    ties: list[Statement] = []
    signs: dict[str, list[int]] = {}
    for line, row in rows:
        sender = source.names.read(text_of(row[0]), source.log, line)
        for text, receiver in zip(row[1:], across, strict=True):
            # Most cells of a matrix are this one.
            if text != "0":
                ties.extend(_tie(text, _Cell(line, sender, receiver), signs, source))
    _report_signs(signs, source.log)
    actors = tuple(Actor(name, name) for name in sorted(across))
    return Draft(ties, [], actors, matrix=True)


def _is_square(table: Table, rows: list[Record], log: Log) -> bool:
    """Whether rows and columns have the same labels; a matrix with others is reported."""
    across = list(table.header[1:])
    down = [clean(text_of(cells[0])) for _, cells in rows]
    if table.header[0] and len(across) == 1:
        # Two columns with names above them are an edge list without a header.
        return False
    if set(across) == set(down):
        return bool(across) and _distinct(across, down, rows, table, log)
    if across and (not table.header[0] or (rows and all(map(_is_sign, rows[0][1][1:])))):
        _report_labels(set(across), set(down), table, log)
    return False


def _tie(
    text: str, cell: _Cell, signs: dict[str, list[int]], source: Source
) -> Iterator[Statement]:
    sign = clean(text).casefold()
    weight, complaint = (1.0, "") if sign == MARK else weight_of(sign)
    if sign == MARK or (not sign and cell.sender != cell.receiver):
        signs.setdefault(sign, []).append(cell.line)
    if not sign or number(sign) == 0:
        return
    if complaint:
        source.log.error(
            f"{complaint}; 0 or nothing stands for no tie, x for a tie",
            line=cell.line,
            column=cell.receiver,
            value=text,
        )
        return
    yield Statement("", source.stem, cell.sender, cell.receiver, weight=weight, line=cell.line)


def _report_signs(signs: Mapping[str, list[int]], log: Log) -> None:
    for sign, what, meaning in ((MARK, "x", "1"), ("", "an empty cell", "0")):
        lines = signs.get(sign, [])
        if lines:
            log.warning(
                f"{what} was read as {meaning} in {counted(len(lines), 'cell')}: write {meaning} "
                "to be sure",
                line=min(lines),
            )


def _distinct(
    across: list[str], down: list[str], rows: list[Record], table: Table, log: Log
) -> bool:
    lines = [line for line, _ in rows]
    counted = ((across, [table.line] * len(across), "columns"), (down, lines, "rows"))
    sound = True
    for labels, places, what in counted:
        for name, count in sorted(Counter(labels).items()):
            if count > 1 or not name:
                sound = False
                log.error(
                    f"{count} {what} are called {shown(name)}: give each a name of its own",
                    line=places[labels.index(name)],
                    value=name,
                )
    return sound


def _is_sign(text: str) -> bool:
    sign = clean(text).casefold()
    return sign in ("", MARK) or number(sign) is not None


def _report_labels(across: set[str], down: set[str], table: Table, log: Log) -> None:
    log.error(
        "looks like an adjacency matrix, but rows and columns do not name the same actors: "
        f"{_listed(across - down, 'columns')}; {_listed(down - across, 'rows')}. Give every actor "
        "a row and a column; a table of actors by events is not read",
        line=table.line,
    )


def _listed(names: set[str], where: str) -> str:
    chosen = ", ".join(shown(name) for name in sorted(names)[:_LISTED]) or "none"
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f"only in the {where} {chosen}{more}"

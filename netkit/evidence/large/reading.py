"""Reading a large list: the same ties, keys and warnings as row by row, in columns.

Whatever is not plain (an odd row, a weight that is none, a column that is kept as an attribute) is
left to the reading row by row, which says what is wrong with it and where.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from netkit.evidence.large.columns import TieColumns
from netkit.evidence.large.engine import csv_of, engine
from netkit.evidence.large.ordering import BY, Columns, in_order_of_keys, numbers_of, sorted_by
from netkit.evidence.large.scan import Scan, scan
from netkit.evidence.large.tallying import Tally, tally
from netkit.evidence.names import EXAMPLES
from netkit.evidence.problems import Log
from netkit.evidence.rows import field_of
from netkit.evidence.schema import EDGES
from netkit.evidence.sector_columns import Said, sector_columns, sectors_said
from netkit.evidence.source import Intake, TextFile
from netkit.evidence.tables import read_table, separator_of
from netkit.evidence.text import clean, text_of
from netkit.evidence.ties import report_repeats, report_self_ties

__all__ = ["read_large"]

FIELDS = ("source", "target", "weight", "status", "relation", "source_sector", "target_sector")


def read_large(path: Path, intake: Intake) -> tuple[TieColumns, dict[str, str]] | None:
    """Read a large, plain list of ties with the sectors it says; nothing where it is not plain."""
    found = scan(path)
    header, separator = _columns(found, path.suffix.casefold())
    if not header:
        return None
    columns = list(header.values())
    import duckdb

    try:
        with engine() as opened:
            table = csv_of(path, separator, columns)
            told = tally(opened, table, columns, found.lines - 1, path.stem)
    except duckdb.Error:
        return None
    if told is None:
        return None
    log = intake.log.of(path.as_posix())
    ties = _tied(told, intake, log)
    if ties is None:
        return None
    intake.inputs[path.name] = found.sha256
    of_sectors = [name for name, field in header.items() if field.endswith("_sector")]
    sectors = sectors_said(_sectors(told), of_sectors, log) if of_sectors else {}
    log.note("was read as an edge list: one tie a row, from source to target")
    return ties, sectors


def _sectors(told: Tally) -> Said:
    """Count the rows that say each sector of each actor, both cleaned."""
    said: Said = {}
    for raw, text, count in told.sectors:
        if sector := clean(text_of(text)):
            counts = said.setdefault(clean(text_of(raw)), {})
            counts[sector] = counts.get(sector, 0) + count
    return said


def _columns(found: Scan, ending: str) -> tuple[dict[str, str], str]:
    """Give the fields of the header's columns, if all are known and the ends among them."""
    if not found.plain or not found.head:
        return {}, ""
    text = TextFile(found.head, "utf-8")
    unheard = Log()
    table, separator = read_table(text, ending, unheard), separator_of(text, ending)
    if (
        table is None
        or table.line != 1
        or separator == " "
        or found.lines < 2
        or f'{separator} "' in text.whole()
    ):
        return {}, ""
    sectors = {cell: f"{end}_sector" for cell, end in sector_columns(table.header).items()}
    fields = [(cell, field_of(EDGES, cell)) for cell in table.header]
    names = [field.name if field else sectors.get(cell, "") for cell, field in fields]
    plain = set(names) <= set(FIELDS) and len(names) == len(set(names)) == len(table.raw)
    if not plain or not {"source", "target"} <= set(names):
        return {}, ""
    return dict(zip(table.header, names, strict=True)), separator


def _tied(told: Tally, intake: Intake, log: Log) -> TieColumns | None:
    """Clean the names, drop what an actor tells itself, add up what is then of one tie."""
    names, code = _cleaned(told, intake, log)
    # An arrow in a name could make two ties of one key.
    if "" in names or ">" in "".join(names):
        return None
    columns = dict(told.columns)
    for end in ("source", "target"):
        columns[end] = code[columns[end]]
    _report_self_ties(columns, names, log)
    columns = _pooled(columns, names, told, log)
    kinds = np.flatnonzero(np.bincount(columns["relation"], minlength=len(told.relations)))
    if len(kinds) < len(told.relations):
        columns["relation"] = np.searchsorted(kinds, columns["relation"])
    columns["number"] = numbers_of(columns)
    if columns["number"].max(initial=0) > 1 and any("#" in name for name in names):
        return None
    return in_order_of_keys(TieColumns(names, [told.relations[kind] for kind in kinds], columns))


def _cleaned(told: Tally, intake: Intake, log: Log) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Give the names as they are compared, sorted, and the place among them of each as counted."""
    code = np.empty(len(told.names), dtype=np.int32)
    if intake.names.take(told.names, told.seen, log):
        code[told.place] = np.arange(len(code), dtype=np.int32)
        return told.names, code
    cleaned = [
        intake.names.read(text_of(told.names[raw]), log, told.seen[raw])
        for raw in np.argsort(told.place).tolist()
    ]
    names = sorted(set(cleaned))
    places = {name: number for number, name in enumerate(names)}
    code[:] = [places[name] for name in cleaned]
    return names, code


def _report_self_ties(columns: Columns, names: Sequence[str], log: Log) -> None:
    lines: dict[str, tuple[int, int]] = {}
    for row in np.flatnonzero(columns["source"] == columns["target"]).tolist():
        name = names[columns["source"][row]]
        rows, line = int(columns["rows"][row]), int(columns["line"][row])
        before, first = lines.get(name, (0, line))
        lines[name] = (before + rows, min(first, line))
    report_self_ties(lines, log)


def _pooled(columns: Columns, names: Sequence[str], told: Tally, log: Log) -> Columns:
    """Sort the ties between two actors and add up those that are one, names once cleaned."""
    between = columns["source"] != columns["target"]
    order, new = sorted_by([columns[name] for name in BY], between)
    starts = np.flatnonzero(new)
    pooled = {name: columns[name][order[starts]] for name in BY}
    single = {name: columns[name][order] for name in ("line", "rows", "weight")}
    merged = len(starts) < len(order)
    pooled |= _merged(single, starts) if merged else single
    if not told.exact and (told.parts or merged):
        _add_exactly(pooled, starts, single, told.parts)
    _report(pooled, names, told.relations, log)
    return pooled


def _merged(single: Columns, starts: np.ndarray[Any, Any]) -> Columns:
    return {
        "line": np.minimum.reduceat(single["line"], starts),
        "rows": np.add.reduceat(single["rows"], starts),
        "weight": np.add.reduceat(single["weight"], starts),
    }


def _add_exactly(
    pooled: Columns,
    starts: np.ndarray[Any, Any],
    single: Columns,
    parts: Mapping[int, list[float]],
) -> None:
    """Add weights again whose sum depends on the order in which they are added."""
    lines, weights = single["line"], single["weight"]
    ends = np.append(starts[1:], len(lines))
    for tie in np.flatnonzero(pooled["rows"] > 1).tolist():
        found: list[float] = []
        for row in range(starts[tie], ends[tie]):
            found += parts.get(int(lines[row]), [float(weights[row])])
        pooled["weight"][tie] = math.fsum(found)


def _report(pooled: Columns, names: Sequence[str], relations: Sequence[str], log: Log) -> None:
    rows = pooled["rows"]
    repeated = np.flatnonzero(rows > 1)
    ends = [pooled[name][repeated] for name in ("line", "target", "source", "relation")]
    first = repeated[np.lexsort(ends)][:EXAMPLES].tolist()
    report_repeats(
        [
            (
                int(rows[tie]),
                names[pooled["source"][tie]],
                names[pooled["target"][tie]],
                float(pooled["weight"][tie]),
                int(pooled["line"][tie]),
            )
            for tie in first
        ],
        len(repeated),
        log,
    )

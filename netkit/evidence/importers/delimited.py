"""Plain text tables: an edge list, or an adjacency matrix aligned by its labels."""

from __future__ import annotations

from netkit.evidence.checks import check_accounts
from netkit.evidence.importers import Draft, reads
from netkit.evidence.importers._matrix import read_matrix
from netkit.evidence.records import report_twice, statement
from netkit.evidence.rows import Row, bind, field_of, fold, read_rows
from netkit.evidence.schema import EDGES
from netkit.evidence.source import Source
from netkit.evidence.study import ANY_PHASE, Statement
from netkit.evidence.tables import Table, read_table
from netkit.evidence.text import counted, shown

__all__ = ["delimited"]

# Gephi says in `Type`, Kumu in `Direction`, that a tie of a list has no direction.
_DIRECTION_COLUMNS = ("type", "direction")
_NO_DIRECTION = ("undirected", "mutual")
_SHOWN_HEADERS = 5


@reads(".csv", ".tsv", ".txt", what="edge list or adjacency matrix")
def delimited(source: Source) -> Draft | None:
    """Read an edge list or an adjacency matrix; which of the two it is, is said."""
    text = source.text()
    table = read_table(text, source.ending, source.log) if text else None
    if table is None:
        return None
    named = [field.name for header in table.header if (field := field_of(EDGES, header))]
    ends = {"source", "target"} & set(named)
    if len(ends) == 2:
        return _edge_list(table, source)
    if not ends:
        draft = read_matrix(table, source)
        if draft is None:
            _refuse(table, source)
        return draft
    bind(table, EDGES, source.log)
    return None


def _edge_list(table: Table, source: Source) -> Draft | None:
    binding = bind(table, EDGES, source.log)
    if binding is None:
        return None
    directed: list[Statement] = []
    undirected: list[Statement] = []
    told = [name for name, _ in binding.extras if fold(name) in _DIRECTION_COLUMNS]
    for row in read_rows(table, binding, source.log, source.names):
        chosen = undirected if told and _has_no_direction(row, told) else directed
        chosen.append(statement(row, source.stem))
    if not source.log.file_failed:
        source.log.note("was read as an edge list: one tie a row, from source to target")
    if undirected:
        columns = " or ".join(shown(name) for name in told)
        source.log.note(
            f"{counted(len(undirected), 'row')} without direction by the column {columns}: read "
            "as one tie each way"
        )
    if not directed and not undirected and not source.log.file_failed:
        source.log.warning("has a header but no ties: add rows below it")
    _check([*directed, *undirected], source)
    return Draft(directed, undirected)


def _has_no_direction(row: Row, columns: list[str]) -> bool:
    return any(row.attributes[name].casefold() in _NO_DIRECTION for name in columns)


def _check(said: list[Statement], source: Source) -> None:
    report_twice(((item.evidence_id, item.line) for item in said), "evidence_id", source.log)
    check_accounts((source.log, item.line, item.respondents) for item in said)
    phases = sorted({item.phase for item in said} - {ANY_PHASE})
    if phases:
        # A file alone cannot say in which order its phases stand.
        source.log.warning(
            f"the phases {', '.join(shown(name) for name in phases)} are pooled: only a study "
            "folder declares phases ('netkit new' makes one)",
            column="phase",
        )


def _refuse(table: Table, source: Source) -> None:
    """Refuse a table that names neither ends of ties nor the same actors on both sides."""
    if source.log.file_failed:
        return
    if any(fold(header) == "id" for header in table.header):
        source.log.error(
            "is a list of actors, not of ties: give it with --actors beside the list of ties",
            line=table.line,
        )
        return
    listed = ", ".join(shown(name) for name in table.header[:_SHOWN_HEADERS])
    source.log.error(
        f"there is no column 'source' and none 'target': the first line holds {listed}. Put a "
        "header such as source,target,weight there; a matrix needs the same names in its first "
        "line and its first column",
        line=table.line,
        column="source",
        value=table.header[0],
    )

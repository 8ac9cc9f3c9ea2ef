"""Plain text tables: an edge list, or an adjacency matrix aligned by its labels."""

from __future__ import annotations

from netkit.evidence.importers import Draft, reads
from netkit.evidence.importers._edges import read_edges
from netkit.evidence.importers._matrix import read_matrix
from netkit.evidence.rows import bind, field_of, fold
from netkit.evidence.schema import EDGES
from netkit.evidence.source import Source
from netkit.evidence.study import Actor
from netkit.evidence.tables import Table, read_table
from netkit.evidence.text import shown

__all__ = ["delimited", "ends_of", "read_ties"]

_SHOWN_HEADERS = 5
# Columns that Qualtrics, Google Forms and others put before the answers.
_SURVEY = ("responseid", "recordeddate", "startdate", "timestamp", "submittedat", "respondentid")


@reads(".csv", ".tsv", ".txt", what="edge list or adjacency matrix")
def delimited(source: Source) -> Draft | None:
    """Read an edge list or an adjacency matrix; which of the two it is, is said."""
    text = source.text()
    table = read_table(text, source.ending, source.log) if text else None
    if table is None:
        return None
    return read_ties(table, source)


def read_ties(table: Table, source: Source, actors: tuple[Actor, ...] = ()) -> Draft | None:
    """Read a table as an edge list or as a matrix, by its header; which of the two is said."""
    ends = ends_of(table)
    if len(ends) == 2:
        draft = read_edges(table, source, actors=actors)
        if draft is not None and not source.log.file_failed:
            source.log.note("was read as an edge list: one tie a row, from source to target")
        return draft
    if not ends:
        draft = read_matrix(table, source)
        if draft is None:
            _refuse(table, source)
        return draft
    bind(table, EDGES, source.log)
    return None


def ends_of(table: Table) -> set[str]:
    """Give which of source and target a table has a column for."""
    named = [field.name for header in table.header if (field := field_of(EDGES, header))]
    return {"source", "target"} & set(named)


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
    if {fold(header) for header in table.header} & set(_SURVEY):
        source.log.error(
            "is an export of a survey, one row an answer: make one row of each tie instead, with "
            "who answered in a column source and whom they named in a column target",
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

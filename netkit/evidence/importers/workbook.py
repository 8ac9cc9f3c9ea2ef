"""Workbooks: an edge list or a matrix in one sheet, a node list in another."""

from __future__ import annotations

from netkit.evidence.book.reading import is_study_book, read_book
from netkit.evidence.importers import Draft, reads
from netkit.evidence.importers._graph import actors_of
from netkit.evidence.importers._sheets import Sheet, read_sheets
from netkit.evidence.importers.delimited import ends_of, read_ties
from netkit.evidence.rows import field_of
from netkit.evidence.schema import NODES
from netkit.evidence.source import Source
from netkit.evidence.study import Actor, Study
from netkit.evidence.text import shown

__all__ = ["WORKBOOKS", "node_sheet", "workbook"]

WORKBOOKS = (".xlsx", ".xlsm")

# Kumu calls its sheets so; Gephi and others say nodes and edges.
_NODE_SHEETS = ("elements", "nodes", "actors", "vertices")


@reads(*WORKBOOKS, what="workbook")
def workbook(source: Source) -> Draft | Study | None:
    """Read the one sheet with ties, and the one with actors beside it where there is one.

    A workbook made by ``netkit new`` is a whole study.
    """
    sheets = read_sheets(source.data, source.log)
    if sheets is None:
        return None
    if is_study_book(sheet.name for sheet in sheets):
        return read_book(sheets, source)
    lists = [sheet for sheet in sheets if len(ends_of(sheet.table)) == 2]
    nodes = [sheet for sheet in sheets if sheet not in lists and _lists_actors(sheet)]
    rest = [sheet for sheet in sheets if sheet not in lists and sheet not in nodes]
    ties = lists or rest[:1] or nodes[:1]
    if len(lists) > 1 or (lists and len(nodes) > 1) or (not lists and len(rest) > 1):
        several = lists if len(lists) > 1 else nodes if lists else rest
        source.log.error(
            f"has several sheets that could be read, {_named(several)}: keep one in the file, or "
            "save the one that is meant as CSV"
        )
        return None
    actors: tuple[Actor, ...] = ()
    if lists and nodes:
        read = actors_of(nodes[0].table, source)
        if read is None:
            return None
        actors = read
        source.log.note(f"the sheet {shown(nodes[0].name)} was read as a list of actors")
    left = [sheet for sheet in sheets if sheet not in ties and sheet not in nodes]
    if left:
        source.log.warning(f"the sheets {_named(left)} hold no ties and were left out")
    source.log.note(f"ties were read from the sheet {shown(ties[0].name)}")
    return read_ties(ties[0].table, source, actors)


def node_sheet(source: Source) -> Sheet | None:
    """Give the one sheet of a workbook that lists actors."""
    sheets = read_sheets(source.data, source.log)
    if sheets is None:
        return None
    lists = sheets if len(sheets) == 1 else [sheet for sheet in sheets if _lists_actors(sheet)]
    if len(lists) != 1:
        which = (
            f"several sheets that list actors, {_named(lists)}" if lists else "no list of actors"
        )
        source.log.error(
            f"has {which}: keep one sheet with the columns id and sector, or save it as CSV"
        )
        return None
    if len(sheets) > 1:
        source.log.note(f"the sheet {shown(lists[0].name)} was read as a list of actors")
    return lists[0]


def _lists_actors(sheet: Sheet) -> bool:
    named = {field.name for text in sheet.table.header if (field := field_of(NODES, text))}
    return sheet.name.casefold() in _NODE_SHEETS or "id" in named


def _named(sheets: list[Sheet]) -> str:
    return ", ".join(shown(sheet.name) for sheet in sheets)

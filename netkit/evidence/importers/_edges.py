"""Rows of ties, wherever they stand in: statements, with and without a direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from netkit.evidence.checks import check_accounts
from netkit.evidence.importers import Draft
from netkit.evidence.records import report_twice, statement
from netkit.evidence.rows import Row, bind, fold, read_rows
from netkit.evidence.schema import EDGES
from netkit.evidence.sector_columns import Said, sector_columns, sectors_said
from netkit.evidence.source import Source
from netkit.evidence.study import ANY_PHASE, Actor, Statement
from netkit.evidence.tables import Table
from netkit.evidence.text import clean, counted, shown

__all__ = ["read_edges"]

# Gephi says in `Type`, Kumu in `Direction`, that a tie of a list has no direction.
_DIRECTION_COLUMNS = ("type", "direction")
_NO_DIRECTION = ("undirected", "mutual")
_OF_EXPORTS = "evidenceids"


def read_edges(
    table: Table,
    source: Source,
    directed: Sequence[bool] | None = None,
    actors: tuple[Actor, ...] = (),
) -> Draft | None:
    """Read a table with a tie in each row.

    ``directed`` says it of each row; without it the columns do that Gephi and Kumu have for it.
    """
    binding = bind(table, EDGES, source.log)
    if binding is None:
        return None
    told = [name for name, _ in binding.extras if fold(name) in _DIRECTION_COLUMNS]
    sectors = sector_columns(name for name, _ in binding.extras)
    said: Said = {}
    ties: list[Statement] = []
    undirected: list[Statement] = []
    for number, row in enumerate(read_rows(table, binding, source.log, source.names)):
        if directed is not None:
            without = not directed[number]
        else:
            without = any(row.attributes[name].casefold() in _NO_DIRECTION for name in told)
        if sectors:
            row = _without_sectors(row, sectors, said)
        (undirected if without else ties).append(statement(row, source.stem))
    if undirected:
        columns = " or ".join(shown(name) for name in told)
        by = f" by the column {columns}" if directed is None else ""
        source.log.note(
            f"{counted(len(undirected), 'tie' if directed is not None else 'row')} without "
            f"direction{by}: read as one tie each way"
        )
    if not ties and not undirected and not source.log.file_failed:
        empty = "has a header but no ties: add rows below it" if directed is None else "has no ties"
        source.log.warning(empty)
    # netkit's own exports give each tie the keys of its statements; several may rest on one.
    keyed = not any(fold(header) == _OF_EXPORTS for header in table.header)
    _check([*ties, *undirected], source, keyed=keyed)
    if sectors and not source.log.file_failed:
        actors = _placed(actors, sectors_said(said, list(sectors), source.log))
    return Draft(ties, undirected, actors)


def _placed(actors: tuple[Actor, ...], sectors: Mapping[str, str]) -> tuple[Actor, ...]:
    """Give the actors with their sectors; one that has a sector already keeps it."""
    listed = {item.id: item for item in actors}
    for name, sector in sectors.items():
        known = listed.get(name, Actor(name, name))
        listed[name] = known if known.sector else replace(known, sector=sector)
    return tuple(listed.values())


def _without_sectors(row: Row, sectors: Mapping[str, str], said: Said) -> Row:
    """Note the sectors a row says of its ends, and leave them out of what is kept of the tie."""
    for column, end in sectors.items():
        if sector := clean(row.attributes[column]):
            counts = said.setdefault(row.values[end], {})
            counts[sector] = counts.get(sector, 0) + 1
    kept = {name: value for name, value in row.attributes.items() if name not in sectors}
    return row._replace(attributes=MappingProxyType(kept))


def _check(said: list[Statement], source: Source, *, keyed: bool) -> None:
    if keyed:
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

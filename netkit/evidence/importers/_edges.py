"""Rows of ties, wherever they stand in: statements, with and without a direction."""

from __future__ import annotations

from collections.abc import Sequence

from netkit.evidence.checks import check_accounts
from netkit.evidence.importers import Draft
from netkit.evidence.records import report_twice, statement
from netkit.evidence.rows import bind, fold, read_rows
from netkit.evidence.schema import EDGES
from netkit.evidence.source import Source
from netkit.evidence.study import ANY_PHASE, Actor, Statement
from netkit.evidence.tables import Table
from netkit.evidence.text import counted, shown

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
    ties: list[Statement] = []
    undirected: list[Statement] = []
    for number, row in enumerate(read_rows(table, binding, source.log, source.names)):
        if directed is not None:
            without = not directed[number]
        else:
            without = any(row.attributes[name].casefold() in _NO_DIRECTION for name in told)
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
    return Draft(ties, undirected, actors)


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

"""Plain text tables: an edge list, or an adjacency matrix aligned by its labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from netkit.evidence.cells import number
from netkit.evidence.folder import with_keys
from netkit.evidence.importers import Options, reads
from netkit.evidence.records import make, rows_of, statement, table_of
from netkit.evidence.rows import field_of
from netkit.evidence.schema import EDGES, NODES
from netkit.evidence.source import Source
from netkit.evidence.study import Actor, Relation, Statement, Study
from netkit.evidence.tables import Table
from netkit.evidence.text import clean, shown, text_of

__all__ = ["delimited"]

MARKS = {"x": 1.0, "": 0.0}
UNDIRECTED = "undirected"


@reads(".csv", ".tsv", ".txt")
def delimited(source: Source, options: Options) -> Study | None:
    """Read an edge list or an adjacency matrix; which of the two it is, is said."""
    table = table_of(source)
    if table is None:
        return None
    named = {field.name for header in table.header if (field := field_of(EDGES, header))}
    if {"source", "target"} <= named:
        said = [statement(row, source.stem) for row in rows_of(table, EDGES, source)]
        names: list[str] = []
    else:
        cells = list(table.rows)
        labels = [source.names.read(text_of(row[0]), source.log, line) for line, row in cells]
        across = [source.names.read(name, source.log, table.line) for name in table.header[1:]]
        # Two columns with names above them are an edge list without a header, not a matrix of one.
        named_corner = bool(table.header[0]) and len(across) == 1
        if named_corner or not across or set(labels) != set(across):
            rows_of(Table(table.header, iter(cells), table.line), EDGES, source)
            return None
        said = list(_matrix(cells, labels, across, source))
        names = sorted(labels)
    if source.log.failed:
        return None
    if not said and not names:
        source.log.warning("has a header and no rows: the network is empty")
    ends = names + [end for item in said for end in (item.source, item.target)]
    ties = _ties(said, source, options.undirected)
    return _study(source, ties, ends, options)


def _matrix(
    cells: list[tuple[int, list[str]]], labels: list[str], across: list[str], source: Source
) -> Iterator[Statement]:
    source.log.note("was read as an adjacency matrix, rows sending to columns, matched by label")
    if len(set(labels)) < len(labels) or len(set(across)) < len(across):
        source.log.error("a label stands twice: give every row and column a name of its own")
        return
    marked = False
    for (line, row), sender in zip(cells, labels, strict=True):
        for text, receiver in zip(row[1:], across, strict=True):
            mark = clean(text).casefold()
            value = MARKS.get(mark, number(mark))
            marked = marked or mark in MARKS
            if value is None or value < 0:
                source.log.error(
                    f"{shown(text)} is not a number from 0: correct the cell",
                    line=line,
                    column=receiver,
                    value=text,
                )
            elif value:
                yield Statement("", source.stem, sender, receiver, weight=value, line=line)
    if marked:
        source.log.warning("x was read as 1 and an empty cell as 0: write numbers to be sure")


def _ties(said: list[Statement], source: Source, undirected: bool) -> list[Statement]:
    """Drop self-ties, add what goes both ways, and sum repeats where there are no accounts."""
    kept = []
    for item in said:
        if item.source == item.target:
            source.log.warning(
                f"{shown(item.source)} stands at both ends: the tie was dropped, the actor stays",
                line=item.line,
                column="target",
                value=item.source,
            )
        else:
            kept.append(item)
    if any(item.respondents or item.evidence_id for item in kept):
        return kept + [_turned(item) for item in kept if undirected or _both_ways(item)]
    return _summed(kept, source, undirected)


def _summed(said: list[Statement], source: Source, undirected: bool) -> list[Statement]:
    pooled: dict[tuple[str, ...], Statement] = {}
    repeats: list[int] = []
    for item in sorted(said, key=lambda item: (item.source, item.target, item.weight, item.line)):
        both = undirected or _both_ways(item)
        ends = sorted((item.source, item.target)) if both else [item.source, item.target]
        key = (*ends, item.relation, item.status, item.phase, str(both))
        if key in pooled:
            repeats.append(item.line)
            total = pooled[key].weight + item.weight
            pooled[key] = replace(pooled[key], weight=total)
        else:
            pooled[key] = item
    if repeats:
        rows = "1 row repeats" if len(repeats) == 1 else f"{len(repeats)} rows repeat"
        source.log.warning(
            f"{rows} a tie that stands elsewhere: their weights were summed", line=min(repeats)
        )
    turned = [_turned(tie) for key, tie in pooled.items() if key[-1] == "True"]
    return [*pooled.values(), *turned]


def _both_ways(item: Statement) -> bool:
    """Recognise the column in which Gephi says that a tie has no direction."""
    return any(
        name.casefold() == "type" and value.casefold() == UNDIRECTED
        for name, value in item.attributes.items()
    )


def _turned(item: Statement) -> Statement:
    key = f"{item.evidence_id}, turned" if item.evidence_id else ""
    return replace(item, evidence_id=key, source=item.target, target=item.source)


def _study(
    source: Source, ties: Iterable[Statement], ends: Iterable[str], options: Options
) -> Study:
    statements = with_keys(list(ties))
    relations = sorted({item.relation for item in statements} or {source.stem})
    return Study(
        title=source.stem,
        statements=statements,
        actors=_actors(set(ends), source, options),
        relations=tuple(Relation(name, name) for name in relations),
    )


def _actors(ends: set[str], source: Source, options: Options) -> tuple[Actor, ...]:
    listed: Mapping[str, Actor] = {}
    if options.nodes is not None:
        listed = {actor.id: actor for actor in make(NODES, options.nodes)}
        missing = sorted(ends - set(listed))
        if missing:
            names = ", ".join(shown(name) for name in missing[:5])
            more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
            source.log.warning(
                f"{names}{more} are not in the node list and were added without a sector"
            )
    made = {name: Actor(name, name) for name in ends} | dict(listed)
    return tuple(made[name] for name in sorted(made))

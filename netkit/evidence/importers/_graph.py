"""Nodes and edges of a network file as actors and ties: the same rules as for tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from netkit.evidence.importers import Draft
from netkit.evidence.importers._edges import read_edges
from netkit.evidence.names import EXAMPLES
from netkit.evidence.records import make, report_twice
from netkit.evidence.rows import bind, field_of, read_rows
from netkit.evidence.schema import EDGES, NODES, Schema
from netkit.evidence.source import Source
from netkit.evidence.study import Actor
from netkit.evidence.tables import Table
from netkit.evidence.text import counted, shown

__all__ = ["Edge", "Graph", "Node", "actors_of", "draft_of"]

_KEPT = " (in the file)"


class Node(NamedTuple):
    """A node: its line, its key, its label where it has one, and all else as text."""

    line: int
    id: str
    label: str
    attributes: Mapping[str, str]


class Edge(NamedTuple):
    """An edge between two keys; the weight is one of its attributes."""

    line: int
    source: str
    target: str
    directed: bool
    attributes: Mapping[str, str]


class Graph(NamedTuple):
    """What a file of one network holds, and what the kind of file is called."""

    kind: str
    nodes: Sequence[Node]
    edges: Sequence[Edge]


def draft_of(graph: Graph, source: Source) -> Draft | None:
    """Read nodes as a node list and edges as an edge list; edges to nowhere are reported."""
    log = source.log
    report_twice(((node.id, node.line) for node in graph.nodes), "id", log)
    known = {node.id for node in graph.nodes}
    lost = [(edge, end) for edge in graph.edges for end in edge[1:3] if end not in known]
    for edge, end in lost[:EXAMPLES]:
        log.error(
            f"a tie names {shown(end)}, and there is no such node: add the node or correct the tie",
            line=edge.line,
            value=end,
        )
    if len(lost) > EXAMPLES:
        log.error(f"{len(lost) - EXAMPLES} more ends of ties are no nodes")
    if log.file_failed:
        return None
    actors = _actors(graph, source)
    if actors is None:
        return None
    log.note(
        f"was read as {graph.kind}: {counted(len(graph.nodes), 'actor')}, "
        f"{counted(len(graph.edges), 'tie')}"
    )
    table = _table(
        ("source", "target"),
        [(edge.line, (edge.source, edge.target), edge.attributes) for edge in graph.edges],
        EDGES,
    )
    return read_edges(table, source, [edge.directed for edge in graph.edges], actors)


def _actors(graph: Graph, source: Source) -> tuple[Actor, ...] | None:
    # One name for several keys is reported: on the map they cannot be told apart.
    labels = Counter(node.label for node in graph.nodes if node.label)
    for label, count in sorted(labels.items()):
        if count > 1:
            source.log.warning(f"{count} nodes are labelled {shown(label)} and stay apart")
    rows = [(node.line, (node.id, node.label), node.attributes) for node in graph.nodes]
    return actors_of(_table(("id", "name"), rows, NODES), source)


def actors_of(table: Table, source: Source) -> tuple[Actor, ...] | None:
    """Read a table with an actor in each row."""
    aliases = {} if source.sector == "sector" else {"sector": source.sector}
    binding = bind(table, NODES, source.log, aliases)
    if binding is None:
        return None
    return tuple(make(NODES, list(read_rows(table, binding, source.log, source.names))))


def _table(
    ends: tuple[str, str],
    rows: Sequence[tuple[int, tuple[str, str], Mapping[str, str]]],
    schema: Schema,
) -> Table:
    """Give a table with a column for each attribute; one called as the ends are is renamed."""
    names = sorted({name for _, _, attributes in rows for name in attributes if name.strip()})
    header = (*ends, *_headers(names, ends, schema))
    cells = (
        (line, [*keys, *(attributes.get(name, "") for name in names)])
        for line, keys, attributes in rows
    )
    return Table(header, header, cells, 0)


def _headers(names: Iterable[str], ends: tuple[str, str], schema: Schema) -> list[str]:
    taken = {end.casefold() for end in ends}
    fields, headers = set(ends), []
    for name in names:
        field = field_of(schema, name)
        header = f"{name}{_KEPT}" if field and field.name in fields else name
        if field:
            fields.add(field.name)
        while header.casefold() in taken:
            header += _KEPT
        taken.add(header.casefold())
        headers.append(header)
    return headers

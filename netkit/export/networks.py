"""The network as files for other programs: one function a format, registered under its name."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from netkit.errors import UsageError
from netkit.export.tables import plain_text

if TYPE_CHECKING:
    import networkx as nx

    from netkit.findings import Findings

__all__ = ["ENDINGS", "network_bytes", "network_formats"]

STATUS = {"works": "open", "partly": "strained", "fails": "broken"}
_OF_ACTORS = ("name", "sector", "kind", "tier")
_OF_TIES = (
    "state condition level support firmness accounts statements relations channels barriers "
    "evidence_ids weight"
).split()
# XML has no place for these, whatever is done to them.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_STAMP = re.compile(rb' lastmodifieddate="[^"]*"')


@dataclass(frozen=True)
class Written:
    """A network in a format, and what the format had no place for."""

    data: bytes
    left_out: tuple[str, ...] = ()


Writer = Callable[["nx.DiGraph[str]"], Written]
_WRITERS: dict[str, Writer] = {}
# The format that an ending stands for where none is named.
ENDINGS = {
    ".graphml": "graphml",
    ".gexf": "gexf",
    ".net": "pajek",
    ".dl": "dl",
    ".cyjs": "cytoscape",
    ".json": "node-link",
}


def writes(name: str) -> Callable[[Writer], Writer]:
    """Register a function that writes a network in a format."""

    def register(function: Writer) -> Writer:
        _WRITERS[name] = function
        return function

    return register


def network_formats() -> tuple[str, ...]:
    """Give the names of the formats that networks can be written in."""
    return tuple(_WRITERS)


def network_bytes(found: Findings, format: str) -> Written:
    """Give the network of some findings as the bytes of a file.

    Parameters
    ----------
    found : Findings
        An edition fit for the reader: what it keeps back is in no file.
    format : str
        One of :func:`network_formats`.

    Returns
    -------
    Written
        Every listed actor; every tie that works, in part or not at all, with state, support and
        evidence as attributes where the format has any. Ties that have ended are left out.

    Raises
    ------
    UsageError
        A format that does not exist.
    """
    if format not in _WRITERS:
        raise UsageError(f"'{format}' is no format; there are: {', '.join(_WRITERS)}")
    graph, ended = _graph(found)
    written = _WRITERS[format](graph)
    gone = (f"{ended} ties that have ended with their body",) if ended else ()
    return Written(written.data, gone + written.left_out)


def _graph(found: Findings) -> tuple[nx.DiGraph[str], int]:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in found.tables["actors"].to_dict("records"):
        graph.add_node(str(row["actor"]), **_told(row, _OF_ACTORS))
    ended = 0
    for row in found.tables["ties"].to_dict("records"):
        ends = str(row["source"]), str(row["target"])
        if row["state"] not in STATUS:
            ended += row["state"] == "ended"
        elif all(end in graph for end in ends):
            graph.add_edge(*ends, status=STATUS[row["state"]], **_told(row, _OF_TIES))
    return graph, ended


def _told(row: Mapping[Any, Any], names: Iterable[str]) -> dict[str, Any]:
    """Give what a row says in the types that every format has; nothing for what is undefined."""
    said: dict[str, Any] = {}
    for name in names:
        text = _NO_XML.sub("", plain_text(row.get(name)))
        if text:
            value = row[name]
            said[name] = float(value) if isinstance(value, float) else text
    return said


@writes("graphml")
def to_graphml(graph: nx.DiGraph[str]) -> Written:
    """Write GraphML, for Gephi, yEd, igraph and networkx."""
    from networkx.readwrite.graphml import GraphMLWriter

    stream = io.BytesIO()
    writer = GraphMLWriter(graph=graph, prettyprint=True, named_key_ids=True)
    writer.dump(stream)
    return Written(stream.getvalue().replace(b"\r\n", b"\n"))


@writes("gexf")
def to_gexf(graph: nx.DiGraph[str]) -> Written:
    """Write GEXF 1.2 for Gephi, without the date of writing."""
    import networkx as nx

    # GEXF calls what is shown of a node its label.
    shown = nx.relabel_nodes(graph, {}, copy=True)
    for _, said in shown.nodes(data=True):
        said["label"] = said.get("name", "")
    text = "\n".join(nx.generate_gexf(shown, prettyprint=True)) + "\n"
    return Written(_STAMP.sub(b"", text.encode()))


@writes("pajek")
def to_pajek(graph: nx.DiGraph[str]) -> Written:
    """Write a Pajek network of the ties that work."""
    numbers = {actor: number for number, actor in enumerate(graph, start=1)}
    lines = [f"*Vertices {len(numbers)}"]
    lines += [f'{number} "{_quotable(actor)}"' for actor, number in numbers.items()]
    lines.append("*Arcs")
    lines += [
        f"{numbers[source]} {numbers[target]} {said.get('weight', 1.0)!r}"
        for source, target, said in _working(graph)
    ]
    return Written(_joined(lines), _lost(graph, "Pajek"))


@writes("dl")
def to_dl(graph: nx.DiGraph[str]) -> Written:
    """Write UCINET DL: an edge list, labels embedded, of the ties that work."""
    labels = ",".join(f'"{_quotable(actor)}"' for actor in graph)
    lines = [f"DL N={len(graph)} FORMAT=EDGELIST1", "LABELS:", labels, "DATA:"]
    numbers = {actor: number for number, actor in enumerate(graph, start=1)}
    lines += [
        f"{numbers[source]} {numbers[target]} {said.get('weight', 1.0)!r}"
        for source, target, said in _working(graph)
    ]
    return Written(_joined(lines), _lost(graph, "DL"))


@writes("cytoscape")
def to_cytoscape(graph: nx.DiGraph[str]) -> Written:
    """Write the JSON of Cytoscape and Cytoscape.js."""
    import networkx as nx

    # Cytoscape calls what is shown of a node its name; what it takes for a key is the id.
    return Written(_json(nx.cytoscape_data(graph, name="name", ident="id")))


@writes("node-link")
def to_node_link(graph: nx.DiGraph[str]) -> Written:
    """Write node-link JSON, as D3 and ``networkx.node_link_graph(data, edges="links")`` read it."""
    import networkx as nx

    return Written(_json(nx.node_link_data(graph, edges="links")))


def _working(graph: nx.DiGraph[str]) -> list[tuple[str, str, Mapping[str, Any]]]:
    ties = graph.edges(data=True)
    return [(source, target, said) for source, target, said in ties if said["state"] == "works"]


def _lost(graph: nx.DiGraph[str], format: str) -> tuple[str, ...]:
    """Say what a format without attributes leaves out."""
    failing = graph.number_of_edges() - len(_working(graph))
    lost = (
        [f"{failing} ties that do not work in full, as {format} has no states"] if failing else []
    )
    lost.append(f"names, sectors, support and evidence, as {format} has no attributes")
    renamed = [actor for actor in graph if _quotable(actor) != actor]
    if renamed:
        lost.append(f"quotation marks and line breaks in {len(renamed)} keys of actors")
    return tuple(lost)


def _quotable(text: str) -> str:
    """Give a text that may stand in double quotes on one line."""
    return " ".join(text.replace('"', "'").split())


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _joined(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")

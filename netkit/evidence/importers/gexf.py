"""GEXF 1.1 to 1.3, as Gephi, networkx and netkit write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from netkit.evidence.importers import Draft, reads
from netkit.evidence.importers._graph import Edge, Graph, Node, draft_of
from netkit.evidence.importers._xml import Tree, below, local, read_tree
from netkit.evidence.source import Source
from netkit.evidence.text import counted

__all__ = ["gexf"]

Keys = Mapping[str, tuple[str, str]]


@reads(".gexf", what="GEXF")
def gexf(source: Source) -> Draft | None:
    """Read the graph of a file; times are left out, with a warning."""
    read = read_tree(source, "gexf")
    if read is None:
        return None
    top, tree = read
    graph = next(below(top, "graph"), None)
    if graph is None:
        source.log.error("holds no <graph>: save it anew from the program it comes from", line=1)
        return None
    keys = {part: dict(_keys(graph, part)) for part in ("node", "edge")}
    nodes = [_node(element, keys["node"], tree) for element in _listed(graph, "nodes", "node")]
    usual = graph.get("defaultedgetype", "undirected")
    edges = [
        _edge(element, keys["edge"], tree, usual) for element in _listed(graph, "edges", "edge")
    ]
    _report_times(graph, source)
    return draft_of(Graph("GEXF", nodes, edges), source)


def _listed(graph: Element, group: str, name: str) -> Iterator[Element]:
    """Give all elements of a group; nodes may stand in nodes."""
    for element in below(graph, group):
        for part in element.iter():
            if local(part) == name:
                yield part


def _keys(graph: Element, part: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for group in below(graph, "attributes"):
        if group.get("class") == part:
            for element in below(group, "attribute"):
                default = next(below(element, "default"), None)
                text = "" if default is None else (default.text or "").strip()
                key = element.get("id", "")
                yield key, (element.get("title", key).strip() or key, text)


def _node(element: Element, keys: Keys, tree: Tree) -> Node:
    label = element.get("label", "").strip()
    return Node(tree.lines[element], element.get("id", ""), label, _attributes(element, keys))


def _edge(element: Element, keys: Keys, tree: Tree, usual: str) -> Edge:
    attributes = _attributes(element, keys)
    weight = element.get("weight")
    if weight is not None:
        attributes["weight"] = weight
    elif not any(name.casefold() == "weight" for name in attributes):
        # So the format says.
        attributes["weight"] = "1"
    return Edge(
        tree.lines[element],
        element.get("source", ""),
        element.get("target", ""),
        # One that is mutual says the same both ways, as one without a direction does.
        element.get("type", usual).casefold() == "directed",
        attributes,
    )


def _attributes(element: Element, keys: Keys) -> dict[str, str]:
    found = {name: default for name, default in keys.values() if default}
    for group in below(element, "attvalues"):
        for value in below(group, "attvalue"):
            key = value.get("for") or value.get("id") or ""
            found[keys.get(key, (key, ""))[0]] = value.get("value", "").strip()
    return {name: text for name, text in found.items() if text}


def _report_times(graph: Element, source: Source) -> None:
    timed = [
        part
        for part in graph.iter()
        if local(part) in ("node", "edge") and (part.get("start") or part.get("end"))
    ]
    if timed or graph.get("mode") == "dynamic":
        source.log.warning(
            f"changes over time ({counted(len(timed), 'element')} with times): times were left "
            "out, and all that ever was is read as one network"
        )

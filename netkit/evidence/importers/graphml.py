"""GraphML (Brandes et al. 2002), as networkx, igraph, yEd, Gephi and netkit write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from netkit.evidence.importers import Draft, reads
from netkit.evidence.importers._graph import Edge, Graph, Node, draft_of
from netkit.evidence.importers._xml import Tree, below, local, read_tree
from netkit.evidence.source import Source

__all__ = ["graphml"]

_LABEL_TAG = {"node": "NodeLabel", "edge": "EdgeLabel"}
_GRAPHICS = "graphics"


class _Key(NamedTuple):
    """A declared attribute: its name, and what an element without it has."""

    name: str
    default: str


@reads(".graphml", what="GraphML")
def graphml(source: Source) -> Draft | None:
    """Read the one graph of a file; hyperedges, nested and further graphs are refused."""
    read = read_tree(source, "graphml")
    if read is None:
        return None
    top, tree = read
    graphs = [element for element in top.iter() if local(element) == "graph"]
    if len(graphs) != 1:
        source.log.error(
            f"holds {len(graphs)} graphs, nested ones included: save one of them as a file of "
            "its own",
            line=tree.lines[graphs[1]] if len(graphs) > 1 else 1,
        )
        return None
    for element in graphs[0]:
        if local(element) == "hyperedge":
            source.log.error(
                "has ties among more than two (hyperedge): split them into ties of two",
                line=tree.lines[element],
            )
    keys = {part: dict(_keys(top, part)) for part in ("node", "edge")}
    nodes = [_node(element, keys["node"], tree) for element in below(graphs[0], "node")]
    usual = graphs[0].get("edgedefault", "directed")
    edges = [_edge(element, keys["edge"], tree, usual) for element in below(graphs[0], "edge")]
    return draft_of(Graph("GraphML", nodes, edges), source)


def _keys(top: Element, part: str) -> Iterator[tuple[str, _Key]]:
    for element in below(top, "key"):
        if element.get("for", "all") in (part, "all"):
            default = next(below(element, "default"), None)
            name = element.get("attr.name", element.get("id", ""))
            if element.get("yfiles.type") and not element.get("attr.name"):
                name = _GRAPHICS
            text = "" if default is None else (default.text or "")
            yield element.get("id", ""), _Key(name.strip(), text.strip())


def _node(element: Element, keys: Mapping[str, _Key], tree: Tree) -> Node:
    attributes = _attributes(element, keys)
    label = attributes.pop("label", "") or attributes.pop("Label", "") or _drawn(element)
    return Node(tree.lines[element], element.get("id", ""), label, attributes)


def _edge(element: Element, keys: Mapping[str, _Key], tree: Tree, usual: str) -> Edge:
    directed = element.get("directed", "true" if usual != "undirected" else "false")
    return Edge(
        tree.lines[element],
        element.get("source", ""),
        element.get("target", ""),
        directed.casefold() != "false",
        _attributes(element, keys),
    )


def _attributes(element: Element, keys: Mapping[str, _Key]) -> dict[str, str]:
    found = {key.name: key.default for key in keys.values() if key.default}
    for data in below(element, "data"):
        key = keys.get(data.get("key", ""))
        # What is drawn, such as yEd's shapes, is no text.
        if len(data) == 0 and (data.text or "").strip():
            found[key.name if key else data.get("key", "")] = (data.text or "").strip()
    found.pop(_GRAPHICS, None)
    return found


def _drawn(element: Element) -> str:
    """Give the label that yEd draws on a node."""
    for part in element.iter():
        if local(part) == _LABEL_TAG["node"] and (part.text or "").strip():
            return (part.text or "").strip()
    return ""

"""Networks in JSON: node-link as D3 and networkx write it, and Cytoscape's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from netkit.evidence.importers import Draft, reads
from netkit.evidence.importers._graph import Edge, Graph, Node, draft_of
from netkit.evidence.source import Source

__all__ = ["json_network"]

_LABELS = ("label", "name")


@reads(".json", ".cyjs", what="node-link or Cytoscape JSON")
def json_network(source: Source) -> Draft | None:
    """Read nodes with an ``id`` and links or edges with ``source`` and ``target``."""
    text = source.text()
    if text is None:
        return None
    try:
        content = json.loads(text.whole().lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        source.log.error(
            f"is no JSON that can be read ({error.msg}): save it anew", line=error.lineno
        )
        return None
    except (RecursionError, ValueError):
        source.log.error("nests too deep, or has figures too long, to be read: save it anew")
        return None
    parts = content if isinstance(content, dict) else {}
    cytoscape = isinstance(parts.get("elements"), dict)
    if cytoscape:
        parts = parts["elements"]
    nodes, edges = parts.get("nodes"), parts.get("links", parts.get("edges"))
    if not isinstance(nodes, list) or not isinstance(edges, list):
        source.log.error(
            "has no lists 'nodes' and 'links' (or 'edges'): it is no network in node-link or "
            "Cytoscape JSON"
        )
        return None
    if cytoscape:
        nodes, edges = _data(nodes), _data(edges)
    directed = content.get("directed", cytoscape) is not False
    if not all(isinstance(item, dict) for item in (*nodes, *edges)):
        source.log.error("has nodes or ties that hold nothing by name: each needs { … }")
        return None
    return draft_of(
        Graph(
            "Cytoscape JSON" if cytoscape else "node-link JSON",
            [_node(item) for item in nodes],
            [_edge(item, directed=directed) for item in edges],
        ),
        source,
    )


def _data(items: Iterable[Any]) -> list[Any]:
    return [item.get("data") if isinstance(item, dict) else item for item in items]


def _node(item: Mapping[str, Any]) -> Node:
    label = next((_text(item[name]) for name in _LABELS if item.get(name)), "")
    rest = {name: _text(value) for name, value in item.items() if name not in ("id", *_LABELS)}
    rest.pop("value", None)
    return Node(0, _text(item.get("id")), label, rest)


def _edge(item: Mapping[str, Any], *, directed: bool) -> Edge:
    rest = {
        name: _text(value)
        for name, value in item.items()
        if name not in ("source", "target", "id", "key", "interaction")
    }
    return Edge(0, _text(item.get("source")), _text(item.get("target")), directed, rest)


def _text(value: Any) -> str:
    """Give a value as a cell: lists joined, nothing for null, objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and not any(isinstance(item, (list, dict)) for item in value):
        return ";".join(map(_text, value))
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)

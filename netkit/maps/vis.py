"""The second view: pyvis carries actors, ties and options, and brings vis-network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from netkit.maps.layout import Layout

if TYPE_CHECKING:
    from pyvis.network import Network as VisNetwork

__all__ = ["bundle", "carrier", "crowd_view", "view_data"]

Item = dict[str, Any]
_BUNDLE = ("lib", "vis-9.1.2", "vis-network.min.js")
_SHAPES = {
    "circle": "dot",
    "square": "square",
    "diamond": "diamond",
    "triangle": "triangle",
    "hexagon": "hexagon",
    "down": "triangleDown",
    "star": "star",
}
_DASHES = {"partly": [9, 5], "fails": [2, 5]}
_INK = "#1b1f24"
# Labels stand below the marks here, and wider: the places are drawn apart a little.
_WIDER, _TALLER = 1.1, 1.35


def carrier(payload: Mapping[str, Any], layout: Layout) -> VisNetwork:
    """Give the map as a pyvis network: the same actors, ties and looks as the drawn map.

    Positions are those of the layout, physics is off; no field holds markup.
    """
    from pyvis.network import Network as VisNetwork

    plan, positions = layout.plan, layout.positions
    network = VisNetwork(directed=True)
    network.set_options(json.dumps(_options()))
    for index, actor in enumerate(payload["actors"]):
        x, y = positions[index]
        place = {
            "x": round((x - plan.width / 2) * _WIDER, 1),
            "y": round((y - plan.height / 2) * _TALLER, 1),
        }
        network.add_node(index, **_node(actor), **place)
    for index, tie in enumerate(payload["ties"]):
        network.add_edge(tie["source"], tie["target"], id=index, **_edge(tie))
    return network


def view_data(payload: Mapping[str, Any], layout: Layout) -> Item:
    """Give what the page hands to vis-network: nodes, edges and options."""
    network = carrier(payload, layout)
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}


def crowd_view(sectors: Mapping[str, Any]) -> Item:
    """Give what the page needs to draw the actors of a sector: their shape, and all options."""
    from pyvis.network import Network as VisNetwork

    network = VisNetwork(directed=True)
    network.set_options(json.dumps(_options()))
    shapes = [_SHAPES.get(actor["style"]["shape"], "dot") for actor in sectors["actors"]]
    return {"shapes": shapes, "dashes": _DASHES, "options": network.options}


@cache
def bundle() -> str:
    """Give the vis-network script that pyvis brings, with line feeds alone.

    A page's parser turns CR LF into LF before it hashes a script, so it is done here first.
    """
    place = resources.files("pyvis").joinpath(*_BUNDLE)
    text = place.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def _node(actor: Mapping[str, Any]) -> Item:
    style = actor["style"]
    hollow = style["look"] != "solid"
    node: Item = {
        "label": actor["label"],
        "shape": _SHAPES.get(style["shape"], "dot"),
        "size": style["radius"],
        "color": {"background": "#ffffff" if hollow else style["colour"], "border": _INK},
    }
    if style["look"] == "ended":
        node["shapeProperties"] = {"borderDashes": [4, 3]}
    return node


def _edge(tie: Mapping[str, Any]) -> Item:
    """Give what an edge has beside the options of all edges."""
    style = tie["style"]
    signs = ("\u00d7" if style["cross"] else "", "?" if style["doubt"] else "")
    edge: Item = {"color": style["ink"], "width": style["width"]}
    if tie["state"] in _DASHES:
        edge["dashes"] = _DASHES[tie["state"]]
    if any(signs):
        edge["label"] = " ".join(sign for sign in signs if sign)
    if style["hollow"]:
        edge["arrows"] = {"to": {"enabled": True, "type": "vee"}}
    return edge


def _options() -> Item:
    return {
        "layout": {"randomSeed": 1, "improvedLayout": False},
        "physics": {
            "enabled": False,
            "solver": "forceAtlas2Based",
            "forceAtlas2Based": {
                "gravitationalConstant": -160,
                "centralGravity": 0.02,
                "springLength": 190,
                "springConstant": 0.04,
            },
        },
        "nodes": {
            "borderWidth": 1.5,
            "font": {"size": 14, "color": _INK, "strokeWidth": 3, "strokeColor": "#ffffff"},
            "widthConstraint": {"maximum": 130},
        },
        "edges": {
            "arrows": {"to": {"scaleFactor": 0.7}},
            "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.14},
            "font": {"size": 18, "color": _INK, "strokeWidth": 4, "strokeColor": "#ffffff"},
            "selectionWidth": 2,
        },
        "interaction": {"hover": False, "tooltipDelay": 100000, "multiselect": False},
    }

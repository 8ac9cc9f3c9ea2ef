"""How things look: each layer is one function from a thing to styling; payload merges them all.

To add a layer, write one function here and decorate it. Styling is plain data from closed
vocabularies: the SVG and the vis-network view both draw from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["INK", "SHAPES", "actor_style", "tie_style"]

Style = dict[str, Any]
Thing = Mapping[str, Any]
Layer = Callable[[Thing], Style]

# Contrast on white: works 4.9, partly 7.2, fails 9.9, faint 3.6; lighter to darker in greyscale.
# Gained, 6.6, is what a comparison adds.
INK = {
    "works": "#66727f",
    "partly": "#7d4a00",
    "fails": "#8b0a2a",
    "faint": "#7f8b97",
    "gained": "#0b6b3a",
}
SHAPES = (
    "circle",
    "square",
    "diamond",
    "triangle",
    "hexagon",
    "down",
    "pentagon",
    "star",
    "cross",
    "octagon",
)
PALETTE = (
    "#1f4e79",
    "#9c3d10",
    "#1d6b3a",
    "#5b3f8c",
    "#7a5c00",
    "#a3123a",
    "#00666b",
    "#4a4a4a",
    "#3b6ea5",
    "#5a4632",
)
PLAIN_COLOUR = "#4a5560"
SMALLEST, LARGEST = 12.0, 19.0
UNSIZED = 12.0
THIN, FIRM = 1.6, 2.2

_ACTOR_LAYERS: list[Layer] = []
_TIE_LAYERS: list[Layer] = []


def actor_layer(layer: Layer) -> Layer:
    """Register a layer of the actors."""
    _ACTOR_LAYERS.append(layer)
    return layer


def tie_layer(layer: Layer) -> Layer:
    """Register a layer of the ties."""
    _TIE_LAYERS.append(layer)
    return layer


def actor_style(actor: Thing) -> Style:
    """Give an actor's styling: what all layers say, later ones over earlier ones."""
    return _merged(_ACTOR_LAYERS, actor)


def tie_style(tie: Thing) -> Style:
    """Give a tie's styling: what all layers say, later ones over earlier ones."""
    return _merged(_TIE_LAYERS, tie)


def _merged(layers: list[Layer], thing: Thing) -> Style:
    style: Style = {}
    for layer in layers:
        style |= layer(thing)
    return style


@actor_layer
def sector(actor: Thing) -> Style:
    """Show the sector by shape and, third, by colour; its zone shows it first."""
    number = actor["sector_number"]
    if number is None:
        return {"shape": SHAPES[0], "colour": actor["colour"] or PLAIN_COLOUR}
    colour = actor["colour"] or PALETTE[number % len(PALETTE)]
    return {"shape": SHAPES[number % len(SHAPES)], "colour": colour}


@actor_layer
def importance(actor: Thing) -> Style:
    """Show by the mark's area how many working ties an actor has beside the one with most."""
    share = actor["share"]
    if share is None:
        return {"radius": UNSIZED}
    least, most = SMALLEST**2, LARGEST**2
    return {"radius": round((least + (most - least) * share) ** 0.5, 1)}


@actor_layer
def presence(actor: Thing) -> Style:
    """Mark who has ended, is not named, or is spoken of by nobody; none of them is sized."""
    for look in ("ended", "unnamed"):
        if actor[look]:
            return {"look": look, "radius": UNSIZED}
    if not actor["spoken"]:
        return {"look": "hollow", "radius": UNSIZED}
    return {"look": "solid"}


@tie_layer
def state(tie: Thing) -> Style:
    """Show the state by dash and by a cross, and by ink."""
    return {"ink": INK[tie["state"]], "cross": tie["state"] == "fails", "width": THIN}


@tie_layer
def firmness(tie: Thing) -> Style:
    """Show firmness, where it was drawn, by width."""
    firm = tie["firmness"]
    return {} if firm is None else {"width": round(THIN + FIRM * float(firm), 1)}


@tie_layer
def level(tie: Thing) -> Style:
    """Draw what is said with one end in general faint and thin."""
    if tie["level"] != "general":
        return {"faint": False}
    return {"faint": True, "ink": INK["faint"], "width": 1.5}


@tie_layer
def contested(tie: Thing) -> Style:
    """Put a question mark where accounts contradict each other."""
    return {"doubt": tie["condition"] == "contested"}


@tie_layer
def single(tie: Thing) -> Style:
    """Leave the arrowhead hollow where a tie rests on one account."""
    return {"hollow": tie["accounts"] == 1}

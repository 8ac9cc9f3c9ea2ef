"""From findings to a page: payload, layout, shapes, template, in this order."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from netkit.analysis import analyse
from netkit.findings import Findings
from netkit.maps import DRAWN_UP_TO, FIGURES
from netkit.maps.bounds import bounded
from netkit.maps.crowd import make_crowd, on_page, overview
from netkit.maps.division import divide
from netkit.maps.layout import lay_out
from netkit.maps.page import MapPage
from netkit.maps.payload import make_payload
from netkit.maps.render import render_page
from netkit.maps.svg import make_picture
from netkit.maps.vis import bundle, carrier, crowd_view, view_data
from netkit.network import Network

if TYPE_CHECKING:
    from pyvis.network import Network as VisNetwork

__all__ = ["carried", "draw"]


def draw(found: Findings, *, still: bool, moving: bool, seed: int, height: int) -> MapPage:
    """Draw findings as they are: the still map, the view to move about, or both."""
    payload = make_payload(found)
    if len(payload["actors"]) > DRAWN_UP_TO:
        return _draw_crowd(found, payload, moving=moving, seed=seed, height=height)
    # Nobody can be moved about where there is nobody.
    moving = moving and bool(payload["actors"])
    layout = lay_out(payload, found.study.layout, seed, found.study.label_sides)
    picture = make_picture(payload, layout) if still else None
    view = view_data(payload, layout) if moving else None
    html = render_page(payload, picture, view, bundle() if moving else "")
    places = zip(payload["actors"], layout.positions, strict=True)
    positions = MappingProxyType({actor["id"]: place for actor, place in places})
    sides = zip(payload["actors"], layout.sides, strict=True)
    kept = MappingProxyType({actor["id"]: side for actor, side in sides})
    return MapPage(html, payload["meta"]["title"], positions, kept, height)


def _draw_crowd(
    found: Findings, payload: dict[str, Any], *, moving: bool, seed: int, height: int
) -> MapPage:
    """Draw the sectors of a crowd; the page's script opens them into actors."""
    crowd = make_crowd(payload, divide(payload, found, seed))
    sectors = overview(payload, crowd)
    picture = make_picture(sectors, lay_out(sectors, {}, seed))
    held = bounded(payload)
    shown = held | {"crowd": on_page(crowd, held["actors"])}
    view = crowd_view(sectors) if moving else None
    html = render_page(shown, picture, view, bundle() if moving else "")
    return MapPage(html, payload["meta"]["title"], height=height)


def carried(network: Network | Findings, seed: int) -> VisNetwork:
    """Give a network, or findings, as a pyvis network."""
    found = network if isinstance(network, Findings) else _found(network)
    payload = make_payload(found)
    return carrier(payload, lay_out(payload, found.study.layout, seed, found.study.label_sides))


def _found(network: Network) -> Findings:
    view = replace(network.view, name=None)
    return analyse(
        network.study,
        view,
        rule=network.rule,
        resamples=0,
        tables={"actors": FIGURES, "ties": ()},
    )

"""From a layout to the picture's shapes: what the SVG template is filled with."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from netkit.maps.geometry import Curve, curve_between, hull, mark_path, number, point_on
from netkit.maps.layout import Layout
from netkit.maps.lettering import LABEL_SIZE, LEADING
from netkit.maps.plan import GAP, SIDES, Floats
from netkit.maps.strokes import overlap

__all__ = ["make_picture"]

Item = dict[str, Any]
_BLOCK = 34.0
# A taller picture is scrolled: made to fit a screen, its text would be too small.
_FIRST_VIEW = 560.0
_BASELINE, _TITLE_BASELINE = 0.8, 16.0
_CROSS, _BESIDE = 5.0, 16.0
# What lies on top: what is said of ties by name, and of these what fails.
_ORDER = ("works", "partly", "fails")


def make_picture(payload: Mapping[str, Any], layout: Layout) -> Item:
    """Give every shape of the map with its coordinates as text.

    Returns
    -------
    dict
        ``width, height, zones, ties, actors``, the paths of the ties that are ``there`` only in
        comparison, and the place of the block that tells what is
        said of the agencies among themselves. Ties stand in the order they are painted.
    """
    plan = layout.plan
    meta = payload["meta"]
    among = meta["among_agencies"]
    block = any(among[state] for state in _ORDER) or meta["ended"] > 0
    ties = [_tie(index, tie, layout) for index, tie in enumerate(payload["ties"])]
    return {
        "width": number(plan.width),
        "height": number(plan.height + (_BLOCK if block else 0.0)),
        "tall": plan.height > _FIRST_VIEW,
        "block": number(plan.height + _BLOCK / 2) if block else "",
        "middle": number(plan.width / 2),
        "zones": _zones(payload, layout),
        "ties": sorted(ties, key=_painted),
        "there": [_path(_curve(tie, layout)) for tie in payload["compare"]["there"]],
        "actors": [_actor(index, actor, layout) for index, actor in enumerate(payload["actors"])],
    }


def _painted(tie: Item) -> tuple[bool, int, int]:
    return (not tie["faint"], _ORDER.index(tie["state"]), tie["index"])


def _zones(payload: Mapping[str, Any], layout: Layout) -> list[Item]:
    """Draw sectors as boxes where none lies in another, else all of them as tighter outlines."""
    plan = layout.plan
    count = len(payload["sectors"])
    boxes = layout.placement.zones(plan)
    one, other = np.triu_indices(count, 1)
    apart = not (overlap(boxes[one], boxes[other]) > 0).any()
    prints = layout.placement.footprints(plan)
    rows = []
    for index in range(count):
        members = [payload["actors"][int(row)] for row in plan.members[index]]
        box = boxes[index]
        title = _title_box(box, plan.title[index])
        outline = [tuple(title), *(tuple(prints[row]) for row in plan.members[index])]
        rows.append(
            {
                "box": None if not apart else [number(v) for v in (*box[:2], *(box[2:] - box[:2]))],
                "outline": "" if apart else hull(outline),
                "x": number((box[0] + box[2]) / 2),
                "lines": [
                    {"y": number(box[1] + LEADING * row + _TITLE_BASELINE), "text": line}
                    for row, line in enumerate(layout.titles[index])
                ],
                "colour": members[0]["style"]["colour"],
                "aside": all(member["unnamed"] or member["ended"] for member in members),
            }
        )
    return rows


def _title_box(box: Floats, title: Floats) -> Floats:
    middle = (box[0] + box[2]) / 2
    return np.array([middle - title[0] / 2, box[1], middle + title[0] / 2, box[1] + title[1]])


def _tie(index: int, tie: Mapping[str, Any], layout: Layout) -> Item:
    curve, style = _curve(tie, layout), tie["style"]
    x, y = point_on(curve, 0.5)
    doubt = point_on(curve, 0.5 if not style["cross"] else _beyond(curve))
    return {
        "index": index,
        "anchor": tie["anchor"],
        "state": tie["state"],
        "level": tie["level"],
        "faint": style["faint"],
        "hollow": style["hollow"],
        "width": "" if style["width"] <= _usual(style) else number(style["width"]),
        "path": _path(curve),
        "cross": _cross_path(x, y) if style["cross"] else "",
        "doubt": [number(v) for v in doubt] if style["doubt"] else None,
    }


def _curve(tie: Mapping[str, Any], layout: Layout) -> Curve:
    plan, places = layout.plan, layout.positions
    ends = tie["source"], tie["target"]
    gaps = float(plan.radius[ends[0]]), float(plan.radius[ends[1]])
    return curve_between(places[ends[0]], places[ends[1]], gaps)


def _usual(style: Mapping[str, Any]) -> float:
    return 1.6 if not style["faint"] else 1.5


def _beyond(curve: Curve) -> float:
    """Find where a second sign beside the middle one does not touch it."""
    return max(0.5 - _BESIDE / max(math.dist(curve[0], curve[2]), 1.0), 0.2)


def _path(curve: Curve) -> str:
    start, control, end = (" ".join(number(v) for v in point) for point in curve)
    return f"M{start}Q{control} {end}"


def _cross_path(x: float, y: float) -> str:
    wide = number(2 * _CROSS)
    return f"M{number(x - _CROSS)} {number(y - _CROSS)}l{wide} {wide}m0-{wide}l-{wide} {wide}"


def _actor(index: int, actor: Mapping[str, Any], layout: Layout) -> Item:
    x, y = layout.positions[index]
    style = actor["style"]
    room = float(layout.plan.radius[index]) + GAP
    side = SIDES[int(layout.placement.side[index])]
    lines = layout.lines[index]
    left, anchor = x, "middle"
    if side in ("right", "left"):
        left, anchor = (x + room, "start") if side == "right" else (x - room, "end")
    top = {
        "below": y + room,
        "above": y - room - LEADING * len(lines),
    }.get(side, y - LEADING * len(lines) / 2)
    return {
        "index": index,
        "look": style["look"],
        "colour": style["colour"],
        "path": mark_path(style["shape"], x, y, float(style["radius"])),
        "strike": _cross_path(x, y) if style["look"] == "ended" else "",
        "x": number(x),
        "y": number(y),
        "anchor": anchor,
        "lines": [
            {
                "x": number(left),
                "y": number(top + LEADING * row + LABEL_SIZE * _BASELINE + 1.5),
                "text": line,
            }
            for row, line in enumerate(lines)
        ],
    }

"""Where everything stands: from payload to a placement on a page of its own height."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np

from netkit.maps.force import by_force
from netkit.maps.geometry import reach
from netkit.maps.keeping import MARGIN, Held, among_kept, held_of, in_page
from netkit.maps.lettering import BOLD, LABEL_SIZE, LEADING, text_width, wrap
from netkit.maps.parting import parted, zones_parted
from netkit.maps.plan import SIDES, Floats, Ints, Placement, Plan
from netkit.maps.polish import polish
from netkit.maps.strokes import overlap

__all__ = ["LABELLED_UP_TO", "TITLE_SIZE", "WIDTH", "Layout", "lay_out"]

WIDTH = 1200.0
TITLE_SIZE = 13.0
Lines = tuple[str, ...]
LABELLED_UP_TO, LABELLED_ABOVE = 40, 24
_HEIGHT, _USUAL = 545.0, 28
_LINE, _TITLE, _STRIP = 128.0, 300.0, 5.0
_GENERAL = 0.2
_TRIES, _TALLER = 2, 1.2
_BETWEEN, _FILLED = 16.0, 0.65
_SCATTER_FROM = 200


@dataclass(frozen=True, eq=False)
class Layout:
    """A finished layout: the plan it answers, the placement, the lines of labels and titles."""

    plan: Plan
    placement: Placement
    lines: tuple[Lines, ...]
    titles: tuple[Lines, ...]

    @property
    def positions(self) -> list[tuple[float, float]]:
        """Give the centre of each mark."""
        return [(float(x), float(y)) for x, y in self.placement.xy]

    @property
    def sides(self) -> list[str]:
        """Give the side of each mark on which its label stands."""
        return [SIDES[int(side)] for side in self.placement.side]


def lay_out(
    payload: Mapping[str, Any],
    kept: Mapping[str, tuple[float, float]],
    seed: int,
    sides: Mapping[str, str] | None = None,
) -> Layout:
    """Place actors, labels and zones.

    Parameters
    ----------
    payload : mapping
        What :func:`netkit.maps.payload.make_payload` gives.
    kept : mapping of str to (x, y)
        Positions that stay, by actor id; new actors are placed among them.
    seed : int
        The same seed gives the same layout.
    sides : mapping of str to str, optional
        On which side of its mark the label of an actor with a kept position stays.
    """
    lines = _lines(payload["actors"])
    titles = tuple(
        wrap(sector["title"], _TITLE, TITLE_SIZE * BOLD) for sector in payload["sectors"]
    )
    plan = _plan(payload, lines, titles)
    ids = [actor["id"] for actor in payload["actors"]]
    held = held_of(ids, kept, sides or {})
    if plan.size > _SCATTER_FROM:
        return Layout(plan, _scattered(plan), lines, titles)
    return Layout(*_solved(_Task(plan.key, held, seed, plan)), lines, titles)


@dataclass(frozen=True)
class _Task:
    """What a layout depends on, so that two editions of one map are laid out once."""

    key: bytes
    held: Held
    seed: int
    plan: Plan = field(compare=False)


@lru_cache(maxsize=4)
def _solved(task: _Task) -> tuple[Plan, Placement]:
    plan = task.plan
    if task.held:
        return among_kept(plan, task.held, task.seed)
    everyone = np.arange(plan.size)
    for _ in range(_TRIES):
        plan, start = _roomy(plan, task.seed)
        placed = zones_parted(plan, polish(plan, start, everyone, task.seed))
        if not _crowded(plan, placed):
            break
        plan = replace(plan, height=plan.height * _TALLER)
    return _framed(plan, placed)


def _roomy(plan: Plan, seed: int) -> tuple[Plan, Placement]:
    """Make the page tall enough for the sectors with their labels, and ties between them."""
    start = _start(plan, seed)
    if plan.size == 0:
        return plan, start
    boxes = start.zones(plan)
    area = float(np.prod(boxes[:, 2:] - boxes[:, :2] + _BETWEEN, axis=1).sum())
    height = max(plan.height, area / _FILLED / plan.width)
    if height > plan.height:
        plan = replace(plan, height=height)
        start = _start(plan, seed)
    return plan, start


def _plan(payload: Mapping[str, Any], lines: tuple[Lines, ...], titles: tuple[Lines, ...]) -> Plan:
    actors, ties = payload["actors"], payload["ties"]
    zones = _zones(payload)
    crowd = max(1.0, len(actors) / _USUAL)
    size = [_size(part, LABEL_SIZE) for part in lines]
    heads = [_size(part, TITLE_SIZE * BOLD, _STRIP) for part in titles]
    heads += [(0.0, 0.0)] * (len(set(zones)) - len(heads))
    return Plan(
        radius=np.array([_room(actor["style"]) for actor in actors], dtype=float),
        label=np.array(size, dtype=float).reshape(-1, 2),
        zone=np.array(zones, dtype=np.int64),
        title=np.array(heads, dtype=float).reshape(-1, 2),
        ties=np.array([(t["source"], t["target"]) for t in ties], dtype=np.int64).reshape(-1, 2),
        weight=np.array([_GENERAL if t["level"] == "general" else 1.0 for t in ties], dtype=float),
        width=WIDTH,
        height=_HEIGHT * math.sqrt(crowd),
    )


def _size(lines: Lines, size: float, beside: float = 0.0) -> tuple[float, float]:
    """Give the width and height of some lines of text."""
    wide = max((text_width(line, size) for line in lines), default=0.0)
    return wide, len(lines) * LEADING + beside


def _room(style: Mapping[str, Any]) -> float:
    """Give half the room a mark takes, corners included."""
    return float(style["radius"]) * reach(str(style["shape"]))


def _lines(actors: list[dict[str, Any]]) -> tuple[Lines, ...]:
    """Wrap the labels; in a crowd only those of the actors with most ties are shown."""
    shown = set(range(len(actors)))
    if len(actors) > LABELLED_UP_TO:
        rank = sorted(shown, key=lambda row: (-(actors[row]["share"] or 0.0), row))
        shown = set(rank[:LABELLED_ABOVE])
    return tuple(
        wrap(actor["label"], _LINE, LABEL_SIZE) if row in shown else ()
        for row, actor in enumerate(actors)
    )


def _zones(payload: Mapping[str, Any]) -> list[int]:
    """Give each actor the number of its zone: its sector's, or one of its own after those."""
    alone = itertools.count(len(payload["sectors"]))
    numbers = [actor["sector_number"] for actor in payload["actors"]]
    return [next(alone) if number is None else number for number in numbers]


def _start(plan: Plan, seed: int) -> Placement:
    return parted(plan, Placement(by_force(plan, seed), np.zeros(plan.size, dtype=np.int64)))


def _crowded(plan: Plan, placed: Placement) -> bool:
    """Tell whether labels, marks or zones lie on each other, or anything beyond the page."""
    prints, zones = placed.footprints(plan), placed.zones(plan)
    beyond = (zones[:, :2] < 0).any() or (zones[:, 2:] > (plan.width, plan.height)).any()
    return bool(beyond or _any_overlap(prints) or _any_overlap(zones))


def _any_overlap(boxes: Floats) -> bool:
    one, other = np.triu_indices(len(boxes), 1)
    return bool((overlap(boxes[one], boxes[other]) > 0).any())


def _framed(plan: Plan, placed: Placement) -> tuple[Plan, Placement]:
    """Move the drawing to the middle of the page and cut the page to its height."""
    if plan.size == 0:
        return replace(plan, height=_HEIGHT / 3), placed
    zones = placed.zones(plan)
    low, high = zones[:, :2].min(axis=0), zones[:, 2:].max(axis=0)
    shift = np.array([(plan.width - low[0] - high[0]) / 2, MARGIN - low[1]])
    return in_page(plan, placed, shift)


def _scattered(plan: Plan) -> Placement:
    """Place a crowd: each sector a sunflower of its members, the sectors on a larger one."""
    xy = np.zeros((plan.size, 2))
    reach = [18.0 * math.sqrt(len(inside) + 1.0) for inside in plan.members]
    apart = 2.2 * max(reach)
    for zone, inside in enumerate(plan.members):
        xy[inside] = _sunflower(zone, apart) + [
            _sunflower(turn, 34.0) for turn in range(len(inside))
        ]
    return Placement(np.round(xy, 1), np.zeros(plan.size, dtype=np.int64))


def _sunflower(turn: int, apart: float) -> Ints | Floats:
    angle = turn * math.pi * (3 - math.sqrt(5))
    far = apart * math.sqrt(turn)
    return np.array([far * math.cos(angle), far * math.sin(angle)])

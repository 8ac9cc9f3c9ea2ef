"""Sectors drawn together and apart: a start for the polish in which nothing lies on anything."""

from __future__ import annotations

import numpy as np

from netkit.maps.plan import Floats, Placement, Plan

__all__ = ["parted", "zones_parted"]

_CLOSER = 0.3
_ROUNDS = 160
_GAP, _ZONE_GAP = 4.0, 8.0
_EDGE = 6.0


def parted(plan: Plan, start: Placement) -> Placement:
    """Draw each zone's members together, then push members, and then zones, off each other.

    All stay on the page as far as it has room for them.
    """
    xy = start.xy.copy()
    for inside in plan.members:
        middle = xy[inside].mean(axis=0)
        xy[inside] = middle + (xy[inside] - middle) * _CLOSER
        xy[inside] += _pushes(Placement(xy, start.side).footprints(plan)[inside], _GAP, None)
    return zones_parted(plan, Placement(xy, start.side))


def zones_parted(plan: Plan, placed: Placement) -> Placement:
    """Push zones off each other as wholes; those that lie apart already stay."""
    page = np.array([_EDGE, _EDGE, plan.width - _EDGE, plan.height - _EDGE])
    shift = _pushes(placed.zones(plan), _ZONE_GAP, page)
    return Placement(np.round(placed.xy + shift[plan.zone], 1), placed.side)


def _pushes(boxes: Floats, gap: float, page: Floats | None) -> Floats:
    """Give how far each box moves, (k, 2), until none lies in another, or the rounds are over."""
    moved = np.zeros((len(boxes), 2))
    half = (boxes[:, 2:] - boxes[:, :2]) / 2
    middle = (boxes[:, 2:] + boxes[:, :2]) / 2
    need = half[:, None] + half[None] + gap
    others = ~np.eye(len(boxes), dtype=bool)
    for _ in range(_ROUNDS):
        away = (middle + moved)[:, None] - (middle + moved)[None]
        deep = need - np.abs(away)
        hits = np.asarray((deep > 0).all(axis=-1)) & others
        if not hits.any():
            break
        # The shorter way out; boxes in the same place part by their order.
        across = deep[..., 0] < deep[..., 1]
        order = np.sign(np.arange(len(boxes))[:, None] - np.arange(len(boxes))[None])
        way = np.where(away != 0, np.sign(away), order[..., None])
        push = way * np.stack([across, ~across], axis=-1) * np.maximum(deep, 0.0) * hits[..., None]
        moved += push.sum(axis=1) * 0.4
        if page is not None:
            low, high = page[:2] + half - middle, page[2:] - half - middle
            moved = np.clip(moved, np.minimum(low, high), np.maximum(low, high))
    return moved

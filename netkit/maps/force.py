"""Actors by force about their sector's anchor: distances on the page like those in the network."""

from __future__ import annotations

import numpy as np

from netkit.maps.plan import Floats, Plan
from netkit.maps.ring import anchors

__all__ = ["by_force"]

_ROUNDS = 120
_WITHIN = 0.6
_LOOSE = 0.5
_PULL_FIRST, _PULL_LAST = 2.0, 0.05
_MARGIN_X, _MARGIN_Y = 90.0, 62.0


def by_force(plan: Plan, seed: int) -> Floats:
    """Give first places for the marks, (n, 2), filling the page.

    Stress majorization (Gansner, Koren & North 2005): each actor moves to where its distances
    to the others are most like the number of steps between them, actors of one sector kept
    closer, with a pull to the sector's anchor that grows weaker.
    """
    if plan.size < 2:
        return np.full((plan.size, 2), (plan.width / 2, plan.height / 2))
    wanted = _distances(plan)
    weight = 1.0 / np.where(wanted > 0, wanted, 1.0) ** 2
    np.fill_diagonal(weight, 0.0)
    unit = 0.8 * min(plan.width, plan.height) / max(float(wanted.max()), 1.0)
    goal = anchors(plan)[plan.zone]
    pulled = ~np.isnan(goal[:, :1])
    goal = np.where(pulled, goal, 0.0)
    xy = _start(plan, goal, pulled, seed)
    for step in range(_ROUNDS):
        pull = _PULL_FIRST + (_PULL_LAST - _PULL_FIRST) * step / _ROUNDS
        xy = _round(xy, wanted * unit, weight, goal, pulled * pull)
    return _filled(plan, xy)


def _start(plan: Plan, goal: Floats, pulled: Floats, seed: int) -> Floats:
    random = np.random.default_rng(seed)
    page = np.array([plan.width, plan.height])
    anywhere = random.random((plan.size, 2)) * page
    near = goal + (random.random((plan.size, 2)) - 0.5) * page * 0.12
    return np.asarray(np.where(pulled, near, anywhere))


def _round(xy: Floats, wanted: Floats, weight: Floats, goal: Floats, pull: Floats) -> Floats:
    apart = xy[:, None] - xy[None]
    far = np.sqrt((apart**2).sum(axis=-1))
    np.fill_diagonal(far, 1.0)
    share = (wanted / np.maximum(far, 1e-6))[..., None]
    places = (weight[..., None] * (xy[None] + share * apart)).sum(axis=1)
    return np.asarray((places + pull * goal) / (weight.sum(axis=1)[:, None] + pull))


def _distances(plan: Plan) -> Floats:
    """Give the steps between actors either way; nearer within a sector, far where no path is."""
    joined = np.zeros((plan.size, plan.size), dtype=bool)
    joined[plan.ties[:, 0], plan.ties[:, 1]] = True
    joined |= joined.T
    steps = np.full(joined.shape, np.inf)
    reached = np.eye(plan.size, dtype=bool)
    steps[reached] = 0.0
    hops = 0
    front = reached
    while front.any():
        hops += 1
        front = (front.astype(np.float32) @ joined.astype(np.float32) > 0) & ~reached
        reached = reached | front
        steps[front] = hops
    longest = float(steps[np.isfinite(steps)].max())
    steps[~np.isfinite(steps)] = longest + _LOOSE
    same = plan.zone[:, None] == plan.zone[None]
    return np.where(same, np.minimum(steps * _WITHIN, 1.0), steps)


def _filled(plan: Plan, xy: Floats) -> Floats:
    """Stretch the drawing over the page."""
    low, span = xy.min(axis=0), np.ptp(xy, axis=0)
    margin = np.array([_MARGIN_X, _MARGIN_Y])
    room = np.array([plan.width, plan.height]) - 2 * margin
    return np.asarray(margin + (xy - low) / np.maximum(span, 1e-6) * room)

"""Sectors on a ring, in the order in which fewest ties between them cross."""

from __future__ import annotations

import math

import numpy as np

from netkit.maps.plan import Floats, Ints, Plan

__all__ = ["anchors", "ring_order"]

_SEARCHED = 16


def anchors(plan: Plan) -> Floats:
    """Give each zone's place on an ellipse in the page, (k, 2).

    Zones without a title have no place of their own: NaN.
    """
    places = np.full((len(plan.title), 2), np.nan)
    titled = np.flatnonzero(plan.title[:, 0] > 0)
    order = ring_order(_between(plan, titled))
    for turn, index in enumerate(order):
        angle = 2 * math.pi * turn / len(order) - math.pi
        places[titled[index]] = (
            plan.width * (0.5 + 0.36 * math.cos(angle)),
            plan.height * (0.5 + 0.34 * math.sin(angle)),
        )
    return np.round(places, 1)


def ring_order(between: Floats) -> list[int]:
    """Order ``k`` groups on a ring so that the ties between them cross least.

    Parameters
    ----------
    between : (k, k) array
        Weight of the ties between every two groups, symmetric.

    Notes
    -----
    Swaps are tried in a fixed order until none is left that helps; above 16 groups the order
    stays as it is.
    """
    order = list(range(len(between)))
    if len(order) > _SEARCHED:
        return order
    best = _ring_cost(order, between)
    improved = True
    while improved:
        improved = False
        for one in range(1, len(order)):
            for other in range(one + 1, len(order)):
                order[one], order[other] = order[other], order[one]
                cost = _ring_cost(order, between)
                if cost < best - 1e-9:
                    best, improved = cost, True
                else:
                    order[one], order[other] = order[other], order[one]
    return order


def _ring_cost(order: list[int], between: Floats) -> float:
    """Count weighted crossings of chords; longer chords cost a little, so that friends are near."""
    placed = between[np.ix_(order, order)]
    size = len(order)
    total = 0.0
    for start in range(size):
        for end in range(start + 1, size):
            inside = slice(start + 1, end)
            across = placed[inside, end + 1 :].sum() + placed[inside, :start].sum()
            total += float(placed[start, end] * across) / 2
            total += 0.05 * float(placed[start, end]) * min(end - start, size - end + start)
    return total


def _between(plan: Plan, titled: Ints) -> Floats:
    place = {int(zone): row for row, zone in enumerate(titled)}
    weights = np.zeros((len(titled), len(titled)))
    for (source, target), weight in zip(plan.zone[plan.ties].tolist(), plan.weight, strict=True):
        if source != target and source in place and target in place:
            weights[place[source], place[target]] += weight
            weights[place[target], place[source]] += weight
    return weights

"""What the layout is given and what it gives: marks, label boxes, sectors and ties as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["BEND", "GAP", "SIDES", "ZONE_PAD", "Floats", "Ints", "Placement", "Plan"]

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

SIDES = ("below", "above", "right", "left")
BEND = 0.14
GAP = 4.0
ZONE_PAD = 9.0


@dataclass(frozen=True, eq=False)
class Plan:
    """A drawing to be laid out.

    Attributes
    ----------
    radius : (n,) array
        Half the size of each actor's mark.
    label : (n, 2) array
        Width and height of each label; 0 for an actor that is not labelled.
    zone : (n,) array of int
        Each actor's zone. Zones with a title are sectors; an actor without a sector has a zone
        of its own without a title.
    title : (k, 2) array
        Width and height of each zone's title; 0 for none.
    ties : (m, 2) array of int
        Ordered pairs of actors.
    weight : (m,) array
        How much a tie's course matters, in (0, 1].
    width, height : float
        The room there is.
    """

    radius: Floats
    label: Floats
    zone: Ints
    title: Floats
    ties: Ints
    weight: Floats
    width: float
    height: float

    @property
    def size(self) -> int:
        """Count the actors."""
        return len(self.radius)

    @property
    def key(self) -> bytes:
        """Give everything the plan holds as bytes: equal plans have equal keys."""
        arrays = (self.radius, self.label, self.zone, self.title, self.ties, self.weight)
        sizes = np.array([self.width, self.height])
        return b"/".join(array.tobytes() for array in (*arrays, sizes))

    @cached_property
    def boxes(self) -> Floats:
        """Give each label's box about its mark: (n, 4 sides, left top right bottom)."""
        wide, high = self.label[:, 0], self.label[:, 1]
        near, none = self.radius + GAP, np.zeros(self.size)
        below = np.stack([-wide / 2, near, wide / 2, near + high], axis=1)
        above = np.stack([-wide / 2, -near - high, wide / 2, -near], axis=1)
        right = np.stack([near, -high / 2, near + wide, high / 2], axis=1)
        left = np.stack([-near - wide, -high / 2, -near, high / 2], axis=1)
        boxes = np.stack([below, above, right, left], axis=1)
        unlabelled = (wide == 0)[:, None, None]
        return np.where(unlabelled, none[:, None, None], boxes)

    @cached_property
    def footprints(self) -> Floats:
        """Give the box that holds mark and label, for each side: (n, 4, 4)."""
        mark = (self.radius + GAP)[:, None, None]
        low = np.minimum(self.boxes[:, :, :2], -mark)
        high = np.maximum(self.boxes[:, :, 2:], mark)
        return np.concatenate([low, high], axis=2)

    @cached_property
    def members(self) -> tuple[Ints, ...]:
        """Give the actors of each zone."""
        return tuple(np.flatnonzero(self.zone == index) for index in range(len(self.title)))


@dataclass(frozen=True, eq=False)
class Placement:
    """Where everything stands: centres of marks (n, 2) and the side of each label (n,)."""

    xy: Floats
    side: Ints

    def labels(self, plan: Plan) -> Floats:
        """Give each label's box on the page, (n, 4)."""
        return _moved(plan.boxes, self.xy, self.side)

    def footprints(self, plan: Plan) -> Floats:
        """Give the box of each mark with its label on the page, (n, 4)."""
        return _moved(plan.footprints, self.xy, self.side)

    def zones(self, plan: Plan) -> Floats:
        """Give each zone's box on the page, with room for its title, (k, 4)."""
        prints = self.footprints(plan)
        return np.array(
            [
                zone_box(prints[inside], title)
                for inside, title in zip(plan.members, plan.title, strict=True)
            ]
        ).reshape(-1, 4)


def zone_box(prints: Floats, title: Floats) -> Floats:
    """Give the box round the footprints of a zone: with padding and a strip for its title."""
    left, top = prints[:, 0].min(), prints[:, 1].min()
    right, bottom = prints[:, 2].max(), prints[:, 3].max()
    wide, high = title
    if wide == 0:
        return np.array([left, top, right, bottom])
    middle = (left + right) / 2
    half = max((right - left) / 2 + ZONE_PAD, wide / 2 + ZONE_PAD)
    return np.array([middle - half, top - high, middle + half, bottom + ZONE_PAD])


def _moved(boxes: Floats, xy: Floats, side: Ints) -> Floats:
    chosen = boxes[np.arange(len(side)), side]
    return np.asarray(chosen + np.concatenate([xy, xy], axis=1))

"""Figures of sectors in all draws at once: arrays of shape (draws, sectors)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from netkit.measures._fast import fast_path
from netkit.measures.replicates import Replicates
from netkit.measures.structure import quotient

__all__: list[str] = []

Array = npt.NDArray[Any]


@fast_path("sector")
def ties_within(draws: Replicates) -> Array:
    """Count ties between two actors of a sector, as E-I counts."""
    return _crossed(draws, draws.counted)[0]


@fast_path("sector")
def ties_across(draws: Replicates) -> Array:
    """Count ties to or from another sector, as E-I counts."""
    return _crossed(draws, draws.counted)[1]


@fast_path("sector")
def ei_index(draws: Replicates) -> Array:
    """Compare ties across and within."""
    within, across = _crossed(draws, draws.counted)
    return quotient(across - within, across + within)


@fast_path("sector")
def density_within(draws: Replicates) -> Array:
    """Divide the working ties within by the ordered pairs within."""
    sizes = draws.members.sum(axis=0)
    return quotient(_crossed(draws, draws.joined)[0], sizes * (sizes - 1))


@fast_path("sector")
def density_across(draws: Replicates) -> Array:
    """Divide the working ties across by the ordered pairs with one end in the sector."""
    sizes = draws.members.sum(axis=0)
    return quotient(_crossed(draws, draws.joined)[1], 2 * sizes * (sizes.sum() - sizes))


@fast_path("sector")
def reach_in(draws: Replicates) -> Array:
    """Count the actors outside that reach one of the sector's."""
    reaching = draws.reached.astype(np.int64) @ draws.members > 0
    return np.asarray((reaching & (draws.members == 0)).sum(axis=1))


@fast_path("sector")
def reach_out(draws: Replicates) -> Array:
    """Count the actors outside that one of the sector's reaches."""
    reached = draws.reached.transpose(0, 2, 1).astype(np.int64) @ draws.members > 0
    return np.asarray((reached & (draws.members == 0)).sum(axis=1))


def _crossed(draws: Replicates, joined: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
    """Count the ties within each sector, and those that join it to another, either way."""
    held = draws.members
    mixed = held.T @ (joined.astype(np.int64) @ held)
    within = np.diagonal(mixed, axis1=1, axis2=2)
    return within, mixed.sum(axis=1) + mixed.sum(axis=2) - 2 * within

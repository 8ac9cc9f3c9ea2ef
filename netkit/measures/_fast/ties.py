"""Measures of ties in all draws at once: arrays of shape (draws, arcs), NaN where not up."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from netkit.measures._fast import fast_path
from netkit.measures.replicates import Replicates

__all__: list[str] = []

Array = npt.NDArray[Any]


@fast_path("tie")
def betweenness(draws: Replicates) -> Array:
    """Add up the shares of shortest paths along each tie."""
    return np.where(draws.up, draws.betweenness_of_arcs, np.nan)


@fast_path("tie")
def pairs_lost(draws: Replicates) -> Array:
    """Take each tie away."""
    return np.where(draws.up, draws.losses[1], np.nan)

"""Measures of actors in all draws at once: arrays of shape (draws, actors)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from netkit.measures._fast import fast_path
from netkit.measures._kernels import many
from netkit.measures._spans import IN, OUT
from netkit.measures.centrality import DAMPING
from netkit.measures.replicates import Replicates
from netkit.measures.structure import quotient

__all__: list[str] = []

Array = npt.NDArray[Any]


@fast_path("actor")
def in_degree(draws: Replicates) -> Array:
    """Count what ends at each actor."""
    return np.asarray(draws.joined.sum(axis=1))


@fast_path("actor")
def out_degree(draws: Replicates) -> Array:
    """Count what begins at each actor."""
    return np.asarray(draws.joined.sum(axis=2))


@fast_path("actor")
def betweenness(draws: Replicates) -> Array:
    """Add up the shares of shortest paths through each actor."""
    return draws.betweenness


@fast_path("actor")
def betweenness_norm(draws: Replicates) -> Array:
    """Divide betweenness by the ordered pairs of others."""
    return quotient(draws.betweenness, (draws.size - 1) * (draws.size - 2))


@fast_path("actor")
def betweenness_weighted(draws: Replicates) -> Array:
    """Add up the shares of the best supported paths, by the support that is drawn."""
    return draws.weighted_betweenness


@fast_path("actor")
def pagerank(draws: Replicates) -> Array:
    """Solve for the walker's share of time."""
    return many.pagerank(draws.joined, DAMPING)


@fast_path("actor")
def hub(draws: Replicates) -> Array:
    """Take the left singular vectors."""
    return draws.hubs_and_authorities[0]


@fast_path("actor")
def authority(draws: Replicates) -> Array:
    """Take the right singular vectors."""
    return draws.hubs_and_authorities[1]


@fast_path("actor")
def closeness_in(draws: Replicates) -> Array:
    """Weigh who reaches each actor by how far they are."""
    return _closeness(draws, IN)


@fast_path("actor")
def closeness_out(draws: Replicates) -> Array:
    """Weigh whom each actor reaches by how far they are."""
    return _closeness(draws, OUT)


@fast_path("actor")
def harmonic_in(draws: Replicates) -> Array:
    """Average the nearness of the others to each actor."""
    return _harmonic(draws, IN)


@fast_path("actor")
def harmonic_out(draws: Replicates) -> Array:
    """Average the nearness of each actor to the others."""
    return _harmonic(draws, OUT)


@fast_path("actor")
def reach_in(draws: Replicates) -> Array:
    """Count who reaches each actor."""
    return np.asarray(draws.reached.sum(axis=1))


@fast_path("actor")
def reach_out(draws: Replicates) -> Array:
    """Count whom each actor reaches."""
    return np.asarray(draws.reached.sum(axis=2))


@fast_path("actor")
def constraint(draws: Replicates) -> Array:
    """Square what each contact holds of an actor's ties, directly and through others."""
    return many.constraint(draws.joined)


@fast_path("actor")
def effective_size(draws: Replicates) -> Array:
    """Take from an actor's contacts what they repeat."""
    return many.effective_size(draws.joined)


@fast_path("actor")
def pairs_lost(draws: Replicates) -> Array:
    """Take each actor away."""
    return draws.losses[0]


@fast_path("actor")
def ei_index(draws: Replicates) -> Array:
    """Compare contacts outside and inside the actor's sector."""
    joined = draws.counted
    contacts = joined | joined.transpose(0, 2, 1)
    outward = (contacts & ~draws.alike).sum(axis=2)
    inward = (contacts & draws.alike).sum(axis=2)
    return quotient(outward - inward, outward + inward)


def _closeness(draws: Replicates, side: int) -> Array:
    count = draws.reached.sum(axis=side - 2)
    steps = np.where(draws.reached, draws.distances, 0.0).sum(axis=side - 2)
    others = draws.size - 1
    value = quotient(count * count, others * steps)
    return np.where((count == 0) & (others > 0), 0.0, value)


def _harmonic(draws: Replicates, side: int) -> Array:
    return quotient(draws.nearness.sum(axis=side - 2), draws.size - 1)

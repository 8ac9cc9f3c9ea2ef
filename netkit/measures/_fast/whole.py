"""Measures of the whole network in all draws at once: arrays of shape (draws,)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from netkit.measures._fast import fast_path
from netkit.measures._fast.actors import betweenness_norm, in_degree, out_degree
from netkit.measures._kernels.bounds import pairs_without_bound
from netkit.measures.replicates import Replicates
from netkit.measures.structure import quotient

__all__: list[str] = []

Array = npt.NDArray[Any]


@fast_path("network")
def ties(draws: Replicates) -> Array:
    """Count the ties that are up."""
    return np.asarray(draws.up.sum(axis=1))


@fast_path("network")
def density(draws: Replicates) -> Array:
    """Divide the ties by the ordered pairs."""
    return quotient(draws.up.sum(axis=1), _pairs(draws))


@fast_path("network")
def reciprocity_arc(draws: Replicates) -> Array:
    """Divide the returned ties by all."""
    return quotient(_returned(draws), draws.up.sum(axis=1))


@fast_path("network")
def reciprocity_dyadic(draws: Replicates) -> Array:
    """Divide the mutual pairs by those joined at all."""
    mutual = _returned(draws) / 2
    return quotient(mutual, draws.up.sum(axis=1) - mutual)


@fast_path("network")
def mean_geodesic(draws: Replicates) -> Array:
    """Average the steps of the pairs that are joined."""
    steps = np.where(draws.reached, draws.distances, 0.0).sum(axis=(1, 2))
    return quotient(steps, reachable_pairs(draws))


@fast_path("network")
def reachable_pairs(draws: Replicates) -> Array:
    """Count the pairs that are joined."""
    return np.asarray(draws.reached.sum(axis=(1, 2)))


@fast_path("network")
def reachable_share(draws: Replicates) -> Array:
    """Divide the pairs that are joined by all."""
    return quotient(reachable_pairs(draws), _pairs(draws))


@fast_path("network")
def global_efficiency(draws: Replicates) -> Array:
    """Average the nearness of all pairs."""
    return quotient(draws.nearness.sum(axis=(1, 2)), _pairs(draws))


@fast_path("network")
def transitivity(draws: Replicates) -> Array:
    """Divide the closed two-step paths by all."""
    joined = draws.joined.astype(float)
    paths = joined @ joined
    paths[:, np.arange(draws.size), np.arange(draws.size)] = 0.0
    return quotient((paths * joined).sum(axis=(1, 2)), paths.sum(axis=(1, 2)))


@fast_path("network")
def centralization_in_degree(draws: Replicates) -> Array:
    """Compare in-degrees to the largest."""
    return _centralization(in_degree(draws), draws.size - 1)


@fast_path("network")
def centralization_out_degree(draws: Replicates) -> Array:
    """Compare out-degrees to the largest."""
    return _centralization(out_degree(draws), draws.size - 1)


@fast_path("network")
def centralization_betweenness(draws: Replicates) -> Array:
    """Compare betweenness to the largest."""
    return _centralization(betweenness_norm(draws), 1)


@fast_path("network")
def weak_components(draws: Replicates) -> Array:
    """Count the first members of pieces."""
    return _firsts(draws.pieces)


@fast_path("network")
def strong_components(draws: Replicates) -> Array:
    """Count the first members of groups that reach each other."""
    return _firsts(draws.reached & draws.reached.transpose(0, 2, 1))


@fast_path("network")
def connectedness(draws: Replicates) -> Array:
    """Divide the pairs in one piece by all."""
    return quotient(draws.pieces.sum(axis=(1, 2)), _pairs(draws))


@fast_path("network")
def hierarchy(draws: Replicates) -> Array:
    """Divide the pairs joined one way by those joined at all."""
    back = draws.reached.transpose(0, 2, 1)
    one_way = (draws.reached & ~back).sum(axis=(1, 2))
    return quotient(one_way, (draws.reached | back).sum(axis=(1, 2)) // 2)


@fast_path("network")
def efficiency(draws: Replicates) -> Array:
    """Compare the ties to spare to the most there can be."""
    needed = draws.size - weak_components(draws)
    spare = draws.up.sum(axis=1) - needed
    return 1.0 - quotient(spare, draws.pieces.sum(axis=(1, 2)) - needed)


@fast_path("network")
def lub(draws: Replicates) -> Array:
    """Look for least upper bounds in one draw after the other."""
    return np.array([_lub(draws, row) for row in range(draws.count)], dtype=float)


@fast_path("network")
def ei_index(draws: Replicates) -> Array:
    """Compare ties across and within sectors."""
    within = (draws.counted & draws.alike).sum(axis=(1, 2))
    count = draws.counted.sum(axis=(1, 2))
    return quotient(count - 2 * within, count)


@fast_path("network")
def modularity(draws: Replicates) -> Array:
    """Compare ties within sectors to what degrees make one expect."""
    count = draws.counted.sum(axis=(1, 2)).astype(float)
    within = (draws.counted & draws.alike).sum(axis=(1, 2))
    sent = draws.counted.sum(axis=2) @ draws.members
    received = draws.counted.sum(axis=1) @ draws.members
    return quotient(within, count) - quotient((sent * received).sum(axis=1), count**2)


def _pairs(draws: Replicates) -> int:
    return draws.size * (draws.size - 1)


def _returned(draws: Replicates) -> Array:
    return np.asarray((draws.joined & draws.joined.transpose(0, 2, 1)).sum(axis=(1, 2)))


def _firsts(together: npt.NDArray[np.bool_]) -> Array:
    """Count the places that no earlier place is together with."""
    earlier = np.tri(together.shape[-1], k=-1, dtype=bool)
    return np.asarray((~(together & earlier).any(axis=2)).sum(axis=1))


def _centralization(scores: Array, largest: int) -> Array:
    values = scores.astype(float)
    size = values.shape[1]
    if size < 3:
        return np.full(len(values), np.nan)
    apart = (values.max(axis=1, keepdims=True) - values).sum(axis=1)
    return quotient(apart, (size - 1) * largest)


def _lub(draws: Replicates, row: int) -> float:
    reach, eye = draws.reached[row], np.eye(draws.size, dtype=bool)
    weak, strong = (_numbered(marks | eye) for marks in (draws.pieces[row], reach & reach.T))
    sizes = np.bincount(weak)
    missing = pairs_without_bound(draws.arcs[draws.up[row]], reach | eye, strong, weak)
    return 1.0 - float(quotient(missing, ((sizes - 1) * (sizes - 2)).sum() // 2))


def _numbered(together: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Give each place the number of its group, from 0."""
    return np.unique(together.argmax(axis=1), return_inverse=True)[1].astype(np.int64)

"""How far actors are from one another: of every pair, or in a large network from a sample.

Who reaches how many is exact at any size; steps are kept for all pairs up to ``DENSE`` actors.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures import structure
from netkit.measures._kernels import condensation, spans
from netkit.measures._sampling import Estimate, Sample, exactly_one, shared
from netkit.measures.registry import kept
from netkit.network import Network

__all__ = [
    "IN", "OUT", "Spans", "counts_along", "pairs_joined", "reach_counts", "spans_from",
    "total_spans",
]  # fmt: skip

Whole = npt.NDArray[np.int64]

# Which axis of the matrix of steps is added up: who comes in, or who is reached.
IN, OUT = 0, 1
# What reaches, or is reached by, so few is searched from itself: a sample would hold none of them.
FEW = 256


class Spans(NamedTuple):
    """Of each actor the steps, and one over them, added up over all that a path joins it with."""

    steps: Estimate
    near: Estimate


@kept
def reach_counts(network: Network) -> tuple[Whole, Whole]:
    """Count for each actor who reaches it, and whom it reaches."""
    return condensation.reach_counts(structure.condensed(network))


def counts_along(network: Network, chosen: pd.Series) -> tuple[Whole, Whole]:
    """Count for each actor who reaches it, and whom it reaches, along the chosen ties."""
    if chosen.equals(network.working):
        return reach_counts(network)
    arcs = structure.arcs_of(network, chosen)
    return condensation.reach_counts(condensation.condensed(len(network.measured), arcs))


def pairs_joined(network: Network) -> int:
    """Count the ordered pairs that a working path joins."""
    return int(reach_counts(network)[OUT].sum())


@kept
def spans_from(network: Network) -> tuple[Spans, Spans]:
    """Give the spans of each actor: those that come in, and those that go out."""
    if structure.is_dense(network):
        return _of_all(network, IN), _of_all(network, OUT)
    seen = _seen(network)
    return _of_sample(network, seen, IN), _of_sample(network, seen, OUT)


@kept
def total_spans(network: Network) -> tuple[Estimate, Estimate]:
    """Give the steps, and one over them, added up over all ordered pairs that a path joins.

    From a sample: as means over the pairs that begin or end there (a ratio, Cochran 1977, ch. 6).
    """
    if structure.is_dense(network):
        steps = structure.distances(network)[structure.reached(network)]
        sums = steps.sum(), (1.0 / steps).sum()
        return exactly_one(np.array([sums[0]])), exactly_one(np.array([sums[1]]))
    sample, counts = structure.path_sample(network), reach_counts(network)
    joined = (counts[IN] + counts[OUT])[sample.starts]
    steps, near = np.array(_seen(network)[1]).T
    number = pairs_joined(network)
    return _ratio(sample, steps, joined, number), _ratio(sample, near, joined, number)


def _of_all(network: Network, side: int) -> Spans:
    reached, distances = structure.reached(network), structure.distances(network)
    steps = np.where(reached, distances, 0.0).sum(axis=side)
    near = np.divide(1.0, distances, out=np.zeros_like(distances), where=reached).sum(axis=side)
    return Spans(exactly_one(steps), exactly_one(near))


@kept
def _seen(network: Network) -> tuple[tuple[spans.Seen, spans.Seen], list[tuple[float, float]]]:
    """Search from and to a sample: sums of each place, and in all of each start."""
    size = len(network.measured)
    found = spans.Seen.nothing(size), spans.Seen.nothing(size)
    starts: list[tuple[float, float]] = []
    for _, *ways in structure.searched(network, structure.path_sample(network)):
        for side, far in zip(found, ways, strict=True):
            side.add(far)
        for there, home in zip(*ways, strict=True):
            both = np.concatenate([there, home])
            steps = both[np.isfinite(both) & (both > 0)]
            starts.append((float(steps.sum()), float((1.0 / steps).sum())))
    return found, starts


def _of_sample(
    network: Network,
    seen: tuple[tuple[spans.Seen, spans.Seen], list[tuple[float, float]]],
    side: int,
) -> Spans:
    number, found = reach_counts(network)[side], seen[0][side]
    steps = shared(found.joined, found.steps, found.steps_squared, number)
    near = shared(found.joined, found.near, found.near_squared, number)
    few = np.flatnonzero((number > 0) & (number <= FEW))
    arcs = structure.arcs(network)
    exact = spans.spans_of(len(number), arcs[:, ::-1] if side == IN else arcs, few)
    for estimate, values in zip((steps, near), exact, strict=True):
        estimate.value[few], estimate.error[few] = values, 0.0
    return Spans(steps, near)


def _ratio(sample: Sample, part: structure.Floats, joined: Whole, number: int) -> Estimate:
    if not number:
        return exactly_one(np.zeros(1))
    count = len(sample.starts)
    rate = part.sum() / joined.sum() if joined.sum() else np.nan
    apart = part - rate * joined
    spread = (apart @ apart) / max(1, count - 1)
    left = 1 - count / sample.size
    error = np.sqrt(left * spread / count) / joined.mean() * number if joined.any() else np.nan
    return Estimate(np.array([rate * number]), np.array([error]))

"""From where a network is searched: from every actor, or from a sample where that takes too long.

The one place that decides by size. Figures that are added up over starts are then estimated from
the sample, each with its standard error (Brandes & Pich 2007); all others stay exact.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from netkit.measures._kernels.engine import engine
from netkit.measures._kernels.sampled_paths import Sums
from netkit.network import Network

__all__ = [
    "CONSENSUS", "DENSE", "FEWEST_LOSSES",
    "FEWEST_PATHS", "LOSSES", "PAIRS", "PATHS",
    "Estimate", "Sample", "both", "by_engine", "estimated", "exactly", "exactly_one",
    "sample_of", "shared",
]  # fmt: skip

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

# So many arcs and places are gone through in all: a few seconds each. Trees are slower than paths.
PATHS, LOSSES = 20_000_000, 6_000_000
FEWEST_PATHS, FEWEST_LOSSES = 32, 16
SEED = 2007
# Up to so many places the steps between any two are kept: 288 MB. Beyond, only those of a sample.
DENSE = 6_000
# Groups of so many actors are what many runs have in common, which compares every two of them.
CONSENSUS = 1_000
# How many pairs are looked at where there are too many.
PAIRS = 2_000


class Sample(NamedTuple):
    """The places that a network of ``size`` is searched from, in order."""

    starts: Whole
    size: int

    @property
    def whole(self) -> bool:
        """Whether it is searched from every place."""
        return len(self.starts) == self.size


class Estimate(NamedTuple):
    """Figures and their standard errors, which are 0 where nothing was sampled."""

    value: Floats
    error: Floats

    @property
    def counts(self) -> Whole:
        """Give the nearest whole numbers."""
        return np.rint(self.value).astype(np.int64)


def sample_of(network: Network, arcs: int, effort: int, fewest: int) -> Sample:
    """Choose where to search from: every place, or as many as the effort allows, at random.

    The same places each time, whatever the order of the rows and the seed of the draws.
    """
    size = len(network.measured)
    count = max(fewest, effort // max(1, size + arcs))
    # A sample is searched from both ways: one of half of all saves nothing.
    if network.exact or 2 * count >= size:
        return Sample(np.arange(size), size)
    chosen = np.random.default_rng([SEED, size, arcs]).choice(size, count, replace=False)
    return Sample(np.sort(chosen), size)


def by_engine(network: Network, arcs: int) -> bool:
    """Whether paths by steps are counted by an engine: all asked for, where a sample is usual.

    Smaller networks are not, so that their last digits do not depend on what is installed.
    """
    size = len(network.measured)
    return network.exact and size * (size + arcs) > PATHS and bool(engine())


def estimated(sample: Sample, sums: Floats, squares: Floats) -> Estimate:
    """Give the totals over all places, from sums over the sample, with their standard errors.

    A sum over ``k`` of ``n`` starts, drawn without putting back, times n/k; its standard error is
    n √((1 - k/n) s²/k) with s² the variance between starts (Cochran 1977, theorems 2.1 and 2.2).

    Examples
    --------
    >>> two_of_three = Sample(np.array([0, 2]), 3)
    >>> found = estimated(two_of_three, np.array([3.0]), np.array([5.0]))
    >>> found.value.tolist(), found.error.round(4).tolist()
    ([4.5], [0.866])
    """
    count, size = len(sample.starts), sample.size
    variance = np.maximum(squares - sums * sums / count, 0.0) / (count - 1)
    return Estimate(sums * size / count, size * np.sqrt((1 - count / size) * variance / count))


def both(sample: Sample, sums: Sums) -> tuple[Estimate, Estimate]:
    """Give the estimates of places and of arcs."""
    return (
        estimated(sample, sums.places, sums.places_squared),
        estimated(sample, sums.along, sums.along_squared),
    )


def shared(joined: Floats, sums: Floats, squares: Floats, number: npt.NDArray[Any]) -> Estimate:
    """Give totals over all that a path joins a place with, from sums over those of the sample.

    Their mean times how many there are, which is known; the standard error is that of a mean of
    ``joined`` out of ``number`` drawn without putting back. Empty where the sample has none, the
    error also where it has one of several.

    Examples
    --------
    >>> found = shared(np.array([2.0]), np.array([3.0]), np.array([5.0]), np.array([4]))
    >>> found.value.tolist(), found.error.round(4).tolist()
    ([6.0], [1.4142])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        value: Floats = np.where(number > 0, sums / joined * number, 0.0)
        spread = np.maximum(squares - sums * sums / joined, 0.0) / (joined - 1)
        error: Floats = number * np.sqrt(np.maximum(1.0 - joined / number, 0.0) * spread / joined)
    error[(number == joined) | (number == 0)] = 0.0
    return Estimate(value, error)


def exactly_one(value: npt.NDArray[Any]) -> Estimate:
    """Give figures that are none of estimates."""
    return Estimate(value.astype(float), np.zeros(len(value)))


def exactly(found: tuple[npt.NDArray[Any], npt.NDArray[Any]]) -> tuple[Estimate, Estimate]:
    """Give figures of places and of arcs that are none of estimates."""
    places, along = (exactly_one(value) for value in found)
    return places, along

"""The kernels of resampling, each timed in turn with a networkx loop over the same marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.cases import CASES, Case
from benchmarks.timing import Candidate, interleaved

__all__ = ["Result", "results"]

Array = npt.NDArray[Any]

TURNS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of one case in seconds, networkx scaled to the whole, and how far they differ.

    ``differences`` holds the largest difference of each array that both give, by its name.
    """

    name: str
    ours: float
    plain: float
    differences: dict[str, float]
    timed: str


def results() -> Iterator[Result]:
    """Measure every case, one after the other; within a case the two take turns."""
    for make in CASES:
        yield _result(make())


def _result(case: Case) -> Result:
    medians = interleaved(
        {"ours": Candidate(case.ours, TURNS), "plain": Candidate(case.plain, TURNS)}
    )
    ours, plain = case.compared()
    whole = case.part == case.whole
    return Result(
        case.name,
        medians["ours"],
        medians["plain"] * case.whole / case.part,
        {name: difference(ours[name], plain[name]) for name in plain},
        "all" if whole else f"{case.part} of {case.whole} {case.unit}, scaled",
    )


def difference(one: Array, other: Array) -> float:
    """Give the largest difference of two arrays; infinite where only one of them is defined."""
    one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if one.shape != other.shape or (np.isnan(one) != np.isnan(other)).any():
        return float("inf")
    return float(np.nanmax(np.abs(one - other), initial=0.0))

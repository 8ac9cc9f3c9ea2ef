"""How time and memory of the batched draws grow with the number of actors."""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.cases import seven
from benchmarks.made import accounts_network

__all__ = ["Growth", "growths"]

ACTORS = (25, 50, 100, 200)
TIES_EACH = 5
DRAWS = 200
TURNS = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """What the seven measures in all draws take: seconds (median) and the peak of memory."""

    actors: int
    ties: int
    seconds: float
    peak: int


def growths() -> Iterator[Growth]:
    """Measure each size; the draws themselves are part of it, the network's making is not."""
    for actors in ACTORS:
        ties = TIES_EACH * actors
        times = []
        for _ in range(TURNS):
            network = accounts_network(actors, ties)
            start = time.perf_counter()
            seven(network, DRAWS)
            times.append(time.perf_counter() - start)
        yield Growth(actors, ties, statistics.median(times), _peak(actors, ties))


def _peak(actors: int, ties: int) -> int:
    """Give the most memory held at once, in bytes; by itself, as watching memory takes time."""
    network = accounts_network(actors, ties)
    tracemalloc.start()
    try:
        seven(network, DRAWS)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

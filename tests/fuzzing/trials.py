"""Read spoilt files, many of them: each is read or refused, never a traceback, never a hang."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from netkit.errors import InputError
from tests.fuzzing.mutation import spoilt

__all__ = ["Outcome", "Sample", "try_out"]

LONGEST = 10.0


@dataclass(frozen=True)
class Sample:
    """A file that is read well, and what reads it."""

    name: str
    data: bytes
    read: Callable[[Path], object]


@dataclass
class Outcome:
    """What became of the trials: how many were read and refused, and the files that broke it."""

    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    longest: float = 0.0


def try_out(samples: Sequence[Sample], count: int, seed: int, folder: Path) -> Outcome:
    """Read ``count`` spoilt files, one after the other; those that break it stay in ``folder``."""
    chance, outcome = random.Random(seed), Outcome()
    corpus = [sample.data for sample in samples]
    for number in range(count):
        sample = samples[number % len(samples)]
        place = folder / sample.name
        place.write_bytes(spoilt(sample.data, chance, corpus))
        began = time.perf_counter()
        try:
            sample.read(place)
            outcome.read[sample.name] += 1
        except InputError:
            outcome.refused[sample.name] += 1
        except Exception as error:  # noqa: BLE001 - whatever else comes out is what is looked for
            kept = place.rename(folder / f"{number}-{sample.name}")
            outcome.broken.append(f"{kept}: {type(error).__name__}: {error}")
        taken = time.perf_counter() - began
        outcome.longest = max(outcome.longest, taken)
        if taken > LONGEST:
            kept = folder / f"slow-{number}-{sample.name}"
            kept.write_bytes(place.read_bytes())
            outcome.broken.append(f"{kept}: took {taken:.0f} s")
    return outcome

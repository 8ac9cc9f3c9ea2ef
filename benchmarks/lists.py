"""Reading a large list of ties, beside what pandas does with the same file."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.made import SEED
from benchmarks.timing import Candidate, interleaved, users

__all__ = ["NETKIT", "TURNS", "Read", "chances", "drawn", "readings", "told_of", "write_list"]

Array = npt.NDArray[Any]

TURNS = 5
# Actors and ties.
SIZES = ((20_000, 150_000), (200_000, 1_500_000))
SLOPE, HEAVIEST = 0.6, 20

# Each says how long it took, imports left out, what it found and the most memory it held.
NETKIT = "import netkit as nk", "nk.read(path).statements"
_PANDAS = (
    "import pandas as pd",
    'pd.read_csv(path).groupby(["source", "target"], as_index=False)["weight"].sum()',
)
_SCRIPT = """
import json, sys, time
{imports}
path = sys.argv[1]
start = time.perf_counter()
found = {work}
took = time.perf_counter() - start
held = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
print(json.dumps([took, len(found), 1024 * int(held["VmHWM"].split()[0])]))
"""


@dataclass(frozen=True, slots=True)
class Read:
    """How one file was read: the median of seconds, the peak in bytes and the ties found."""

    name: str
    seconds: float
    peak: float
    ties: int
    actors: int
    rows: int


def chances(actors: int) -> Array:
    """Give how often each actor is named, the more often the higher it ranks."""
    chance = 1 / np.arange(1, actors + 1) ** SLOPE
    return chance / chance.sum()


def drawn(random: np.random.Generator, names: Array, chance: Array, ties: int) -> dict[str, Array]:
    """Draw so many rows of a list, column by column."""
    ends = random.choice(len(names), (2, ties), p=chance)
    weights = random.integers(1, HEAVIEST, ties)
    return {"source": names[ends[0]], "target": names[ends[1]], "weight": weights}


def write_list(path: Path, actors: int, ties: int) -> None:
    """Write a list whose actors are named the more often the higher they rank."""
    random = np.random.default_rng([SEED, actors, ties])
    names = np.array([f"unit-{number:06d}" for number in random.permutation(actors)])
    table = drawn(random, names, chances(actors), ties)
    pd.DataFrame(table).to_csv(path, index=False, lineterminator="\n")


def told_of(path: Path, work: tuple[str, str]) -> list[float]:
    """Read a file in a process of its own: seconds, what was found, and the peak in bytes."""
    imports, call = work
    command = [sys.executable, "-c", _SCRIPT.format(imports=imports, work=call), str(path)]
    done = subprocess.run(command, check=True, capture_output=True, env=users())
    told: list[float] = json.loads(done.stdout)
    return told


def readings() -> Iterator[Read]:
    """Read each size with both in turn."""
    for actors, rows in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ties.csv"
            write_list(path, actors, rows)
            yield from _read(path, actors, rows)


def _read(path: Path, actors: int, rows: int) -> Iterator[Read]:
    told: dict[str, list[list[float]]] = {"netkit": [], "pandas": []}
    work = {"netkit": NETKIT, "pandas": _PANDAS}

    def run(name: str) -> None:
        told[name].append(told_of(path, work[name]))

    interleaved({name: Candidate(lambda name=name: run(name), TURNS) for name in told})
    for name, found in told.items():
        seconds, ties, peak = np.median(np.array(found[1:]), axis=0).tolist()
        yield Read(name, seconds, peak, int(ties), actors, rows)

"""Candidates that take turns, so that a busy machine hits them alike; medians are compared."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import THREADS

__all__ = ["Candidate", "interleaved", "machine", "process", "shown", "users"]

LIBRARIES = ("networkx", "numpy", "pandas", "scipy")
CPUS = Path("/proc/cpuinfo")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to time, and in how many turns; the first turn is left out as warming up."""

    call: Callable[[], Any]
    turns: int


def users() -> dict[str, str]:
    """Give the environment of a user: as many threads as they like, and compiled code kept."""
    ours = (THREADS, "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if name not in ours}


def process(*command: str) -> Callable[[], None]:
    """Give a call that runs a command as a process of its own, as a user would."""
    free = users()
    quiet = subprocess.DEVNULL

    def run() -> None:
        subprocess.run(command, check=True, stdout=quiet, stderr=quiet, env=free)

    return run


def interleaved(candidates: Mapping[str, Candidate]) -> dict[str, float]:
    """Give each candidate's median time in seconds."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(1 + max(candidate.turns for candidate in candidates.values())):
        for name, candidate in candidates.items():
            if turn <= candidate.turns:
                start = time.perf_counter()
                candidate.call()
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values[1:]) for name, values in times.items()}


def shown(seconds: float) -> str:
    """Give a time to three digits, in milliseconds below a second."""
    return f"{seconds:.3g} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"


def machine() -> str:
    """Say what was measured on: cores, processor, Python and libraries."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{os.cpu_count()} cores, {_processor()}, {platform.system()}; "
        f"{platform.python_implementation()} {platform.python_version()}, {libraries}."
    )


def _processor() -> str:
    told = CPUS.read_text(encoding="utf-8") if CPUS.exists() else ""
    facts = dict(
        [part.strip() for part in line.split(":", 1)] for line in told.splitlines() if ":" in line
    )
    named = facts.get("model name") or platform.machine()
    family = facts.get("cpu family")
    return f"{named} ({platform.machine()}{f', family {family}' if family else ''})"

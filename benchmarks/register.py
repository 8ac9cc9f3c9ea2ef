"""Fifty million statements, made portion by portion, and read from CSV and from Parquet."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from benchmarks.lists import NETKIT, SCRIPT
from benchmarks.made import SEED
from benchmarks.timing import users

__all__ = ["ACTORS", "ROWS", "Register", "registers"]

ROWS, PORTION, ACTORS = 50_000_000, 2_000_000, 20_000
SLOPE, HEAVIEST = 0.6, 20


@dataclass(frozen=True, slots=True)
class Register:
    """How one file was read: its size and the peak in bytes, seconds, and the ties found."""

    kind: str
    size: int
    seconds: float
    peak: int
    ties: int


def registers() -> Iterator[Register]:
    """Make each file and read it once, in a process of its own."""
    for kind in ("csv", "parquet"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"ties.{kind}"
            _write(path)
            script = SCRIPT.format(imports=NETKIT[0], work=NETKIT[1])
            command = [sys.executable, "-c", script, str(path)]
            told = subprocess.run(command, check=True, capture_output=True, env=users()).stdout
            seconds, ties, peak = json.loads(told)
            yield Register(kind, path.stat().st_size, seconds, peak, ties)


def _write(path: Path) -> None:
    random = np.random.default_rng([SEED, ROWS])
    chance = 1 / np.arange(1, ACTORS + 1) ** SLOPE
    chance /= chance.sum()
    names = np.array([f"unit-{number:05d}" for number in random.permutation(ACTORS)])
    schema = pa.schema([("source", pa.string()), ("target", pa.string()), ("weight", pa.int64())])
    make = pyarrow.csv.CSVWriter if path.suffix == ".csv" else pyarrow.parquet.ParquetWriter
    with make(path, schema) as writer:
        for _ in range(ROWS // PORTION):
            ends = random.choice(ACTORS, (2, PORTION), p=chance)
            weights = random.integers(1, HEAVIEST, PORTION)
            columns = [pa.array(names[ends[0]]), pa.array(names[ends[1]]), pa.array(weights)]
            writer.write_table(pa.table(columns, schema=schema))

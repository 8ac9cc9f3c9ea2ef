"""Fifty million statements, made portion by portion, and read from CSV and from Parquet."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from benchmarks.lists import NETKIT, chances, drawn, told_of
from benchmarks.made import SEED

__all__ = ["ACTORS", "ROWS", "Register", "registers"]

ROWS, PORTION, ACTORS = 50_000_000, 2_000_000, 20_000


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
            seconds, ties, peak = told_of(path, NETKIT)
            yield Register(kind, path.stat().st_size, seconds, int(peak), int(ties))


def _write(path: Path) -> None:
    random = np.random.default_rng([SEED, ROWS])
    names = np.array([f"unit-{number:05d}" for number in random.permutation(ACTORS)])
    schema = pa.schema([("source", pa.string()), ("target", pa.string()), ("weight", pa.int64())])
    make = pyarrow.csv.CSVWriter if path.suffix == ".csv" else pyarrow.parquet.ParquetWriter
    with make(path, schema) as writer:
        for _ in range(ROWS // PORTION):
            columns = drawn(random, names, chances(ACTORS), PORTION)
            writer.write_table(pa.table(columns, schema=schema))

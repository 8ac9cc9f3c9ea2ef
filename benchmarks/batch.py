"""Many studies: on one process, on two, and on a Dask cluster of two workers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import users
from netkit.batch import Order, jobs_of, run
from netkit.output import digest

__all__ = ["COUNT", "Batch", "batches"]

COUNT, WORKERS = 200, 2
DATA = Path(__file__).parents[1] / "data"
# Memory is kept for the next study, and the worker's own samples of what it does are left out.
WORKER = {
    "MALLOC_TRIM_THRESHOLD_": "268435456",
    "MALLOC_MMAP_THRESHOLD_": "268435456",
    "MALLOC_ARENA_MAX": "1",
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "OPENBLAS_NUM_THREADS": "1",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """How long a batch took, and the hash of all that it wrote."""

    name: str
    seconds: float
    written: str


def batches() -> Iterator[Batch]:
    """Work out copies of the shipped study, each with a seed of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        places = [root / f"study{number:03}" for number in range(COUNT)]
        for place in places:
            shutil.copytree(DATA, place)
        jobs = [
            job._replace(seed=number)
            for number, job in enumerate(jobs_of([str(place) for place in places], root / "out"))
        ]
        one = ("in this process", lambda: run(jobs, root / "one", Order(), workers=1))
        two = ("on two processes (loky)", lambda: run(jobs, root / "two", Order(), workers=WORKERS))
        yield _timed(*one, root / "one")
        yield _timed(*two, root / "two")
        with _cluster(root) as address:
            yield _timed(
                "on two Dask workers",
                lambda: run(jobs, root / "dask", Order(), scheduler=address),
                root / "dask",
            )


def _timed(name: str, work: Callable[[], object], out: Path) -> Batch:
    start = time.perf_counter()
    work()
    took = time.perf_counter() - start
    files = sorted(path for path in out.rglob("*") if path.is_file())
    written = [f"{path.relative_to(out)} {digest(path.read_bytes())}" for path in files]
    return Batch(name, took, digest("\n".join(written).encode()))


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    told = folder / "scheduler.json"
    environment = {**users(), **WORKER}
    scheduler = "--host 127.0.0.1 --port 0 --no-dashboard --scheduler-file".split()
    worker = "--nthreads 1 --no-dashboard --local-directory".split()
    started = [_start(environment, "dask_scheduler", *scheduler, str(told))]
    try:
        while not told.exists():
            time.sleep(0.1)
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        for _ in range(WORKERS):
            started.append(_start(environment, "dask_worker", address, *worker, str(folder)))
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _start(environment: dict[str, str], name: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{name}", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

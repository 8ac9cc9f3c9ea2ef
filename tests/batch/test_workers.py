"""Batches in real processes: the same bytes for any number, on a cluster, and when some are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from netkit.batch import jobs_of, pools, run
from netkit.cli import main
from tests.batch.studies import QUICK, jobs, studies
from tests.fuzzing.killing import ROOT, hashes

pytestmark = pytest.mark.process
COUNT = 6
ONE_BY_ONE = """
import sys
from pathlib import Path
from netkit.batch import run
from tests.batch.test_workers import QUICK, again
run(again(Path(sys.argv[1]), Path(sys.argv[2])), sys.argv[2], QUICK, workers=1)
"""
PATIENCE = 90


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Give studies, and what a batch in this process makes of them."""
    folder = tmp_path_factory.mktemp("batch")
    out = folder / "usual"
    jobs(folder, out, COUNT)
    # In a process of its own: other tests have registered measures in this one.
    subprocess.run([sys.executable, "-c", ONE_BY_ONE, str(folder), str(out)], check=True, cwd=ROOT)
    found = hashes(out)
    assert len({found[f"study{number:02}/ranks.csv"] for number in range(COUNT)}) == COUNT
    return folder, found


def again(folder: Path, out: Path) -> list[object]:
    places = [str(folder / f"study{number:02}") for number in range(COUNT)]
    return [job._replace(seed=number) for number, job in enumerate(jobs_of(places, out))]


def test_any_number_of_processes_gives_the_same_bytes(
    usual: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    folder, found = usual
    run(again(folder, tmp_path), tmp_path, QUICK, workers=2)  # type: ignore[arg-type]
    assert hashes(tmp_path) == found


def test_a_killed_process_loses_nothing_and_changes_no_byte(
    usual: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    folder, found = usual
    killed: list[int] = []

    def kill_one(*_: object) -> None:
        if not killed:
            workers = [
                child for child in psutil.Process().children(recursive=True)
                if "loky" in " ".join(child.cmdline()) and "tracker" not in " ".join(child.cmdline())
            ]  # fmt: skip
            workers[0].send_signal(signal.SIGKILL)
            killed.append(workers[0].pid)

    run(again(folder, tmp_path), tmp_path, QUICK, workers=2, told=kill_one)  # type: ignore[arg-type]
    assert killed
    assert hashes(tmp_path) == found


def test_a_batch_that_is_killed_goes_on_where_it_stopped(
    usual: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    folder, _ = usual
    places = [str(folder / f"study{number:02}") for number in range(COUNT)]
    command = ["batch", *places, "--out", str(tmp_path / "all"), "--resamples", "20", "--quiet"]
    with subprocess.Popen([sys.executable, "-m", "netkit", *command, "--workers", "1"]) as process:
        until(lambda: len(list((tmp_path / "all").glob("*/manifest.json"))) >= 2)
        process.kill()
    done = {path: path.stat().st_mtime_ns for path in (tmp_path / "all").glob("*/manifest.json")}
    assert 0 < len(done) < COUNT
    subprocess.run([sys.executable, "-m", "netkit", *command, "--workers", "1"], check=True)
    for path, stamp in done.items():
        assert path.stat().st_mtime_ns == stamp
    command[command.index("--out") + 1] = str(tmp_path / "fresh")
    subprocess.run([sys.executable, "-m", "netkit", *command, "--workers", "1"], check=True)
    assert hashes(tmp_path / "all") == hashes(tmp_path / "fresh")


# --- a real cluster --------------------------------------------------------------------------


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a Dask scheduler and two workers on loopback, and stop them."""
    told = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    started = [
        subprocess.Popen(
            [*dask, "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
             "--scheduler-file", str(told)], **quiet,
        )
    ]  # fmt: skip
    try:
        until(told.exists)
        address = json.loads(told.read_text(encoding="utf-8"))["address"]
        for _ in range(2):
            started.append(
                subprocess.Popen(
                    [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1",
                     "--no-nanny", "--no-dashboard", "--local-directory", str(folder)],
                    env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, **quiet,
                )
            )  # fmt: skip
        yield address, started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def until(done: object) -> None:
    end = time.monotonic() + PATIENCE
    while not done():  # type: ignore[operator]
        assert time.monotonic() < end, "it did not start"
        time.sleep(0.05)


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    usual: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    folder, found = usual
    with cluster(tmp_path) as (address, workers):
        out = tmp_path / "all"

        def kill_one(*_: object) -> None:
            if len(workers) == 2:
                workers.pop().kill()

        run(again(folder, out), out, QUICK, scheduler=address, told=kill_one)  # type: ignore[arg-type]
        assert len(workers) == 1
        assert hashes(out) == found


def test_a_scheduler_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pools, "WAIT", "1s")
    (place,) = studies(tmp_path, 1)
    command = ["batch", place, "--out", str(tmp_path / "all"), "--scheduler", "tcp://127.0.0.1:9"]
    assert main(command) == 2
    assert "no Dask scheduler answers at 'tcp://127.0.0.1:9'" in capsys.readouterr().err
    assert not (tmp_path / "all").exists()

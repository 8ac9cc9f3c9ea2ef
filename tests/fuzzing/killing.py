"""Kill a command at random moments: what it writes is old or new, and a rerun leaves nothing over."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

__all__ = ["hashes", "kill_often", "killed", "run"]

ROOT = Path(__file__).parents[2]
BESIDE = ".netkit-"
Hashes = dict[str, str]


def run(*arguments: str | Path) -> None:
    """Run a command of netkit to its end."""
    subprocess.run(_command(arguments), check=True, capture_output=True, timeout=300)


def hashes(folder: Path) -> Hashes:
    """Give the hash of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def kill_often(arguments: Sequence[str | Path], out: Path, old: Path, times: int, seed: int) -> int:
    """Kill a command that writes into ``out``, which holds what is in ``old`` each time it starts.

    Returns
    -------
    int
        How many of the kills came before the command had ended.

    Raises
    ------
    AssertionError
        A file is neither the old nor the new one, or a rerun leaves something over.
    """
    chance, early = random.Random(seed), 0
    _renew(out, old)
    began = time.perf_counter()
    run(*arguments)
    usual = time.perf_counter() - began
    new, before = hashes(out), hashes(old)
    for _ in range(times):
        _renew(out, old)
        early += killed(arguments, chance.uniform(0, usual * 1.1))
        for name, found in hashes(out).items():
            told = {before.get(name), new.get(name)}
            assert found in told or BESIDE in name, f"{name} is neither old nor new"
    run(*arguments)
    left = hashes(out)
    assert left == new, f"left over: {sorted(left.keys() ^ new.keys())}"
    return early


def killed(arguments: Sequence[str | Path], after: float) -> bool:
    """Kill a command after some seconds, and tell whether it was still at work."""
    started = subprocess.Popen(
        _command(arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        started.wait(after)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
        return True
    return False


def _command(arguments: Sequence[str | Path]) -> list[str]:
    return [sys.executable, "-m", "netkit", *map(os.fspath, arguments)]


def _renew(out: Path, old: Path) -> None:
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(old, out)

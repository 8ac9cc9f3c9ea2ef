"""Try a million spoilt files: `make fuzz`, or `python -m tests.fuzzing 50000` for fewer."""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tests.fuzzing.samples import coded_samples, network_samples, table_samples
from tests.fuzzing.trials import Outcome, try_out

PORTION = 5_000


def portion(number: int) -> tuple[Outcome, int]:
    """Try one portion: every fourth of coded interviews, few of Parquet, the others of networks."""
    samples = coded_samples() if number % 4 == 3 else network_samples()
    if number % 50 == 1:
        samples = table_samples()
    with tempfile.TemporaryDirectory() as folder:
        outcome = try_out(samples, PORTION, seed=1_000 + number, folder=Path(folder))
    return outcome, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> int:
    """Try as many as asked for on every core, and tell what became of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=1_000_000)
    portions = range(-(-parser.parse_args().count // PORTION))
    read, refused = Counter[str](), Counter[str]()
    broken: list[str] = []
    longest, peak = 0.0, 0
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        for outcome, memory in workers.map(portion, portions):
            read.update(outcome.read)
            refused.update(outcome.refused)
            broken += outcome.broken
            longest, peak = max(longest, outcome.longest), max(peak, memory)
    for name in sorted(read.keys() | refused.keys()):
        sys.stdout.write(f"{name:16} {read[name]:8} read {refused[name]:8} refused\n")
    sys.stdout.write(
        f"{len(broken)} broke it; the longest took {longest:.1f} s; "
        f"a process held {peak // 1024} MB at most\n"
    )
    sys.stdout.write("".join(f"{text}\n" for text in broken[:50]))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

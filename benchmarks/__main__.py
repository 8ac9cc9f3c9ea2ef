"""Measure, and write ``benchmarks/results.md``.

Candidates take turns in one run, so that a busy machine hits them alike; medians are compared.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

HERE = Path(__file__).parent
PLAIN = HERE / "plain_script.py"
ROUNDS = 15


def process(*command: str) -> Callable[[], None]:
    """Give a call that runs a command as a process of its own."""

    def run() -> None:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    return run


def interleaved(candidates: Mapping[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """Give each candidate's median time in seconds, the first round left out as warming up."""
    times: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(rounds + 1):
        for name, call in candidates.items():
            start = time.perf_counter()
            call()
            if turn:
                times[name].append(time.perf_counter() - start)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> None:
    """Measure whole processes and write the results."""
    netkit = str(Path(sys.executable).with_name("netkit"))
    with tempfile.TemporaryDirectory() as out:
        medians = interleaved(
            {
                "python -c pass": process(sys.executable, "-c", "pass"),
                "python -c 'import networkx'": process(sys.executable, "-c", "import networkx"),
                "netkit --help": process(netkit, "--help"),
                "netkit check data": process(netkit, "check", "data"),
                "netkit metrics data": process(netkit, "metrics", "data", "--quiet", "--out", out),
                "plain pandas + networkx + scipy script": process(
                    sys.executable, str(PLAIN), "data/edges", out
                ),
            },
            ROUNDS,
        )
    bare = medians["python -c pass"]
    lines = [
        "# Results of `make bench`",
        "",
        f"{platform.python_implementation()} {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}; {ROUNDS} rounds, candidates in turn, medians.",
        "",
        "## Whole processes, cold",
        "",
        "| process | median | above a bare interpreter | ratio to it |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{name}` | {1000 * median:.0f} ms | {1000 * (median - bare):.0f} ms | "
        f"{median / bare:.1f} |"
        for name, median in medians.items()
    ]
    (HERE / "results.md").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

"""Measure, and write ``benchmarks/results.md``.

Candidates take turns in one run, so that a busy machine hits them alike; medians are compared.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.growth import DRAWS, TIES_EACH, growths
from benchmarks.kernels import TURNS, results
from benchmarks.timing import Candidate, interleaved, machine, process
from netkit.measures import load

HERE = Path(__file__).parent
PLAIN = HERE / "plain_script.py"
BARE = "python -c pass"
LIGHT, HEAVY, FEW = 9, 3, 2


def main() -> None:
    """Measure whole processes, kernels and growth, and write the results."""
    load()
    lines = [
        "# Results of `make bench`",
        "",
        machine(),
        "",
        "Candidates take turns in one run, after one turn for warming up. Times are medians over",
        "the turns, ratios are ratios of these medians.",
        "",
        *_processes(),
        "",
        *_kernels(),
        "",
        *_growth(),
    ]
    (HERE / "results.md").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(lines) + "\n")


def _processes() -> Iterator[str]:
    netkit = str(Path(sys.executable).with_name("netkit"))
    with tempfile.TemporaryDirectory() as out:
        written = ("--quiet", "--out", out)
        plain = process(sys.executable, str(PLAIN), "data/edges", out)
        medians = interleaved(
            {
                BARE: Candidate(process(sys.executable, "-c", "pass"), LIGHT),
                "python -c 'import networkx'": Candidate(
                    process(sys.executable, "-c", "import networkx"), LIGHT
                ),
                "netkit --help": Candidate(process(netkit, "--help"), LIGHT),
                "netkit check data": Candidate(process(netkit, "check", "data"), LIGHT),
                "plain pandas + networkx + scipy script": Candidate(plain, HEAVY),
                "netkit metrics data --resamples 0": Candidate(
                    process(netkit, "metrics", "data", "--resamples", "0", *written), HEAVY
                ),
                "netkit metrics data": Candidate(
                    process(netkit, "metrics", "data", *written), HEAVY
                ),
                "netkit report data": Candidate(process(netkit, "report", "data", *written), FEW),
            }
        )
    yield "## Whole processes, cold"
    yield ""
    yield f"{LIGHT} turns, the last four {HEAVY}, `report` {FEW}. The plain script gives eleven"
    yield "figures of each actor, once; `metrics` gives every table, with 1 000 draws by default."
    yield ""
    yield "| process | median | above a bare interpreter | ratio to it |"
    yield "| --- | --- | --- | --- |"
    bare = medians[BARE]
    for name, median in medians.items():
        above = f"{1000 * (median - bare):.0f} ms"
        yield f"| `{name}` | {1000 * median:.0f} ms | {above} | {median / bare:.1f} |"


def _kernels() -> Iterator[str]:
    yield "## Kernels beside networkx loops"
    yield ""
    yield f"{TURNS} turns, one thread. Both sides start from the same marks of which ties are up;"
    yield "making these is on neither side. Where networkx did a part, its time is scaled to the"
    yield "whole. The difference is the largest between any two figures of the part that both did."
    yield ""
    yield "| work | netkit | networkx | ratio | networkx did | largest difference |"
    yield "| --- | --- | --- | --- | --- | --- |"
    several = []
    for found in results():
        ratio = found.plain / found.ours
        apart = max(found.differences.values())
        yield (
            f"| {found.name} | {_time(found.ours)} | {_time(found.plain)} | {ratio:.3g} "
            f"| {found.timed} | {apart:.1g} |"
        )
        if len(found.differences) > 2:
            several.append(found.differences)
    for differences in several:
        yield ""
        told = ", ".join(f"{name} {apart:.1g}" for name, apart in differences.items())
        yield f"The largest difference of each of the seven measures (degrees are one): {told}."
        yield "networkx iterates PageRank to its default tolerance; netkit solves for it."


def _growth() -> Iterator[str]:
    yield "## Growth of the batched draws"
    yield ""
    yield f"The seven measures in {DRAWS} draws, {TIES_EACH} ties an actor, one thread, the draws'"
    yield "making included. The peak is what Python and NumPy hold at once, in a run of its own."
    yield ""
    yield "| actors | ties | median | peak memory |"
    yield "| --- | --- | --- | --- |"
    for size in growths():
        peak = f"{size.peak / 2**20:.0f} MiB"
        yield f"| {size.actors} | {size.ties} | {_time(size.seconds)} | {peak} |"


def _time(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"


if __name__ == "__main__":
    main()

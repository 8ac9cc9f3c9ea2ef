"""Measure, and write ``benchmarks/results.md``.

Candidates take turns in one run, so that a busy machine hits them alike; medians are compared.
``python -m benchmarks maps`` measures one section alone and leaves the others as they are.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.growth import DRAWS, TIES_EACH, growths
from benchmarks.kernels import TURNS, results
from benchmarks.maps import GRAVIS, LIMIT, PYVIS, SLOW, Shown, pages
from benchmarks.timing import Candidate, interleaved, machine, process, shown
from benchmarks.told_large import (
    batch_lines,
    engine_lines,
    large_lines,
    list_lines,
    network_lines,
    register_lines,
)

HERE = Path(__file__).parent
FIGURES, TABLES = "plain_script.py", "plain_tables.py"
METRICS = "netkit metrics data --resamples 0"
BARE = "python -c pass"
LIGHT, HEAVY, FEW = 9, 3, 2


def main() -> None:
    """Measure whole processes, kernels, growth and maps, or those named, and write the results."""
    sections = {
        "processes": _processes,
        "kernels": _kernels,
        "growth": _growth,
        "lists": list_lines,
        "large": large_lines,
        "networks": network_lines,
        "engines": engine_lines,
        "batch": batch_lines,
        "maps": _maps,
    }
    place = HERE / "results.md"
    named = sys.argv[1:]
    parts = _parts(place.read_text(encoding="utf-8")) if named else {}
    # Takes gigabytes of disk, and is measured only when asked for.
    asked_for = {"register": register_lines}
    for name in named or sections:
        lines = list((sections | asked_for)[name]())
        parts[lines[0]] = "\n".join(lines) + "\n"
    head = parts.pop("", None) or "\n".join(_head()) + "\n"
    text = "\n".join([head, *parts.values()])
    place.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)


def _head() -> Iterator[str]:
    yield "# Results of `make bench`"
    yield ""
    yield machine()
    yield ""
    yield "Candidates take turns in one run, after one turn for warming up. Times are medians over"
    yield "the turns, ratios are ratios of these medians."


def _parts(text: str) -> dict[str, str]:
    """Give the sections of results by their titles; what stands before them by none."""
    head, *sections = text.split("\n## ")
    parts = {"": head}
    for section in sections:
        parts[f"## {section.splitlines()[0]}"] = f"## {section}"
    return parts


def _processes() -> Iterator[str]:
    netkit = str(Path(sys.executable).with_name("netkit"))
    with tempfile.TemporaryDirectory() as out:
        written = ("--quiet", "--out", out)
        tables, figures = (
            process(sys.executable, str(HERE / script), data, out)
            for script, data in ((TABLES, "data"), (FIGURES, "data/edges"))
        )
        medians = interleaved(
            {
                BARE: Candidate(process(sys.executable, "-c", "pass"), LIGHT),
                "python -c 'import networkx'": Candidate(
                    process(sys.executable, "-c", "import networkx"), LIGHT
                ),
                "netkit --help": Candidate(process(netkit, "--help"), LIGHT),
                "netkit check data": Candidate(process(netkit, "check", "data"), LIGHT),
                FIGURES: Candidate(figures, LIGHT),
                TABLES: Candidate(tables, LIGHT),
                METRICS: Candidate(
                    process(netkit, "metrics", "data", "--resamples", "0", *written), LIGHT
                ),
                "netkit metrics data": Candidate(
                    process(netkit, "metrics", "data", *written), HEAVY
                ),
                "netkit report data": Candidate(process(netkit, "report", "data", *written), FEW),
            }
        )
    ours = medians[METRICS]
    yield "## Whole processes, cold"
    yield ""
    yield f"{LIGHT} turns, of `metrics` with draws {HEAVY}, of `report` {FEW}. The scripts are"
    yield "what a user would write with pandas, networkx and SciPy: `plain_tables.py` has tables"
    yield "that these libraries have the figures of, `plain_script.py` eleven figures of each actor"
    yield "alone. `metrics` gives every table; scenarios, claims and the accounts that they rest on"
    yield f"are in neither. It takes {ours / medians[TABLES]:.2f} of the time of the first script,"
    yield f"{ours / medians[FIGURES]:.2f} of that of the second."
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
            f"| {found.name} | {shown(found.ours)} | {shown(found.plain)} | {ratio:.3g} "
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
        yield f"| {size.actors} | {size.ties} | {shown(size.seconds)} | {peak} |"


def _maps() -> Iterator[str]:
    yield "## Maps in Chromium"
    yield ""
    yield f"Measured on: {machine()}"
    yield ""
    yield "From opening the file to the frame after the first usable picture, without a"
    yield "network, each page in a profile of its own: netkit when search, filters and keys work;"
    yield "vis-network, plain and by pyvis, when it has settled and shows a picture; gravis at its"
    yield "first picture, which then moves on. A page that takes more than"
    yield f"{SLOW:.0f} s in the first turn is opened that once, without warming up; none is"
    yield f"waited for longer than {LIMIT:.0f} s. kB are 1 000 bytes. Above 200 actors netkit draws"
    yield "the sectors first; the largest graph is drawn by netkit and plain vis-network alone."
    if not GRAVIS:
        yield "gravis was not installed where this was measured."
    yield ""
    yield "| page | actors | ties | turns | usable after | ratio to pyvis, same graph | size |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    found = list(pages())
    pyvis = {page.actors: page.usable for page in found if page.name == PYVIS}
    for page in found:
        beside = pyvis.get(page.actors)
        ratio = f"{page.usable / beside:.3g}" if page.usable and beside else "-"
        usable = f"{page.usable:.0f} ms" if page.usable else f"over {1000 * LIMIT:.0f} ms"
        yield (
            f"| {page.name} | {page.actors} | {page.ties} | {page.turns} | {usable} | {ratio} "
            f"| {page.size / 1000:.0f} kB |"
        )
    yield from _beside_small(found, pyvis)


def _beside_small(found: list[Shown], pyvis: dict[int, float | None]) -> Iterator[str]:
    """Say how long 500 actors take beside pyvis's page of 24, and of how many bytes."""
    small = pyvis[24]
    yield ""
    for page in found:
        if page.actors == 500 and page.name.startswith("netkit") and page.usable and small:
            yield f"{page.name}, 500 actors: {page.usable / small:.3g} times pyvis's time for 24."


if __name__ == "__main__":
    main()

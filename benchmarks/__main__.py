"""Measure, and write ``benchmarks/results.md``.

Candidates take turns in one run, so that a busy machine hits them alike; medians are compared.
``python -m benchmarks maps`` measures one section alone and leaves the others as they are.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.batch import COUNT, batches
from benchmarks.engines import ENGINES, beside
from benchmarks.growth import DRAWS, TIES_EACH, growths
from benchmarks.kernels import TURNS, results
from benchmarks.large import LARGEST, compared, exponent, grown
from benchmarks.large import TURNS as FULL
from benchmarks.lists import TURNS as READ
from benchmarks.lists import readings
from benchmarks.maps import GRAVIS, LIMIT, PYVIS, SLOW, Shown, pages
from benchmarks.picture import growth_picture
from benchmarks.timing import Candidate, interleaved, machine, process
from netkit.measures import load

HERE = Path(__file__).parent
FIGURES, TABLES = "plain_script.py", "plain_tables.py"
METRICS = "netkit metrics data --resamples 0"
BARE = "python -c pass"
LIGHT, HEAVY, FEW = 9, 3, 2


def main() -> None:
    """Measure whole processes, kernels, growth and maps, or those named, and write the results."""
    load()
    sections = {
        "processes": _processes,
        "kernels": _kernels,
        "growth": _growth,
        "lists": _lists,
        "large": _large,
        "networks": _networks,
        "engines": _engines,
        "batch": _batch,
        "maps": _maps,
    }
    place = HERE / "results.md"
    named = sys.argv[1:]
    parts = _parts(place.read_text(encoding="utf-8")) if named else {}
    for name in named or sections:
        lines = list(sections[name]())
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


def _lists() -> Iterator[str]:
    yield "## Reading large lists"
    yield ""
    yield f"Measured on: {machine()}"
    yield ""
    yield f"{READ} turns, each in a process of its own, imports left out (but for netkit's"
    yield "engine, loaded when first needed). netkit reads, checks, cleans names, adds up rows"
    yield "and gives a study; pandas does `read_csv` and one `groupby` with a sum. The peak is what"
    yield "the process held in all."
    yield ""
    yield "| read by | actors | rows | ties | median | ratio to pandas | peak memory |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    found = list(readings())
    plain = {read.rows: read.seconds for read in found if read.name == "pandas"}
    for read in found:
        yield (
            f"| {read.name} | {read.actors} | {read.rows} | {read.ties} | {_time(read.seconds)} "
            f"| {read.seconds / plain[read.rows]:.3g} | {read.peak / 2**20:.0f} MiB |"
        )


def _large() -> Iterator[str]:
    yield "## Large networks beside networkx"
    yield ""
    yield f"Measured on: {machine()}"
    yield ""
    yield f"{LARGEST[0]} actors, {LARGEST[1]} ties, few of the actors with very many; {FULL}"
    yield "turns. Both sides start from what each keeps: netkit from places and arcs, networkx"
    yield "from its graph, PageRank to its default tolerance. Reach counts by networkx are sets"
    yield "over its condensation; netkit's include the condensing."
    yield ""
    yield "| work | netkit | networkx | ratio | largest difference |"
    yield "| --- | --- | --- | --- | --- |"
    for found in compared():
        yield (
            f"| {found.name} | {_time(found.ours)} | {_time(found.plain)} | {found.ratio:.3g} "
            f"| {found.apart:.1g} |"
        )


def _engines() -> Iterator[str]:
    yield "## Beside graph engines"
    yield ""
    yield f"Measured on: {machine()}"
    yield ""
    yield "rustworkx (Apache-2.0) and igraph (GPL) are no part of netkit, and measured where they"
    yield "are installed. Each at its defaults, PageRank to its own tolerance, on a graph of its"
    yield "own that is made beforehand, on as many processors as it takes itself. Betweenness once,"
    yield "the rest in turns. In brackets the ratio to netkit and the largest difference from it,"
    yield "as a share of the largest figure."
    yield ""
    yield f"| work | netkit | {' | '.join(ENGINES)} |"
    yield f"| --- | --- |{' --- |' * len(ENGINES)}"
    for found in beside():
        ours = found.seconds["netkit"]
        cells = (
            f"{_time(found.seconds[name])} ({found.seconds[name] / ours:.3g}; "
            f"{found.apart[name]:.0e})"
            if name in found.seconds
            else ""
            for name in ENGINES
        )
        yield f"| {found.name} | {_time(ours)} | {' | '.join(cells)} |"


def _networks() -> Iterator[str]:
    yield "## Growth of large networks"
    yield ""
    yield f"Measured on: {machine()}"
    yield ""
    yield "One process for each size, once, from the list to all tables as CSV without draws; up"
    yield "to 6 000 actors some steps are exact that are estimated beyond (`docs/scale.md`). Each"
    yield "step finds what earlier ones have left; `all tables` is what is not listed before it."
    yield "The last column is the power of the ties with which a step grew from the last size but"
    yield "one to the last: n log n is 1.08."
    yield ""
    found = list(grown())
    ties = [size.ties for size in found]
    sizes = (f"{size.actors} actors, {size.ties} ties" for size in found)
    yield f"| step | {' | '.join(sizes)} | grew |"
    yield f"| --- |{' --- |' * (len(found) + 1)}"
    for step in found[0].steps:
        times = " | ".join(_time(size.steps[step]) for size in found)
        yield f"| {step} | {times} | {exponent(*found[-2:], step):.2f} |"
    yield f"| peak memory | {' | '.join(f'{size.peak / 2**20:.0f} MiB' for size in found)} | |"
    yield ""
    names = ("whole process", "paths", "losses", "reach")
    lines = {name: [size.steps[name] for size in found] for name in names}
    picture = growth_picture(ties, lines, "seconds")
    (HERE / "growth.svg").write_text(picture, encoding="utf-8", newline="\n")
    memory = {"peak memory": [size.peak / 2**20 for size in found]}
    picture = growth_picture(ties, memory, "MiB")
    (HERE / "memory.svg").write_text(picture, encoding="utf-8", newline="\n")
    yield "![Seconds against ties](growth.svg)"
    yield ""
    yield "![Memory against ties](memory.svg)"


def _batch() -> Iterator[str]:
    yield "## Many studies"
    yield ""
    yield f"Measured on: {machine()}"
    yield ""
    yield f"{COUNT} copies of the shipped study, each with a seed of its own and 1 000 draws, all"
    yield "tables written, once each; processes and workers have one thread."
    yield ""
    yield "| where | took | a study | as fast as one process | same bytes |"
    yield "| --- | --- | --- | --- | --- |"
    found = list(batches())
    for batch in found:
        ratio, same = found[0].seconds / batch.seconds, batch.written == found[0].written
        yield (
            f"| {batch.name} | {batch.seconds:.0f} s | {_time(batch.seconds / COUNT)} "
            f"| {ratio:.2f} | {'yes' if same else 'no'} |"
        )


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
    pyvis = {shown.actors: shown.usable for shown in found if shown.name == PYVIS}
    for shown in found:
        beside = pyvis.get(shown.actors)
        ratio = f"{shown.usable / beside:.3g}" if shown.usable and beside else "-"
        usable = f"{shown.usable:.0f} ms" if shown.usable else f"over {1000 * LIMIT:.0f} ms"
        yield (
            f"| {shown.name} | {shown.actors} | {shown.ties} | {shown.turns} | {usable} | {ratio} "
            f"| {shown.size / 1000:.0f} kB |"
        )
    yield from _beside_small(found, pyvis)


def _beside_small(found: list[Shown], pyvis: dict[int, float | None]) -> Iterator[str]:
    """Say how long 500 actors take beside pyvis's page of 24, and of how many bytes."""
    small = pyvis[24]
    yield ""
    for shown in found:
        if shown.actors == 500 and shown.name.startswith("netkit") and shown.usable and small:
            yield f"{shown.name}, 500 actors: {shown.usable / small:.3g} times pyvis's time for 24."


def _time(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds >= 1 else f"{1000 * seconds:.3g} ms"


if __name__ == "__main__":
    main()

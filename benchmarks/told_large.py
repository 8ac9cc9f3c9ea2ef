"""What results say of large lists, large networks and many studies: Markdown, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.batch import COUNT, batches
from benchmarks.engines import ENGINES, beside
from benchmarks.large import LARGEST, TURNS, compared, exponent, grown
from benchmarks.lists import TURNS as READ
from benchmarks.lists import readings
from benchmarks.picture import growth_picture
from benchmarks.register import ACTORS, ROWS, registers
from benchmarks.timing import machine, shown

__all__ = [
    "batch_lines",
    "engine_lines",
    "large_lines",
    "list_lines",
    "network_lines",
    "register_lines",
]

HERE = Path(__file__).parent


def list_lines() -> Iterator[str]:
    """Tell of reading large lists."""
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
            f"| {read.name} | {read.actors} | {read.rows} | {read.ties} | {shown(read.seconds)} "
            f"| {read.seconds / plain[read.rows]:.3g} | {read.peak / 2**20:.0f} MiB |"
        )


def register_lines() -> Iterator[str]:
    """Tell of reading fifty million statements."""
    yield "## Fifty million statements"
    yield ""
    yield f"Measured on: {machine()}"
    yield ""
    yield f"{ROWS // 10**6} million rows among {ACTORS} actors, made by a script and read once by"
    yield "`netkit.read`: checked and added up to ties, temporary files beside. The peak is what"
    yield "the process held in all. Not part of `make bench`: `python -m benchmarks register`."
    yield ""
    yield "| format | size | read in | ties | peak memory |"
    yield "| --- | --- | --- | --- | --- |"
    for found in registers():
        yield (
            f"| {found.kind} | {found.size / 10**9:.2g} GB | {shown(found.seconds)} "
            f"| {found.ties} | {found.peak / 10**9:.2f} GB |"
        )


def large_lines() -> Iterator[str]:
    """Tell of kernels on a large network beside networkx."""
    yield "## Large networks beside networkx"
    yield ""
    yield f"Measured on: {machine()}"
    yield ""
    yield f"{LARGEST[0]} actors, {LARGEST[1]} ties, few of the actors with very many; {TURNS}"
    yield "turns. Both sides start from what each keeps: netkit from places and arcs, networkx"
    yield "from its graph, PageRank to its default tolerance. Reach counts by networkx are sets"
    yield "over its condensation; netkit's include the condensing."
    yield ""
    yield "| work | netkit | networkx | ratio | largest difference |"
    yield "| --- | --- | --- | --- | --- |"
    for found in compared():
        yield (
            f"| {found.name} | {shown(found.ours)} | {shown(found.plain)} | {found.ratio:.3g} "
            f"| {found.apart:.1g} |"
        )


def engine_lines() -> Iterator[str]:
    """Tell of kernels beside graph engines."""
    yield "## Beside graph engines"
    yield ""
    yield f"Measured on: {machine()}"
    yield ""
    yield "rustworkx (Apache-2.0, extra `fast`) and igraph (GPL, no part of netkit) are"
    yield "measured where they are installed; netkit then leaves exact betweenness to"
    yield "rustworkx, and its time is that of making the network and of actors and ties, where"
    yield "the others' is of actors alone. Each at its defaults, PageRank to its own tolerance,"
    yield "on a graph made beforehand, on as many processors as it takes itself. Betweenness"
    yield "once, the rest in turns. In brackets the ratio to netkit and the largest difference"
    yield "from it, as a share of the largest figure."
    yield ""
    yield f"| work | netkit | {' | '.join(ENGINES)} |"
    yield f"| --- | --- |{' --- |' * len(ENGINES)}"
    for found in beside():
        ours = found.seconds["netkit"]
        cells = (
            f"{shown(found.seconds[name])} ({found.seconds[name] / ours:.3g}; "
            f"{found.apart[name]:.0e})"
            if name in found.seconds
            else ""
            for name in ENGINES
        )
        yield f"| {found.name} | {shown(ours)} | {' | '.join(cells)} |"


def network_lines() -> Iterator[str]:
    """Tell how steps grow with a network, and draw it."""
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
        times = " | ".join(shown(size.steps[step]) for size in found)
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


def batch_lines() -> Iterator[str]:
    """Tell of many studies on one and several workers."""
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
            f"| {batch.name} | {batch.seconds:.0f} s | {shown(batch.seconds / COUNT)} "
            f"| {ratio:.2f} | {'yes' if same else 'no'} |"
        )

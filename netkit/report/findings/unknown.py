"""What nobody spoke of: not known, which is not the same as not there."""

from __future__ import annotations

from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source

NAMED = 20


@says("unknown", 10)
def unspoken_pairs(source: Source) -> Iterator[Finding]:
    """Count the pairs of agencies that nobody spoke of."""
    possible, unspoken = source.pairs
    if possible and not source.plain:
        values = {"pairs": unspoken, "possible": possible, "actors": len(source.ranked)}
        yield Finding("unknown.pairs", values)


@says("unknown", 20)
def unspoken_actors(source: Source) -> Iterator[Finding]:
    """Name the agencies on the study's list that no statement touches."""
    actors = source.found.actors
    silent = actors[~actors["spoken"].astype(bool)]
    if len(silent):
        more = max(0, len(silent) - NAMED)
        yield Finding(
            "unknown.actors", {"actors": source.named(silent.index[:NAMED]), "more": more}
        )


@says("unknown", 30)
def withheld(source: Source) -> Iterator[Finding]:
    """Say how much this edition withholds, so that no respondent can be told."""
    kept = source.found.facts["withheld"]
    if not source.plain and (kept["ties"] or kept["summaries"]):
        said = {"threshold": source.threshold, "least": source.found.facts["least"]}
        yield Finding("unknown.withheld", {**kept, **said})

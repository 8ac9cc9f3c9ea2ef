"""What nobody spoke of: not known, which is not the same as not there."""

from __future__ import annotations

from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source


@says("unknown", 10)
def unspoken_pairs(source: Source) -> Iterator[Finding]:
    """Count the pairs of agencies that nobody spoke of."""
    number = len(source.ranked)
    possible = number * (number - 1)
    spoken = len(source.ties)
    if possible and not source.plain:
        values = {"pairs": possible - spoken, "possible": possible, "actors": number}
        yield Finding("unknown.pairs", values)


@says("unknown", 20)
def unspoken_actors(source: Source) -> Iterator[Finding]:
    """Name the agencies on the study's list that no statement touches."""
    actors = source.found.actors
    silent = actors[~actors["spoken"].astype(bool)]
    if len(silent):
        yield Finding("unknown.actors", {"actors": list(silent["name"])})


@says("unknown", 30)
def withheld(source: Source) -> Iterator[Finding]:
    """Say how much this edition withholds, so that no respondent can be told."""
    kept = source.found.facts["withheld"]
    if kept["ties"] or kept["summaries"]:
        yield Finding(
            "unknown.withheld", dict(kept) | {"threshold": source.found.facts["threshold"]}
        )

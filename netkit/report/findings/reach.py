"""What cannot reach whom, though a path is spoken of, and which ties stand in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source, Tie, cited

SHOWN = 3


@says("reach", 10)
def lost_reach(source: Source) -> Iterator[Finding]:
    """Say how many pairs would reach each other if every tie spoken of worked."""
    lost = source.table("lost_reach")
    if source.ties.empty:
        return
    if lost.empty:
        yield Finding("reach.nothing_lost", {"plain": source.plain})
        return
    values = {
        "pairs": len(lost),
        "reached": int(source.figure("reachable_pairs")),
        "named": int(lost["by_name"].fillna(False).astype(bool).sum()),
        "plain": source.plain,
    }
    yield Finding("reach.lost", values)


@says("reach", 20)
def most_blamed(source: Source) -> Iterator[Finding]:
    """Name the ties described by name that stand in the way of most pairs."""
    lost = source.table("lost_reach")
    if lost.empty:
        return
    blamed = Counter(_tie(tie) for cell in lost["blamed_ties"] for tie in cell)
    named = [(tie, pairs) for tie, pairs in blamed.items() if tie in source.by_name.index]
    named.sort(key=lambda item: (-item[1], item[0]))
    if named:
        shown = cited(tie for tie, _ in named[:SHOWN])
        values = {
            "ties": [{**source.pair(tie), "pairs": pairs} for tie, pairs in named[:SHOWN]],
            "thin": any(source.is_thin(source.row(tie)) for tie in shown),
            "more": max(0, len(named) - SHOWN),
            "plain": source.plain,
        }
        yield Finding("reach.blamed", values, shown)


def _tie(text: str) -> Tie:
    source, target = text.split(">")
    return source, target

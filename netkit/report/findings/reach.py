"""What cannot reach whom, though a path is spoken of, and which ties stand in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source

SHOWN = 3


@says("reach", 10)
def lost_reach(source: Source) -> Iterator[Finding]:
    """Say how many pairs would reach each other if every tie spoken of worked."""
    lost = source.found.tables.get("lost_reach")
    if lost is None or source.ties.empty:
        return
    if lost.empty:
        yield Finding("reach.nothing_lost", {})
        return
    named = lost[lost["by_name"].fillna(False).astype(bool)]
    yield Finding(
        "reach.lost",
        {
            "pairs": len(lost),
            "reached": int(source.figure("reachable_pairs")),
            "named": len(named),
            "plain": source.plain,
        },
        tuple(_ties(named["blamed_ties"])),
    )


@says("reach", 20)
def most_blamed(source: Source) -> Iterator[Finding]:
    """Name the ties described by name that stand in the way of most pairs."""
    lost = source.found.tables.get("lost_reach")
    if lost is None or lost.empty:
        return
    blamed = Counter(tie for cell in lost["blamed_ties"] for tie in cell)
    named = {tie for tie in _ties(lost["blamed_ties"]) if tie in source.by_name.index}
    counts = sorted(
        ((blamed[">".join(tie)], tie) for tie in named), key=lambda item: (-item[0], item[1])
    )
    shown = counts[:SHOWN]
    if shown:
        ties = [
            {"source": source.name(one), "target": source.name(other), "pairs": pairs}
            for pairs, (one, other) in shown
        ]
        yield Finding("reach.blamed", {"ties": ties}, tuple(tie for _, tie in shown))


def _ties(cells: object) -> list[tuple[str, str]]:
    listed = {tie for cell in cells for tie in cell}  # type: ignore[attr-defined]
    return sorted((tie.split(">")[0], tie.split(">")[1]) for tie in listed)

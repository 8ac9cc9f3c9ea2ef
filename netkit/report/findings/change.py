"""What the end of a phase changed on paper, never what it caused."""

from __future__ import annotations

from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source


@says("change", 10)
def between_phases(source: Source) -> Iterator[Finding]:
    """Compare what the two phases connect on paper."""
    if source.earlier is None:
        return
    before, now = source.earlier, source.found
    yield Finding(
        "change.reach",
        {
            "before": before.facts["phase_title"],
            "now": now.facts["phase_title"],
            "pairs_before": int(before.network_figures["reachable_pairs"]),
            "pairs_now": int(now.network_figures["reachable_pairs"]),
            "ties_before": int(before.network_figures["ties"]),
            "ties_now": int(now.network_figures["ties"]),
        },
    )


@says("change", 20)
def ended_bodies(source: Source) -> Iterator[Finding]:
    """Name the bodies that have ended, and whom they joined by name while they met."""
    ended = source.found.actors[source.found.actors["ended"].astype(bool)]
    for body in ended.index:
        ties = source.earlier_ties
        ends = ties.index
        mine = ties[
            (ends.isin([body], level=0) | ends.isin([body], level=1)) & (ties["level"] == 0)
        ]
        works = mine[mine["state"] == "works"]
        members = sorted({end for tie in works.index for end in tie} - {body})
        values = {
            "body": source.name(str(body)),
            "members": source.named(members),
            "ties": len(works),
        }
        yield Finding("change.ended", values)


@says("change", 30)
def how_to_read(source: Source) -> Iterator[Finding]:
    """Say what a difference between phases means and what not."""
    if source.earlier is not None:
        yield Finding("change.reading", {})

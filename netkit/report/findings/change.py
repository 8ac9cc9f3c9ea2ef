"""What the end of a phase changed on paper, never what it brought about."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from netkit.report.registry import Finding, says
from netkit.report.source import Source, cited

SHOWN = 4


@says("change", 10)
def between_phases(source: Source) -> Iterator[Finding]:
    """Compare what the two phases connect on paper."""
    if source.earlier is None:
        return
    before, now = source.earlier, source.found
    ended = _ended(source)
    measured = int(now.actors["measured"].sum())
    values = {
        "before": before.facts["phase_title"],
        "now": now.facts["phase_title"],
        "pairs_before": int(before.network_figures["reachable_pairs"]),
        "pairs_now": int(now.network_figures["reachable_pairs"]),
        "ties_before": int(before.network_figures["ties"]),
        "ties_now": int(now.network_figures["ties"]),
        "possible": measured * (measured - 1),
        "bodies": source.named(ended),
        # A pair between two ended bodies would count twice: told for a single body only.
        "own": _own_pairs(before.actors, ended[0]) if len(ended) == 1 else 0,
    }
    yield Finding("change.reach", values)


@says("change", 20)
def ended_bodies(source: Source) -> Iterator[Finding]:
    """Name the bodies that have ended, and whom they joined by name while they met."""
    if source.earlier is None:
        return
    ties = source.earlier_ties
    for body in _ended(source):
        mine = ties.index.isin([body], level=0) | ties.index.isin([body], level=1)
        works = ties[mine & (ties["level"] == 0) & (ties["state"] == "works")]
        members = sorted({end for tie in works.index for end in tie} - {body})
        values = {
            "body": source.name(body),
            "members": source.named(members),
            "ties": len(works),
        }
        shown = cited(works.index[:SHOWN], before=True)
        yield Finding("change.ended", values, shown, source.accounts(works))


@says("change", 30)
def how_to_read(source: Source) -> Iterator[Finding]:
    """Say what a difference between phases means and what not."""
    if source.earlier is not None:
        yield Finding("change.reading")


def _ended(source: Source) -> list[str]:
    actors = source.found.actors
    return [str(body) for body in actors.index[actors["ended"].astype(bool)]]


def _own_pairs(actors: pd.DataFrame, body: str) -> int:
    """Count the pairs that begin or end at a body."""
    reach = actors.loc[[body], ["reach_in", "reach_out"]]
    return int(reach.fillna(0).to_numpy(dtype=float).sum())

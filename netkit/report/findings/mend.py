"""What to mend first, and what to find out: never whose fault it is."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from netkit.report.registry import Finding, says
from netkit.report.source import Source, Tie, cited

SHOWN = 3


@says("mend", 10)
def ties_to_mend(source: Source) -> Iterator[Finding]:
    """Name the ties that would do most on paper if they worked, in their order, equals together."""
    table = source.table("repairs")
    mend = table[table["kind"] == "mend"] if len(table) else table
    if mend.empty:
        return
    shown = mend.iloc[:SHOWN]
    values = {
        "ties": [
            {
                **source.pair((row["source"], row["target"])),
                "pairs": int(row["pairs_gained"]),
                "routes": 0 if pd.isna(row["routes_restored"]) else int(row["routes_restored"]),
                "first": source.of_a_hundred(row["first_share"]),
            }
            for _, row in shown.iterrows()
        ],
        "more": len(mend) - len(shown),
        "plain": source.plain,
    }
    spoken = source.ties.loc[source.ties.index.isin(_ends(shown))]
    yield Finding("mend.first", values, () if source.plain else cited(spoken.index))


@says("mend", 20)
def steps_to_find_out(source: Source) -> Iterator[Finding]:
    """Name prescribed steps nobody speaks of, that would complete most routes if they work."""
    table = source.table("repairs")
    unknown = table[table["kind"] == "find out"] if len(table) else table
    if unknown.empty:
        return
    first = unknown[unknown["rank"] == unknown["rank"].min()]
    values = {
        "steps": [source.pair(tie) for tie in _ends(first)[:SHOWN]],
        "more": len(unknown) - min(SHOWN, len(first)),
        "alike": len(first) - min(SHOWN, len(first)),
    }
    yield Finding("mend.find_out", values)


def _ends(rows: pd.DataFrame) -> list[Tie]:
    return list(zip(rows["source"], rows["target"], strict=True))

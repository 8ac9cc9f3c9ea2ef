"""What respondents and authors ask for: wishes, not findings about what works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from netkit.report.registry import Finding, says
from netkit.report.source import Source

SHOWN = 3


@says("asked", 10)
def what_most_would_connect(source: Source) -> Iterator[Finding]:
    """Say which changes would join most pairs on paper, and which would part any."""
    changes = changes_of(source)
    if changes:
        gains = [change for change in changes if change["pairs"] > 0]
        losses = [change for change in changes if change["pairs"] < 0]
        values = {
            "total": len(changes),
            "gains": gains[:SHOWN],
            "losses": losses[-SHOWN:],
            "draws": source.draws,
        }
        yield Finding("asked.changes", values)


def changes_of(source: Source) -> list[dict[str, Any]]:
    """Give every change the study holds with the pairs it would join, most first."""
    table = source.table("scenarios")
    if table.empty:
        return []
    ordered = table.sort_values("pairs_difference", ascending=False, kind="stable")
    return [
        {
            "title": row["title"],
            "ties": int(row["ties_gained"]) - int(row["ties_lost"]),
            "pairs": int(row["pairs_difference"]),
            "low": None if pd.isna(row["difference_low"]) else int(row["difference_low"]),
            "high": None if pd.isna(row["difference_high"]) else int(row["difference_high"]),
        }
        for _, row in ordered.iterrows()
    ]

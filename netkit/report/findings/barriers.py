"""What reasons are given, counted over remarks about ties and about agencies themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from netkit.report.registry import Finding, says
from netkit.report.source import Source

SHOWN = 2


@says("barriers", 10)
def most_named(source: Source) -> Iterator[Finding]:
    """Name the barriers given most often, with their counts."""
    table = by_frequency(source)
    rows = [
        {
            "meaning": source.reasons.get(row["barrier"], row["barrier"]),
            "statements": int(row["statements"]),
            "conditions": int(row["conditions"]),
            "ties": int(row["ties"]),
            "least": bool(row["least"]) or source.banded,
            "holders": 0 if pd.isna(row["holders"]) else int(row["holders"]),
        }
        for _, row in table.head(SHOWN).iterrows()
    ]
    if rows:
        yield Finding("barriers.named", {"rows": rows, "more": len(table) - len(rows)})


def by_frequency(source: Source) -> pd.DataFrame:
    """Give the rows of ``barriers`` that are named often enough to be told, most often first."""
    table = source.table("barriers")
    if table.empty:
        return table
    # A count that may not be told is empty: the others are then the least there are.
    counts = table[["statements", "conditions", "ties"]]
    known = table.assign(least=counts.isna().any(axis=1), **counts.fillna(0))
    total = known.assign(remarks=known["statements"] + known["conditions"])
    kept = total[total["remarks"] >= max(1, source.threshold)]
    return kept.sort_values(["remarks", "barrier"], ascending=[False, True], kind="stable")

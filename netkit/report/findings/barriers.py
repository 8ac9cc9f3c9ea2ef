"""What reasons are given, counted over statements about ties and about agencies themselves."""

from __future__ import annotations

from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source

SHOWN = 5


@says("barriers", 10)
def most_named(source: Source) -> Iterator[Finding]:
    """Name the barriers given most often, with their counts."""
    table = source.found.tables.get("barriers")
    if table is None or table.empty:
        return
    total = table.assign(all=table["statements"] + table["conditions"])
    total = total.sort_values(["all", "barrier"], ascending=[False, True], kind="stable")
    total = total[total["all"] >= source.found.facts["threshold"]]
    meanings = {item.id: item.definition for item in source.found.study.codebook.barriers}
    rows = [
        {
            "meaning": meanings.get(row["barrier"]) or row["barrier"],
            "statements": int(row["statements"]),
            "conditions": int(row["conditions"]),
        }
        for _, row in total.head(SHOWN).iterrows()
    ]
    if rows:
        yield Finding("barriers.named", {"rows": rows, "more": len(total) - len(rows)})

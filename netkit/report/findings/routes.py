"""Which prescribed routes are intact, fragile, broken or not spoken of, and where."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from netkit.report.registry import Finding, says
from netkit.report.source import Source

KINDS = ("intact", "fragile", "broken", "unevidenced")
SHOWN = 4


@says("routes", 10)
def prescribed_routes(source: Source) -> Iterator[Finding]:
    """Say for each pathway how its routes stand and at which steps they fail or go unspoken."""
    table = source.found.tables.get("pathways")
    if table is None or table.empty:
        yield Finding("routes.none", {})
        return
    whole = table[table["route"].fillna("") == ""]
    order = whole["condition"].map(["broken", "fragile", "unevidenced", "intact"].index)
    for number in order.sort_values(kind="stable").index:
        yield _pathway(source, table, whole.loc[number])


def _pathway(source: Source, table: pd.DataFrame, row: pd.Series) -> Finding:
    mine = table[table["pathway"] == row["pathway"]]
    steps = mine[mine["step"].notna()]
    counts = {kind: int(row[f"routes_{kind}"]) for kind in KINDS}
    failing = steps[steps["state"].isin(["fails", "ended"])]
    unspoken = steps[steps["state"] == "unspoken"]
    general = bool(mine["route"].fillna("").str.contains(":", regex=False).any())
    values = {
        "title": row["title"],
        "total": sum(counts.values()),
        **counts,
        "general": general,
        "failing": _pairs(source, failing),
        "more_failing": max(0, len(_distinct(failing)) - SHOWN),
        "unspoken": _pairs(source, unspoken),
        "more_unspoken": max(0, len(_distinct(unspoken)) - SHOWN),
        "detours": _detours(source, mine),
    }
    cited = [tie for tie in _distinct(steps) if tie in source.by_name.index]
    return Finding("routes.pathway", values, tuple(cited))


def _distinct(steps: pd.DataFrame) -> list[tuple[str, str]]:
    return sorted(set(zip(steps["source"], steps["target"], strict=True)))


def _pairs(source: Source, steps: pd.DataFrame) -> list[str]:
    return [
        f"{source.name(one)} to {source.name(other)}" for one, other in _distinct(steps)[:SHOWN]
    ]


def _detours(source: Source, rows: pd.DataFrame) -> list[dict[str, str]]:
    """Give ways round the steps that do not work; only for routes that are not intact."""
    shown = rows[rows["step"].notna() & (rows["detour"].fillna("") != "")]
    seen = {}
    for _, row in shown.iterrows():
        ends = f"{source.name(row['source'])} to {source.name(row['target'])}"
        seen[ends] = " → ".join(source.named(row["detour"].split(">")))
    return [{"ends": ends, "way": way} for ends, way in list(seen.items())[:2]]

"""Which prescribed routes are intact, fragile, broken or not spoken of, and where."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from netkit.report.registry import Finding, says
from netkit.report.source import Source

KINDS = {
    "intact": "intact",
    "fragile": "fragile",
    "broken": "broken",
    "unevidenced": "unevidenced (a step that nobody spoke of)",
}
GROUPS = {
    "working": ("works",),
    "partly": ("partly",),
    "failing": ("fails", "ended"),
    "unspoken": ("unspoken",),
}
SHOWN = 3


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
    values = {
        "title": row["title"],
        "total": sum(counts.values()),
        "parts": [{"kind": KINDS[kind], "count": count} for kind, count in counts.items() if count],
        "general": bool(mine["route"].fillna("").str.contains(":", regex=False).any()),
        "detours": _detours(source, steps),
    }
    for name, states in GROUPS.items():
        pairs = _distinct(steps[steps["state"].isin(states)])
        values[name] = [" to ".join(source.named(pair)) for pair in pairs[:SHOWN]]
        values[f"more_{name}"] = max(0, len(pairs) - SHOWN)
    spoken = _distinct(steps[steps["state"] != "unspoken"])
    cited = [tie for tie in spoken if tie in source.ties.index]
    cited.sort(key=lambda tie: (source.ties.loc[tie, "level"], tie))
    return Finding("routes.pathway", values, tuple(cited[:SHOWN]))


def _distinct(steps: pd.DataFrame) -> list[tuple[str, str]]:
    return sorted(set(zip(steps["source"], steps["target"], strict=True)))


def _detours(source: Source, steps: pd.DataFrame) -> list[dict[str, str]]:
    """Give ways round steps that are described as not working or working only partly."""
    poor = steps[steps["state"].isin(["partly", "fails", "ended"])]
    shown = poor[poor["detour"].fillna("") != ""].drop_duplicates(["source", "target"])
    return [
        {
            "ends": " to ".join(source.named((row["source"], row["target"]))),
            "way": " → ".join(source.named(row["detour"].split(">"))),
        }
        for _, row in shown.head(1).iterrows()
    ]

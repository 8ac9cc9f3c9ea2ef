"""Which prescribed routes are intact, fragile, broken or not spoken of, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd

from netkit.report.registry import Finding, answers, says
from netkit.report.source import Source, Tie, cited

KINDS = ("intact", "fragile", "broken", "unevidenced")
WORST_FIRST = ("broken", "fragile", "unevidenced", "intact")
IN_BRIEF = ("broken", "fragile", "intact", "unevidenced")
GROUPS = {"failing": ("fails", "ended"), "partly": ("partly",), "working": ("works",)}
SHOWN = 3


@answers("broken")
def what_is_broken(source: Source) -> Iterator[Finding]:
    """Say in brief what is described by name as not working, and how the routes stand."""
    failing = source.by_name[source.by_name["state"] == "fails"].index
    routes = _routes(source)
    standing = Counter(routes["condition"]) if len(routes) else Counter()
    values = {
        "pairs": [source.pair(tie) for tie in failing[:SHOWN]],
        "more": max(0, len(failing) - SHOWN),
        "routes": len(routes),
        "counts": {kind: standing[kind] for kind in IN_BRIEF if standing[kind]},
        "general": _only_general(source, routes),
        "plain": source.plain,
    }
    yield Finding("answers.broken", values)


@says("routes", 10)
def prescribed_routes(source: Source) -> Iterator[Finding]:
    """Say for each pathway how its routes stand and at which steps; the silent ones in one line."""
    table = source.table("pathways")
    if table.empty:
        yield Finding("routes.none", {"plain": source.plain})
        return
    whole = table[(table["route"].fillna("") == "") & table["condition"].isin(WORST_FIRST)]
    silent = []
    for number in _worst_first(whole):
        row = whole.loc[number]
        steps = _steps(table, str(row["pathway"]))
        if (steps["state"] == "unspoken").all():
            silent.append({"title": row["title"], "routes": int(row["routes_unevidenced"])})
        else:
            yield _pathway(source, row, steps)
    if silent:
        yield Finding("routes.silent", {"pathways": silent})


def _pathway(source: Source, row: pd.Series, steps: pd.DataFrame) -> Finding:
    counts = {kind: int(row[f"routes_{kind}"]) for kind in KINDS}
    groups = {
        name: _group(source, steps[steps["state"].isin(states)]) for name, states in GROUPS.items()
    }
    unspoken = _distinct(steps[steps["state"] == "unspoken"])
    values = {
        "title": row["title"],
        "total": sum(counts.values()),
        "counts": {kind: count for kind, count in counts.items() if count},
        "groups": {name: group for name, group in groups.items() if group["named"] or group["all"]},
        "unspoken": [source.pair(tie) for tie in unspoken[:SHOWN]],
        "more_unspoken": max(0, len(unspoken) - SHOWN),
        "detour": _detour(source, steps),
    }
    spoken = steps[steps["state"] != "unspoken"].drop_duplicates(["source", "target", "relation"])
    cites = cited(_as_the_ties(source, spoken)[:SHOWN])
    return Finding("routes.pathway", values, cites, source.accounts(spoken), "steps")


def _as_the_ties(source: Source, steps: pd.DataFrame) -> list[Tie]:
    """Give the steps of which the same is said as of their ties in all; by name first.

    A step is judged on its own relation, and the evidence lists ties of all relations in view.
    """
    states = source.ties["state"].to_dict()
    told = zip(_ends(steps), steps["state"], strict=True)
    same = {tie for tie, state in told if states.get(tie) == state}
    return sorted(same, key=lambda tie: (source.ties.loc[tie, "level"], tie))


def _group(source: Source, steps: pd.DataFrame) -> dict[str, Any]:
    """Tell the steps described by name from those known from talk in general."""
    by_name = _by_name(source, steps)
    named, general = _distinct(steps[by_name]), _distinct(steps[~by_name])
    return {
        "named": [source.pair(tie) for tie in named[:SHOWN]],
        "more_named": max(0, len(named) - SHOWN),
        "general": [source.pair(tie) for tie in general[:SHOWN]],
        "more_general": max(0, len(general) - SHOWN),
        "all": len(general),
    }


def _by_name(source: Source, steps: pd.DataFrame) -> pd.Series:
    """Mark the steps that are described by name on their own relation.

    A tie's relations are those of its most particular statements, so a step is spoken of by name
    where the tie is and the step's relation is among them.
    """
    named = source.by_name["relations"].to_dict()
    marks = [
        relation in named.get(tie, ())
        for tie, relation in zip(_ends(steps), steps["relation"], strict=True)
    ]
    return pd.Series(marks, index=steps.index, dtype=bool)


def _only_general(source: Source, routes: pd.DataFrame) -> int:
    """Count the broken routes none of whose failing steps is described by name."""
    if routes.empty:
        return 0
    table = source.table("pathways")
    steps = table[table["step"].notna() & table["state"].isin(GROUPS["failing"])]
    named = steps[_by_name(source, steps)]
    told = set(zip(named["pathway"], named["route"], strict=True))
    broken = routes[routes["condition"] == "broken"]
    return sum(route not in told for route in zip(broken["pathway"], broken["route"], strict=True))


def _routes(source: Source) -> pd.DataFrame:
    table = source.table("pathways")
    if table.empty:
        return table
    return table[(table["route"].fillna("") != "") & table["step"].isna()]


def _steps(table: pd.DataFrame, pathway: str) -> pd.DataFrame:
    return table[(table["pathway"] == pathway) & table["step"].notna()]


def _worst_first(whole: pd.DataFrame) -> pd.Index:
    return whole["condition"].map(WORST_FIRST.index).sort_values(kind="stable").index


def _ends(steps: pd.DataFrame) -> list[Tie]:
    return list(zip(steps["source"], steps["target"], strict=True))


def _distinct(steps: pd.DataFrame) -> list[Tie]:
    return sorted(set(_ends(steps)))


def _detour(source: Source, steps: pd.DataFrame) -> dict[str, Any]:
    """Give one way round a step that does not work in full, one described by name if it can."""
    poor = steps[steps["state"].isin(["partly", "fails", "ended"])]
    poor = poor[poor["detour"].fillna("") != ""]
    if poor.empty:
        return {}
    named = poor[_by_name(source, poor)]
    row = (poor if named.empty else named).iloc[0]
    way = str(row["detour"]).split(">")
    return {**source.pair((row["source"], row["target"])), "way": source.named(way)}

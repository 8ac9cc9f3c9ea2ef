"""What is described at all: by name first, then in general, and where accounts disagree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from netkit.report.registry import Finding, answers, says
from netkit.report.source import Count, Source, cited

SHOWN = 3
AMONG = 2
ENOUGH = 3
LINES = 5


@answers("sure")
def how_sure(source: Source) -> Iterator[Finding]:
    """Say how little or much the whole rests on."""
    if source.plain:
        yield Finding("answers.sure_plain")
        return
    possible, unspoken = source.pairs
    values = {
        "ties": len(source.by_name),
        "thin": sum(source.is_thin(row) for _, row in source.by_name.iterrows()),
        "possible": possible,
        "unspoken": unspoken,
        "threshold": max(2, source.threshold),
    }
    yield Finding("answers.sure", values)


@says("described", 10)
def ties_by_name(source: Source) -> Iterator[Finding]:
    """Say how many ties are described by name, and what of."""
    counts = source.found.facts["by_name"]
    total = sum(counts.values())
    if not total:
        yield Finding("described.nothing_listed" if source.plain else "described.nothing_by_name")
        return
    if source.plain:
        yield Finding("described.listed", {"total": total, **counts})
        return
    groups = {state: _pairs(source, source.by_name, state) for state in counts}
    few = all(len(pairs) <= SHOWN for pairs in groups.values())
    values = {
        "total": total,
        "counts": counts,
        "pairs": groups if few else {state: [] for state in counts},
    }
    yield Finding("described.by_name", values, cited(source.by_name.index) if few else ())


@says("described", 20)
def the_rest(source: Source) -> Iterator[Finding]:
    """Say how much is talk of the agencies in general, or involves an agency left unnamed."""
    facts = source.found.facts
    general = sum(facts["in_general"].values())
    among = facts["among_agencies"]
    if source.plain or not (general or among["statements"] or facts["unnamed"]):
        return
    values = {
        "general": general,
        "statements": among["statements"],
        "pairs": sum(among[state] for state in ("works", "partly", "fails")),
        "unnamed": facts["unnamed"],
        "least": facts["least"],
    }
    yield Finding("described.rest", values)


@says("described", 30)
def disagreement(source: Source) -> Iterator[Finding]:
    """Name the ties by name on which accounts contradict each other; both sides are kept."""
    contested = source.by_name[source.by_name["condition"] == "contested"]
    for tie in contested.index[:LINES]:
        yield Finding("described.contested", source.pair(tie), cited([tie]))
    if len(contested) > LINES:
        yield Finding("described.contested_too", {"more": len(contested) - LINES})


@says("described", 35)
def disagreement_in_general(source: Source) -> Iterator[Finding]:
    """Say where talk of the agencies in general contradicts itself."""
    contested = source.ties[(source.ties["condition"] == "contested") & (source.ties["level"] > 0)]
    one_end = contested[contested["level"] < AMONG]
    if contested.empty:
        return
    values = {
        "pairs": [source.pair(tie) for tie in one_end.index[:SHOWN]],
        "more": max(0, len(one_end) - SHOWN),
        "among": len(contested) > len(one_end),
    }
    shown = cited(one_end.index[:SHOWN])
    yield Finding("described.contested_general", values, shown, source.accounts(one_end))


@says("described", 40)
def failing_by_name(source: Source) -> Iterator[Finding]:
    """Name the ties described by name that do not work, and say so if it is one account."""
    if source.plain:
        return
    failing = source.by_name[source.by_name["state"] == "fails"]
    for tie in failing.index[:LINES]:
        row = failing.loc[tie]
        reasons = [source.reasons.get(name, name) for name in row["barriers"]]
        values = {**source.pair(tie), "thin": source.is_thin(row), "reasons": reasons}
        yield Finding("described.fails", values, cited([tie]))
    if len(failing) > LINES:
        yield Finding("described.fail_too", {"more": len(failing) - LINES})


@says("described", 50)
def failing_in_general(source: Source) -> Iterator[Finding]:
    """Name whose ties are mostly described as not working where the other end is general."""
    general = source.ties[source.ties["level"] == 1]
    for end, sentence in ((0, "described.general_from"), (1, "described.general_to")):
        rows: list[dict[str, Any]] = []
        behind: list[Count] = []
        for actor, ties in general.groupby(level=end):
            fails = ties[ties["state"] == "fails"]
            if len(fails) >= ENOUGH and 2 * len(fails) > len(ties):
                name = source.name(str(actor))
                rows.append({"actor": name, "fails": len(fails), "ties": len(ties)})
                behind.extend(source.accounts(fails))
        if rows:
            yield Finding(sentence, {"rows": rows}, (), tuple(behind))


def _pairs(source: Source, ties: pd.DataFrame, state: str) -> list[dict[str, str]]:
    return [source.pair(tie) for tie in ties[ties["state"] == state].index]

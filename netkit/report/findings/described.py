"""What is described at all: by name first, then in general, and where accounts disagree."""

from __future__ import annotations

from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source

ENOUGH = 3


@says("described", 10)
def ties_by_name(source: Source) -> Iterator[Finding]:
    """Say how many ties are described by name, and what of."""
    facts = source.found.facts
    counts = facts["by_name"]
    total = sum(counts.values())
    if not total:
        yield Finding("described.nothing_by_name", {})
        return
    kind = "described.plain" if source.plain else "described.by_name"
    yield Finding(kind, {"total": total, **counts}, tuple(source.by_name.index))


@says("described", 20)
def the_rest(source: Source) -> Iterator[Finding]:
    """Say how much is talk of the agencies in general, or involves an agency left unnamed."""
    facts = source.found.facts
    general = sum(facts["in_general"].values())
    among = facts["among_agencies"]
    if source.plain or not (general or among["statements"] or facts["unnamed"]):
        return
    values = {"general": general, "among": among["statements"], "unnamed": facts["unnamed"]}
    yield Finding("described.rest", values)


@says("described", 30)
def disagreement(source: Source) -> Iterator[Finding]:
    """Name the ties on which accounts contradict each other; both sides are kept."""
    contested = source.by_name[source.by_name["condition"] == "contested"]
    for tie in contested.index:
        yield Finding("described.contested", _ends(source, tie), (tie,))


@says("described", 40)
def failing_by_name(source: Source) -> Iterator[Finding]:
    """Name the ties described by name that do not work."""
    failing = source.by_name[source.by_name["state"] == "fails"]
    for tie in failing.index:
        row = failing.loc[tie]
        values = {
            **_ends(source, tie),
            "few": bool(row.get("withheld", False)),
            "barriers": [_barrier(source, name) for name in row["barriers"]],
        }
        yield Finding("described.fails", values, (tie,))


@says("described", 50)
def failing_in_general(source: Source) -> Iterator[Finding]:
    """Name whose ties are mostly described as not working where one end is spoken of in general."""
    general = source.ties[source.ties["level"] == 1]
    for end, sentence in ((0, "described.general_from"), (1, "described.general_to")):
        rows = []
        for actor, ties in general.groupby(level=end):
            fails = int((ties["state"] == "fails").sum())
            if fails >= ENOUGH and 2 * fails > len(ties):
                rows.append({"actor": source.name(str(actor)), "fails": fails, "ties": len(ties)})
        if rows:
            yield Finding(sentence, {"rows": rows})


def _ends(source: Source, tie: tuple[str, str]) -> dict[str, str]:
    return {"source": source.name(tie[0]), "target": source.name(tie[1])}


def _barrier(source: Source, barrier: str) -> str:
    texts = {item.id: item.definition for item in source.found.study.codebook.barriers}
    text = texts.get(barrier) or barrier
    return text[:1].lower() + text[1:]

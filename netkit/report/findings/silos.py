"""Whether ties cross sectors, as far as they are described; what goes by known persons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netkit.evidence.study import Channel
from netkit.report.registry import Finding, answers, says
from netkit.report.source import Source, cited

ENOUGH_TIES = 5
ENOUGH_SECTORS = 2


@answers("silos")
def silos_in_brief(source: Source) -> Iterator[Finding]:
    """Say in brief how many ties cross sectors, or that too little is described."""
    values = _sharing(source)
    yield Finding("answers.silos" if values else "answers.silos_unknown", values)


@says("silos", 10)
def across_sectors(source: Source) -> Iterator[Finding]:
    """Say how many working ties cross sectors; the index only where there is enough to go by."""
    values = _sharing(source)
    if not values:
        yield Finding("silos.no_sectors")
        return
    index = {"index": source.figure("ei_index"), "expected": source.figure("ei_expected")}
    works = source.by_name[source.by_name["state"] == "works"]
    ties = () if source.plain else cited(works.index)
    yield Finding("silos.across", values | index, ties)


@says("silos", 20)
def closed_sectors(source: Source) -> Iterator[Finding]:
    """Name the sectors, spoken of, that no working tie leaves or enters."""
    sectors = source.table("sectors")
    if len(sectors) < ENOUGH_SECTORS:
        return
    sector_of = source.found.actors["sector"].to_dict()
    spoken = {sector_of[end] for tie in source.ties.index for end in tie}
    told = sectors[sectors["sector"].isin(spoken)]
    closed = {
        way: [source.sectors.get(name, name) for name in told.loc[told[column] == 0, "sector"]]
        for way, column in (("out", "reach_out"), ("into", "reach_in"))
    }
    if closed["out"] or closed["into"]:
        yield Finding("silos.closed", closed)


@says("silos", 30)
def spoken_of_persons(source: Source) -> Iterator[Finding]:
    """Say how many statements are about what goes by known persons."""
    said = source.found.facts["by_person"]
    if said["statements"]:
        channels = [item.definition or item.id for item in _personal(source)]
        facts = source.found.facts
        values = {"total": facts["statements"], "least": facts["least"], "channels": channels}
        yield Finding("silos.personal", {**said, **values})


@says("silos", 40)
def ties_by_persons(source: Source) -> Iterator[Finding]:
    """Say how many working ties go by known persons, and how many by nothing else."""
    names = {item.id for item in _personal(source)}
    works = source.working
    goes = works[[not names.isdisjoint(cell) for cell in works["channels"]]]
    if source.plain or goes.empty:
        return
    named = goes[goes["level"] == 0]
    values = {
        "ties": len(goes),
        "works": len(works),
        "alone": int(goes["person_dependent"].fillna(False).astype(bool).sum()),
        "general": len(goes) - len(named),
        "hidden": int(works["withheld"].sum()) if "withheld" in works else 0,
    }
    yield Finding("silos.by_person", values, cited(named.index), source.accounts(goes))


def _personal(source: Source) -> list[Channel]:
    return [item for item in source.found.study.codebook.channels if item.person_dependent]


def _sharing(source: Source) -> dict[str, Any]:
    """Count working ties within sectors and across; empty without two sectors."""
    sectors = source.table("sectors")
    if len(sectors) < ENOUGH_SECTORS:
        return {}
    within = int(sectors["ties_within"].sum())
    # Every tie across is in the rows of both its sectors.
    across = int(sectors["ties_across"].sum()) // 2
    large = int((sectors["actors"] >= 2).sum())
    few = within + across < ENOUGH_TIES or large < ENOUGH_SECTORS
    return {"within": within, "across": across, "few": few, "plain": source.plain}

"""Whether ties cross sectors, as far as they are described; what goes by known persons."""

from __future__ import annotations

from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source

ENOUGH = 5


@says("silos", 10)
def across_sectors(source: Source) -> Iterator[Finding]:
    """Say how many working ties cross sectors and how many stay within."""
    sectors = source.found.tables.get("sectors")
    if sectors is None or len(sectors) < 2:
        yield Finding("silos.no_sectors", {})
        return
    within = int(sectors["ties_within"].sum())
    across = int(sectors["ties_across"].sum()) // 2
    values = {
        "within": within,
        "across": across,
        "plain": source.plain,
        "few": within + across < ENOUGH,
        "index": source.figure("ei_index"),
        "expected": source.figure("ei_expected"),
    }
    works = source.by_name[source.by_name["state"] == "works"]
    yield Finding("silos.across", values, tuple(works.index))


@says("silos", 20)
def closed_sectors(source: Source) -> Iterator[Finding]:
    """Name the sectors that no working tie leaves, or that none enters."""
    sectors = source.found.tables.get("sectors")
    if sectors is None or len(sectors) < 2:
        return
    spoken = {source.found.actors.loc[end, "sector"] for tie in source.ties.index for end in tie}
    told = sectors[sectors["sector"].isin(spoken)]
    for column, name in (("reach_out", "silos.nothing_out"), ("reach_in", "silos.nothing_in")):
        closed = told[told[column] == 0]["sector"]
        if len(closed):
            titles = [source.sectors.get(sector, sector) for sector in closed]
            yield Finding(name, {"sectors": titles})


@says("silos", 30)
def personal_contact(source: Source) -> Iterator[Finding]:
    """Say how many working ties are carried by known persons alone."""
    works = source.ties[source.ties["state"] == "works"]
    personal = works[works["person_dependent"].fillna(False).astype(bool)]
    said = source.found.facts["by_person"]
    if said["statements"]:
        total = source.found.facts["statements"]
        yield Finding("silos.by_person", {**said, "total": total})
    if len(personal):
        yield Finding(
            "silos.personal", {"ties": len(personal), "works": len(works)}, tuple(personal.index)
        )

"""Counts by kind, as bars: how ties are spoken of, and how prescribed routes stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from netkit.report.figures.lettering import tally
from netkit.report.figures.registry import Drawing, draws
from netkit.report.figures.sheet import MARGIN, WIDTH, Sheet, sheet_of
from netkit.report.figures.style import LOOKS
from netkit.report.source import Source
from netkit.report.wording import listed

THICK: Final = 0.19
MOST: Final = 20
FULL: Final = WIDTH - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, and its counts by kind."""

    label: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Kind:
    """A part of a bar: its word in the legend, and after a count of one and of more."""

    legend: str
    one: str
    many: str


STATES: Final = MappingProxyType(
    {
        "works": Kind("works", "works", "work"),
        "partly": Kind("works partly", "works partly", "work partly"),
        "fails": Kind("does not work", "does not work", "do not work"),
    }
)
ROUTES: Final = MappingProxyType(
    {kind: Kind(kind, kind, kind) for kind in ("intact", "fragile", "broken", "unevidenced")}
)
# A pathway is as its worst route; worst first, and last one that has no route in this view.
ORDER: Final = ("broken", "unevidenced", "fragile", "intact", "")


@draws(10)
def tie_states(source: Source) -> Drawing | None:
    """Draw how many ties work, work partly or do not, by how specifically they are spoken of."""
    facts = source.found.facts
    bars = [Bar("Described by name", facts["by_name"])]
    if source.plain:
        bars = [Bar("Ties of the list", facts["by_name"])]
    else:
        bars.append(Bar("Said with one end in general", facts["in_general"]))
        bars.append(Bar("The agencies among themselves", facts["among_agencies"]))
    if not any(bar.counts[state] for bar in bars for state in STATES):
        return None
    title = "Ties that work, work partly or do not work"
    sheet = sheet_of(source, title if source.plain else f"{title}, by how they are spoken of")
    _stacked(sheet, bars, STATES)
    return sheet.finish(_tie_notes(source))


@draws(20)
def pathways(source: Source) -> Drawing | None:
    """Draw the routes of each prescribed pathway by kind."""
    table = source.found.tables.get("pathways")
    if table is None or table.empty:
        return None
    whole = table[table["route"].fillna("") == ""]
    order = whole["condition"].fillna("").map(ORDER.index)
    whole = whole.assign(order=order).sort_values(["order", "title", "pathway"], kind="stable")
    bars = [
        Bar(str(row["title"]), {kind: int(row[f"routes_{kind}"]) for kind in ROUTES})
        for _, row in whole.iterrows()
    ]
    if not any(sum(bar.counts.values()) for bar in bars):
        return None
    sheet = sheet_of(source, "Routes of each prescribed pathway, by how they stand")
    _stacked(sheet, bars[:MOST], ROUTES)
    expanded = table["route"].fillna("").str.contains(":", regex=False).any()
    notes = [
        "Intact: every step works, is undisputed and has at least two accounts.",
        "Fragile: every step works at least partly, but the route is not intact.",
        "Broken: a step does not work, or has ended.",
        "Unevidenced: no step is known to fail, and some step is not spoken of.",
        "Where a step is between agencies in general, each pair of them is a route of its own."
        if expanded
        else "",
        f"Not shown: {tally(len(bars) - MOST, 'further pathway')}." if len(bars) > MOST else "",
    ]
    return sheet.finish(notes)


def _stacked(sheet: Sheet, bars: Sequence[Bar], kinds: Mapping[str, Kind]) -> None:
    """Set each bar under its label, all on one scale."""
    sheet.legend((LOOKS[name], kind.legend) for name, kind in kinds.items())
    longest = max(sum(bar.counts[name] for name in kinds) for bar in bars) or 1
    for bar in bars:
        said = _said(bar, kinds)
        sheet.tell(f"{bar.label}: {said}.")
        sheet.paragraph(f"{bar.label}: {said}", most=4)
        sheet.down(0.03)
        left = MARGIN
        for name in kinds:
            width = FULL * bar.counts[name] / longest
            if width:
                sheet.bar((left, sheet.y), (width, THICK), LOOKS[name])
            left += width
        if left > MARGIN:
            sheet.down(THICK)
        sheet.down(0.13)


def _said(bar: Bar, kinds: Mapping[str, Kind]) -> str:
    parts = [
        f"{count} {kind.one if count == 1 else kind.many}"
        for name, kind in kinds.items()
        if (count := bar.counts[name])
    ]
    return listed(parts) or "none"


def _tie_notes(source: Source) -> list[str]:
    facts = source.found.facts
    notes = []
    if not source.plain:
        notes.append(
            "A bar counts ties, not statements; a tie is counted once, under the most specific "
            "thing said of it."
        )
    beside = []
    if facts["ended"]:
        beside.append(f"{tally(facts['ended'], 'tie')} of bodies that have ended")
    if facts.get("unnamed"):
        beside.append(f"{tally(facts['unnamed'], 'tie')} with agencies that are not named")
    if beside:
        notes.append(f"Not counted: {listed(beside)}.")
    return notes

"""How sure this is: what rests on few, what a single voice could turn, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from netkit.report.registry import Finding, says
from netkit.report.source import Source

FEW = 2


@says("sure", 10)
def few_accounts(source: Source) -> Iterator[Finding]:
    """Say how many of the ties described by name rest on one or two accounts."""
    if source.plain or source.by_name.empty:
        return
    counts = [source.count(row) for _, row in source.by_name.iterrows()]
    few = sum(count in ("few", "unnamed") or int(count) <= FEW for count in counts)
    values = {"ties": len(counts), "few": few, "draws": source.draws}
    yield Finding("sure.few", values)


@says("sure", 20)
def turned_by_few(source: Source) -> Iterator[Finding]:
    """Say how many findings turn when a single holder's accounts are left out."""
    table = source.table("evidence_fragility")
    if table.empty:
        return
    needed = table["holders_needed"]
    values = {
        "findings": len(table),
        "one": int(needed.eq(1).sum()),
        "two": int(needed.eq(2).sum()),
        "more": int(needed.gt(2).sum()),
        "firm": int(needed.isna().sum()),
    }
    yield Finding("sure.turned", values)


@says("sure", 30)
def choices_that_matter(source: Source) -> Iterator[Finding]:
    """Say under which choices of counting most findings turn."""
    table = source.table("sensitivity")
    if table.empty:
        return
    turned = table[table["holds"].eq(False).fillna(False).astype(bool)]
    counts = turned.groupby("choice").size().sort_values(ascending=False, kind="stable")
    values = {
        "findings": int(table["claim"].nunique()),
        "choices": int(table["choice"].nunique()),
        "turned": int(turned["claim"].nunique()),
        "worst": source.choice(str(counts.index[0])) if len(counts) else "",
        "worst_count": int(counts.iloc[0]) if len(counts) else 0,
    }
    yield Finding("sure.choices", values)


@says("sure", 40)
def confidence(source: Source) -> Iterator[Finding]:
    """Give the note that GRADE-CERQual asks for, as far as counts can give it."""
    if source.plain or source.ties.empty:
        return
    named = source.by_name
    contested = int((named["condition"] == "contested").sum())
    values = {
        "interviews": source.found.facts["interviews"],
        "contested": contested,
        "named": len(named),
        "ties": len(source.ties),
    }
    yield Finding("sure.cerqual", values)

"""Stacked bars as plain data, drawn by a template of the briefing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netkit.findings import Findings
from netkit.report.findings.barriers import by_frequency
from netkit.report.findings.routes import KINDS
from netkit.report.phrases import family
from netkit.report.source import Source

__all__ = ["Part", "Picture", "Row", "pictures"]

STATES = ("works", "partly", "fails")
REASONS = 5


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a bar: ``start`` and ``width`` are percentages of the picture's width."""

    kind: str
    text: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with its label; parts of no length are left out."""

    label: str
    total: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars under one title; ``kinds`` maps each kind of part to what the legend says."""

    name: str
    title: str
    kinds: Mapping[str, str]
    rows: tuple[Row, ...]


Counts = Mapping[str, int]


def pictures(source: Source) -> tuple[Picture, ...]:
    """Give the pictures of some findings; those with nothing to show are left out."""
    drawn = (tie_states(source), routes(source), pairs(source), reasons(source))
    return tuple(picture for picture in drawn if picture.rows)


def tie_states(source: Source) -> Picture:
    """Give how many ties work, by how they are spoken of; each bar is as long as the next."""
    facts, text = source.found.facts, family("picture_states")
    levels = ("by_name",) if source.plain else ("by_name", "in_general", "among_agencies")
    labels = {level: text["listed" if source.plain else level] for level in levels}
    kinds = {state: family("states")[state] for state in STATES}
    rows = {labels[level]: {state: facts[level][state] for state in STATES} for level in levels}
    return _picture("states", kinds, rows)


def routes(source: Source) -> Picture:
    """Give how the routes of each prescribed pathway stand."""
    table = source.table("pathways")
    whole = table[table["route"].fillna("") == ""] if len(table) else table
    kinds = {kind: family("kinds")[kind] for kind in KINDS}
    rows = {
        str(row["title"]): {kind: int(row[f"routes_{kind}"]) for kind in KINDS}
        for _, row in whole.iterrows()
    }
    return _picture("routes", kinds, rows)


def pairs(source: Source) -> Picture:
    """Give how many ordered pairs working ties join, before and now; the bars have one scale."""
    text = family("picture_pairs")
    kinds = {kind: text[kind] for kind in ("joined", "lost", "apart")}
    told = [found for found in (source.earlier, source.found) if found is not None]
    rows = {str(found.facts["phase_title"]) or text["now"]: _joined(found) for found in told}
    return _picture("pairs", kinds, {} if source.ties.empty else rows)


def reasons(source: Source, shown: int = REASONS) -> Picture:
    """Give the reasons given most often; the bars have one scale."""
    text = family("picture_reasons")
    kinds = {kind: text[kind] for kind in ("statements", "conditions")}
    rows = {
        source.reasons.get(row["barrier"], str(row["barrier"])): {
            kind: int(row[kind]) for kind in kinds
        }
        for _, row in by_frequency(source).head(shown).iterrows()
    }
    longest = max((sum(counts.values()) for counts in rows.values()), default=0)
    return _picture("reasons", kinds, rows, longest)


def _joined(found: Findings) -> dict[str, int]:
    actors = int(found.actors["measured"].sum())
    joined = int(found.network_figures["reachable_pairs"])
    lost = len(found.tables["lost_reach"])
    return {"joined": joined, "lost": lost, "apart": actors * (actors - 1) - joined - lost}


def _picture(
    name: str, kinds: Mapping[str, str], rows: Mapping[str, Counts], scale: int = 0
) -> Picture:
    text = family(f"picture_{name}")
    made = (_row(label, counts, kinds, scale) for label, counts in rows.items())
    return Picture(name, text["title"], kinds, tuple(row for row in made if row.total))


def _row(label: str, counts: Counts, kinds: Mapping[str, str], scale: int) -> Row:
    total = sum(counts.values())
    whole = scale or total
    parts, left = [], 0
    for kind, text in kinds.items():
        count = counts[kind]
        if count:
            start, width = (round(100 * part / whole, 2) for part in (left, count))
            parts.append(Part(kind, text, count, start, width))
        left += count
    return Row(label, total, tuple(parts))

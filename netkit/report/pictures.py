"""The briefing's own small pictures: bars as plain data, drawn by a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netkit.report.findings.routes import KINDS
from netkit.report.source import Source
from netkit.report.wording import listed

__all__ = ["pictures"]

WIDTH = 300.0
STATES = {"works": "works", "partly": "works partly", "fails": "does not work"}
Bar = tuple[str, Mapping[str, int]]


def pictures(source: Source) -> list[dict[str, Any]]:
    """Give the pictures of a briefing; those with nothing to show are left out."""
    drawn = [
        _bars("states", "Ties, by how they are spoken of", _levels(source), STATES),
        _bars("routes", "Prescribed routes, by how they stand", _pathways(source), KINDS),
    ]
    return [picture for picture in drawn if picture["rows"]]


def _levels(source: Source) -> list[Bar]:
    facts = source.found.facts
    if source.plain:
        return [("The list", facts["by_name"])]
    named = (
        ("By name", facts["by_name"]),
        ("One end in general", facts["in_general"]),
        ("Both ends in general", facts["among_agencies"]),
    )
    return [(label, counts) for label, counts in named if sum(counts[key] for key in STATES)]


def _pathways(source: Source) -> list[Bar]:
    table = source.found.tables.get("pathways")
    if table is None:
        return []
    whole = table[table["route"].fillna("") == ""]
    return [
        (row["title"], {kind: int(row[f"routes_{kind}"]) for kind in KINDS})
        for _, row in whole.iterrows()
    ]


def _bars(name: str, title: str, bars: Sequence[Bar], kinds: Mapping[str, str]) -> dict[str, Any]:
    rows = [_row(label, counts, kinds) for label, counts in bars]
    said = [f"{row['label']}: {_spoken(row['parts'])}" for row in rows]
    return {
        "id": name,
        "title": title,
        "alt": f"{'; '.join(said)}.",
        "rows": rows,
        "kinds": [{"id": kind, "text": text} for kind, text in kinds.items()],
        "width": WIDTH,
    }


def _spoken(parts: Sequence[Mapping[str, Any]]) -> str:
    return listed([f"{part['count']} {part['text']}" for part in parts])


def _row(label: str, counts: Mapping[str, int], kinds: Mapping[str, str]) -> dict[str, Any]:
    total = sum(counts[kind] for kind in kinds)
    parts, left = [], 0.0
    for kind, text in kinds.items():
        width = WIDTH * counts[kind] / total if total else 0.0
        if counts[kind]:
            parts.append(
                {
                    "kind": kind,
                    "text": text,
                    "count": counts[kind],
                    "x": round(left, 1),
                    "width": round(width, 1),
                }
            )
        left += width
    return {"label": label, "total": total, "parts": parts}

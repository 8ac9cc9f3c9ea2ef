"""What was said of the ties drawn, and the words it was coded with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netkit.maps.lettering import clean

if TYPE_CHECKING:
    import pandas as pd

    from netkit.findings import Findings

__all__ = ["evidence_of", "place_of", "vocabularies_of"]

Item = dict[str, Any]
_CITING = ("evidence_ids", "general_ids")


def evidence_of(found: Findings, drawn: pd.DataFrame) -> tuple[list[Item], dict[str, int]]:
    """Give what was said of the ties drawn, in the order of its keys, and each key's number.

    What nothing refers to would still stand in the bytes of the page.
    """
    cited = {key for name in _CITING for keys in drawn[name] for key in keys}
    frame: pd.DataFrame = found.evidence[found.evidence.index.isin(cited)].sort_index()
    keys = {str(key): number for number, key in enumerate(frame.index)}
    rows: list[Item] = [{"summary": clean(str(summary))} for summary in frame["summary"]]
    if found.profile == "researcher":
        told = (frame[name] for name in ("respondents", "section", "paragraph"))
        for item, (respondents, section, paragraph) in zip(
            rows, zip(*told, strict=True), strict=True
        ):
            item["who"] = clean(", ".join(respondents))
            item["place"] = place_of(section, paragraph)
    return rows, keys


def place_of(section: str, paragraph: str) -> str:
    """Give where something stands in the source: "do-not-open, paragraph 7"."""
    places = clean(str(section)), clean(str(paragraph))
    return ", paragraph ".join(place for place in places if place)


def vocabularies_of(found: Findings) -> dict[str, list[Item]]:
    """Give the relations, channels and barriers in use, each with what it means."""
    table, study = found.tables["ties"], found.study
    meanings: dict[str, dict[str, str]] = {
        "relations": {item.id: item.title for item in study.relations},
        "channels": {item.id: item.definition for item in study.codebook.channels},
        "barriers": {item.id: item.definition for item in study.codebook.barriers},
    }
    lists: dict[str, list[Item]] = {}
    for name, known in meanings.items():
        used = {str(entry) for cell in table[name] for entry in cell}
        order = [entry for entry in known if entry in used] + sorted(used - known.keys())
        lists[name] = [
            {
                "id": entry,
                "name": clean(entry) or "?",
                "title": clean(known.get(entry, "")) or clean(entry) or "?",
            }
            for entry in order
        ]
    return lists

"""What was said of the ties drawn, and the words it was coded with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from netkit.maps.lettering import clean

if TYPE_CHECKING:
    import pandas as pd

    from netkit.findings import Findings

__all__ = ["evidence_of", "place_of", "vocabularies_of"]

Item = dict[str, Any]
_CITING = ("evidence_ids", "general_ids")


def evidence_of(
    found: Findings, drawn: Iterable[Mapping[Any, Any]]
) -> tuple[list[Item], dict[str, int]]:
    """Give what was said of the ties drawn, in the order of its keys, and each key's number.

    What nothing refers to would still stand in the bytes of the page.
    """
    cited = {key for row in drawn for name in _CITING for key in row[name]}
    frame: pd.DataFrame = found.evidence[found.evidence.index.isin(cited)].sort_index()
    rows, keys = [], {}
    for number, (key, row) in enumerate(frame.iterrows()):
        keys[str(key)] = number
        item = {"summary": clean(str(row["summary"]))}
        if found.profile == "researcher":
            item["who"] = clean(", ".join(row["respondents"]))
            item["place"] = place_of(row["section"], row["paragraph"])
        rows.append(item)
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

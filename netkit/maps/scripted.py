"""What the page's script is handed: the payload without what only the server draws, packed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netkit.maps.packing import packed
from netkit.maps.paging import crowd_data
from netkit.maps.story import story_for_script

__all__ = ["for_script"]

Item = dict[str, Any]
_WORDS = ("state", "route", "condition", "level", "kind", "look")
_ACTOR = ("name", "label", "sector", "sector_number", "kind", "description", "conditions")
_TIE = (
    "source target state level condition accounts withheld support firmness relations channels "
    "barriers evidence general"
).split()


def for_script(
    payload: Mapping[str, Any],
    picture: Mapping[str, Any] | None,
    view: Mapping[str, Any] | None,
) -> Item:
    """Choose what the page's script needs; what is empty is left out."""
    meta = payload["meta"]
    data: Item = {
        "plain": meta["plain"],
        "threshold": meta["threshold"],
        "words": {name: payload["words"][name] for name in _WORDS},
        "actors": packed([_actor(actor) for actor in payload["actors"]]),
        "ties": packed([{name: tie[name] for name in _TIE} for tie in payload["ties"]]),
        "evidence": packed(payload["evidence"]),
        "vocabularies": {
            name: [entry["title"] for entry in entries]
            for name, entries in payload["vocabularies"].items()
        },
    }
    if payload["compare"]["alternatives"]:
        data["compare"] = _compared(payload["compare"], picture)
    if payload["story"] and not payload.get("crowd"):
        data["story"] = story_for_script(payload["story"])
    if payload.get("crowd"):
        data["crowd"] = crowd_data(payload)
    if view is not None:
        packed_edges = {"edges": packed(view["edges"])} if "edges" in view else {}
        data["view"] = {**view, **packed_edges}
    return data


def _compared(compare: Mapping[str, Any], picture: Mapping[str, Any] | None) -> Item:
    paths = picture["there"] if picture else [""] * len(compare["there"])
    there = zip(compare["there"], paths, strict=True)
    return {
        "there": packed([{**tie, "path": path} for tie, path in there]),
        "alternatives": [
            {
                "changes": _grouped(alternative["ties"]),
                **{name: alternative[name] for name in ("meet", "end") if alternative[name]},
            }
            for alternative in compare["alternatives"]
        ],
    }


def _grouped(ties: Sequence[Mapping[str, Any]]) -> list[Item]:
    """Put together the ties that change alike: what they have in common is given once."""
    groups: dict[tuple[str, str], Item] = {}
    for tie in ties:
        alike = {name: tie[name] for name in ("state", "change")}
        group = groups.setdefault((tie["state"], tie["change"]), {**alike, "ties": []})
        group["ties"].append(tie["tie"])
        if tie["accounts"] is not None:
            group.setdefault("accounts", {})[str(tie["tie"])] = tie["accounts"]
    return list(groups.values())


def _actor(actor: Mapping[str, Any]) -> Item:
    figures = actor["figures"]
    measured = all(value is not None for value in figures.values())
    row = {name: actor[name] for name in _ACTOR}
    # Most are labelled by their name alone.
    row["label"] = actor["label"] if actor["label"] != actor["name"] else ""
    if measured:
        # As the table says it: a script rounds halves otherwise.
        figures = figures | {"betweenness": round(figures["betweenness"], 2)}
    return row | {"look": actor["style"]["look"], "figures": figures if measured else None}

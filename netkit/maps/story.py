"""The story of the prescribed routes: each step by name, with its state and its accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netkit.maps.lettering import clean
from netkit.suppression import in_words

if TYPE_CHECKING:
    from netkit.findings import Findings

__all__ = ["counted", "make_story"]

Item = dict[str, Any]
KINDS = ("broken", "unevidenced", "fragile", "intact")
_LONG = 12


def make_story(
    found: Findings, places: Mapping[str, int], drawn: Mapping[tuple[int, int], int]
) -> list[Item]:
    """Give each prescribed pathway with its routes and their steps; empty without pathways.

    Parameters
    ----------
    found : Findings
    places : mapping of str to int
        Number of each actor on the map.
    drawn : mapping of (int, int) to int
        Number of each tie that is on the map.

    Returns
    -------
    list of dict
        Short pathways first. A route's ``detour`` lists actors by name.
    """
    table = found.tables.get("pathways")
    if table is None:
        return []
    names = {actor.id: clean(actor.name or actor.id) for actor in found.study.actors}
    pathways: dict[str, Item] = {}
    routes: dict[tuple[str, str], Item] = {}
    for row in table.to_dict("records"):
        key, route = str(row["pathway"]), str(row["route"])
        if not route:
            pathways[key] = _pathway(row)
        elif _empty(row["step"]):
            routes[key, route] = _route(row, names)
            pathways[key]["routes"].append(routes[key, route])
        else:
            step = _step(row, names, found)
            step["tie"] = drawn.get(
                (places.get(step.pop("from"), -1), places.get(step.pop("to"), -1))
            )
            routes[key, route]["steps"].append(step)
    told = list(pathways.values())
    for pathway in told:
        pathway["routes"].sort(key=lambda route: KINDS.index(route["condition"]))
        steps = [step for route in pathway["routes"] for step in route["steps"]]
        relations = {step["relation"] for step in steps}
        pathway["relation"] = steps[0]["relation"] if len(relations) == 1 else ""
        pathway["single"] = all(len(route["steps"]) == 1 for route in pathway["routes"])
        pathway["long"] = len(pathway["routes"]) > _LONG
    return sorted(told, key=lambda pathway: pathway["long"])


def _pathway(row: Mapping[Any, Any]) -> Item:
    counts = {kind: int(row[f"routes_{kind}"]) for kind in KINDS}
    return {
        "title": clean(str(row["title"])) or clean(str(row["pathway"])),
        "basis": clean(str(row["basis"])),
        "counts": counts,
        "routes": [],
    }


def _route(row: Mapping[Any, Any], names: Mapping[str, str]) -> Item:
    detour = [clean(names.get(end, end)) for end in str(row["detour"] or "").split(">") if end]
    return {"condition": str(row["condition"]), "detour": detour, "steps": []}


def _step(row: Mapping[Any, Any], names: Mapping[str, str], found: Findings) -> Item:
    source, target = str(row["source"]), str(row["target"])
    titles = {relation.id: clean(relation.title) for relation in found.study.relations}
    few = _empty(row["accounts"])
    return {
        "from": source,
        "to": target,
        "source": names.get(source, clean(source)),
        "target": names.get(target, clean(target)),
        "relation": titles.get(str(row["relation"]), clean(str(row["relation"]))),
        "state": str(row["state"]),
        "contested": row["condition"] == "contested" and not few,
        "accounts": counted(row["accounts"], found.facts["banded"]),
        "withheld": few and found.profile != "researcher" and row["state"] != "unspoken",
    }


def counted(value: Any, banded: bool) -> int | str | None:
    """Give a count of accounts as it may be told: a number, a band in words, or nothing."""
    if _empty(value):
        return None
    return in_words(int(value)) if banded else int(value)


def _empty(value: Any) -> bool:
    import pandas as pd

    return bool(pd.isna(value))

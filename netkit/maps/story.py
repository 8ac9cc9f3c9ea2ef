"""The story of the prescribed routes: each step by name, with its state and its accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netkit.maps.lettering import clean
from netkit.suppression import in_words

if TYPE_CHECKING:
    from netkit.findings import Findings

__all__ = ["counted", "make_story", "story_for_script"]

Item = dict[str, Any]
KINDS = ("broken", "unevidenced", "fragile", "intact")
STATES = ("works", "partly", "fails", "ended", "unspoken")
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
        Pathways with broken routes first, then short ones; within each, the worst routes first.
        A route's ``detour`` lists actors by name. A step's ``tie`` is the one drawn for it, None
        where nobody speaks of the step or it is not drawn; ``ends`` are places on the map, or
        names of those that have none.
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
            routes[key, route]["steps"].append(_step(row, names, found))
    told = list(pathways.values())
    for each in routes.values():
        _place(each, places, drawn)
    for pathway in told:
        pathway["routes"].sort(key=lambda route: KINDS.index(route["condition"]))
        steps = [step for route in pathway["routes"] for step in route["steps"]]
        relations = {step["relation"] for step in steps}
        pathway["relation"] = steps[0]["relation"] if len(relations) == 1 else ""
        pathway["single"] = all(len(route["steps"]) == 1 for route in pathway["routes"])
        pathway["long"] = len(pathway["routes"]) > _LONG
    return sorted(told, key=lambda pathway: (not pathway["counts"]["broken"], pathway["long"]))


def story_for_script(story: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Give where each route goes, in the order in which they are told; words stand in the page.

    Returns
    -------
    list of list
        For each route its pathway and condition as numbers, its steps, each of source, target,
        drawn tie and state, and its detour.
    """
    rows = []
    for number, pathway in enumerate(story):
        for route in pathway["routes"]:
            steps = [
                [*step["ends"], step["tie"], STATES.index(step["state"])] for step in route["steps"]
            ]
            rows.append([number, KINDS.index(route["condition"]), steps, route["detour_ends"]])
    return rows


def _place(route: Item, places: Mapping[str, int], drawn: Mapping[tuple[int, int], int]) -> None:
    """Replace ids by places on the map, and find the tie that is drawn for each step."""
    way = zip(route["detour_ends"], route["detour"], strict=True)
    route["detour_ends"] = [places.get(end, name) for end, name in way]
    for step in route["steps"]:
        ids = step.pop("from"), step.pop("to")
        names = step["source"], step["target"]
        step["ends"] = [places.get(end, name) for end, name in zip(ids, names, strict=True)]
        pair = places.get(ids[0], -1), places.get(ids[1], -1)
        step["tie"] = None if step["state"] == "unspoken" else drawn.get(pair)


def _pathway(row: Mapping[Any, Any]) -> Item:
    counts = {kind: int(row[f"routes_{kind}"]) for kind in KINDS}
    return {
        "title": clean(str(row["title"])) or clean(str(row["pathway"])),
        "basis": clean(str(row["basis"])),
        "counts": counts,
        "routes": [],
    }


def _route(row: Mapping[Any, Any], names: Mapping[str, str]) -> Item:
    ends = [end for end in str(row["detour"] or "").split(">") if end]
    detour = [clean(names.get(end, end)) for end in ends]
    condition = str(row["condition"])
    return {"condition": condition, "detour": detour, "detour_ends": ends, "steps": []}


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

"""The view held against the study's other phases and its scenarios: what differs, tie by tie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netkit.maps.lettering import clean
from netkit.maps.story import counted
from netkit.network import View
from netkit.network.ties import ended_bodies

if TYPE_CHECKING:
    import pandas as pd

    from netkit.findings import Findings

__all__ = ["make_compared"]

Item = dict[str, Any]
Pair = tuple[int, int]
# Said with both ends in general: told in numbers as in the view, not drawn.
_AMONG = 2


def make_compared(
    found: Findings,
    actors: list[Item],
    drawn: Mapping[Pair, int],
    relations: Mapping[str, int],
) -> Item:
    """Give every alternative to the view with the ties that are another there.

    Parameters
    ----------
    found : Findings
    actors : list of dict
        The actors of the map.
    drawn : mapping of (int, int) to int
        Number of each tie of the view that is on the map.
    relations : mapping of str to int
        Number of each relation.

    Returns
    -------
    dict
        ``alternatives``, phases first, each with its ``kind``, ``title``, ``counts``, the part of
        these told ``among`` the agencies, its ``ties`` and the ended actors that ``meet``, or
        actors that ``end``, there; ``there``: the ties that the view does not draw, numbered after
        its own; ``untold``: titles of what this edition does not tell tie by tie.
    """
    import pandas as pd

    table = found.tables.get("tie_changes")
    compared: Item = {"alternatives": [], "there": [], "untold": []}
    if table is None or found.facts["plain"]:
        return compared
    told_as = [counted(count, found.facts["banded"]) for count in table["accounts_there"]]
    table = table.assign(accounts_there=pd.Series(told_as, index=table.index, dtype=object))
    places = {actor["id"]: index for index, actor in enumerate(actors)}
    numbers = dict(drawn)
    groups = {(str(a), str(b)): rows for (a, b), rows in table.groupby(["kind", "alternative"])}
    for kind, name, title in _alternatives(found):
        if kind == "scenario" and _hidden(found, name):
            compared["untold"].append(title)
            continue
        rows = groups.get((kind, name), table.iloc[:0])
        told = _alternative(rows, places, numbers, compared["there"], relations)
        joined = told.pop("joined")
        meeting = joined if kind == "scenario" else _meeting(found, name, places)
        ended = {index for index, actor in enumerate(actors) if actor["ended"]}
        told["meet"] = sorted(ended & meeting)
        told["end"] = [] if kind == "scenario" else sorted(_bodies(found, places) - ended - meeting)
        compared["alternatives"].append({"kind": kind, "title": title, **told})
    _know_unnamed(compared["there"], actors)
    return compared


def _alternatives(found: Findings) -> list[tuple[str, str, str]]:
    now = found.options["phase"]
    named = [("phase", item.id, item.title) for item in found.study.phases if item.id != now]
    named += [("scenario", item.id, item.title) for item in found.study.scenarios]
    return [(kind, name, clean(title) or clean(name) or "?") for kind, name, title in named]


def _hidden(found: Findings, name: str) -> bool:
    """Whether an edition holds no ties of a scenario, as they would tell which go by a channel."""
    changes = {item.id: item.changes for item in found.study.scenarios}[name]
    by_channel = any(change["op"] == "remove-channel" for change in changes)
    return by_channel and found.profile != "researcher"


def _alternative(
    rows: pd.DataFrame,
    places: Mapping[str, int],
    numbers: dict[Pair, int],
    there: list[Item],
    relations: Mapping[str, int],
) -> Item:
    """Give one alternative; ties the view does not draw are numbered and added to ``there``."""
    counts = {name: dict.fromkeys(("gained", "lost", "other"), 0) for name in ("all", "among")}
    known, ties = len(numbers) - len(there), []
    joined: set[int] = set()
    for row in rows.to_dict("records"):
        pair = places.get(row["source"], -1), places.get(row["target"], -1)
        # What the view draws goes on being drawn, however it is spoken of there.
        among = row["level"] == _AMONG and numbers.get(pair, known) >= known
        counts["all"][row["change"]] += 1
        counts["among"][row["change"]] += among
        if among or -1 in pair:
            continue
        if pair not in numbers:
            numbers[pair] = len(numbers)
            there.append(_tie(row, pair, relations))
        ties.append(_changed(numbers[pair], row))
        if row["state_there"] in ("works", "partly", "fails"):
            joined.update(pair)
    return {
        "counts": counts["all"],
        "among": counts["among"],
        "ties": ties,
        "joined": joined,
    }


def _changed(number: int, row: Mapping[Any, Any]) -> Item:
    return {
        "tie": number,
        "state": row["state_there"],
        "change": row["change"],
        "accounts": row["accounts_there"],
    }


def _tie(row: Mapping[Any, Any], pair: Pair, relations: Mapping[str, int]) -> Item:
    return {
        "source": pair[0],
        "target": pair[1],
        "state": row["state"],
        "level": "general" if row["level"] else "named",
        "relations": sorted(relations[name] for name in row["relations"] if name in relations),
    }


def _know_unnamed(ties: list[Item], actors: list[Item]) -> None:
    for tie in ties:
        ends = actors[tie["source"]], actors[tie["target"]]
        if tie["level"] == "named" and any(end["unnamed"] for end in ends):
            tie["level"] = "unnamed"


def _bodies(found: Findings, places: Mapping[str, int]) -> set[int]:
    return {places[item.id] for item in found.study.actors if item.until and item.id in places}


def _meeting(found: Findings, phase: str, places: Mapping[str, int]) -> set[int]:
    """Give the bodies that still meet in a phase."""
    over = ended_bodies(found.study, View(phase=phase))
    return _bodies(found, places) - {places[body] for body in over if body in places}

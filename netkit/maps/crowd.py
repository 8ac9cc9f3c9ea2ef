"""A crowd on the map: its sectors are drawn, and what goes between them; each can be opened.

The sectors are given as a payload of their own, so that layout and drawing are the same as for
actors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from netkit.maps.division import Division, ties_of
from netkit.maps.layers import INK, LARGEST, SMALLEST

__all__ = ["CENTRAL", "DRAWN", "make_crowd", "on_page", "overview", "state_of"]

Item = dict[str, Any]
STATES = ("works", "partly", "fails")
CENTRAL = 20
# As many lines as can be told apart between some thirty marks.
DRAWN = 60
_LARGE = 44.0
# Widths that the style sheet knows by name.
_WIDTHS = (1.6, 2.2, 2.8, 3.4, 4.0)


def make_crowd(payload: Mapping[str, Any], division: Division) -> Item:
    """Give the sectors of a crowd, what goes between them, and which actor is in which.

    Parameters
    ----------
    payload : mapping
        The whole network, before anything is left out. Ties said with one end in general are
        not counted, as they are not shown at first.
    division : Division

    Returns
    -------
    dict
        ``kind, sectors, between, part``; ``between`` has the widest first, and of these
        ``drawn`` are drawn. A sector's ``central`` are the ids of the actors with most working
        ties.
    """
    within: dict[int, Item] = defaultdict(_none)
    between: dict[tuple[int, int], Item] = defaultdict(_none)
    for tie in payload["ties"]:
        if tie["level"] != "general":
            one, other = division.part[tie["source"]], division.part[tie["target"]]
            counts = within[one] if one == other else between[one, other]
            counts[tie["state"]] += 1
    sectors = [
        _sector(number, payload["actors"], division, within[number])
        for number in range(len(division.titles))
    ]
    rows = [
        {"source": one, "target": other, **counts, "count": sum(counts.values())}
        for (one, other), counts in sorted(between.items())
    ]
    for row in rows:
        row["state"] = state_of(row)
        sectors[row["source"]]["sent"] += row["count"]
        sectors[row["target"]]["got"] += row["count"]
    rows.sort(key=lambda row: (-row["count"], row["source"], row["target"]))
    return {
        "kind": division.kind,
        "sectors": sectors,
        "between": rows,
        "drawn": min(len(rows), DRAWN),
        "part": dict(zip((a["id"] for a in payload["actors"]), division.part, strict=True)),
    }


def _none() -> Item:
    return dict.fromkeys(STATES, 0)


def state_of(counts: Mapping[str, int]) -> str:
    """Give the state that more than half of some ties have; ``partly`` where none has.

    Examples
    --------
    >>> [state_of(dict(zip(STATES, counts))) for counts in ((3, 1, 1), (2, 1, 3), (0, 1, 2))]
    ['works', 'partly', 'fails']
    """
    total = sum(counts[state] for state in STATES)
    return next((state for state in STATES if 2 * counts[state] > total), "partly")


def _sector(number: int, actors: Sequence[Item], division: Division, within: Item) -> Item:
    members = [row for row, part in enumerate(division.part) if part == number]
    central = sorted(members, key=lambda row: (-ties_of(actors[row]), row))[:CENTRAL]
    style = actors[members[0]]["style"] if members else {"shape": "circle", "colour": "#4a5560"}
    return {
        "name": division.titles[number],
        "label": f"{division.titles[number]} ({len(members)})",
        "size": len(members),
        **within,
        "sent": 0,
        "got": 0,
        "shape": style["shape"],
        "colour": style["colour"],
        "central": [actors[row]["id"] for row in central],
        "leaders": ", ".join(actors[row]["name"] for row in central[:3]),
    }


def on_page(crowd: Mapping[str, Any], actors: Sequence[Mapping[str, Any]]) -> Item:
    """Refer to the actors that the page holds by their numbers instead of their ids."""
    places = {actor["id"]: place for place, actor in enumerate(actors)}
    sectors = [
        sector | {"central": [places[name] for name in sector["central"] if name in places]}
        for sector in crowd["sectors"]
    ]
    return {**crowd, "sectors": sectors, "part": [crowd["part"][name] for name in places]}


def overview(payload: Mapping[str, Any], crowd: Mapping[str, Any]) -> Item:
    """Give the sectors as a payload that is laid out and drawn as actors are."""
    most = max((sector["size"] for sector in crowd["sectors"]), default=1)
    widest = max((row["count"] for row in crowd["between"]), default=1)
    return {
        **payload,
        "sectors": [],
        "actors": [_mark(sector, sector["size"] / most) for sector in crowd["sectors"]],
        "ties": [_line(row, row["count"] / widest) for row in crowd["between"][: crowd["drawn"]]],
    }


def _mark(sector: Mapping[str, Any], share: float) -> Item:
    """Draw a sector by area: from that of a mark as large as an actor's."""
    radius = (SMALLEST**2 + (_LARGE**2 - SMALLEST**2) * share) ** 0.5
    style = {"shape": sector["shape"], "colour": sector["colour"], "look": "solid"}
    return {
        "id": sector["name"],
        "label": sector["label"],
        "sector_number": None,
        "share": share,
        "unnamed": False,
        "ended": False,
        "style": style | {"radius": round(max(radius, LARGEST * 0.7), 1)},
    }


def _line(row: Mapping[str, Any], share: float) -> Item:
    style = {
        "ink": INK[row["state"]],
        "cross": row["state"] == "fails",
        "width": _WIDTHS[round((len(_WIDTHS) - 1) * share)],
        "faint": False,
        "hollow": False,
        "doubt": False,
    }
    ends = {"source": row["source"], "target": row["target"], "state": row["state"]}
    return {**ends, "anchor": f"between-{row['source']}-{row['target']}", "level": "named"} | {
        "style": style
    }

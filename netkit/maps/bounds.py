"""How much of a crowd one page holds: what comes first in its tables, and a count of the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netkit.maps.division import ties_of

__all__ = ["MOST_ACTORS", "MOST_STATEMENTS", "MOST_TIES", "bounded"]

Item = dict[str, Any]
MOST_ACTORS, MOST_TIES, MOST_STATEMENTS = 20_000, 50_000, 5_000


def bounded(payload: Mapping[str, Any]) -> Item:
    """Keep what a page can hold: the actors, ties and statements that come first in its tables.

    Returns
    -------
    dict
        The payload with ``left_out`` (counts) and ``order`` (rows of the tables, first to last).
    """
    actors, ties, evidence = payload["actors"], payload["ties"], payload["evidence"]
    chosen = sorted(_first_actors(actors)[:MOST_ACTORS])
    places = {row: place for place, row in enumerate(chosen)}
    held = [
        tie | {"source": places[tie["source"]], "target": places[tie["target"]]}
        for tie in ties
        if tie["source"] in places and tie["target"] in places
    ]
    kept = [actors[row] for row in chosen]
    rows = sorted(_first_ties(held, kept)[:MOST_TIES])
    shown = [held[row] for row in rows]
    said = _said(shown, kept, evidence)
    return {
        **payload,
        "actors": kept,
        "ties": [_citing(tie, said) for tie in shown],
        "evidence": [evidence[row] for row in said],
        "order": {"actors": _first_actors(kept), "ties": _first_ties(shown, kept)},
        "left_out": {
            "actors": len(actors) - len(kept),
            "ties": len(ties) - len(shown),
            "statements": sum(bool(item["summary"]) for item in evidence) - len(said),
        },
        "story": _retold(payload["story"], _renumbered(ties, places, rows)),
    }


def _renumbered(
    ties: Sequence[Item], places: Mapping[int, int], rows: Sequence[int]
) -> dict[int, int]:
    """Give the new number of each tie that is kept."""
    held = [
        row for row, tie in enumerate(ties) if tie["source"] in places and tie["target"] in places
    ]
    return {held[row]: place for place, row in enumerate(rows)}


def _retold(story: Sequence[Item], numbers: Mapping[int, int]) -> list[Item]:
    def route(told: Item) -> Item:
        return told | {
            "steps": [step | {"tie": numbers.get(step["tie"])} for step in told["steps"]]
        }

    return [path | {"routes": [route(told) for told in path["routes"]]} for path in story]


def _first_actors(actors: Sequence[Item]) -> list[int]:
    return sorted(range(len(actors)), key=lambda row: (-ties_of(actors[row]), row))


def _first_ties(ties: Sequence[Item], actors: Sequence[Item]) -> list[int]:
    """Put ties in order: by name first, by accounts, then by the working ties of both ends."""
    ends = [ties_of(actor) for actor in actors]

    def key(row: int) -> tuple[bool, int, int, int]:
        tie = ties[row]
        both = ends[tie["source"]] + ends[tie["target"]]
        # In the public edition a band in words, which begins with its least count.
        accounts = int(str(tie["accounts"] or 0).split()[0])
        return (tie["level"] == "general", -accounts, -both, row)

    return sorted(range(len(ties)), key=key)


def _said(ties: Sequence[Item], actors: Sequence[Item], evidence: Sequence[Item]) -> dict[int, int]:
    """Give the new number of each statement that is kept: those of the ties that come first."""
    cited = (
        item
        for row in _first_ties(ties, actors)
        for item in (*ties[row]["evidence"], *ties[row]["general"])
        if evidence[item]["summary"]
    )
    kept = sorted(list(dict.fromkeys(cited))[:MOST_STATEMENTS])
    return {row: place for place, row in enumerate(kept)}


def _citing(tie: Item, said: Mapping[int, int]) -> Item:
    cited = {
        name: [said[item] for item in tie[name] if item in said] for name in ("evidence", "general")
    }
    return tie | cited

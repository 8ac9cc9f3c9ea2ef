"""What a crowd is divided into: its sectors, else groups that its ties make, else its pieces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netkit.findings import Findings

__all__ = ["MOST_PARTS", "Division", "divide", "ties_of"]

MOST_PARTS = 30
Item = dict[str, Any]


@dataclass(frozen=True)
class Division:
    """The parts of a crowd.

    Attributes
    ----------
    kind : {'sector', 'group', 'piece'}
    titles : tuple of str
    part : tuple of int
        The number of each actor's part.
    """

    kind: str
    titles: tuple[str, ...]
    part: tuple[int, ...]


def divide(payload: Mapping[str, Any], found: Findings, seed: int) -> Division:
    """Divide the actors of a payload: at most ``MOST_PARTS`` parts, the smallest put together.

    Sectors where there are two or more. Else the groups of table ``groups`` where it was made, or
    of one run of the same method; without working ties, the pieces that hang together. A group
    bears the name of its actor with most working ties.
    """
    actors = payload["actors"]
    if len(payload["sectors"]) > 1:
        numbers = [actor["sector_number"] for actor in actors]
        titles = [sector["title"] for sector in payload["sectors"]]
        return _fewer("sector", _closed(numbers, titles, "No sector"))
    kind, numbers = _grouped(payload, found, seed)
    counts = Counter(number for number in numbers if number is not None)
    alone = {number for number, count in counts.items() if count == 1}
    numbers = [None if number in alone else number for number in numbers]
    order = sorted(counts.keys() - alone, key=lambda number: (-counts[number], number))
    places = {number: place for place, number in enumerate(order)}
    rows = [None if number is None else places[number] for number in numbers]
    around = [f"Around {_leader(actors, rows, place)}" for place in range(len(order))]
    return _fewer(kind, _closed(rows, around, "By themselves"))


def ties_of(actor: Mapping[str, Any]) -> int:
    """Count an actor's working ties, in and out; 0 where this is not measured."""
    figures = actor["figures"]
    return int(figures["out_degree"] or 0) + int(figures["in_degree"] or 0)


def _grouped(
    payload: Mapping[str, Any], found: Findings, seed: int
) -> tuple[str, list[int | None]]:
    import numpy as np

    from netkit.measures._rough import pieces, rough_groups

    actors, ties = payload["actors"], payload["ties"]
    table = found.tables.get("groups")
    if table is not None and table["group"].notna().any():
        table = table[table["group"].notna()]
        known = dict(zip(table["actor"], table["group"], strict=True))
        return "group", [known.get(actor["id"]) for actor in actors]
    working = [(tie["source"], tie["target"]) for tie in ties if tie["state"] != "fails"]
    chosen = working or [(tie["source"], tie["target"]) for tie in ties]
    arcs = np.array(chosen, dtype=np.int64).reshape(-1, 2)
    if working:
        return "group", [int(row) for row in rough_groups(len(actors), arcs, seed)]
    return "piece", [int(row) for row in pieces(len(actors), arcs)]


def _leader(actors: Sequence[Item], rows: Sequence[int | None], place: int) -> str:
    inside = [actor for actor, row in zip(actors, rows, strict=True) if row == place]
    return str(max(inside, key=ties_of)["name"])


def _closed(
    numbers: Sequence[int | None], titles: list[str], rest: str
) -> tuple[list[str], list[int]]:
    """Put those without a part into one of their own, named ``rest``."""
    last = len(titles)
    part = [last if number is None else number for number in numbers]
    return ([*titles, rest] if last in part else titles), part


def _fewer(kind: str, divided: tuple[list[str], list[int]]) -> Division:
    """Put the smallest parts together where there are too many to be drawn."""
    titles, part = divided
    if len(titles) <= MOST_PARTS:
        return Division(kind, tuple(titles), tuple(part))
    counts = Counter(part)
    largest = sorted(range(len(titles)), key=lambda row: (-counts[row], row))[: MOST_PARTS - 1]
    kept = {row: place for place, row in enumerate(sorted(largest))}
    rest = f"{len(titles) - len(kept)} smaller {kind}s"
    return Division(
        kind,
        (*(titles[row] for row in sorted(largest)), rest),
        tuple(kept.get(row, len(kept)) for row in part),
    )

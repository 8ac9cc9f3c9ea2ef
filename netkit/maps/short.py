"""What a board asks first: what to mend, what to find out, who is told and passes little on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from netkit.maps.lettering import clean

if TYPE_CHECKING:
    import pandas as pd

    from netkit.findings import Findings

__all__ = ["make_short"]

Item = dict[str, Any]
SHOWN = 3
_FEWEST = 3


def make_short(
    found: Findings,
    actors: Sequence[Mapping[str, Any]],
    ties: Sequence[Mapping[str, Any]],
    drawn: Mapping[tuple[int, int], int],
) -> Item:
    """Give the first ties to mend and to find out, and who is told and passes little on.

    Parameters
    ----------
    found : Findings
        Its table ``repairs`` gives the order; without that table the first two lists are empty.
    actors, ties : sequence of mapping
        The map's own.
    drawn : mapping of (int, int) to int
        Number of each tie that is on the map.

    Returns
    -------
    dict
        ``mend``: number of the tie, pairs of actors it would join, and share of draws in which it
        comes first, None without draws. ``find_out``: sender and receiver by name. ``quiet``:
        number of the actor, its ties from, those that fail, and its working ties to. ``mend_more``,
        ``find_out_more`` and ``quiet_more`` count what is left out.
    """
    places = {actor["id"]: number for number, actor in enumerate(actors)}
    names = {actor.id: clean(actor.name or actor.id) for actor in found.study.actors}
    mend = [
        {
            "tie": drawn[places[row["source"]], places[row["target"]]],
            "pairs": int(row["pairs_gained"]),
            "first": _share(row["first_share"]),
        }
        for row in _ranked(found, "mend")
        if (places.get(row["source"]), places.get(row["target"])) in drawn
    ]
    unknown = [
        [names.get(row[end], clean(row[end])) for end in ("source", "target")]
        for row in _ranked(found, "find out")
    ]
    lists: dict[str, list[Any]] = {"mend": mend, "find_out": unknown, "quiet": _quiet(ties)}
    return {name: rows[:SHOWN] for name, rows in lists.items()} | {
        f"{name}_more": max(0, len(rows) - SHOWN) for name, rows in lists.items()
    }


def _ranked(found: Findings, kind: str) -> list[Mapping[Any, Any]]:
    table: pd.DataFrame | None = found.tables.get("repairs")
    if table is None or table.empty:
        return []
    return list(table[table["kind"] == kind].to_dict("records"))


def _quiet(ties: Iterable[Mapping[str, Any]]) -> list[Item]:
    """Give who is told in full, and most of whose ties to others do not work, most such first."""
    told = Counter(tie["target"] for tie in ties if tie["state"] == "works")
    sent = Counter(tie["source"] for tie in ties)
    failing = Counter(tie["source"] for tie in ties if tie["state"] == "fails")
    rows = [
        {"actor": actor, "told": told[actor], "fails": fails, "ties": sent[actor]}
        for actor, fails in sorted(failing.items())
        if told[actor] and sent[actor] >= _FEWEST and 2 * fails > sent[actor]
    ]
    return sorted(rows, key=lambda row: -row["fails"])


def _share(value: Any) -> float | None:
    import pandas as pd

    return None if pd.isna(value) else round(float(value), 2)

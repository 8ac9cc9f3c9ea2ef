"""Which rows stand in the page as a table, and what its script needs to turn the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from netkit.maps.packing import packed

__all__ = ["ROWS_A_PAGE", "crowd_data", "first_rows"]

Item = dict[str, Any]
ROWS_A_PAGE = 200
_NOUNS = {
    "sector": ("sector", "sectors"),
    "group": ("group", "groups"),
    "piece": ("piece", "pieces"),
}


def first_rows(payload: Mapping[str, Any]) -> dict[str, list[tuple[int, Item]]]:
    """Give the ties and actors that stand in the page's tables, each with its number."""
    order = payload.get("order")
    if order is None:
        return {name: list(enumerate(payload[name])) for name in ("actors", "ties")}
    return {
        name: [(row, payload[name][row]) for row in rows[:ROWS_A_PAGE]]
        for name, rows in order.items()
    }


def crowd_data(payload: Mapping[str, Any]) -> Item:
    """Give the sectors of a crowd, what goes between them and each actor's sector."""
    crowd = payload["crowd"]
    return {
        "nouns": _NOUNS[crowd["kind"]],
        "sectors": packed(crowd["sectors"]),
        "between": packed(crowd["between"]),
        "part": crowd["part"],
        "order": payload["order"],
        "rows": ROWS_A_PAGE,
        "drawn": crowd["drawn"],
        "barriers": [entry["name"] for entry in payload["vocabularies"]["barriers"]],
    }

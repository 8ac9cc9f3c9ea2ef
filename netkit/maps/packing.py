"""Rows as compact plain data: names once, what is alike in all rows once, frequent texts once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["packed"]

Item = dict[str, Any]
_FEW = 64


def packed(rows: Sequence[Mapping[str, Any]]) -> Item:
    """Give rows without their names; what is empty is None, or left off at the end.

    Returns
    -------
    dict
        ``names`` and ``rows`` of values; ``same``, what is alike in all rows; ``lists``, for a
        column of few texts these, its values being their places; ``keys``, for a column of
        mappings their keys, its values being lists.

    Examples
    --------
    >>> packed([{"a": 1, "b": "x", "c": ""}, {"a": 2, "b": "x", "c": ""}])
    {'names': ['a'], 'rows': [[1], [2]], 'same': {'b': 'x', 'c': None}}
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: [_kept(row.get(name)) for row in rows] for name in names}
    same = {name: values[0] for name, values in columns.items() if _alike(values)}
    same = same if len(rows) > 1 else {}
    columns = {name: values for name, values in columns.items() if name not in same}
    lists, keys = _lists(columns), _keys(columns)
    for name, texts in lists.items():
        places = {text: place for place, text in enumerate(texts)}
        columns[name] = [None if text is None else places[text] for text in columns[name]]
    for name in keys:
        columns[name] = [None if cell is None else list(cell.values()) for cell in columns[name]]
    found: Item = {
        "names": list(columns),
        "rows": [_cut(row) for row in zip(*columns.values(), strict=True)] if columns else [],
    }
    if rows and not columns:
        found["rows"] = [[] for _ in rows]
    parts = {"same": same, "lists": lists, "keys": keys}
    return found | {name: part for name, part in parts.items() if part}


def _cut(row: Sequence[Any]) -> list[Any]:
    """Leave off what is empty at the end."""
    values = list(row)
    while values and values[-1] is None:
        values.pop()
    return values


def _alike(values: Sequence[Any]) -> bool:
    return all(value == values[0] and type(value) is type(values[0]) for value in values)


def _lists(columns: Mapping[str, list[Any]]) -> dict[str, list[str]]:
    """Give the texts of each column in which few of them come again and again."""
    found = {}
    for name, values in columns.items():
        held = [value for value in values if value is not None]
        if held and all(isinstance(value, str) for value in held):
            texts = list(dict.fromkeys(held))
            if len(texts) <= min(_FEW, len(held) // 2):
                found[name] = texts
    return found


def _keys(columns: Mapping[str, list[Any]]) -> dict[str, list[str]]:
    found = {}
    for name, values in columns.items():
        cells = [value for value in values if value is not None]
        if cells and all(isinstance(cell, dict) and [*cell] == [*cells[0]] for cell in cells):
            found[name] = list(cells[0])
    return found


def _kept(value: Any) -> Any:
    empty = value is False or value == "" or value == []
    return None if empty else value

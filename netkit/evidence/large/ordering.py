"""Rows of a large list in the order of their ties, and ties in the order of their keys."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from netkit.evidence.large.columns import TieColumns

__all__ = ["BY", "Columns", "in_order_of_keys", "numbers_of", "sorted_by"]

# What makes rows one tie, in the order in which ties are kept.
BY = ("relation", "source", "target", "status")

Columns = dict[str, np.ndarray[Any, Any]]


def sorted_by(
    columns: Sequence[np.ndarray[Any, Any]], kept: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Give the order of the kept rows by several columns, and where in it each new group begins.

    The columns make one number of each row, if they fit into one.
    """
    spans = [int(column.max(initial=0)) + 1 for column in columns]
    if math.prod(spans) >= np.iinfo(np.int64).max:
        order = np.lexsort(columns[::-1])
        order = order[kept[order]]
        return order, _starts([column[order] for column in columns])
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for column, span in zip(columns, spans, strict=True):
        if span > 1:
            key *= span
            key += column
    order = np.argsort(key)
    if not kept.all():
        order = order[kept[order]]
    return order, _starts([key[order]])


def _starts(columns: Sequence[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """Say of each row whether it differs from the one before."""
    new = np.ones(len(columns[0]), dtype=bool)
    new[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return new


def numbers_of(columns: Columns) -> np.ndarray[Any, Any]:
    """Give each its number, from 1, among the ties that share their ends and their relation."""
    places = np.arange(len(columns["source"]))
    new = np.ones(len(places), dtype=bool)
    new[1:] = np.logical_or.reduce(
        [column[1:] != column[:-1] for column in (columns[name] for name in BY[:3])]
    )
    first = np.maximum.accumulate(np.where(new, places, 0))
    numbers: np.ndarray[Any, Any] = (places - first + 1).astype(np.int32)
    return numbers


def in_order_of_keys(ties: TieColumns) -> TieColumns:
    """Sort ties by their keys, as text."""
    several = ties.number.max(initial=0) > 1
    if several and _number_may_go_before_a_name(ties.names):
        keys = [ties.key(row) for row in range(len(ties))]
        order = np.array(sorted(range(len(ties)), key=keys.__getitem__), dtype=np.int64)
    else:
        alone = not any(map(str.startswith, ties.names[1:], ties.names))
        if alone and len(ties.relations) == 1:
            return ties
        place = {name: number for number, name in enumerate(sorted(f"{n}>" for n in ties.names))}
        by_arrow = np.array([place[f"{name}>"] for name in ties.names], dtype=np.int32)
        order = np.lexsort([ties.status, ties.target, by_arrow[ties.source], _ranks(ties)])
    return ties.in_order(order)


def _ranks(ties: TieColumns) -> np.ndarray[Any, Any]:
    ordered = sorted(ties.relations, key=lambda name: f"{name}:")
    rank = np.array([ordered.index(name) for name in ties.relations] or [0], dtype=np.int32)
    ranks: np.ndarray[Any, Any] = rank[ties.relation]
    return ranks


def _number_may_go_before_a_name(names: Sequence[str]) -> bool:
    """Whether a name goes on, after another whole name, with a sign that sorts before ``#``."""
    return any(
        other.startswith(name) and other[len(name)] < "#"
        for name, other in pairwise(names)
        if len(other) > len(name)
    )

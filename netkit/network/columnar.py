"""Ties of a large plain list, column by column: what row by row would give, in a part of the time.

Such statements have no accounts, no phase and no channel, so that a tie is the status, the weight
and the keys of its rows; tested against :func:`netkit.network.ties.tie_table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pandas as pd

from netkit.evidence.large.columns import STATUS_ORDER, Rows, TieColumns
from netkit.evidence.study import Study
from netkit.network.accounts import TieEvidence
from netkit.network.options import PLAIN_VALUES, View
from netkit.network.ties import TIE_COLUMNS, condition_of, state_of

__all__ = ["columnar", "in_view"]

Array = np.ndarray[Any, Any]
ENDS = ("source", "target")
VALUES = np.array([PLAIN_VALUES[status] for status in STATUS_ORDER])


class TieGroups(Rows[TieEvidence]):
    """What each tie of a plain list rests on: its statements, made when they are asked for."""

    def __init__(self, said: TieColumns, first: Array) -> None:
        self.said = said
        self.bounds = np.append(first, len(said))

    def __len__(self) -> int:
        """Give the number of ties."""
        return len(self.bounds) - 1

    def row(self, place: int) -> TieEvidence:
        """Give what one tie rests on."""
        statements = self.said[int(self.bounds[place]) : int(self.bounds[place + 1])]
        return TieEvidence(statements[0].source, statements[0].target, 0, statements, (), ())


def in_view(said: TieColumns, view: View) -> TieColumns:
    """Give the ties of a (resolved) view's relations; a plain list has no phases."""
    chosen = [name in (view.relations or ()) for name in said.relations]
    if all(chosen):
        return said
    return said.in_order(np.flatnonzero(np.array(chosen, dtype=bool)[said.relation]))


def columnar(study: Study, view: View) -> tuple[pd.DataFrame, Sequence[TieEvidence]] | None:
    """Give the table of ties and what each rests on; nothing where rows have to be gone through."""
    said = study.statements
    if not isinstance(said, TieColumns) or any(item.kind == "collective" for item in study.actors):
        return None
    said = in_view(said, view)
    order = np.lexsort([said.target, said.source])
    if (np.diff(order) < 0).any():
        said = said.in_order(order)
    new = np.ones(len(said), dtype=bool)
    new[1:] = (said.source[1:] != said.source[:-1]) | (said.target[1:] != said.target[:-1])
    first = np.flatnonzero(new)
    names = pd.Index(said.names, dtype="str")
    ends: Any = [said.source[first], said.target[first]]
    index = pd.MultiIndex(levels=cast("Any", [names, names]), codes=ends, names=ENDS)
    return pd.DataFrame(_columns(said, new, first), index=index, copy=False), TieGroups(said, first)


def _columns(said: TieColumns, new: Array, first: Array) -> dict[str, Any]:
    group, count = np.cumsum(new) - 1, len(first)
    rows = np.bincount(group, minlength=count)
    values = VALUES[said.status]
    # Added up row after row, as a sum over a tie's statements is.
    share = np.bincount(group, values, minlength=count) / rows
    kinds = np.bitwise_or.reduceat(1 << said.status.astype(np.int64), first) if count else first
    found: dict[str, Any] = {
        "relations": _listed([(name,) for name in said.relations], said.relation, first, rows),
        "state": _worded([state_of(number) for number in np.unique(share)], share),
        "condition": _worded([_condition(kind) for kind in np.unique(kinds).tolist()], kinds),
        "level": np.zeros(count, dtype=np.int64),
        "accounts": pd.arrays.IntegerArray(np.zeros(count, dtype=np.int64), np.ones(count, bool)),
        "statements": rows.astype(np.int64),
        "person_dependent": np.zeros(count, dtype=bool),
        "evidence_ids": _keys(said, first, rows),
        "weight": np.bincount(group, said.weight, minlength=count),
    }
    for name, kind in TIE_COLUMNS.items():
        if name not in found:
            found[name] = _filled((), count) if kind is object else np.full(count, np.nan)
    return {name: found[name] for name in TIE_COLUMNS}


def _condition(kinds: int) -> str:
    return condition_of({value for bit, value in enumerate(VALUES.tolist()) if kinds >> bit & 1})


def _worded(words: Sequence[str], values: Array) -> Array:
    """Give the word of each value; ``words`` are those of its unique values."""
    return np.array(words, dtype=object)[np.unique(values, return_inverse=True)[1]]


def _filled(value: object, count: int) -> Array:
    column = np.empty(count, dtype=object)
    column[:] = [value] * count
    return column


def _listed(single: Sequence[tuple[str, ...]], code: Array, first: Array, rows: Array) -> Array:
    """Give the sorted set of what a tie's rows have, which mostly is one row's."""
    choice = np.empty(len(single), dtype=object)
    choice[:] = list(single)
    column = choice[code[first]]
    for tie in np.flatnonzero(rows > 1).tolist():
        held = code[first[tie] : first[tie] + rows[tie]].tolist()
        column[tie] = tuple(sorted({name for place in held for name in single[place]}))
    return column


def _keys(said: TieColumns, first: Array, rows: Array) -> Array:
    column = np.empty(len(first), dtype=object)
    if len(said.relations) == 1 and len(first) == len(said):
        names = said.names
        ends = zip(said.source.tolist(), said.target.tolist(), strict=True)
        column[:] = [(f"{names[one]}>{names[other]}",) for one, other in ends]
        return column
    bounds = zip(first.tolist(), rows.tolist(), strict=True)
    column[:] = [
        (said.key(start),)
        if count == 1
        else tuple(sorted(said.key(row) for row in range(start, start + count)))
        for start, count in bounds
    ]
    return column

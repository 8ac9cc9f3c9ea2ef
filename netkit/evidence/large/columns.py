"""Ties of a large list as columns, which read as statements one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, overload

import numpy as np

from netkit.evidence.study import STATUSES, Actor, Statement

__all__ = ["STATUS_ORDER", "ActorNames", "TieColumns"]


Row = TypeVar("Row")

# What is said of one tie is numbered in the order of its words.
STATUS_ORDER = tuple(sorted(STATUSES))


class Rows(Sequence[Row]):
    """Rows that are made when they are asked for; equal to the tuple of them."""

    def row(self, place: int) -> Row:
        """Make one row."""
        raise NotImplementedError

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Row, ...]: ...

    def __getitem__(self, place: int | slice) -> Row | tuple[Row, ...]:
        """Give one row, or several."""
        if isinstance(place, slice):
            return tuple(map(self.row, range(len(self))[place]))
        return self.row(range(len(self))[place])

    def __iter__(self) -> Iterator[Row]:
        """Give every row."""
        return map(self.row, range(len(self)))

    def __eq__(self, other: object) -> bool:
        """Compare as a tuple of the rows would."""
        if isinstance(other, Rows | tuple):
            return len(self) == len(other) and all(
                one == two for one, two in zip(self, other, strict=True)
            )
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]


class ActorNames(Rows[Actor]):
    """Actors of whom no more is known than their names."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def __len__(self) -> int:
        """Give the number of actors."""
        return len(self.names)

    def row(self, place: int) -> Actor:
        """Give an actor."""
        return Actor(self.names[place], self.names[place])


class TieColumns(Rows[Statement]):
    """Ties without accounts, one a row, in the canonical order of their keys.

    Attributes
    ----------
    names : tuple of str
        Every actor that a row names, sorted; those of dropped self-ties too.
    source, target : (n,) int32
        Place of each end in ``names``.
    weight : (n,) float64
    status : (n,) int16
        Place in ``STATUS_ORDER``.
    relation : (n,) int16
        Place in ``relations``.
    line : (n,) int32
        First line of the tie in its file.
    number : (n,) int32
        From 1, among those that share their ends and their relation.
    """

    def __init__(
        self,
        names: Sequence[str],
        relations: Sequence[str],
        columns: dict[str, np.ndarray[Any, Any]],
    ) -> None:
        self.names = tuple(names)
        self.relations = tuple(relations)
        self._columns = columns
        self.source = columns["source"]
        self.target = columns["target"]
        self.weight = columns["weight"]
        self.status = columns["status"]
        self.relation = columns["relation"]
        self.line = columns["line"]
        self.number = columns["number"]

    def in_order(self, order: np.ndarray[Any, Any]) -> TieColumns:
        """Give the ties in another order."""
        columns = {name: column[order] for name, column in self._columns.items()}
        return TieColumns(self.names, self.relations, columns)

    def __len__(self) -> int:
        """Give the number of ties."""
        return len(self.source)

    def key(self, row: int) -> str:
        """Give a tie's key: ``source>target``, with the relation before it where there are several.

        What says something else of the same tie is numbered.
        """
        tie = f"{self.names[self.source[row]]}>{self.names[self.target[row]]}"
        base = f"{self.relations[self.relation[row]]}:{tie}" if len(self.relations) > 1 else tie
        number = int(self.number[row])
        return base if number == 1 else f"{base}#{number}"

    def values(self, name: str) -> np.ndarray[Any, Any]:
        """Give one field of all statements, as objects."""
        coded: dict[str, tuple[Sequence[str], np.ndarray[Any, Any]]] = {
            "relation": (self.relations, self.relation),
            "source": (self.names, self.source),
            "target": (self.names, self.target),
            "status": (STATUS_ORDER, self.status),
        }
        if name in coded:
            words, code = coded[name]
            found: np.ndarray[Any, Any] = np.array(words, dtype=object)[code]
            return found
        column = np.empty(len(self), dtype=object)
        if name == "evidence_id":
            column[:] = [self.key(row) for row in range(len(self))]
        elif name in ("weight", "line"):
            column[:] = self._columns[name].tolist()
        elif len(self):
            # Nothing else is said of such ties: all have what the first has.
            column[:] = [getattr(self.row(0), name)] * len(self)
        return column

    def row(self, place: int) -> Statement:
        """Give a tie as a statement."""
        return Statement(
            self.key(place),
            self.relations[self.relation[place]],
            self.names[self.source[place]],
            self.names[self.target[place]],
            STATUS_ORDER[self.status[place]],
            weight=float(self.weight[place]),
            line=int(self.line[place]),
        )

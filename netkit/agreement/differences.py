"""The table ``disagreements``: whatever one coding has and the other has not, with its place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from netkit.agreement.matching import FIELDS, Matched, coded, passage
from netkit.evidence.study import Condition, Statement, Study

__all__ = ["COLUMNS", "FOUND", "disagreement_rows"]

COLUMNS = (
    "kind",
    "section",
    "paragraph",
    "relation",
    "source",
    "target",
    "field",
    "a",
    "b",
    "evidence_id_a",
    "evidence_id_b",
)
FOUND = "found"
Row = tuple[str, ...]
Side = tuple[int, Iterable[Any]]


def disagreement_rows(first: Study, second: Study, matched: Matched) -> Iterator[Row]:
    """Give each row of the table ``disagreements``, in order of kind, then of place.

    Kinds: ``passage`` and ``tie`` (ordered pair) that one coding alone has, ``statement`` that is
    matched with none, ``condition`` (its actor as source, its barrier as field) and ``field`` of
    a matched statement, the relation among them. For a field ``a`` and ``b`` give what each says,
    lists joined by ``;``; for the rest the one that has it says ``found``.
    """
    sides = tuple(enumerate((first.statements, second.statements)))
    if matched.placed:
        yield from _alone("passage", sides, lambda item: (*passage(item), "", "", ""))
    yield from _alone("tie", sides, lambda item: ("", "", "", item.source, item.target))
    yield from _left(matched, _pairs(first) & _pairs(second))
    yield from _conditions(first.conditions, second.conditions)
    for one, two in matched.other if matched.named else ():
        yield _field(one, two, "relation", (one.relation, two.relation))
    for one, two in matched.same:
        for field in FIELDS:
            values = coded(one, field), coded(two, field)
            if values[0] != values[1]:
                yield _field(one, two, field, tuple(map(_text, values)))


def _left(matched: Matched, pairs: set[tuple[str, str]]) -> Iterator[Row]:
    """Give statements without a match; without places, of ties that the other has as well."""
    for side, left in enumerate((matched.first, matched.second)):
        for item in left:
            if matched.placed or (item.source, item.target) in pairs:
                yield _row("statement", _place(item), "", side, item.evidence_id)


def _alone(
    kind: str, sides: Iterable[Side], key: Callable[[Statement], tuple[str, ...]]
) -> Iterator[Row]:
    """Give what one side alone has, with the keys of all statements behind it."""
    behind: dict[Hashable, tuple[list[str], list[str]]] = {}
    for side, statements in sides:
        for item in statements:
            behind.setdefault(key(item), ([], []))[side].append(item.evidence_id)
    for place, ids in behind.items():
        if not all(ids):
            side = 0 if ids[0] else 1
            yield _row(kind, place, "", side, ";".join(sorted(ids[side])))


def _conditions(first: Iterable[Condition], second: Iterable[Condition]) -> Iterator[Row]:
    ids: dict[tuple[Any, ...], tuple[list[str], list[str]]] = {}
    for side, conditions in enumerate((first, second)):
        for item in conditions:
            key = (*passage(item), item.actor, item.barrier)
            ids.setdefault(key, ([], []))[side].append(item.condition_id)
    for (section, paragraph, actor, barrier), both in ids.items():
        met = min(map(len, both))
        for side, held in enumerate(both):
            for name in held[met:]:
                yield _row("condition", (section, paragraph, "", actor, ""), barrier, side, name)


def _pairs(study: Study) -> set[tuple[str, str]]:
    return {(item.source, item.target) for item in study.statements}


def _place(item: Statement) -> tuple[str, ...]:
    return (*passage(item), item.relation, item.source, item.target)


def _row(kind: str, place: Any, field: str, side: int, key: str) -> Row:
    said, ids = ["", ""], ["", ""]
    said[side], ids[side] = FOUND, key
    return (kind, *place, field, *said, *ids)


def _field(one: Statement, two: Statement, field: str, said: tuple[str, ...]) -> Row:
    relation = "" if field == "relation" else one.relation
    place = (*passage(one), relation, one.source, one.target)
    return ("field", *place, field, *said, one.evidence_id, two.evidence_id)


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ";".join(value)

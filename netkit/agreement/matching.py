"""What two codings both hold: shared keys, and statements matched one to one."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from netkit.evidence.study import Statement, Study

__all__ = ["FIELDS", "Matched", "Overlap", "are_placed", "coded", "match", "overlap", "passage"]

FIELDS = ("status", "channel", "phase", "barriers", "respondents", "confidence")
Key = Callable[[Statement], Hashable]
Pair = tuple[Statement, Statement]
# Of equally many differing fields the earlier in FIELDS weighs a little more. Roots of primes: no
# two different choices of fields cost the same, so that it does not matter who is first.
_WEIGHTS = tuple(1.0 + math.sqrt(prime) / 4096.0 for prime in (13, 11, 7, 5, 3, 2))


class Overlap(NamedTuple):
    """How many keys both codings hold, and how many each holds."""

    both: int
    first: int
    second: int


class Matched(NamedTuple):
    """Statements matched one to one, and those left over.

    ``same`` agree on place, ordered pair and relation; ``other`` on place and ordered pair only.
    ``named`` says whether relations are compared: two plain lists call theirs by the file's name.
    """

    same: tuple[Pair, ...]
    other: tuple[Pair, ...]
    first: tuple[Statement, ...]
    second: tuple[Statement, ...]
    placed: bool
    named: bool


def overlap(first: Iterable[Hashable], second: Iterable[Hashable]) -> Overlap:
    """Count keys one to one: what one coding holds twice is met only by two of the other.

    Examples
    --------
    >>> overlap("aab", "abc")
    Overlap(both=2, first=3, second=3)
    """
    one, two = Counter(first), Counter(second)
    return Overlap((one & two).total(), one.total(), two.total())


def passage(item: Any) -> tuple[str, str]:
    """Give the section and paragraph that a statement or condition stands in."""
    return item.section, item.paragraph


def coded(item: Statement, field: str) -> str | tuple[str, ...]:
    """Give what a field says; lists as sets, in order of their entries."""
    value = getattr(item, field)
    return tuple(sorted(set(value))) if isinstance(value, tuple) else str(value)


def are_placed(*studies: Study) -> bool:
    """Whether each study says of some statement where it stands."""
    return all(any(any(passage(item)) for item in study.statements) for study in studies)


def match(first: Study, second: Study) -> Matched:
    """Match the statements of two codings, each at most once.

    Those with the same passage, relation and ordered pair first; then, of the rest, those with the
    same passage and ordered pair. Where a coding has several under one key, they are matched so
    that the fewest fields differ. Where a coding has no places, passages are not asked for, and
    where both have a single relation, its name is not.

    Returns
    -------
    Matched
        In order of place, relation and ordered pair; the order of rows changes nothing.
    """
    placed = are_placed(first, second)
    named = not len(first.relations) == len(second.relations) == 1

    def place_and_pair(item: Statement) -> tuple[Any, ...]:
        return (*(passage(item) if placed else ()), item.source, item.target)

    def whole(item: Statement) -> tuple[Any, ...]:
        return (*place_and_pair(item), item.relation if named else "")

    same, left, right = _matched(first.statements, second.statements, whole)
    other, left, right = _matched(left, right, place_and_pair)
    return Matched(tuple(same), tuple(other), tuple(left), tuple(right), placed, named)


def _matched(
    first: Iterable[Statement], second: Iterable[Statement], key: Key
) -> tuple[list[Pair], list[Statement], list[Statement]]:
    groups: dict[Any, tuple[list[Statement], list[Statement]]] = {}
    for side, statements in enumerate((first, second)):
        for item in sorted(statements, key=_content):
            groups.setdefault(key(item), ([], []))[side].append(item)
    pairs: list[Pair] = []
    left: list[Statement] = []
    right: list[Statement] = []
    for _, (ours, theirs) in sorted(groups.items()):
        chosen = _best(ours, theirs)
        pairs += [(ours[row], theirs[column]) for row, column in chosen.items()]
        left += [item for row, item in enumerate(ours) if row not in chosen]
        taken = set(chosen.values())
        right += [item for column, item in enumerate(theirs) if column not in taken]
    return pairs, left, right


def _best(ours: Sequence[Statement], theirs: Sequence[Statement]) -> dict[int, int]:
    """Give for each row its column, at the least total of differing fields."""
    if not ours or not theirs:
        return {}
    costs = np.zeros((len(ours), len(theirs)))
    if costs.size > 1:
        for row, one in enumerate(ours):
            costs[row] = [_apart(one, two) for two in theirs]
    rows, columns = linear_sum_assignment(costs)
    return dict(zip(rows.tolist(), columns.tolist(), strict=True))


def _apart(one: Statement, two: Statement) -> float:
    return sum(
        weight
        for name, weight in zip(FIELDS, _WEIGHTS, strict=True)
        if coded(one, name) != coded(two, name)
    )


def _content(item: Statement) -> tuple[Any, ...]:
    """Order by what is said; the key of the row, which coders give as they go, comes last."""
    said = tuple(coded(item, name) for name in FIELDS)
    return (*said, item.relation, item.summary, item.evidence_id)

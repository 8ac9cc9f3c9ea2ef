"""The table ``agreement``: what both codings found, and how they coded it."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator, Sequence
from statistics import fmean
from typing import Any

from netkit.agreement.coefficients import EMPTY, Estimate, alpha_interval, kappa
from netkit.agreement.matching import FIELDS, Matched, Overlap, coded, overlap, passage
from netkit.evidence.study import ANY_PHASE, STATUSES, Statement, Study
from netkit.network import Resampling

__all__ = ["COLUMNS", "agreement_rows"]

COLUMNS = ("level", "item", "measure", "value", "low", "high", "n")
LISTS = ("barriers", "respondents")
_UNSAID: dict[str, Any] = {"phase": ANY_PHASE, "barriers": (), "respondents": ()}
Row = tuple[str, str, str, float, float, float, int]
Values = Sequence[tuple[Hashable, Hashable]]


def agreement_rows(
    first: Study, second: Study, matched: Matched, resampling: Resampling
) -> Iterator[Row]:
    """Give each row of the table ``agreement``.

    Levels ``passage``, ``tie``, ``statement`` and ``condition``: precision (share of what the
    second holds that the first holds too), recall (the other way round) and F1, 0 to 1, where
    ``n`` counts what they are a share of: all of the second, all of the first, all of either.
    Passages and ties count once, statements and conditions as often as they are coded. Level
    ``field``: over statements matched on passage, ordered pair and relation, for ``relation`` also
    those matched without it, where ``n`` counts those with a value on both sides. Undefined is
    NaN: passages and statements where a coding has no places, a field that nobody used.
    """
    yield from _found(first, second, matched)
    pairs = [*matched.same, *matched.other] if matched.named else []
    relations = [(one.relation, two.relation) for one, two in pairs]
    yield from _field("relation", relations, resampling)
    for field in FIELDS:
        used = any(_says(item, field) for item in (*first.statements, *second.statements))
        both = [(coded(one, field), coded(two, field)) for one, two in matched.same]
        known = [values for values in both if used and (field in LISTS or all(values))]
        yield from _field(field, known, resampling)


def _found(first: Study, second: Study, matched: Matched) -> Iterator[Row]:
    ours, theirs = first.statements, second.statements
    places = _once(map(passage, ours), map(passage, theirs), matched.placed)
    yield from _shares("passage", "passage", places)
    pairs = ({(item.source, item.target) for item in side} for side in (ours, theirs))
    yield from _shares("tie", "pair", overlap(*pairs))
    if matched.named:
        named = ({(s.relation, s.source, s.target) for s in side} for side in (ours, theirs))
        yield from _shares("tie", "pair+relation", overlap(*named))
    same, other = len(matched.same), len(matched.other)
    for item, both in (("passage+pair", same + other), ("passage+pair+relation", same)):
        counts = Overlap(both, len(ours), len(theirs)) if matched.placed else Overlap(0, 0, 0)
        yield from _shares("statement", item, counts)
    inside = (
        [(passage(c), c.actor, c.barrier) for c in side.conditions] for side in (first, second)
    )
    yield from _shares("condition", "passage+actor+barrier", overlap(*inside))


def _once(first: Iterable[Hashable], second: Iterable[Hashable], placed: bool) -> Overlap:
    return overlap(set(first), set(second)) if placed else Overlap(0, 0, 0)


def _shares(level: str, item: str, found: Overlap) -> Iterator[Row]:
    both, first, second = found
    yield level, item, "precision", _share(both, second), math.nan, math.nan, second
    yield level, item, "recall", _share(both, first), math.nan, math.nan, first
    either = first + second - both
    yield level, item, "f1", _share(2 * both, first + second), math.nan, math.nan, either


def _share(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def _says(item: Statement, field: str) -> bool:
    """Whether a field says more than its default; a status always says something."""
    return bool(coded(item, field) != _UNSAID.get(field, ""))


def _field(field: str, values: Values, resampling: Resampling) -> Iterator[Row]:
    count = len(values)
    agreed = sum(one == two for one, two in values)
    yield "field", field, "agreement", _share(agreed, count), math.nan, math.nan, count
    if field == "barriers":
        alike = fmean(map(_jaccard, values)) if values else math.nan
        yield "field", field, "jaccard", alike, math.nan, math.nan, count
    firsts, seconds = [one for one, _ in values], [two for _, two in values]
    yield "field", field, "kappa", *kappa(firsts, seconds), count
    yield "field", field, "alpha_nominal", *_alpha(field, values, resampling), count
    if field == "status":
        yield "field", field, "alpha_ordinal", *_alpha(field, values, resampling, True), count


def _jaccard(pair: tuple[Any, Any]) -> float:
    """Give the share of barriers named by both among those named by either; none is alike."""
    one, two = map(set, pair)
    return len(one & two) / len(one | two) if one | two else 1.0


def _alpha(field: str, values: Values, resampling: Resampling, ordinal: bool = False) -> Estimate:
    if not values:
        return EMPTY
    if ordinal:
        place: dict[Any, int] = {name: number for number, name in enumerate(STATUSES)}
    else:
        told: set[Any] = {value for pair in values for value in pair}
        place = {name: number for number, name in enumerate(sorted(told))}
    ratings = [[place[one], place[two]] for one, two in values]
    level: Any = "ordinal" if ordinal else "nominal"
    return alpha_interval(ratings, level, resampling, field)

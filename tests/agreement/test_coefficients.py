"""Kappa and alpha against published figures, and alpha against its definition."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit.agreement.coefficients import LEVELS, Z_95, alpha, alpha_interval, kappa
from netkit.errors import UsageError
from netkit.network import Resampling

NAN = math.nan

# Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability, section E: four observers,
# twelve units, values 1 to 5, some missing.
PUBLISHED = [
    (1, 1, NAN, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4),
    (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2), (NAN, 5, 5, 5), (NAN, NAN, 1, 1), (NAN, NAN, 3, NAN),
]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_is_the_published_one(level: str, value: float) -> None:
    assert alpha(PUBLISHED, level) == pytest.approx(value, abs=5e-4)


@pytest.mark.parametrize(
    ("table", "value", "error"),
    [
        # Kavanagh et al. (2009), BMC Cancer 9:1, table 2: two pathologists, 18 cases.
        ([[7, 1, 0], [0, 8, 0], [0, 0, 2]], 0.906, 0.092),
        # R package statpsych, ci.kappa(.05, 31, 12, 4, 58).
        ([[31, 12], [4, 58]], 0.6756757, 0.07344761),
    ],
)
def test_kappa_and_its_error_are_the_published_ones(
    table: list[list[int]], value: float, error: float
) -> None:
    found = kappa(*spelt(table))
    digits = 5e-4 if value == 0.906 else 5e-8
    assert found.value == pytest.approx(value, abs=digits)
    assert found.low == pytest.approx(value - Z_95 * error, abs=3 * digits)
    assert found.high == pytest.approx(min(1.0, value + Z_95 * error), abs=3 * digits)


def test_kappa_where_it_cannot_be_told_from_chance_is_empty() -> None:
    for values in ("", "aaaa"):
        assert all(math.isnan(figure) for figure in kappa(values, values))
    assert kappa("aaaa", "aaab").value == 0.0


def test_kappa_of_full_agreement_has_no_interval() -> None:
    found = kappa("aab", "aab")
    assert found.value == 1.0
    assert math.isnan(found.low) and math.isnan(found.high)


def test_kappa_wants_as_many_values_of_each() -> None:
    with pytest.raises(UsageError, match="as many values"):
        kappa("ab", "a")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=12))
def test_kappa_is_the_same_both_ways_and_within_bounds(pairs: list[tuple[str, str]]) -> None:
    one, two = [a for a, _ in pairs], [b for _, b in pairs]
    forth, back = kappa(one, two), kappa(two, one)
    assert forth == pytest.approx(back, nan_ok=True)
    if not math.isnan(forth.value):
        assert -1.0 <= forth.value <= 1.0
    if not math.isnan(forth.low):
        assert -1.0 <= forth.low <= forth.value <= forth.high <= 1.0


def by_definition(units: Sequence[Sequence[float]], level: str) -> float:
    """Alpha from the matrix of coincidences, as Krippendorff (2011) writes it down."""
    kept = [[v for v in unit if not math.isnan(v)] for unit in units]
    kept = [unit for unit in kept if len(unit) > 1]
    values = sorted({v for unit in kept for v in unit})
    together = {(c, k): 0.0 for c in values for k in values}
    for unit in kept:
        for c, k in permutations(unit, 2):
            together[c, k] += 1 / (len(unit) - 1)
    counts = {c: sum(together[c, k] for k in values) for c in values}
    total = sum(counts.values())

    def apart(c: float, k: float) -> float:
        if level == "nominal":
            return float(c != k)
        if level == "interval":
            return (c - k) ** 2
        low, high = sorted((c, k))
        between = sum(counts[g] for g in values if low <= g <= high)
        return (between - (counts[c] + counts[k]) / 2) ** 2

    seen = sum(n * apart(c, k) for (c, k), n in together.items())
    by_chance = sum(counts[c] * counts[k] * apart(c, k) for c in values for k in values)
    return 1 - (total - 1) * seen / by_chance if by_chance else NAN


ratings = st.integers(1, 4).flatmap(
    lambda coders: st.lists(
        st.tuples(*[st.sampled_from([NAN, 0.0, 1.0, 2.0, 5.0])] * coders), max_size=8
    )
)


@given(ratings, st.sampled_from(LEVELS))
def test_alpha_is_what_its_definition_says(units: list[tuple[float, ...]], level: str) -> None:
    assert alpha(units, level) == pytest.approx(by_definition(units, level), abs=1e-9, nan_ok=True)


@given(ratings, st.randoms(use_true_random=False))
def test_order_of_units_and_coders_changes_no_alpha(units, random) -> None:
    coders = list(range(len(units[0]))) if units else []
    random.shuffle(coders)
    turned = [tuple(unit[coder] for coder in coders) for unit in units]
    random.shuffle(turned)
    for level in LEVELS:
        drawn = [alpha_interval(each, level, Resampling(20, 1), "x") for each in (units, turned)]
        assert drawn[0] == pytest.approx(drawn[1], nan_ok=True)


def test_alpha_without_anything_to_pair_or_to_tell_apart_is_empty() -> None:
    for units in ([], [(1.0, NAN)], [(1.0, 1.0), (1.0, 1.0)]):
        assert math.isnan(alpha(units))


def test_alpha_refuses_what_it_cannot_read() -> None:
    with pytest.raises(UsageError, match="'ratio' is no level of alpha"):
        alpha(PUBLISHED, "ratio")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="shape"):
        alpha([1.0, 2.0])


def test_the_interval_of_alpha_is_that_of_units_drawn_anew() -> None:
    found = alpha_interval(PUBLISHED, "nominal", Resampling(4000, 7), "x")
    random = np.random.default_rng(3)
    units = np.array(PUBLISHED)
    # The unit with one value is no unit that is drawn.
    drawn = [alpha(units[random.integers(0, 11, size=11)]) for _ in range(4000)]
    low, high = np.nanpercentile(drawn, (2.5, 97.5))
    assert found.value == alpha(PUBLISHED)
    assert found.low == pytest.approx(low, abs=0.03)
    assert found.high == pytest.approx(high, abs=0.03)


def test_the_interval_rests_on_seed_and_name_alone() -> None:
    def drawn(seed: int, name: str) -> tuple[float, ...]:
        return alpha_interval(PUBLISHED, "ordinal", Resampling(50, seed), name)

    assert drawn(1, "status") == drawn(1, "status")
    assert drawn(1, "status") != drawn(2, "status")
    assert drawn(1, "status") != drawn(1, "phase")


def test_no_draws_and_full_agreement_give_no_interval() -> None:
    for units, draws in ((PUBLISHED, 0), ([(1.0, 1.0), (2.0, 2.0)], 100)):
        found = alpha_interval(units, "nominal", Resampling(draws, 1))
        assert not math.isnan(found.value)
        assert math.isnan(found.low) and math.isnan(found.high)


def spelt(table: list[list[int]]) -> tuple[list[int], list[int]]:
    """Give each unit of a table of counts as two coders' choices."""
    pairs = [
        (row, column)
        for row, cells in enumerate(table)
        for column, count in enumerate(cells)
        for _ in range(count)
    ]
    return [one for one, _ in pairs], [two for _, two in pairs]

"""Agreement of two codings: by hand, by properties, and on the shipped study's two passes."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netkit as nk
from netkit.agreement import Agreement, told
from netkit.agreement.matching import FIELDS, coded, match
from netkit.evidence.study import Condition, Study
from tests.agreement.codings import DATA, coding, passes

CODING = DATA.parent / "docs" / "coding.md"
ONE = (
    "one 1 calls a>b open by=R1 how=phone said=explicit",
    "one 2 calls b>c strained by=R2 why=trust,money phase=before said=implied",
    "two 1 cases a>c broken by=R1 said=explicit",
    "two 2 cases c>a open by=R3 said=explicit",
)
OTHER = (
    "one 1 calls a>b open by=R1 how=letter said=explicit",
    "one 2 calls b>c broken by=R2 why=trust phase=before said=explicit",
    "two 1 calls a>c broken by=R1 said=explicit",
    "two 3 cases d>a open by=R3",
    "two 3 cases d>a open by=R2",
)


def compared(first: Study, second: Study) -> Agreement:
    return nk.agree(first, second, resamples=0)


def rows(found: Agreement, kind: str) -> list[list[str]]:
    table = found.disagreements
    return table[table["kind"] == kind].drop(columns="kind").to_numpy().tolist()


def test_found_by_both_counted_by_hand() -> None:
    found = compared(coding(*ONE), coding(*OTHER))
    table = found.agreement.set_index(["level", "item", "measure"])
    expected = {
        # Passages of one: 1.1, 1.2, 2.1, 2.2; of the other: 1.1, 1.2, 2.1, 2.3.
        ("passage", "passage"): (3 / 4, 3 / 4, 3 / 4),
        # Pairs: ab, bc, ac, ca against ab, bc, ac, da.
        ("tie", "pair"): (3 / 4, 3 / 4, 3 / 4),
        ("tie", "pair+relation"): (2 / 4, 2 / 4, 2 / 4),
        # Five statements of the other; three with place and pair, two with the relation too.
        ("statement", "passage+pair"): (3 / 5, 3 / 4, 6 / 9),
        ("statement", "passage+pair+relation"): (2 / 5, 2 / 4, 4 / 9),
    }
    for item, shares in expected.items():
        for measure, share in zip(("precision", "recall", "f1"), shares, strict=True):
            assert table.loc[(*item, measure), "value"] == pytest.approx(share, abs=1e-12)
    counts = [
        table.loc[("statement", "passage+pair", m), "n"] for m in ("precision", "recall", "f1")
    ]
    assert counts == [5, 4, 6]


def test_fields_counted_by_hand() -> None:
    found = compared(coding(*ONE), coding(*OTHER))
    assert found.figure("status", "agreement") == 1 / 2
    assert found.figure("channel", "agreement") == 0.0
    assert found.figure("phase", "agreement") == 1.0
    assert found.figure("barriers", "agreement") == 1 / 2
    # Nothing named by either is alike; trust of trust and money is one half.
    assert found.figure("barriers", "jaccard") == 3 / 4
    assert found.figure("respondents", "agreement") == 1.0
    assert found.figure("confidence", "agreement") == 1 / 2
    assert found.figure("relation", "agreement") == pytest.approx(2 / 3, abs=1e-12)
    table = found.agreement[found.agreement["level"] == "field"]
    numbers = table.groupby("item", sort=False)["n"].first().to_dict()
    # The channel of the second statement is given by neither.
    assert numbers == {"relation": 3, "channel": 1} | dict.fromkeys(set(FIELDS) - {"channel"}, 2)


def test_disagreements_have_their_place() -> None:
    found = compared(coding(*ONE), coding(*OTHER))
    assert rows(found, "passage") == [
        ["two", "2", "", "", "", "", "found", "", "E4", ""],
        ["two", "3", "", "", "", "", "", "found", "", "E4;E5"],
    ]
    assert rows(found, "tie") == [
        ["", "", "", "c", "a", "", "found", "", "E4", ""],
        ["", "", "", "d", "a", "", "", "found", "", "E4;E5"],
    ]
    assert rows(found, "statement") == [
        ["two", "2", "cases", "c", "a", "", "found", "", "E4", ""],
        ["two", "3", "cases", "d", "a", "", "", "found", "", "E4"],
        ["two", "3", "cases", "d", "a", "", "", "found", "", "E5"],
    ]
    assert rows(found, "field") == [
        ["one", "1", "calls", "a", "b", "channel", "phone", "letter", "E1", "E1"],
        ["one", "2", "calls", "b", "c", "barriers", "money;trust", "trust", "E2", "E2"],
        ["one", "2", "calls", "b", "c", "confidence", "implied", "explicit", "E2", "E2"],
        ["one", "2", "calls", "b", "c", "status", "strained", "broken", "E2", "E2"],
        ["two", "1", "", "a", "c", "relation", "cases", "calls", "E3", "E3"],
    ]


def test_conditions_are_matched_one_to_one() -> None:
    def inside(*places: str) -> tuple[Condition, ...]:
        return tuple(
            Condition(f"C{number}", "a", place[-1], section=place[0], paragraph="1")
            for number, place in enumerate(places, start=1)
        )

    first = coding(ONE[0], conditions=inside("s-x", "s-x", "t-y"))
    second = coding(ONE[0], conditions=inside("s-x", "t-z"))
    found = compared(first, second)
    assert found.figure("passage+actor+barrier", "f1") == pytest.approx(2 / 5)
    assert rows(found, "condition") == [
        ["s", "1", "", "a", "", "x", "found", "", "C2", ""],
        ["t", "1", "", "a", "", "y", "found", "", "C3", ""],
        ["t", "1", "", "a", "", "z", "", "found", "", "C2"],
    ]


def test_several_statements_of_one_place_meet_those_they_differ_least_from() -> None:
    first = coding("one 1 calls a>b open by=R1", "one 1 calls a>b broken by=R2 why=trust")
    second = coding("one 1 calls a>b broken by=R2", "one 1 calls a>b open by=R1")
    found = match(first, second)
    assert [(one.evidence_id, two.evidence_id) for one, two in found.same] == [
        ("E2", "E1"),
        ("E1", "E2"),
    ]


row = st.builds(
    "one {} {} {} {} by={} said={}".format,
    st.sampled_from("12"),
    st.sampled_from(["calls", "cases"]),
    st.sampled_from(["a>b", "b>c"]),
    st.sampled_from(["open", "strained", "broken"]),
    st.sampled_from(["R1", "R2"]),
    st.sampled_from(["explicit", "implied"]),
)
codings = st.lists(row, max_size=7).map(lambda said: coding(*said))


def least(first: Study, second: Study) -> tuple[int, int]:
    """Give the most matches by trying every order, and the fewest fields that then differ."""
    ours, theirs = list(first.statements), list(second.statements)
    short, long = sorted((ours, theirs), key=len)
    best = (0, 0)
    for order in permutations(long, len(short)):
        met = [
            (one, two)
            for one, two in zip(short, order, strict=True)
            if (one.paragraph, one.relation, one.source)
            == (two.paragraph, two.relation, two.source)
        ]
        apart = sum(coded(a, f) != coded(b, f) for a, b in met for f in FIELDS)
        best = max(best, (len(met), -apart))
    return best[0], -best[1]


@given(
    st.lists(row, max_size=5).map(lambda said: coding(*said)),
    st.lists(row, max_size=5).map(lambda said: coding(*said)),
)
def test_matching_is_the_best_there_is(first: Study, second: Study) -> None:
    found = match(first, second)
    if found.placed:
        apart = sum(coded(a, f) != coded(b, f) for a, b in found.same for f in FIELDS)
        assert (len(found.same), apart) == least(first, second)
    for side, left in ((0, found.first), (1, found.second)):
        met = [pair[side].evidence_id for pair in (*found.same, *found.other)]
        every = sorted([*met, *(item.evidence_id for item in left)])
        assert every == sorted(item.evidence_id for item in (first, second)[side].statements)


@settings(max_examples=15)
@given(codings, codings, st.integers(0, 99))
def test_order_of_rows_changes_nothing(first: Study, second: Study, seed: int) -> None:
    mixed = list(first.statements)
    random.Random(seed).shuffle(mixed)
    one, two = compared(first, second), compared(replace(first, statements=tuple(mixed)), second)
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(table, two.tables[name])


@settings(max_examples=15)
@given(codings, codings)
def test_turned_round_precision_and_recall_change_places_and_no_more(
    first: Study, second: Study
) -> None:
    forth, back = compared(first, second), compared(second, first)
    for item in ("passage", "pair", "passage+pair", "passage+pair+relation"):
        assert forth.figure(item, "precision") == pytest.approx(
            back.figure(item, "recall"), nan_ok=True
        )
        assert forth.figure(item, "f1") == pytest.approx(back.figure(item, "f1"), nan_ok=True)
    for field in ("relation", *FIELDS):
        assert forth.figure(field, "agreement") == pytest.approx(
            back.figure(field, "agreement"), nan_ok=True
        )
    assert len(forth.disagreements) == len(back.disagreements)


@settings(max_examples=15)
@given(codings, codings)
def test_every_field_that_differs_is_listed(first: Study, second: Study) -> None:
    found = compared(first, second)
    listed = found.disagreements[found.disagreements["kind"] == "field"]["field"].value_counts()
    for field in ("status", "respondents", "confidence", "relation"):
        table = found.agreement
        count = int(
            table.loc[(table["item"] == field) & (table["measure"] == "kappa"), "n"].iloc[0]
        )
        share = found.figure(field, "agreement")
        assert listed.get(field, 0) == (round((1 - share) * count) if count else 0)


def test_a_coding_agrees_with_itself() -> None:
    study = nk.example()
    found = compared(study, study)
    values = found.agreement["value"].dropna()
    assert len(values) == len(found.agreement)
    assert (values == 1.0).all()
    assert not len(found.disagreements)
    assert found.findings_agreed["agree"].dropna().all()
    assert told(found).endswith("No disagreement was found.\n")


def test_codings_of_different_actors_and_relations_compare() -> None:
    first = coding("one 1 calls a>b open by=R1", relations=("calls", "cases"))
    second = coding("one 1 letters x>y open by=R9", relations=("letters",))
    found = compared(first, second)
    assert found.figure("passage", "f1") == 1.0
    assert found.figure("pair", "f1") == 0.0
    assert math.isnan(found.figure("status", "agreement"))
    assert set(found.disagreements["kind"]) == {"tie", "statement"}


def test_plain_lists_compare_their_ties_alone() -> None:
    first = coding("- - ours a>b open", "- - ours b>c open", relations=("ours",))
    second = coding("- - theirs a>b broken", "- - theirs c>b open", relations=("theirs",))
    found = compared(first, second)
    for level in ("passage", "statement", "condition"):
        table = found.agreement[found.agreement["level"] == level]
        assert table["value"].isna().all()
        assert (table["n"] == 0).all()
    assert found.figure("pair", "f1") == 0.5
    assert found.figure("status", "agreement") == 0.0
    # Nobody said anything of these, and a list's name is no relation of its own.
    for field in ("relation", "channel", "phase", "barriers", "respondents", "confidence"):
        assert math.isnan(found.figure(field, "agreement"))
    assert rows(found, "statement") == []
    assert len(rows(found, "tie")) == 2
    assert "Passages" not in told(found)


def test_without_places_the_second_statement_of_a_tie_is_still_listed() -> None:
    first = coding("- - calls a>b open by=R1", "- - calls a>b broken by=R2")
    second = coding("- - calls a>b open by=R1")
    assert rows(compared(first, second), "statement") == [
        ["", "", "calls", "a", "b", "", "found", "", "E2", ""]
    ]


def test_empty_codings_compare() -> None:
    found = compared(coding(), coding())
    assert found.agreement["value"].isna().all()
    assert found.findings_agreed["agree"].isna().all()
    assert "with 0 statements" in told(found)


def test_findings_of_both() -> None:
    first = coding("one 1 calls a>b open by=R1", "one 2 calls b>c open by=R1")
    second = coding("one 1 calls a>b open by=R1", "one 2 calls b>c broken by=R1")
    table = compared(first, second).findings_agreed
    expected = [
        ["most_central:betweenness", "b", "", False],
        ["most_central:in_degree", "b;c", "b", False],
        ["tie:a>b", "works", "works", True],
        ["tie:b>c", "works", "fails", False],
    ]
    kept = table[table["finding"] != "ei_sign"]
    assert kept.to_numpy().tolist() == expected
    sign = table[table["finding"] == "ei_sign"].iloc[0]
    assert (sign["a"], sign["b"], pd.isna(sign["agree"])) == ("", "", True)


@pytest.fixture(scope="module")
def shipped() -> tuple[Agreement, ...]:
    """Both passes, and what was settled against each."""
    first, second = passes()
    settled = nk.read(DATA)
    return tuple(compared(*pair) for pair in ((first, second), (settled, first), (settled, second)))


def test_the_table_of_the_two_passes_is_what_is_written(shipped: tuple[Agreement, ...]) -> None:
    def shown(item: str, measure: str) -> list[str]:
        return [f"{found.figure(item, measure):.2f}" for found in shipped]

    text = CODING.read_text(encoding="utf-8")
    names = {
        "passage": "F1 of passages",
        "pair": "F1 of ties (ordered pairs)",
        "passage+pair": "F1 of statements (passage and tie)",
        "passage+pair+relation": "F1 of statements, relation too",
        "passage+actor+barrier": "F1 of conditions (passage, actor, barrier)",
    }
    for item, name in names.items():
        assert f"| {name} | {' | '.join(shown(item, 'f1'))} |" in text
    for field in FIELDS:
        cells = zip(shown(field, "agreement"), shown(field, "kappa"), strict=True)
        told_so = " | ".join(f"{share}, {kappa}" for share, kappa in cells)
        assert f"| {field}: agreement, kappa | {told_so} |" in text
    sizes = " | ".join(f"{one} and {two}" for one, two in (found.sizes for found in shipped))
    assert f"| statements | {sizes} |" in text


def test_what_is_written_of_the_passes_findings_holds(shipped: tuple[Agreement, ...]) -> None:
    table = shipped[0].findings_agreed
    differing = table.loc[~table["agree"], "finding"]
    kinds = differing.str.partition(":")[0].tolist()
    assert kinds == ["most_central", "most_central", "tie"]
    assert table["finding"].str.startswith("pathway:").sum() > 5
    for found in shipped:
        fields = found.agreement[found.agreement["level"] == "field"]
        both = fields.pivot(index="item", columns="measure", values="value")
        assert ((both["kappa"] - both["alpha_nominal"]).abs() < 0.01).all()
    confidence = shipped[0].agreement.set_index(["item", "measure"]).loc[("confidence", "kappa")]
    shown = [f"{confidence[name]:.2f}" for name in ("value", "low", "high")]
    assert shown == ["0.41", "0.14", "0.69"]

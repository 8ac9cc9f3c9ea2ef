"""Coverage: who was placed to know, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from netkit.evidence.study import Actor, Respondent, Study
from netkit.measures.coverage import coverage
from netkit.measures.registry import tables
from netkit.network import build
from tests.measures.paths_cases import AWKWARD, told

BOTH = Actor("both", "Both", kind="collective", members=("a", "b"))
Row = tuple[int, int | None, str]


def rows(study: Study) -> dict[str, Row]:
    found = coverage(build(study)).astype(object)
    found = found.where(found.notna(), None)
    pairs = zip(found["source"], found["target"], strict=True)
    cells = zip(found["holders"], found["placed"], found["coverage"], strict=True)
    return {">".join(pair): row for pair, row in zip(pairs, cells, strict=True)}


def heard(**actors: str) -> tuple[Respondent, ...]:
    return tuple(Respondent(name, actor=actor) for name, actor in actors.items())


def test_either_end_places_a_respondent_and_so_does_a_collective_it_belongs_to() -> None:
    study = told(
        "a>b open R1 R2",
        "b>c broken R1",
        "c>d open R2",
        "d>c open R3",
        "a>d open AUTHORS",
        actors=(BOTH,),
        respondents=heard(R1="a", R2="c", R3="both"),
    )
    assert rows(study) == {
        "a>b": (2, 1, "placed"),
        "a>d": (1, 0, "not placed"),
        "b>c": (1, 0, "not placed"),
        "c>d": (1, 1, "placed"),
        "d>c": (1, 0, "not placed"),
    }


def test_a_member_is_placed_by_its_collective() -> None:
    study = told(
        "a>c open R1", "c>b open R1", "c>d open R1", actors=(BOTH,), respondents=heard(R1="both")
    )
    assert rows(study) == {
        "a>c": (1, 1, "placed"),
        "c>b": (1, 1, "placed"),
        "c>d": (1, 0, "not placed"),
    }


def test_where_the_study_says_it_of_nobody_all_is_unknown() -> None:
    study = told("a>b open R1", "b>c open AUTHORS", respondents=heard(R1=""))
    assert rows(study) == {"a>b": (1, None, "unknown"), "b>c": (1, None, "unknown")}


def test_where_the_study_says_it_of_some_a_tie_is_unknown_only_if_one_of_the_others_speaks() -> (
    None
):
    study = told(
        "a>b open R1 R2",
        "b>c open R1 R2",
        "c>d open R1",
        "d>a open R2",
        respondents=heard(R1="a", R2=""),
    )
    assert rows(study) == {
        "a>b": (2, 1, "placed"),
        "b>c": (2, 0, "unknown"),
        "c>d": (1, 0, "not placed"),
        "d>a": (1, 0, "unknown"),
    }


def test_only_ties_spoken_of_by_name_are_covered_and_a_statement_may_name_nobody() -> None:
    study = told("both>c open R1", "a>d open", actors=(BOTH,), respondents=heard(R1="a"))
    assert rows(study) == {"a>d": (0, 0, "not placed")}


@pytest.mark.parametrize("name", AWKWARD)
def test_a_plain_list_says_nothing_of_who_was_heard(name: str) -> None:
    found = coverage(AWKWARD[name])
    assert list(found.columns) == [column.column for column in tables()["coverage"].columns]
    assert found.empty


def test_the_order_of_statements_changes_nothing() -> None:
    said = ("a>b open R1 R2", "b>c open R1", "c>d open R2")
    one, other = (
        coverage(build(told(*texts, respondents=heard(R1="a", R2="d"))))
        for texts in (said, said[::-1])
    )
    pd.testing.assert_frame_equal(one, other)

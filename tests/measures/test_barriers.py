"""Barriers: who speaks of which, counted in the view."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netkit.evidence.study import Actor, Barrier, Codebook, Condition, Phase, Study
from netkit.measures.barriers import barriers
from netkit.network import View, build
from tests.measures.paths_cases import AWKWARD, told

PHASES = (Phase("before", "Before"), Phase("after", "After"))


def counts(study: Study, view: View | None = None) -> dict[str, list[int]]:
    found = barriers(build(study, view))
    assert list(found.columns) == ["barrier", "statements", "conditions", "ties", "holders"]
    return {name: list(row) for name, *row in found.itertuples(index=False)}


def test_statements_conditions_ties_and_holders_are_counted_apart() -> None:
    study = told(
        "a>b broken R1 R2 barriers=trust,money",
        "a>b strained R2 barriers=trust",
        "b>a broken R3 barriers=trust",
        conditions=(Condition("C1", "a", "trust", respondents=("R1", "R4")),),
    )
    assert counts(study) == {"money": [1, 0, 1, 2], "trust": [3, 1, 2, 4]}


def test_each_passage_of_the_authors_is_a_holder() -> None:
    study = told(
        "a>b broken AUTHORS section=s paragraph=1 barriers=trust",
        "b>c broken AUTHORS R1 section=s paragraph=1 barriers=trust",
        "c>a broken AUTHORS section=s paragraph=2 barriers=trust",
        conditions=(
            Condition("C1", "a", "trust", respondents=("AUTHORS",), section="s", paragraph="2"),
            Condition("C2", "a", "trust", respondents=("AUTHORS",), section="t", paragraph="2"),
        ),
    )
    assert counts(study) == {"trust": [3, 2, 3, 4]}


def test_talk_of_a_collective_is_one_tie_as_it_is_coded() -> None:
    everyone = Actor("all", "All", kind="collective", members=("a", "b"))
    study = told(
        "all>c broken R1 barriers=trust",
        "all>all broken R1 barriers=trust",
        actors=(everyone, Actor("a", "A"), Actor("b", "B")),
    )
    assert counts(study) == {"trust": [2, 0, 2, 1]}


def test_only_the_view_counts() -> None:
    study = told(
        "a>b broken R1 relation=calls phase=before barriers=trust",
        "a>b broken R2 relation=referral phase=after barriers=trust",
        "a>c broken R3 relation=calls phase=any barriers=trust",
        phases=PHASES,
        conditions=(
            Condition("C1", "a", "trust", "before", ("R4",)),
            Condition("C2", "a", "trust", "any", ("R5",)),
        ),
    )
    assert counts(study) == {"trust": [2, 1, 2, 3]}
    assert counts(study, View(relations=("calls",))) == {"trust": [1, 1, 1, 2]}
    assert counts(study, View(phase="before")) == {"trust": [2, 2, 2, 4]}


def test_a_barrier_nobody_speaks_of_has_zeros_and_one_out_of_view_no_row() -> None:
    study = told("a>b broken R1 phase=before barriers=money", phases=PHASES)
    study = replace(study, codebook=Codebook(barriers=(Barrier("trust"),)))
    assert counts(study) == {"trust": [0, 0, 0, 0]}


@pytest.mark.parametrize("name", AWKWARD)
def test_a_plain_network_has_no_barriers(name: str) -> None:
    assert barriers(AWKWARD[name]).empty


def test_the_order_of_rows_changes_nothing() -> None:
    study = told("a>b broken R1 barriers=x,y", "b>c broken R2 barriers=y", "c>a broken R1")
    turned = replace(study, statements=study.statements[::-1])
    assert counts(study) == counts(turned)

"""Sensitivity: each choice against the network built with it, and by hand."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from netkit.evidence.study import Actor, Step, Study
from netkit.measures._ground import Ground
from netkit.measures.claims import claims_of
from netkit.measures.registry import tables
from netkit.measures.sensitivity import sensitivity
from netkit.network import TieRule, View, build
from tests.measures.holders_cases import mixed_study
from tests.measures.paths_cases import AWKWARD, told
from tests.samples import small_study

CHOICES = [
    *("strained at 0.25", "strained at 0.75", "implied at 0.5", "implied at 0"),
    *("collectives dropped", "partly counted", "calls alone", "referral alone"),
]


def of(study: Study, claim: str, **how: object) -> dict[str, tuple[str, bool | None]]:
    """Give a claim's value and whether it holds, choice by choice."""
    found = sensitivity(build(study, **how))  # type: ignore[arg-type]
    mine = found[found["claim"] == claim].astype(object)
    holds = mine["holds"].where(mine["holds"].notna(), None)
    return dict(zip(mine["choice"], zip(mine["value_there"], holds, strict=True), strict=True))


@pytest.mark.parametrize("seed", range(6))
def test_each_choice_gives_the_values_of_the_network_built_with_it(seed: int) -> None:
    study = mixed_study(seed)
    network = build(study)
    made = {
        "strained at 0.25": build(study, rule=TieRule(0.25, 1.0)),
        "strained at 0.75": build(study, rule=TieRule(0.75, 1.0)),
        "implied at 0.5": build(study, rule=TieRule(0.5, 0.5)),
        "implied at 0": build(study, rule=TieRule(0.5, 0.0)),
        "collectives dropped": build(study, View(collectives="drop")),
        "partly counted": build(study, View(count_partly=True)),
        "calls alone": build(study, View(relations=("calls",))),
        "referral alone": build(study, View(relations=("referral",))),
    }
    assert list(made) == CHOICES
    by_id = {claim.id: claim for claim in claims_of(network)}
    found = sensitivity(network)
    assert found["choice"].tolist() == CHOICES * (len(found) // len(CHOICES))
    for row in found.to_dict("records"):
        claim = by_id[row["claim"]]
        assert row["value"] == claim.value(Ground.of(network))
        assert row["value_there"] == claim.value(Ground.of(made[row["choice"]]))
        assert row["title"] == claim.title
        same = row["value"] == row["value_there"]
        silent = row["choice"].endswith("alone") and row["value_there"] in ("", "unspoken")
        assert pd.isna(row["holds"]) if silent and not same else row["holds"] == same


def test_what_a_strained_statement_is_worth_turns_ties() -> None:
    study = told("a>b strained R1", "a>c open R1", "a>c strained R2")
    found = of(study, "tie:a>b")
    assert found["strained at 0.25"] == ("fails", False)
    assert found["strained at 0.75"] == ("works", False)
    assert found["partly counted"] == ("partly", True)
    assert of(study, "tie:a>c")["strained at 0.25"] == ("works", True)


def test_a_claim_that_rests_on_implied_statements_turns_without_them() -> None:
    study = told("a>b open R1 confidence=implied", "a>c open R1")
    assert of(study, "tie:a>b")["implied at 0"] == ("unspoken", False)
    assert of(study, "tie:a>b")["implied at 0.5"] == ("works", True)
    assert of(study, "tie:a>c")["implied at 0"] == ("works", True)


def test_talk_of_collectives_is_left_out_of_routes() -> None:
    both = Actor("both", "Both", kind="collective", members=("a", "b"))
    study = told("both>c strained R1", actors=(both, Actor("a", "A"), Actor("b", "B")))
    study = replace(study, steps=(Step("p", "P", "r", 1, "a", "c", "calls"),))
    found = of(study, "route:p/r")
    assert found["collectives dropped"] == ("unevidenced", False)
    assert found["partly counted"] == ("fragile", True)
    # Its step is judged on its own relation, whatever the view.
    assert found["referral alone"] == ("fragile", True)


def test_a_relation_that_says_nothing_of_a_claim_turns_nothing() -> None:
    study = told(
        "a>b open R1", "b>a broken R1 relation=referral", "a>b broken R2 relation=referral"
    )
    found = of(study, "tie:a>b")
    assert found["calls alone"] == ("works", False)
    assert found["referral alone"] == ("fails", False)
    assert of(study, "tie:b>a")["calls alone"] == ("unspoken", None)
    assert of(study, "most_heard")["referral alone"] == ("", True)
    assert of(study, "mend_first")["calls alone"] == ("", None)


def test_choices_that_the_view_makes_already_are_left_aside() -> None:
    view = View(relations=("calls",), count_partly=True, collectives="drop")
    found = of(mixed_study(1), "most_heard", view=view, rule=TieRule(0.25, 0.0))
    assert list(found) == ["strained at 0.75", "implied at 0.5"]


def test_a_named_view_can_be_chosen_otherwise() -> None:
    assert "partly counted" in of(small_study(), "most_heard", view=View(name="now"))


@pytest.mark.parametrize("name", AWKWARD)
def test_a_plain_list_has_nothing_to_count_otherwise(name: str) -> None:
    found = sensitivity(AWKWARD[name])
    assert list(found.columns) == [column.column for column in tables()["sensitivity"].columns]
    assert found.empty


def test_the_order_of_statements_changes_nothing() -> None:
    study = mixed_study(4)
    turned = replace(study, statements=study.statements[::-1])
    pd.testing.assert_frame_equal(sensitivity(build(study)), sensitivity(build(turned)))

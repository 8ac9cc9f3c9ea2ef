"""What is said of a study is worked out once for the networks made from one another."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

import netkit as nk
from netkit.network import TieRule, View, apply_scenario, build
from netkit.network.spoken import Spoken


@pytest.fixture(scope="module")
def study() -> nk.Study:
    return nk.example()


def test_a_scenario_has_the_ties_of_one_that_shares_nothing(study: nk.Study) -> None:
    before = build(study)
    for scenario in study.scenarios:
        alone = apply_scenario(replace(build(study), spoken=None), scenario)
        shared = apply_scenario(before, scenario)
        pd.testing.assert_frame_equal(shared.ties, alone.ties)
        assert shared.evidence == alone.evidence


def test_what_is_written_into_one_table_is_in_no_other(study: nk.Study) -> None:
    spoken = Spoken(study, TieRule.of(study))
    view = View().resolve(study)
    one, other = (build(study, view, spoken=spoken) for _ in range(2))
    kept = other.ties.copy()
    one.ties["state"] = "spoilt"
    one.ties.loc[one.ties.index[0], "support"] = -1.0
    pd.testing.assert_frame_equal(other.ties, kept)
    pd.testing.assert_frame_equal(build(study, view, spoken=spoken).ties, kept)


def test_another_study_or_rule_is_not_taken_for_this_one(study: nk.Study) -> None:
    spoken, rule = Spoken(study, TieRule.of(study)), TieRule(strained=0.25)
    assert spoken.of(study, TieRule.of(study)) is spoken
    assert spoken.of(replace(study), TieRule.of(study)) is not spoken
    pd.testing.assert_frame_equal(
        build(study, None, rule, spoken=spoken).ties, build(study, None, rule).ties
    )


def test_actors_that_take_part_besides_change_no_tie(study: nk.Study) -> None:
    network = build(study)
    named = network.actors["kind"].isin(["agency", "body"])
    silent = network.actors.index[named & ~network.actors["spoken"]]
    assert len(silent)
    more = network.with_actors(silent)
    assert set(more.measured) == {*network.measured, *silent}
    pd.testing.assert_frame_equal(more.ties, network.ties)
    assert not more.results

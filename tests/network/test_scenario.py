"""Scenarios: each operator on the smallest study that shows it, and against its plain twin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netkit as nk
from netkit.errors import UsageError
from netkit.evidence.scenarios import OPERATORS
from netkit.evidence.study import Actor, Phase, Scenario, Step, Study
from netkit.measures.draws import draws_of
from netkit.measures.tables import make_tables
from netkit.network import Network, Resampling, View, apply_scenario, build
from tests.measures.paths_cases import drawn, told

PHASES = (Phase("before", "Before"), Phase("after", "After"), Phase("later", "Later"))
GROUP = Actor("g", "Group", kind="body", until="before")
BOTH = Actor("both", "Both", kind="collective", members=("a", "b"))


def asked(*changes: dict[str, Any]) -> Scenario:
    return Scenario("asked", "Asked for", (), changes)


def states(network: Network) -> dict[str, str]:
    return {">".join(pair): state for pair, state in network.ties["state"].items()}


def test_add_tie_makes_a_pair_work_by_name_spoken_of_or_not() -> None:
    before = build(told("a>b broken R1", "b>c open R1"))
    new = {"op": "add-tie", "source": "c", "target": "a"}
    mended = {"op": "add-tie", "source": "a", "target": "b"}
    after = apply_scenario(before, asked(new, mended))
    assert states(after) == {"a>b": "works", "b>c": "works", "c>a": "works"}
    for pair in [("c", "a"), ("a", "b")]:
        row = after.ties.loc[pair]
        assert (row["level"], row["condition"], row["statements"]) == (0, "open", 0)
        assert pd.isna(row["support"]) and pd.isna(row["accounts"])
    assert states(before) == {"a>b": "fails", "b>c": "works"}


def test_rows_stay_sorted_typed_and_beside_their_evidence() -> None:
    before = build(told("b>c open R1", "a>b broken R1"))
    after = apply_scenario(before, asked({"op": "add-hub", "hub": "b", "actors": ("a", "c")}))
    assert list(after.ties.index) == sorted(after.ties.index)
    assert after.ties.dtypes.equals(before.ties.dtypes)
    assert [(tie.source, tie.target) for tie in after.evidence] == list(after.ties.index)


def test_a_tie_removed_is_gone_and_no_failing_one() -> None:
    before = build(told("a>b open R1", "b>c open R1"))
    change = {"op": "remove-tie", "source": "a", "target": "b"}
    after = apply_scenario(before, asked(change))
    assert states(after) == {"b>c": "works"}
    assert list(after.measured) == ["a", "b", "c"]
    unheard = apply_scenario(before, asked({**change, "source": "c"}))
    assert states(unheard) == states(before)


@pytest.mark.parametrize(
    ("state", "condition"), [("works", "open"), ("partly", "strained"), ("fails", "broken")]
)
def test_set_state_sets_state_and_condition(state: str, condition: str) -> None:
    before = build(told("a>b open R1", "b>a broken R1"))
    change = {"op": "set-state", "source": "a", "target": "b", "state": state}
    row = apply_scenario(before, asked(change)).ties.loc[("a", "b")]
    assert (row["state"], row["condition"]) == (state, condition)


def test_a_collective_stands_for_its_members_and_what_is_by_name_stays_by_name() -> None:
    before = build(told("a>c broken R1", "both>c broken R2", "both>both broken R2", actors=(BOTH,)))
    assert before.ties["level"].to_dict() == {
        ("a", "b"): 2,
        ("a", "c"): 0,
        ("b", "a"): 2,
        ("b", "c"): 1,
    }
    change = {"op": "set-state", "source": "both", "target": "c", "state": "works"}
    after = apply_scenario(before, asked(change))
    assert states(after) == {"a>b": "fails", "a>c": "works", "b>a": "fails", "b>c": "works"}
    assert after.ties["level"].equals(before.ties["level"])
    among = {"op": "set-state", "source": "both", "target": "both", "state": "works"}
    assert states(apply_scenario(before, asked(among)))["b>a"] == "works"


def test_a_collective_that_is_kept_gets_the_tie_itself() -> None:
    study = told("a>c broken R1", "both>c broken R2", actors=(BOTH,))
    change = {"op": "set-state", "source": "both", "target": "c", "state": "works"}
    after = apply_scenario(build(study, View(collectives="keep")), asked(change))
    assert states(after) == {"a>c": "fails", "both>c": "works"}


def test_an_actor_removed_stays_listed_and_becomes_an_isolate() -> None:
    before = build(told("a>b open R1", "b>c open R1", "c>a broken R1"))
    after = apply_scenario(before, asked({"op": "remove-actor", "actor": "b"}))
    assert states(after) == {"c>a": "fails"}
    assert list(after.measured) == ["a", "b", "c"]
    assert nk.reach_out(after)["b"] == nk.reach_in(after)["b"] == 0


def test_a_channel_removed_leaves_ties_to_what_else_is_said() -> None:
    study = told(
        "a>b open R1 channel=personal",
        "a>b broken R2 channel=protocol",
        "b>c open R1 channel=personal",
        "c>a open R1",
    )
    after = apply_scenario(build(study), asked({"op": "remove-channel", "channel": "personal"}))
    assert states(after) == {"a>b": "fails", "c>a": "works"}
    assert after.ties.loc[("a", "b"), "accounts"] == 1
    # Whoever the channel alone joined to others is still an actor, and this still no plain list.
    assert list(after.measured) == ["a", "b", "c"]
    whole = told("a>b open R1 channel=personal")
    empty = apply_scenario(build(whole), asked({"op": "remove-channel", "channel": "personal"}))
    assert empty.ties.empty
    assert not empty.plain


def group_study(*more: str) -> Study:
    said = ("a>g open R1 phase=before", "g>b open R1 phase=before", "a>c open R2", *more)
    return told(*said, actors=(GROUP, BOTH), phases=PHASES)


def test_a_body_that_meets_on_keeps_the_ties_of_its_last_phase() -> None:
    study = group_study("both>g broken R3 phase=after", "g>both broken R3 phase=after")
    before = build(study, View(phase="after"))
    assert states(before)["b>g"] == "ended"
    after = apply_scenario(before, asked({"op": "extend-body", "actor": "g", "until": "after"}))
    # What is said of the phase after speaks of the end that did not come.
    assert states(after) == {"a>c": "works", "a>g": "works", "g>b": "works"}
    assert not after.actors.loc["g", "ended"]
    met = build(study, View(phase="before"))
    pd.testing.assert_frame_equal(after.ties, met.ties)


def test_a_body_meets_on_until_the_phase_named_and_no_longer() -> None:
    change = {"op": "extend-body", "actor": "g", "until": "after"}
    later = apply_scenario(build(group_study(), View(phase="later")), asked(change))
    assert states(later) == {"a>c": "works"}
    assert later.actors.loc["g", "ended"]
    twice = apply_scenario(
        build(group_study(), View(phase="later")), asked(change, {**change, "until": "later"})
    )
    assert states(twice) == {"a>c": "works", "a>g": "works", "g>b": "works"}


def test_what_is_said_of_others_in_its_phase_stays_there() -> None:
    study = group_study("b>c open R1 phase=before", "both>c broken R2 phase=before")
    change = {"op": "extend-body", "actor": "g", "until": "after"}
    after = apply_scenario(build(study, View(phase="after")), asked(change))
    assert "b>c" not in states(after)


def test_a_hub_that_nobody_speaks_of_takes_part_and_can_be_set_beside() -> None:
    before = build(told("a>b open R1", "b>c broken R1", actors=(Actor("h", "Hub"),)))
    assert "h" not in before.measured
    change = {"op": "add-hub", "hub": "h", "actors": ("a", "b")}
    after = apply_scenario(before, asked(change))
    assert list(after.measured) == ["a", "b", "c", "h"]
    assert states(after) == {
        "a>b": "works",
        "a>h": "works",
        "b>c": "fails",
        "b>h": "works",
        "h>a": "works",
        "h>b": "works",
    }
    beside = before.with_actors(after.measured)
    assert list(beside.measured) == list(after.measured)
    assert states(beside) == states(before)
    assert nk.in_degree(beside)["h"] == 0
    assert before.with_actors(before.measured) is before


def test_a_body_founded_anew_has_not_ended_but_its_other_ties_have() -> None:
    before = build(group_study("g>c open R1"), View(phase="after"))
    assert states(before)["g>c"] == "ended"
    change = {"op": "add-tie", "source": "a", "target": "g"}
    after = apply_scenario(before, asked(change))
    assert states(after) == {"a>c": "works", "a>g": "works", "g>c": "ended"}
    assert not after.actors.loc["g", "ended"]


def test_a_collective_does_not_found_a_member_that_has_ended() -> None:
    everyone = Actor("all", "All", kind="collective", members=("a", "b", "g"))
    study = told("a>g open R1", "b>c open R1", actors=(GROUP, everyone), phases=PHASES)
    change = {"op": "set-state", "source": "all", "target": "c", "state": "works"}
    after = apply_scenario(build(study, View(phase="after")), asked(change))
    assert states(after) == {"a>c": "works", "a>g": "ended", "b>c": "works"}
    assert after.actors.loc["g", "ended"]


MIXED = ("a>b broken R1", "a>b broken R2", "a>b open R3 relation=referral")


@pytest.mark.parametrize(
    ("change", "pooled", "calls", "referral"),
    [
        # Without the calls, the pair is what is said of referring: it works on one account.
        ({"op": "remove-tie", "relation": "calls"}, "works", None, "works"),
        ({"op": "remove-tie", "relation": "referral"}, "fails", "fails", None),
        ({"op": "remove-tie"}, None, None, None),
        ({"op": "set-state", "state": "works", "relation": "calls"}, "works", "works", "works"),
        ({"op": "set-state", "state": "fails", "relation": "referral"}, "fails", "fails", "fails"),
        ({"op": "set-state", "state": "partly", "relation": "calls"}, "works", "partly", "works"),
        ({"op": "set-state", "state": "partly"}, "partly", "partly", "partly"),
    ],
)
def test_a_change_of_one_relation_leaves_the_others(
    change: dict[str, str], pooled: str | None, calls: str | None, referral: str | None
) -> None:
    before = build(told(*MIXED))
    assert states(before) == {"a>b": "fails"}
    after = apply_scenario(before, asked({**change, "source": "a", "target": "b"}))
    assert states(after).get("a>b") == pooled
    assert states(after.of_relation("calls")).get("a>b") == calls
    assert states(after.of_relation("referral")).get("a>b") == referral


def test_changes_of_several_relations_add_up() -> None:
    change = {"op": "remove-tie", "source": "a", "target": "b"}
    both = [{**change, "relation": name} for name in ("calls", "referral")]
    assert apply_scenario(build(told(*MIXED)), asked(*both)).ties.empty


def test_a_later_change_of_a_pair_goes_before_an_earlier_one() -> None:
    added = {"op": "add-tie", "source": "a", "target": "b"}
    gone = {"op": "remove-actor", "actor": "a"}
    before = build(told("b>a open R1", "b>c open R1"))
    assert states(apply_scenario(before, asked(added, gone))) == {"b>c": "works"}
    assert states(apply_scenario(before, asked(gone, added))) == {"a>b": "works", "b>c": "works"}


def test_a_second_scenario_builds_on_the_first() -> None:
    before = build(told("a>b broken R1", "b>c broken R1"))
    first = apply_scenario(before, asked({"op": "add-tie", "source": "a", "target": "b"}))
    second = apply_scenario(first, asked({"op": "add-tie", "source": "b", "target": "c"}))
    assert states(second) == {"a>b": "works", "b>c": "works"}


def test_a_tie_assumed_is_the_same_in_every_draw_and_the_others_are_drawn_alike() -> None:
    before = build(told("a>b broken R1", "b>c open R1", "c>a strained R2"))
    changes = (
        {"op": "set-state", "source": "a", "target": "b", "state": "works"},
        {"op": "set-state", "source": "b", "target": "c", "state": "works"},
    )
    after = apply_scenario(before, asked(*changes))
    # A tie that works already keeps what is said of it.
    assert after.ties.loc[("b", "c"), "support"] == before.ties.loc[("b", "c"), "support"]
    resampling = Resampling(draws=200)
    one, two = draws_of(before, resampling), draws_of(after, resampling)
    assert one is not None and two is not None
    assert two.up[:, :2].all()
    assert not one.up[:, :2].all()
    assert np.array_equal(one.up[:, 2], two.up[:, 2])
    assert 0 < two.up[:, 2].mean() < 1


def test_lengths_are_finite_and_a_plain_list_keeps_its_weights() -> None:
    told_of = apply_scenario(
        build(told("a>b broken R1", "b>c open R1")),
        asked({"op": "add-tie", "source": "a", "target": "b"}),
    )
    # A tie that rests on no account is longer than any that works: support above 1/2.
    assert told_of.lengths.to_dict() == {("a", "b"): 1_000_000, ("b", "c"): 287_682}
    study = told("a>b broken", "b>c open")
    heavy = replace(study, statements=tuple(replace(item, weight=4.0) for item in study.statements))
    changes = [
        {"op": "add-tie", "source": source, "target": target}
        for source, target in ("ab", "bc", "ca")
    ]
    plain = apply_scenario(build(heavy), asked(*changes))
    assert plain.plain
    assert plain.lengths.to_dict() == {
        ("a", "b"): 250_000,
        ("b", "c"): 250_000,
        ("c", "a"): 1_000_000,
    }


def test_a_prescribed_step_is_judged_on_its_relation_with_the_change() -> None:
    steps = (Step("law", "Law", "r", 1, "a", "b", "referral"),)
    before = build(told("a>b broken R1 relation=referral", "b>a open R1", steps=steps))
    for relation, kind in (("calls", "broken"), ("referral", "fragile"), ("", "fragile")):
        change = {"op": "set-state", "source": "a", "target": "b", "state": "works"}
        after = apply_scenario(before, asked({**change, "relation": relation}))
        table = make_tables(after, ["pathways"])["pathways"]
        assert set(table["condition"].iloc[:2]) == {kind}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"op": "close"}, "'close' is no change; there are: add-tie"),
        ({}, "'None' is no change"),
        ({"op": "add-tie", "source": "a"}, "add-tie needs target"),
        ({"op": "add-tie", "source": "a", "target": "z"}, "'z' is no actor"),
        ({"op": "add-hub", "hub": "a", "actors": ("z",)}, "'z' is no actor"),
        (
            {"op": "add-tie", "source": "a", "target": "b", "relation": "x"},
            "'x' is no relation; there are: calls, referral",
        ),
        (
            {"op": "set-state", "source": "a", "target": "b", "state": "ended"},
            "'ended' is no state; there are: works, partly, fails",
        ),
        ({"op": "extend-body", "actor": "g", "until": "x"}, "'x' is no until; there are: before"),
        ({"op": "extend-body", "actor": "a", "until": "after"}, "'a' is no body with an end"),
        ({"op": "extend-body", "actor": "g", "until": "before"}, "meets until 'before' already"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        apply_scenario(build(group_study()), asked(change))


def test_an_unknown_scenario_is_said_with_those_there_are() -> None:
    before = build(nk.example())
    with pytest.raises(UsageError, match=r"'x' is no scenario of this study; it has: border"):
        apply_scenario(before, "x")
    with pytest.raises(UsageError, match=r"it has: none"):
        apply_scenario(build(told("a>b open R1")), "x")


def test_every_operator_that_is_read_can_be_applied() -> None:
    network = build(group_study(), View(phase="after"))
    values = {
        "source": "a",
        "target": "b",
        "state": "works",
        "actor": "g",
        "channel": "personal",
        "until": "later",
        "hub": "a",
        "actors": ("b", "c"),
    }
    for name, operator in OPERATORS.items():
        change = {"op": name, **{key: values[key] for key in operator.needs}}
        assert isinstance(apply_scenario(network, asked(change)), Network)


@given(drawn(), st.data())
def test_ties_added_and_actors_removed_are_what_networkx_makes_of_the_graph(
    network: Network, data: st.DataObject
) -> None:
    names = list(network.measured)
    one, two = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    twin = network.graph.copy()
    if one != two:
        twin.add_edge(one, two)
    added = apply_scenario(network, asked({"op": "add-tie", "source": one, "target": two}))
    assert set(added.graph.edges) == set(twin.edges)
    assert (nk.reach_out(added) >= nk.reach_out(network)).all()
    without = apply_scenario(added, asked({"op": "remove-actor", "actor": two}))
    twin.remove_edges_from([*twin.in_edges(two), *twin.out_edges(two)])
    assert nx.utils.graphs_equal(nx.DiGraph(without.graph.edges), nx.DiGraph(twin.edges))
    assert list(without.graph) == names


def test_the_shipped_channel_scenario_is_the_study_without_its_statements() -> None:
    study = nk.example()
    left = tuple(item for item in study.statements if item.channel != "personal")
    after = apply_scenario(build(study), "personal-contacts-leave")
    pd.testing.assert_frame_equal(after.ties, build(replace(study, statements=left)).ties)
    assert list(after.measured) == list(build(study).measured)


@pytest.mark.parametrize("scenario", [item.id for item in nk.example().scenarios])
def test_every_shipped_scenario_keeps_its_actors_whatever_the_order_of_rows(scenario: str) -> None:
    study = nk.example()
    before, after = build(study), apply_scenario(build(study), scenario)
    founded = {"practitioners-group"} if scenario == "practitioners-group" else set()
    assert set(after.measured) == set(before.measured) | founded
    turned = replace(study, statements=study.statements[::-1], actors=study.actors[::-1])
    again = apply_scenario(build(turned), scenario)
    columns = ["state", "condition", "level", "support", "accounts"]
    pd.testing.assert_frame_equal(again.ties[columns], after.ties[columns])


def test_a_scenario_applies_in_a_named_view_too() -> None:
    study = nk.example()
    for choice in study.views:
        network = nk.build(study, nk.View(name=choice.id))
        after = apply_scenario(network, "childrens-services-hub")
        assert after.working.sum() >= network.working.sum()
        assert after.view == network.view

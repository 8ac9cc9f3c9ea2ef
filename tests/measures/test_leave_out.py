"""Holders left out: judged quickly against networks built anew, and the table by definition."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netkit as nk
from netkit.evidence.study import Actor, Step, Study
from netkit.measures._ground import Ground, Said
from netkit.measures._without import Leaving, without_holders
from netkit.measures.claims import claims, claims_of
from netkit.measures.leave_out import leave_out
from netkit.measures.registry import tables
from netkit.network import Network, View, apply_scenario, build
from netkit.network.accounts import holders
from tests.measures.holders_cases import mixed_study
from tests.measures.paths_cases import AWKWARD, told
from tests.measures.test_claims import VIEWS
from tests.samples import small_study


def rows(study: Study, view: View | None = None) -> dict[str, dict[str, object]]:
    found = leave_out(build(study, view))
    assert found["left_out"].is_unique
    return found.set_index("left_out").to_dict("index")


def ties(network: Network) -> dict[tuple[str, str], Said]:
    return dict(Ground.of(network).ties)


def everybody(study: Study) -> list[str]:
    return sorted({name for item in study.statements for name in holders(item)})


# --- networks without holders ----------------------------------------------------------------


def test_a_statement_goes_with_its_last_respondent() -> None:
    network = build(told("a>b broken R1 R2", "b>c open R1", "c>d open"))
    fewer = without_holders(network, {"R1"})
    assert list(fewer.ties.index) == [("a", "b"), ("c", "d")]
    assert fewer.ties["accounts"].tolist()[0] == 1
    assert list(fewer.measured) == list("abcd")
    assert fewer.view == network.view


def test_more_general_talk_counts_once_nobody_is_left_at_a_ties_own_level() -> None:
    both = Actor("both", "Both", kind="collective", members=("a", "b"))
    network = build(told("a>c open R1", "both>c broken R2", actors=(both,)))
    assert network.ties.loc[("a", "c"), ["state", "level"]].tolist() == ["works", 0]
    fewer = without_holders(network, {"R1"})
    assert fewer.ties.loc[("a", "c"), ["state", "level"]].tolist() == ["fails", 1]


def test_passages_of_the_authors_are_left_out_one_by_one() -> None:
    network = build(
        told("a>b open AUTHORS section=s paragraph=1", "a>c open AUTHORS section=s paragraph=2")
    )
    assert list(without_holders(network, {"AUTHORS:s:1"}).ties.index) == [("a", "c")]
    assert list(without_holders(network, {"AUTHORS"}).ties.index) == [("a", "b"), ("a", "c")]


def test_a_named_view_stays_the_view() -> None:
    network = build(small_study(), View(name="now"))
    fewer = without_holders(network, {"N1"})
    assert fewer.view == network.view
    assert list(fewer.measured) == list(network.measured)


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("seed", range(10))
def test_ties_are_judged_as_in_a_network_built_anew(seed: int, view: View) -> None:
    network = build(mixed_study(seed), view)
    leaving, found = Leaving(network), claims_of(network)
    for size in (0, 1, 3):
        for left in combinations(everybody(network.study), size):
            fewer = without_holders(network, left)
            here, there = leaving.ground(left), Ground.of(fewer)
            assert here.ties == there.ties
            if not fewer.plain:
                assert [claim.value(here) for claim in found] == [
                    claim.value(there) for claim in found
                ]


def test_in_a_scenario_what_is_assumed_stays() -> None:
    after = apply_scenario(build(small_study()), "back")
    assumed = replace(after.assumed, ties={})
    assert ties(build(after.study, after.view, after.rule, assumed)) != {}
    for name in everybody(after.study):
        anew = Ground.of(without_holders(after, {name}))
        assert Leaving(after).ground({name}).ties == anew.ties


def test_an_assumed_tie_holds_whoever_is_left_out() -> None:
    after = apply_scenario(build(nk.example()), "schools-and-health-share")
    assert after.assumed.ties
    ground = Leaving(after).ground(("N5", "N12"))
    said = ground.look("", ("schools", "police"))
    assert said is not None and said.state == "works"
    assert ground.ties == ties(without_holders(after, ("N5", "N12")))


# --- the table -------------------------------------------------------------------------------


def test_what_goes_with_each_holder_by_hand() -> None:
    # The way from a to c by b rests on R1, and on R2 or R3; nobody says that a tells c.
    found = rows(told("a>b open R1", "b>c open R2 R3", "a>c broken R3", "a>c broken AUTHORS"))
    assert list(found) == ["AUTHORS", "respondents", "AUTHORS::", "R1", "R2", "R3"]
    assert found["R1"] == {
        "accounts": 1,
        "ties_changed": 1,
        "reachable_pairs": 1,
        "reachable_pairs_change": -2,
        # Of two others a reaches none; b lay between 1 of (3 - 1)(3 - 2) pairs: a change of 1/2.
        "largest_change_measure": "a:reach_out",
        "largest_change": -1.0,
        "claims_flipped": ("most_between", "most_heard", "tie:a>b"),
    }
    nothing = {"ties_changed": 0, "reachable_pairs": 3, "reachable_pairs_change": 0}
    unmoved = {"largest_change_measure": "", "largest_change": 0.0, "claims_flipped": ()}
    assert found["R2"] == {"accounts": 1, **nothing, **unmoved}
    assert found["R3"] == {"accounts": 2, **nothing, **unmoved}
    assert found["AUTHORS"] == found["AUTHORS::"] == {"accounts": 1, **nothing, **unmoved}
    assert found["respondents"]["reachable_pairs"] == 0
    assert found["respondents"]["accounts"] == 4


def test_an_account_of_agencies_in_general_counts_for_each_who_shares_in_it() -> None:
    both = Actor("both", "Both", kind="collective", members=("a", "b"))
    found = rows(told("both>c open R1 R2", "a>d open R1", actors=(both,)))
    assert {name: row["accounts"] for name, row in found.items()} == {
        "respondents": 2,
        "R1": 2,
        "R2": 1,
    }


def figures(network: Network) -> pd.DataFrame:
    """Give each figure as a share of the largest it can be, from networkx."""
    graph, others = network.graph, max(1, len(network.measured) - 1)
    between = nx.betweenness_centrality(graph, normalized=False)
    columns = {
        "betweenness": [between[name] / max(1, others * (others - 1)) for name in graph],
        "in_degree": [graph.in_degree(name) / others for name in graph],
        "out_degree": [graph.out_degree(name) / others for name in graph],
        "reach_in": [len(nx.ancestors(graph, name)) / others for name in graph],
        "reach_out": [len(nx.descendants(graph, name)) / others for name in graph],
    }
    return pd.DataFrame(columns, index=list(graph))


@pytest.mark.parametrize("seed", range(12))
def test_each_row_is_what_two_networks_differ_by(seed: int) -> None:
    network = build(mixed_study(seed))
    before, states, pairs = claims(network), network.ties["state"], nx.transitive_closure
    reached = pairs(network.graph, reflexive=False)
    for name, row in leave_out(network).set_index("left_out").iterrows():
        study = network.study
        passages = {holder for holder in everybody(study) if holder.startswith("AUTHORS")}
        left = {"AUTHORS": passages, "respondents": {*everybody(study)} - passages}
        after = without_holders(network, left.get(str(name), {name}))
        there = after.ties["state"].reindex(states.index)
        assert row["ties_changed"] == sum(
            one != two for one, two in zip(states, there, strict=True)
        )
        closed = pairs(after.graph, reflexive=False)
        joined = [sum(one != two for one, two in graph.edges) for graph in (reached, closed)]
        assert row["reachable_pairs"] == joined[1]
        assert row["reachable_pairs_change"] == joined[1] - joined[0]
        change = figures(after) - figures(network)
        assert abs(row["largest_change"]) == pytest.approx(change.abs().max(axis=None), abs=1e-9)
        if row["largest_change_measure"]:
            actor, measure = row["largest_change_measure"].split(":")
            assert change.loc[actor, measure] == pytest.approx(row["largest_change"], abs=1e-9)
        if not after.plain:
            turned = before["claim"][[*asked(network, after)] != before["value"]]
            assert list(row["claims_flipped"]) == list(turned)


def asked(network: Network, after: Network) -> list[str]:
    return [claim.value(Ground.of(after)) for claim in claims_of(network)]


def test_of_equal_changes_the_first_measure_and_actor_is_given() -> None:
    found = rows(told("a>b open R1", "c>d open R2", "a>d broken R2"))
    assert found["R1"]["largest_change_measure"] == "b:in_degree"
    assert found["R1"]["largest_change"] == pytest.approx(-1 / 3)


def test_holders_outside_the_view_are_left_aside() -> None:
    study = told("a>b open R1", "a>b open R2 relation=referral")
    assert list(rows(study, View(relations=("calls",)))) == ["respondents", "R1"]


def test_a_holder_of_a_prescribed_step_outside_the_view_is_in_the_table() -> None:
    study = told("a>b open R1", "a>b open R2 relation=referral")
    study = replace(study, steps=(Step("p", "P", "r", 1, "a", "b", "referral"),))
    found = rows(study, View(relations=("calls",)))
    assert found["R2"]["claims_flipped"] == ("pathway:p", "route:p/r")
    assert found["R2"]["ties_changed"] == 0


@pytest.mark.parametrize("name", AWKWARD)
def test_a_plain_list_has_nobody_to_leave_out(name: str) -> None:
    found = leave_out(AWKWARD[name])
    assert list(found.columns) == [column.column for column in tables()["leave_out"].columns]
    assert found.empty


def test_the_order_of_statements_changes_nothing() -> None:
    study = mixed_study(5)
    turned = replace(study, statements=study.statements[::-1])
    pd.testing.assert_frame_equal(leave_out(build(study)), leave_out(build(turned)))


def test_shares_keep_to_their_bounds() -> None:
    found = pd.concat(leave_out(build(mixed_study(seed))) for seed in range(10))
    assert found["largest_change"].abs().le(1).all()
    assert np.array_equal(found["largest_change"] == 0, found["largest_change_measure"] == "")

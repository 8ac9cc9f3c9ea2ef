"""Evidence fragility against every subset of holders, tried in networks built anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest

from netkit.evidence.study import Actor, Step, Study
from netkit.measures import evidence_fragility as module
from netkit.measures._ground import Ground
from netkit.measures._without import without_holders
from netkit.measures.claims import Claim, claims_of
from netkit.measures.evidence_fragility import evidence_fragility
from netkit.measures.registry import tables
from netkit.network import Network, View, build
from netkit.network.accounts import holders
from tests.measures.holders_cases import mixed_study
from tests.measures.paths_cases import AWKWARD, told


def rows(study: Study, view: View | None = None) -> dict[str, dict[str, object]]:
    found = evidence_fragility(build(study, view)).astype(object)
    found = found.where(found.notna(), None)
    return found.set_index("claim").to_dict("index")


def grounds(network: Network) -> Iterator[tuple[tuple[str, ...], Ground]]:
    """Give every set of holders, smallest first, and what is left without it."""
    names = sorted({name for item in network.study.statements for name in holders(item)})
    for size in range(1, len(names) + 1):
        for left in combinations(names, size):
            fewer = without_holders(network, left)
            # Without any account left a network would count as a plain list, which it is not.
            yield left, replace(Ground.of(fewer), network=network)


def turning(
    claim: Claim, network: Network, tried: dict[tuple[str, ...], Ground]
) -> list[tuple[str, ...]]:
    """Give the smallest sets of holders without which a claim has another value."""
    value = claim.value(Ground.of(network))
    sets = [left for left, ground in tried.items() if claim.value(ground) != value]
    return [left for left in sets if len(left) == len(sets[0])]


@pytest.mark.parametrize("view", [View(), View(count_partly=True, phase="before")], ids=str)
@pytest.mark.parametrize("seed", range(8))
def test_the_fewest_holders_are_those_that_a_search_of_all_sets_finds(
    seed: int, view: View
) -> None:
    network = build(mixed_study(seed), view)
    tried = dict(grounds(network))
    found = evidence_fragility(network).set_index("claim")
    for claim in claims_of(network):
        if claim.id not in found.index:
            assert turning(claim, network, tried) == []
            continue
        row, sets = found.loc[claim.id], turning(claim, network, tried)
        assert row["value"] == claim.value(Ground.of(network))
        if pd.isna(row["holders_needed"]):
            assert not row["exact"] or sets == []
            continue
        assert row["holders_needed"] == len(row["holders"])
        assert row["value_there"] == claim.value(tried[row["holders"]]) != row["value"]
        if row["exact"]:
            assert len(row["holders"]) == len(sets[0])
        if pd.notna(row["alike"]):
            assert row["exact"] and row["holders"] == sets[0]
            assert row["alike"] == len(sets)


def test_fragile_claims_by_hand() -> None:
    both = Actor("both", "Both", kind="collective", members=("x", "y"))
    study = told(
        "a>b open R1 R2 R3",
        "b>c broken R1",
        "c>d open R4",
        "c>d broken R5",
        "x>y open R2",
        "both>y broken R3 R4",
        actors=(both,),
    )
    found = rows(study)
    keys = ("value", "holders_needed", "holders", "value_there", "exact", "alike", "accounts")
    assert {
        name: tuple(row[key] for key in keys) for name, row in found.items() if "tie" in name
    } == {
        "tie:a>b": ("works", 3, ("R1", "R2", "R3"), "unspoken", True, 1, 3),
        "tie:b>c": ("fails", 1, ("R1",), "unspoken", True, 1, 1),
        # Without R4 it fails, without R5 it works.
        "tie:c>d": ("partly", 1, ("R4",), "fails", True, 2, 2),
        # More general talk says that it fails.
        "tie:x>y": ("works", 1, ("R2",), "fails", True, 1, 1),
    }
    assert found["tie:a>b"]["title"] == "State of the tie from A to B"


def test_a_tie_that_general_talk_bears_out_needs_those_who_talk_too() -> None:
    both = Actor("both", "Both", kind="collective", members=("x", "y"))
    study = told("x>y open R1", "both>y open R2", "both>y open R3", actors=(both,))
    row = rows(study)["tie:x>y"]
    assert (row["holders"], row["value_there"], row["alike"]) == (("R1", "R2", "R3"), "unspoken", 1)
    assert row["accounts"] == 1


def test_a_route_breaks_with_any_of_its_steps() -> None:
    study = told("a>b open R1 R2", "b>c open R2 R3", "b>c open R3 relation=referral")
    steps = (Step("p", "P", "r", 1, "a", "b", "calls"), Step("p", "P", "r", 2, "b", "c", "calls"))
    found = rows(replace(study, steps=steps))
    row = found["route:p/r"]
    assert (row["value"], row["value_there"], row["holders_needed"]) == ("intact", "fragile", 1)
    # R1, R2 and R3 each leave a step with fewer than two accounts; there are four on two steps.
    assert (row["alike"], row["accounts"]) == (3, 4)
    assert found["pathway:p"]["holders"] == ("R1",)


def test_claims_that_no_account_bears_on_are_left_aside() -> None:
    study = told("a>b open R1", "c>d open")
    study = replace(study, steps=(Step("p", "P", "r", 1, "b", "c", "calls"),))
    assert set(rows(study)) == {
        *("most_between", "most_heard", "reach_share", "ei_below_expected", "mend_first", "tie:a>b")
    }


def many(accounts: int) -> Study:
    return told("a>b open " + " ".join(f"R{number}" for number in range(1, accounts + 1)))


def test_beyond_three_a_set_is_found_one_by_one_and_is_the_fewest_if_four() -> None:
    row = rows(many(4))["tie:a>b"]
    assert (row["holders_needed"], row["exact"], row["alike"]) == (4, True, None)
    row = rows(many(5))["tie:a>b"]
    assert (row["holders_needed"], row["exact"], row["alike"]) == (5, False, None)


def test_holders_not_needed_are_put_back() -> None:
    # One after the other all go before the tie is another; with R1 and R2 back it is in balance.
    study = told("a>b broken R1", "a>b open R2 R3 R4 R5 R6 R7")
    row = rows(study)["tie:a>b"]
    assert row["value"] == "works"
    assert row["holders"] == ("R3", "R4", "R5", "R6", "R7")
    assert (row["value_there"], row["exact"]) == ("partly", False)


@pytest.mark.parametrize("seed", range(4))
def test_sets_found_one_by_one_turn_the_claim_and_need_each_of_theirs(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = build(mixed_study(seed))
    every = evidence_fragility(network).set_index("claim")
    monkeypatch.setattr(module, "WORK", 0)
    by_id = {claim.id: claim for claim in claims_of(network)}
    for name, row in evidence_fragility(network).set_index("claim").iterrows():
        claim, best = by_id[str(name)], every.loc[name, "holders_needed"]
        if pd.isna(row["holders_needed"]):
            continue
        assert not row["holders_needed"] < best
        assert row["exact"] == (row["holders_needed"] <= 2)
        assert pd.isna(row["alike"]) == (row["holders_needed"] > 1)
        for left in combinations(row["holders"], len(row["holders"]) - 1):
            ground = replace(Ground.of(without_holders(network, left)), network=network)
            assert claim.value(ground) == row["value"]


def test_three_are_all_tried_only_while_there_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    assert rows(many(3))["tie:a>b"]["alike"] == 1
    monkeypatch.setattr(module, "SETS", 0)
    row = rows(many(3))["tie:a>b"]
    assert (row["holders_needed"], row["exact"], row["alike"]) == (3, True, None)


@pytest.mark.parametrize("name", AWKWARD)
def test_a_plain_list_has_no_holders(name: str) -> None:
    found = evidence_fragility(AWKWARD[name])
    assert list(found.columns) == [
        column.column for column in tables()["evidence_fragility"].columns
    ]
    assert found.empty


def test_the_order_of_statements_changes_nothing() -> None:
    study = mixed_study(2)
    turned = replace(study, statements=study.statements[::-1])
    one, other = (evidence_fragility(build(item)) for item in (study, turned))
    pd.testing.assert_frame_equal(one, other)

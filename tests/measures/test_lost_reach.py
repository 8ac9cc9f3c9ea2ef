"""Lost reach: whom to blame, against a search of every path."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.evidence.study import Actor, Phase
from netkit.measures.lost_reach import lost_reach
from netkit.network import Network, View, build
from tests.measures.paths_cases import AWKWARD, drawn, remade, told

PHASES = (Phase("before", "Before"), Phase("after", "After"))


def blamed_by_search(network: Network) -> dict[tuple[str, str], tuple[str, ...]]:
    """Blame by looking at every simple path, as the method defines it."""
    spoken, works = network.evidence_graph, network.graph
    found = {}
    for source in network.measured:
        reached = nx.descendants(works, source)
        for target in nx.descendants(spoken, source) - reached - {source}:
            ranked = []
            for path in nx.all_simple_paths(spoken, source, target):
                failing = tuple(leg for leg in pairwise(path) if not works.has_edge(*leg))
                ranked.append((len(failing), len(path), path, failing))
            found[source, target] = tuple(">".join(leg) for leg in min(ranked)[3])
    return found


def lost(network: Network) -> dict[tuple[str, str], tuple[str, ...]]:
    found = lost_reach(network)
    pairs = list(zip(found["source"], found["target"], strict=True))
    assert pairs == sorted(set(pairs))
    return dict(zip(pairs, found["blamed_ties"], strict=True))


@settings(max_examples=150)
@given(drawn(most=7))
def test_lost_reach_blames_what_a_search_of_all_paths_blames(network: Network) -> None:
    assert lost(network) == blamed_by_search(network)


def test_with_partly_working_ties_counted_nothing_is_lost_through_them() -> None:
    study = told("a>b strained R1", "b>c broken R1")
    assert set(lost(build(study))) == {("a", "b"), ("a", "c"), ("b", "c")}
    assert lost(build(study, View(count_partly=True))) == {
        ("a", "c"): ("b>c",),
        ("b", "c"): ("b>c",),
    }


def test_fewest_failing_ties_come_before_fewest_ties_before_first_ids() -> None:
    study = told(
        "a>z broken R1",
        "a>b open R1",
        "b>c open R1",
        "c>y broken R1",
        "b>y broken R1",
        "a>m broken R1",
        "a>n broken R1",
        "m>q open R1",
        "n>q open R1",
    )
    found = lost(build(study))
    assert found["a", "z"] == ("a>z",)
    assert found["a", "y"] == ("b>y",)
    assert found["a", "q"] == ("a>m",)


def test_by_name_only_where_every_blamed_tie_is_spoken_of_by_name() -> None:
    both = Actor("both", "Both", kind="collective", members=("b", "c"))
    members = (Actor("b", "B"), Actor("c", "C"))
    study = told("a>b broken R1", "both>d broken R1", actors=(both, *members))
    found = lost_reach(build(study)).set_index(["source", "target"])
    assert found["by_name"].to_dict() == {
        ("a", "b"): True,
        ("a", "d"): False,
        ("b", "d"): False,
        ("c", "d"): False,
    }


def test_a_tie_that_ended_is_not_counted_as_lost() -> None:
    group = Actor("g", "Group", kind="body", until="before")
    study = told("a>g open R1", "g>b open R1", actors=(group,), phases=PHASES)
    assert lost(build(study)) == {}


@given(drawn(), st.permutations("abcdefgh"))
def test_names_do_not_matter_to_who_is_lost(network: Network, others: list[str]) -> None:
    rename = dict(zip("abcdefgh", others, strict=True))
    found = {pair: len(ties) for pair, ties in lost(network).items()}
    renamed = {pair: len(ties) for pair, ties in lost(remade(network, rename)).items()}
    assert {(rename[one], rename[two]): n for (one, two), n in found.items()} == renamed


@given(drawn())
def test_turning_every_tie_round_turns_every_lost_pair_round(network: Network) -> None:
    turned = lost(remade(network, turn=True))
    assert {(two, one): len(ties) for (one, two), ties in turned.items()} == {
        pair: len(ties) for pair, ties in lost(network).items()
    }


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_networks_give_a_typed_table(name: str) -> None:
    found = lost_reach(AWKWARD[name])
    assert list(found.columns) == ["source", "target", "blamed_ties", "by_name"]
    assert str(found["by_name"].dtype) == "boolean"
    assert len(found) == (3 if name == "nothing works" else 0)


def test_the_order_of_statements_changes_nothing() -> None:
    study = told("a>b broken R1", "a>c broken R2", "b>d open R2", "c>d open R2")
    turned = replace(study, statements=study.statements[::-1])
    pd.testing.assert_frame_equal(lost_reach(build(study)), lost_reach(build(turned)))

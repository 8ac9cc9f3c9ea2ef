"""Reach that rests on known persons: by hand, and by leaving the ties out one and all."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.evidence.study import Channel, Codebook, Study
from netkit.measures.closeness import reach_in, reach_out
from netkit.measures.personal import personal_reach
from netkit.measures.registry import tables
from netkit.network import Network, View, build
from tests.measures.paths_cases import AWKWARD, told

CODEBOOK = Codebook(channels=(Channel("phone", person_dependent=True), Channel("form")))
COUNTS = ["reach_out", "reach_out_without", "reach_in", "reach_in_without", "ties_personal"]


def network(*said: str, view: View | None = None) -> Network:
    return build(study(*said), view)


def study(*said: str) -> Study:
    return told(*said, codebook=CODEBOOK)


def found(network: Network) -> dict[str, list[int]]:
    return personal_reach(network).set_index("actor")[COUNTS].T.to_dict("list")


@st.composite
def networks(draw: st.DrawFn) -> Network:
    pairs = [(one, two) for one in "abcde" for two in "abcde" if one != two]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=12, unique=True))
    said = [
        f"{one}>{two} {draw(st.sampled_from(['open', 'open', 'broken']))} R1 "
        f"channel={draw(st.sampled_from(['phone', 'form']))}"
        for one, two in chosen
    ]
    return network(*said)


@settings(max_examples=60, deadline=None)
@given(networks())
def test_counts_are_those_of_a_search_with_and_without_the_ties(network: Network) -> None:
    graph = network.graph
    personal = [tie for tie in graph.edges if network.ties.loc[tie, "person_dependent"]]
    without = graph.copy()
    without.remove_edges_from(personal)
    rows = found(network)
    assert list(rows) == list(network.measured)
    for actor, counts in rows.items():
        assert counts == [
            len(nx.descendants(graph, actor)),
            len(nx.descendants(without, actor)),
            len(nx.ancestors(graph, actor)),
            len(nx.ancestors(without, actor)),
            sum(actor in tie for tie in personal),
        ]


def test_a_telephone_in_the_middle_of_a_chain_takes_what_lies_beyond() -> None:
    rows = found(
        network("a>b open R1 channel=form", "b>c open R1 channel=phone", "c>d open R1 channel=form")
    )
    assert rows == {
        "a": [3, 1, 0, 0, 0],
        "b": [2, 0, 1, 1, 1],
        "c": [1, 1, 2, 0, 1],
        "d": [0, 0, 3, 1, 0],
    }


def test_a_detour_keeps_the_reach() -> None:
    said = ["a>b open R1 channel=form", "b>c open R1 channel=form", "a>c open R1 channel=phone"]
    assert found(network(*said))["a"] == [2, 2, 0, 0, 1]


def test_a_tie_that_also_goes_by_a_form_does_not_rest_on_persons() -> None:
    rows = found(network("a>b open R1 channel=phone", "a>b open R2 channel=form"))
    assert rows["a"] == [1, 1, 0, 0, 0]


def test_a_telephone_that_does_not_work_carried_nothing() -> None:
    assert found(network("a>b broken R1 channel=phone"))["a"] == [0, 0, 0, 0, 0]


def test_ties_that_work_partly_count_where_the_view_says_so() -> None:
    said = "a>b strained R1 channel=phone"
    assert found(network(said))["a"] == [0, 0, 0, 0, 0]
    assert found(network(said, view=View(count_partly=True)))["a"] == [1, 0, 0, 0, 1]


@pytest.mark.parametrize("name", AWKWARD)
def test_a_plain_list_keeps_its_reach(name: str) -> None:
    plain = AWKWARD[name]
    made = personal_reach(plain).set_index("actor")
    assert [*made.columns] == [column.column for column in tables()["personal_reach"].columns][1:]
    assert made["reach_out"].tolist() == made["reach_out_without"].tolist()
    assert made["reach_out"].tolist() == reach_out(plain).tolist()
    assert made["reach_in_without"].tolist() == reach_in(plain).tolist()
    assert (made["ties_personal"] == 0).all()


def test_the_order_of_statements_changes_nothing() -> None:
    one = study("a>b open R1 channel=phone", "c>b open R2", "b>d open R1 channel=form")
    turned = replace(one, statements=one.statements[::-1])
    pd.testing.assert_frame_equal(personal_reach(build(one)), personal_reach(build(turned)))

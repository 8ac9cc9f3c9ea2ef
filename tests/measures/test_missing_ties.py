"""Missing ties between sectors: by definition, with their states, and never a gap by silence."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.evidence.study import Actor, Phase, Step
from netkit.measures import missing_ties as module
from netkit.measures.missing_ties import missing_ties
from netkit.measures.mixing import mixing
from netkit.network import Network, View, build, network_of
from tests.measures.paths_cases import AWKWARD, drawn, remade, told

PHASES = (Phase("before", "Before"), Phase("after", "After"))
PEOPLE = (Actor("a", "A", "s"), Actor("b", "B", "s"), Actor("c", "C", "t"), Actor("d", "D", "u"))
KEY = ["kind", "source", "target"]


def step(number: int, source: str, target: str) -> Step:
    return Step("law", "By law", "route", number, source, target, "calls", "law")


def pairs(network: Network, kind: str) -> list[tuple[str, str]]:
    found = missing_ties(network)
    chosen = found[found["kind"] == kind]
    return list(zip(chosen["source"], chosen["target"], strict=True))


@settings(max_examples=50)
@given(drawn())
def test_both_lists_are_those_of_the_definition(network: Network) -> None:
    sector = network.actors["sector"].to_dict()
    across = [
        (one, two)
        for one, two in permutations(network.measured, 2)
        if sector[one] and sector[two] and sector[one] != sector[two]
    ]
    spoken, works = network.evidence_graph.has_edge, network.graph.has_edge
    failing = [pair for pair in across if spoken(*pair) and not works(*pair)]
    assert pairs(network, "failing") == failing
    assert pairs(network, "unspoken") == [pair for pair in across if not spoken(*pair)]


@settings(max_examples=50)
@given(drawn())
def test_as_many_are_missing_as_mixing_counts(network: Network) -> None:
    mixed = mixing(network)
    mixed = mixed[mixed["source_sector"] != mixed["target_sector"]]
    assert len(pairs(network, "failing")) == mixed[["partly", "fails"]].sum().sum()
    assert len(pairs(network, "unspoken")) == mixed["unspoken"].sum()


@settings(max_examples=50)
@given(drawn(), st.permutations("abcdefgh"))
def test_names_do_not_matter(network: Network, others: list[str]) -> None:
    rename = dict(zip("abcdefgh", others, strict=True))
    renamed = missing_ties(remade(network, rename))
    found = missing_ties(network)
    found = found.assign(source=found["source"].map(rename), target=found["target"].map(rename))
    pd.testing.assert_frame_equal(
        found.sort_values(KEY).reset_index(drop=True).astype(renamed.dtypes), renamed
    )


def study() -> tuple[Actor, ...]:
    both = Actor("all", "All", kind="collective", members=("a", "c"))
    group = Actor("g", "Group", "t", kind="body", until="before")
    return (*PEOPLE, both, group)


def test_each_pair_has_its_state_level_and_accounts() -> None:
    made = told(
        "a>c broken R1 R2",
        "c>b strained R1",
        "d>a open R1",
        "all>d broken R3",
        "a>g open R1",
        "g>d broken R1",
        "a>b broken R1",
        actors=study(),
        phases=PHASES,
        steps=(step(1, "a", "d"), step(2, "g", "a"), step(3, "b", "d"), step(4, "d", "a")),
    )
    found = missing_ties(build(made)).set_index(KEY)
    columns = ["state", "level", "accounts", "prescribed"]
    failing = found.loc["failing", columns]
    assert failing.index.tolist() == [("a", "d"), ("a", "c"), ("c", "b"), ("c", "d")]
    assert failing.values.tolist() == [
        ["fails", 1, 1, True],
        ["fails", 0, 2, False],
        ["partly", 0, 1, False],
        ["fails", 1, 1, False],
    ]
    silent = found.loc["unspoken"]
    assert silent.index.tolist()[:3] == [("b", "d"), ("g", "a"), ("a", "g")]
    ended = silent[silent["state"] == "ended"]
    assert ended.index.tolist() == [("a", "g"), ("g", "d")]
    assert ended["level"].tolist() == [0, 0]
    others = silent[silent["state"] != "ended"]
    assert (others["state"] == "").all() and others[["level", "accounts"]].isna().all(axis=None)
    assert ("d", "a") not in silent.index and ("a", "b") not in silent.index
    assert found.loc[("failing", "a", "c"), ["source_sector", "target_sector"]].tolist() == [
        "s",
        "t",
    ]


def test_what_the_view_counts_as_working_is_not_missing() -> None:
    made = told("a>c strained R1", "c>a broken R1", actors=PEOPLE)
    assert pairs(build(made), "failing") == [("a", "c"), ("c", "a")]
    network = build(made, View(count_partly=True))
    assert pairs(network, "failing") == [("c", "a")]
    assert ("a", "c") not in pairs(network, "unspoken")


def test_of_many_actors_only_what_is_spoken_of_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    made = told("a>c broken R1", "g>a open R1", "d>b broken R1", actors=study(), phases=PHASES)
    full = missing_ties(build(made))
    assert full["kind"].value_counts().to_dict() == {"failing": 2, "unspoken": 14}
    monkeypatch.setattr(module, "MOST_ACTORS", 5)
    pd.testing.assert_frame_equal(missing_ties(build(made)), full)
    monkeypatch.setattr(module, "MOST_ACTORS", 4)
    pd.testing.assert_frame_equal(missing_ties(build(made)), full[full["kind"] == "failing"])


def test_the_order_of_statements_changes_nothing() -> None:
    made = told("a>c broken R1", "c>d strained R2", "d>a broken R2", actors=PEOPLE)
    turned = replace(made, statements=made.statements[::-1])
    pd.testing.assert_frame_equal(missing_ties(build(made)), missing_ties(build(turned)))


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_networks_give_a_typed_table(name: str) -> None:
    found = missing_ties(AWKWARD[name])
    assert found.dtypes.astype(str).to_list() == [*["object"] * 6, "Int64", "Int64", "boolean"]
    assert len(found) == {"isolate": 3, "one-way pair": 1, "disconnected": 8}.get(name, 0)


def test_a_plain_list_has_no_accounts() -> None:
    found = missing_ties(network_of([], {"a": "s", "b": "t"}, broken=[("a", "b")]))
    assert found["accounts"].isna().all()
    assert found["level"].isna().tolist() == [False, True]

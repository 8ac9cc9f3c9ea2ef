"""Prescribed routes, judged by studies made for it, and the best path against a plain search."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit.evidence.study import Actor, Phase, Step, Study
from netkit.measures._kernels.paths_best import best_path
from netkit.measures.pathways import pathways
from netkit.measures.registry import tables
from netkit.network import View, build
from tests.measures.paths_cases import AWKWARD, told

PHASES = (Phase("before", "Before"), Phase("after", "After"))
EVERYONE = Actor("all", "All", kind="collective", members=("a", "b", "c"))
SOME = Actor("some", "Some", kind="collective", members=("c", "d"))
FOUR = tuple(Actor(name, name.upper()) for name in "abcd")


def route(*chain: str, name: str = "r", pathway: str = "p", relation: str = "calls") -> list[Step]:
    return [
        Step(pathway, "Path", name, number, source, target, relation, basis=f"law {name}")
        for number, (source, target) in enumerate(pairwise(chain), start=1)
    ]


def prescribed(study: Study, *steps: Step) -> Study:
    return replace(study, steps=steps)


def rows(study: Study, view: View | None = None) -> pd.DataFrame:
    return pathways(build(study, view)).set_index(["pathway", "route", "step"])


def row(study: Study, view: View | None = None, name: str = "r") -> dict[str, object]:
    """Give the row of one route."""
    found = pathways(build(study, view))
    (chosen,) = found[(found["route"] == name) & found["step"].isna()].to_dict("records")
    return chosen


def route_names(study: Study, view: View | None = None) -> list[str]:
    found = pathways(build(study, view))
    return list(found.loc[found["step"].isna() & (found["route"] != ""), "route"])


@pytest.mark.parametrize(
    ("said", "kind", "state", "accounts"),
    [
        (["a>b open R1 R2", "b>c open R1 R2 R3"], "intact", "works", 2),
        (["a>b open R1 R2", "b>c open R1"], "fragile", "works", 1),
        (["a>b open R1 R2", "b>c open R1 R2", "b>c broken R3"], "fragile", "works", 2),
        (["a>b open R1 R2", "b>c strained R1 R2"], "fragile", "partly", 2),
        (["a>b open R1 R2"], "unevidenced", "unspoken", 0),
        (["a>b strained R1 R2"], "unevidenced", "unspoken", 0),
        (["a>b broken R1 R2"], "broken", "fails", 0),
        (["a>b broken R1", "b>c open R1 R2"], "broken", "fails", 1),
    ],
)
def test_a_route_is_as_good_as_its_weakest_step(
    said: list[str], kind: str, state: str, accounts: int
) -> None:
    found = row(prescribed(told(*said, actors=FOUR), *route("a", "b", "c")))
    assert (found["condition"], found["state"], found["accounts"]) == (kind, state, accounts)


def test_a_route_over_a_body_that_ended_is_broken() -> None:
    group = Actor("g", "Group", kind="body", until="before")
    study = told("a>g open R1 R2", "g>b open R1 R2", actors=(group,), phases=PHASES)
    study = prescribed(study, *route("a", "g", "b"))
    assert row(study, View(phase="before"))["condition"] == "intact"
    found = row(study)
    assert (found["condition"], found["state"]) == ("broken", "ended")


def test_a_step_is_judged_on_its_own_relation_in_the_phase_of_the_view() -> None:
    study = told(
        "a>b open R1 R2 relation=calls phase=after",
        "a>b broken R3 R4 R5 relation=referral phase=after",
        "a>b open R1 R2 relation=referral phase=before",
        phases=PHASES,
    )
    study = prescribed(
        study,
        *route("a", "b", name="calls"),
        *route("a", "b", name="referral", relation="referral"),
        *route("a", "b", name="unknown", relation="letters"),
    )
    kinds = {"calls": "intact", "referral": "broken", "unknown": "unevidenced"}
    for view in (View(), View(relations=("referral",)), View(relations=("calls",))):
        assert {name: row(study, view, name)["condition"] for name in kinds} == kinds
    before = View(phase="before")
    assert row(study, before, "referral")["condition"] == "intact"
    assert row(study, before, "calls")["condition"] == "unevidenced"


def test_a_pathway_counts_its_routes_and_is_as_good_as_its_worst() -> None:
    study = told("a>b open R1 R2", "b>c open R1", "c>d broken R1", actors=FOUR)
    steps = [
        *route("a", "b", name="intact"),
        *route("b", "c", name="fragile"),
        *route("d", "a", name="silent"),
    ]
    kinds = ["routes_intact", "routes_fragile", "routes_broken", "routes_unevidenced"]
    first = pathways(build(prescribed(study, *steps))).iloc[0]
    assert (first["pathway"], first["route"], first["title"]) == ("p", "", "Path")
    assert first[kinds].tolist() == [1, 1, 0, 1]
    assert (first["condition"], first["state"], first["accounts"]) == (
        "unevidenced",
        "unspoken",
        0,
    )
    steps += route("c", "d", name="broken")
    first = pathways(build(prescribed(study, *steps))).iloc[0]
    assert first[kinds].tolist() == [1, 1, 1, 1]
    assert (first["condition"], first["state"]) == ("broken", "fails")
    assert first["basis"] == ""


def test_rows_stand_pathway_first_then_each_route_with_its_steps() -> None:
    study = told("a>b open R1 R2", "b>c open R1 R2")
    steps = [*route("b", "c", pathway="q"), *route("b", "c", name="s"), *route("a", "b", "c")]
    found = pathways(build(prescribed(study, *reversed(steps))))
    keys = [(path, name, None if pd.isna(step) else step) for path, name, step, *_ in found.values]
    assert keys == [
        ("p", "", None),
        ("p", "r", None),
        ("p", "r", 1),
        ("p", "r", 2),
        ("p", "s", None),
        ("p", "s", 1),
        ("q", "", None),
        ("q", "r", None),
        ("q", "r", 1),
    ]
    ends = found.loc[1, ["source", "target", "relation", "basis"]].tolist()
    assert ends == ["a", "c", "", "law r"]
    counts = found.loc[found["route"] != "", "routes_intact"]
    assert counts.isna().all()
    assert found[["firmness", "detour_firmness"]].isna().all(axis=None)


def test_without_respondents_two_accounts_cannot_be_shown() -> None:
    found = row(prescribed(told("a>b open", "b>c open"), *route("a", "b", "c")))
    assert (found["condition"], found["state"]) == ("fragile", "works")
    assert pd.isna(found["accounts"])


def test_a_collective_is_the_same_member_throughout_a_route() -> None:
    study = prescribed(told(actors=(EVERYONE, *FOUR)), *route("all", "d", "all"))
    assert route_names(study) == ["r:a", "r:b", "r:c"]
    steps = rows(study).loc["p"].loc["r:b"]
    assert steps[["source", "target"]].iloc[1:].values.tolist() == [["b", "d"], ["d", "b"]]


def test_two_collectives_give_every_combination_but_a_step_to_itself() -> None:
    study = prescribed(told(actors=(EVERYONE, SOME, *FOUR)), *route("all", "some"))
    assert route_names(study) == ["r:a+c", "r:a+d", "r:b+c", "r:b+d", "r:c+d"]


def test_a_step_from_a_collective_to_itself_takes_two_members() -> None:
    study = prescribed(told(actors=(SOME, *FOUR)), *route("a", "some", "some"))
    assert route_names(study) == ["r:c+d", "r:d+c"]
    steps = rows(study).loc["p"].loc["r:d+c"]
    assert steps[["source", "target"]].iloc[1:].values.tolist() == [["a", "d"], ["d", "c"]]


def test_where_collectives_are_kept_a_route_stays_as_it_is_written() -> None:
    study = told("all>d open R1 R2", actors=(EVERYONE, *FOUR))
    study = prescribed(study, *route("all", "d"))
    assert route_names(study) == ["r:a", "r:b", "r:c"]
    assert row(study, View(collectives="keep"))["condition"] == "intact"


def test_what_is_said_of_the_collective_is_said_of_its_members() -> None:
    study = told("all>d open R1", "all>d open R2", "a>d broken R3", actors=(EVERYONE, *FOUR))
    study = prescribed(study, *route("all", "d"))
    kinds = {name: row(study, name=name)["condition"] for name in ("r:a", "r:b", "r:c")}
    assert kinds == {"r:a": "broken", "r:b": "intact", "r:c": "intact"}


def test_a_pathway_that_nobody_can_follow_has_no_routes_and_no_condition() -> None:
    study = prescribed(told("a>b open R1", actors=(EVERYONE, *FOUR)), *route("all", "all"))
    found = pathways(build(study, View(collectives="keep")))
    assert len(found) == 1
    assert found.loc[0, ["condition", "state"]].tolist() == ["", ""]
    assert found.loc[0, "routes_broken"] == 0
    assert pd.isna(found.loc[0, "accounts"])


def test_the_detour_is_the_best_supported_path_without_the_steps_of_the_route() -> None:
    study = told(
        "a>b broken R1 relation=referral",
        "a>b open R1 R2 R3 R4 relation=calls",
        "a>d open R1",
        "d>b open R1",
        "a>c open R1 R2 R3",
        "c>e open R1 R2 R3",
        "e>b open R1 R2 R3",
    )
    study = prescribed(study, *route("a", "b", relation="referral"))
    # Supports 0.75 ** 2 = 0.563 by d, 0.875 ** 3 = 0.670 by c and e.
    assert row(study)["detour"] == "a>c>e>b"
    assert list(rows(study)["detour"]) == ["", "a>c>e>b", "a>c>e>b"]
    assert row(study, View(relations=("referral",)))["detour"] == ""


def test_between_equal_detours_the_first_is_taken() -> None:
    study = told("a>z broken R1", "a>c open R1", "c>z open R1", "a>b open R1", "b>z open R1")
    assert row(prescribed(study, *route("a", "z")))["detour"] == "a>b>z"


def test_no_detour_is_given_where_the_route_works_returns_or_ends_at_someone_unnamed() -> None:
    unnamed = Actor("u", "Somebody", kind="unnamed")
    around = ("a>c open R1", "c>b open R1")
    study = told("a>b open R1", "b>a broken R1", "a>u broken R1", *around, actors=(unnamed,))
    study = prescribed(
        study,
        *route("a", "b", name="works"),
        *route("a", "b", "a", name="returns"),
        *route("a", "u", name="unnamed"),
    )
    assert list(rows(study)["detour"]) == [""] * 8
    assert row(study, name="unnamed")["condition"] == "broken"


def test_the_detour_of_a_step_uses_no_other_step_of_its_route() -> None:
    study = told("a>b broken R1", "a>c open R1", "c>b open R1")
    around = route("a", "b", "a", "c", "b", name="s")
    study = prescribed(study, *route("a", "b"), *around)
    assert row(study)["detour"] == "a>c>b"
    step = rows(study).loc[("p", "s", 1)]
    assert (step["state"], step["detour"]) == ("fails", "")


def test_of_equally_long_paths_the_one_with_fewest_arcs_comes_before_the_first() -> None:
    arcs = [[(1, 1), (3, 1)], [(2, 1)], [(4, 1)], [(4, 2)], []]
    assert best_path(arcs, 0, 4) == (0, 3, 4)


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 3)), max_size=20),
    st.frozensets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=3),
)
def test_the_best_path_is_the_first_of_all_paths(
    drawn_arcs: list[tuple[int, int, int]], barred: frozenset[tuple[int, int]]
) -> None:
    lengths = {(one, two): length for one, two, length in drawn_arcs if one != two}
    arcs = [
        [(two, length) for (one, two), length in sorted(lengths.items()) if one == here]
        for here in range(6)
    ]
    graph = nx.DiGraph([pair for pair in lengths if pair not in barred])
    graph.add_nodes_from(range(6))
    every = [tuple(path) for path in nx.all_simple_paths(graph, 0, 5)]
    best = min(
        every,
        key=lambda path: (sum(lengths[leg] for leg in pairwise(path)), len(path), path),
        default=(),
    )
    assert best_path(arcs, 0, 5, barred) == best


@pytest.mark.parametrize("name", AWKWARD)
def test_without_steps_the_table_is_empty_and_has_its_columns(name: str) -> None:
    found = pathways(AWKWARD[name])
    assert found.empty
    assert list(found.columns) == [column.column for column in tables()["pathways"].columns]


def test_the_order_of_statements_and_steps_changes_nothing() -> None:
    study = told("all>d broken R1", "a>c open R2", "c>d open R2", actors=(EVERYONE, *FOUR))
    study = prescribed(study, *route("all", "d"), *route("a", "c", "d", name="s"))
    turned = replace(study, statements=study.statements[::-1], steps=study.steps[::-1])
    pd.testing.assert_frame_equal(pathways(build(study)), pathways(build(turned)))

"""Cuts between the ends of routes: by hand, by every smallest cut there is, and by networkx."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.evidence.study import Actor, Step
from netkit.measures._kernels.cuts import place_cut, tie_cut
from netkit.measures.cuts import cuts
from netkit.measures.registry import tables
from netkit.network import Network, build, network_of
from tests.measures.paths_cases import AWKWARD, drawn, remade, told

LISTS = ["actor_cut", "tie_cut", "dominators"]


def step(route: str, source: str, target: str, number: int = 1, relation: str = "ties") -> Step:
    return Step("law", "By law", route, number, source, target, relation, "law")


def prescribed(network: Network, *pairs: tuple[str, str]) -> Network:
    """Prescribe one direct step for each pair."""
    steps = tuple(step(f"{one}>{two}", one, two) for one, two in pairs)
    return build(replace(network.study, steps=steps))


def everywhere(network: Network) -> Network:
    return prescribed(network, *permutations(network.measured, 2))


def by_pair(network: Network) -> pd.DataFrame:
    return cuts(network).set_index(["source", "target"])


def one(*pairs: str) -> pd.Series:
    """Give the row from a to z of a network of ties written ``a>b``."""
    network = network_of([(text[0], text[-1]) for text in pairs])
    return by_pair(prescribed(network, ("a", "z"))).loc[("a", "z")]


def smallest(graph: nx.DiGraph, ends: tuple[str, str], kind: str) -> Iterator[tuple[set, set]]:
    """Give each smallest set that parts the ends, and what the source still reaches without it."""
    parts = sorted(graph.edges) if kind == "tie" else sorted(set(graph) - set(ends))
    for size in range(len(parts) + 1):
        found = False
        for gone in combinations(parts, size):
            left = graph.copy()
            (left.remove_edges_from if kind == "tie" else left.remove_nodes_from)(gone)
            reached = nx.descendants(left, ends[0])
            if ends[1] not in reached:
                found = True
                yield set(gone), reached
        if found:
            return


def named(ties: set[tuple[str, str]]) -> set[str]:
    return {">".join(tie) for tie in ties}


@settings(max_examples=60, deadline=None)
@given(drawn(most=5))
def test_a_cut_is_the_smallest_nearest_to_the_source_of_all_there_are(network: Network) -> None:
    graph = network.graph
    for ends, row in by_pair(everywhere(network)).iterrows():
        assert row["connected"] == nx.has_path(graph, *ends)
        for kind, apart in (("tie", False), ("actor", graph.has_edge(*ends))):
            cut, size = row[f"{kind}_cut"], row[f"{kind}_cut_size"]
            if apart or not row["connected"]:
                assert cut == () and size is pd.NA
                continue
            every = list(smallest(graph, ends, kind))
            nearest = min(every, key=lambda pair: len(pair[1]))
            # What it leaves within reach, every other smallest cut leaves within reach.
            assert all(nearest[1] <= reached for _, reached in every)
            assert set(cut) == (named(nearest[0]) if kind == "tie" else nearest[0])
            assert list(cut) == sorted(cut)
            assert size == len(cut)


@settings(max_examples=60, deadline=None)
@given(drawn(most=6))
def test_dominators_are_who_lies_on_every_path_in_its_order(network: Network) -> None:
    for ends, row in by_pair(everywhere(network)).iterrows():
        paths = list(nx.all_simple_paths(network.graph, *ends))
        common = paths[0][1:-1] if paths else []
        expected = tuple(actor for actor in common if all(actor in path for path in paths))
        assert row["dominators"] == expected
        assert (row["actor_cut_size"] is not pd.NA and row["actor_cut_size"] == 1) == bool(expected)
        if expected:
            assert row["actor_cut"] == expected[:1]


@pytest.mark.parametrize("seed", range(4))
def test_sizes_in_larger_networks_are_those_that_networkx_finds(seed: int) -> None:
    graph = nx.gnp_random_graph(40, 0.08, seed=seed, directed=True)
    arcs = np.array(list(graph.edges), dtype=np.int64)
    for source, target in [(0, 1), (5, 30), (39, 2), (17, 18)]:
        if not nx.has_path(graph, source, target):
            assert tie_cut(40, arcs, source, target) == []
            continue
        rows = tie_cut(40, arcs, source, target)
        assert len(rows) == len(nx.minimum_edge_cut(graph, source, target))
        left = graph.copy()
        left.remove_edges_from([tuple(arcs[row]) for row in rows])
        assert not nx.has_path(left, source, target)
        if not graph.has_edge(source, target):
            places = place_cut(40, arcs, source, target)
            # Not minimum_node_cut: it finds nothing where a tie leads back from target to source.
            assert len(places) == nx.node_connectivity(graph, source, target)
            left = graph.copy()
            left.remove_nodes_from(places)
            assert not nx.has_path(left, source, target)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arcs_does_not_change_what_is_cut(seed: int) -> None:
    graph = nx.gnp_random_graph(30, 0.12, seed=seed, directed=True)
    arcs = np.array(list(graph.edges), dtype=np.int64)
    turned = arcs[np.random.default_rng(seed).permutation(len(arcs))]
    for source, target in [(0, 1), (5, 20), (29, 2)]:
        cut = {tuple(arcs[row]) for row in tie_cut(30, arcs, source, target)}
        assert cut == {tuple(turned[row]) for row in tie_cut(30, turned, source, target)}
        if not graph.has_edge(source, target):
            places = place_cut(30, arcs, source, target)
            assert places == place_cut(30, turned, source, target)


@settings(max_examples=30, deadline=None)
@given(drawn(), st.permutations("abcdefgh"))
def test_names_do_not_matter_to_which_cut_is_taken(network: Network, others: list[str]) -> None:
    rename = dict(zip("abcdefgh", others, strict=True))
    renamed = by_pair(everywhere(remade(network, rename)))
    for (source, target), row in by_pair(everywhere(network)).iterrows():
        other = renamed.loc[(rename[source], rename[target])]
        assert {rename[actor] for actor in row["actor_cut"]} == set(other["actor_cut"])
        ties = {">".join(rename[end] for end in tie.split(">")) for tie in row["tie_cut"]}
        assert ties == set(other["tie_cut"])
        assert tuple(rename[actor] for actor in row["dominators"]) == other["dominators"]


def test_a_line_is_cut_next_to_its_source_and_must_pass_everybody() -> None:
    row = one("a>b", "b>c", "c>z")
    assert (row["actor_cut"], row["tie_cut"]) == (("b",), ("a>b",))
    assert (row["actor_cut_size"], row["tie_cut_size"]) == (1, 1)
    assert row["dominators"] == ("b", "c")


def test_two_ways_that_meet_are_cut_where_they_meet() -> None:
    row = one("a>b", "a>c", "b>m", "c>m", "m>x", "m>y", "x>z", "y>z")
    assert row["actor_cut"] == row["dominators"] == ("m",)
    assert row["tie_cut"] == ("a>b", "a>c")


def test_two_ways_apart_need_two_cuts_and_have_nobody_all_must_pass() -> None:
    row = one("a>c", "a>b", "b>y", "c>x", "y>z", "x>z")
    assert (row["actor_cut"], row["actor_cut_size"], row["dominators"]) == (("b", "c"), 2, ())
    assert (row["tie_cut"], row["tie_cut_size"]) == (("a>b", "a>c"), 2)


def test_a_direct_tie_leaves_no_actor_to_part_the_ends() -> None:
    row = one("a>z", "a>b", "b>z")
    assert row["connected"]
    assert (row["actor_cut"], row["dominators"]) == ((), ())
    assert row["actor_cut_size"] is pd.NA
    assert (row["tie_cut"], row["tie_cut_size"]) == (("a>b", "a>z"), 2)


def test_only_working_ties_in_their_direction_join_the_ends() -> None:
    network = network_of([("a", "b"), ("z", "b")], broken=[("b", "z")])
    row = by_pair(prescribed(network, ("a", "z"))).loc[("a", "z")]
    assert not row["connected"]
    assert [row[name] for name in LISTS] == [(), (), ()]
    assert row["tie_cut_size"] is pd.NA and row["actor_cut_size"] is pd.NA


def test_ties_of_other_relations_join_the_ends_too_and_the_route_itself_need_not_work() -> None:
    study = told("a>z broken R1", "a>b open R1", "b>z open R1 relation=referral")
    study = replace(study, steps=(step("r", "a", "z", relation="calls"),))
    row = by_pair(build(study)).loc[("a", "z")]
    assert row["connected"] and row["actor_cut"] == ("b",)


def test_a_route_has_the_ends_of_its_chain_and_each_member_its_own_row() -> None:
    both = Actor("both", "Both", kind="collective", members=("b", "c"))
    members = (Actor("b", "B"), Actor("c", "C"))
    study = told("a>b open R1", "b>z open R1", "a>c open R1", actors=(both, *members))
    steps = (step("r", "a", "both", 1, "calls"), step("r", "both", "z", 2, "calls"))
    found = cuts(build(replace(study, steps=(*steps, step("s", "both", "z", 1, "calls")))))
    assert found["route"].tolist() == ["r:b", "r:c", "s:b", "s:c"]
    assert found["source"].tolist() == ["a", "a", "b", "c"]
    assert found["connected"].tolist() == [True, True, True, False]
    assert found["dominators"].tolist() == [("b",), ("b",), (), ()]


def test_without_two_measured_ends_all_is_empty() -> None:
    listed = Actor("y", "Listed only")
    study = told("a>b open R1", "b>a open R1", actors=(listed,))
    around = (step("r", "a", "b", 1, "calls"), step("r", "b", "a", 2, "calls"))
    found = cuts(build(replace(study, steps=(*around, step("s", "a", "y", 1, "calls")))))
    assert found["connected"].isna().all() and len(found) == 2
    assert found[["actor_cut_size", "tie_cut_size"]].isna().all(axis=None)
    assert all(cell == () for name in LISTS for cell in found[name])


def test_the_order_of_statements_changes_nothing() -> None:
    said = ["a>c", "a>b", "b>m", "c>m", "m>x", "x>z", "m>y", "y>z"]
    study = told(*(f"{text} open R1" for text in said))
    study = replace(study, steps=(step("r", "a", "z", relation="calls"),))
    turned = replace(study, statements=study.statements[::-1])
    pd.testing.assert_frame_equal(cuts(build(study)), cuts(build(turned)))


@pytest.mark.parametrize("name", AWKWARD)
def test_networks_without_routes_give_a_typed_table_without_rows(name: str) -> None:
    found = cuts(AWKWARD[name])
    assert list(found.columns) == [column.column for column in tables()["cuts"].columns]
    assert found.empty and str(found["connected"].dtype) == "boolean"

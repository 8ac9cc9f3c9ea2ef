"""Key players: by hand, by trying every set with networkx, and in many portions as in one."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.measures import key_players as module
from netkit.measures import structure
from netkit.measures._kernels import key_players as kernel
from netkit.measures.cohesion import global_efficiency
from netkit.measures.impact import pairs_lost
from netkit.measures.key_players import key_players
from netkit.measures.registry import tables
from netkit.network import Network, network_of
from tests.measures.paths_cases import AWKWARD, drawn, published, remade

Pairs = list[tuple[str, str]]


def both_ways(pairs: Pairs) -> Pairs:
    return pairs + [(two, one) for one, two in pairs]


def found(network: Network) -> pd.DataFrame:
    return key_players(network).set_index(["criterion", "size"])


def nearness(graph: nx.DiGraph) -> float:
    lengths = dict(nx.all_pairs_shortest_path_length(graph))
    return sum(1 / lengths[u][v] for u, v in permutations(graph, 2) if v in lengths[u])


def fragmented(graph: nx.DiGraph, gone: tuple[str, ...]) -> float:
    left = graph.subgraph(set(graph) - set(gone))
    return 1 - nearness(left) / (len(left) * (len(left) - 1))


def reach(graph: nx.DiGraph, members: tuple[str, ...]) -> float:
    steps: dict[str, int] = {}
    for start in members:
        for actor, length in nx.single_source_shortest_path_length(graph, start).items():
            steps[actor] = min(length, steps.get(actor, length))
    return sum(1 / steps[actor] for actor in steps if actor not in members) / len(graph)


def joined(graph: nx.DiGraph, gone: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    left = graph.subgraph(set(graph) - set(gone))
    return {(start, goal) for start in left for goal in nx.descendants(left, start)}


def tried_one_by_one(network: Network) -> dict[tuple[str, int], tuple[tuple[str, ...], float, int]]:
    """Try every set as the criteria are defined: the first best, its value, how many are alike."""
    graph, names = network.graph, sorted(network.measured)
    best = {}
    for criterion, value_of, leave in (("fragmentation", fragmented, 2), ("reach", reach, 1)):
        for size in range(1, min(3, len(names) - leave) + 1):
            values = {sets: value_of(graph, sets) for sets in combinations(names, size)}
            top = max(values.values())
            alike = [sets for sets, value in values.items() if value > top - 1e-9]
            best[criterion, size] = (alike[0], top, len(alike))
    return best


@settings(max_examples=80, deadline=None)
@given(drawn(most=7))
def test_the_sets_are_those_found_by_trying_each_one(network: Network) -> None:
    rows, expected = found(network), tried_one_by_one(network)
    assert list(rows.index) == list(expected)
    for key, (actors, value, alike) in expected.items():
        row = rows.loc[key]
        assert (row["actors"], row["alike"]) == (actors, alike)
        assert row["value"] == pytest.approx(value, abs=1e-12)
        assert row["exact"]


@settings(max_examples=50, deadline=None)
@given(drawn(most=7))
def test_what_is_lost_and_reached_is_counted_pair_by_pair(network: Network) -> None:
    graph = network.graph
    for (criterion, _), row in found(network).iterrows():
        gone = row["actors"]
        if criterion == "fragmentation":
            others = {pair for pair in joined(graph) if not set(pair) & set(gone)}
            assert row["pairs_lost"] == len(others - joined(graph, gone))
            assert pd.isna(row["reached"])
            assert row["baseline"] == pytest.approx(fragmented(graph, ()), abs=1e-12)
        else:
            outside = set().union(*(nx.descendants(graph, actor) for actor in gone)) - set(gone)
            assert row["reached"] == len(outside)
            assert pd.isna(row["pairs_lost"]) and pd.isna(row["baseline"])


def test_a_star_falls_apart_without_its_middle_which_reaches_all() -> None:
    rows = found(network_of(both_ways([("hub", leaf) for leaf in "abcd"])))
    alone = rows.loc["fragmentation", 1]
    # 8 ordered pairs one step apart and 12 two steps: 1 - (8 + 6) / 20.
    assert (alone["actors"], alone["value"], alone["alike"]) == (("hub",), 1.0, 1)
    assert alone["baseline"] == pytest.approx(0.3)
    assert alone["pairs_lost"] == 12
    one = rows.loc["reach", 1]
    assert (one["actors"], one["value"], one["reached"]) == (("hub",), 4 / 5, 4)


def test_a_line_falls_apart_at_its_middle_and_three_cut_out_leave_two_apart() -> None:
    rows = found(network_of(both_ways([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])))
    # Without c: a-b and d-e, so 4 of 12 ordered pairs one step apart.
    assert rows.loc[("fragmentation", 1), "actors"] == ("c",)
    assert rows.loc[("fragmentation", 1), "value"] == pytest.approx(1 - 4 / 12)
    # b and d leave a, c, e apart; every other pair leaves a tie.
    assert rows.loc[("fragmentation", 2), "actors"] == ("b", "d")
    assert (rows.loc[("fragmentation", 2), ["value", "alike"]] == [1.0, 1]).all()
    # From b and d: a, c, e at one step. From a and d: b, c, e as well; and b with e.
    assert rows.loc[("reach", 2), "actors"] == ("a", "d")
    assert rows.loc[("reach", 2), "value"] == pytest.approx(3 / 5)
    assert rows.loc[("reach", 2), "alike"] == 3


def test_two_cliques_hang_more_on_where_the_bridge_begins_than_on_the_bridge() -> None:
    cliques = [*permutations("abcd", 2), *permutations("wxyz", 2)]
    rows = found(network_of([*cliques, *both_ways([("d", "m"), ("m", "w")])]))
    alone = rows.loc["fragmentation", 1]
    # Without m two cliques of four are left: 24 of 56 ordered pairs one step apart. Without d a
    # clique of three (6) and of four (12), m by w (2), and m two steps from x, y, z (6): 23.
    assert (alone["actors"], alone["alike"]) == (("d",), 2)
    assert alone["value"] == pytest.approx(1 - 23 / 56)
    assert alone["pairs_lost"] == 56 - (6 + 20)
    # One of each clique, and d or w among them for m: seven sets reach all others in one step.
    assert rows.loc[("reach", 2), "actors"] == ("a", "w")
    assert rows.loc[("reach", 2), "value"] == pytest.approx(7 / 9)
    assert rows.loc[("reach", 2), "alike"] == 7


def test_direction_is_followed() -> None:
    network = network_of([("a", "b"), ("b", "c")])
    assert found(network).loc[("reach", 1), "actors"] == ("a",)
    assert found(remade(network, turn=True)).loc[("reach", 1), "actors"] == ("c",)


def test_taking_a_badly_tied_actor_away_can_only_lower_fragmentation_when_all_else_is_tied() -> (
    None
):
    rows = found(network_of([*permutations("abc", 2)], isolates=["x"]))
    # Any of a, b, c gone leaves one tie both ways: 1 - 2/6, against 1 - 6/12 before.
    assert rows.loc[("fragmentation", 1), "actors"] == ("a",)
    assert rows.loc[("fragmentation", 1), "value"] == pytest.approx(2 / 3)
    assert rows.loc[("fragmentation", 1), "baseline"] == pytest.approx(1 / 2)
    assert rows.loc[("fragmentation", 1), "alike"] == 3


@pytest.mark.parametrize("name", ["knoke_info", "krackhardt_advice"])
def test_one_actor_and_nobody_agree_with_the_measures_that_say_the_same(name: str) -> None:
    network = published(name)
    rows = found(network)
    alone = rows.loc["fragmentation", 1]
    assert alone["baseline"] == pytest.approx(1 - global_efficiency(network), rel=1e-12)
    assert alone["pairs_lost"] == pairs_lost(network)[alone["actors"][0]]
    assert rows["exact"].all()
    expected = tried_one_by_one(network) if len(network.measured) < 12 else {}
    for key, (actors, _, alike) in expected.items():
        assert (rows.loc[key, "actors"], rows.loc[key, "alike"]) == (actors, alike)


@given(drawn(), st.permutations("abcdefgh"))
@settings(max_examples=50, deadline=None)
def test_names_do_not_matter_to_the_values(network: Network, others: list[str]) -> None:
    renamed = remade(network, dict(zip("abcdefgh", others, strict=True)))
    columns = ["value", "baseline", "alike"]
    pd.testing.assert_frame_equal(found(network)[columns], found(renamed)[columns], rtol=1e-12)


def test_where_not_all_sets_can_be_tried_swaps_mend_a_greedy_choice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The middle, c, is the best alone; the best two, its neighbours a and b, do without it.
    line = network_of(both_ways([("e", "a"), ("a", "c"), ("c", "b"), ("b", "d")]))
    monkeypatch.setattr(module, "MOST_SETS", 1)
    rows = found(line)
    assert not rows["exact"].any()
    assert rows["alike"].isna().all()
    assert rows.loc[("fragmentation", 1), "actors"] == ("c",)
    assert rows.loc[("fragmentation", 2), "actors"] == ("a", "b")


def test_the_work_bounds_what_is_tried_and_few_are_chosen_among(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = network_of(both_ways([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")]))
    # A step takes 5 places and 8 arcs, one word each: five sets of one, and no more.
    monkeypatch.setattr(module, "MOST_WORK", 5 * 13)
    monkeypatch.setattr(module, "POOL", 4)
    rows = found(line)
    assert rows.loc["fragmentation", "exact"].tolist() == [True, False, False]
    assert rows.loc["reach", "exact"].all()
    # From c no single swap leads to b and d; from a and c, d is the only way to part b and e.
    assert rows.loc["fragmentation", "actors"].tolist() == [("c",), ("a", "c"), ("a", "c", "d")]


@settings(max_examples=40, deadline=None)
@given(drawn(most=7))
def test_no_swap_makes_a_set_that_is_not_exact_better(network: Network) -> None:
    names, graph = set(network.measured), network.graph
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "MOST_SETS", 0)
        rows = found(network)
    for (criterion, _), row in rows.iterrows():
        value_of = fragmented if criterion == "fragmentation" else reach
        for leaving in row["actors"]:
            for other in names - set(row["actors"]):
                swapped = (*(set(row["actors"]) - {leaving}), other)
                assert value_of(graph, swapped) <= row["value"] + 1e-9


def test_many_words_and_many_portions_give_what_networkx_gives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = nx.gnp_random_graph(70, 0.04, seed=5, directed=True)
    arcs = np.array(list(graph.edges), dtype=np.int64)
    sets = np.array(list(combinations(range(0, 70, 9), 3)), dtype=np.int64)
    whole = kernel.nearness_without(70, arcs, sets)
    near = np.zeros((70, 70))
    for start, lengths in nx.all_pairs_shortest_path_length(graph):
        for goal, length in lengths.items():
            near[start, goal] = 1 / length if length else 0
    from_sets = kernel.nearness_from(near, sets)
    monkeypatch.setattr(kernel, "CELLS", 5 * 70 * 2)
    parts = kernel.nearness_without(70, arcs, sets)
    assert (parts[0] == whole[0]).all() and (parts[1] == whole[1]).all()
    assert kernel.nearness_from(near, sets) == pytest.approx(from_sets, rel=1e-12)
    for number in (0, 17, len(sets) - 1):
        gone = tuple(sets[number].tolist())
        left = graph.subgraph(set(graph) - set(gone))
        assert whole[0][number] == pytest.approx(nearness(left), rel=1e-12)
        assert whole[1][number] == len(joined(graph, gone))
        assert from_sets[number] == pytest.approx(70 * reach(graph, gone), rel=1e-12)


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_networks_give_only_the_sizes_that_leave_enough(name: str) -> None:
    made, count = key_players(AWKWARD[name]), len(AWKWARD[name].measured)
    assert list(made.columns) == [column.column for column in tables()["key_players"].columns]
    assert str(made["alike"].dtype) == "Int64" and str(made["exact"].dtype) == "boolean"
    sizes = made.groupby("criterion")["size"].max().to_dict()
    expected = {"fragmentation": min(3, count - 2), "reach": min(3, count - 1)}
    assert sizes == {key: size for key, size in expected.items() if size > 0}


def test_where_nothing_works_all_sets_are_alike() -> None:
    rows = found(AWKWARD["nothing works"])
    assert rows.loc[("fragmentation", 1), ["value", "baseline", "alike"]].tolist() == [1.0, 1.0, 3]
    assert rows.loc["reach", ["value", "reached"]].to_numpy().tolist() == [[0.0, 0], [0.0, 0]]


# --- large networks --------------------------------------------------------------------------


def test_paths_to_parts_of_the_places_add_up() -> None:
    graph = nx.gnm_random_graph(90, 260, seed=6, directed=True)
    arcs = np.array(list(graph.edges), dtype=np.int64)
    sets = np.array([[3, 8], [1, 70], [0, 89]])
    whole = kernel.nearness_without(90, arcs, sets)
    parts = [
        kernel.nearness_without(90, arcs, sets, goals) for goals in np.array_split(np.arange(90), 3)
    ]
    for place in (0, 1):
        assert sum(part[place] for part in parts) == pytest.approx(whole[place])


def test_sets_that_some_paths_chose_are_valued_by_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "FEWEST_PATHS", 20)
    monkeypatch.setattr(structure, "PATHS", 0)
    monkeypatch.setattr(module, "GOALS", 10)
    monkeypatch.setattr(module, "MOST_SETS", 20)
    graph = nx.gnm_random_graph(70, 200, seed=6, directed=True)
    network = network_of([(f"a{one:02}", f"a{two:02}") for one, two in graph.edges])
    assert not structure.path_sample(network).whole
    rows = found(network)
    for size in (1, 2, 3):
        row = rows.loc[("fragmentation", size)]
        assert not row["exact"]
        assert row["value"] == pytest.approx(fragmented(network.graph, row["actors"]))
        left = {pair for pair in joined(network.graph) if not set(pair) & set(row["actors"])}
        assert row["pairs_lost"] == len(left) - len(joined(network.graph, row["actors"]))

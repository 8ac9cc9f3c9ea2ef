"""Groups by ties: published figures, plain twins, and the same groups whatever the machine does."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
from collections import Counter
from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from netkit.measures._kernels import communities
from netkit.measures._kernels.permutations import generator
from netkit.measures.groups import (
    groups,
    groups_found,
    groups_sector_nmi,
    groups_sector_rand,
    groups_stability,
    modularity_found,
)
from netkit.network import Network, Resampling, network_of
from tests.measures.paths_cases import AWKWARD, published

HOW = Resampling(draws=10)
MEASURES = (
    modularity_found,
    groups_found,
    groups_stability,
    groups_sector_rand,
    groups_sector_nmi,
)
# Two rings and an isolate, joined by one tie; sectors are the rings but for one actor.
RINGS = network_of(
    [("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "z"), ("z", "x"), ("a", "x")],
    {"a": "s", "b": "s", "c": "s", "x": "t", "y": "t", "i": "t"},
    isolates=["i"],
)


def labelled(*groups: int) -> np.ndarray:
    return np.array(groups, dtype=np.int64)


def some_labels(seed: int, count: int = 2) -> np.ndarray:
    chance = np.random.default_rng(seed)
    size = int(chance.integers(2, 12))
    drawn = chance.integers(0, int(chance.integers(1, 5)), size=(count, size))
    return np.array([communities.numbered(row) for row in drawn])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The documented examples of scikit-learn's adjusted_rand_score.
        ((0, 0, 1, 1), (0, 0, 1, 1), 1.0),
        ((0, 0, 1, 1), (1, 1, 0, 0), 1.0),
        ((0, 0, 1, 2), (0, 0, 1, 1), 4 / 7),
        ((0, 0, 1, 1), (0, 0, 1, 2), 4 / 7),
        ((0, 0, 0, 0), (0, 1, 2, 3), 0.0),
        ((0, 0, 1, 1), (0, 1, 0, 1), -0.5),
        # Its user guide, 0.24: (2 - 18/15) / (9/2 - 18/15).
        ((0, 0, 0, 1, 1, 1), (0, 0, 1, 1, 2, 2), 0.8 / 3.3),
        # Yeung & Ruzzo (2001), 0.313: of 45 pairs 7 in both, 13 and 14 in each.
        ((0, 0, 1, 1, 1, 1, 2, 2, 2, 2), (0, 1, 0, 1, 1, 2, 2, 2, 2, 2), 266 / 851),
        # Alike, and nothing left to chance.
        ((0, 0, 0), (0, 0, 0), 1.0),
        ((0, 1, 2), (2, 1, 0), 1.0),
    ],
)
def test_the_adjusted_rand_index_is_the_published_one(
    one: tuple[int, ...], other: tuple[int, ...], expected: float
) -> None:
    assert communities.adjusted_rand(labelled(*one), labelled(*other)) == pytest.approx(expected)
    assert communities.adjusted_rand(labelled(*other), labelled(*one)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The documented examples of scikit-learn's normalized_mutual_info_score.
        ((0, 0, 1, 1), (0, 0, 1, 1), 1.0),
        ((0, 0, 1, 1), (1, 1, 0, 0), 1.0),
        ((0, 0, 0, 0), (0, 1, 2, 3), 0.0),
        # Its user guide gives a V-measure, which is the same, of 0.516.
        ((0, 0, 0, 1, 1, 1), (0, 0, 1, 1, 2, 2), 0.516),
        # Two halves crossed share one bit of the second's two: 2 · 1 / (1 + 2).
        ((0, 0, 1, 1), (0, 1, 2, 3), 2 / 3),
        ((0, 0, 1, 1), (0, 1, 0, 1), 0.0),
        ((0, 0, 0), (0, 0, 0), math.nan),
    ],
)
def test_normalised_information_is_the_published_one(
    one: tuple[int, ...], other: tuple[int, ...], expected: float
) -> None:
    found = communities.normalised_information(labelled(*one), labelled(*other))
    assert found == pytest.approx(expected, abs=5e-4 if expected == 0.516 else 1e-12, nan_ok=True)


def rand_by_pairs(one: np.ndarray, other: np.ndarray) -> float:
    pairs = list(combinations(range(len(one)), 2))
    first = [one[i] == one[j] for i, j in pairs]
    second = [other[i] == other[j] for i, j in pairs]
    both = sum(a and b for a, b in zip(first, second, strict=True))
    expected = sum(first) * sum(second) / len(pairs)
    largest = (sum(first) + sum(second)) / 2
    return 1.0 if largest == expected else (both - expected) / (largest - expected)


def information_by_definition(one: np.ndarray, other: np.ndarray) -> float:
    size = len(one)
    rows, columns = Counter(one.tolist()), Counter(other.tolist())
    cells = Counter(zip(one.tolist(), other.tolist(), strict=True))
    mutual = sum(
        n / size * math.log(n * size / (rows[a] * columns[b])) for (a, b), n in cells.items()
    )
    entropies = -sum(n / size * math.log(n / size) for c in (rows, columns) for n in c.values())
    return 2 * mutual / entropies if entropies else math.nan


def test_agreement_is_that_of_the_definitions() -> None:
    for seed in range(200):
        one, other = some_labels(seed)
        found = communities.adjusted_rand(one, other)
        assert found == pytest.approx(rand_by_pairs(one, other)), seed
        assert -0.5 <= found <= 1
        information = communities.normalised_information(one, other)
        expected = information_by_definition(one, other)
        assert information == pytest.approx(expected, abs=1e-12, nan_ok=True), seed


def test_stability_and_shares_are_those_of_all_pairs_of_runs() -> None:
    for seed in range(50):
        runs = some_labels(seed, count=5)
        rand = [communities.adjusted_rand(one, other) for one, other in combinations(runs, 2)]
        assert communities.stability(runs) == pytest.approx(np.mean(rand))
        expected = sum((run[:, None] == run).astype(int) for run in runs)
        assert (communities.together(runs) == expected).all()


def test_modularity_is_that_of_networkx() -> None:
    for seed in range(40):
        graph = nx.gnp_random_graph(9, 0.3, seed=seed, directed=True)
        labels = communities.numbered(np.random.default_rng(seed).integers(0, 3, size=9))
        given = [set(np.flatnonzero(labels == group).tolist()) for group in range(3)]
        ends = np.array(list(graph.edges))
        expected = nx.community.modularity(graph, [group for group in given if group])
        assert communities.modularity_of(ends, labels) == pytest.approx(expected, abs=1e-12)


def test_the_runs_reach_the_highest_modularity_there_is() -> None:
    # Zachary's karate club without weights: 0.4198, proven best by Brandes et al. (2008).
    club = nx.Graph(list(nx.karate_club_graph().edges)).to_directed()
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(club)))
    graph.add_edges_from(sorted(club.edges))
    ends = np.array(list(graph.edges))
    random = generator(1, "groups")
    runs = communities.louvain_runs(graph, 50, random)
    best = max(communities.modularity_of(ends, run) for run in runs)
    assert best == pytest.approx(0.4198, abs=5e-5)
    assert communities.modularity_of(ends, communities.consensus(runs, random)) > 0.41


def test_a_consensus_is_what_most_runs_say() -> None:
    chance = np.random.default_rng(1)
    runs = labelled(0, 0, 0, 1, 1, 2)[None, :].repeat(5, axis=0)
    runs[:2] = [[0, 1, 2, 2, 1, 0], [0, 0, 0, 0, 0, 0]]
    assert communities.consensus(runs, chance).tolist() == [0, 0, 0, 1, 1, 2]


def test_where_most_runs_join_a_chain_its_pairs_are_grouped_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # a with b and b with c in three of five runs, a with c in one: a path of two equal weights
    # has its highest modularity, 0, as one group (two: 1/2 - (81 + 9)/144 < 0).
    runs = np.array([[0, 0, 1], [0, 0, 1], [0, 1, 1], [0, 1, 1], [0, 0, 0]])
    assert communities.consensus(runs, np.random.default_rng(1)).tolist() == [0, 0, 0]
    # Eight in a chain: five would make two groups or more of it, were the chain not cut short.
    chain = np.array([[0, 0, 1, 1, 2, 2, 3, 3], [0, 1, 1, 2, 2, 3, 3, 4], [0, 0, 1, 1, 2, 2, 3, 3]])
    chain = np.vstack([chain, chain[1:2], np.zeros((1, 8), dtype=np.int64)])
    assert communities.consensus(chain, np.random.default_rng(1)).max() > 0
    monkeypatch.setattr(communities, "MOST_ROUNDS", 1)
    assert communities.consensus(chain, np.random.default_rng(1)).tolist() == [0] * 8


def test_two_rings_are_two_groups_and_an_isolate_is_in_none() -> None:
    found = groups(RINGS, HOW).set_index("actor")
    assert found["group"].drop("i").to_dict() == {
        **dict.fromkeys("abc", 1),
        **dict.fromkeys("xyz", 2),
    }
    assert found.loc["i"].isna().all()
    assert (found["share"].drop("i") == 1.0).all()
    assert groups_found(RINGS, HOW) == 2.0
    assert groups_stability(RINGS, HOW) == 1.0
    # Six of seven ties within; the rings send 4 and 3 and receive 3 and 4.
    assert modularity_found(RINGS, HOW) == pytest.approx(6 / 7 - 24 / 49)
    # z has no sector: over a, b, c, x, y the groups are the sectors.
    assert groups_sector_rand(RINGS, HOW) == 1.0
    assert groups_sector_nmi(RINGS, HOW) == pytest.approx(1.0)


def test_groups_that_cross_sectors_agree_with_them_less_than_chance() -> None:
    ties = list(RINGS.graph.edges)
    sectors = {"a": "s", "b": "t", "c": "s", "x": "t", "y": "s", "z": "t"}
    network = network_of(ties, sectors)
    # Pairs: 2 in both, 6 in each, of 15: (2 - 36/15) / (6 - 36/15).
    assert groups_sector_rand(network, HOW) == pytest.approx(-0.4 / 3.6)
    cells = 2 * (2 / 3 * math.log2(4 / 3) + 1 / 3 * math.log2(2 / 3)) / 2
    assert groups_sector_nmi(network, HOW) == pytest.approx(cells)


@pytest.mark.parametrize("sectors", [{}, dict.fromkeys("abcxyz", "s"), {"a": "s", "i": "t"}])
def test_with_fewer_than_two_sectors_there_is_nothing_to_agree_with(
    sectors: dict[str, str],
) -> None:
    network = network_of(RINGS.graph.edges, sectors, isolates=["i"])
    assert math.isnan(groups_sector_rand(network, HOW))
    assert math.isnan(groups_sector_nmi(network, HOW))
    assert groups_found(network, HOW) == 2


def test_groups_are_numbered_by_their_first_actors() -> None:
    name = {"a": "z", "b": "c", "c": "q", "x": "a", "y": "k", "z": "b"}
    network = network_of([(name[one], name[two]) for one, two in RINGS.graph.edges])
    found = groups(network, HOW).set_index("actor")["group"].to_dict()
    assert found == {"a": 1, "b": 1, "k": 1, "c": 2, "q": 2, "z": 2}


def test_planted_groups_are_found_again() -> None:
    chance = random.Random(4)
    names = [f"{group}{number}" for group in "pqrs" for number in range(8)]
    ties = [
        (one, two)
        for one, two in permutations(names, 2)
        if chance.random() < (0.5 if one[0] == two[0] else 0.04)
    ]
    network = network_of(ties, {name: name[0] for name in names})
    assert groups_sector_rand(network, HOW) == 1.0
    assert groups_found(network, HOW) == 4.0
    assert 0.9 < groups_stability(network, HOW) <= 1
    assert groups(network, HOW)["share"].min() > 0.9


def test_shares_are_means_over_the_others_of_the_group() -> None:
    network = published("knoke_info")
    found = groups(network, HOW)
    assert found["share"].between(0.5, 1).all() or found["share"].lt(1).any()
    actors = list(network.measured)
    place = {actor: number for number, actor in enumerate(actors)}
    graph = nx.DiGraph()
    graph.add_nodes_from(range(len(actors)))
    graph.add_edges_from((place[one], place[two]) for one, two in sorted(network.graph.edges))
    runs = communities.louvain_runs(graph, 50, generator(HOW.seed, "groups"))
    for row in found.itertuples():
        others = found["actor"][(found["group"] == row.group) & (found["actor"] != row.actor)]
        shares = [(runs[:, place[row.actor]] == runs[:, place[other]]).mean() for other in others]
        assert row.share == pytest.approx(np.mean(shares))
    assert groups_stability(network, HOW) == pytest.approx(communities.stability(runs))


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_networks(name: str) -> None:
    network = AWKWARD[name]
    found = groups(network, HOW)
    assert list(found["actor"]) == list(network.measured)
    assert found.dtypes.astype(str).to_list() == ["object", "Int64", "float64"]
    touched = {end for tie in network.graph.edges for end in tie}
    assert set(found["actor"][found["group"].notna()]) == touched
    for measure in MEASURES[:3]:
        assert math.isnan(measure(network, HOW)) == (not touched)


def test_without_draws_nothing_is_sought_and_more_draws_change_nothing() -> None:
    without = groups(RINGS, Resampling(draws=0))
    assert list(without["actor"]) == list(RINGS.measured)
    assert without[["group", "share"]].isna().all(axis=None)
    assert all(math.isnan(measure(RINGS, Resampling(draws=0))) for measure in MEASURES)
    network = published("knoke_info")
    pd.testing.assert_frame_equal(
        groups(network, Resampling(1)), groups(published("knoke_info"), Resampling(1000))
    )


def unclear() -> Network:
    chance = random.Random(8)
    names = [f"a{number:02d}" for number in range(26)]
    ties = [pair for pair in permutations(names, 2) if chance.random() < 0.12]
    return network_of(ties, isolates=names)


def test_an_isolate_more_changes_nothing() -> None:
    network = unclear()
    more = network_of(network.graph.edges, isolates=[*network.measured, "zz"])
    found = groups(more, HOW)
    pd.testing.assert_frame_equal(groups(network, HOW), found[found["actor"] != "zz"])
    assert groups_stability(network, HOW) == groups_stability(more, HOW)
    assert modularity_found(network, HOW) == modularity_found(more, HOW)


@pytest.mark.process
def test_groups_do_not_depend_on_the_order_in_which_sets_are_gone_through() -> None:
    code = (
        "from tests.measures.test_groups import unclear, groups, groups_stability, HOW\n"
        "print(groups(unclear(), HOW).to_csv(), repr(groups_stability(unclear(), HOW)))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert told[0] == told[1]
    assert "a25" in told[0]
    assert groups_stability(unclear(), HOW) < 1

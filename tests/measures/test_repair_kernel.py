"""Gains from added arcs, against networkx that searches every changed graph again."""

from __future__ import annotations

from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.measures._kernels import repair
from netkit.measures._kernels.repair import gains, pairs_in_draws, set_gains
from netkit.measures._kernels.shortest import distances

Arcs = list[tuple[int, int]]


def graph_of(size: int, arcs: Arcs) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(arcs)
    return graph


def measured(size: int, arcs: Arcs) -> tuple[int, float]:
    """Count joined pairs and add up 1/d by searching from every place."""
    lengths = [
        length
        for start, found in nx.all_pairs_shortest_path_length(graph_of(size, arcs))
        for goal, length in found.items()
        if goal != start
    ]
    return len(lengths), sum(1 / length for length in lengths)


def array(arcs: Arcs) -> np.ndarray:
    return np.array(arcs, dtype=np.int64).reshape(-1, 2)


def between(size: int, arcs: Arcs) -> np.ndarray:
    return distances(size, array(arcs))


@st.composite
def sparse(draw: st.DrawFn) -> tuple[int, Arcs]:
    size = draw(st.integers(1, 8))
    pairs = list(permutations(range(size), 2))
    kept = draw(st.lists(st.integers(0, 3), min_size=len(pairs), max_size=len(pairs)))
    return size, [pair for pair, number in zip(pairs, kept, strict=True) if number == 0]


@settings(max_examples=60)
@given(sparse())
def test_every_single_arc_gains_what_a_new_search_finds(case: tuple[int, Arcs]) -> None:
    size, arcs = case
    candidates = list(permutations(range(size), 2))
    pairs, nearness = gains(between(size, arcs), array(candidates))
    joined, near = measured(size, arcs)
    for row, arc in enumerate(candidates):
        more, nearer = measured(size, [*arcs, arc])
        assert pairs[row] == more - joined
        assert nearness[row] == pytest.approx(nearer - near, abs=1e-12)
        assert arc not in arcs or nearness[row] == 0


@settings(max_examples=30)
@given(sparse(), st.integers(2, 3), st.randoms(use_true_random=False))
def test_sets_gain_what_a_new_search_finds(case: tuple[int, Arcs], count: int, pick) -> None:
    size, arcs = case
    every = list(permutations(range(size), 2))
    candidates = pick.sample(every, min(6, len(every)))
    sets = list(combinations(range(len(candidates)), count))
    pairs, nearness = set_gains(
        between(size, arcs), array(candidates), np.array(sets, dtype=np.int64).reshape(-1, count)
    )
    joined, near = measured(size, arcs)
    for row, chosen in enumerate(sets):
        more, nearer = measured(size, arcs + [candidates[number] for number in chosen])
        assert pairs[row] == more - joined
        assert nearness[row] == pytest.approx(nearer - near, abs=1e-12)


@pytest.mark.parametrize("size", [2, 62, 63, 64, 126, 127, 128, 129, 300])
def test_closing_a_long_line_is_exact_whatever_its_length(size: int) -> None:
    # On a line 0 to n-1 the arc back from the end makes a ring: from each place one place at each
    # distance 1 to n-1, where the line has n-d pairs at distance d.
    line = [(place, place + 1) for place in range(size - 1)]
    pairs, nearness = gains(between(size, line), array([(size - 1, 0)]))
    assert pairs.tolist() == [size * (size - 1) // 2]
    assert nearness[0] == pytest.approx(sum((size - (size - d)) / d for d in range(1, size)))


def test_a_hand_worked_gain() -> None:
    # 0→1→2 with 2→0: 2→0 at 1, 2→1 at 2, 1→0 at 2; with 0→2 the pair (0, 2) comes from 2 to 1.
    pairs, nearness = gains(between(3, [(0, 1), (1, 2)]), array([(2, 0), (0, 2), (0, 1)]))
    assert pairs.tolist() == [3, 0, 0]
    assert nearness.tolist() == [2.0, 0.5, 0.0]


@pytest.fixture(params=[1, 100, 2**22])
def cells(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(repair, "CELLS", request.param)
    return request.param


def random_case(seed: int, size: int = 15, count: int = 30) -> tuple[Arcs, Arcs]:
    random = np.random.default_rng(seed)
    every = list(permutations(range(size), 2))
    order = random.permutation(len(every)).tolist()
    return [every[row] for row in order[:count]], [every[row] for row in order[count : count + 40]]


def test_how_many_are_worked_on_at_once_changes_no_bit(cells: int) -> None:
    arcs, candidates = random_case(3)
    steps = between(15, arcs)
    pairs, nearness = gains(steps, array(candidates))
    single = [gains(steps, array([arc])) for arc in candidates]
    assert pairs.tolist() == [one[0].tolist()[0] for one in single]
    assert nearness.tolist() == [one[1].tolist()[0] for one in single]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_places_changes_no_bit(seed: int) -> None:
    arcs, candidates = random_case(seed)
    place = np.random.default_rng(seed + 100).permutation(15)
    pairs, nearness = gains(between(15, arcs), array(candidates))
    moved = gains(distances(15, place[array(arcs)]), place[array(candidates)])
    assert moved[0].tolist() == pairs.tolist()
    assert moved[1].tolist() == nearness.tolist()


def test_pairs_in_draws_are_those_that_a_new_search_finds(cells: int) -> None:
    size = 7
    arcs, candidates = random_case(8, size, 14)
    candidates = candidates[:6] + arcs[:4]
    marks = np.random.default_rng(1).random((40, len(arcs))) < 0.5
    found = pairs_in_draws(marks, array(arcs), size, array(candidates))
    assert found.shape == (40, 10)
    for draw, row in zip(found, marks, strict=True):
        there = [arc for arc, mark in zip(arcs, row, strict=True) if mark]
        before = measured(size, there)[0]
        assert draw.tolist() == [measured(size, [*there, arc])[0] - before for arc in candidates]


def test_a_long_line_is_closed_in_draws_too() -> None:
    line = array([(place, place + 1) for place in range(99)])
    found = pairs_in_draws(np.ones((1, 99), dtype=bool), line, 100, array([(99, 0)]))
    assert found.tolist() == [[4950]]


@pytest.mark.parametrize("size", [0, 1, 4])
def test_without_candidates_or_arcs_there_is_nothing_to_gain(size: int) -> None:
    none = array([])
    pairs, nearness = gains(between(size, []), none)
    assert len(pairs) == len(nearness) == 0
    assert pairs_in_draws(np.zeros((3, 0), dtype=bool), none, size, none).shape == (3, 0)

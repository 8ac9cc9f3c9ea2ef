"""The fast paths against the plain definitions, on small graphs of every shape."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from netkit.measures._kernels import (
    bounds,
    holes,
    removal,
    sampled_paths,
    shortest,
    spectral,
    triads,
)

Whole = npt.NDArray[np.int64]


@st.composite
def graphs(draw: st.DrawFn, most: int = 7) -> nx.DiGraph:
    """Draw a directed graph, often with isolates and in several pieces."""
    size = draw(st.integers(0, most))
    pairs = list(permutations(range(size), 2))
    graph = nx.empty_graph(size, create_using=nx.DiGraph)
    if pairs:
        several = st.lists(st.sampled_from(pairs), max_size=3 * size, unique=True)
        graph.add_edges_from(sorted(draw(several)))
    return graph


def arcs_of(graph: nx.DiGraph) -> Whole:
    return np.array(list(graph.edges), dtype=np.int64).reshape(-1, 2)


def matrix_of(graph: nx.DiGraph) -> csr_array:
    ends = arcs_of(graph)
    ones = np.ones(len(ends), dtype=np.int64)
    return csr_array((ones, (ends[:, 0], ends[:, 1])), shape=(len(graph), len(graph)))


def distances_of(graph: nx.DiGraph) -> npt.NDArray[np.float64]:
    return shortest.distances(len(graph), arcs_of(graph))


@settings(deadline=None)
@given(graphs())
def test_distances_are_those_of_a_search_from_each_place(graph: nx.DiGraph) -> None:
    found = distances_of(graph)
    for start in graph:
        steps = nx.single_source_shortest_path_length(graph, start)
        assert found[start].tolist() == [steps.get(place, np.inf) for place in graph]


@pytest.mark.parametrize("sparse", [0, 10**9], ids=["at once", "by word"])
@pytest.mark.parametrize("farthest", [100, 2])
def test_distances_do_not_depend_on_how_they_are_found(
    monkeypatch: pytest.MonkeyPatch, farthest: int, sparse: int
) -> None:
    graph = nx.gnm_random_graph(150, 300, seed=4, directed=True)
    expected = distances_of(graph)
    assert np.isfinite(expected).any() and np.isinf(expected).any() and expected[:, 0].max() > 2
    # A path longer than that is found by searches from each place; 64 starts are one block of three.
    monkeypatch.setattr(shortest, "FARTHEST", farthest)
    monkeypatch.setattr(shortest, "SPARSE", sparse)
    monkeypatch.setattr(shortest, "STARTS", 64)
    assert np.array_equal(distances_of(graph), expected)
    steps = nx.single_source_shortest_path_length(graph, 7)
    assert expected[7].tolist() == [steps.get(place, np.inf) for place in graph]


def test_distances_along_a_chain_are_counted_to_its_end() -> None:
    chain = distances_of(nx.path_graph(300, create_using=nx.DiGraph))
    assert chain[0].tolist() == list(range(300))
    assert np.isinf(chain[299, :299]).all()


@settings(deadline=None)
@given(graphs(6), st.lists(st.integers(1, 3), min_size=30, max_size=30))
def test_betweenness_is_a_share_of_all_shortest_paths(
    graph: nx.DiGraph, lengths: list[int]
) -> None:
    for (one, two), length in zip(graph.edges, lengths, strict=False):
        graph.edges[one, two]["length"] = length
    places, along = np.zeros(len(graph)), dict.fromkeys(graph.edges, 0.0)
    for start, goal in permutations(graph, 2):
        if nx.has_path(graph, start, goal):
            paths = list(nx.all_shortest_paths(graph, start, goal, weight="length"))
            for path in paths:
                places[path[1:-1]] += 1 / len(paths)
                for tie in pairwise(path):
                    along[tie] += 1 / len(paths)
    whole = np.array(lengths[: graph.number_of_edges()], dtype=np.int64)
    between = shortest.distances(len(graph), arcs_of(graph), whole)
    fast = shortest.betweenness(arcs_of(graph), whole, between)
    assert fast[0] == pytest.approx(places, abs=1e-12)
    assert fast[1] == pytest.approx(np.array(list(along.values())), abs=1e-12)


def test_betweenness_in_portions_is_that_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.gnp_random_graph(40, 0.1, seed=3, directed=True)
    ends, steps = arcs_of(graph), np.ones(graph.number_of_edges(), dtype=np.int64)
    whole = shortest.betweenness(ends, steps, distances_of(graph))
    expected = nx.betweenness_centrality(graph, normalized=False)
    monkeypatch.setattr(shortest, "CELLS", 7 * len(ends))
    parts = shortest.betweenness(ends, steps, distances_of(graph))
    for one, other in zip(whole, parts, strict=True):
        assert one == pytest.approx(other, rel=1e-12)
    assert parts[0] == pytest.approx(np.array([expected[place] for place in graph]), rel=1e-12)


@settings(deadline=None)
@given(graphs())
def test_losses_are_what_taking_away_shows(graph: nx.DiGraph) -> None:
    by_place, by_arc = removal.losses(arcs_of(graph), distances_of(graph))
    before = joined(graph)
    for place in graph:
        without = graph.copy()
        without.remove_node(place)
        others = {pair for pair in before if place not in pair}
        assert by_place[place] == len(others - joined(without))
    for row, tie in enumerate(graph.edges):
        without = graph.copy()
        without.remove_edge(*tie)
        assert by_arc[row] == len(before - joined(without))


def joined(graph: nx.DiGraph) -> set[tuple[int, int]]:
    return {(start, goal) for start in graph for goal in nx.descendants(graph, start)}


def test_dominators_are_those_of_a_graph_that_needs_several_rounds() -> None:
    ladder = [(0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (4, 6), (5, 7), (6, 5), (7, 8), (8, 3)]
    graph = nx.DiGraph(ladder)
    before = [sorted(graph.predecessors(place)) for place in range(9)]
    expected = nx.immediate_dominators(graph, 0)
    found = removal.dominators(before, rank=list(range(9)))
    assert found[1:] == [expected[place] for place in range(1, 9)]


@settings(deadline=None)
@given(graphs())
def test_constraint_and_effective_size_are_burts_sums(graph: nx.DiGraph) -> None:
    z = matrix_of(graph).toarray()
    z = z + z.T
    constraint, size = holes.constraint(matrix_of(graph)), holes.effective_size(matrix_of(graph))
    for i in graph:
        contacts = np.flatnonzero(z[i])
        if not len(contacts):
            assert np.isnan(constraint[i])
            assert np.isnan(size[i])
            continue
        p, q_of = z / np.maximum(z.sum(axis=1, keepdims=True), 1), set(graph)
        total = redundant = 0.0
        for j in contacts:
            others = q_of - {i, int(j)}
            total += (p[i, j] + sum(p[i, q] * p[q, j] for q in others)) ** 2
            redundant += sum(p[i, q] * z[j, q] / z[j].max() for q in others)
        assert constraint[i] == pytest.approx(total)
        assert size[i] == pytest.approx(len(contacts) - redundant)


@settings(deadline=None)
@given(graphs())
def test_pagerank_solves_its_equation(graph: nx.DiGraph) -> None:
    found = spectral.pagerank(matrix_of(graph), 0.85)
    for place in graph:
        dangling = sum(found[other] for other in graph if not graph.out_degree(other))
        handed = sum(found[other] / graph.out_degree(other) for other in graph.predecessors(place))
        assert found[place] == pytest.approx(
            0.15 / len(graph) + 0.85 * (dangling / len(graph) + handed), rel=1e-13
        )
    assert sum(found) == pytest.approx(1.0 if len(graph) else 0.0)


@settings(deadline=None)
@given(graphs())
def test_hubs_and_authorities_project_equal_scores_on_all_leading_vectors(
    graph: nx.DiGraph,
) -> None:
    hubs, authorities = spectral.hubs_and_authorities(matrix_of(graph))
    dense = matrix_of(graph).toarray().astype(float)
    for found, gram in ((hubs, dense @ dense.T), (authorities, dense.T @ dense)):
        if not dense.any():
            assert np.isnan(found).all()
            continue
        values, vectors = np.linalg.eigh(gram)
        leading = vectors[:, values > values[-1] - 1e-9]
        expected = (leading @ leading.T).sum(axis=1)
        assert found == pytest.approx(expected / expected.max(), abs=1e-10)
        assert found.min() >= 0.0


def test_who_has_no_part_in_the_leading_group_has_exactly_nothing() -> None:
    graph = nx.DiGraph([(0, 1), (2, 3), (2, 4)])
    hubs, authorities = spectral.hubs_and_authorities(matrix_of(graph))
    assert hubs.tolist() == [0.0, 0.0, 1.0, 0.0, 0.0]
    assert (authorities > 0).tolist() == [False, False, False, True, True]


def test_leading_vectors_by_lanczos_are_those_of_the_whole_decomposition() -> None:
    block = matrix_of(nx.gnp_random_graph(60, 0.1, seed=5, directed=True))
    for one, other in zip(
        spectral.leading_pair(block), spectral.leading_pair(block, dense=0), strict=True
    ):
        assert one == pytest.approx(other, rel=1e-8, abs=1e-12)


@settings(deadline=None)
@given(graphs())
def test_triads_are_those_counted_one_by_one(graph: nx.DiGraph) -> None:
    found = triads.triad_census(matrix_of(graph))
    counted = dict.fromkeys(triads.KINDS, 0)
    for three in combinations(graph, 3):
        counted[nx.triad_type(graph.subgraph(three))] += 1
    assert found == counted


@settings(deadline=None)
@given(graphs())
def test_pairs_without_a_least_upper_bound_are_those_of_the_definition(graph: nx.DiGraph) -> None:
    above = {place: nx.ancestors(graph, place) | {place} for place in graph}
    pieces = list(nx.weakly_connected_components(graph))
    missing = 0
    for piece in pieces:
        for one, two in combinations(piece, 2):
            common = above[one] & above[two]
            missing += not any(common <= above[bound] for bound in common)
    assert missing == bounds.pairs_without_bound(
        arcs_of(graph),
        np.isfinite(distances_of(graph)),
        labels(graph, list(nx.strongly_connected_components(graph))),
        labels(graph, pieces),
    )


def labels(graph: nx.DiGraph, groups: list[set[int]]) -> Whole:
    number = {place: row for row, group in enumerate(groups) for place in group}
    return np.array([number[place] for place in graph], dtype=np.int64)


@settings(deadline=None)
@given(graphs())
def test_strong_bridges_are_arcs_whose_loss_makes_more_components(graph: nx.DiGraph) -> None:
    groups = list(nx.strongly_connected_components(graph))
    found = removal.strong_bridges(len(graph), arcs_of(graph), labels(graph, groups))
    for mark, arc in zip(found, list(graph.edges), strict=True):
        left = graph.copy()
        left.remove_edge(*arc)
        assert mark == (nx.number_strongly_connected_components(left) > len(groups))


@settings(deadline=None)
@given(graphs(), st.lists(st.integers(1, 3), min_size=42, max_size=42))
def test_the_parts_of_all_starts_are_the_whole(graph: nx.DiGraph, lengths: list[int]) -> None:
    ends, whole = arcs_of(graph), np.array(lengths[: graph.number_of_edges()], dtype=np.int64)
    every = np.arange(len(graph))
    for steps in (whole, None):
        between = shortest.distances(len(graph), ends, steps)
        sums = sampled_paths.betweenness_from(ends, steps, between, between.T, every)
        ones = np.ones_like(whole) if steps is None else steps
        places, along = shortest.betweenness(ends, ones, between)
        assert sums.places == pytest.approx(places)
        assert sums.along == pytest.approx(along)
    between = distances_of(graph)
    lost = removal.losses_from(ends, between, between.T)
    places, along = removal.losses(ends, between)
    assert lost.places.tolist() == places.tolist()
    assert lost.along.tolist() == along.tolist()


@settings(deadline=None)
@given(graphs())
def test_squares_are_those_of_each_start_alone(graph: nx.DiGraph) -> None:
    ends, between = arcs_of(graph), distances_of(graph)
    ones, every = np.ones(len(ends), dtype=np.int64), np.arange(len(graph))

    def of(starts: Whole) -> tuple[sampled_paths.Sums, sampled_paths.Sums]:
        far, back = between[starts], between.T[starts]
        assert np.array_equal(far, shortest.distances_from(len(graph), ends, ones, starts))
        return (
            sampled_paths.betweenness_from(ends, None, far, back, starts),
            removal.losses_from(ends, far, back),
        )

    alone = [of(np.array([start])) for start in graph]
    for kind, whole in enumerate(of(every)):
        for place, name in enumerate(("places", "along")):
            if len(graph):
                parts = np.array([part[kind][place] for part in alone])
                assert whole[place] == pytest.approx(parts.sum(axis=0)), name
                assert whole[place + 2] == pytest.approx((parts**2).sum(axis=0)), name

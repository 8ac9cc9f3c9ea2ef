"""Kernels of large networks: the same figures as the plain definition gives."""

from __future__ import annotations

import os

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from netkit.measures._kernels import (
    bounds,
    buckets,
    condensation,
    cutpoints,
    holes,
    paths_roles,
    permuted_roles,
    products,
    removal,
    shortest,
    spans,
    spectral,
    triads,
    triangles,
)
from netkit.measures._rounding import rounded

Whole = npt.NDArray[np.int64]
MOST = 12


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, Whole]:
    """Draw a number of places and arcs between them: few to nearly all."""
    size = draw(st.integers(1, MOST))
    seed, share = draw(st.integers(0, 2**32 - 1)), draw(st.sampled_from([0.05, 0.15, 0.3, 0.8]))
    marks = np.random.default_rng(seed).random((size, size)) < share
    np.fill_diagonal(marks, val=False)
    return size, np.argwhere(marks).astype(np.int64).reshape(-1, 2)


def graph_of(size: int, arcs: Whole) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(arcs.tolist())
    return graph


def matrix_of(size: int, arcs: Whole) -> csr_array:
    return csr_array((np.ones(len(arcs), dtype=np.int64), tuple(arcs.T)), shape=(size, size))


@settings(deadline=None)
@given(graphs(), st.integers(1, 400))
def test_who_reaches_how_many(given_graph: tuple[int, Whole], portion: int) -> None:
    size, arcs = given_graph
    reach = np.isfinite(shortest.distances(size, arcs))
    np.fill_diagonal(reach, val=False)
    graph = condensation.condensed(size, arcs)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(condensation, "PORTION", portion)
        into, out = condensation.reach_counts(graph)
    assert into.tolist() == reach.sum(axis=0).tolist()
    assert out.tolist() == reach.sum(axis=1).tolist()
    whole = condensation.reaching(graph, graph.component[:2], np.zeros(min(2, size), dtype=int))
    either = (reach | np.eye(size, dtype=bool))[:, :2].any(axis=1)
    assert whole[graph.component, 0].tolist() == either.tolist()


@settings(deadline=None)
@given(graphs())
def test_components_are_numbered_by_their_first_places(given_graph: tuple[int, Whole]) -> None:
    size, arcs = given_graph
    found = condensation.condensed(size, arcs)
    expected = nx.condensation(graph_of(size, arcs))
    groups = [set(np.flatnonzero(found.component == number)) for number in range(len(found.sizes))]
    assert groups == sorted(
        (set(item) for item in nx.get_node_attributes(expected, "members").values()), key=min
    )
    assert len(found.arcs) == expected.number_of_edges()


def test_long_chains_of_components() -> None:
    size = 300
    chain = np.column_stack([np.arange(size - 1), np.arange(1, size)])
    into, out = condensation.reach_counts(condensation.condensed(size, chain))
    assert into.tolist() == list(range(size))
    assert out.tolist() == list(range(size))[::-1]


@settings(deadline=None)
@given(graphs())
def test_cutpoints_are_those_of_networkx(given_graph: tuple[int, Whole]) -> None:
    size, arcs = given_graph
    found = np.flatnonzero(cutpoints.cutpoints(size, arcs)).tolist()
    assert found == sorted(nx.articulation_points(graph_of(size, arcs).to_undirected()))


@settings(deadline=None)
@given(graphs())
def test_what_a_place_or_an_arc_cuts_off(given_graph: tuple[int, Whole]) -> None:
    size, arcs = given_graph
    between = shortest.distances(size, arcs)
    whole = removal.losses(arcs, between)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(removal, "ONE_BY_ONE", 0)
        by_level = removal.losses(arcs, between)
    assert by_level[0].tolist() == whole[0].tolist()
    assert by_level[1].tolist() == whole[1].tolist()


@settings(deadline=None)
@given(
    graphs(), st.lists(st.integers(1, 40), min_size=MOST**2, max_size=MOST**2), st.integers(1, 30)
)
def test_lengths_by_buckets_are_those_of_dijkstra(
    given_graph: tuple[int, Whole], lengths: list[int], rounds: int
) -> None:
    size, arcs = given_graph
    whole, every = np.array(lengths[: len(arcs)], dtype=np.int64), np.arange(size)
    plain = shortest.distances_from(size, arcs, whole, every)
    assert np.array_equal(buckets.lengths_from(size, arcs, whole, every), plain)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(buckets, "ROUNDS", rounds)
        given_up = buckets.lengths_from(size, arcs, whole, every)
        assert given_up is None or np.array_equal(given_up, plain)
        patch.setattr(shortest, "MANY", 0)
        assert np.array_equal(shortest.distances_from(size, arcs, whole, every), plain)


@settings(deadline=None)
@given(graphs(), st.lists(st.integers(0, 2), min_size=MOST, max_size=MOST), st.integers(1, 50))
def test_what_follows_from_triangles(
    given_graph: tuple[int, Whole], groups: list[int], pairs: int
) -> None:
    size, arcs = given_graph
    matrix, joined = matrix_of(size, arcs), triangles.Joined(size, arcs)
    codes = np.unique(groups[:size], return_inverse=True)[1].astype(np.int64)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(triangles, "PAIRS", pairs)
        closed = triangles.closed_triads(joined)
        constraint, effective = triangles.holes(joined)
        roles = permuted_roles.TwoSteps.of(matrix).counts(codes)
    assert triads.triad_census(matrix, closed) == triads.triad_census(matrix)
    assert constraint == pytest.approx(holes.constraint(matrix), nan_ok=True)
    assert effective == pytest.approx(holes.effective_size(matrix), nan_ok=True, abs=1e-12)
    assert roles.tolist() == paths_roles.role_counts(matrix, codes).tolist()


@settings(deadline=None)
@given(graphs(), st.integers(1, 40))
def test_products_in_portions(given_graph: tuple[int, Whole], entries: int) -> None:
    matrix = matrix_of(*given_graph)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(products, "ENTRIES", entries)
        parts = list(products.masked_product(matrix, matrix.T, matrix))
    whole = np.concatenate([part.toarray() for part in parts])
    assert whole.tolist() == ((matrix @ matrix.T) * matrix).toarray().tolist()


@settings(deadline=None)
@given(graphs())
def test_spans_of_places_that_reach_little(given_graph: tuple[int, Whole]) -> None:
    size, arcs = given_graph
    between = shortest.distances(size, arcs)
    joined = np.isfinite(between) & (between > 0)
    steps, near = spans.spans_of(size, arcs, np.arange(size))
    assert steps.tolist() == np.where(joined, between, 0).sum(axis=1).tolist()
    assert near == pytest.approx(
        np.divide(1, between, out=np.zeros_like(between), where=joined).sum(axis=1)
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_share_without_bound_comes_near_to_the_count(seed: int) -> None:
    graph = nx.gnp_random_graph(60, 0.025, seed=seed, directed=True)
    arcs = np.array(list(graph.edges), dtype=np.int64)
    found = condensation.condensed(60, arcs)
    weak = np.empty(60, dtype=np.int64)
    for number, members in enumerate(nx.weakly_connected_components(graph)):
        weak[list(members)] = number
    sizes = np.bincount(weak)
    reach = np.isfinite(shortest.distances(60, arcs))
    missing = bounds.pairs_without_bound(arcs, reach, found.component, weak)
    expected = missing / (sizes * (sizes - 1) // 2).sum()
    share = bounds.share_without_bound(found, weak, 4000)
    assert 0 < expected < 1
    assert abs(share - expected) < 4 * np.sqrt(expected * (1 - expected) / 4000)


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False).filter(bool), min_size=1))
def test_figures_are_rounded_as_they_are_written(values: list[float]) -> None:
    assert rounded(np.array(values)).tolist() == [float(f"{value:.12g}") for value in values]


@pytest.mark.parametrize(
    "value", [0.1234567890125, 9.99999999999949, 9.9999999999995, 1e-300, 5e22]
)
def test_figures_at_the_middle_are_rounded_as_they_are_written(value: float) -> None:
    assert rounded(np.array([value, -value])).tolist() == [
        float(f"{value:.12g}"),
        -float(f"{value:.12g}"),
    ]


@settings(deadline=None)
@given(graphs())
def test_pagerank_by_rounds_is_that_of_the_sum(given_graph: tuple[int, Whole]) -> None:
    matrix = matrix_of(*given_graph)
    found = spectral.pagerank_by_rounds(matrix, 0.85)
    assert found == pytest.approx(spectral.pagerank(matrix, 0.85), rel=1e-12)
    assert found.sum() == pytest.approx(1.0)


def test_any_number_of_processors_passes_the_same_pagerank_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    random = np.random.default_rng(1)
    matrix = matrix_of(300, np.unique(random.integers(0, 300, size=(900, 2)), axis=0))
    found = []
    for processors in (1, 2, 7):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        found.append(spectral.pagerank_by_rounds(matrix, 0.85).tobytes())
    assert len(set(found)) == 1

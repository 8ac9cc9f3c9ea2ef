"""Draws by holder, and every measure in all draws at once against the same draw by draw."""

from __future__ import annotations

import os

import networkx as nx
import numpy as np
import pytest
from scipy.special import betaincinv

import netkit as nk
from netkit.measures import replicates
from netkit.measures._fast import fast_paths
from netkit.measures._kernels import bits, many
from netkit.measures.draws import draws_of
from netkit.measures.intervals import bounds, drawn_values, intervals
from netkit.measures.ranks import ranks
from netkit.measures.registry import evaluate, measures
from netkit.measures.replicates import one_by_one, portions
from netkit.measures.tables import make_tables
from netkit.network import Network, Resampling, View, network_of
from tests.samples import accounts_study

FEW = Resampling(draws=25, seed=4)
MEASURED = [(m.level, m.name) for m in measures() if m.interval]


def shipped(**view: str) -> Network:
    return nk.build(nk.example(), View(**view))


def random_study(seed: int) -> Network:
    return nk.build(accounts_study(actors=9, statements=34, seed=seed))


NETWORKS = [shipped(), shipped(phase="group"), *(random_study(seed) for seed in range(3))]


@pytest.mark.parametrize(("level", "name"), MEASURED)
def test_every_measure_is_the_same_in_all_draws_at_once_as_draw_by_draw(
    level: str, name: str
) -> None:
    entry = next(m for m in measures() if (m.level, m.name) == (level, name))
    for network in NETWORKS:
        draws = draws_of(network, FEW)
        assert draws is not None
        at_once = drawn_values(network, FEW)[level][name]
        for row, each in enumerate(one_by_one(network, draws)):
            alone = evaluate(entry, each).to_numpy(dtype=float, na_value=np.nan)
            np.testing.assert_allclose(at_once[row], alone, rtol=1e-9, atol=1e-9)


def test_sectors_are_the_same_in_all_draws_at_once_as_draw_by_draw() -> None:
    for network in NETWORKS:
        draws = draws_of(network, FEW)
        assert draws is not None
        at_once = drawn_values(network, FEW)["sector"]
        for row, each in enumerate(one_by_one(network, draws)):
            alone = make_tables(each, ["sectors"])["sectors"]
            for name, values in at_once.items():
                expected = alone[name].to_numpy(dtype=float, na_value=np.nan)
                np.testing.assert_allclose(values[row], expected, atol=1e-12)


def test_a_measure_without_a_fast_path_gets_the_same_interval(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fast = drawn_values(shipped(), FEW)["network"]["density"]
    without = {key: path for key, path in fast_paths().items() if key[1] != "density"}
    monkeypatch.setattr("netkit.measures.intervals.fast_paths", lambda: without)
    np.testing.assert_allclose(drawn_values(shipped(), FEW)["network"]["density"], fast)


def test_portions_of_any_size_give_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = drawn_values(shipped(), FEW)
    monkeypatch.setattr(replicates, "CELLS", 2_000)
    parts = drawn_values(shipped(), FEW)
    assert len(list(portions(shipped(), FEW))) > 1
    for level, values in whole.items():
        for name, drawn in values.items():
            np.testing.assert_allclose(parts[level][name], drawn, rtol=1e-12, err_msg=name)


@pytest.mark.parametrize("seed", [3, 4])
def test_draw_by_draw_gives_the_same_losses_and_paths_as_all_at_once(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    network, found = random_study(seed), []
    for places in (0, 1_000):
        monkeypatch.setattr(replicates, "ONE_BY_ONE", places)
        (part,) = portions(network, FEW)
        found.append((*part.losses, part.weighted_betweenness))
    assert found[0][0].any()
    assert found[0][2].any()
    for one, other in zip(*found, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)


def test_any_number_of_processors_gives_the_same_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replicates, "CELLS", 2_000)
    found = []
    for processors in (1, 2, 7):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        values = drawn_values(shipped(), FEW)
        found.append(
            {level: {name: v.tobytes() for name, v in values[level].items()} for level in values}
        )
    assert found[0] == found[1] == found[2]


def test_a_tie_is_up_where_its_drawn_support_is_above_one_half() -> None:
    draws = draws_of(shipped(), Resampling(draws=200, seed=2))
    assert draws is not None
    levels = betaincinv(*draws.shapes, draws.chance)
    free = ~draws.fixed
    assert (draws.up[:, free] == (levels > 0.5)[:, free]).all()


def test_all_accounts_of_a_holder_share_its_weight() -> None:
    """One holder alone on two ties, all open: both have the same Beta in every draw."""
    network = random_study(1)
    draws = draws_of(network, FEW)
    assert draws is not None
    single = {}
    for row, tie in enumerate(network.evidence):
        if len(tie.accounts) == 1 and tie.level == 0 and tie.accounts[0].value == 1.0:
            single.setdefault(tie.accounts[0].holder, []).append(row)
    shared = [rows for rows in single.values() if len(rows) > 1]
    assert shared
    for rows in shared:
        up, down = (shape[:, rows] for shape in draws.shapes)
        assert (up == up[:, :1]).all()
        assert (down == 0.5).all()
    assert np.ptp(draws.shapes[0][:, shared[0][0]]) > 0.5


def test_weights_of_holders_are_exponential_with_mean_one() -> None:
    network = random_study(1)
    draws = draws_of(network, Resampling(draws=20_000, seed=7))
    assert draws is not None
    row = next(
        i
        for i, tie in enumerate(network.evidence)
        if tie.accounts[0].value == 1.0 and len(tie.accounts) == 1 and tie.level == 0
    )
    weight = draws.shapes[0][:, row] - 0.5
    assert weight.mean() == pytest.approx(1.0, abs=4 / np.sqrt(20_000))
    assert (weight > np.log(2)).mean() == pytest.approx(0.5, abs=4 * 0.5 / np.sqrt(20_000))


def test_two_views_of_a_study_are_drawn_alike() -> None:
    before, after = (draws_of(shipped(phase=phase), FEW) for phase in ("group", "after"))
    assert before is not None
    assert after is not None
    pairs = shipped(phase="group").ties.index.intersection(shipped(phase="after").ties.index)
    one = shipped(phase="group").ties.index.get_indexer(pairs)
    other = shipped(phase="after").ties.index.get_indexer(pairs)
    assert (before.chance[:, one] == after.chance[:, other]).all()


def test_nothing_is_drawn_of_a_plain_list_or_without_draws() -> None:
    assert draws_of(network_of([("a", "b")]), FEW) is None
    assert draws_of(shipped(), Resampling(draws=0)) is None
    assert intervals(network_of([("a", "b")]), FEW).empty
    assert drawn_values(network_of([("a", "b")]), FEW) == {}


def test_seeds_differ_and_repeat() -> None:
    one, again, other = (draws_of(shipped(), Resampling(50, seed)) for seed in (1, 1, 2))
    assert one is not None
    assert again is not None
    assert other is not None
    assert (one.up == again.up).all()
    assert (one.up != other.up).any()


def test_bounds_leave_undefined_draws_out_and_count_them() -> None:
    values = np.full((100, 2), np.nan)
    values[:40, 0] = np.arange(40)
    low, high, defined = bounds(values)
    assert (low[0], high[0], defined[0]) == (1.0, 37.0, 40)
    assert np.isnan([low[1], high[1]]).all()
    assert defined[1] == 0


def test_ranks_share_equal_figures_and_zeros_lead_in_nothing() -> None:
    table = ranks(network_of([("a", "b"), ("c", "d")]), FEW).set_index(["measure", "actor"])
    assert table.loc["in_degree", "rank"].to_list() == [3, 1, 3, 1]
    drawn = ranks(shipped(), FEW)
    shares = drawn.groupby("measure")["first_share"].sum()
    assert (shares >= 1.0 - 1e-12).all()
    assert (drawn.loc[drawn["first_share"] > 0, "rank_low"] >= 1).all()


def random_marks(seed: int, draws: int = 70, size: int = 7) -> np.ndarray:
    marks = np.random.default_rng(seed).random((draws, size, size)) < 0.2
    marks[:, np.arange(size), np.arange(size)] = False
    return marks


@pytest.mark.parametrize("seed", range(3))
def test_reach_over_packed_draws_is_that_of_each_graph(seed: int) -> None:
    marks = random_marks(seed)
    found = bits.unpacked(bits.closure(bits.packed(marks)), len(marks))
    for joined, reach in zip(marks, found, strict=True):
        graph = nx.from_numpy_array(joined, create_using=nx.DiGraph)
        for start in graph:
            expected = nx.descendants(graph, start)
            assert set(np.flatnonzero(reach[start])) - {start} == expected


@pytest.mark.parametrize("seed", range(3))
def test_weighted_betweenness_of_many_is_that_of_each_graph(seed: int) -> None:
    marks = random_marks(seed, draws=6)
    arcs = np.argwhere(marks.any(axis=0))
    up = marks[:, arcs[:, 0], arcs[:, 1]]
    lengths = np.random.default_rng(seed).integers(1, 4, size=up.shape).astype(float)
    matrix = np.full(marks.shape, np.inf)
    matrix[:, arcs[:, 0], arcs[:, 1]] = np.where(up, lengths, np.inf)
    places = many.weighted_betweenness(arcs, up, lengths, many.lengths_between(matrix))
    for row in range(len(marks)):
        graph = nx.DiGraph()
        graph.add_nodes_from(range(marks.shape[1]))
        for (tail, head), here, long in zip(arcs, up[row], lengths[row], strict=True):
            if here:
                graph.add_edge(int(tail), int(head), length=int(long))
        by_place = nx.betweenness_centrality(graph, normalized=False, weight="length")
        np.testing.assert_allclose(places[row], list(by_place.values()), atol=1e-9)


def test_figures_that_differ_in_their_last_bits_share_a_rank(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = shipped()
    plain = ranks(network, FEW)
    noisy = {
        level: {
            name: values * (1 + 1e-14 * np.arange(values.shape[1]))
            for name, values in drawn.items()
        }
        for level, drawn in drawn_values(network, FEW).items()
    }
    monkeypatch.setattr("netkit.measures.ranks.drawn_values", lambda *_: noisy)
    assert ranks(network, FEW).equals(plain)


@pytest.mark.parametrize("seed", range(3))
def test_betweenness_of_many_is_that_of_each_graph(seed: int) -> None:
    marks = random_marks(seed, draws=9)
    steps, places = many.search(marks)
    along = many.along_arcs(marks)
    for row, joined in enumerate(marks):
        graph = nx.from_numpy_array(joined, create_using=nx.DiGraph)
        by_place = nx.betweenness_centrality(graph, normalized=False)
        np.testing.assert_allclose(places[row], list(by_place.values()), atol=1e-9)
        lengths = dict(nx.all_pairs_shortest_path_length(graph))
        far = [[lengths[one].get(other, np.inf) for other in graph] for one in graph]
        assert steps[row].tolist() == far
        by_arc = nx.edge_betweenness_centrality(graph, normalized=False)
        expected = np.zeros(joined.shape)
        for (tail, head), share in by_arc.items():
            expected[tail, head] = share
        np.testing.assert_allclose(along[row], expected, atol=1e-9)

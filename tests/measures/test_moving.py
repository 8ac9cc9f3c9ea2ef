"""Groups of large networks, against networkx's Louvain and what is planted in a network."""

from __future__ import annotations

import os

import networkx as nx
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

import netkit as nk
from netkit.measures import _grouping
from netkit.measures._grouping import grouping
from netkit.measures._kernels import communities, moving
from netkit.measures._kernels.moving import moved_together
from netkit.network import Resampling, network_of

Whole = npt.NDArray[np.int64]
DRAWN = Resampling(1, 1)


def planted(seed: int, sizes: tuple[int, ...], within: float, across: float) -> csr_array:
    """Give arcs that fall within planted groups more often than across."""
    random = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), sizes)
    chance = np.where(group[:, None] == group, within, across)
    marks = random.random(chance.shape) < chance
    np.fill_diagonal(marks, val=False)
    return csr_array(marks.astype(np.int64))


def modularity(arcs: csr_array, labels: Whole) -> float:
    return communities.modularity_of(np.column_stack(arcs.nonzero()), labels)


@pytest.mark.parametrize("seed", range(5))
def test_what_is_planted_is_found(seed: int) -> None:
    sizes = (60, 40, 30, 70)
    found = moved_together(planted(seed, sizes, 0.3, 0.01), np.random.default_rng(seed))
    assert communities.adjusted_rand(
        communities.numbered(found), np.repeat(np.arange(4), sizes)
    ) == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize("across", [0.01, 0.03, 0.05])
def test_modularity_is_that_of_networkx(across: float) -> None:
    arcs = planted(7, (80, 50, 120, 50), 0.08, across)
    graph = nx.from_scipy_sparse_array(arcs, create_using=nx.DiGraph)
    runs = [
        communities.numbered(moved_together(arcs, np.random.default_rng(seed))) for seed in range(5)
    ]
    ours = np.median([modularity(arcs, labels) for labels in runs])
    theirs = np.median(
        [
            nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed))
            for seed in range(5)
        ]
    )
    assert ours >= 0.98 * theirs


@st.composite
def networks(draw: st.DrawFn) -> csr_array:
    """Draw a few places with at least one arc."""
    size, share = draw(st.integers(2, 14)), draw(st.sampled_from([0.05, 0.2, 0.5, 1.0]))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    marks = random.random((size, size)) < share
    np.fill_diagonal(marks, val=False)
    marks[0, 1] = True
    return csr_array(marks.astype(np.int64))


@settings(deadline=None)
@given(networks(), st.sampled_from([1, 3, 16]), st.integers(0, 99))
def test_no_grouping_is_worse_than_every_place_by_itself(
    arcs: csr_array, shares: int, seed: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moving, "SHARES", shares)
        found = communities.numbered(moved_together(arcs, np.random.default_rng(seed)))
    assert found.shape == (arcs.shape[0],)
    assert modularity(arcs, found) >= modularity(arcs, np.arange(len(found)))


@settings(deadline=None)
@given(networks(), st.integers(0, 99))
def test_whole_numbers_give_the_modularity_times_the_square_of_the_arcs(
    arcs: csr_array, seed: int
) -> None:
    labels = np.random.default_rng(seed).integers(0, 2, arcs.shape[0])
    found = moving._modularity(moving._level(csr_array(arcs)), labels) / arcs.nnz**2
    assert found == pytest.approx(modularity(arcs, labels))


@given(
    st.integers(1, 9).flatmap(
        lambda size: st.lists(
            st.lists(st.integers(0, 3), min_size=size, max_size=size), min_size=1, max_size=5
        )
    )
)
def test_shares_are_those_counted_pair_by_pair(rows: list[list[int]]) -> None:
    runs = np.array([communities.numbered(np.array(row)) for row in rows])
    labels = runs[0]
    alike = labels[:, None] == labels
    others = alike.sum(axis=1) - 1
    shared = (communities.together(runs) * alike).sum(axis=1) - len(runs)
    plain = [
        both / (other * len(runs)) if other else np.nan
        for both, other in zip(shared.tolist(), others.tolist(), strict=True)
    ]
    assert communities.shares(runs, labels) == pytest.approx(plain, nan_ok=True)


def in_the_large(arcs: csr_array) -> nk.Network:
    return network_of(
        [(f"a{one:03}", f"a{two:03}") for one, two in np.column_stack(arcs.nonzero())]
    )


def test_the_large_way_finds_the_groups_of_the_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    arcs = planted(3, (20, 25, 15), 0.5, 0.02)
    small = grouping(in_the_large(arcs), DRAWN)
    monkeypatch.setattr(_grouping, "CONSENSUS", 0)
    large = grouping(in_the_large(arcs), DRAWN)
    assert small is not None
    assert large is not None
    assert large.groups.tolist() == small.groups.tolist()
    assert large.modularity == pytest.approx(small.modularity)
    assert large.stability > 0.9


def test_any_number_of_processors_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_grouping, "CONSENSUS", 0)
    arcs, found = planted(4, (20, 20, 20), 0.2, 0.1), []
    for processors in (1, 2, 7):
        monkeypatch.setattr(os, "cpu_count", lambda count=processors: count)
        one = grouping(in_the_large(arcs), DRAWN)
        assert one is not None
        found.append((one.groups.tolist(), one.shares.tolist(), one.modularity, one.stability))
    assert found[0] == found[1] == found[2]


def test_how_groups_were_sought_is_told_where_it_is_the_large_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    study = nk.example()
    assert "groups" not in nk.analyse(study, resamples=2).options
    monkeypatch.setattr(_grouping, "CONSENSUS", 0)
    assert nk.analyse(study, resamples=2).options["groups"] == "highest modularity of 10 runs"
    assert "groups" not in nk.analyse(study, resamples=0).options


def test_groupings_of_very_many_places_are_compared_without_overflow() -> None:
    halves = np.repeat([0, 1], 250_000)
    quarters = np.repeat([0, 1, 2, 3], 125_000)
    few = communities.adjusted_rand(halves[::500], quarters[::500])
    assert communities.adjusted_rand(halves, quarters) == pytest.approx(few, rel=0.01)
    assert communities.adjusted_rand(halves, halves) == 1.0

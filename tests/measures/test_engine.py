"""Betweenness by an engine, against netkit's own; and that it is used only where all is asked for."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netkit as nk
from netkit.measures import _sampling, structure
from netkit.measures._kernels import engine, shortest
from netkit.measures.choices import choices
from netkit.network import NO_DRAWS, build, network_of

pytest.importorskip("rustworkx")


@settings(deadline=None)
@given(st.integers(1, 12), st.sampled_from([0.05, 0.2, 0.6]), st.integers(0, 2**32 - 1))
def test_it_gives_what_the_own_kernel_gives(size: int, share: float, seed: int) -> None:
    marks = np.random.default_rng(seed).random((size, size)) < share
    np.fill_diagonal(marks, val=False)
    arcs = np.argwhere(marks).astype(np.int64).reshape(-1, 2)
    ones = np.ones(len(arcs), dtype=np.int64)
    own = shortest.betweenness(arcs, ones, shortest.distances(size, arcs))
    for found, plain in zip(engine.betweenness(size, arcs), own, strict=True):
        assert found == pytest.approx(plain, abs=1e-12)


def made() -> nk.Network:
    graph = nx.gnp_random_graph(40, 0.06, seed=3, directed=True)
    return network_of([(f"a{one:02}", f"a{two:02}") for one, two in graph.edges])


def test_exact_figures_of_a_large_network_are_the_same_with_and_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_sampling, "PATHS", 0)
    study, found = made().study, []
    for name in (engine.engine(), ""):
        monkeypatch.setattr(_sampling, "engine", lambda name=name: name)
        analysed = nk.analyse(study, exact=True, resamples=0)
        assert analysed.options.get("engine", "") == name
        found.append(analysed.tables)
    for table in ("actors", "ties", "network"):
        pd.testing.assert_frame_equal(found[0][table], found[1][table], rtol=1e-9)


def test_it_is_used_only_where_all_is_asked_for_of_a_large_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none(size: int, arcs: np.ndarray) -> None:
        raise AssertionError(f"{size} places and {len(arcs)} arcs were given to the engine")

    monkeypatch.setattr(engine, "betweenness", none)
    study = made().study
    structure.betweenness_shares(build(study, exact=True))
    monkeypatch.setattr(_sampling, "PATHS", 0)
    structure.betweenness_shares(build(study))
    assert "engine" not in choices(build(study), NO_DRAWS)
    with pytest.raises(AssertionError, match="places and 90 arcs"):
        structure.betweenness_shares(build(study, exact=True))

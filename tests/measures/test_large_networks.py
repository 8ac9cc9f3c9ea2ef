"""A network too large to keep the steps between all pairs: the tables of one that is not."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netkit as nk
from netkit.measures import structure
from netkit.measures.tables import make_tables
from netkit.network import Network, network_of

# Drawn pairs, fewer sets, gains that are not worked out: told in the tables themselves.
OTHER = {"lub", "columns", "estimates", "key_players", "lost_reach", "repair_sets", "repairs"}


def a_network(seed: int, broken: int = 0) -> Network:
    """Make a network of hubs and groups, with isolates and actors without a sector."""
    graph = nx.DiGraph(nx.scale_free_graph(70, seed=seed))
    names = {place: f"a{place:02}" for place in range(76)}
    pairs = sorted({(names[one], names[two]) for one, two in graph.edges if one != two})
    random = np.random.default_rng(seed)
    failing = {pairs[row] for row in random.choice(len(pairs), broken, replace=False)}
    sectors = {names[place]: f"s{place % 5}" for place in range(70) if place % 7}
    return network_of(set(pairs) - failing, sectors, list(names.values()), failing)


@pytest.mark.parametrize(("seed", "broken"), [(1, 0), (2, 9), (3, 40)])
def test_all_that_is_exact_is_the_same(
    seed: int, broken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = a_network(seed, broken)
    expected = make_tables(nk.build(small.study))
    monkeypatch.setattr(structure, "DENSE", 0)
    found = make_tables(nk.build(small.study, exact=True))
    assert set(found) - {"estimates"} == set(expected)
    for name in expected.keys() - OTHER:
        one, other = found[name], expected[name]
        if name == "network":
            one, other = (frame[frame["measure"] != "lub"] for frame in (one, other))
        # Added up in another order: the last digits may differ.
        pd.testing.assert_frame_equal(one, other, rtol=1e-9, obj=name)


def test_what_is_not_worked_out_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "DENSE", 0)
    found = make_tables(a_network(2, 9), ["repairs", "repair_sets", "lost_reach"])
    assert len(found["repairs"]) == 9
    assert found["repairs"][["pairs_gained", "efficiency_gained"]].isna().all(axis=None)
    assert found["repair_sets"].empty and found["lost_reach"].empty


def test_key_players_are_sets_with_a_value_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    small = a_network(1)
    rows = make_tables(small, ["key_players"])["key_players"].set_index(["criterion", "size"])
    monkeypatch.setattr(structure, "DENSE", 0)
    monkeypatch.setattr("netkit.measures.key_players.MOST_SETS", 0)
    found = make_tables(nk.build(small.study, exact=True), ["key_players"])["key_players"]
    found = found.set_index(["criterion", "size"])
    assert not found["exact"].any()
    assert found["baseline"].to_numpy() == pytest.approx(rows["baseline"].to_numpy(), nan_ok=True)
    # Of all paths, but sought among few: as good at most, and the same set has the same value.
    assert (found["value"] <= rows["value"] + 1e-9).all()
    same = found["actors"] == rows["actors"]
    assert same.any()
    figures = ["value", "pairs_lost", "reached"]
    for name in figures:
        one, other = (
            frame[name][same].to_numpy(dtype=float, na_value=np.nan) for frame in (found, rows)
        )
        assert one == pytest.approx(other, nan_ok=True), name


@pytest.mark.parametrize("broken", [[], [("a", "b"), ("b", "c")]])
def test_a_network_in_which_nothing_works(
    broken: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = network_of([], {"a": "x", "b": "y"}, ["c", "d", "e"], broken)
    expected = make_tables(small)
    monkeypatch.setattr(structure, "DENSE", 0)
    found = make_tables(nk.build(small.study, exact=True))
    for name in expected.keys() - OTHER:
        pd.testing.assert_frame_equal(found[name], expected[name], rtol=1e-9, obj=name)
    figures = found["network"].set_index("measure")["value"]
    assert np.isnan(figures["lub"]) and figures["reachable_pairs"] == 0

"""Estimates of large networks: near the exact figures by their own standard errors, and told."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

import netkit as nk
from netkit.measures import structure
from netkit.measures.estimates import estimates, samples_of
from netkit.measures.tables import make_tables
from netkit.network import Network, network_of


def networks() -> dict[str, nx.DiGraph]:
    """Give three graphs of several hundred: even, with hubs, and in groups with few ties across."""
    hubs = nx.DiGraph(nx.scale_free_graph(400, seed=2))
    return {
        "even": nx.gnm_random_graph(400, 2400, seed=1, directed=True),
        "hubs": hubs,
        "groups": nx.gaussian_random_partition_graph(
            400, 20, 5, 0.25, 0.005, directed=True, seed=3
        ),
    }


def built(graph: nx.DiGraph) -> Network:
    names = {place: f"a{place:03}" for place in graph}
    pairs = {(names[one], names[two]) for one, two in graph.edges if one != two}
    return network_of(pairs, isolates=list(names.values()))


def sample(monkeypatch: pytest.MonkeyPatch, starts: int) -> None:
    """Search from so many actors, however few there are."""
    for name, value in (("FEWEST_PATHS", starts), ("FEWEST_LOSSES", starts)):
        monkeypatch.setattr(structure, name, value)
    for name in ("PATHS", "LOSSES"):
        monkeypatch.setattr(structure, name, 0)


@pytest.fixture(params=[(name, dense) for name in networks() for dense in (True, False)])
def sampled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Network:
    """Give each of the three, with steps kept for all pairs and for those of the sample alone."""
    name, dense = request.param
    sample(monkeypatch, 120)
    if not dense:
        monkeypatch.setattr(structure, "DENSE", 0)
    return built(networks()[name])


def test_figures_lie_within_three_standard_errors(
    sampled: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("actors", "ties", "network")
    made = make_tables(sampled, names)
    told = estimates(sampled)
    monkeypatch.setattr(structure, "DENSE", 6_000)
    exact = make_tables(nk.build(sampled.study, exact=True), names)
    assert len(told) == (14 if "lub" in set(told["figure"]) else 7)
    for name, figure, error in told[["table", "figure", "standard_error"]].values:
        if name == "network":
            found, truth = (
                frame[name].set_index("measure").loc[figure, "value"] for frame in (made, exact)
            )
            assert abs(found - truth) <= 3 * error + 1e-9, figure
            continue
        column = made[name][figure].to_numpy(dtype=float, na_value=np.nan)
        truth = exact[name][figure].to_numpy(dtype=float, na_value=np.nan)
        errors = made[name][f"{figure}_se"].to_numpy(dtype=float, na_value=np.nan)
        here = ~np.isnan(truth)
        # Counts are rounded to whole ones.
        apart = np.abs(column - truth)[here] - (0.5 if figure == "pairs_lost" else 0.0)
        # Of ties with few paths a sample may hold none.
        least = 0.95 if name == "actors" else 0.9
        assert (apart <= 3 * errors[here] + 1e-9).mean() >= least, (name, figure)
        above = errors[here][errors[here] > 0]
        assert error == pytest.approx(np.median(above) if len(above) else 0.0)


def test_a_sample_of_all_is_exact(sampled: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    sample(monkeypatch, 400)
    whole = nk.build(sampled.study)
    # Pairs are drawn with putting back: of them there is no sample of all.
    assert set(samples_of(whole)) <= {"pairs"}
    assert set(estimates(whole)["figure"]) <= {"lub"}
    graph = nx.DiGraph(whole.graph)
    expected = nx.betweenness_centrality(graph, normalized=False)
    found = nk.betweenness(whole)
    assert found.to_numpy() == pytest.approx([expected[name] for name in found.index])


def test_the_sample_is_told_in_tables_and_manifest(sampled: Network) -> None:
    told = samples_of(sampled)
    starts = {"starts": 120, "actors": 400}
    assert told["paths"] == told["losses"] == starts
    assert told.get("steps", starts) == starts
    found = nk.analyse(sampled.study, resamples=0, tables=["actors", "estimates", "columns"])
    assert found.options["estimated"] == told
    rows = found.tables["estimates"]
    figures = {"betweenness", "betweenness_norm", "betweenness_weighted", "pairs_lost"}
    assert figures | {"centralization_betweenness"} <= set(rows["figure"])
    assert set(rows["starts"]) <= {120, 2000}
    columns = found.tables["columns"]
    for name in ("actors", "ties"):
        there = set(columns["column"][columns["table"] == name])
        assert {f"{figure}_se" for figure in rows["figure"][rows["table"] == name]} <= there
    actors = found.tables["actors"]
    assert list(actors)[-1].endswith("_se") and (actors["betweenness_se"] > 0).any()


def test_nothing_depends_on_the_order_of_rows_or_the_seed(sampled: Network) -> None:
    turned = network_of(
        [(item.source, item.target) for item in reversed(sampled.study.statements)],
        isolates=[actor.id for actor in sampled.study.actors],
    )
    tables = ("actors", "ties", "estimates")
    made, other = make_tables(sampled, tables), make_tables(turned, tables)
    assert all(made[name].equals(other[name]) for name in tables)


def test_exact_leaves_nothing_to_estimates(
    sampled: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(structure, "DENSE", 6_000)
    found = nk.analyse(sampled.study, resamples=0, tables=["actors", "estimates"], exact=True)
    assert found.tables["estimates"].empty
    assert "estimated" not in found.options


def test_a_small_network_has_no_table_of_estimates() -> None:
    network = network_of([("a", "b")])
    made = make_tables(network)
    assert "estimates" not in made
    assert "estimates" not in set(made["columns"]["table"])
    assert make_tables(network, ["estimates"])["estimates"].empty


def test_a_large_network_has_one_with_its_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    sample(monkeypatch, 20)
    network = built(nx.gnm_random_graph(60, 200, seed=1, directed=True))
    made = make_tables(network)
    assert len(made["estimates"]) == 7
    assert "estimates" in set(made["columns"]["table"])


def test_the_command_line_takes_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from netkit.cli import main

    sample(monkeypatch, 3)
    path = tmp_path / "ties.csv"
    ring = [f"a{place},a{(place + step) % 9}" for place in range(9) for step in (1, 3)]
    path.write_text("\n".join(["source,target", *ring]), encoding="utf-8")
    for more, there in (((), True), (("--exact",), False)):
        out = tmp_path / f"out{len(more)}"
        command = ["metrics", str(path), "--out", str(out), "--resamples", "0", "--quiet", *more]
        assert main(command) == 0
        assert (out / "estimates.csv").exists() == there
        told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        assert ("estimated" in told["options"]) == there

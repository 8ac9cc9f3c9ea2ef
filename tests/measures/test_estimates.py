"""Estimates of large networks: near the exact figures by their own standard errors, and told."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

import netkit as nk
from netkit.measures import _sampling, structure
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


@pytest.fixture(params=networks())
def sampled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Network:
    monkeypatch.setattr(_sampling, "FEWEST", 120)
    monkeypatch.setattr(structure, "PATHS", 0)
    monkeypatch.setattr(structure, "LOSSES", 0)
    return built(networks()[request.param])


def test_figures_lie_within_three_standard_errors(sampled: Network) -> None:
    exact = nk.build(sampled.study, exact=True)
    table = estimates(sampled).set_index(["table", "figure"])
    for (name, figure), rows in table.groupby(level=["table", "figure"]):
        whole = make_tables(exact, {name: [figure]})[name]
        truth = whole[figure][whole["state"] == "works"] if name == "ties" else whole[figure]
        apart = np.abs(rows["value"].to_numpy() - truth.to_numpy(dtype=float))
        told = rows["standard_error"].to_numpy()
        # Of ties with few paths a sample may hold none.
        least = 0.95 if name == "actors" else 0.9
        assert (apart <= 3 * told + 1e-9).mean() >= least, (name, figure)
        assert (told > 0).any()


def test_a_sample_of_all_is_exact(sampled: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_sampling, "FEWEST", 400)
    whole = nk.build(sampled.study)
    assert samples_of(whole) == {}
    assert estimates(whole).empty
    graph = nx.DiGraph(whole.graph)
    expected = nx.betweenness_centrality(graph, normalized=False)
    found = nk.betweenness(whole)
    assert found.to_numpy() == pytest.approx([expected[name] for name in found.index])


def test_the_sample_is_told_in_tables_and_manifest(sampled: Network) -> None:
    assert samples_of(sampled) == {
        "paths": {"starts": 120, "actors": 400},
        "losses": {"starts": 120, "actors": 400},
    }
    found = nk.analyse(sampled.study, resamples=0, tables=["actors", "estimates"])
    assert found.options["estimated"] == samples_of(sampled)
    rows = found.tables["estimates"]
    assert set(rows["figure"]) == {"betweenness", "betweenness_weighted", "pairs_lost"}
    assert set(rows["starts"]) == {120}
    actors = found.tables["actors"].set_index("actor")["betweenness"]
    told = rows[(rows["table"] == "actors") & (rows["figure"] == "betweenness")].set_index("item")
    assert told["value"].to_numpy() == pytest.approx(actors[told.index].to_numpy(dtype=float))


def test_nothing_depends_on_the_order_of_rows_or_the_seed(sampled: Network) -> None:
    turned = network_of(
        [(item.source, item.target) for item in reversed(sampled.study.statements)],
        isolates=[actor.id for actor in sampled.study.actors],
    )
    assert estimates(turned).equals(estimates(sampled))


def test_exact_leaves_nothing_to_estimates(sampled: Network) -> None:
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
    monkeypatch.setattr(_sampling, "FEWEST", 20)
    monkeypatch.setattr(structure, "PATHS", 0)
    monkeypatch.setattr(structure, "LOSSES", 0)
    network = built(nx.gnm_random_graph(60, 200, seed=1, directed=True))
    made = make_tables(network)
    assert len(made["estimates"]) == 3 * 60 + 2 * int(network.working.sum())
    assert "estimates" in set(made["columns"]["table"])


def test_the_command_line_takes_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from netkit.cli import main

    monkeypatch.setattr(_sampling, "FEWEST", 3)
    monkeypatch.setattr(structure, "PATHS", 0)
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

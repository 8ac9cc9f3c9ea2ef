"""Netkit beside graph engines that are no part of it, where they are installed."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt

import netkit as nk
from benchmarks.large import LARGEST, write_network
from benchmarks.timing import Candidate, interleaved
from netkit.measures import structure
from netkit.measures._kernels import condensation, spectral

__all__ = ["ENGINES", "Beside", "beside"]

ENGINES = ("networkx", "rustworkx", "igraph")
RUSTWORKX, IGRAPH = (
    import_module(name) if find_spec(name) else None for name in ("rustworkx", "igraph")
)
MIDDLE = 5_000, 40_000
DAMPING = 0.85
# networkx needs minutes for betweenness of 5 000 actors: each engine is timed once there.
ONCE, TURNS = 1, 3

Pairs = npt.NDArray[np.int64]
Calls = dict[str, Callable[[], Any]]


@dataclass(frozen=True, slots=True)
class Beside:
    """One piece of work: seconds of netkit and of each engine, and how far results lie apart."""

    name: str
    seconds: dict[str, float]
    apart: dict[str, float]


def beside() -> Iterator[Beside]:
    """Time betweenness of the middle network, then PageRank and components of the largest."""
    network = _network(*MIDDLE)
    yield _timed("betweenness by steps, 5 000 actors, exact", _betweenness(network), ONCE)
    network = _network(*LARGEST)
    arcs = structure.arcs(network)
    graphs = _graphs(len(network.measured), arcs)
    matrix = structure.adjacency(network)
    gc.freeze()
    calls = {"netkit": lambda: spectral.pagerank_by_rounds(matrix, DAMPING)}
    yield _timed("PageRank, 200 000 actors", calls | _pageranks(graphs), TURNS)
    yield _timed("strong components, 200 000 actors", _strong(arcs, graphs), TURNS)


def _network(actors: int, ties: int) -> nk.Network:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ties.csv"
        write_network(path, actors, ties)
        return nk.build(nk.read(path), exact=True)


def _graphs(size: int, arcs: Pairs) -> dict[str, Any]:
    """Give the network as each engine that is installed keeps it."""
    pairs = [(int(one), int(two)) for one, two in arcs]
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(pairs)
    found: dict[str, Any] = {"networkx": graph}
    if RUSTWORKX:
        found["rustworkx"] = RUSTWORKX.PyDiGraph()
        found["rustworkx"].add_nodes_from(range(size))
        found["rustworkx"].add_edges_from_no_data(pairs)
    if IGRAPH:
        found["igraph"] = IGRAPH.Graph(size, pairs, directed=True)
    return found


def _betweenness(network: nk.Network) -> Calls:
    graphs = _graphs(len(network.measured), structure.arcs(network))
    calls: Calls = {
        "netkit": lambda: structure.betweenness_shares(_again(network))[0].value,
        "networkx": lambda: _values(nx.betweenness_centrality(graphs["networkx"], None, False)),
    }
    if RUSTWORKX:
        calls["rustworkx"] = lambda: list(
            RUSTWORKX.digraph_betweenness_centrality(graphs["rustworkx"], normalized=False).values()
        )
    if IGRAPH:
        calls["igraph"] = graphs["igraph"].betweenness
    return calls


def _again(network: nk.Network) -> nk.Network:
    """Give the network without what has been worked out of it."""
    return nk.build(network.study, exact=True)


def _pageranks(graphs: dict[str, Any]) -> Calls:
    calls: Calls = {"networkx": lambda: _values(nx.pagerank(graphs["networkx"], DAMPING))}
    if RUSTWORKX:
        calls["rustworkx"] = lambda: list(RUSTWORKX.pagerank(graphs["rustworkx"], DAMPING).values())
    if IGRAPH:
        calls["igraph"] = lambda: graphs["igraph"].pagerank(damping=DAMPING)
    return calls


def _strong(arcs: Pairs, graphs: dict[str, Any]) -> Calls:
    size = len(graphs["networkx"])
    calls: Calls = {
        "netkit": lambda: [len(condensation.condensed(size, arcs).sizes)],
        "networkx": lambda: [nx.number_strongly_connected_components(graphs["networkx"])],
    }
    if RUSTWORKX:
        calls["rustworkx"] = lambda: [
            len(RUSTWORKX.strongly_connected_components(graphs["rustworkx"]))
        ]
    if IGRAPH:
        calls["igraph"] = lambda: [len(graphs["igraph"].connected_components(mode="strong"))]
    return calls


def _values(found: dict[int, float]) -> list[float]:
    return list(found.values())


def _timed(name: str, calls: Calls, turns: int) -> Beside:
    kept: dict[str, Any] = {}

    def noted(engine: str, call: Callable[[], Any]) -> Callable[[], None]:
        def run() -> None:
            kept[engine] = call()

        return run

    # What is timed once is not run for warming up: that would take as long again.
    if turns == ONCE:
        seconds = _once({engine: noted(engine, call) for engine, call in calls.items()})
    else:
        seconds = interleaved(
            {engine: Candidate(noted(engine, call), turns) for engine, call in calls.items()}
        )
    ours = np.asarray(kept["netkit"], dtype=float)
    apart = {
        engine: float(np.abs(np.asarray(values, dtype=float) - ours).max() / np.abs(ours).max())
        for engine, values in kept.items()
        if engine != "netkit"
    }
    return Beside(name, seconds, apart)


def _once(calls: Calls) -> dict[str, float]:
    seconds = {}
    for engine, call in calls.items():
        start = perf_counter()
        call()
        seconds[engine] = perf_counter() - start
    return seconds

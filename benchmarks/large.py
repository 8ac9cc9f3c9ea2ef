"""Large networks: kernels beside networkx, whole processes, and how each step grows."""

from __future__ import annotations

import gc
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

import netkit as nk
from benchmarks.made import SEED
from benchmarks.timing import Candidate, interleaved, users
from netkit.measures import structure
from netkit.measures._kernels import condensation, spectral
from netkit.measures.centrality import DAMPING
from netkit.network import Network

__all__ = [
    "LARGEST", "SIZES", "TURNS",
    "Compared", "Grown", "compared", "exponent", "grown", "write_network",
]  # fmt: skip

# Actors and ties: the register of a region, and of a country.
LARGEST = (200_000, 1_500_000)
SIZES = (
    (1_300, 10_000),
    (4_000, 30_000),
    (5_000, 40_000),
    (13_000, 100_000),
    (40_000, 300_000),
    LARGEST,
)
TAIL, SECTORS, HEAVIEST = 1.6, 12, 20
TURNS = 3

Array = np.ndarray[Any, Any]

# What one process does, step by step, with the time of each.
_STEPS = """
import json, sys, time
start = time.perf_counter()
import netkit as nk
from netkit.export import table_files
from netkit.measures import _spans, structure
from netkit.measures.centrality import pagerank
from netkit.measures.tables import make_tables
steps = {}
def step(name, work):
    before = time.perf_counter()
    found = work()
    steps[name] = time.perf_counter() - before
    return found
study = step("read", lambda: nk.read(sys.argv[1]))
network = step("ties", lambda: nk.build(study))
step("arcs", lambda: structure.arcs(network))
step("PageRank", lambda: pagerank(network))
step("components", lambda: (structure.weak_component(network), structure.condensed(network)))
step("reach", lambda: _spans.reach_counts(network))
step("cutpoints", lambda: structure.cutpoints_of(network))
step("holes", lambda: structure.holes_of(network))
step("steps between actors", lambda: _spans.total_spans(network))
step("paths", lambda: structure.betweenness_shares(network))
step("paths by weight", lambda: structure.weighted_betweenness(network))
step("losses", lambda: structure.losses(network))
tables = step("all tables, with the rest", lambda: make_tables(network))
step("CSV", lambda: table_files(tables))
steps["whole process"] = time.perf_counter() - start
held = dict(line.split(":", 1) for line in open("/proc/self/status") if ":" in line)
peak = 1024 * int(held["VmHWM"].split()[0])
print(json.dumps([len(network.measured), len(network.ties), steps, peak]))
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """One kernel on the largest network: seconds of netkit and networkx, and how far apart."""

    name: str
    ours: float
    plain: float
    apart: float

    @property
    def ratio(self) -> float:
        """Give how many times as long networkx takes."""
        return self.plain / self.ours


@dataclass(frozen=True, slots=True)
class Grown:
    """What a process took on a network of some size: seconds by step, peak in bytes."""

    actors: int
    ties: int
    steps: Mapping[str, float]
    peak: int


def write_network(path: Path, actors: int, ties: int) -> None:
    """Write a list in which a few actors have very many ties, with the sectors of both ends."""
    random = np.random.default_rng([SEED, actors, ties])
    chances = [random.pareto(TAIL, actors) + 1 for _ in range(2)]
    drawn = [random.choice(actors, ties * 5 // 4, p=chance / chance.sum()) for chance in chances]
    pairs = np.unique(drawn[0][drawn[0] != drawn[1]] * actors + drawn[1][drawn[0] != drawn[1]])
    pairs = random.permutation(pairs)[:ties]
    names = np.array([f"unit-{number:06d}" for number in range(actors)])
    ends = pairs // actors, pairs % actors
    sectors = np.array([f"sector-{number:02d}" for number in range(SECTORS)])[
        np.arange(actors) % SECTORS
    ]
    table = {
        "source": names[ends[0]],
        "target": names[ends[1]],
        "weight": random.integers(1, HEAVIEST, len(pairs)),
        "source_sector": sectors[ends[0]],
        "target_sector": sectors[ends[1]],
    }
    pd.DataFrame(table).to_csv(path, index=False, lineterminator="\n")


def compared() -> Iterator[Compared]:
    """Time kernels on the largest network, networkx in turn with netkit, and compare results."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ties.csv"
        write_network(path, *LARGEST)
        network = nk.build(nk.read(path))
    arcs, weights = structure.arcs(network), network.ties["weight"].to_numpy()
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(network.measured)))
    tied = zip(*arcs.T.tolist(), weights.tolist(), strict=True)
    graph.add_weighted_edges_from(tied)
    # What both sides keep is not gone through again and again for garbage while they are timed.
    gc.freeze()
    for name, (ours, plain) in _cases(network, arcs, weights, graph).items():
        times = interleaved({"ours": Candidate(ours, TURNS), "plain": Candidate(plain, TURNS)})
        apart = max(
            float(np.abs(np.asarray(one) - np.asarray(other)).max())
            for one, other in zip(ours(), plain(), strict=True)
        )
        yield Compared(name, times["ours"], times["plain"], apart)


Case = tuple[Callable[[], Any], Callable[[], Any]]


def _cases(
    network: Network,
    arcs: np.ndarray[Any, Any],
    weights: np.ndarray[Any, Any],
    graph: nx.DiGraph[int],
) -> dict[str, Case]:
    size = len(network.measured)
    matrix = structure.adjacency(network)
    return {
        "PageRank": (
            lambda: [spectral.pagerank_by_rounds(matrix, DAMPING)],
            lambda: [list(nx.pagerank(graph, DAMPING, weight=None).values())],
        ),
        "components, weak and strong": (
            partial(_components, size, arcs),
            lambda: [
                nx.number_weakly_connected_components(graph),
                nx.number_strongly_connected_components(graph),
            ],
        ),
        "strength, in and out": (
            lambda: [np.bincount(arcs[:, side], weights, minlength=size) for side in (1, 0)],
            lambda: [
                [number for _, number in degree(weight="weight")]
                for degree in (graph.in_degree, graph.out_degree)
            ],
        ),
        "reach counts, in and out": (
            lambda: condensation.reach_counts(condensation.condensed(size, arcs)),
            partial(_reach, graph),
        ),
    }


def _components(size: int, arcs: Array) -> list[int]:
    graph = condensation.condensed(size, arcs)
    return [int(condensation.weak_components(graph).max()) + 1, len(graph.sizes)]


def _reach(graph: nx.DiGraph[int]) -> list[list[int]]:
    """Count by sets over the condensation, as a user of networkx would who cannot wait."""
    condensed = nx.condensation(graph)
    order = list(nx.topological_sort(condensed))
    component, sizes = condensed.graph["mapping"], {}
    for number, members in nx.get_node_attributes(condensed, "members").items():
        sizes[number] = len(members)
    counts = []
    for beyond, ordered in ((condensed.pred, order), (condensed.succ, order[::-1])):
        sets: dict[int, set[int]] = {}
        for here in ordered:
            sets[here] = {here}.union(*(sets[there] for there in beyond[here]))
        total = {here: sum(map(sizes.__getitem__, held)) - 1 for here, held in sets.items()}
        counts.append([total[component[place]] for place in graph])
    return counts


def grown() -> Iterator[Grown]:
    """Take each size through all steps, in a process of its own."""
    for actors, ties in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ties.csv"
            write_network(path, actors, ties)
            command = [sys.executable, "-c", _STEPS, str(path)]
            told = subprocess.run(command, check=True, capture_output=True, env=users()).stdout
        yield Grown(*json.loads(told))


def exponent(less: Grown, more: Grown, step: str) -> float:
    """Give with which power of the ties a step grows from one size to another."""
    return math.log(more.steps[step] / less.steps[step]) / math.log(more.ties / less.ties)

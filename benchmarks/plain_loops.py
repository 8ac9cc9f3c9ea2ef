"""What a user would otherwise write in networkx: one graph after the other, one measure each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import networkx as nx
import numpy as np
import numpy.typing as npt

__all__ = [
    "MEASURES",
    "digraph",
    "index_of_labels",
    "measured",
    "nearness_and_pairs",
    "reach_shares",
    "removals",
    "repairs",
    "weighted_betweenness",
    "without",
]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Graph: TypeAlias = "nx.DiGraph[int]"  # of places, numbered from 0

MEASURES: dict[str, Callable[[Graph], dict[int, float]]] = {
    "in_degree": lambda graph: dict(graph.in_degree()),
    "out_degree": lambda graph: dict(graph.out_degree()),
    "betweenness": lambda graph: nx.betweenness_centrality(graph, normalized=False),
    "closeness_in": nx.closeness_centrality,
    "harmonic_in": lambda graph: {
        place: value / (len(graph) - 1) for place, value in nx.harmonic_centrality(graph).items()
    },
    "pagerank": nx.pagerank,
    "reach_out": lambda graph: {place: len(nx.descendants(graph, place)) for place in graph},
    "constraint": nx.constraint,
}


def digraph(size: int, arcs: Iterable[tuple[int, int]]) -> Graph:
    """Give the graph of some arcs, isolates included."""
    graph: Graph = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(arcs)
    return graph


def measured(graphs: Iterable[Graph]) -> dict[str, Floats]:
    """Give each measure of each graph: arrays of shape (graphs, places)."""
    found: dict[str, list[list[float]]] = {name: [] for name in MEASURES}
    for graph in graphs:
        for name, measure in MEASURES.items():
            values = measure(graph)
            found[name].append([values[place] for place in graph])
    return {name: np.array(rows, dtype=float) for name, rows in found.items()}


def reach_shares(size: int, graphs: list[Graph]) -> Floats:
    """Give the share of graphs in which each place reaches each other; 0 on the diagonal."""
    counted = np.zeros((size, size))
    for graph in graphs:
        for place in graph:
            counted[place, list(nx.descendants(graph, place))] += 1
    return counted / len(graphs)


def removals(graphs: Iterable[Graph], arcs: list[tuple[int, int]]) -> tuple[Whole, Whole]:
    """Count the ordered pairs lost without each place, and without each arc, in each graph."""
    by_place, by_arc = [], []
    for graph in graphs:
        whole = {place: nx.descendants(graph, place) for place in graph}
        total = sum(len(reached) for reached in whole.values())
        lost = []
        for place in graph:
            kept = graph.copy()
            kept.remove_node(place)
            own = len(whole[place]) + sum(place in reached for reached in whole.values())
            lost.append(total - own - _pairs(kept))
        by_place.append(lost)
        without_arc = []
        for tail, head in arcs:
            if graph.has_edge(tail, head):
                kept = graph.copy()
                kept.remove_edge(tail, head)
                without_arc.append(total - _pairs(kept))
            else:
                without_arc.append(0)
        by_arc.append(without_arc)
    return np.array(by_place), np.array(by_arc)


def weighted_betweenness(graph: Graph) -> Floats:
    """Give the betweenness by the arcs' lengths."""
    values = nx.betweenness_centrality(graph, normalized=False, weight="length")
    return np.array([values[place] for place in graph])


def nearness_and_pairs(graph: Graph) -> tuple[float, int]:
    """Sum 1/d over the ordered pairs that a path joins, and count them."""
    nearness, pairs = 0.0, 0
    for _, reached in nx.all_pairs_shortest_path_length(graph):
        steps = [step for step in reached.values() if step]
        nearness += sum(1.0 / step for step in steps)
        pairs += len(steps)
    return nearness, pairs


def repairs(graph: Graph, candidates: list[tuple[int, int]]) -> tuple[Whole, Floats]:
    """Give the pairs and the nearness gained with each candidate arc."""
    nearness, pairs = nearness_and_pairs(graph)
    gained = []
    for tail, head in candidates:
        graph.add_edge(tail, head)
        nearer, more = nearness_and_pairs(graph)
        graph.remove_edge(tail, head)
        gained.append((more - pairs, nearer - nearness))
    return np.array([one for one, _ in gained]), np.array([two for _, two in gained])


def without(graph: Graph, sets: Iterable[list[int]]) -> tuple[Floats, Whole]:
    """Give the nearness that remains, and the pairs joined, with each set of places taken away."""
    left = []
    for members in sets:
        kept = graph.copy()
        kept.remove_nodes_from(members)
        left.append(nearness_and_pairs(kept))
    return np.array([one for one, _ in left]), np.array([two for _, two in left])


def index_of_labels(graph: Graph, labellings: Iterable[list[int]]) -> Floats:
    """Give the E-I index of the arcs under each labelling of the places."""
    found = []
    for labels in labellings:
        across = sum(labels[tail] != labels[head] for tail, head in graph.edges)
        within = graph.number_of_edges() - across
        found.append((across - within) / (across + within))
    return np.array(found)


def _pairs(graph: Graph) -> int:
    return sum(len(nx.descendants(graph, place)) for place in graph)

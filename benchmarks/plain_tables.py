"""What a user would write for the tables that networkx, pandas and SciPy have the figures of.

Ties with their Jeffreys intervals, actors, the whole network, sectors and groups, what is lost
without each actor and tie, and what each tie that does not work would join.
"""

import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
from scipy import stats

data, out = Path(sys.argv[1]), Path(sys.argv[2])
files = sorted((data / "edges").glob("*.csv"))
rows = pd.concat(pd.read_csv(path, keep_default_na=False) for path in files)
rows = rows[rows["source"] != rows["target"]].copy()
listed = pd.read_csv(data / "actors.csv", keep_default_na=False).set_index("id")

# Ties: each holder's mean, pooled; support and its 90 % interval.
rows["value"] = rows["status"].map({"open": 1.0, "strained": 0.5, "broken": 0.0})
rows["holder"] = rows["respondents"].str.split(";")
told = rows.explode("holder").groupby(["source", "target", "holder"])["value"].mean()
ties = told.groupby(["source", "target"]).agg(up="sum", accounts="count")
up, down = 0.5 + ties["up"], 0.5 + ties["accounts"] - ties["up"]
ties["support"] = up / (up + down)
ties["low"], ties["high"] = stats.beta.ppf(0.05, up, down), stats.beta.ppf(0.95, up, down)
ties["length"] = -np.log(ties["support"])
working = ties[ties["support"] > 0.5]

graph: "nx.DiGraph[str]" = nx.DiGraph()
graph.add_nodes_from(sorted({*rows["source"], *rows["target"]}))
graph.add_edges_from((*pair, {"length": length}) for pair, length in working["length"].items())
both = graph.to_undirected()


def joined(network: "nx.DiGraph[str]") -> int:
    """Count the ordered pairs that a path joins."""
    return sum(len(nx.descendants(network, node)) for node in network)


def without(node: str) -> int:
    """Count the pairs joined among the others without one actor."""
    kept = graph.copy()
    kept.remove_node(node)
    return joined(kept)


# Actors.
hubs, authorities = nx.hits(graph)
cut = set(nx.articulation_points(both))
actors = pd.DataFrame(
    {
        "in_degree": dict(graph.in_degree()),
        "out_degree": dict(graph.out_degree()),
        "betweenness": nx.betweenness_centrality(graph, normalized=False),
        "by_support": nx.betweenness_centrality(graph, normalized=False, weight="length"),
        "closeness_in": nx.closeness_centrality(graph),
        "closeness_out": nx.closeness_centrality(graph.reverse()),
        "harmonic_in": nx.harmonic_centrality(graph),
        "harmonic_out": nx.harmonic_centrality(graph.reverse()),
        "pagerank": nx.pagerank(graph),
        "hub": hubs,
        "authority": authorities,
        "constraint": nx.constraint(graph),
        "effective_size": nx.effective_size(graph),
        "clustering": nx.clustering(graph),
        "core": nx.core_number(both),
        "reach_out": {node: len(nx.descendants(graph, node)) for node in graph},
        "reach_in": {node: len(nx.ancestors(graph, node)) for node in graph},
        "cutpoint": {node: node in cut for node in graph},
        "joined_without": {node: without(node) for node in graph},
    }
)

# Ties again, and what mending would join.
between = nx.edge_betweenness_centrality(graph, normalized=False)
bridges = {frozenset(pair) for pair in nx.bridges(both)}
whole, lost, gained = joined(graph), {}, {}
for pair in graph.edges:
    kept = graph.copy()
    kept.remove_edge(*pair)
    lost[pair] = whole - joined(kept)
for pair in ties.index.difference(working.index):
    kept = graph.copy()
    kept.add_edge(*pair)
    gained[pair] = joined(kept) - whole
ties["betweenness"], ties["pairs_lost"] = pd.Series(between), pd.Series(lost)
ties["pairs_gained"] = pd.Series(gained)
ties["bridge"] = [frozenset(pair) in bridges for pair in ties.index]

# The whole network, sectors and groups.
sectors = listed["sector"].reindex(list(graph))
nx.set_node_attributes(graph, sectors.to_dict(), "sector")
groups = nx.community.louvain_communities(both, seed=1)
network = pd.Series(
    {
        "density": nx.density(graph),
        "reciprocity": nx.overall_reciprocity(graph),
        "transitivity": nx.transitivity(both),
        "clustering": nx.average_clustering(graph),
        "efficiency": nx.global_efficiency(both),
        "reachable_pairs": whole,
        "weak_components": nx.number_weakly_connected_components(graph),
        "strong_components": nx.number_strongly_connected_components(graph),
        "assortativity": nx.attribute_assortativity_coefficient(graph, "sector"),
        "groups": len(groups),
        "modularity": nx.community.modularity(both, groups),
        **nx.triadic_census(graph),
    }
)
mixing = pd.DataFrame(nx.attribute_mixing_dict(graph, "sector"))
member = pd.Series({node: number for number, group in enumerate(groups) for node in group})
tables = {"ties": ties, "actors": actors, "network": network, "mixing": mixing, "groups": member}
for name, table in tables.items():
    table.to_csv(out / f"plain_{name}.csv")

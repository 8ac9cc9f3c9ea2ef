"""What a user would otherwise write: read the edge files, pool, compute the usual figures."""

import sys
from pathlib import Path

import networkx as nx
import pandas as pd

folder, out = Path(sys.argv[1]), Path(sys.argv[2])
rows = pd.concat(pd.read_csv(path, keep_default_na=False) for path in sorted(folder.glob("*.csv")))
value = rows["status"].map({"open": 1.0, "strained": 0.5, "broken": 0.0})
mean = value.groupby([rows["source"], rows["target"]]).mean()
graph: "nx.DiGraph[str]" = nx.DiGraph()
graph.add_nodes_from(sorted({*rows["source"], *rows["target"]}))
graph.add_edges_from(mean[mean > 0.5].index)
hubs, authorities = nx.hits(graph)
table = pd.DataFrame(
    {
        "in_degree": dict(graph.in_degree()),
        "out_degree": dict(graph.out_degree()),
        "betweenness": nx.betweenness_centrality(graph, normalized=False),
        "closeness": nx.closeness_centrality(graph),
        "harmonic": nx.harmonic_centrality(graph),
        "pagerank": nx.pagerank(graph),
        "hub": hubs,
        "authority": authorities,
        "constraint": nx.constraint(graph),
        "effective_size": nx.effective_size(graph),
        "reach": {node: len(nx.descendants(graph, node)) for node in graph},
    }
)
table.to_csv(out / "plain.csv")

"""Groups of a large network in one run: to put a drawing in order, not to be reported."""

from __future__ import annotations

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from netkit.measures._kernels import communities
from netkit.measures._kernels.permutations import generator

__all__ = ["pieces", "rough_groups"]

Whole = npt.NDArray[np.int64]


def rough_groups(size: int, arcs: Whole, seed: int) -> Whole:
    """Give each place the number of its group in one run of Louvain's method.

    Table ``groups`` takes the consensus of 50 such runs, which in a network of thousands takes
    minutes. A place without arcs is a group of its own.

    References
    ----------
    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of
    communities in large networks. Journal of Statistical Mechanics, P10008.

    Examples
    --------
    >>> rough_groups(5, np.array([[0, 1], [1, 0], [2, 3], [3, 2]]), 1).tolist()
    [0, 0, 1, 1, 2]
    """
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from((tail, head) for tail, head in arcs.tolist())
    found: Whole = communities.louvain_runs(graph, 1, generator(seed, "groups"))[0]
    return found


def pieces(size: int, arcs: Whole) -> Whole:
    """Give each place the number of the piece it is in, whichever way the arcs go.

    Examples
    --------
    >>> pieces(4, np.array([[2, 0], [1, 3]])).tolist()
    [0, 1, 0, 1]
    """
    marks = np.ones(len(arcs), dtype=np.int8)
    joined = coo_array((marks, (arcs[:, 0], arcs[:, 1])), shape=(size, size))
    return communities.numbered(connected_components(joined, directed=False)[1])

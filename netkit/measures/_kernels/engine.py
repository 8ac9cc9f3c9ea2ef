"""Betweenness by rustworkx where it is installed (extra ``fast``), for exact figures."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version
from importlib.util import find_spec

import numpy as np
import numpy.typing as npt

__all__ = ["betweenness", "engine"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

NAME = "rustworkx"


def engine() -> str:
    """Name the engine with its version; empty where it is not installed."""
    return f"{NAME} {version(NAME)}" if find_spec(NAME) else ""


def betweenness(size: int, arcs: Whole) -> tuple[Floats, Floats]:
    """Give the shares of shortest paths through each place and along each arc, all exact.

    What :func:`netkit.measures._kernels.shortest.betweenness` gives of arcs one step long.

    Parameters
    ----------
    size : int
        Number of places.
    arcs : int array of shape (m, 2)
        Each arc once, without loops.

    Raises
    ------
    ModuleNotFoundError
        The engine is not installed.
    """
    # Imported only here, as it need not be there.
    import rustworkx

    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from_no_data([*zip(*arcs.T.tolist(), strict=True)])
    through = rustworkx.digraph_betweenness_centrality(graph, normalized=False)
    along = rustworkx.digraph_edge_betweenness_centrality(graph, normalized=False)
    return _in_order(dict(through.items()), size), _in_order(dict(along.items()), len(arcs))


def _in_order(found: Mapping[int, float], count: int) -> Floats:
    return np.array([found[number] for number in range(count)], dtype=float)

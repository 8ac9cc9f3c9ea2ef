"""Stovepipes: which actors exchange both ways, and what only flows past them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netkit.measures import structure
from netkit.measures._frames import frame
from netkit.measures._kernels import condensation
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["stovepipes"]

SOURCE = "Harary, Norman & Cartwright 1965"
# By whether an actor receives (two) and sends (one).
ROLES = np.array(["isolate", "source", "sink", "relay"], dtype=object)
_COLUMNS = (
    Column("actor", "text", "the actor's id"),
    Column(
        "strong_component",
        "text",
        "the first actor, in order of ids, of those that it reaches and that reach it",
        source=SOURCE,
    ),
    Column("component_size", "int", "actors in its strong component, itself included", "actors", 1),
    Column(
        "role",
        "text",
        "source (only sends), sink (only receives), relay (both) or isolate",
        source=SOURCE,
    ),
    Column(
        "upstream",
        "int",
        "other strong components from which information can come to it",
        "components",
        0,
        source=SOURCE,
    ),
    Column(
        "downstream",
        "int",
        "other strong components to which information can go from it",
        "components",
        0,
        source=SOURCE,
    ),
)


@table(_COLUMNS, row="an actor")
def stovepipes(network: Network) -> pd.DataFrame:
    """Give for each actor its strong component, its role, and what lies up and down the stream.

    A strong component is a set of actors that all reach one another along working ties. Between
    components information flows one way only: upstream and downstream count, over any number of
    steps, the others it can come from and go to. The role is read from the actor's own ties: a
    source has no tie towards it, a sink none from it, an isolate neither.

    Returns
    -------
    DataFrame
        One row a measured actor, in order of ids. An isolate is a component of one with nothing
        up or down the stream.

    References
    ----------
    Harary, F., Norman, R. Z. & Cartwright, D. (1965). Structural Models. Wiley.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> found = stovepipes(network_of([("a", "b"), ("b", "c"), ("c", "b")]))
    >>> found[["actor", "strong_component", "role", "upstream", "downstream"]].values.tolist()
    [['a', 'a', 'source', 0, 1], ['b', 'b', 'relay', 1, 0], ['c', 'b', 'relay', 1, 0]]
    """
    graph, ends = structure.condensed(network), structure.arcs(network)
    size = len(network.measured)
    names = network.measured.to_numpy(dtype=object)
    ones = np.ones(len(graph.sizes), dtype=np.int64)
    received, sent = (np.bincount(side, minlength=size) > 0 for side in (ends[:, 1], ends[:, 0]))
    # Components are numbered in the order of their first actors.
    first = np.unique(graph.component, return_index=True)[1]
    columns = {
        "actor": names,
        "strong_component": names[first][graph.component],
        "component_size": graph.sizes[graph.component],
        "role": ROLES[2 * received + sent],
        "upstream": condensation.beyond(graph.turned, ones)[graph.component],
        "downstream": condensation.beyond(graph, ones)[graph.component],
    }
    return frame(columns, _COLUMNS)

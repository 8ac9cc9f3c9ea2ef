"""Stovepipes: which actors exchange both ways, and what only flows past them."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from netkit.measures._frames import frame
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["stovepipes"]

SOURCE = "Harary, Norman & Cartwright 1965"
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
    graph = network.graph
    condensed = nx.condensation(graph)
    component = condensed.graph["mapping"]
    members: dict[int, set[str]] = nx.get_node_attributes(condensed, "members")
    order = list(nx.topological_sort(condensed))
    downstream = _beyond(condensed, order[::-1])
    upstream = _beyond(condensed.reverse(copy=False), order)
    rows = [
        {
            "actor": actor,
            "strong_component": min(members[component[actor]]),
            "component_size": len(members[component[actor]]),
            "role": _role(graph.in_degree(actor), graph.out_degree(actor)),
            "upstream": upstream[component[actor]],
            "downstream": downstream[component[actor]],
        }
        for actor in network.measured
    ]
    return frame(rows, _COLUMNS)


def _role(received: int, sent: int) -> str:
    if received and sent:
        return "relay"
    if sent:
        return "source"
    return "sink" if received else "isolate"


def _beyond(condensed: nx.DiGraph[int], order: list[int]) -> dict[int, int]:
    """Count what lies beyond each component; ``order`` has each after all it leads to."""
    sets: dict[int, int] = {}
    for here in order:
        # One bit a component: whole sets are joined by one operation on integers.
        held = 0
        for there in condensed.successors(here):
            held |= sets[there] | 1 << there
        sets[here] = held
    return {here: held.bit_count() for here, held in sets.items()}

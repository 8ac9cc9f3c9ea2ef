"""How much there is: actors, and the ties among them by what became of them."""

from __future__ import annotations

from netkit.measures.registry import network_measure
from netkit.network import Network

__all__ = ["actors", "ties", "ties_by_name", "ties_ended", "ties_failing", "ties_partly"]


@network_measure(interval=False, type="int", unit="actors", low=0, term="actor")
def actors(network: Network) -> float:
    """Actors that are part of the graphs and ranked, isolates included.

    Collectives, unnamed agencies and actors that no statement touches are not counted.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> actors(network_of([("school", "police")], isolates=["clinic"]))
    3.0
    """
    return float(len(network.measured))


@network_measure(type="int", unit="ties", low=0, term="working graph")
def ties(network: Network) -> float:
    """Working ties between measured actors, each direction on its own.

    With ``count_partly`` the ties that work partly are among them.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ties(network_of([("school", "police")], broken=[("police", "school")]))
    1.0
    """
    return float(network.working.sum())


@network_measure(interval=False, type="int", unit="ties", low=0, term="state")
def ties_partly(network: Network) -> float:
    """Ties between measured actors that work partly, whether or not these count as working."""
    return _in_state(network, "partly")


@network_measure(interval=False, type="int", unit="ties", low=0, term="state")
def ties_failing(network: Network) -> float:
    """Ties between measured actors that fail. Ties that nobody speaks of are not among them."""
    return _in_state(network, "fails")


@network_measure(interval=False, type="int", unit="ties", low=0, term="ended")
def ties_ended(network: Network) -> float:
    """Ties between measured actors that ended with a body."""
    return _in_state(network, "ended")


@network_measure(interval=False, type="int", unit="ties", low=0, term="level")
def ties_by_name(network: Network) -> float:
    """Ties between measured actors that are spoken of by name and have not ended.

    Whatever their state; the others are known only from talk of agencies in general. In a plain
    tie list all are by name.
    """
    table = network.ties
    named = (table["level"] == 0) & (table["state"] != "ended")
    return float((network.among_measured & named).sum())


def _in_state(network: Network, state: str) -> float:
    return float((network.among_measured & (network.ties["state"] == state)).sum())

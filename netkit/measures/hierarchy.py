"""Components, and the four respects in which a network is or is no outtree (Krackhardt 1994)."""

from __future__ import annotations

import numpy as np

from netkit.measures import structure
from netkit.measures._kernels.bounds import pairs_without_bound
from netkit.measures.registry import network_measure
from netkit.network import Network

__all__ = [
    "connectedness",
    "efficiency",
    "hierarchy",
    "lub",
    "strong_components",
    "weak_components",
]

KRACKHARDT = "Krackhardt 1994"


@network_measure(type="int", unit="components", low=0, source="Wasserman & Faust 1994, p. 132")
def weak_components(network: Network) -> float:
    """Pieces the network falls into, directions left aside; an isolate is one.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 132.
    """
    return float(len(np.unique(structure.weak_component(network))))


@network_measure(type="int", unit="components", low=0, source="Wasserman & Faust 1994, p. 133")
def strong_components(network: Network) -> float:
    """Largest groups of actors that all reach each other; an actor on its own is one.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 133.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ties = [("school", "hub"), ("hub", "school"), ("hub", "police")]
    >>> strong_components(network_of(ties))
    2.0
    """
    return float(len(np.unique(structure.strong_component(network))))


@network_measure(unit="share", low=0, high=1, source=KRACKHARDT)
def connectedness(network: Network) -> float:
    """Share of pairs of actors in the same piece of the network, directions left aside.

    Empty with fewer than two actors.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations. In Carley, K. M.
    & Prietula, M. J. (eds), Computational Organization Theory. Hillsdale, NJ: Lawrence Erlbaum,
    89-111.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> round(connectedness(network_of([("school", "police")], isolates=["clinic"])), 4)
    0.3333
    """
    sizes = np.bincount(structure.weak_component(network))
    total = len(network.measured)
    return float(structure.quotient((sizes * (sizes - 1)).sum(), total * (total - 1)))


@network_measure(unit="share", low=0, high=1, source=KRACKHARDT)
def hierarchy(network: Network) -> float:
    """Share of the pairs joined by a path in which only one reaches the other.

    0 where all reach goes both ways, 1 where none does. Empty if there is no path at all.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations: see
    ``connectedness``.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> hierarchy(network_of([("school", "hub"), ("hub", "school"), ("clinic", "police")]))
    0.5
    """
    reach = structure.reached(network)
    return float(structure.quotient((reach & ~reach.T).sum(), _joined(reach)))


@network_measure(unit="index", low=0, high=1, source=KRACKHARDT)
def efficiency(network: Network) -> float:
    """How few working ties there are beyond those needed to hold each piece together.

    A piece of k actors needs k - 1 ties and can have k(k - 1): one less the ties beyond need over
    the most there can be, summed over all pieces. Ties count by direction; that is one reading of
    Krackhardt's measure, the other leaves directions aside. 1 where no tie is to spare. Empty
    without working ties.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations: see
    ``connectedness``.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> efficiency(network_of([("school", "hub"), ("hub", "school"), ("hub", "police")]))
    0.75
    """
    sizes = np.bincount(structure.weak_component(network))
    needed = (sizes - 1).sum()
    spare = len(structure.arcs(network)) - needed
    return 1.0 - float(structure.quotient(spare, (sizes * (sizes - 1)).sum() - needed))


@network_measure(unit="index", low=0, high=1, source=KRACKHARDT)
def lub(network: Network) -> float:
    """How many pairs of a piece have one actor above them through whom all others reach both.

    Two actors have an upper bound in whoever reaches both, each reaching itself; it is the least if
    all their other upper bounds reach it. One less the pairs of a piece without a least upper
    bound, over the most there can be: (k - 1)(k - 2)/2 in a piece of k actors. Empty if no piece
    has three actors. This is the definition; some software looks for a bound that reaches all the
    others instead.

    References
    ----------
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations: see
    ``connectedness``.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> lub(network_of([("school", "hub"), ("clinic", "hub")]))
    0.0
    """
    weak = structure.weak_component(network)
    sizes = np.bincount(weak)
    missing = pairs_without_bound(
        structure.arcs(network),
        np.isfinite(structure.distances(network)),
        structure.strong_component(network),
        weak,
    )
    return 1.0 - float(structure.quotient(missing, ((sizes - 1) * (sizes - 2)).sum() // 2))


def _joined(reach: structure.Marks) -> int:
    """Count the unordered pairs of which one reaches the other."""
    return int((reach | reach.T).sum()) // 2

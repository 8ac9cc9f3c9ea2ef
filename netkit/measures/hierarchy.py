"""Components, and the four respects in which a network is or is no outtree (Krackhardt 1994)."""

from __future__ import annotations

import numpy as np

from netkit.measures import structure
from netkit.measures._kernels import bounds
from netkit.measures._sampling import PAIRS, Estimate, exactly_one
from netkit.measures._spans import pairs_joined
from netkit.measures.registry import kept, network_measure
from netkit.network import Network

__all__ = [
    "connectedness",
    "efficiency",
    "hierarchy",
    "lub",
    "lub_of",
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
    sizes = structure.condensed(network).sizes
    mutual = int((sizes * (sizes - 1)).sum())
    one_way = pairs_joined(network) - mutual
    return float(structure.quotient(one_way, one_way + mutual // 2))


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
    Agresti, A. & Coull, B. A. (1998). Approximate is better than "exact" for interval estimation
    of binomial proportions. The American Statistician 52, 119-126, for the standard error beyond
    6 000 actors, where 2 000 pairs are drawn.
    Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations: see
    ``connectedness``.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> lub(network_of([("school", "hub"), ("clinic", "hub")]))
    0.0
    """
    return float(lub_of(network).value[0])


@kept
def lub_of(network: Network) -> Estimate:
    """Give ``lub``, in a large network from a sample of pairs, with its standard error."""
    weak = structure.weak_component(network)
    sizes = np.bincount(weak)
    most = int(((sizes - 1) * (sizes - 2)).sum()) // 2
    if structure.is_dense(network):
        missing = bounds.pairs_without_bound(
            structure.arcs(network),
            np.isfinite(structure.distances(network)),
            structure.strong_component(network),
            weak,
        )
        return exactly_one(1.0 - structure.quotient([missing], most))
    pairs = int((sizes * (sizes - 1)).sum()) // 2
    share = bounds.share_without_bound(structure.condensed(network), weak, PAIRS) if pairs else 0.0
    # One more of each, so that a sample without any does not pass for a proof (Agresti & Coull).
    careful = (share * PAIRS + 1) / (PAIRS + 2)
    error = pairs * np.sqrt(careful * (1 - careful) / PAIRS)
    return Estimate(
        1.0 - structure.quotient([share * pairs], most), structure.quotient([error], most)
    )

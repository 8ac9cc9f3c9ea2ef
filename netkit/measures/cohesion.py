"""How well the network holds together: density, return of ties, reach, distance, closure."""

from __future__ import annotations

from netkit.measures import structure
from netkit.measures._kernels.products import masked_product
from netkit.measures._sampling import Estimate
from netkit.measures._spans import OUT, counts_along, pairs_joined, total_spans
from netkit.measures.registry import network_measure
from netkit.network import Network

__all__ = [
    "density",
    "global_efficiency",
    "global_efficiency_of",
    "mean_geodesic",
    "mean_geodesic_of",
    "reachable_pairs",
    "reachable_share",
    "reachable_share_partly",
    "reciprocity_arc",
    "reciprocity_dyadic",
    "transitivity",
]

REACHABLE = "Wasserman & Faust 1994, p. 132"


@network_measure(unit="share", low=0, high=1, source="Wasserman & Faust 1994, p. 129")
def density(network: Network) -> float:
    """Share of all ordered pairs of actors that have a working tie.

    Empty with fewer than two actors. In a study what is not a working tie is mostly unspoken.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 129.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> density(network_of([("school", "police")]))
    0.5
    """
    return _share(len(structure.arcs(network)), _ordered_pairs(network))


@network_measure(unit="share", low=0, high=1, source="Wasserman & Faust 1994, p. 515")
def reciprocity_arc(network: Network) -> float:
    """Share of working ties that are returned.

    Empty without working ties.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 515.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ties = [("school", "police"), ("police", "school"), ("clinic", "police")]
    >>> round(reciprocity_arc(network_of(ties)), 4)
    0.6667
    """
    return _share(_returned(network), len(structure.arcs(network)))


@network_measure(unit="share", low=0, high=1, source="Wasserman & Faust 1994, p. 515")
def reciprocity_dyadic(network: Network) -> float:
    """Share of the joined pairs of actors whose tie runs both ways.

    A pair is joined by a working tie in either direction, and counts once. Empty without working
    ties.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 515.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ties = [("school", "police"), ("police", "school"), ("clinic", "police")]
    >>> reciprocity_dyadic(network_of(ties))
    0.5
    """
    mutual = _returned(network) / 2
    return _share(mutual, len(structure.arcs(network)) - mutual)


@network_measure(unit="steps", low=1, source="Wasserman & Faust 1994, p. 110")
def mean_geodesic(network: Network) -> float:
    """Mean number of steps over the ordered pairs that a working path joins.

    The shortest path of each such pair counts; pairs without a path are left out. Empty if there
    is no path at all.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 110.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> round(mean_geodesic(network_of([("school", "hub"), ("hub", "police")])), 4)
    1.3333
    """
    return float(mean_geodesic_of(network).value[0])


def mean_geodesic_of(network: Network) -> Estimate:
    """Give ``mean_geodesic`` with its standard error."""
    return _shared(total_spans(network)[0], pairs_joined(network))


@network_measure(type="int", unit="ordered pairs", low=0, source=REACHABLE, term="reach")
def reachable_pairs(network: Network) -> float:
    """Ordered pairs of actors that a working path joins, however long.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 132.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> reachable_pairs(network_of([("school", "hub"), ("hub", "police")]))
    3.0
    """
    return float(pairs_joined(network))


@network_measure(unit="share", low=0, high=1, source=REACHABLE, term="reach")
def reachable_share(network: Network) -> float:
    """Share of all ordered pairs of actors that a working path joins.

    Empty with fewer than two actors.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 132.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> reachable_share(network_of([("school", "hub"), ("hub", "police")]))
    0.5
    """
    return _share(pairs_joined(network), _ordered_pairs(network))


@network_measure(interval=False, unit="share", low=0, high=1, source=REACHABLE, term="reach")
def reachable_share_partly(network: Network) -> float:
    """Share of all ordered pairs of actors joined by ties that work, wholly or partly.

    What the reachable share would be if the ties that work partly counted as working. Empty with
    fewer than two actors.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 132.
    """
    chosen = network.among_measured & network.ties["state"].isin(("works", "partly"))
    return _share(counts_along(network, chosen)[OUT].sum(), _ordered_pairs(network))


@network_measure(unit="index", low=0, high=1, source="Latora & Marchiori 2001")
def global_efficiency(network: Network) -> float:
    """Mean nearness of all ordered pairs of actors: one over their number of steps.

    A pair without a path counts as 0. Empty with fewer than two actors.

    References
    ----------
    Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review
    Letters 87, 198701.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> round(global_efficiency(network_of([("school", "hub"), ("hub", "police")])), 4)
    0.4167
    """
    return float(global_efficiency_of(network).value[0])


def global_efficiency_of(network: Network) -> Estimate:
    """Give ``global_efficiency`` with its standard error."""
    return _shared(total_spans(network)[1], _ordered_pairs(network))


@network_measure(unit="share", low=0, high=1, source="Wasserman & Faust 1994, p. 243")
def transitivity(network: Network) -> float:
    """Share of two-step paths between different actors that a direct tie closes.

    Of all paths i to j to k with i and k different, those with a tie from i to k (the weak form).
    Empty if there is no such path.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 243.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ties = [("school", "hub"), ("hub", "police"), ("school", "police"), ("police", "clinic")]
    >>> round(transitivity(network_of(ties)), 4)
    0.3333
    """
    matrix = structure.adjacency(network)
    closed = sum(int(part.sum()) for part in masked_product(matrix, matrix, matrix))
    into, out = (matrix.sum(axis=side) for side in (0, 1))
    return _share(closed, int(into @ out) - _returned(network))


def _shared(total: Estimate, whole: int) -> Estimate:
    return Estimate(*(structure.quotient(part, whole) for part in total))


def _share(part: float, whole: float) -> float:
    return float(structure.quotient(part, whole))


def _ordered_pairs(network: Network) -> int:
    size = len(network.measured)
    return size * (size - 1)


def _returned(network: Network) -> int:
    matrix = structure.adjacency(network)
    return int((matrix * matrix.T).sum())

"""Who is central: degree, betweenness, PageRank, hubs and authorities of the working graph."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures import structure
from netkit.measures._kernels import spectral
from netkit.measures._sampling import Estimate
from netkit.measures.registry import actor_measure, kept
from netkit.network import Network

__all__ = [
    "authority",
    "betweenness",
    "betweenness_norm",
    "betweenness_norm_of",
    "betweenness_weighted",
    "hub",
    "in_degree",
    "out_degree",
    "pagerank",
]

DAMPING = 0.85


@actor_measure(type="int", unit="ties", low=0, source="Freeman 1978")
def in_degree(network: Network) -> pd.Series:
    """How many actors pass information to this one directly.

    Counts working ties that end at the actor, each as one whatever its support. An isolate has 0.

    Returns
    -------
    Series of int, one value a measured actor, 0 to n - 1.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social
    Networks 1, 215-239, pp. 219-221.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> in_degree(network_of([("school", "police"), ("clinic", "police")])).to_dict()
    {'clinic': 0, 'police': 2, 'school': 0}
    """
    heads = structure.arcs(network)[:, 1]
    return structure.over_actors(network, np.bincount(heads, minlength=len(network.measured)))


@actor_measure(type="int", unit="ties", low=0, source="Freeman 1978")
def out_degree(network: Network) -> pd.Series:
    """How many actors this one passes information to directly.

    Counts working ties that begin at the actor, each as one whatever its support. An isolate
    has 0.

    Returns
    -------
    Series of int, one value a measured actor, 0 to n - 1.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social
    Networks 1, 215-239, pp. 219-221.
    """
    tails = structure.arcs(network)[:, 0]
    return structure.over_actors(network, np.bincount(tails, minlength=len(network.measured)))


@actor_measure(unit="ordered pairs", low=0, source="Freeman 1977", term="betweenness")
def betweenness(network: Network) -> pd.Series:
    """How often the actor lies on the shortest working paths between others.

    For each ordered pair of other actors the share of their shortest paths, by number of ties,
    that pass through the actor; support plays no part. Both directions of a pair count, so that a
    network whose ties all run both ways has twice the figure that is given for undirected ones.
    An isolate has 0.

    Returns
    -------
    Series of float, one value a measured actor, 0 to (n - 1)(n - 2).

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40,
    35-41.
    Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical
    Sociology 25, 163-177.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> betweenness(network_of([("school", "hub"), ("hub", "police")])).to_dict()
    {'hub': 1.0, 'police': 0.0, 'school': 0.0}
    """
    return structure.over_actors(network, structure.betweenness_shares(network)[0].value)


@actor_measure(unit="share", low=0, high=1, source="Freeman 1977", term="betweenness")
def betweenness_norm(network: Network) -> pd.Series:
    """Betweenness as a share of the ordered pairs of other actors.

    Betweenness over (n - 1)(n - 2). An isolate has 0; with fewer than three actors there is no
    pair of others and the figure is empty.

    Returns
    -------
    Series of float, one value a measured actor, 0 to 1.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40,
    35-41, p. 38.
    """
    return structure.over_actors(network, betweenness_norm_of(network).value)


def betweenness_norm_of(network: Network) -> Estimate:
    """Give ``betweenness_norm`` with its standard error."""
    pairs = (len(network.measured) - 1) * (len(network.measured) - 2)
    shares = structure.betweenness_shares(network)[0]
    return Estimate(*(structure.quotient(part, pairs) for part in shares))


@actor_measure(unit="ordered pairs", low=0, source="Opsahl et al. 2010", term="betweenness")
def betweenness_weighted(network: Network) -> pd.Series:
    """How often the actor lies on the best supported working paths between others.

    Betweenness with ties as long as they are badly supported: minus the logarithm of support, or
    one over the weight in a plain list, as whole numbers so that equal paths stay equal. An isolate
    has 0; where all ties have one weight the figure is that of betweenness.

    Returns
    -------
    Series of float, one value a measured actor, 0 to (n - 1)(n - 2).

    References
    ----------
    Opsahl, T., Agneessens, F. & Skvoretz, J. (2010). Node centrality in weighted networks:
    generalizing degree and shortest paths. Social Networks 32, 245-251.
    """
    return structure.over_actors(network, structure.weighted_betweenness(network).value)


@actor_measure(unit="share", low=0, high=1, source="Brin & Page 1998")
def pagerank(network: Network) -> pd.Series:
    """Share of time that information handed on at random spends with the actor.

    It goes on along one of the working ties from where it is with chance 0.85, each tie alike, and
    starts anew anywhere otherwise, or where no tie leads on (the weight of such actors is spread
    evenly). An isolate gets what everyone gets by new starts.

    Returns
    -------
    Series of float, one value a measured actor, above 0; they sum to 1.

    References
    ----------
    Brin, S. & Page, L. (1998). The anatomy of a large-scale hypertextual web search engine.
    Computer Networks and ISDN Systems 30, 107-117.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ranks = pagerank(network_of([("school", "police"), ("clinic", "police")]))
    >>> ranks.round(4).to_dict()
    {'clinic': 0.2128, 'police': 0.5745, 'school': 0.2128}
    """
    return structure.over_actors(network, _pagerank(network))


@actor_measure(unit="of the largest", low=0, high=1, source="Kleinberg 1999")
def hub(network: Network) -> pd.Series:
    """How far the actor passes information to those who receive from the best passers-on.

    Hubs point to good authorities and authorities are pointed to by good hubs: the principal left
    singular vector of the working graph, largest value 1. An isolate, like whoever has no part in
    the leading group, has 0; in a network without working ties it is empty. Where several groups
    lead alike, equal scores are projected on all of them.

    Returns
    -------
    Series of float, one value a measured actor, 0 to 1.

    References
    ----------
    Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal of the
    ACM 46, 604-632.
    """
    return structure.over_actors(network, structure.hubs_and_authorities(network)[0])


@actor_measure(unit="of the largest", low=0, high=1, source="Kleinberg 1999")
def authority(network: Network) -> pd.Series:
    """How far the actor receives information from those who pass it to the best receivers.

    The principal right singular vector of the working graph, largest value 1: see ``hub``. An
    isolate has 0; in a network without working ties it is empty.

    Returns
    -------
    Series of float, one value a measured actor, 0 to 1.

    References
    ----------
    Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment. Journal of the
    ACM 46, 604-632.
    """
    return structure.over_actors(network, structure.hubs_and_authorities(network)[1])


@kept
def _pagerank(network: Network) -> npt.NDArray[np.float64]:
    kernel = spectral.pagerank if structure.is_dense(network) else spectral.pagerank_by_rounds
    return kernel(structure.adjacency(network), DAMPING)

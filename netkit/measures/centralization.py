"""How far the network turns on a single actor (Freeman's centralization)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from netkit.measures import structure
from netkit.measures.centrality import betweenness_norm, in_degree, out_degree
from netkit.measures.registry import network_measure
from netkit.network import Network

__all__ = [
    "centralization_betweenness",
    "centralization_in_degree",
    "centralization_out_degree",
]


@network_measure(unit="index", low=0, high=1, source="Freeman 1978, pp. 226-231")
def centralization_in_degree(network: Network) -> float:
    """How far the network turns on one actor that information goes to.

    The differences of all in-degrees to the largest, over what they come to when everybody passes
    information to one actor and nobody to anyone else: (n - 1) squared, ties being directed. Empty
    with fewer than three actors.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social
    Networks 1, 215-239, pp. 226-231.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> centralization_in_degree(network_of([("school", "hub"), ("clinic", "hub")]))
    1.0
    """
    return _centralization(in_degree(network).to_numpy(), len(network.measured) - 1)


@network_measure(unit="index", low=0, high=1, source="Freeman 1978, pp. 226-231")
def centralization_out_degree(network: Network) -> float:
    """How far the network turns on one actor that information comes from.

    The differences of all out-degrees to the largest, over what they come to when one actor passes
    information to everybody and nobody else does: (n - 1) squared. Empty with fewer than three
    actors.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social
    Networks 1, 215-239, pp. 226-231.
    """
    return _centralization(out_degree(network).to_numpy(), len(network.measured) - 1)


@network_measure(unit="index", low=0, high=1, source="Freeman 1978, pp. 226-231")
def centralization_betweenness(network: Network) -> float:
    """How far the network turns on one actor that stands between all others.

    The differences of all normed betweenness figures to the largest, over the n - 1 they come to in
    a star whose ties run both ways. Empty with fewer than three actors.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social
    Networks 1, 215-239, pp. 226-231.
    """
    return _centralization(betweenness_norm(network).to_numpy(), 1)


def _centralization(scores: npt.NDArray[np.generic], largest: int) -> float:
    """Give the summed distance to the largest score, over that of a star with score ``largest``."""
    if len(scores) < 3:
        return float("nan")
    values = scores.astype(float)
    return float(structure.quotient((values.max() - values).sum(), (len(values) - 1) * largest))

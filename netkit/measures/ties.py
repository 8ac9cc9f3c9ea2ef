"""What hangs on single ties: traffic along them, and what would be lost without them."""

from __future__ import annotations

import pandas as pd

from netkit.measures import structure
from netkit.measures._kernels import removal
from netkit.measures.registry import tie_measure
from netkit.network import Network

__all__ = ["betweenness", "pairs_lost", "strong_bridge"]


@tie_measure(unit="ordered pairs", low=1, source="Girvan & Newman 2002")
def betweenness(network: Network) -> pd.Series:
    """How often the tie is part of the shortest working paths between actors.

    For each ordered pair of actors, the ends of the tie among them, the share of their shortest
    paths by number of ties that use it; support plays no part.

    Returns
    -------
    Series of float, one value a tie, at least 1; empty for a tie that is not in the working graph.

    References
    ----------
    Girvan, M. & Newman, M. E. J. (2002). Community structure in social and biological networks.
    Proceedings of the National Academy of Sciences 99, 7821-7826.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> betweenness(network_of([("school", "hub"), ("hub", "police")])).to_dict()
    {('hub', 'police'): 2.0, ('school', 'hub'): 2.0}
    """
    return structure.over_ties(network, structure.betweenness_shares(network)[1].value, "float64")


@tie_measure(type="int", unit="ordered pairs", low=0, source="Italiano et al. 2012")
def pairs_lost(network: Network) -> pd.Series:
    """Ordered pairs of actors that would no longer reach each other without this tie.

    Pairs whose every working path uses the tie, its own ends among them.

    Returns
    -------
    Series of nullable int, one value a tie; empty for a tie that is not in the working graph.

    References
    ----------
    Italiano, G. F., Laura, L. & Santaroni, F. (2012). Finding strong bridges and strong
    articulation points in linear time. Theoretical Computer Science 447, 74-84.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> pairs_lost(network_of([("school", "hub"), ("hub", "police")])).to_dict()
    {('hub', 'police'): 2, ('school', 'hub'): 2}
    """
    return structure.over_ties(network, structure.losses(network)[1].counts, "Int64")


@tie_measure(type="bool", source="Italiano et al. 2012")
def strong_bridge(network: Network) -> pd.Series:
    """Whether fewer actors would all reach each other without the tie.

    Without a strong bridge a group of actors that all reach each other falls apart, so that there
    are more strong components.

    Returns
    -------
    Series of nullable bool, one mark a tie; empty for a tie that is not in the working graph.

    References
    ----------
    Italiano, G. F., Laura, L. & Santaroni, F. (2012). Finding strong bridges and strong
    articulation points in linear time. Theoretical Computer Science 447, 74-84.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ties = [("school", "hub"), ("hub", "school"), ("hub", "police")]
    >>> strong_bridge(network_of(ties)).to_dict()
    {('hub', 'police'): False, ('hub', 'school'): True, ('school', 'hub'): True}
    """
    component = structure.strong_component(network)
    marks = removal.strong_bridges(len(network.measured), structure.arcs(network), component)
    return structure.over_ties(network, marks, "boolean")

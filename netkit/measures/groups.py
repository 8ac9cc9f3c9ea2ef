"""Groups that the ties themselves make, and how far they are the sectors."""

from __future__ import annotations

import pandas as pd

from netkit.measures._frames import frame
from netkit.measures._grouping import grouping, groups_and_sectors
from netkit.measures._kernels import communities
from netkit.measures.registry import Column, network_measure, table
from netkit.network import NO_DRAWS, Network, Resampling

__all__ = [
    "groups",
    "groups_found",
    "groups_sector_nmi",
    "groups_sector_rand",
    "groups_stability",
    "modularity_found",
]

LEICHT_NEWMAN = "Leicht & Newman 2008"
LANCICHINETTI_FORTUNATO = "Lancichinetti & Fortunato 2012"
_COLUMNS = (
    Column("actor", "text", "the actor's id"),
    Column(
        "group",
        "int",
        "its group's number, in order of the groups' first actors; empty without draws",
        "group",
        1,
        source=LANCICHINETTI_FORTUNATO,
    ),
    Column(
        "share",
        "float",
        "share of runs in which it is with another of its group, on average; empty without draws",
        "share",
        0,
        1,
        LANCICHINETTI_FORTUNATO,
    ),
)


@table(_COLUMNS, row="an actor", drawn=True)
def groups(network: Network, resampling: Resampling = NO_DRAWS) -> pd.DataFrame:
    """Find groups of actors that exchange more with one another than with others.

    Groups are sought in the working graph, whatever the level of its ties, for the highest
    directed modularity (Leicht & Newman 2008), by 50 runs of Louvain's method from seeds of their
    own; a group is the actors that most runs put together. Sectors play no part. ``share`` is low
    for an actor that runs put now here, now there; where ``groups_stability`` of the network is
    low, another seed gives other groups, and they say little.

    Where more than 1 000 actors have ties, their runs are not compared two by two: the groups are
    those of the run of highest modularity out of ten, in which a share of the actors moves at once.

    Returns
    -------
    DataFrame
        One row a measured actor, in order of ids. An isolate has no group: both figures are empty.
        An actor that is with no other in most runs is a group of its own, its share empty.
        Without draws both columns are empty.

    References
    ----------
    Leicht, E. A. & Newman, M. E. J. (2008). Community structure in directed networks.
    Physical Review Letters 100, 118703.

    Blondel, V. D., Guillaume, J.-L., Lambiotte, R. & Lefebvre, E. (2008). Fast unfolding of
    communities in large networks. Journal of Statistical Mechanics, P10008.

    Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks.
    Scientific Reports 2, 336.

    Staudt, C. L. & Meyerhenke, H. (2016). Engineering parallel algorithms for community detection
    in massive networks. IEEE Transactions on Parallel and Distributed Systems 27, 171-184.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ties = [("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "z"), ("z", "x"), ("a", "x")]
    >>> groups(network_of(ties), Resampling(draws=1)).values.tolist()[:4]
    [['a', 1, 1.0], ['b', 1, 1.0], ['c', 1, 1.0], ['x', 2, 1.0]]
    """
    found = grouping(network, resampling)
    columns = {"actor": network.measured, "group": None, "share": None}
    if found:
        columns |= {"group": found.groups.array, "share": found.shares.array}
    return frame(columns, _COLUMNS)


@network_measure(drawn=True, low=-1.0, high=1.0, unit="index", source=LEICHT_NEWMAN)
def modularity_found(network: Network, resampling: Resampling = NO_DRAWS) -> float:
    """Modularity of the groups of table groups; empty without draws.

    Share of working ties within groups, less the share to expect from how much each actor sends
    and receives. The figure ``modularity`` is that of sectors, and in a study with accounts over
    ties spoken of by name alone: the two are not to be compared there.

    Returns
    -------
    float
        Above 0 where ties keep to the groups. As groups are sought for it, it is above 0 in
        networks drawn by chance as well. Empty without ties. An isolate changes nothing.

    References
    ----------
    Leicht, E. A. & Newman, M. E. J. (2008). Community structure in directed networks.
    Physical Review Letters 100, 118703.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> modularity_found(network_of([("a", "b"), ("c", "d")]), Resampling(draws=1))
    0.5
    """
    found = grouping(network, resampling)
    return found.modularity if found else float("nan")


@network_measure(drawn=True, type="int", low=1.0, unit="groups", source=LANCICHINETTI_FORTUNATO)
def groups_found(network: Network, resampling: Resampling = NO_DRAWS) -> float:
    """Count of groups in table groups, isolates aside; empty without draws.

    Returns
    -------
    float
        1 or more; empty without ties.

    References
    ----------
    Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks.
    Scientific Reports 2, 336.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> groups_found(network_of([("a", "b"), ("c", "d")]), Resampling(draws=1))
    2.0
    """
    found = grouping(network, resampling)
    return float(found.groups.max()) if found else float("nan")


@network_measure(drawn=True, low=-0.5, high=1.0, unit="index", source="Hubert & Arabie 1985")
def groups_stability(network: Network, resampling: Resampling = NO_DRAWS) -> float:
    """Agreement of the runs behind table groups with one another; empty without draws.

    The mean adjusted Rand index over all pairs of the 50 runs: 1 where all find the same groups,
    0 where they agree as random groupings of the same sizes do. It says how far the groups hang
    on where a run starts, not how far they hang on who was heard.

    Returns
    -------
    float
        Empty without ties. An isolate changes nothing.

    References
    ----------
    Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> groups_stability(network_of([("a", "b"), ("c", "d")]), Resampling(draws=1))
    1.0
    """
    found = grouping(network, resampling)
    return found.stability if found else float("nan")


@network_measure(drawn=True, low=-0.5, high=1.0, unit="index", source="Hubert & Arabie 1985")
def groups_sector_rand(network: Network, resampling: Resampling = NO_DRAWS) -> float:
    """Agreement of the groups of table groups with the sectors; empty without draws.

    The adjusted Rand index over the actors that have both: 1 where groups are the sectors, 0
    where they have no more to do with them than random groups of the same sizes.

    Returns
    -------
    float
        Empty where these actors are of fewer than two sectors. An isolate changes nothing.

    References
    ----------
    Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"a": "health", "b": "health", "c": "police", "d": "police"}
    >>> groups_sector_rand(network_of([("a", "b"), ("c", "d")], sectors), Resampling(draws=1))
    1.0
    """
    both = groups_and_sectors(network, resampling)
    return communities.adjusted_rand(*both) if both else float("nan")


@network_measure(drawn=True, low=0.0, high=1.0, unit="share", source="Danon et al. 2005")
def groups_sector_nmi(network: Network, resampling: Resampling = NO_DRAWS) -> float:
    """Information that groups of table groups and sectors share; empty without draws.

    Normalised mutual information: twice the mutual information over the sum of entropies, over
    the actors that have both. 1 where groups are the sectors. Unlike the adjusted Rand index it
    is above 0 by chance, the more so the more groups and sectors there are.

    Returns
    -------
    float
        Empty where these actors are of fewer than two sectors. An isolate changes nothing.

    References
    ----------
    Danon, L., Díaz-Guilera, A., Duch, J. & Arenas, A. (2005). Comparing community structure
    identification. Journal of Statistical Mechanics, P09008.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"a": "health", "b": "health", "c": "police", "d": "police"}
    >>> groups_sector_nmi(network_of([("a", "b"), ("c", "d")], sectors), Resampling(draws=1))
    1.0
    """
    both = groups_and_sectors(network, resampling)
    return communities.normalised_information(*both) if both else float("nan")

"""How far the ties of the whole network keep to sectors: the E-I index and modularity."""

from __future__ import annotations

import numpy as np

from netkit.measures._kernels.permutations import chance_of
from netkit.measures._sectors import (
    KRACKHARDT_STERN,
    sector_counts,
    sector_of,
    sector_ties,
    spoken_between,
)
from netkit.measures.registry import network_measure
from netkit.network import NO_DRAWS, Network, Resampling

__all__ = [
    "KRACKHARDT_STERN",
    "ei_expected",
    "ei_index",
    "ei_of",
    "ei_p_high",
    "ei_p_low",
    "modularity",
    "sector_of",
    "sector_ties",
    "spoken_between",
]


def ei_of(across: float, within: float) -> float:
    """Give (across - within) / (across + within): empty when both are 0."""
    both = across + within
    return (across - within) / both if both else float("nan")


@network_measure(term="E-I index", low=-1.0, high=1.0, unit="index", source=KRACKHARDT_STERN)
def ei_index(network: Network) -> float:
    """Ties across sectors less ties within, over both: -1 is a silo, +1 all ties outward.

    Each directed tie counts once, so in an undirected network every tie counts both ways and the
    index is that of the undirected ties. In a study with accounts only ties spoken of by name
    count. Actors without a sector are left out with their ties. Some packages return the negative.

    Returns
    -------
    float
        -1 to 1; empty without such ties. An isolate changes nothing.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises.
    Social Psychology Quarterly 51(2), 123-140.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"ward": "health", "clinic": "health", "patrol": "police"}
    >>> ei_index(network_of([("ward", "clinic"), ("ward", "patrol")], sectors))
    0.0
    """
    ties = sector_ties(network)
    within = int((ties["source_sector"] == ties["target_sector"]).sum())
    return ei_of(len(ties) - within, within)


@network_measure(
    interval=False, term="E-I index", low=-1.0, high=1.0, unit="index", source=KRACKHARDT_STERN
)
def ei_expected(network: Network) -> float:
    """E-I index to expect if ties fell on pairs of actors whatever their sectors.

    1 - 2Σn(n-1) / N(N-1) with n the size of each sector and N all measured actors with a sector,
    isolates included. It depends on the sizes of sectors alone, not on ties.

    Returns
    -------
    float
        -1 (one sector only) to 1 (every actor a sector of its own); empty with fewer than two
        actors that have a sector.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises.
    Social Psychology Quarterly 51(2), 123-140.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ei_expected(network_of([("ward", "patrol")], {"ward": "health", "patrol": "police"}))
    1.0
    """
    sizes = sector_of(network).value_counts().to_numpy(dtype=np.int64)
    actors = int(sizes.sum())
    if actors < 2:
        return float("nan")
    return 1.0 - 2.0 * float((sizes * (sizes - 1)).sum()) / (actors * (actors - 1))


@network_measure(drawn=True, low=0.0, high=1.0, unit="share", source=KRACKHARDT_STERN)
def ei_p_low(network: Network, resampling: Resampling = NO_DRAWS) -> float:
    """Share of permuted sectors with an E-I index as low or lower; empty without permutations.

    Sectors are dealt out anew over the measured actors that have one, so that each sector keeps
    its size and each actor its ties: (1 + permutations as low or lower) / (1 + permutations). A
    small share says that ties keep to sectors more than sizes and ties alone would bring about.

    Returns
    -------
    float
        Above 0, to 1. Empty with fewer than five ties, with fewer than two sectors of at least
        two actors, and without permutations.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises.
    Social Psychology Quarterly 51(2), 123-140.

    Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical
    Applications in Genetics and Molecular Biology 9(1), 39.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = dict.fromkeys("abc", "health") | dict.fromkeys("xyz", "police")
    >>> ties = [("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "z"), ("z", "x")]
    >>> round(ei_p_low(network_of(ties, sectors), Resampling(draws=999)), 1)
    0.1
    """
    return _chance(network, resampling, np.greater_equal)


@network_measure(drawn=True, low=0.0, high=1.0, unit="share", source=KRACKHARDT_STERN)
def ei_p_high(network: Network, resampling: Resampling = NO_DRAWS) -> float:
    """Share of permuted sectors with an E-I index as high or higher; empty without permutations.

    The other side of :func:`ei_p_low`, over the same permutations: a small share says that ties
    cross sectors more than sizes and ties alone would bring about.

    Returns
    -------
    float
        Above 0, to 1. Empty where :func:`ei_p_low` is.

    References
    ----------
    Krackhardt, D. & Stern, R. N. (1988). Informal networks and organizational crises.
    Social Psychology Quarterly 51(2), 123-140.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> ei_p_high(network_of([("a", "b")]), Resampling(draws=999))
    nan
    """
    return _chance(network, resampling, np.less_equal)


def _chance(network: Network, resampling: Resampling, beyond: np.ufunc) -> float:
    # All permutations have equally many ties: the index is as low where as many are within.
    counts = sector_counts(network, resampling)
    if counts is None:
        return float("nan")
    within = counts[0].sum(axis=1)
    return chance_of(beyond(within[1:], within[0]))


@network_measure(low=-1.0, high=1.0, unit="index", source="Leicht & Newman 2008")
def modularity(network: Network) -> float:
    """Share of ties within sectors, less the share to expect from how much each actor sends.

    Directed: what is expected of two actors is out-degree of the one times in-degree of the
    other over the number of ties. Taken over the same ties as the E-I index: by name only where
    the study has accounts, and among measured actors with a sector.

    Returns
    -------
    float
        Above 0 where ties keep to sectors more than chance, below 0 where less; never above 1 or
        below -1. Empty without ties. An isolate changes nothing.

    References
    ----------
    Leicht, E. A. & Newman, M. E. J. (2008). Community structure in directed networks.
    Physical Review Letters 100, 118703.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"ward": "health", "clinic": "health", "patrol": "police", "desk": "police"}
    >>> modularity(network_of([("ward", "clinic"), ("patrol", "desk")], sectors))
    0.5
    """
    ties = sector_ties(network)
    count = len(ties)
    if not count:
        return float("nan")
    within = int((ties["source_sector"] == ties["target_sector"]).sum())
    sent = ties["source_sector"].value_counts()
    received = ties["target_sector"].value_counts()
    expected = int(sent.mul(received, fill_value=0).sum())
    return within / count - expected / count**2

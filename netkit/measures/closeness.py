"""Who hears soon and who is heard soon: closeness, harmonic closeness and reach."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netkit.measures import structure
from netkit.measures._sampling import Estimate
from netkit.measures._spans import IN, OUT, reach_counts, spans_from
from netkit.measures.registry import actor_measure
from netkit.network import Network

__all__ = [
    "closeness_in",
    "closeness_of",
    "closeness_out",
    "harmonic_in",
    "harmonic_of",
    "harmonic_out",
    "reach_in",
    "reach_out",
]

WASSERMAN_FAUST = "Wasserman & Faust 1994, p. 201"


@actor_measure(unit="index", low=0, high=1, source=WASSERMAN_FAUST)
def closeness_in(network: Network) -> pd.Series:
    """How directly the actor is reached by others, and by how many.

    The share of the others that reach the actor, over their mean number of steps to it. An actor
    that nobody reaches, such as an isolate, has 0; where it is the only one the figure is empty.

    Returns
    -------
    Series of float, one value a measured actor, 0 to 1.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 201.
    """
    return _closeness(network, IN)


@actor_measure(unit="index", low=0, high=1, source=WASSERMAN_FAUST)
def closeness_out(network: Network) -> pd.Series:
    """How directly the actor reaches others, and how many.

    The share of the others that the actor reaches, over its mean number of steps to them. An actor
    that reaches nobody, such as an isolate, has 0; where it is the only one the figure is empty.

    Returns
    -------
    Series of float, one value a measured actor, 0 to 1.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 201.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> line = network_of([("school", "hub"), ("hub", "police")], isolates=["clinic"])
    >>> closeness_out(line).round(4).to_dict()
    {'clinic': 0.0, 'hub': 0.3333, 'police': 0.0, 'school': 0.4444}
    """
    return _closeness(network, OUT)


@actor_measure(unit="index", low=0, high=1, source="Boldi & Vigna 2014")
def harmonic_in(network: Network) -> pd.Series:
    """Mean nearness of all others to the actor.

    The mean over all others of one over their number of steps to the actor, 0 for those that do not
    reach it. An isolate has 0; an actor that is the only one is empty.

    Returns
    -------
    Series of float, one value a measured actor, 0 to 1.

    References
    ----------
    Boldi, P. & Vigna, S. (2014). Axioms for centrality. Internet Mathematics 10, 222-262.
    """
    return _harmonic(network, IN)


@actor_measure(unit="index", low=0, high=1, source="Boldi & Vigna 2014")
def harmonic_out(network: Network) -> pd.Series:
    """Mean nearness of the actor to all others.

    The mean over all others of one over the actor's number of steps to them, 0 for those that it
    does not reach. An isolate has 0; an actor that is the only one is empty.

    Returns
    -------
    Series of float, one value a measured actor, 0 to 1.

    References
    ----------
    Boldi, P. & Vigna, S. (2014). Axioms for centrality. Internet Mathematics 10, 222-262.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> harmonic_out(network_of([("school", "hub"), ("hub", "police")])).to_dict()
    {'hub': 0.5, 'police': 0.0, 'school': 0.75}
    """
    return _harmonic(network, OUT)


@actor_measure(
    type="int", unit="actors", low=0, source="Wasserman & Faust 1994, p. 132", term="reach"
)
def reach_in(network: Network) -> pd.Series:
    """How many actors' information can come to this one along working ties.

    Counts the others with a path to the actor, however long. An isolate has 0.

    Returns
    -------
    Series of int, one value a measured actor, 0 to n - 1.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 132.
    """
    return structure.over_actors(network, reach_counts(network)[IN])


@actor_measure(
    type="int", unit="actors", low=0, source="Wasserman & Faust 1994, p. 132", term="reach"
)
def reach_out(network: Network) -> pd.Series:
    """How many actors this one's information can come to along working ties.

    Counts the others to which there is a path from the actor, however long. An isolate has 0.

    Returns
    -------
    Series of int, one value a measured actor, 0 to n - 1.

    References
    ----------
    Wasserman, S. & Faust, K. (1994). Social Network Analysis. Cambridge: Cambridge University
    Press, p. 132.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> reach_out(network_of([("school", "hub"), ("hub", "police")])).to_dict()
    {'hub': 1, 'police': 0, 'school': 2}
    """
    return structure.over_actors(network, reach_counts(network)[OUT])


def closeness_of(network: Network, side: int) -> Estimate:
    """Give closeness over who comes in, or who is reached, with its standard error."""
    count, steps = reach_counts(network)[side], spans_from(network)[side].steps
    others = len(network.measured) - 1
    value = structure.quotient(count * count, others * steps.value)
    value = np.where((count == 0) & (others > 0), 0.0, value)
    return Estimate(value, value * np.nan_to_num(structure.quotient(steps.error, steps.value)))


def harmonic_of(network: Network, side: int) -> Estimate:
    """Give harmonic closeness over who comes in, or who is reached, with its standard error."""
    near, others = spans_from(network)[side].near, len(network.measured) - 1
    value, error = (structure.quotient(part, others) for part in near)
    return Estimate(value, error)


def _closeness(network: Network, side: int) -> pd.Series:
    return structure.over_actors(network, closeness_of(network, side).value)


def _harmonic(network: Network, side: int) -> pd.Series:
    return structure.over_actors(network, harmonic_of(network, side).value)

"""Structural holes: whether an actor's contacts are contacts of one another."""

from __future__ import annotations

import pandas as pd

from netkit.measures import structure
from netkit.measures.registry import actor_measure
from netkit.network import Network

__all__ = ["constraint", "effective_size"]


@actor_measure(unit="index", low=0, source="Burt 1992, ch. 2", term="constraint")
def constraint(network: Network) -> pd.Series:
    """How far the actor's contacts are contacts of one another, so that it has no way around them.

    Contacts are joined by a working tie in either direction; one both ways counts twice as much
    as one in one direction, support plays no part. High where all contacts lead to the same
    people, 1 with a single contact, low where they are strangers to each other. An isolate is
    empty.

    Returns
    -------
    Series of float, one value a measured actor, above 0; with two or three contacts that know each
    other it can pass 1.

    References
    ----------
    Burt, R. S. (1992). Structural Holes. Cambridge, MA: Harvard University Press, pp. 54-55.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> constraint(network_of([("school", "hub"), ("hub", "police")])).to_dict()
    {'hub': 0.5, 'police': 1.0, 'school': 1.0}
    """
    return structure.over_actors(network, structure.holes_of(network)[0])


@actor_measure(unit="actors", low=1, source="Burt 1992, ch. 2")
def effective_size(network: Network) -> pd.Series:
    """How many separate contacts the actor's contacts amount to.

    Their number, less what each of them is joined to the others. Contacts are joined by a working
    tie in either direction; one both ways counts twice as much as one in one direction, support
    plays no part. An isolate is empty.

    Returns
    -------
    Series of float, one value a measured actor, 1 to its number of contacts.

    References
    ----------
    Burt, R. S. (1992). Structural Holes. Cambridge, MA: Harvard University Press, pp. 51-52.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> triangle = [("school", "hub"), ("hub", "police"), ("police", "school")]
    >>> effective_size(network_of([*triangle, ("hub", "clinic")])).round(4).to_dict()
    {'clinic': 1.0, 'hub': 2.3333, 'police': 1.0, 'school': 1.0}
    """
    return structure.over_actors(network, structure.holes_of(network)[1])

"""What hangs on single actors: which of them the network would fall apart without."""

from __future__ import annotations

import pandas as pd

from netkit.measures import structure
from netkit.measures.registry import actor_measure
from netkit.network import Network

__all__ = ["cutpoint", "pairs_lost"]


@actor_measure(type="bool", source="Harary 1969, ch. 3", term="cutpoint")
def cutpoint(network: Network) -> pd.Series:
    """Whether the network falls into more pieces without the actor, directions left aside.

    An isolate is none, nor is an actor with a single contact.

    Returns
    -------
    Series of bool, one mark a measured actor.

    References
    ----------
    Harary, F. (1969). Graph Theory. Reading, MA: Addison-Wesley, ch. 3.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> cutpoint(network_of([("school", "hub"), ("hub", "police")])).to_dict()
    {'hub': True, 'police': False, 'school': False}
    """
    return structure.over_actors(network, structure.cutpoints_of(network))


@actor_measure(type="int", unit="ordered pairs", low=0, source="Cooper, Harvey & Kennedy 2001")
def pairs_lost(network: Network) -> pd.Series:
    """Ordered pairs of other actors that would no longer reach each other without this one.

    Pairs whose every working path passes through the actor; its own pairs are not counted. An
    isolate has 0.

    Returns
    -------
    Series of int, one value a measured actor, 0 to (n - 1)(n - 2).

    References
    ----------
    Cooper, K. D., Harvey, T. J. & Kennedy, K. (2001). A Simple, Fast Dominance Algorithm. Houston:
    Rice University.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> pairs_lost(network_of([("school", "hub"), ("hub", "police")])).to_dict()
    {'hub': 1, 'police': 0, 'school': 0}
    """
    return structure.over_actors(network, structure.losses(network)[0].counts)

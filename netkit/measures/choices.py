"""How figures were come by, where the size of a network or what is installed decides."""

from __future__ import annotations

from typing import Any

from netkit.measures._grouping import LARGE_RUNS, compares_all
from netkit.measures._kernels.engine import engine
from netkit.measures._sampling import by_engine
from netkit.measures.estimates import samples_of
from netkit.measures.structure import arcs
from netkit.network import Network, Resampling

__all__ = ["CHOICES", "choices"]

CHOICES = ("estimated", "groups", "engine")


def choices(network: Network, resampling: Resampling) -> dict[str, Any]:
    """Give what a manifest says beside the options: only of what is not as in a small network.

    Returns
    -------
    dict
        ``estimated``: how many starts figures are estimated from; ``groups``: how they were sought
        where it is not by what many runs have in common; ``engine``: what counted paths by steps
        where it is not netkit.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> choices(network_of([("school", "hub")]), Resampling())
    {}
    """
    best = resampling.draws and not compares_all(network)
    found = {
        "estimated": samples_of(network),
        "groups": f"highest modularity of {LARGE_RUNS} runs" if best else "",
        "engine": engine() if by_engine(network, len(arcs(network))) else "",
    }
    return {name: said for name, said in found.items() if said}

"""The triad census: which of the sixteen patterns each three actors make."""

from __future__ import annotations

import pandas as pd

from netkit.measures import structure
from netkit.measures._kernels.triads import KINDS, triad_census
from netkit.measures._kernels.triangles import closed_triads
from netkit.measures.registry import network_census
from netkit.network import Network

__all__ = ["triads"]

ROWS = tuple(f"triads_{kind}" for kind in KINDS)


@network_census(ROWS, type="int", unit="triads", low=0, source="Davis & Leinhardt 1972")
def triads(network: Network) -> pd.Series:
    """How many threes of actors have so many mutual, one-way and missing ties.

    Named by these three counts; a letter tells patterns with equal counts apart: Down (two ties
    from one actor), Up (two to one actor), Cyclic or Transitive. 111D has the one-way tie towards
    the actor of the mutual one, 111U away from it. Working ties only; with fewer than three actors
    all are 0.

    Returns
    -------
    Series of float, sixteen counts that sum to n(n - 1)(n - 2)/6.

    References
    ----------
    Davis, J. A. & Leinhardt, S. (1972). The structure of positive interpersonal relations in small
    groups. In Berger, J. (ed.), Sociological Theories in Progress 2. Boston: Houghton Mifflin,
    218-251.
    Moody, J. (1998). Matrix methods for calculating the triad census. Social Networks 20, 291-299.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> triads(network_of([("school", "hub"), ("hub", "police")]))["triads_021C"]
    np.float64(1.0)
    """
    closed = None if structure.is_dense(network) else closed_triads(structure.joined(network))
    found = triad_census(structure.adjacency(network), closed)
    return pd.Series({f"triads_{kind}": float(count) for kind, count in found.items()})

"""Personal channels: whose reach rests on ties that leave with the persons who keep them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netkit.measures import structure
from netkit.measures._frames import frame
from netkit.measures._spans import counts_along, reach_counts
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["personal_reach"]

_COLUMNS = (
    Column("actor", "text", "the actor's id"),
    Column("reach_out", "int", "other actors it reaches along working ties", "actors", 0),
    Column(
        "reach_out_without",
        "int",
        "other actors it still reaches when no tie goes by known persons alone",
        "actors",
        0,
    ),
    Column("reach_in", "int", "other actors that reach it along working ties", "actors", 0),
    Column(
        "reach_in_without",
        "int",
        "other actors that still reach it when no tie goes by known persons alone",
        "actors",
        0,
    ),
    Column(
        "ties_personal",
        "int",
        "its working ties, sent or received, that go by known persons alone",
        "ties",
        0,
    ),
)


@table(_COLUMNS, row="an actor")
def personal_reach(network: Network) -> pd.DataFrame:
    """Give each actor's reach as it is, and without the ties that go by known persons alone.

    A tie is person-dependent when every statement that says it carries something names a channel
    the codebook marks so, such as the telephone or a known contact. All working ties of that kind
    are left out together and reach is counted again. It says what would be out of reach with these
    ties gone, not that they will go. Where no channel is marked, as in a plain tie list, both
    counts are the same.

    Returns
    -------
    DataFrame
        One row a measured actor, in order of ids; counts of 0 to n - 1. An isolate has 0.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> personal_reach(network_of([("school", "hub"), ("hub", "police")])).values.tolist()[0]
    ['hub', 1, 1, 1, 1, 0]
    """
    personal = network.working & network.ties["person_dependent"]
    into, out = reach_counts(network)
    into_without, out_without = counts_along(network, network.working & ~personal)
    ends = structure.arcs_of(network, personal)
    columns = {
        "actor": network.measured,
        "reach_out": out,
        "reach_out_without": out_without,
        "reach_in": into,
        "reach_in_without": into_without,
        "ties_personal": np.bincount(ends.ravel(), minlength=len(network.measured)),
    }
    return frame(columns, _COLUMNS)

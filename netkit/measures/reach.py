"""Firmness of reach: in how many draws the information of one actor can come to another."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netkit.measures import structure
from netkit.measures._frames import frame
from netkit.measures._kernels import bits
from netkit.measures.draws import draws_of
from netkit.measures.registry import Column, table
from netkit.network import Network, Resampling

__all__ = ["reach"]

_COLUMNS = (
    Column("source", "text", "the actor whose information it is"),
    Column("target", "text", "the actor it may come to"),
    Column("reached", "bool", "whether a working path joins them", term="reach"),
    Column("steps", "int", "ties on the shortest working path; empty if there is none", "ties", 1),
    Column("firmness", "float", "share of draws in which a path joins them", "share", 0, 1),
)


@table(_COLUMNS, index=2, row="an ordered pair of measured actors", drawn=True)
def reach(network: Network, resampling: Resampling) -> pd.DataFrame:
    """Give for each ordered pair in which share of draws a path of ties that are up joins them.

    Paths share ties and ties share holders, so that the share is no product of the ties' firmness;
    it says how far the reach depends on who was heard, not how likely a message is to arrive.

    Returns
    -------
    DataFrame
        One row an ordered pair of two measured actors, in order of ids. Without draws, and for a
        plain tie list, no rows: ``actors`` then has the numbers of those reached.

    References
    ----------
    Ball, M. O. (1986). Computational complexity of network reliability analysis: an overview. IEEE
    Transactions on Reliability 35, 230-239, for what is estimated here by draws.
    """
    draws = draws_of(network, resampling)
    if draws is None:
        return frame([], _COLUMNS)
    names = network.measured.to_numpy(dtype=object)
    firm = _firmness(network, draws.up)
    one, other = np.nonzero(~np.eye(len(names), dtype=bool))
    steps = structure.distances(network)[one, other]
    found = structure.reached(network)[one, other]
    columns = {
        "source": names[one],
        "target": names[other],
        "reached": found,
        "steps": [int(step) if here else None for step, here in zip(steps, found, strict=True)],
        "firmness": firm[one, other],
    }
    return frame(columns, _COLUMNS)


def _firmness(network: Network, up: structure.Marks) -> structure.Floats:
    among = network.among_measured
    arcs = structure.arcs_of(network, among)
    return bits.reach_shares(len(network.measured), arcs, up[:, among.to_numpy(dtype=bool)])

"""Lost reach: who would reach whom if every tie spoken of worked, and which ties are to blame."""

from __future__ import annotations

import numpy as np
import pandas as pd

from netkit.measures import structure
from netkit.measures._frames import frame
from netkit.measures._kernels.paths_lost import lost_pairs
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["lost_reach"]

_COLUMNS = (
    Column("source", "text", "the actor whose information does not arrive"),
    Column("target", "text", "the actor that it does not reach"),
    Column(
        "blamed_ties",
        "list",
        "the ties that do not work on the path that needs fewest of them, in order",
        term="lost reach",
    ),
    Column("by_name", "bool", "whether all blamed ties are spoken of by name"),
)


@table(_COLUMNS, index=2, row="an ordered pair")
def lost_reach(network: Network) -> pd.DataFrame:
    """Give each pair that would be reached if every tie spoken of worked, and is not.

    A pair is lost when the target can be reached along ties spoken of, but the ended ones, and
    not along working ties alone. To blame are the ties that do not work on one path: the one with
    the fewest of them, of these the one with the fewest ties, of these the first in order of the
    actors' ids along it. Other paths may need other ties; no cause is claimed. Pairs that not even
    the ties spoken of join are not in the table. Beyond 6 000 actors, where such pairs can be
    billions, it has no rows.

    Returns
    -------
    DataFrame
        One row an ordered pair of measured actors, in order of ids; ``blamed_ties`` are tuples of
        ``a>b``. An isolate is in no row.

    References
    ----------
    Dijkstra, E. W. (1959). A note on two problems in connexion with graphs. Numerische
    Mathematik 1, 269-271, with 0 for a tie that works and 1 for one that does not.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> lost_reach(network_of([("a", "b")], broken=[("b", "c")])).values.tolist()
    [['a', 'c', ('b>c',), True], ['b', 'c', ('b>c',), True]]
    """
    spoken = network.among_measured & (network.ties["state"] != "ended")
    if not structure.is_dense(network) or network.working[spoken].all():
        return frame([], _COLUMNS)
    names = list(network.measured)
    ties = list(network.ties.index[spoken])
    place = {actor: number for number, actor in enumerate(names)}
    arcs = np.array([(place[one], place[two]) for one, two in ties], dtype=np.int64)
    failing = ~network.working[spoken].to_numpy(dtype=bool)
    named = network.ties.loc[spoken, "level"].to_numpy() == 0
    rows = [
        {
            "source": names[start],
            "target": names[goal],
            "blamed_ties": tuple(">".join(ties[row]) for row in blamed),
            "by_name": all(named[row] for row in blamed),
        }
        for start, goal, blamed in lost_pairs(len(names), arcs.reshape(-1, 2), failing)
    ]
    return frame(rows, _COLUMNS)

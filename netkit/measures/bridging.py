"""Who alone joins two sectors: the ties between each two, and who sends and receives along them."""

from __future__ import annotations

import pandas as pd

from netkit.measures._frames import frame
from netkit.measures._sectors import spoken_between
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["bridging"]

_COLUMNS = (
    Column("source_sector", "text", "the sector that sends"),
    Column("target_sector", "text", "the sector that receives"),
    Column("ties", "int", "working ties from the one to the other", "ties", 1),
    Column("senders", "int", "actors that send along them", "actors", 1),
    Column("receivers", "int", "actors that receive along them", "actors", 1),
    Column("sole_sender", "text", "the only actor that sends; empty if there are more"),
    Column("sole_receiver", "text", "the only actor that receives; empty if there are more"),
    Column("ties_by_name", "int", "of the ties, spoken of by name", "ties", 0),
)


@table(_COLUMNS, index=2, row="an ordered pair of sectors that a working tie joins")
def bridging(network: Network) -> pd.DataFrame:
    """Give for each two sectors with a working tie who sends and who receives, and if alone.

    A sole sender or receiver is the one actor on which everything that goes directly from the one
    sector to the other depends. Ties of every level count: where none is spoken of by name,
    who is alone follows from talk in general. In a sector of one actor it is always alone.

    Returns
    -------
    DataFrame
        One row an ordered pair of two sectors that at least one working tie joins, in order of
        ids. Actors without a sector, and isolates, are in no row.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"ward": "health", "patrol": "police", "desk": "police"}
    >>> found = bridging(network_of([("ward", "patrol"), ("ward", "desk")], sectors))
    >>> found[["ties", "senders", "receivers", "sole_sender", "sole_receiver"]].values.tolist()
    [[2, 1, 2, 'ward', '']]
    """
    ties = spoken_between(network)
    across = ties[ties["works"] & (ties["source_sector"] != ties["target_sector"])]
    rows = [
        {
            "source_sector": sending,
            "target_sector": receiving,
            "ties": len(found),
            "senders": found["source"].nunique(),
            "receivers": found["target"].nunique(),
            "sole_sender": _only(found["source"]),
            "sole_receiver": _only(found["target"]),
            "ties_by_name": int(found["named"].sum()),
        }
        for (sending, receiving), found in across.groupby(["source_sector", "target_sector"])
    ]
    return frame(rows, _COLUMNS)


def _only(names: pd.Series) -> str:
    return str(names.iloc[0]) if names.nunique() == 1 else ""

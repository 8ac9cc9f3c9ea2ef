"""Who mixes with whom: the ties between and within sectors, against all pairs there are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures._frames import frame
from netkit.measures.registry import Column, table
from netkit.measures.sorting import sector_of, spoken_between
from netkit.network import Network

__all__ = ["mixing"]

MIXED = ("works", "partly", "fails")
_COLUMNS = (
    Column("source_sector", "text", "the sector of the actors that hold the information"),
    Column("target_sector", "text", "the sector of the actors that should get it"),
    Column("works", "int", "ordered pairs of actors whose tie works", "pairs", 0),
    Column("partly", "int", "ordered pairs whose tie works partly", "pairs", 0),
    Column("fails", "int", "ordered pairs whose tie fails", "pairs", 0),
    Column("unspoken", "int", "ordered pairs nobody speaks of, ended ones included", "pairs", 0),
    Column("ended", "int", "of the unspoken, those whose tie ended with its body", "pairs", 0),
    Column("density", "float", "pairs that work over all ordered pairs", "share", 0, 1),
    Column("works_by_name", "int", "of those that work, spoken of by name", "pairs", 0),
    Column("partly_by_name", "int", "of those that work partly, spoken of by name", "pairs", 0),
    Column("fails_by_name", "int", "of those that fail, spoken of by name", "pairs", 0),
)


@table(_COLUMNS, index=2, row="an ordered pair of sectors")
def mixing(network: Network) -> pd.DataFrame:
    """Give for each ordered pair of sectors how many pairs of actors work, fail or are unspoken.

    Every ordered pair of two measured actors with a sector is counted once, so works, partly,
    fails and unspoken add up to all of them. Ties of every level count, by their state and
    whatever the view counts as working. A tie that ended with its body is unspoken here, and
    counted beside it. Actors without a sector are left out.

    Returns
    -------
    DataFrame
        One row an ordered pair of sectors, each with itself included, in order of ids. Density
        is empty where there are no pairs (a sector of one actor with itself).

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> sectors = {"ward": "health", "clinic": "health", "patrol": "police"}
    >>> network = network_of([("ward", "patrol")], sectors, isolates=["clinic"])
    >>> mixing(network)[["works", "unspoken"]].values.tolist()
    [[0, 2], [1, 1], [0, 2], [0, 0]]
    """
    sectors = sector_of(network)
    names = sorted(set(sectors))
    ties = spoken_between(network)
    cells = _cells(ties, names)
    states = {state: (ties["state"] == state).to_numpy() for state in (*MIXED, "ended")}
    counts = {state: _crossed(cells[chosen], names) for state, chosen in states.items()}
    named = ties["named"].to_numpy()
    by_name = {f"{state}_by_name": _crossed(cells[states[state] & named], names) for state in MIXED}
    sizes = sectors.value_counts().reindex(names, fill_value=0).to_numpy(dtype=np.int64)
    pairs = (np.outer(sizes, sizes) - np.diag(sizes)).reshape(-1)
    density = np.full(len(pairs), np.nan)
    np.divide(counts["works"], pairs, out=density, where=pairs > 0)
    figures = {
        "source_sector": [source for source in names for _ in names],
        "target_sector": names * len(names),
        "unspoken": pairs - sum(counts[state] for state in MIXED),
        "density": density,
    }
    return frame(figures | counts | by_name, _COLUMNS)


def _cells(ties: pd.DataFrame, names: list[str]) -> npt.NDArray[np.int64]:
    """Give each tie the number of its sectors, those of the source first."""
    place = {name: number for number, name in enumerate(names)}
    ends = [ties[f"{end}_sector"].map(place).astype("int64") for end in ("source", "target")]
    return np.asarray(ends[0] * len(names) + ends[1], dtype=np.int64)


def _crossed(cells: npt.NDArray[np.int64], names: list[str]) -> npt.NDArray[np.int64]:
    """Count ties by (source sector, target sector), as one row of every pair of names."""
    return np.bincount(cells, minlength=len(names) ** 2).astype(np.int64)

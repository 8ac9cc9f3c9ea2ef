"""Dependence intervals: how far a figure depends on who was heard and how little was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures._fast import fast_paths
from netkit.measures._frames import frame
from netkit.measures._kernels.in_order import in_order
from netkit.measures.draws import draws_of
from netkit.measures.registry import Column, Level, evaluate, kept_for, measures, table
from netkit.measures.replicates import Replicates, one_by_one, portions
from netkit.measures.sorting import sector_of
from netkit.network import Network, Resampling

__all__ = ["bounds", "drawn_values", "interval_columns", "intervals", "with_intervals"]

Floats = npt.NDArray[np.float64]
Values = Mapping[str, Floats]

LEVELS: tuple[Level, ...] = ("network", "actor", "tie", "sector")
ENDS = (0.05, 0.95)
_COLUMNS = (
    Column("level", "text", "network, actor, tie or sector"),
    Column("item", "text", "the actor, tie (a>b) or sector; empty for the network"),
    Column("measure", "text", "the measure's name"),
    Column("low", "float", "the 5th hundredth of its values over the draws"),
    Column("high", "float", "the 95th hundredth of its values over the draws"),
    Column("defined", "int", "draws in which it is defined; the others are left out", "draws", 0),
)


@kept_for
def drawn_values(network: Network, resampling: Resampling) -> Mapping[Level, Values]:
    """Give every measure with an interval in every draw.

    Parameters
    ----------
    network : Network
    resampling : Resampling

    Returns
    -------
    mapping of level to mapping of measure to float array of shape (draws, items)
        The items are the measured actors, all ties, the sectors in order of ids, or the network
        alone; NaN where a measure is undefined in a draw. Empty where nothing can be drawn.

    Notes
    -----
    Measures with a fast path are worked out for many draws at once, on all processors, and the
    same for any number of these; the others draw by draw.
    """
    draws = draws_of(network, resampling)
    if draws is None:
        return {}
    found: dict[Level, dict[str, list[Floats]]] = {level: {} for level in LEVELS}
    fast = fast_paths()
    slow = [
        entry for entry in measures() if entry.interval and (entry.level, entry.name) not in fast
    ]

    def worked_out(part: Replicates) -> dict[tuple[Level, str], Floats]:
        return {key: _in_place(part, key[0], path(part)) for key, path in fast.items()}

    for figures in in_order(worked_out, portions(network, resampling)):
        for (level, name), values in figures.items():
            found[level].setdefault(name, []).append(values)
    for each in one_by_one(network, draws) if slow else ():
        for entry in slow:
            row = evaluate(entry, each).to_numpy(dtype=float, na_value=np.nan)
            found[entry.level].setdefault(entry.name, []).append(row.reshape(1, -1))
    return {
        level: {name: np.concatenate(parts) for name, parts in values.items()}
        for level, values in found.items()
    }


def _in_place(part: Replicates, level: Level, figures: npt.NDArray[Any]) -> Floats:
    """Give what a fast path gives as figures of all items of the level: (draws, items)."""
    values = np.asarray(figures, dtype=float)
    if level == "tie":
        wide = np.full((part.count, len(part.network.ties)), np.nan)
        wide[:, part.rows] = values
        return wide
    return values.reshape(part.count, -1)


def bounds(values: Floats) -> tuple[Floats, Floats, npt.NDArray[np.int64]]:
    """Give the 5th and the 95th hundredth of the values over the draws, and how many are defined.

    A draw in which a value is undefined is left out of it. Each end is one of the values: the
    smallest that at least its share of the draws does not exceed.

    Parameters
    ----------
    values : float array of shape (draws, items)

    Returns
    -------
    low, high : float arrays of shape (items,)
        NaN where no draw defines the value.
    defined : int array of shape (items,)

    Examples
    --------
    >>> low, high, defined = bounds(np.array([[1.0], [2.0], [np.nan], [4.0]]))
    >>> low.tolist(), high.tolist(), defined.tolist()
    ([1.0], [4.0], [3])
    """
    ordered = np.sort(values, axis=0)
    defined = np.asarray((~np.isnan(values)).sum(axis=0), dtype=np.int64)
    ends = []
    for share in ENDS:
        place = np.maximum(np.ceil(share * defined - 1e-9).astype(np.int64) - 1, 0)
        ends.append(ordered[place, np.arange(values.shape[1])])
    return ends[0], ends[1], defined


def interval_columns(level: Level) -> tuple[Column, ...]:
    """Give the columns ``<measure>_low`` and ``<measure>_high`` that draws add to a table."""
    if level == "sector":
        names = [name for kind, name in fast_paths() if kind == "sector"]
    else:
        names = [entry.name for entry in measures(level) if entry.interval]
    words = (("low", "lower"), ("high", "upper"))
    return tuple(
        Column(f"{name}_{end}", "float", f"{word} end of the 90 % dependence interval of {name}")
        for name in names
        for end, word in words
    )


def with_intervals(
    made: pd.DataFrame, level: Level, network: Network, resampling: Resampling
) -> pd.DataFrame:
    """Add the columns of :func:`interval_columns` to a table; none where nothing can be drawn.

    The rows of the table are found by its first column (a tie's by two). A network's table has one
    row a measure and gets its columns ``low`` and ``high`` filled.
    """
    values = drawn_values(network, resampling).get(level, {})
    if level == "network":
        ends = {name: bounds(drawn)[:2] for name, drawn in values.items()}
        for side, column in enumerate(("low", "high")):
            found = {name: pair[side][0] for name, pair in ends.items()}
            made[column] = made["measure"].map(found).astype(float)
        return made
    rows = (
        pd.MultiIndex.from_frame(made.iloc[:, :2]) if level == "tie" else pd.Index(made.iloc[:, 0])
    )
    place = _items(level, network).get_indexer(rows)
    added = {
        f"{name}_{end}": np.where(place < 0, np.nan, figures[place])
        for name, drawn in values.items()
        for end, figures in zip(("low", "high"), bounds(drawn)[:2], strict=True)
    }
    return pd.concat([made, pd.DataFrame(added, index=made.index)], axis=1)


def _items(level: Level, network: Network) -> pd.Index:
    if level == "tie":
        return network.ties.index
    return network.measured if level == "actor" else pd.Index(sorted(set(sector_of(network))))


@table(_COLUMNS, index=3, row="a figure of the network, an actor, a tie or a sector", drawn=True)
def intervals(network: Network, resampling: Resampling) -> pd.DataFrame:
    """Give the dependence interval of every figure, with the draws in which it is defined.

    Each draw re-weights whoever the accounts come from and draws each tie anew: see
    :func:`netkit.measures.draws.draws_of`. Interviewees are no random sample, so that this is no
    confidence interval: it says how far a figure depends on who was heard.

    Returns
    -------
    DataFrame
        Without draws, and for a plain tie list, no rows.

    References
    ----------
    Rubin, D. B. (1981). The Bayesian bootstrap. Annals of Statistics 9, 130-134.
    """
    rows: list[dict[str, Any]] = []
    for level, values in drawn_values(network, resampling).items():
        items = [""] if level == "network" else [_named(item) for item in _items(level, network)]
        for name in sorted(values):
            for item, low, high, defined in zip(items, *bounds(values[name]), strict=True):
                if defined or level != "tie":
                    figures = {"low": low, "high": high, "defined": defined}
                    rows.append({"level": level, "item": item, "measure": name, **figures})
    rows.sort(key=lambda row: (LEVELS.index(row["level"]), row["item"], row["measure"]))
    return frame(rows, _COLUMNS)


def _named(item: Any) -> str:
    return ">".join(item) if isinstance(item, tuple) else str(item)

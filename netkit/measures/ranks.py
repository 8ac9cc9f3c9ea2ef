"""Ranks and how settled they are: whether the first would be first had others been heard."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures._frames import frame
from netkit.measures.intervals import bounds, drawn_values
from netkit.measures.registry import Column, evaluate, measures, table
from netkit.network import Network, Resampling

__all__ = ["RANKED", "leading", "ranks"]

RANKED = (
    "in_degree",
    "out_degree",
    "betweenness",
    "pagerank",
    "reach_in",
    "reach_out",
    "pairs_lost",
)
HEADLINE = "betweenness"
TOP = 3
DECIMALS = 10
_COLUMNS = (
    Column("actor", "text", "the actor's id"),
    Column("measure", "text", "the measure that is ranked, largest first"),
    Column("value", "float", "the figure itself"),
    Column("rank", "int", "one more than the actors with a larger figure; equal ones share", "", 1),
    Column("rank_low", "float", "lower end of the rank's 90 % dependence interval", "", 1),
    Column("rank_high", "float", "upper end of the rank's 90 % dependence interval", "", 1),
    Column("first_share", "float", "share of draws in which nobody ranks before it", "share", 0, 1),
    Column(
        "top3_share", "float", "share of draws in which it is among the first three", "share", 0, 1
    ),
    Column("defined", "int", "draws in which anybody has a figure above 0", "draws", 0),
)

Floats = npt.NDArray[np.float64]


@table(_COLUMNS, index=2, row="a measured actor and a measure", drawn=True)
def ranks(network: Network, resampling: Resampling) -> pd.DataFrame:
    """Rank the measured actors by the headline measures, with the share of draws that agree.

    Equal figures share a rank. An actor whose figure is 0 leads in nothing: it is neither first nor
    among the first three, whoever shares its rank. Draws in which all figures are 0 are left out.
    Ranks say who comes before whom in what was described; where ``first_share`` is low, who is most
    central is not settled.

    Returns
    -------
    DataFrame
        Sorted by actor and measure. The drawn columns are empty without draws and for a plain list.

    References
    ----------
    Goldstein, H. & Spiegelhalter, D. J. (1996). League tables and their limitations. Journal of
    the Royal Statistical Society A 159, 385-443: a rank is to be read with its interval.
    """
    drawn = drawn_values(network, resampling).get("actor", {})
    names = sorted(RANKED)
    found = {item.name: evaluate(item, network) for item in measures("actor") if item.name in names}
    values = np.column_stack([_even(found[name].to_numpy(dtype=float)) for name in names])
    falling = np.sort(-values, axis=0)
    ranked = [np.searchsorted(*pair) + 1 for pair in zip(falling.T, -values.T, strict=True)]
    columns: dict[str, Any] = {
        "actor": np.repeat(network.measured.to_numpy(dtype=object), len(names)),
        "measure": np.tile(np.array(names, dtype=object), len(values)),
        "value": values.ravel(),
        "rank": np.column_stack(ranked).ravel(),
    }
    if drawn:
        shares = [_shares(drawn[name]) for name in names]
        columns |= {
            key: np.column_stack([item[key] for item in shares]).ravel() for key in shares[0]
        }
    return frame(columns, _COLUMNS)


def leading(network: Network, resampling: Resampling) -> pd.Series:
    """Give the share of draws in which each actor is among the first three in betweenness.

    Empty without draws. See :func:`ranks` for how equal figures and zeros count.
    """
    drawn = drawn_values(network, resampling).get("actor", {})
    if not drawn:
        return pd.Series(np.nan, index=network.measured)
    return pd.Series(_shares(drawn[HEADLINE])["top3_share"], index=network.measured)


def _shares(values: Floats) -> dict[str, npt.NDArray[Any]]:
    """Rank the actors in each draw, shape (draws, n), and sum up over the draws."""
    values = _even(values)
    ordered = np.sort(-values, axis=1)
    place = np.array([np.searchsorted(row, -own) for row, own in zip(ordered, values, strict=True)])
    rank = place.reshape(values.shape) + 1.0
    rank[~(values > 0).any(axis=1)] = np.nan
    low, high, defined = bounds(rank)
    counted = np.maximum(defined, 1)
    empty = np.where(defined > 0, 0.0, np.nan)
    first = ((rank == 1) & (values > 0)).sum(axis=0) / counted
    top = ((rank <= TOP) & (values > 0)).sum(axis=0) / counted
    return {
        "rank_low": low,
        "rank_high": high,
        "first_share": first + empty,
        "top3_share": top + empty,
        "defined": defined,
    }


def _even(values: Floats) -> Floats:
    """Round what only the order of adding up has made different, so that equal figures share."""
    return np.round(values, DECIMALS)

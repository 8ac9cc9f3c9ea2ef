"""What if: what each change that somebody asks for, or fears, would connect on paper."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.evidence.study import Scenario
from netkit.measures import structure
from netkit.measures._alternatives import under_scenarios
from netkit.measures._frames import frame
from netkit.measures._kernels import bits
from netkit.measures.draws import draws_of
from netkit.measures.intervals import bounds
from netkit.measures.registry import Column, table
from netkit.network import Network, Resampling

__all__ = ["scenarios"]

_COLUMNS = (
    Column("scenario", "text", "the scenario's id"),
    Column("title", "text", "what would be changed"),
    Column("ties_gained", "int", "ties that work with the change and not without", "ties", 0),
    Column("ties_lost", "int", "ties that work without the change and not with it", "ties", 0),
    Column("pairs_before", "int", "ordered pairs that a working path joins", "ordered pairs", 0),
    Column("pairs_after", "int", "the same with the change", "ordered pairs", 0),
    Column("pairs_difference", "int", "pairs after less pairs before", "ordered pairs"),
    Column("difference_low", "int", "the 5th hundredth of the difference over the same draws"),
    Column("difference_high", "int", "the 95th hundredth of the difference over the same draws"),
    Column("gain_share", "float", "share of draws in which more pairs are joined", "share", 0, 1),
    Column("loss_share", "float", "share of draws in which fewer pairs are joined", "share", 0, 1),
)

Whole = npt.NDArray[np.int64]


@table(_COLUMNS, row="a scenario", drawn=True)
def scenarios(network: Network, resampling: Resampling) -> pd.DataFrame:
    """Give for each scenario of the study how many pairs of actors it would join.

    Before and after are over the same actors, and over the same draws: whoever the accounts come
    from weighs the same on both sides, so that the difference is what the change itself makes. Ties
    that a change sets are taken to be as it says. A scenario says what the network would connect,
    not what would happen; ``compare`` gives every other figure.

    Returns
    -------
    DataFrame
        In order of ids. The drawn columns are empty without draws and for a plain list; a study
        without scenarios has no rows.
    """
    rows = [_row(network, scenario, resampling) for scenario in network.study.scenarios]
    return frame(rows, _COLUMNS)


def _row(network: Network, scenario: Scenario, resampling: Resampling) -> dict[str, Any]:
    after = under_scenarios(network)[scenario.id]
    before = network.with_actors(after.measured)
    after = after.with_actors(before.measured)
    old, new = (set(side.ties.index[side.working]) for side in (before, after))
    pairs = [int(structure.reached(side).sum()) for side in (before, after)]
    row = {
        "scenario": scenario.id,
        "title": scenario.title,
        "ties_gained": len(new - old),
        "ties_lost": len(old - new),
        "pairs_before": pairs[0],
        "pairs_after": pairs[1],
        "pairs_difference": pairs[1] - pairs[0],
    }
    drawn = [_joined(side, resampling) for side in (before, after)]
    if drawn[0] is None or drawn[1] is None:
        return row
    difference = drawn[1] - drawn[0]
    low, high, _ = bounds(difference[:, None].astype(float))
    return row | {
        "difference_low": int(low[0]),
        "difference_high": int(high[0]),
        "gain_share": float((difference > 0).mean()),
        "loss_share": float((difference < 0).mean()),
    }


def _joined(network: Network, resampling: Resampling) -> Whole | None:
    """Count the pairs that are joined in each draw, shape (draws,)."""
    draws = draws_of(network, resampling)
    if draws is None:
        return None
    size, among = len(network.measured), network.among_measured
    arcs = structure.arcs_of(network, among)
    ties = bits.words_of(size, arcs, draws.up[:, among.to_numpy(dtype=bool)])
    return bits.counts(bits.closure(ties), resampling.draws)

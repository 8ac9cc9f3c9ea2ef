"""Key players: the sets of actors without whom most falls apart, and from whom most is reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures import structure
from netkit.measures._frames import frame
from netkit.measures._kernels import shortest
from netkit.measures._kernels.key_players import (
    Best,
    best_sets,
    nearness_from,
    nearness_without,
    work,
)
from netkit.measures._spans import OUT, total_spans
from netkit.measures.closeness import harmonic_of
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["key_players"]

SOURCE = "Borgatti 2006"
LARGEST = 3
# Fragmentation is of pairs: one actor is taken away, two must remain.
LEAST = 3
# All sets are tried while there are no more than this, and while that takes seconds, not minutes.
MOST_SETS = 200_000
MOST_WORK = 1_000_000_000
# Where not all can be tried, those without whom most falls apart are sought among so many actors.
POOL = 50
# Of a network too large to search from all, sets are sought among fewer, and compared by the paths
# to so many actors.
SMALL_POOL, GOALS = 25, 64
# Where steps are not kept for all pairs, fewer still.
LEAST_POOL = 6

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_COLUMNS = (
    Column(
        "criterion",
        "text",
        "fragmentation (without whom most falls apart) or reach (from whom most is reached)",
        source=SOURCE,
    ),
    Column("size", "int", "how many actors the set has", "actors", 1, 3),
    Column("actors", "list", "the best set; of equally good ones the first in order of ids"),
    Column(
        "value",
        "float",
        "fragmentation of what remains without the set, or reach from the set, by distance",
        "share",
        0,
        1,
        SOURCE,
    ),
    Column(
        "baseline",
        "float",
        "fragmentation with nobody taken away; empty for reach",
        "share",
        0,
        1,
        SOURCE,
    ),
    Column(
        "pairs_lost",
        "int",
        "pairs of others that no longer reach each other without the set; empty for reach",
        "ordered pairs",
        0,
    ),
    Column(
        "reached",
        "int",
        "actors outside the set that it reaches; empty for fragmentation",
        "actors",
        0,
    ),
    Column("exact", "bool", "whether every set of the size was tried"),
    Column(
        "alike",
        "int",
        "sets with the same best value, this one included; empty where not all were tried",
        "sets",
        1,
    ),
)


@table(_COLUMNS, index=2, row="a criterion and a size of set")
def key_players(network: Network) -> pd.DataFrame:
    """Give the set of one, two and three actors that matters most, by fragmentation and by reach.

    Read on the working graph, along the direction of its ties, every tie one step long.

    ``fragmentation`` (Borgatti's KPP-Neg): the set is taken away, and the remaining m actors are
    looked at: 1 - sum of 1/d over their ordered pairs / m(m - 1), where d counts the steps that are
    left and 1/d is 0 where there is no path. Borgatti counts each unordered pair twice; where
    all ties go both ways the two are the same. With nobody taken away it is 1 less the global
    efficiency: the ``baseline``. It is 0 where every actor tells every other directly and 1 where
    nobody tells anybody. The value can be below the baseline where actors that are badly tied
    themselves are the ones to go.

    ``reach`` (KPP-Pos): the sum of 1/d from the set to the actors outside it, over all n actors,
    where d counts the steps from the nearest member. Members do not add to it themselves: it is 0
    where the set reaches nobody and (n - k)/n where all others are one step away, so that values
    are compared between sets of one size k only.

    Every set is tried while there are at most 200 000 of a size and, for fragmentation, a step of
    the search takes no more than 10⁹ operations (all sets of three among 100 actors with few ties,
    all pairs among 350). Otherwise the set of one less grows by the best actor and is then changed
    by the best swap until no swap is better; for fragmentation among the 50 actors with the highest
    betweenness. In a network so large that paths are counted from a sample of actors (table
    ``estimates``) it is among 25, compared by the paths to 64. ``exact`` is then false: a better
    set may have been missed; its value is that of the set itself, of all paths.

    Returns
    -------
    DataFrame
        One row a criterion and a size, fragmentation first; only sizes that leave two actors for
        fragmentation and one for reach. ``actors`` are tuples in order of ids. An isolate is
        taken away like any other; alone it reaches nobody.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational &
    Mathematical Organization Theory 12, 21-34.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> found = key_players(network_of([("school", "hub"), ("hub", "police"), ("hub", "nurse")]))
    >>> found[["criterion", "size", "actors", "alike"]].head(2).values.tolist()
    [['fragmentation', 1, ('hub',), 1], ['fragmentation', 2, ('hub', 'nurse'), 3]]
    >>> float(found["value"].iloc[0]), int(found["pairs_lost"].iloc[0])
    (1.0, 2)
    """
    return frame([*_fragmentation(network), *_reach(network)], _COLUMNS)


def _fragmentation(network: Network) -> Iterator[dict[str, Any]]:
    arcs, count = structure.arcs(network), len(network.measured)
    if count < LEAST:
        return
    baseline = _fragmented(float(_all_near(network)), count)
    goals = _goals(network)
    most = min(MOST_SETS, MOST_WORK // work(count, arcs))
    between = structure.betweenness_shares(network)[0].value.round(9)
    pool = _first(between, POOL if len(goals) == count else _small_pool(network))

    def score(sets: Whole) -> Floats:
        return -nearness_without(count, arcs, sets, goals)[0]

    for best in best_sets(count, min(LARGEST, count - 2), score, most, pool):
        nearness, lost = _without(network, np.array(best.members), goals)
        yield _row(network, "fragmentation", best) | {
            "value": _fragmented(nearness, count - len(best.members)),
            "baseline": baseline,
            "pairs_lost": lost,
        }


def _without(network: Network, members: Whole, goals: Whole) -> tuple[float, int]:
    """Give what is left of the nearness without a set, and the pairs that are lost.

    Of all paths; where steps are not kept for all pairs, of those to some goals, scaled up.
    """
    arcs, count = structure.arcs(network), len(network.measured)
    left = np.delete(np.arange(count), members)
    if structure.is_dense(network):
        nearness, joined = nearness_without(count, arcs, members[None])
        before = int(structure.reached(network)[np.ix_(left, left)].sum())
        return float(nearness[0]), before - int(joined[0])
    goals = np.setdiff1d(goals, members)
    nearness, joined = nearness_without(count, arcs, members[None], goals)
    back = shortest.distances_from(count, arcs[:, ::-1], None, goals)
    before = int(np.isfinite(back[:, left]).sum()) - len(goals)
    scale = len(left) / len(goals)
    return float(nearness[0]) * scale, round((before - int(joined[0])) * scale)


def _near(network: Network, places: Whole) -> Floats:
    """Give one over the steps from some places to each other, 0 where there is no path."""
    if structure.is_dense(network):
        steps = structure.distances(network)[places]
    else:
        arcs, count = structure.arcs(network), len(network.measured)
        steps = shortest.distances_from(count, arcs, None, places)
    near: Floats = np.divide(1.0, steps, out=np.zeros_like(steps), where=steps > 0)
    return near


def _all_near(network: Network) -> float:
    if structure.is_dense(network):
        return float(_near(network, np.arange(len(network.measured))).sum())
    return float(total_spans(network)[1].value[0])


def _first(scores: Floats, number: int) -> Whole:
    """Give the places with the highest scores, in order."""
    return np.sort(np.argsort(-scores, kind="stable")[:number])


def _small_pool(network: Network) -> int:
    return SMALL_POOL if structure.is_dense(network) else LEAST_POOL


def _goals(network: Network) -> Whole:
    """Give the places to which paths are counted while sets are compared: all, or some of many."""
    starts = structure.path_sample(network).starts
    if len(starts) <= GOALS or len(starts) == len(network.measured):
        return starts
    return starts[np.linspace(0, len(starts) - 1, GOALS).astype(np.int64)]


def _reach(network: Network) -> Iterator[dict[str, Any]]:
    count = len(network.measured)
    pool, most = np.arange(count), MOST_SETS
    if not structure.is_dense(network):
        out = harmonic_of(network, OUT).value
        pool, most = _first(np.nan_to_num(out, nan=-1.0), SMALL_POOL), 0
    near = _near(network, pool)
    rows = np.zeros(count, dtype=np.int64)
    rows[pool] = np.arange(len(pool))

    def score(sets: Whole) -> Floats:
        return nearness_from(near, sets, rows)

    for best in best_sets(count, min(LARGEST, count - 1), score, most, pool):
        members = list(best.members)
        found = np.delete((near[rows[members]] > 0).any(axis=0), members)
        yield _row(network, "reach", best) | {
            "value": float(score(np.array([members]))[0]) / count,
            "reached": int(found.sum()),
        }


def _row(network: Network, criterion: str, best: Best) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "size": len(best.members),
        "actors": tuple(network.measured[place] for place in best.members),
        "exact": best.exact,
        "alike": best.alike,
    }


def _fragmented(nearness: float, count: int) -> float:
    # Sums of fractions may end a last bit beyond the bounds.
    return min(1.0, max(0.0, 1.0 - nearness / (count * (count - 1))))

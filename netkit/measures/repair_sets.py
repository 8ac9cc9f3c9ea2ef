"""Repairs together: which two or three ties to mend at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from netkit.measures._frames import frame
from netkit.measures._kernels.repair import set_gains
from netkit.measures._mending import mendable, to_mend
from netkit.measures.registry import Column, table
from netkit.measures.structure import arcs_of, distances, is_dense
from netkit.network import Network

__all__ = ["repair_sets"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SIZES = (2, 3)
LISTED = 10
MOST = 50_000
DIGITS = 12

_COLUMNS = (
    Column("size", "int", "how many ties are mended together", "ties", 2, 3),
    Column("rank", "int", "rank among the sets of its size, equal ones share it", "", 1),
    Column("ties", "list", "the ties, each written as source, sign and target"),
    Column(
        "pairs_gained",
        "int",
        "pairs that would reach each other if all of them worked, and do not",
        "ordered pairs",
        0,
    ),
    Column(
        "efficiency_gained",
        "float",
        "by how much global efficiency would grow if all of them worked",
        "",
        0,
        1,
        "Latora & Marchiori 2001",
    ),
    Column(
        "routes_restored",
        "int",
        "broken prescribed routes that fail at these ties alone; empty without pathways",
        "routes",
        0,
    ),
    Column("exact", "bool", "whether every set of this size was tried"),
)


@table(_COLUMNS, index=3, row="a set of ties that could be mended together")
def repair_sets(network: Network) -> pd.DataFrame:
    """Give the best sets of two and of three ties to mend together.

    The ties are those of kind *mend* in :func:`~netkit.measures.repairs.repairs`; sets are ordered
    by routes restored, pairs gained and gain in efficiency, most first, and the first ten of each
    size are listed. Equal ones share the smallest rank, and stand in order of their ties' ids;
    where more than ten are best these are the first of them.

    Up to 50 000 sets of one size all are tried. Beyond that each of the ten best of the size below
    (to begin with, single ties) is tried with each tie added, which may miss a better set:
    ``exact`` is then false. Beyond 6 000 actors no sets are sought, and there are no rows.

    Returns
    -------
    DataFrame
        ``ties`` are tuples of ``a>b`` in order of ids. No rows of a size that there are not
        enough ties for.

    References
    ----------
    Latora, V. & Marchiori, M. (2001). Efficient behavior of small-world networks. Physical Review
    Letters 87, 198701.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> network = network_of([], broken=[("a", "b"), ("b", "c"), ("c", "d")])
    >>> found = repair_sets(network)
    >>> found[["size", "rank", "ties", "pairs_gained"]].values.tolist()[:2]
    [[2, 1, ('a>b', 'b>c'), 3], [2, 1, ('b>c', 'c>d'), 3]]
    """
    if not is_dense(network) or not mendable(network).any():
        return frame([], _COLUMNS)
    ties = _ties(network)
    best = _best(ties, np.arange(len(ties.names)).reshape(-1, 1))
    rows: list[dict[str, Any]] = []
    for size in SIZES:
        exact = comb(len(ties.names), size) <= MOST
        best = _best(ties, _every(ties, size) if exact else _grown(ties, best.sets))
        rows += [{**row, "size": size, "exact": exact} for row in best.rows(ties)]
    return frame(rows, _COLUMNS)


@dataclass(frozen=True)
class _Ties:
    """The ties to choose from, and what is asked of a set of them (rows of ``ends``)."""

    names: list[str]
    ends: Whole
    between: Floats
    needs: Counter[tuple[int, ...]] | None

    def routes(self, sets: Whole) -> Whole:
        """Count the routes each set restores; all 0 without pathways."""
        counts = np.zeros(len(sets), dtype=np.int64)
        for need, routes in (self.needs or {}).items():
            counts += routes * np.all([(sets == tie).any(axis=1) for tie in need], axis=0)
        return counts


def _ties(network: Network) -> _Ties:
    chosen = mendable(network)
    pairs = network.ties.index[chosen].to_list()
    row = {pair: number for number, pair in enumerate(pairs)}
    needs = Counter(
        tuple(sorted(row[pair] for pair in need)) for need in to_mend(network) if need <= row.keys()
    )
    return _Ties(
        [">".join(pair) for pair in pairs],
        arcs_of(network, chosen),
        distances(network),
        needs if network.study.steps else None,
    )


def _every(ties: _Ties, size: int) -> Whole:
    sets = list(combinations(range(len(ties.names)), size))
    return np.array(sets, dtype=np.int64).reshape(-1, size)


def _grown(ties: _Ties, sets: Whole) -> Whole:
    """Add each tie to each of the sets, in order and once."""
    pairs = product(sets.tolist(), range(len(ties.names)))
    grown = {tuple(sorted((*one, tie))) for one, tie in pairs if tie not in one}
    return np.array(sorted(grown), dtype=np.int64)


@dataclass(frozen=True)
class _Best:
    """The best sets with their figures, best first."""

    sets: Whole
    routes: Whole
    pairs: Whole
    efficiency: Floats

    def rows(self, ties: _Ties) -> Iterator[dict[str, Any]]:
        """Give a row of the table for each set."""
        figures = (self.routes.tolist(), self.pairs.tolist(), self.efficiency.tolist())
        keys = list(zip(*figures[:2], _even(self.efficiency).tolist(), strict=True))
        for key, one, routes, pairs, efficiency in zip(
            keys, self.sets.tolist(), *figures, strict=True
        ):
            yield {
                "rank": 1 + keys.index(key),
                "ties": tuple(ties.names[tie] for tie in one),
                "pairs_gained": pairs,
                "efficiency_gained": efficiency,
                "routes_restored": None if ties.needs is None else routes,
            }


def _best(ties: _Ties, sets: Whole) -> _Best:
    size = len(ties.between)
    routes, (pairs, nearness) = ties.routes(sets), set_gains(ties.between, ties.ends, sets)
    efficiency = nearness / max(1, size * (size - 1))
    # A stable sort: equal sets stay in order of their ties.
    order = np.lexsort((-_even(efficiency), -pairs, -routes))[:LISTED]
    return _Best(sets[order], routes[order], pairs[order], efficiency[order])


def _even(efficiency: Floats) -> Floats:
    """Round, so that equal gains are equal however their parts add up."""
    return np.round(efficiency, DIGITS)

"""What was estimated from a sample of actors, as the network is too large to search from all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from netkit.measures._frames import frame
from netkit.measures._sampling import PAIRS, Estimate
from netkit.measures._spans import IN, OUT
from netkit.measures.centrality import betweenness_norm_of
from netkit.measures.centralization import centralization_betweenness
from netkit.measures.closeness import closeness_of, harmonic_of
from netkit.measures.cohesion import global_efficiency_of, mean_geodesic_of
from netkit.measures.hierarchy import lub_of
from netkit.measures.registry import Column, table
from netkit.measures.structure import (
    Floats,
    betweenness_shares,
    is_dense,
    loss_sample,
    losses,
    over_actors,
    over_working,
    path_sample,
    weighted_betweenness,
)
from netkit.network import Network

__all__ = ["error_columns", "errors", "estimates", "samples_of"]

GEISBERGER = "Geisberger et al. 2008"
BRANDES_PICH = "Brandes & Pich 2007"
EPPSTEIN_WANG = "Eppstein & Wang 2004"
_COLUMNS = (
    Column("table", "text", "the table in which the figure stands"),
    Column("figure", "text", "the figure's column, or row of network"),
    Column(
        "standard_error",
        "float",
        "its standard error; of a column the median over those above 0, all in <figure>_se",
        "",
        0,
        source="Cochran 1977",
    ),
    Column("starts", "int", "actors, or for lub pairs, that were looked at", "", 1),
    Column("actors", "int", "actors there are", "actors", 1),
    Column("source", "text", "where the method is described"),
)


class Estimated(NamedTuple):
    """A figure that is estimated in a large network: from which sample, and by whose method."""

    table: str
    figure: str
    of: Callable[[Network], Estimate]
    sample: str
    source: str


def _paths(table: str, figure: str, of: Callable[[Network], Estimate]) -> Estimated:
    return Estimated(table, figure, of, "paths", GEISBERGER)


def _steps(table: str, figure: str, of: Callable[[Network], Estimate]) -> Estimated:
    return Estimated(table, figure, of, "steps", EPPSTEIN_WANG)


def _centralization(network: Network) -> Estimate:
    """Give the centralization with the error of its largest figure, on which it hangs."""
    norm = betweenness_norm_of(network)
    error = norm.error[norm.value.argmax() :][:1]
    return Estimate(np.array([centralization_betweenness(network)]), error)


def _losses(table: str, of: Callable[[Network], Estimate]) -> Estimated:
    return Estimated(table, "pairs_lost", of, "losses", BRANDES_PICH)


# Every figure that is one of estimates in a network that is large enough.
_ESTIMATED = (
    _steps("network", "mean_geodesic", mean_geodesic_of),
    _steps("network", "global_efficiency", global_efficiency_of),
    _paths("network", "centralization_betweenness", _centralization),
    Estimated("network", "lub", lub_of, "pairs", "Cochran 1977"),
    _paths("actors", "betweenness", lambda network: betweenness_shares(network)[0]),
    _paths("actors", "betweenness_norm", betweenness_norm_of),
    _paths("actors", "betweenness_weighted", weighted_betweenness),
    _steps("actors", "closeness_in", lambda network: closeness_of(network, IN)),
    _steps("actors", "closeness_out", lambda network: closeness_of(network, OUT)),
    _steps("actors", "harmonic_in", lambda network: harmonic_of(network, IN)),
    _steps("actors", "harmonic_out", lambda network: harmonic_of(network, OUT)),
    _losses("actors", lambda network: losses(network)[0]),
    _paths("ties", "betweenness", lambda network: betweenness_shares(network)[1]),
    _losses("ties", lambda network: losses(network)[1]),
)


@table(_COLUMNS, index=2, row="a figure that was estimated", sparse=True)
def estimates(network: Network) -> pd.DataFrame:
    """Give every figure that was estimated from a sample of actors, with its standard error.

    Paths are then counted, and losses looked for, from and to a random sample of actors, and the
    sums scaled up. Tables ``actors`` and ``ties`` have each figure's standard error in a column
    ``<figure>_se`` of their own. An actor or a tie that no path of the sample needs has 0, with a
    standard error of 0 that says nothing: its figure is small, not none. Beyond 6 000 actors steps
    are taken from the sample too. ``--exact`` searches from every actor.

    Returns
    -------
    DataFrame
        Without rows where nothing was estimated: the table is then left out of what is written.

    References
    ----------
    Geisberger, R., Sanders, P. & Schultes, D. (2008). Better approximation of betweenness
    centrality. Proceedings of the Tenth Workshop on Algorithm Engineering and Experiments, 90-100.
    Brandes, U. & Pich, C. (2007). Centrality estimation in large networks. International Journal
    of Bifurcation and Chaos 17, 2303-2318.
    Eppstein, D. & Wang, J. (2004). Fast approximation of centrality. Journal of Graph Algorithms
    and Applications 8, 39-45.
    Cochran, W. G. (1977). Sampling Techniques. 3rd edition. New York: Wiley, ch. 2 and 6.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> len(estimates(network_of([("school", "hub"), ("hub", "police")])))
    0
    """
    samples = samples_of(network)
    rows = [
        {
            "table": item.table,
            "figure": item.figure,
            "standard_error": _typical(item.of(network).error),
            **samples[item.sample],
            "source": item.source,
        }
        for item in _ESTIMATED
        if item.sample in samples
    ]
    return frame(rows, _COLUMNS)


def errors(network: Network, table: str, columns: Iterable[str]) -> dict[str, pd.Series]:
    """Give the standard errors of some :func:`error_columns` of a table."""
    wanted = set(columns)
    chosen = [item for item in _ESTIMATED if item.table == table and f"{item.figure}_se" in wanted]
    over = over_actors if table == "actors" else over_working
    return {f"{item.figure}_se": over(network, item.of(network).error) for item in chosen}


def error_columns(network: Network, table: str, columns: Iterable[Column]) -> tuple[Column, ...]:
    """Give the columns of :func:`errors`, for those of ``columns`` that are estimated."""
    samples = samples_of(network)
    there = {column.column: column for column in columns}
    chosen = [item for item in _ESTIMATED if item.table == table and item.sample in samples]
    return tuple(
        Column(
            f"{item.figure}_se",
            "float",
            f"standard error of {item.figure}, which is estimated",
            there[item.figure].unit,
            0,
            source=item.source,
        )
        for item in chosen
        if item.figure in there
    )


def samples_of(network: Network) -> dict[str, dict[str, int]]:
    """Give from how many actors paths and losses were looked for, where not from all."""
    size = len(network.measured)
    found = {"paths": path_sample(network), "losses": loss_sample(network)}
    samples = {
        name: {"starts": len(sample.starts), "actors": size}
        for name, sample in found.items()
        if not sample.whole
    }
    if not is_dense(network):
        samples |= {"steps": samples["paths"]} if "paths" in samples else {}
        samples["pairs"] = {"starts": PAIRS, "actors": size}
    return samples


def _typical(error: Floats) -> float:
    above = error[error > 0]
    return float(np.median(above)) if len(above) else 0.0

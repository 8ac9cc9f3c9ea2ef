"""What was estimated from a sample of actors, as the network is too large to search from all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from netkit.measures import structure
from netkit.measures._frames import frame
from netkit.measures._sampling import Estimate, Sample
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["estimates", "samples_of"]

GEISBERGER = "Geisberger et al. 2008"
BRANDES_PICH = "Brandes & Pich 2007"
_COLUMNS = (
    Column("table", "text", "the table in which the figure stands"),
    Column("item", "text", "the actor, or the tie as source>target"),
    Column("figure", "text", "the column in which it stands"),
    Column("value", "float", "the estimate, not rounded to whole numbers"),
    Column("standard_error", "float", "its standard error", "", 0, source="Cochran 1977"),
    Column("starts", "int", "actors that were searched from", "actors", 1),
    Column("actors", "int", "actors there are to search from", "actors", 1),
    Column("source", "text", "where the method is described"),
)


@table(_COLUMNS, index=3, row="a figure of an actor or a tie that was estimated", sparse=True)
def estimates(network: Network) -> pd.DataFrame:
    """Give every figure that was estimated from a sample of actors, with its standard error.

    Paths are then counted, and losses looked for, from and to a random sample of actors, and the
    sums scaled up. An actor or a tie that no path of the sample needs has 0, with a standard error
    of 0 that says nothing: its figure is small, not none. ``--exact`` searches from every actor.

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
    Cochran, W. G. (1977). Sampling Techniques. 3rd edition. New York: Wiley, ch. 2.

    Examples
    --------
    >>> from netkit.network import network_of
    >>> len(estimates(network_of([("school", "hub"), ("hub", "police")])))
    0
    """
    parts = list(_parts(network))
    if not parts:
        return frame([], _COLUMNS)
    whole = pd.concat(parts)
    return frame({str(name): whole[name].to_list() for name in whole.columns}, _COLUMNS)


def samples_of(network: Network) -> dict[str, dict[str, int]]:
    """Give from how many actors paths and losses were looked for, where not from all."""
    found = {"paths": structure.path_sample(network), "losses": structure.loss_sample(network)}
    return {
        name: {"starts": len(sample.starts), "actors": sample.size}
        for name, sample in found.items()
        if not sample.whole
    }


def _parts(network: Network) -> Iterator[pd.DataFrame]:
    actors = network.measured.to_numpy(dtype=object)
    ends = network.ties.index[network.working]
    ties = np.array([f"{source}>{target}" for source, target in ends], dtype=object)
    paths, losses = structure.path_sample(network), structure.loss_sample(network)
    if not paths.whole:
        places, along = structure.betweenness_shares(network)
        yield _part("actors", actors, "betweenness", places, paths)
        weighted = structure.weighted_betweenness(network)
        yield _part("actors", actors, "betweenness_weighted", weighted, paths)
        yield _part("ties", ties, "betweenness", along, paths)
    if not losses.whole:
        places, along = structure.losses(network)
        yield _part("actors", actors, "pairs_lost", places, losses)
        yield _part("ties", ties, "pairs_lost", along, losses)


def _part(
    name: str, items: np.ndarray, figure: str, estimate: Estimate, sample: Sample
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "table": name,
            "item": items,
            "figure": figure,
            "value": estimate.value,
            "standard_error": estimate.error,
            "starts": len(sample.starts),
            "actors": sample.size,
            "source": BRANDES_PICH if figure == "pairs_lost" else GEISBERGER,
        }
    )

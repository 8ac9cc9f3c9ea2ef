"""The order of columns that scripts depend on: added to, never renamed.

A new measure needs no entry here: it follows after the ones listed.
"""

from __future__ import annotations

__all__ = ["FIRST_COLUMNS", "NETWORK_ROWS", "ordered"]

FIRST_COLUMNS: dict[str, tuple[str, ...]] = {
    "actors": (
        "actor",
        "name",
        "sector",
        "kind",
        "in_degree",
        "out_degree",
        "betweenness",
        "betweenness_norm",
        "closeness_in",
        "closeness_out",
        "harmonic_in",
        "harmonic_out",
        "pagerank",
        "hub",
        "authority",
        "constraint",
        "effective_size",
        "reach_in",
        "reach_out",
        "cutpoint",
        "pairs_lost",
        "ei_index",
        "betweenness_weighted",
        "top3",
    ),
    "ties": (
        "source",
        "target",
        "relations",
        "state",
        "condition",
        "level",
        "support",
        "support_low",
        "support_high",
        "firmness",
        "accounts",
        "statements",
        "channels",
        "barriers",
        "person_dependent",
        "betweenness",
        "pairs_lost",
        "strong_bridge",
        "evidence_ids",
    ),
}

NETWORK_ROWS: tuple[str, ...] = (
    "actors",
    "ties",
    "ties_partly",
    "ties_failing",
    "ties_ended",
    "ties_by_name",
    "density",
    "reciprocity_arc",
    "reciprocity_dyadic",
    "mean_geodesic",
    "reachable_pairs",
    "reachable_share",
    "reachable_share_partly",
    "global_efficiency",
    "transitivity",
    "centralization_in_degree",
    "centralization_out_degree",
    "centralization_betweenness",
    "weak_components",
    "strong_components",
    "connectedness",
    "hierarchy",
    "efficiency",
    "lub",
    "ei_index",
    "ei_expected",
    "ei_p_low",
    "ei_p_high",
    "modularity",
)


def ordered(names: list[str], first: tuple[str, ...]) -> list[str]:
    """Put the contract's names first, in its order, and the rest after in theirs."""
    known = [name for name in first if name in names]
    return known + [name for name in names if name not in first]

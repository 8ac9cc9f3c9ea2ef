"""The shipped study's own figures beside their dependence intervals."""

from __future__ import annotations

import pandas as pd

import netkit as nk
from netkit.measures.draws import draws_of
from netkit.network import Resampling

__all__ = ["figures_table", "states_table"]

STATES = ("works", "partly", "fails")
FIGURES = {
    "ties": "working ties",
    "density": "density",
    "reachable_pairs": "pairs that a path joins",
    "mean_geodesic": "mean steps between them",
    "reciprocity_arc": "share of ties returned",
    "transitivity": "transitivity",
    "strong_components": "strong components",
}


def figures_table() -> list[str]:
    """Give the lines of a table: some figures of the default view, with their intervals."""
    found = nk.analyse(nk.example(), tables=["network"]).tables["network"].set_index("measure")
    lines = ["| figure | on paper | interval | on paper it lies |", "| --- | --- | --- | --- |"]
    for measure, title in FIGURES.items():
        value, low, high = (float(found[column][measure]) for column in ("value", "low", "high"))
        place = "below" if value < low else "above" if value > high else "inside"
        lines.append(f"| {title} | {value:.3g} | {low:.3g} to {high:.3g} | {place} |")
    return lines


def states_table() -> list[str]:
    """Give the lines of a table: ties by state, their firmness, and how many are up in a draw."""
    network = nk.build(nk.example())
    draws = draws_of(network, Resampling())
    if draws is None:
        raise ValueError("the shipped study has accounts")
    ties = pd.DataFrame({"state": network.ties["state"], "firmness": draws.firmness})
    ties = ties[network.among_measured & ties["firmness"].notna()]
    lines = [
        "| state on paper | ties | firmness: mean | lowest | highest | up in an average draw |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for state in STATES:
        firm = ties.loc[ties["state"] == state, "firmness"]
        lines.append(
            f"| {state} | {len(firm)} | {firm.mean():.2f} | {firm.min():.2f} "
            f"| {firm.max():.2f} | {firm.sum():.1f} |"
        )
    total = ties["firmness"].sum()
    lines.append(f"| together | {len(ties)} | {total / len(ties):.2f} | | | {total:.1f} |")
    return lines

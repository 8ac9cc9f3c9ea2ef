"""What must hold of measures on any network: names, order and direction, and more of the same."""

from __future__ import annotations

import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netkit.measures.closeness import harmonic_in, harmonic_out, reach_in, reach_out
from netkit.measures.cohesion import density, global_efficiency, reachable_pairs
from netkit.measures.hierarchy import connectedness
from netkit.measures.registry import evaluate, measures
from netkit.network import Network, network_of
from tests.measures.paths_cases import drawn, remade

# Renamed so that the order of names is turned round.
OTHER = dict(zip("abcdefgh", "zyxwvuts", strict=True))
TURNED = {
    "in_degree": "out_degree",
    "closeness_in": "closeness_out",
    "harmonic_in": "harmonic_out",
    "reach_in": "reach_out",
    "authority": "hub",
    "triads_021D": "triads_021U",
    "triads_111D": "triads_111U",
    "triads_120D": "triads_120U",
    "centralization_in_degree": "centralization_out_degree",
}
TURNED |= {other: one for one, other in TURNED.items()}
# Each example works out every measure, twice or more.
FEW = settings(max_examples=30, deadline=None)
EXACT = {"rtol": 1e-9, "atol": 1e-9, "check_dtype": False}


def of_network(network: Network) -> pd.Series:
    return pd.concat([evaluate(entry, network) for entry in measures("network")])


def of_actors(network: Network) -> pd.DataFrame:
    columns = {m.columns[0].column: evaluate(m, network).astype(float) for m in measures("actor")}
    return pd.DataFrame(columns, index=network.measured)


def of_ties(network: Network) -> pd.DataFrame:
    columns = {m.columns[0].column: evaluate(m, network).astype("Float64") for m in measures("tie")}
    return pd.DataFrame(columns, index=network.ties.index)


def named(network: Network) -> dict[str, str]:
    return {actor: OTHER[actor] for actor in network.measured}


@FEW
@given(drawn())
def test_names_and_the_order_of_rows_change_nothing(network: Network) -> None:
    other = remade(network, named(network))
    pd.testing.assert_series_equal(of_network(other), of_network(network), **EXACT)
    renamed = of_actors(network).rename(index=OTHER).sort_index()
    pd.testing.assert_frame_equal(of_actors(other), renamed, check_names=False, **EXACT)
    ties = of_ties(network)
    ties.index = pd.MultiIndex.from_tuples(
        [(OTHER[one], OTHER[two]) for one, two in ties.index], names=["source", "target"]
    )
    pd.testing.assert_frame_equal(of_ties(other), ties.sort_index(), **EXACT)


@FEW
@given(drawn())
def test_turning_every_tie_round_swaps_in_and_out(network: Network) -> None:
    """PageRank and bounds from above look one way only: nothing is said of them here."""
    other = remade(network, turn=True)
    whole = of_network(network).rename(TURNED).drop("lub")
    found = of_network(other).drop("lub")
    pd.testing.assert_series_equal(found, whole[list(found.index)], **EXACT)
    actors = of_actors(network).rename(columns=TURNED).drop(columns="pagerank")
    pd.testing.assert_frame_equal(
        of_actors(other)[list(actors.columns)], actors, check_names=False, **EXACT
    )
    ties = of_ties(network).swaplevel().sort_index()
    ties.index = ties.index.set_names(["source", "target"])
    pd.testing.assert_frame_equal(of_ties(other), ties, **EXACT)


@settings(deadline=None)
@given(drawn(), st.data())
def test_one_more_tie_never_lowers_reach(network: Network, data: st.DataObject) -> None:
    names = list(network.measured)
    assume(len(names) > 1)
    ends = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
    grown = network_of({*network.graph.edges, (ends[0], ends[1])}, isolates=names)
    for measure in (reach_in, reach_out, harmonic_in, harmonic_out):
        assert (measure(grown) >= measure(network) - 1e-12).all(), measure.__name__
    for measure in (reachable_pairs, global_efficiency, density, connectedness):
        assert measure(grown) >= measure(network) - 1e-12, measure.__name__


@FEW
@given(drawn())
def test_figures_that_count_the_same_thing_agree(network: Network) -> None:
    whole, actors, ties = of_network(network), of_actors(network), of_ties(network)
    working = ties[network.working]
    size = len(network.measured)
    assert actors["in_degree"].sum() == actors["out_degree"].sum() == whole["ties"]
    assert actors["reach_in"].sum() == actors["reach_out"].sum() == whole["reachable_pairs"]
    triads = [name for name in whole.index if name.startswith("triads_")]
    assert whole[triads].sum() == size * (size - 1) * (size - 2) / 6
    assert abs(actors["pagerank"].sum() - 1) < 1e-12
    assert (actors["pairs_lost"] <= actors["betweenness"] + 1e-9).all()
    assert (
        working["pairs_lost"].astype(float) <= working["betweenness"].astype(float) + 1e-9
    ).all()
    assert (working["pairs_lost"][working["strong_bridge"] == 1] > 0).all()

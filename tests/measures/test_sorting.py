"""Ties and sectors in the whole network: figures of R, ranges, and where nothing is defined."""

from __future__ import annotations

import math

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit.measures import silos, sorting
from netkit.measures.silos import sectors
from netkit.network import Network, network_of
from tests.measures.paths_cases import AWKWARD, drawn, published, remade, values

CASES = ["knoke_info", "krackhardt_advice", "tobacco_contact_level", "tobacco_contact_category"]
EXACT = 1e-9


def same(one: float, other: float) -> bool:
    return one == pytest.approx(other, rel=EXACT, nan_ok=True)


@pytest.mark.parametrize("case", CASES)
def test_network_figures_are_those_computed_in_r(case: str) -> None:
    network = published(case)
    expected = {row["measure"]: float(row["value"]) for row in values(f"{case}_ei_network")}
    assert set(expected) == {"ei_index", "ei_expected", "modularity"}
    for name, value in expected.items():
        assert same(getattr(sorting, name)(network), value), name


@given(drawn())
def test_modularity_is_that_of_the_sectors_among_actors_that_have_one(network: Network) -> None:
    sector = {actor: network.actors.loc[actor, "sector"] for actor in network.measured}
    graph = network.graph.subgraph([actor for actor in sector if sector[actor]])
    groups = [{a for a in graph if sector[a] == one} for one in set(sector.values()) - {""}]
    if graph.number_of_edges():
        assert same(sorting.modularity(network), nx.community.modularity(graph, groups))
    else:
        assert math.isnan(sorting.modularity(network))


@given(drawn())
def test_e_i_figures_are_in_range_and_the_same_both_ways(network: Network) -> None:
    turned = remade(network, turn=True)
    for measure in (sorting.ei_index, sorting.ei_expected, sorting.modularity):
        value = measure(network)
        assert math.isnan(value) or -1.0 <= value <= 1.0
        assert same(measure(turned), value)
    actors = silos.ei_index(network)
    assert actors.dropna().between(-1, 1).all()
    pd.testing.assert_series_equal(actors, silos.ei_index(turned))


@given(drawn())
def test_the_expected_index_is_that_of_a_network_with_every_tie(network: Network) -> None:
    names = list(network.measured)
    given_sectors = network.actors["sector"].to_dict()
    full = network_of([(a, b) for a in names for b in names if a != b], given_sectors, names)
    assert same(sorting.ei_expected(network), sorting.ei_index(full))
    expected = sectors(network).set_index("sector")["ei_expected"]
    pd.testing.assert_series_equal(
        expected, sectors(full).set_index("sector")["ei_index"], check_names=False
    )


@pytest.mark.parametrize(
    ("name", "index", "expected", "modularity"),
    [
        ("empty", math.nan, math.nan, math.nan),
        ("one actor", math.nan, math.nan, math.nan),
        ("isolate", 1.0, 1 / 3, -0.0),
        ("one-way pair", 1.0, 1.0, 0.0),
        ("disconnected", -1.0, 1 / 3, 4 / 9),
        ("single sector", -1.0, -1.0, 0.0),
        ("no sector", math.nan, math.nan, math.nan),
        ("nothing works", math.nan, -1.0, math.nan),
    ],
)
def test_awkward_networks(name: str, index: float, expected: float, modularity: float) -> None:
    network = AWKWARD[name]
    assert same(sorting.ei_index(network), index)
    assert same(sorting.ei_expected(network), expected)
    assert same(sorting.modularity(network), modularity)
    assert math.isnan(sorting.ei_p_low(network))
    assert math.isnan(sorting.ei_p_high(network))


@given(drawn(), st.permutations("abcdefgh"))
def test_names_do_not_matter(network: Network, others: list[str]) -> None:
    renamed = remade(network, dict(zip("abcdefgh", others, strict=True)))
    for measure in (sorting.ei_index, sorting.ei_expected, sorting.modularity):
        assert same(measure(network), measure(renamed))

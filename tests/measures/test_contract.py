"""Every registered measure on the awkward networks: shape, type, range, and what is undefined."""

from __future__ import annotations

import pandas as pd
import pytest

from netkit.measures.registry import Measure, evaluate, measures
from netkit.network import Network
from tests.measures.paths_cases import AWKWARD

TYPES = {
    "actor": {"float": "float64", "int": "int64", "bool": "bool"},
    "tie": {"float": "float64", "int": "Int64", "bool": "boolean"},
}
ROUNDING = 1e-12
# Figures of the whole network that are drawn, and so empty without draws.
DRAWN = {column.column for m in measures("network") if m.drawn for column in m.columns}
# Figures of the whole network that stay defined however little there is.
COUNTS = {
    column.column for m in measures("network") for column in m.columns if column.type == "int"
} - DRAWN
OVER_PAIRS = {
    "density",
    "reachable_share",
    "reachable_share_partly",
    "global_efficiency",
    "connectedness",
}
OVER_THREES = {
    "centralization_in_degree",
    "centralization_out_degree",
    "centralization_betweenness",
}
OVER_TIES = {"reciprocity_arc", "reciprocity_dyadic", "mean_geodesic", "hierarchy", "efficiency"}
SECTORS = {"ei_index", "ei_expected", "modularity"} | DRAWN
ALL = COUNTS | OVER_PAIRS | OVER_THREES | OVER_TIES | SECTORS | {"transitivity", "lub"}
DEFINED = {
    "empty": COUNTS,
    "one actor": COUNTS,
    "isolate": COUNTS | OVER_PAIRS | OVER_THREES | OVER_TIES,
    "one-way pair": COUNTS | OVER_PAIRS | OVER_TIES,
    "disconnected": COUNTS | OVER_PAIRS | OVER_THREES | OVER_TIES,
    "single sector": ALL,
    "no sector": ALL,
    "nothing works": COUNTS | OVER_PAIRS | OVER_THREES,
}


def name_of(entry: Measure) -> str:
    return f"{entry.level}-{entry.function.__name__}"


@pytest.mark.parametrize("network", AWKWARD.values(), ids=AWKWARD.keys())
@pytest.mark.parametrize("entry", measures(), ids=name_of)
def test_each_measure_keeps_its_passport(entry: Measure, network: Network) -> None:
    found = evaluate(entry, network)
    if entry.level == "network":
        assert list(found.index) == [column.column for column in entry.columns]
        assert found.dtype == "float64"
    else:
        place = network.measured if entry.level == "actor" else network.ties.index
        pd.testing.assert_index_equal(found.index, place)
        assert found.name == entry.columns[0].column
        assert found.dtype == TYPES[entry.level][entry.columns[0].type]
    for column in entry.columns:
        values = found if entry.level != "network" else found[[column.column]]
        there = values.dropna().astype(float)
        assert column.low is None or (there >= column.low - ROUNDING).all()
        assert column.high is None or (there <= column.high + ROUNDING).all()
        assert column.type != "int" or (there % 1 == 0).all()


@pytest.mark.parametrize("network", AWKWARD.values(), ids=AWKWARD.keys())
@pytest.mark.parametrize("entry", measures("tie"), ids=name_of)
def test_ties_that_do_not_work_are_empty_and_no_other(entry: Measure, network: Network) -> None:
    assert evaluate(entry, network).notna().tolist() == network.working.tolist()


@pytest.mark.parametrize("case", AWKWARD)
def test_figures_of_the_network_are_empty_where_undefined(case: str) -> None:
    found = pd.concat([evaluate(entry, AWKWARD[case]) for entry in measures("network")])
    counted = found.drop(list(SECTORS))
    assert set(counted.dropna().index) == DEFINED[case] - SECTORS
    assert set(found.index) == ALL


def of_actors(case: str) -> pd.DataFrame:
    return pd.DataFrame(
        {m.columns[0].column: evaluate(m, AWKWARD[case]) for m in measures("actor")}
    )


def test_an_isolate_among_others_has_nothing_but_what_it_gets_by_new_starts() -> None:
    found = of_actors("isolate").loc["c"].drop("ei_index").astype(float)
    empty = found[found.isna()]
    assert set(empty.index) == {"constraint", "effective_size"}
    assert set(found[found > 0].index) == {"pagerank"}


def test_the_only_actor_is_empty_where_a_figure_is_over_the_others() -> None:
    found = of_actors("one actor").loc["a"].drop("ei_index").astype(float)
    over_others = {"closeness_in", "closeness_out", "harmonic_in", "harmonic_out"}
    without_ties = {"constraint", "effective_size", "hub", "authority"}
    assert set(found[found.isna()].index) == {"betweenness_norm", *over_others, *without_ties}
    assert found["pagerank"] == 1.0


def test_betweenness_of_two_has_no_norm() -> None:
    found = of_actors("one-way pair")
    assert found["betweenness"].tolist() == [0.0, 0.0]
    assert found["betweenness_norm"].isna().all()


def test_without_working_ties_nobody_is_a_hub_and_nobody_is_near() -> None:
    found = of_actors("nothing works")
    assert found[["hub", "authority"]].isna().all(axis=None)
    assert (found[["closeness_in", "closeness_out", "harmonic_in", "reach_out"]] == 0).all(
        axis=None
    )
    assert found["pagerank"].tolist() == pytest.approx([1 / 3] * 3)


def test_every_measure_says_what_it_is_and_where_it_comes_from() -> None:
    for entry in measures():
        for column in entry.columns:
            assert column.meaning[:1].isupper(), column.column
            assert not set(column.meaning) & set("=<>|Σ√∑"), column.column
            assert column.type != "float" or column.source or column.term, column.column
            assert column.type == "bool" or column.unit, column.column

"""Sectors: the figures of R, the definitions written out, and where nothing is defined."""

from __future__ import annotations

import math
from collections.abc import Callable

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit.evidence.study import Actor, Codebook, Phase, Sector
from netkit.measures import silos, sorting
from netkit.measures.mixing import mixing
from netkit.measures.registry import tables
from netkit.measures.silos import sectors
from netkit.network import Network, View, build, network_of
from tests.measures.paths_cases import AWKWARD, drawn, published, remade, told, values

CASES = ["knoke_info", "krackhardt_advice", "tobacco_contact_level", "tobacco_contact_category"]
DIRECTED = CASES[:2]
TABLES = [sectors, mixing]
EXACT = 1e-9


def same(one: float, other: float) -> bool:
    return one == pytest.approx(other, rel=EXACT, nan_ok=True)


@pytest.mark.parametrize("case", CASES)
def test_the_index_of_each_actor_is_that_computed_in_r(case: str) -> None:
    found = silos.ei_index(published(case))
    expected = {row["actor"]: float(row["ei_index"]) for row in values(f"{case}_ei_actors")}
    assert list(found.index) == sorted(expected)
    for actor, value in expected.items():
        assert same(found[actor], value), actor


@pytest.mark.parametrize("case", DIRECTED)
def test_mixing_and_sectors_are_those_computed_in_r(case: str) -> None:
    network = published(case)
    expected = {
        (row["source_sector"], row["target_sector"]): int(row["works"])
        for row in values(f"{case}_mixing")
    }
    found = mixing(network).set_index(["source_sector", "target_sector"])
    assert found["works"].to_dict() == expected
    for sector, row in sectors(network).set_index("sector").iterrows():
        across = sum(n for ends, n in expected.items() if sector in ends and len(set(ends)) == 2)
        assert row["ties_within"] == expected[sector, sector]
        assert row["ties_across"] == across


@given(drawn())
def test_mixing_accounts_for_every_ordered_pair_once(network: Network) -> None:
    found = mixing(network)
    held = int((network.actors["sector"] != "").sum())
    counted = found[["works", "partly", "fails", "unspoken"]].sum().sum()
    assert counted == held * (held - 1)
    turned = mixing(remade(network, turn=True))
    back = turned.rename(
        columns={"source_sector": "target_sector", "target_sector": "source_sector"}
    )
    key = ["source_sector", "target_sector"]
    back = back.sort_values(key).reset_index(drop=True)[list(found.columns)]
    pd.testing.assert_frame_equal(found, back)


@given(drawn())
def test_sectors_count_and_reach_as_defined(network: Network) -> None:
    sector = network.actors["sector"].to_dict()
    graph = network.graph
    table = sectors(network).set_index("sector")
    turned = sectors(remade(network, turn=True)).set_index("sector")
    assert list(table.index) == sorted(set(sector.values()) - {""})
    for one, row in table.iterrows():
        inside = {actor for actor in sector if sector[actor] == one}
        others = {actor for actor in sector if sector[actor] not in ("", one)}
        reached = set().union(*(nx.descendants(graph, actor) for actor in inside)) - inside
        within = sum(a in inside and b in inside for a, b in graph.edges)
        across = sum(
            (a in inside and b in others) or (b in inside and a in others) for a, b in graph.edges
        )
        assert (row["actors"], row["reach_out"]) == (len(inside), len(reached))
        assert (row["ties_within"], row["ties_across"]) == (within, across)
        assert turned.loc[one, "reach_in"] == row["reach_out"]
        assert turned.loc[one, "reach_out"] == row["reach_in"]
        pairs = len(inside) * (len(inside) - 1)
        assert same(row["density_within"], within / pairs if pairs else math.nan)


@given(drawn(), st.data())
def test_a_tie_more_never_lowers_the_reach_of_a_sector(
    network: Network, data: st.DataObject
) -> None:
    names = list(network.measured)
    ties = list(network.graph.edges)
    open_pairs = [(a, b) for a in names for b in names if a != b and (a, b) not in ties]
    if not open_pairs:
        return
    given_sectors = network.actors["sector"].to_dict()
    more = [*ties, data.draw(st.sampled_from(open_pairs))]
    before = sectors(network_of(ties, given_sectors, names))[["reach_in", "reach_out"]]
    after = sectors(network_of(more, given_sectors, names))[["reach_in", "reach_out"]]
    assert (after >= before).all(axis=None)


@given(drawn(), st.permutations("abcdefgh"))
def test_names_do_not_matter(network: Network, others: list[str]) -> None:
    rename = dict(zip("abcdefgh", others, strict=True))
    renamed = remade(network, rename)
    pd.testing.assert_frame_equal(mixing(network), mixing(renamed))
    pd.testing.assert_frame_equal(sectors(network), sectors(renamed))
    found, other = silos.ei_index(network), silos.ei_index(renamed)
    for actor, value in found.items():
        assert same(other[rename[actor]], value)


@given(drawn(), st.permutations("tus"))
def test_names_of_sectors_do_not_matter(network: Network, others: list[str]) -> None:
    rename = {"": "", **dict(zip("stu", others, strict=True))}
    given_sectors = {a: rename[s] for a, s in network.actors["sector"].items()}
    renamed = network_of(network.graph.edges, given_sectors, network.measured)
    found = sectors(network).set_index("sector")[["ties_within", "ties_across", "reach_in"]]
    other = sectors(renamed).set_index("sector")[["ties_within", "ties_across", "reach_in"]]
    assert {rename[name]: list(row) for name, row in found.iterrows()} == {
        name: list(row) for name, row in other.iterrows()
    }


EVERYONE = Actor("all", "All", kind="collective", members=("a", "b", "c"))
SECTORED = (Actor("a", "A", "s"), Actor("b", "B", "s"), Actor("c", "C", "t"))


def test_talk_of_a_collective_counts_for_densities_and_not_for_the_index() -> None:
    study = told("all>all open R1", "a>b open R1", "b>a broken R1", actors=(EVERYONE, *SECTORED))
    network = build(study)
    assert sorting.ei_index(network) == -1.0
    assert silos.ei_index(network).isna().to_dict() == {"a": False, "b": False, "c": True}
    table = sectors(network).set_index("sector")
    columns = ["ties_within", "ties_across", "density_within", "density_across"]
    assert table.loc["s", columns].tolist() == [1, 0, 0.5, 1.0]
    assert table.loc["t", "ties_across"] == 0
    mixed = mixing(network).set_index(["source_sector", "target_sector"])
    columns = ["works", "fails", "unspoken", "works_by_name", "fails_by_name"]
    assert mixed.loc[("s", "s"), columns].tolist() == [1, 1, 0, 1, 1]
    assert mixed.loc[("s", "t"), columns].tolist() == [2, 0, 0, 0, 0]


def test_neither_collectives_nor_unnamed_agencies_belong_to_a_sector() -> None:
    unnamed = Actor("u", "Somebody", "s", kind="unnamed")
    study = told(
        "u>c open R1", "c>u open R1", "all>c open R1", actors=(EVERYONE, unnamed, *SECTORED)
    )
    network = build(study)
    assert sectors(network)["actors"].tolist() == [2, 1]
    assert math.isnan(sorting.ei_index(network))


def test_an_ended_tie_is_unspoken_and_counted_beside() -> None:
    group = Actor("g", "Group", "t", kind="body", until="before")
    study = told(
        "a>g open R1",
        "g>a strained R1",
        "b>c strained R1",
        actors=(group, *SECTORED),
        phases=(Phase("before", "Before"), Phase("after", "After")),
    )
    found = mixing(build(study)).set_index(["source_sector", "target_sector"])
    columns = ["works", "partly", "fails", "unspoken", "ended"]
    assert found.loc[("s", "t"), columns].tolist() == [0, 1, 0, 3, 1]
    assert found.loc[("t", "s"), columns].tolist() == [0, 0, 0, 4, 1]


def test_partly_working_ties_count_where_the_view_says_so() -> None:
    study = told("a>b strained R1", "a>c open R1", actors=SECTORED)
    assert sorting.ei_index(build(study)) == 1.0
    network = build(study, View(count_partly=True))
    assert sorting.ei_index(network) == 0.0
    assert mixing(network)["partly"].sum() == 1


def test_sectors_take_their_title_from_the_codebook_or_their_id() -> None:
    study = told(
        "a>c open R1", actors=SECTORED, codebook=Codebook(sectors=(Sector("s", "Schools"),))
    )
    assert sectors(build(study))["title"].tolist() == ["Schools", "t"]


@pytest.mark.parametrize("name", AWKWARD)
def test_actor_figures_cover_every_measured_actor(name: str) -> None:
    network = AWKWARD[name]
    found = silos.ei_index(network)
    assert list(found.index) == list(network.measured)
    assert found.dtype == float
    touched = {end for tie in network.graph.edges for end in tie}
    defined = {a for a in touched if network.actors.loc[a, "sector"]}
    assert set(found.dropna().index) == defined


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", AWKWARD)
def test_tables_are_typed_and_in_the_range_of_their_passport(
    name: str, table: Callable[[Network], pd.DataFrame]
) -> None:
    found = table(AWKWARD[name])
    columns = tables()[table.__name__].columns
    assert list(found.columns) == [column.column for column in columns]
    types = {"float": "float64", "int": "Int64", "text": "object"}
    for column in columns:
        figures = found[column.column]
        assert str(figures.dtype) == types[column.type], column.column
        if column.low is not None:
            assert (figures.dropna() >= column.low).all()
        if column.high is not None:
            assert (figures.dropna() <= column.high).all()


def test_a_sector_of_one_has_no_density_within_and_a_lone_sector_none_across() -> None:
    pair = sectors(AWKWARD["one-way pair"])
    assert pair["density_within"].isna().all()
    assert pair["density_across"].tolist() == [0.5, 0.5]
    alone = sectors(AWKWARD["single sector"])
    assert alone[["density_within", "reach_out"]].values.tolist() == [[2 / 6, 0]]
    assert alone["density_across"].isna().all()
    assert sectors(AWKWARD["one actor"])[["ei_index", "ei_expected"]].isna().all(axis=None)

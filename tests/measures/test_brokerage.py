"""Brokers: R's figures, the definition written out, and what turning ties round must do."""

from __future__ import annotations

from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit.evidence.study import Actor, Phase
from netkit.measures.brokerage import brokerage
from netkit.network import Network, View, build, network_of
from tests.measures.paths_cases import AWKWARD, drawn, published, remade, told, values

ROLES = ["coordinator", "itinerant", "representative", "gatekeeper", "liaison"]
COUNTS = [*ROLES, "total", "spoken"]


def role(one: str, middle: str, other: str) -> str:
    if one == middle == other:
        return "coordinator"
    if one == other:
        return "itinerant"
    if one == middle:
        return "representative"
    return "gatekeeper" if middle == other else "liaison"


def by_definition(network: Network) -> dict[str, dict[str, int]]:
    """Count over all triples, as the paper defines it."""
    sector = {actor: network.actors.loc[actor, "sector"] for actor in network.measured}
    held = [actor for actor in network.measured if sector[actor]]
    works, spoken = network.graph.has_edge, network.evidence_graph.has_edge
    counts = {actor: dict.fromkeys(COUNTS, 0) for actor in held}
    for one, middle, other in permutations(held, 3):
        if works(one, middle) and works(middle, other) and not works(one, other):
            row = counts[middle]
            row[role(sector[one], sector[middle], sector[other])] += 1
            row["total"] += 1
            row["spoken"] += spoken(one, other)
    return counts


def counted(network: Network) -> pd.DataFrame:
    return brokerage(network).set_index("actor")[COUNTS]


def plainly(frame: pd.DataFrame) -> dict[str, dict[str, int | None]]:
    """Give a frame as plain rows by actor, None where it is empty."""
    return frame.astype(object).where(frame.notna(), None).to_dict("index")


@pytest.mark.parametrize("name", ["knoke_info", "krackhardt_advice"])
def test_the_roles_are_those_that_r_finds(name: str) -> None:
    found = counted(published(name))
    expected = {row["actor"]: row for row in values(f"{name}_brokerage")}
    assert set(found.index) == set(expected)
    for actor, row in expected.items():
        for column in [*ROLES, "total"]:
            assert found.loc[actor, column] == int(row[column]), (actor, column)


@pytest.mark.parametrize("name", ["tobacco_contact_level", "tobacco_contact_category"])
def test_in_an_undirected_network_both_ways_count(name: str) -> None:
    network = published(name)
    assert counted(network).to_dict("index") == by_definition(network)


@given(drawn())
def test_the_products_count_what_the_definition_counts(network: Network) -> None:
    found = counted(network)
    expected = by_definition(network)
    assert found.dropna().to_dict("index") == expected
    assert found.isna().all(axis=1).sum() == len(network.measured) - len(expected)


@given(drawn())
def test_turning_every_tie_round_swaps_representative_and_gatekeeper(network: Network) -> None:
    found, turned = counted(network), counted(remade(network, turn=True))
    swapped = {"representative": "gatekeeper", "gatekeeper": "representative"}
    assert plainly(found) == plainly(turned.rename(columns=swapped))


@given(drawn(), st.randoms(use_true_random=False))
def test_names_do_not_matter(network: Network, random: object) -> None:
    names = list(network.measured)
    others = [f"z{number}" for number in range(len(names))]
    random.shuffle(others)  # type: ignore[attr-defined]
    rename = dict(zip(names, others, strict=True))
    found, renamed = counted(network), counted(remade(network, rename))
    assert plainly(found.rename(index=rename)) == plainly(renamed)


@pytest.mark.parametrize("name", AWKWARD)
def test_every_measured_actor_has_a_row_of_whole_numbers(name: str) -> None:
    network = AWKWARD[name]
    found = counted(network)
    assert list(found.index) == list(network.measured)
    assert (found.dtypes == "Int64").all()
    assert (found.dropna() >= 0).all(axis=None)
    assert found.isna().all(axis=None) == (name == "no sector" or found.empty)


def test_an_actor_without_a_sector_neither_brokers_nor_is_brokered_for() -> None:
    sectors = {"a": "s", "b": "t", "d": "u"}
    found = counted(network_of([("a", "b"), ("b", "c"), ("b", "d"), ("c", "d")], sectors))
    assert found.loc["c"].isna().all()
    assert found.loc["b", ["liaison", "total"]].tolist() == [1, 1]


def test_a_direct_tie_that_fails_or_works_partly_is_spoken_and_an_ended_one_is_not() -> None:
    study = told(
        "a>b open R1",
        "b>c open R1",
        "b>d open R1",
        "a>c broken R1",
        "a>d strained R1",
        "e>b open R1",
        actors=tuple(Actor(name, name, "s") for name in "abcde"),
    )
    assert counted(build(study)).loc["b"].tolist() == [4, 0, 0, 0, 0, 4, 2]
    partly = counted(build(study, View(count_partly=True)))
    assert partly.loc["b"].tolist() == [3, 0, 0, 0, 0, 3, 1]


def test_a_tie_that_ended_with_its_body_is_not_spoken_of() -> None:
    study = told(
        "a>b open R1 phase=after",
        "b>c open R1 phase=after",
        "a>c broken R1 phase=before",
        "a>g open R1",
        "g>c open R1",
        actors=(
            *(Actor(name, name, "s") for name in "abc"),
            Actor("g", "Group", "s", kind="body", until="before"),
        ),
        phases=(Phase("before", "Before"), Phase("after", "After")),
    )
    found = counted(build(study))
    assert found.loc["b", ["total", "spoken"]].tolist() == [1, 0]
    assert found.loc["g", "total"] == 0

"""Claims against the tables that state the same, and by hand."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.evidence.study import Actor, Step
from netkit.measures.claims import claims, claims_of
from netkit.measures.pathways import pathways
from netkit.measures.repairs import repairs
from netkit.measures.sorting import ei_expected, ei_index
from netkit.network import Network, Resampling, View, build, network_of
from tests.measures.holders_cases import PHASES, mixed_study
from tests.measures.paths_cases import AWKWARD, drawn, remade, told

VIEWS = (
    View(),
    View(phase="before"),
    View(relations=("calls",), count_partly=True),
    View(collectives="keep"),
    View(collectives="drop"),
)


def stated(network: Network) -> dict[str, str]:
    found = claims(network)
    assert found["claim"].is_unique
    return dict(zip(found["claim"], found["value"], strict=True))


def by_definition(network: Network) -> dict[str, str]:
    """State the same from networkx and from the tables of pathways, repairs and ties."""
    graph = network.graph
    size = len(graph)
    reached = sum(len(nx.descendants(graph, actor)) for actor in graph)
    index, expected = ei_index(network), ei_expected(network)
    mend = repairs(network, Resampling(0)).query("kind == 'mend' and rank == 1")
    found = {
        "most_between": leading(nx.betweenness_centrality(graph, normalized=False)),
        "most_heard": leading(dict(graph.in_degree)),
        "reach_share": yes(reached > size * (size - 1) / 2) if size > 1 else "",
        "ei_below_expected": "" if pd.isna(index - expected) else yes(index < expected - 1e-9),
        "mend_first": ";".join(f"{one}>{two}" for one, two in mend[["source", "target"]].values),
    }
    table = pathways(network)
    for row in table[table["step"].isna()].to_dict("records"):
        name = (
            f"route:{row['pathway']}/{row['route']}"
            if row["route"]
            else f"pathway:{row['pathway']}"
        )
        found[name] = row["condition"]
    for pair, tie in network.ties[network.among_measured].iterrows():
        if tie["level"] == 0 and tie["state"] != "ended":
            found[f"tie:{'>'.join(pair)}"] = tie["state"]
    return found


def leading(figures: dict[str, float]) -> str:
    top = max(figures.values(), default=0)
    first = [name for name, figure in figures.items() if top and figure >= top - 1e-9]
    return ";".join(sorted(first))


def yes(holds: bool) -> str:
    return "yes" if holds else "no"


@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize("seed", range(12))
def test_claims_state_what_the_tables_state(seed: int, view: View) -> None:
    network = build(mixed_study(seed), view)
    assert stated(network) == by_definition(network)


@settings(max_examples=80)
@given(drawn())
def test_claims_of_a_plain_list_state_what_the_tables_state(network: Network) -> None:
    assert stated(network) == by_definition(network)


def test_the_order_is_that_of_the_kinds_and_titles_name_actors() -> None:
    study = told("b>a broken R1", "a>c open R1 R2", actors=(Actor("a", "Ward"),))
    study = replace(study, steps=(Step("p", "Path", "r", 1, "a", "c", "calls"),))
    found = claims(build(study))
    assert found.iloc[5:].values.tolist() == [
        ["pathway:p", "Condition of Path", "intact"],
        ["route:p/r", "Kind of route r of Path", "intact"],
        ["tie:a>c", "State of the tie from Ward to C", "works"],
        ["tie:b>a", "State of the tie from B to Ward", "fails"],
    ]
    assert list(found["claim"][:5]) == [
        *("most_between", "most_heard", "reach_share", "ei_below_expected", "mend_first")
    ]


def test_half_of_the_pairs_is_not_more_than_half() -> None:
    assert stated(network_of([("a", "b")]))["reach_share"] == "no"
    assert stated(network_of([("a", "b"), ("b", "a")]))["reach_share"] == "yes"


def test_an_index_equal_to_what_is_expected_is_not_below_it() -> None:
    # Expected 1 - 2 * (2 + 2) / 12 = 1/3: two ties across, one within.
    sectors = {"a": "s", "b": "s", "x": "t", "y": "t"}
    ties = [("a", "x"), ("b", "y"), ("a", "b")]
    assert stated(network_of(ties, sectors))["ei_below_expected"] == "no"
    assert stated(network_of([*ties, ("x", "y")], sectors))["ei_below_expected"] == "yes"


def test_a_route_that_mending_does_not_restore_puts_no_tie_first() -> None:
    group = Actor("g", "Group", kind="body", until="before")
    study = told("a>b broken R1", "b>g open R1", "c>d broken R1", actors=(group,), phases=PHASES)
    steps = (Step("p", "P", "r", 1, "a", "b", "calls"), Step("p", "P", "r", 2, "b", "g", "calls"))
    assert stated(build(replace(study, steps=steps[:1])))["mend_first"] == "a>b"
    assert stated(build(replace(study, steps=steps)))["mend_first"] == "a>b;c>d"


def test_a_route_of_a_relation_outside_the_view_puts_no_tie_first() -> None:
    study = told("a>b broken R1", "c>d broken R1", "a>b broken R1 relation=referral")
    study = replace(study, steps=(Step("p", "P", "r", 1, "a", "b", "referral"),))
    assert stated(build(study, View(relations=("calls",))))["mend_first"] == "a>b;c>d"
    assert stated(build(study))["mend_first"] == "a>b"


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_networks_state_nothing_undefined(name: str) -> None:
    network = AWKWARD[name]
    found = stated(network)
    few = len(network.measured) < 2
    assert (found["reach_share"] == "") == few
    assert (found["most_heard"] == "") == (network.graph.number_of_edges() == 0)
    assert found["mend_first"] == ("a>b;b>c" if name == "nothing works" else "")


def test_a_claim_rests_on_every_tie_that_it_changes_with() -> None:
    network = build(mixed_study(3))
    by_id = {claim.id: claim for claim in claims_of(network)}
    every = {("", pair) for pair in network.ties.index}
    assert set(by_id["most_between"].rests_on) == every
    assert by_id["route:way/r"].rests_on == (("calls", ("a", "b")),)
    assert set(by_id["mend_first"].rests_on) > every
    assert ("referral", ("d", "e")) in by_id["pathway:law"].rests_on


@given(drawn(), st.permutations("abcdefgh"))
def test_names_change_no_more_than_names(network: Network, others: list[str]) -> None:
    rename = dict(zip("abcdefgh", others, strict=True))
    found, again = stated(network), stated(remade(network, rename))
    for name in ("most_between", "most_heard"):
        moved = sorted(rename[actor] for actor in found[name].split(";") if actor)
        assert moved == [actor for actor in again[name].split(";") if actor]
    assert found["reach_share"] == again["reach_share"]
    assert found["ei_below_expected"] == again["ei_below_expected"]


def test_the_order_of_statements_changes_nothing() -> None:
    study = mixed_study(7)
    turned = replace(study, statements=study.statements[::-1])
    pd.testing.assert_frame_equal(claims(build(study)), claims(build(turned)))

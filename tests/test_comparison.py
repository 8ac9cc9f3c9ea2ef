"""Comparisons: figures by hand, ranges against networks built draw by draw."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

import netkit as nk
from netkit.comparison import COLUMNS, compare, compare_networks
from netkit.errors import UsageError
from netkit.evidence.study import Actor, Phase, Scenario, Step
from netkit.measures.draws import draws_of
from netkit.measures.registry import measures
from netkit.network import Network, Resampling, View, apply_scenario, build, network_of
from tests.measures.paths_cases import told

NONE = Resampling(draws=0)
PHASES = (Phase("before", "Before"), Phase("after", "After"))


def asked(*changes: dict[str, Any]) -> Scenario:
    return Scenario("asked", "Asked for", (), changes)


def row(table: pd.DataFrame, level: str, item: str, measure: str) -> pd.Series:
    found = table[
        (table["level"] == level) & (table["item"] == item) & (table["measure"] == measure)
    ]
    assert len(found) == 1
    return found.iloc[0]


def whole(table: pd.DataFrame, measure: str) -> list[float]:
    return row(table, "network", measure, measure)[["before", "after", "difference"]].tolist()


def test_a_tie_mended_by_hand() -> None:
    # a>b works, b>c does not: mended, b reaches c and a reaches c through b.
    study = told("a>b open R1", "b>c broken R1")
    change = {"op": "set-state", "source": "b", "target": "c", "state": "works"}
    table = compare(study, scenario=asked(change), resamples=0).table
    assert whole(table, "reachable_pairs") == [1.0, 3.0, 2.0]
    assert whole(table, "ties") == [1.0, 2.0, 1.0]
    assert whole(table, "ties_failing") == [1.0, 0.0, -1.0]
    assert whole(table, "density") == pytest.approx([1 / 6, 2 / 6, 1 / 6])
    assert row(table, "actor", "b", "betweenness")["difference"] == 1.0
    assert row(table, "actor", "a", "reach_out")["after"] == 2.0
    tie = row(table, "tie", "b>c", "works")
    assert (tie["state_before"], tie["state_after"]) == ("fails", "works")
    assert tie[["before", "after", "difference"]].tolist() == [0.0, 1.0, 1.0]
    assert (table["level"] == "tie").sum() == 1


def test_every_figure_of_the_network_and_of_every_actor_is_compared_once() -> None:
    table = compare(nk.example(), scenario="practitioners-group", resamples=0).table
    assert list(table.columns) == [column.column for column in COLUMNS]
    assert not table.duplicated(["level", "item", "measure"]).any()
    figures = {c.column for entry in measures("network") for c in entry.columns}
    assert set(table.loc[table["level"] == "network", "measure"]) == figures
    numeric = {
        entry.name for entry in measures("actor") if entry.columns[0].type in ("float", "int")
    }
    actors = table[table["level"] == "actor"]
    assert "cutpoint" not in numeric
    assert set(zip(actors["item"], actors["measure"], strict=True)) == {
        (actor, name)
        for actor in apply_scenario(build(nk.example()), "practitioners-group").measured
        for name in numeric
    }


def test_what_is_undefined_on_either_side_has_no_difference() -> None:
    before = network_of([("a", "b")], isolates=["c"])
    after = network_of([("a", "b"), ("b", "c")])
    table = compare_networks(before, after, NONE)
    found = row(table, "actor", "c", "constraint")
    assert np.isnan(found["before"]) and found["after"] == pytest.approx(1.0)
    assert np.isnan(found["difference"])
    assert row(table, "actor", "c", "in_degree")["before"] == 0.0


def test_both_sides_have_the_actors_of_either() -> None:
    study = told("a>b open R1", actors=(Actor("h", "Hub"),))
    found = compare(
        study, scenario=asked({"op": "add-hub", "hub": "h", "actors": ("a",)}), resamples=0
    )
    assert list(found.before.measured) == list(found.after.measured) == ["a", "b", "h"]
    assert whole(found.table, "actors") == [3.0, 3.0, 0.0]
    assert whole(found.table, "density") == pytest.approx([1 / 6, 3 / 6, 2 / 6])
    assert row(found.table, "actor", "h", "out_degree")["before"] == 0.0
    lost = compare_networks(found.after, found.before, NONE)
    assert row(lost, "tie", "a>h", "works")["state_after"] == "unspoken"
    assert row(lost, "tie", "a>h", "works")["difference"] == -1.0


STUDY = told(
    "a>b open R1",
    "a>b broken R2",
    "b>c strained R1",
    "b>c open R3",
    "c>d broken R2",
    "d>a open R3",
    "a>c open R2 phase=before",
    "d>b open R1 phase=after",
    phases=PHASES,
)


def reachable(network: Network, marks: np.ndarray) -> int:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(pair for pair, up in zip(network.ties.index, marks, strict=True) if up)
    return sum(len(nx.descendants(graph, actor)) for actor in graph)


@pytest.mark.parametrize("by", ["scenario", "phases"])
def test_ranges_are_those_of_differences_taken_draw_by_draw(by: str) -> None:
    change = {"op": "set-state", "source": "c", "target": "d", "state": "works"}
    sides: dict[str, Any] = {"scenario": {"scenario": asked(change)}, "phases": {}}
    sides["phases"] = {"phases": ("before", "after")}
    found = compare(STUDY, resamples=300, seed=5, **sides[by])
    draws = [draws_of(side, Resampling(300, 5)) for side in (found.before, found.after)]
    pairs = [
        [reachable(side, marks) for marks in each.up]
        for side, each in zip((found.before, found.after), draws, strict=True)
        if each is not None
    ]
    differences = sorted(np.subtract(pairs[1], pairs[0]).tolist())
    figure = row(found.table, "network", "reachable_pairs", "reachable_pairs")
    assert figure["difference_low"] == differences[15 - 1]
    assert figure["difference_high"] == differences[285 - 1]
    assert figure["difference_low"] < figure["difference_high"]
    assert figure["draws"] == 300


def test_a_network_compared_with_itself_differs_in_nothing_in_any_draw() -> None:
    network = build(STUDY)
    table = compare_networks(network, network, Resampling(100))
    assert set(table["level"]) == {"network", "actor"}
    for column in ("difference", "difference_low", "difference_high"):
        assert set(table[column].dropna()) == {0.0}


def test_draws_count_those_in_which_both_sides_are_defined() -> None:
    table = compare(STUDY, phases=("before", "after"), resamples=100).table
    constraint = row(table, "actor", "c", "constraint")
    assert 0 < constraint["draws"] <= 100
    silent = table[table["level"].isin(["tie", "route"])]
    assert silent["draws"].isna().all()
    assert silent[["difference_low", "difference_high"]].isna().all(axis=None)


def test_without_draws_and_in_a_plain_list_ranges_are_empty() -> None:
    without = compare(STUDY, phases=("before", "after"), resamples=0).table
    plain = compare(
        told("a>b open", "b>c broken"),
        scenario=asked({"op": "add-tie", "source": "b", "target": "c"}),
        resamples=50,
    ).table
    for table in (without, plain):
        assert table[["difference_low", "difference_high", "draws"]].isna().all(axis=None)


def test_phases_are_compared_with_what_is_said_of_any_on_both_sides() -> None:
    found = compare(STUDY, phases=("before", "after"), resamples=0)
    changed = found.table[found.table["level"] == "tie"].set_index("item")
    assert changed["state_before"].to_dict() == {"a>c": "works", "d>b": "unspoken"}
    assert changed["state_after"].to_dict() == {"a>c": "unspoken", "d>b": "works"}
    for side, phase in ((found.before, "before"), (found.after, "after")):
        pd.testing.assert_frame_equal(side.ties, build(STUDY, View(phase=phase)).ties)
    assert found.findings.options["phases"] == ["before", "after"]


def test_routes_are_compared_by_kind() -> None:
    steps = (
        Step("law", "Law", "one", 1, "a", "b", "calls"),
        Step("law", "Law", "two", 1, "b", "a", "calls"),
    )
    study = told("a>b broken R1", "b>c open R1", steps=steps)
    change = {"op": "add-tie", "source": "a", "target": "b"}
    table = compare(study, scenario=asked(change), resamples=0).table
    routes = table[table["level"] == "route"].set_index("item")
    assert routes["state_before"].to_dict() == {"law/one": "broken", "law/two": "unevidenced"}
    # It works on no account, and two are needed to be intact.
    assert routes["state_after"].to_dict() == {"law/one": "fragile", "law/two": "unevidenced"}
    assert routes[["before", "after"]].isna().all(axis=None)


def test_a_named_view_is_looked_at_by_its_parts() -> None:
    study = nk.example()
    found = compare(study, View(name="information"), scenario="share-with-police", resamples=0)
    assert found.before.view.relations == ("information",)
    phases = compare(study, View(name="information"), phases=("group", "after"), resamples=0)
    assert [side.view.phase for side in (phases.before, phases.after)] == ["group", "after"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "one of the two"),
        ({"scenario": "nurse-post-cut", "phases": ("group", "after")}, "one of the two"),
        ({"scenario": "x"}, "'x' is no scenario"),
        ({"phases": ("group", "x")}, "'x' is no phase"),
        ({"scenario": "nurse-post-cut", "resamples": -1}, "0 or more"),
    ],
)
def test_what_cannot_be_compared_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        compare(nk.example(), **options)


def test_networks_with_other_actors_cannot_be_compared() -> None:
    kept = build(nk.example(), View(collectives="keep"))
    with pytest.raises(UsageError, match="same actors"):
        compare_networks(build(nk.example()), kept, NONE)
    with pytest.raises(UsageError, match="same actors"):
        compare_networks(network_of([("a", "b")]), network_of([("a", "z")]), NONE)


def test_other_editions_do_not_say_which_ties_rest_on_a_channel() -> None:
    found = compare(nk.example(), scenario="personal-contacts-leave", resamples=0)
    assert set(found.edition("researcher").tables["compare"]["level"]) >= {"tie", "actor"}
    for profile in ("board", "public"):
        table = found.edition(profile).tables["compare"]  # type: ignore[arg-type]
        assert set(table["level"]) == {"network"}
    other = compare(nk.example(), scenario="share-with-police", resamples=0)
    board = other.edition("board")
    assert set(board.tables["compare"]["level"]) == {"network", "actor", "tie", "route"}
    assert board.profile == "board"
    with pytest.raises(UsageError):
        _ = board.network


def test_order_of_rows_changes_nothing() -> None:
    study = nk.example()
    turned = replace(study, statements=study.statements[::-1], actors=study.actors[::-1])
    tables = [
        compare(each, scenario="nurse-post-cut", resamples=50).table for each in (study, turned)
    ]
    pd.testing.assert_frame_equal(*tables, check_exact=True)


@pytest.mark.parametrize(
    ("scenario", "pairs", "gained", "lost"),
    [
        ("border-agency-understands", (38, 45), 1, 0),
        ("childrens-services-hub", (38, 73), 7, 0),
        ("group-never-disbanded", (38, 91), 14, 0),
        ("know-your-partners", (38, 73), 36, 0),
        ("nurse-post-cut", (38, 29), 0, 6),
        ("personal-contacts-leave", (38, 38), 0, 2),
        ("practitioners-group", (38, 83), 12, 0),
        ("protocols-reach-the-front-line", (38, 66), 22, 0),
        ("referral-mechanism-known", (38, 38), 0, 0),
        ("schools-and-health-share", (38, 43), 6, 0),
        ("share-with-police", (38, 45), 6, 0),
        ("single-reporting-agency", (38, 73), 6, 0),
        ("whom-to-contact", (38, 73), 30, 0),
    ],
)
def test_the_shipped_scenarios(
    scenario: str, pairs: tuple[int, int], gained: int, lost: int
) -> None:
    study = nk.example()
    found = compare(study, scenario=scenario, resamples=0)
    table = found.table
    # Counted anew on the graphs.
    counted = [
        sum(len(nx.descendants(side.graph, actor)) for actor in side.graph)
        for side in (found.before, found.after)
    ]
    assert tuple(counted) == pairs
    assert whole(table, "reachable_pairs")[:2] == list(pairs)
    differences = table.loc[table["level"] == "tie", "difference"].tolist()
    assert (differences.count(1.0), differences.count(-1.0)) == (gained, lost)

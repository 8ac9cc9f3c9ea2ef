"""Ties that differ in another phase or with a scenario: by hand, and against the networks."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netkit as nk
from netkit.comparison import compare
from netkit.evidence.study import Actor, Phase, Respondent, Scenario, Study
from netkit.measures.tables import make_tables
from netkit.network import View, build, network_of
from tests.measures.paths_cases import told
from tests.samples import small_study

PHASES = ("before", "after")
NAMES = "abcd"
TABLES = ("ties", "tie_changes")


def changes(study: Study, view: View | None = None) -> pd.DataFrame:
    return make_tables(build(study, view), ["tie_changes"])["tie_changes"]


# --- by hand ------------------------------------------------------------------------------------


def test_the_earlier_phase_of_the_study() -> None:
    """What the end of the regional group took away: 14 ties that have ended, one only told of then."""
    table = changes(nk.example())
    phase = table[table["kind"] == "phase"]
    assert set(phase["alternative"]) == {"group"}
    assert set(phase["title"]) == {"While the regional group met"}
    assert (phase["state_there"] == "works").all()
    assert (phase["change"] == "gained").all()
    assert phase["state"].value_counts().to_dict() == {"ended": 14, "unspoken": 1}
    assert (phase[["source", "target"]] == "ratg").any(axis=1).all()


@pytest.mark.parametrize(
    ("scenario", "gained", "lost", "other"),
    [
        ("border-agency-understands", 1, 0, 0),
        ("childrens-services-hub", 7, 0, 0),
        ("nurse-post-cut", 0, 6, 0),
        ("personal-contacts-leave", 0, 2, 0),
        ("practitioners-group", 12, 0, 0),
        ("referral-mechanism-known", 0, 0, 0),
        ("know-your-partners", 36, 0, 0),
    ],
)
def test_the_scenarios_of_the_study(scenario: str, gained: int, lost: int, other: int) -> None:
    table = changes(nk.example())
    kinds = table.loc[table["alternative"] == scenario, "change"].value_counts()
    assert [kinds.get(name, 0) for name in ("gained", "lost", "other")] == [gained, lost, other]


def test_a_row_tells_both_sides() -> None:
    actors = (Actor("g", "Group", kind="body", until="before"),)
    said = ("a>b broken R1 R2 phase=after", "a>b open R1 phase=before", "a>g open R3 phase=before")
    study = replace(
        told(*said, actors=actors),
        phases=tuple(Phase(name, name.title()) for name in PHASES),
        respondents=(Respondent("R1"),),
    )
    halfway = {"op": "set-state", "source": "a", "target": "b", "state": "partly"}
    study = replace(study, scenarios=(Scenario("mend", "Mend it", (), (halfway,)),))
    table = changes(study).drop(columns=["title", "relations"])
    assert table.astype(object).where(table.notna(), None).to_numpy().tolist() == [
        ["phase", "before", "a", "b", "fails", "works", "gained", 0, 2, 1],
        ["phase", "before", "a", "g", "unspoken", "works", "gained", 0, None, 1],
        ["scenario", "mend", "a", "b", "fails", "partly", "other", 0, 2, None],
    ]
    partly = changes(study, View(count_partly=True))
    assert partly["change"].tolist() == ["gained"] * 3


def test_relations_are_those_spoken_of_there_else_those_of_the_view() -> None:
    table = changes(nk.example()).set_index(["alternative", "source", "target"])["relations"]
    group = build(nk.example(), View(phase="group")).ties["relations"]
    for source, target in table["group"].index:
        assert table["group", source, target] == group[source, target]
    assert (
        table["border-agency-understands", "voluntary", "ukba"]
        == (build(nk.example()).ties.loc[("voluntary", "ukba"), "relations"])
    )
    assert table["practitioners-group", "police", "practitioners-group"] == ()


def test_the_same_ties_are_counted_by_the_scenarios() -> None:
    """Agencies that are not named have no part in figures: their ties are told here alone."""
    network = build(nk.example())
    tables = make_tables(network, ["scenarios", "tie_changes"])
    changed = tables["tie_changes"]
    unnamed = network.actors.index[network.actors["kind"] == "unnamed"]
    named = ~changed["source"].isin(unnamed) & ~changed["target"].isin(unnamed)
    assert not named.all()
    counted = changed[named].groupby(["alternative", "change"]).size()
    for row in tables["scenarios"].to_dict("records"):
        assert row["ties_gained"] == counted.get((row["scenario"], "gained"), 0)
        assert row["ties_lost"] == counted.get((row["scenario"], "lost"), 0)


def test_a_plain_list_has_no_rows_and_all_columns() -> None:
    table = make_tables(network_of([("a", "b")]), ["tie_changes"])["tie_changes"]
    assert table.empty
    assert "state_there" in table


# --- against the two networks -------------------------------------------------------------------


@st.composite
def studies(draw: st.DrawFn) -> Study:
    """Draw a study of two phases with a body that ends and one scenario."""
    pairs = [f"{one}>{two}" for one in NAMES for two in NAMES if one != two]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=10))
    said = [
        f"{pair} {draw(st.sampled_from(['open', 'strained', 'broken']))} "
        f"R{draw(st.integers(1, 3))} phase={draw(st.sampled_from([*PHASES, 'any']))}"
        for pair in chosen
    ]
    everybody = tuple(Actor(name, name) for name in "abc")
    actors = (*everybody, Actor("d", "Body", kind="body", until="before"))
    ends = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True))
    change = draw(
        st.sampled_from(
            [
                {"op": "set-state", "source": ends[0], "target": ends[1], "state": "partly"},
                {"op": "add-tie", "source": ends[0], "target": ends[1]},
                {"op": "remove-tie", "source": ends[0], "target": ends[1]},
                {"op": "remove-actor", "actor": ends[0]},
                {"op": "add-hub", "hub": ends[0], "actors": [ends[1]]},
                {"op": "extend-body", "actor": "d", "until": "after"},
            ]
        )
    )
    return replace(
        told(*said, actors=actors),
        phases=tuple(Phase(name, name) for name in PHASES),
        respondents=(Respondent("R1"),),
        scenarios=(Scenario("change", "A change", (), (change,)),),
    )


@settings(max_examples=20, deadline=None)
@given(studies(), st.sampled_from(PHASES))
def test_the_rows_are_those_of_the_two_networks_side_by_side(study: Study, phase: str) -> None:
    view = View(phase=phase)
    table = changes(study, view)
    other = next(name for name in PHASES if name != phase)
    sides = {
        ("phase", other): compare(study, view, phases=(phase, other), resamples=0),
        ("scenario", "change"): compare(study, view, scenario="change", resamples=0),
    }
    for (kind, name), found in sides.items():
        rows = table[(table["kind"] == kind) & (table["alternative"] == name)]
        ties = found.table[found.table["level"] == "tie"]
        assert (rows["source"] + ">" + rows["target"]).tolist() == ties["item"].tolist()
        assert rows["state"].tolist() == ties["state_before"].tolist()
        assert rows["state_there"].tolist() == ties["state_after"].tolist()
        gains = {"gained": 1.0, "lost": -1.0, "other": 0.0}
        assert rows["change"].map(gains).tolist() == ties["difference"].tolist()
    assert len(table) == sum(len(f.table[f.table["level"] == "tie"]) for f in sides.values())


# --- other editions -----------------------------------------------------------------------------


def test_an_edition_tells_no_count_below_the_threshold_on_either_side() -> None:
    found = nk.analyse(small_study(), resamples=0, tables=TABLES)
    full, board = (each.tables["tie_changes"] for each in (found, nk.reduce(found, "board")))
    assert full["accounts_there"].eq(1).any()
    assert len(full) == len(board)
    assert not board["accounts_there"].lt(2).any()
    example = nk.analyse(nk.example(), resamples=0, tables=TABLES)
    table = nk.reduce(example, "board").tables["tie_changes"]
    ties = example.tables["ties"].set_index(["source", "target"])["accounts"]
    few = set(ties.index[ties.lt(2).fillna(False)])
    told = table[table["accounts_there"].notna()]
    assert not few & set(zip(told["source"], told["target"], strict=True))


def test_an_edition_does_not_tell_which_ties_go_by_a_channel() -> None:
    found = nk.analyse(nk.example(), resamples=0, tables=TABLES)
    assert "personal-contacts-leave" in set(found.tables["tie_changes"]["alternative"])
    for profile in ("board", "public"):
        table = nk.reduce(found, profile).tables["tie_changes"]
        assert "personal-contacts-leave" not in set(table["alternative"])
        assert "nurse-post-cut" in set(table["alternative"])

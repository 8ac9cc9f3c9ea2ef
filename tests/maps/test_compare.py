"""What the map says in comparison, against the networks themselves."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from typing import Any

import pandas as pd
import pytest

import netkit as nk
from netkit.maps import draw_map
from netkit.maps.payload import make_payload
from netkit.network import Network, View, apply_scenario, build
from tests.maps.sample import HOSTILE, study_of
from tests.samples import small_study

TABLES = ("actors", "ties", "tie_changes")


@pytest.fixture(scope="module")
def found() -> nk.Findings:
    return nk.analyse(nk.example(), resamples=0, tables=TABLES)


def small(view: View | None = None) -> nk.Findings:
    return nk.analyse(small_study(), view, resamples=0, tables=TABLES)


def titled(payload: dict[str, Any], title: str) -> dict[str, Any]:
    return next(item for item in payload["compare"]["alternatives"] if item["title"] == title)


def alternatives(found: nk.Findings) -> dict[str, Network]:
    study = found.study
    phases = {
        phase.title: build(study, View(phase=phase.id))
        for phase in study.phases
        if phase.id != found.options["phase"]
    }
    scenarios = {item.title: apply_scenario(found.network, item) for item in study.scenarios}
    return {**phases, **scenarios}


def states(network: Network) -> pd.DataFrame:
    return network.ties[["state", "level"]]


def test_every_other_phase_and_every_scenario_is_there_once(found: nk.Findings) -> None:
    compared = make_payload(found)["compare"]
    titles = [item["title"] for item in compared["alternatives"]]
    assert titles == list(alternatives(found))
    assert compared["untold"] == []
    assert json.loads(json.dumps(compared)) == compared


def test_the_ties_of_each_are_those_of_its_network(found: nk.Findings) -> None:
    payload = make_payload(found)
    ids = [actor["id"] for actor in payload["actors"]]
    pairs = [(ids[tie["source"]], ids[tie["target"]]) for tie in payload["ties"]]
    view = set(pairs)
    pairs += [(ids[tie["source"]], ids[tie["target"]]) for tie in payload["compare"]["there"]]
    assert len(set(pairs)) == len(pairs)
    here = states(found.network)
    for title, network in alternatives(found).items():
        there = states(network)
        expected = {}
        for pair in {*here.index, *there.index}:
            old = here["state"].get(pair, "unspoken")
            new = there["state"].get(pair, "unspoken")
            level = there["level"].get(pair, here["level"].get(pair))
            if old != new and (level < 2 or pair in view):
                expected[pair] = new
        told = titled(payload, title)
        assert {pairs[item["tie"]]: item["state"] for item in told["ties"]} == expected, title
        kinds = [item["change"] for item in told["ties"]]
        for change in ("gained", "lost", "other"):
            drawn = told["counts"][change] - told["among"][change]
            assert kinds.count(change) == drawn, (title, change)


def test_all_ties_that_only_another_phase_has_are_reached_from_it(found: nk.Findings) -> None:
    payload = make_payload(found)
    numbers = {item["tie"] for told in payload["compare"]["alternatives"] for item in told["ties"]}
    only = range(len(payload["ties"]), len(payload["ties"]) + len(payload["compare"]["there"]))
    assert set(only) <= numbers
    assert max(numbers) < len(payload["ties"]) + len(payload["compare"]["there"])


def test_a_body_meets_in_its_phase_and_where_a_change_lets_it() -> None:
    payload = make_payload(small())
    group = [actor["id"] for actor in payload["actors"]].index("group")
    for title in ("While the group met", "The group is back"):
        assert titled(payload, title)["meet"] == [group]
        assert titled(payload, title)["end"] == []


def test_a_body_that_meets_in_the_view_ends_in_the_later_phase() -> None:
    study = replace(small_study(), scenarios=())
    payload = make_payload(nk.analyse(study, View(phase="group"), resamples=0, tables=TABLES))
    group = [actor["id"] for actor in payload["actors"]].index("group")
    later = titled(payload, "After the group")
    assert (later["meet"], later["end"]) == ([], [group])
    assert {item["state"] for item in later["ties"]} == {"ended", "unspoken"}
    assert later["counts"] == {"gained": 0, "lost": 2, "other": 0}


def test_accounts_are_told_where_there_are_any_and_enough() -> None:
    full = titled(make_payload(small()), "While the group met")
    assert {item["accounts"] for item in full["ties"]} == {1}
    board = titled(make_payload(nk.reduce(small(), "board")), "While the group met")
    assert {item["accounts"] for item in board["ties"]} == {None}
    assert board["counts"] == full["counts"]


def test_an_edition_names_what_it_does_not_tell_tie_by_tie(found: nk.Findings) -> None:
    title = "The people others know by telephone leave"
    for profile in ("board", "public"):
        compared = make_payload(nk.reduce(found, profile))["compare"]
        assert compared["untold"] == [title]
        assert title not in [item["title"] for item in compared["alternatives"]]


def test_a_plain_list_and_findings_without_the_table_compare_nothing(found: nk.Findings) -> None:
    plain = nk.analyse(study_of([("a", "b")]), resamples=0, tables=TABLES)
    bare = nk.analyse(nk.example(), resamples=0, tables=("actors", "ties"))
    for each in (plain, bare):
        assert make_payload(each)["compare"] == {"alternatives": [], "there": [], "untold": []}
        text = draw_map(each, renderer="svg").html.decode()
        assert 'id="compare"' not in text
        assert "compareWith" not in text
    assert "compareWith" in draw_map(found, renderer="svg").html.decode()


def test_titles_are_cleaned_and_escaped() -> None:
    study = small_study()
    hostile = tuple(replace(item, title=f"{HOSTILE} {item.title}") for item in study.scenarios)
    spoilt = nk.analyse(replace(study, scenarios=hostile), resamples=0, tables=TABLES)
    text = draw_map(spoilt, renderer="svg").html.decode()
    assert "<img" not in text
    assert text.lower().count("<script") == text.lower().count("</script>") == 2
    assert not set("\u202e\u2028\x07") & set(text)


def test_the_section_says_what_each_would_gain_and_lose(found: nk.Findings) -> None:
    text = draw_map(found, renderer="svg").html.decode()
    section = re.search(r'<section id="compared".*?</section>', text, re.DOTALL)
    assert section
    for item in make_payload(found)["compare"]["alternatives"]:
        line = next(
            line for line in section[0].splitlines() if f"<b>{item['title']}</b>" in unescape(line)
        )
        gained, lost = item["counts"]["gained"], item["counts"]["lost"]
        if gained or lost:
            assert re.search(rf": {gained} ties? gained, {lost} lost", line)
        else:
            assert ": no tie changes." in line


def test_places_are_those_of_the_map_alone(found: nk.Findings) -> None:
    bare = nk.analyse(nk.example(), resamples=0, tables=("actors", "ties"))
    assert dict(draw_map(found).positions) == dict(draw_map(bare).positions)

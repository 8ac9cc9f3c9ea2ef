"""What the map says, before how it is drawn."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import netkit as nk
from netkit.evidence.study import Sector, Statement
from netkit.maps.layers import INK, SHAPES, actor_style, tie_style
from netkit.maps.payload import make_payload, tie_anchor
from netkit.maps.story import KINDS
from tests.maps.sample import crowd, study_of
from tests.samples import SECRET, shipped_findings, small_study


@pytest.fixture(scope="module")
def found() -> nk.Findings:
    return nk.analyse(small_study(), resamples=0)


def tie(payload: dict, source: str, target: str) -> dict:
    ids = [actor["id"] for actor in payload["actors"]]
    pair = ids.index(source), ids.index(target)
    return next(t for t in payload["ties"] if (t["source"], t["target"]) == pair)


def test_it_is_plain_data(found: nk.Findings) -> None:
    payload = make_payload(found)
    assert json.loads(json.dumps(payload)) == payload


def test_collectives_are_no_actors_and_ended_ties_are_counted_not_drawn(found: nk.Findings) -> None:
    payload = make_payload(found)
    actors = {actor["id"]: actor for actor in payload["actors"]}
    assert "agencies" not in actors
    assert actors["group"]["style"]["look"] == "ended"
    assert actors["group"]["label"] == "The group (ended)"
    assert actors["listed"]["style"]["look"] == "hollow"
    assert actors["unnamed"]["style"]["look"] == "unnamed"
    assert payload["meta"]["ended"] == 1
    assert {t["state"] for t in payload["ties"]} <= {"works", "partly", "fails"}


def test_what_is_said_of_the_agencies_among_themselves_is_no_tie(found: nk.Findings) -> None:
    payload = make_payload(found)
    assert payload["meta"]["among_agencies"]["statements"] == 1
    drawn = {(t["source"], t["target"]) for t in payload["ties"]}
    general = found.tables["ties"].query("level == 2")
    ids = [actor["id"] for actor in payload["actors"]]
    for row in general.itertuples():
        assert (ids.index(row.source), ids.index(row.target)) not in drawn


def test_a_tie_knows_its_level_state_accounts_and_evidence(found: nk.Findings) -> None:
    payload = make_payload(found)
    contested = tie(payload, "school", "police")
    assert contested["condition"] == "contested"
    assert contested["style"]["doubt"]
    assert contested["accounts"] == 2
    assert [payload["evidence"][i]["who"] for i in contested["evidence"]] == ["N1", "N2"]
    assert payload["evidence"][0]["place"] == "interview-section, paragraph ¶7"
    assert tie(payload, "charity", "unnamed")["level"] == "unnamed"
    assert tie(payload, "police", "clinic")["style"]["hollow"]
    assert not contested["style"]["hollow"]


def test_general_talk_is_faint() -> None:
    study = small_study()
    general = Statement("E100", "information", "charity", "agencies", respondents=("N1",))
    payload = make_payload(
        nk.analyse(replace(study, statements=(*study.statements, general)), resamples=0)
    )
    drawn = tie(payload, "charity", "clinic")
    assert drawn["level"] == "general"
    assert drawn["style"]["faint"]
    assert drawn["style"]["ink"] == INK["faint"]


@pytest.mark.parametrize("profile", ["board", "public"])
def test_other_editions_hold_nothing_that_tells_who_spoke(
    found: nk.Findings, profile: nk.findings.Profile
) -> None:
    text = json.dumps(make_payload(nk.reduce(found, profile)), ensure_ascii=False)
    for secret in SECRET:
        assert f'"{secret}' not in text
        assert f"{secret}," not in text
    payload = make_payload(nk.reduce(found, profile))
    assert not any(actor["conditions"] for actor in payload["actors"])
    single = tie(payload, "police", "clinic")
    assert single["withheld"]
    assert single["accounts"] is None
    assert single["support"] is None
    assert not single["style"]["hollow"]
    assert single["state"] == "works"


def test_a_plain_list_has_ties_and_no_accounts() -> None:
    payload = make_payload(
        nk.analyse(study_of([("a", "b"), ("b", "c")]), tables=("actors", "ties"), resamples=0)
    )
    assert payload["meta"]["plain"]
    assert all(t["accounts"] is None and t["support"] is None for t in payload["ties"])
    assert payload["story"] == []


def test_the_order_of_rows_changes_nothing() -> None:
    study = crowd(9, 20, sectors=3)
    turned = replace(study, statements=study.statements[::-1], actors=study.actors[::-1])
    one, other = (
        make_payload(nk.analyse(s, tables=("actors", "ties"), resamples=0)) for s in (study, turned)
    )
    assert one == other


def test_a_colour_that_is_none_is_not_taken_over() -> None:
    study = small_study()
    sectors = (Sector("health", "Health", "url(//x)"), Sector("police", "Police", "#1F4e79"))
    study = replace(study, codebook=replace(study.codebook, sectors=sectors))
    payload = make_payload(nk.analyse(study, resamples=0))
    assert [s["colour"] for s in payload["sectors"]][:2] == ["", "#1F4e79"]
    assert all(actor["style"]["colour"].startswith("#") for actor in payload["actors"])


def test_the_larger_mark_has_more_working_ties() -> None:
    common = {"sector_number": 0, "colour": "", "ended": False, "unnamed": False, "spoken": True}
    sizes = [actor_style(common | {"share": share})["radius"] for share in (None, 0.0, 0.5, 1.0)]
    assert sizes == sorted(sizes)
    assert sizes[0] == sizes[1] == 12
    shapes = {actor_style(common | {"share": 0, "sector_number": n})["shape"] for n in range(10)}
    assert shapes == set(SHAPES)


def test_firmness_widens_a_tie() -> None:
    common = {"state": "works", "level": "named", "condition": "open", "accounts": 2}
    widths = [tie_style(common | {"firmness": firm})["width"] for firm in (None, 0.5, 1.0)]
    assert widths == sorted(widths)
    assert widths[0] >= 1.5


def test_an_anchor_stands_for_one_tie() -> None:
    pairs = [("a", "b"), ("b", "a"), ("a b", "c"), ("a", "b c")]
    assert len({tie_anchor(*pair) for pair in pairs}) == len(pairs)


# --- the story ----------------------------------------------------------------------------------


def test_the_story_tells_each_step_by_name() -> None:
    (law,) = make_payload(nk.analyse(small_study(), resamples=0))["story"]
    assert law["title"] == "By law"
    assert sum(law["counts"].values()) == len(law["routes"]) == 1
    first, second = law["routes"][0]["steps"]
    assert (first["source"], first["target"]) == ("The school", "The police")
    assert first["contested"]
    assert second["state"] == "works"
    assert second["accounts"] == 1


def test_a_board_reads_fewer_than_the_threshold_not_how_many() -> None:
    (law,) = make_payload(nk.reduce(nk.analyse(small_study(), resamples=0), "board"))["story"]
    step = law["routes"][0]["steps"][1]
    assert step["withheld"]
    assert step["accounts"] is None


def test_the_study_tells_every_prescribed_route() -> None:
    found = shipped_findings(0)
    story = make_payload(found)["story"]
    table = found.tables["pathways"]
    routes = table[(table["route"] != "") & table["step"].isna()]
    assert sum(len(pathway["routes"]) for pathway in story) == len(routes)
    for pathway in story:
        order = [KINDS.index(route["condition"]) for route in pathway["routes"]]
        assert order == sorted(order)
        for kind in KINDS:
            told = sum(route["condition"] == kind for route in pathway["routes"])
            assert told == pathway["counts"][kind]

"""The briefing: what it says is in the figures, and it is a page like any other, safe and whole."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

import netkit as nk
from netkit.analysis import analyse
from netkit.disclosure import reduce
from netkit.evidence.study import Actor, Study
from netkit.network import View, network_of
from netkit.report import render_briefing
from netkit.report.wording import capital, counted, listed, lower_first, without_signs
from tests.report.pages import finding, page_of, text_of
from tests.samples import SECRET, small_study

GOLDEN = Path(__file__).parent / "golden" / "briefing.txt"
HOSTILE = "<img src=x onerror=alert(1)>{{7*7}}</script>\u202e"


@pytest.fixture(scope="module")
def small() -> bytes:
    return page_of(small_study())


@pytest.fixture(scope="module")
def shipped() -> bytes:
    return page_of(nk.example(), link=lambda source, target: f"map-board.html#{source}-{target}")


def test_the_text_is_the_golden_one(small: bytes) -> None:
    assert text_of(small) == GOLDEN.read_text(encoding="utf-8")


def test_the_four_questions_are_answered_first(small: bytes) -> None:
    first = text_of(small).split("Ties, by how they are spoken of")[0]
    questions = re.findall(r"^.*\?$", first, re.MULTILINE)
    assert questions == [
        "Who is central?",
        "Which paths are broken?",
        "Where are the silos?",
        "How sure is this?",
    ]


def test_every_tie_named_stands_in_the_evidence(shipped: bytes) -> None:
    page = shipped.decode()
    cited = set(re.findall(r'<a href="#(tie-\d+)">', page))
    assert cited
    assert cited == set(re.findall(r'<tr id="(tie-\d+)">', page))


def test_evidence_leads_to_the_map_where_there_is_one(small: bytes, shipped: bytes) -> None:
    assert b'href="map-board.html#schools-police"' in shipped
    assert b'<a class="map" href="map-board.html">' in shipped
    assert b"map-board.html" not in small


def test_every_count_of_ties_by_name_is_that_of_the_tables(shipped: bytes) -> None:
    facts = analyse(nk.example()).facts["by_name"]
    told = finding(shipped, "described.by_name")[0]
    assert told.startswith(f"{sum(facts.values())} ties are described by name: {facts['works']} ")


def test_the_edition_gives_no_respondent_away(small: bytes, shipped: bytes) -> None:
    assert not [secret for secret in SECRET if secret in small.decode()]
    assert not re.findall(r"\bN\d{1,2}\b|\bE\d{3}\b", shipped.decode())


def test_the_public_edition_holds_no_summary() -> None:
    page = page_of(small_study(), "public").decode()
    assert "Schools do tell." not in page
    assert "Schools do tell." in page_of(small_study()).decode()


def test_hostile_names_are_text_and_no_template() -> None:
    study = small_study()
    actors = tuple(replace(actor, name=f"{actor.name} {HOSTILE}") for actor in study.actors)
    page = page_of(replace(study, actors=actors, title=HOSTILE, citation=HOSTILE)).decode()
    assert "<img" not in page
    assert "</script" not in page
    assert "{{7*7}}" in html.unescape(page)
    assert "\u202e" not in page


def test_a_name_is_written_as_it_is() -> None:
    study = small_study()
    actors = tuple(replace(actor, name=f"x. {actor.id} & sons") for actor in study.actors)
    assert "x. school &amp; sons" in page_of(replace(study, actors=actors)).decode()


def test_a_plain_list_says_what_is_left_out() -> None:
    told = text_of(page_of(network_of([("a", "b")], broken=[("b", "c")]).study))
    assert "A plain list of ties holds no accounts: nothing here says how sure it is." in told
    assert "A plain list of ties prescribes no routes." in told
    assert "The list holds 2 ties: one works, none work partly, one does not." in told
    assert "This tie stands in the way of most: b to c (2 pairs)." in told
    assert not re.findall(r"on \w+ accounts|by name|described as|interview", told)


@pytest.mark.parametrize("actors", [(), (Actor("only", "Only"),)])
def test_an_empty_network_gives_a_page(actors: tuple[Actor, ...]) -> None:
    told = text_of(render_briefing(reduce(analyse(Study("empty", (), actors)), "board")))
    assert "The list holds no ties." in told
    assert "Nobody stands out: no tie works." in told


def test_a_study_without_pathways_phases_or_codebook_gives_a_page() -> None:
    study = replace(small_study(), steps=(), phases=(), views=(), conditions=(), scenarios=())
    actors = tuple(replace(actor, until="") for actor in study.actors)
    statements = tuple(replace(item, phase="any") for item in study.statements)
    told = text_of(page_of(replace(study, actors=actors, statements=statements)))
    assert "The study names no prescribed routes." in told
    assert "What the end of a phase changed" not in told


def test_the_page_is_the_same_each_time_and_for_any_order_of_rows(small: bytes) -> None:
    study = small_study()
    turned = replace(study, statements=study.statements[::-1], actors=study.actors[::-1])
    assert small == page_of(study) == page_of(turned)
    assert b"\r" not in small


def test_nothing_is_loaded_and_nothing_runs(small: bytes) -> None:
    assert b"default-src 'none'" in small.split(b"</head>")[0]
    assert b"<script" not in small
    assert not re.findall(rb"(?:src|href)=\"(?!#)[^\"]*\"", small)
    assert not re.findall(rb"\sstyle=|\son\w+=", small)


def test_a_phase_before_is_told_only_where_it_is_given() -> None:
    found = reduce(analyse(small_study(), View(phase="after")), "board")
    assert b"What the end of a phase changed" not in render_briefing(found)


@pytest.mark.parametrize(
    ("number", "written"), [(0, "no ties"), (1, "one tie"), (2, "2 ties"), (12, "12 ties")]
)
def test_counts_in_words(number: int, written: str) -> None:
    assert counted(number, "tie") == written


def test_zero_stands_as_none_where_there_is_no_noun() -> None:
    assert counted(0, "works", "work", bare=True) == "none work"


def test_lists_in_words() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A", "B"], more=3) == "A, B and 3 more"


def test_first_letters() -> None:
    assert capital("one tie of UKBA") == "One tie of UKBA"
    assert lower_first("While the group met") == "while the group met"
    assert lower_first("NRM in force") == "NRM in force"


def test_signs_that_do_not_show_are_taken_out() -> None:
    assert without_signs("a\u202eb\x00c\u2028d\n") == "abc d\n"


def test_collectives_kept_as_actors_leave_their_routes_out() -> None:
    board = reduce(analyse(small_study(), View(collectives="keep")), "board")
    assert b"<h1>" in render_briefing(board)

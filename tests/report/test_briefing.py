"""The briefing: what it says is in the figures, and what must not be said is not."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from netkit.analysis import analyse
from netkit.disclosure import reduce
from netkit.evidence.study import Actor, Study
from netkit.network import View, network_of
from netkit.report.briefing import render_briefing
from netkit.report.wording import counted, listed
from tests.samples import SECRET, small_study

HOSTILE = "<img src=x onerror=alert(1)>{{7*7}}</script>"
# What must never be said to a board.
FORBIDDEN = (
    r"\bprobab\w+ that\b", r"\bchance\b", r"\bcaused?\b", r"\bbecause of the\b", r"\bproven?\b",
    r"\bthe most central\b", r"\bgaps?\b", r"\bled to\b", r"\blikely\b", r"\d\s?%",
)  # fmt: skip


def text_of(page: bytes) -> str:
    body = page.decode().split("<body>")[1]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def briefing(study: Study, **options: object) -> bytes:
    board = reduce(analyse(study), "board")
    earlier = None
    if study.phases:
        earlier = reduce(analyse(study, View(phase=study.phases[0].id)), "board")
    return render_briefing(board, earlier=earlier, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def small() -> str:
    return text_of(briefing(small_study()))


def test_it_begins_with_what_is_described_by_name(small: str) -> None:
    assert "Three ties are described by name: two work, one works partly, none do not." in small


def test_every_tie_named_stands_in_the_evidence_with_its_accounts(small: str) -> None:
    evidence = small.split("Evidence: the ties named above")[1]
    assert "The school The police works partly two accounts Schools do tell." in evidence
    assert "The police The clinic works fewer than 2 accounts" in evidence


def test_disagreement_is_kept(small: str) -> None:
    assert "Accounts of what The school tells The police contradict each other" in small


def test_who_is_central_is_said_to_be_unsettled(small: str) -> None:
    assert "Who is central is not settled." in small


def test_the_end_of_the_group_is_told_as_a_change_on_paper(small: str) -> None:
    assert "The group has ended" in small
    assert "on paper. It does not say what the change led to." in small


def test_a_route_is_told_with_its_step(small: str) -> None:
    assert "By law: of one route, one is fragile." in small


def test_the_unspoken_are_called_not_known(small: str) -> None:
    assert "not known is not the same as not working" in small
    assert "touched by no statement: Listed only." in small


def test_the_edition_gives_no_respondent_away() -> None:
    page = briefing(small_study()).decode()
    assert not [secret for secret in SECRET if secret in page]


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_what_must_never_be_said_is_in_no_sentence(small: str, pattern: str) -> None:
    # The box on reading says what a figure is not, and the last remark what a change does not say.
    told = small.split("How to read this")[0].replace("It does not say what the change led to.", "")
    assert not re.findall(pattern, told, re.IGNORECASE)


def test_neither_collectives_nor_unnamed_agencies_are_ranked(small: str) -> None:
    central = small.split("Who is central")[1].split("The prescribed routes")[0]
    assert "The agencies " not in central
    assert "unnamed" not in central


def test_hostile_names_are_text_and_no_template() -> None:
    study = small_study()
    actors = tuple(replace(actor, name=f"{actor.name} {HOSTILE}") for actor in study.actors)
    page = briefing(replace(study, actors=actors, title=HOSTILE, citation=HOSTILE)).decode()
    assert "<img" not in page
    assert "</script" not in page
    assert "{{7*7}}" in html.unescape(page)


def test_a_plain_list_says_what_is_left_out() -> None:
    network = network_of([("a", "b"), ("b", "c")], sectors={"a": "x", "b": "x", "c": "y"})
    told = text_of(render_briefing(reduce(analyse(network.study), "board")))
    assert "holds no accounts, so nothing here says how sure it is" in told
    assert "The study names no prescribed routes." in told
    assert "accounts)" not in told


@pytest.mark.parametrize("actors", [(), (Actor("only", "Only"),)])
def test_an_empty_network_gives_a_page(actors: tuple[Actor, ...]) -> None:
    told = text_of(render_briefing(reduce(analyse(Study("empty", (), actors)), "board")))
    assert "No tie is described by name." in told


def test_the_page_is_the_same_each_time_and_loads_nothing() -> None:
    page = briefing(small_study())
    assert page == briefing(small_study())
    assert b"\r" not in page
    assert not re.findall(rb"(?:src|href)=\"(?!#|map-board\.html)[^\"]*\"", page)
    assert b"default-src 'none'" in page.split(b"</head>")[0]
    assert not re.findall(rb"\sstyle=|\son\w+=", page)


@pytest.mark.parametrize(
    ("number", "written"), [(0, "no ties"), (1, "one tie"), (2, "two ties"), (12, "12 ties")]
)
def test_counts_in_words(number: int, written: str) -> None:
    assert counted(number, "tie") == written


def test_lists_in_words() -> None:
    assert listed([]) == ""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(["A", "B"], more=3) == "A, B and 3 more"

"""The marking stands on every page of paper, clear of what else stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

import netkit as nk
from netkit.findings import Profile
from netkit.maps import draw_map
from netkit.report import render_briefing
from tests.browser.conftest import Open
from tests.browser.paper import Paper, pages_of
from tests.maps.sample import HOSTILE, hostile_study
from tests.samples import shipped_findings

pytestmark = pytest.mark.browser

WARNING = "Holds respondent codes, do not pass on."


def printed(open_page: Open, place: Path) -> list[Paper]:
    return pages_of(open_page(place).page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize(
    ("profile", "marking"), [("board", "OFFICIAL"), ("public", "OFFICIAL"), ("researcher", WARNING)]
)
def test_every_printed_page_of_the_map_is_marked(
    profile: Profile, marking: str, open_page: Open, tmp_path: Path
) -> None:
    place = tmp_path / "map.html"
    draw_map(shipped_findings(0), profile=profile, renderer="svg").save(place)
    pages = printed(open_page, place)
    assert len(pages) > 2
    for page in pages:
        assert page.text.startswith(f"{marking}\n")
        first, second = page.tops[:2]
        assert second - first > 8


def test_every_printed_page_of_the_briefing_is_marked(open_page: Open, tmp_path: Path) -> None:
    board = nk.reduce(shipped_findings(0), "board")
    place = tmp_path / "briefing.html"
    place.write_bytes(render_briefing(board))
    pages = printed(open_page, place)
    assert len(pages) > 1
    assert all("OFFICIAL" in page.text for page in pages)


def test_a_hostile_marking_is_text_on_paper_too(open_page: Open, tmp_path: Path) -> None:
    board = nk.reduce(nk.analyse(hostile_study(), resamples=0), "board")
    place = tmp_path / "map.html"
    draw_map(board, renderer="svg").save(place)
    assert HOSTILE[:10].replace("<", "&lt;") in place.read_text(encoding="utf-8")
    opened = open_page(place)
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".running").is_visible()
    assert opened.is_clean()

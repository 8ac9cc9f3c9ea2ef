"""The marking stands on every page of paper, clear of what else stands there."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import netkit as nk
from netkit.findings import Profile
from netkit.maps import draw_map
from netkit.report import render_briefing
from tests.browser.conftest import Open
from tests.maps.sample import HOSTILE, hostile_study

pytestmark = pytest.mark.browser

WARNING = "Holds respondent codes, do not pass on."


def pages_of(open_page: Open, place: Path) -> list[str]:
    """Print a page and give what stands on each page of paper, with its places."""
    paper = place.with_suffix(".pdf")
    open_page(place).page.pdf(path=paper, prefer_css_page_size=True)
    told = subprocess.run(["pdftotext", "-bbox", paper, "-"], capture_output=True, check=True)
    return told.stdout.decode("utf-8").split("<page ")[1:]


def tops(page: str) -> list[float]:
    return sorted({float(top) for top in re.findall(r'yMin="([\d.]+)"', page)})


@pytest.mark.parametrize(
    ("profile", "marking"), [("board", "OFFICIAL"), ("public", "OFFICIAL"), ("researcher", WARNING)]
)
def test_every_printed_page_of_the_map_is_marked(
    profile: Profile, marking: str, open_page: Open, tmp_path: Path
) -> None:
    place = tmp_path / "map.html"
    draw_map(nk.analyse(nk.example(), resamples=0), profile=profile, renderer="svg").save(place)
    pages = pages_of(open_page, place)
    assert len(pages) > 2
    for page in pages:
        words = re.findall(r">([^<>\s]+)</word>", page)
        assert words[: len(marking.split())] == marking.split()
        first, second = tops(page)[:2]
        assert second - first > 8


def test_every_printed_page_of_the_briefing_is_marked(open_page: Open, tmp_path: Path) -> None:
    board = nk.reduce(nk.analyse(nk.example(), resamples=0), "board")
    place = tmp_path / "briefing.html"
    place.write_bytes(render_briefing(board))
    pages = pages_of(open_page, place)
    assert len(pages) > 1
    assert all(">OFFICIAL</word>" in page for page in pages)


def test_a_hostile_marking_is_text_on_paper_too(open_page: Open, tmp_path: Path) -> None:
    board = nk.reduce(nk.analyse(hostile_study(), resamples=0), "board")
    place = tmp_path / "map.html"
    draw_map(board, renderer="svg").save(place)
    assert HOSTILE[:10].replace("<", "&lt;") in place.read_text(encoding="utf-8")
    opened = open_page(place)
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".running").is_visible()
    assert opened.is_clean()

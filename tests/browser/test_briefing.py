"""The briefing in a real Chromium: read on a screen, by keyboard, and on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import netkit as nk
from tests.browser.conftest import Open
from tests.report.pages import page_of

pytestmark = pytest.mark.browser
SMALLEST = 12


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("briefing") / "index.html"
    path.write_bytes(page_of(nk.example(), link=lambda *tie: f"map-board.html#{'-'.join(tie)}"))
    return path


def test_it_prints_on_two_pages_with_the_evidence_after(briefing: Path, open_page: Open) -> None:
    page = open_page(briefing).page
    whole = pages_of(page.pdf(prefer_css_page_size=True))
    page.evaluate("document.querySelector('.annex').remove()")
    assert pages_of(page.pdf(prefer_css_page_size=True)) <= 2 < whole <= 4


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("width", [1280, 320])
def test_pictures_are_drawn_and_their_text_is_large_enough(
    briefing: Path, open_page: Open, width: int
) -> None:
    page = open_page(briefing, width=width).page
    assert page.locator("figure").count() == 4
    bars = page.locator("svg.bar").all()
    assert len(bars) > 10
    for bar in bars:
        box = bar.bounding_box()
        parts = [part.bounding_box() for part in bar.locator(".part").all()]
        assert box
        assert all(part and part["width"] > 1 and part["height"] > 8 for part in parts)
        assert sum(part["width"] for part in parts if part) <= box["width"] + len(parts) + 1
    sizes = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => e.getClientRects().length)"
        ".map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= SMALLEST


def test_kinds_differ_without_colour(briefing: Path, open_page: Open) -> None:
    page = open_page(briefing).page
    fills = {
        kind: page.evaluate(f"getComputedStyle(document.querySelector('.bar .{kind}')).fill")
        for kind in ("works", "partly", "fails", "unevidenced")
    }
    patterned = [kind for kind, fill in fills.items() if "url(" in fill]
    assert patterned == ["partly", "unevidenced"]
    light = {kind: lightness(fills[kind]) for kind in ("works", "fails")}
    assert abs(light["works"] - light["fails"]) < 0.2
    # Two dark fills: what tells them apart without colour are the words and counts beside them.
    first = page.locator("figure").first.locator("li").first.inner_text()
    assert re.search(r"3\s+works,\s+1\s+works partly,\s+1\s+does not work", first)


def lightness(fill: str) -> float:
    red, green, blue = (int(part) / 255 for part in re.findall(r"\d+", fill)[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_number_leads_to_its_row_by_keyboard(briefing: Path, open_page: Open) -> None:
    page = open_page(briefing).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    link = page.locator(".cites a").first
    link.focus()
    page.keyboard.press("Enter")
    row = page.locator("tr:target")
    assert row.count() == 1
    assert row.locator("td").first.inner_text() == link.inner_text()
    box = row.bounding_box()
    assert box
    assert 0 <= box["y"] < 800


def test_nothing_of_it_needs_a_script(briefing: Path, open_page: Open) -> None:
    page = open_page(briefing, java_script_enabled=False).page
    assert page.locator("h2").count() > 8
    assert page.locator("#evidence").is_visible()

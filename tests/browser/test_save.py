"""Point 7 of what a board sees: the picture and the table are saved, and stand alone."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from netkit.maps import draw_map
from tests.browser.conftest import Open
from tests.samples import shipped_findings

pytestmark = pytest.mark.browser
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def page(tmp_path: Path, open_page: Open) -> Page:
    place = tmp_path / "map.html"
    draw_map(shipped_findings(), renderer="svg").save(place)
    opened = open_page(place)
    opened.page.wait_for_selector("html[data-ready='true']")
    return opened.page


def saved(page: Page, button: str) -> bytes:
    if not page.is_visible(button):
        page.click(".saving summary")
    with page.expect_download() as waited:
        page.click(button)
    return waited.value.path().read_bytes()


def test_the_picture_stands_alone_with_title_legend_and_marking(page: Page) -> None:
    picture = ElementTree.fromstring(saved(page, "#save-svg"))
    texts = " ".join("".join(each.itertext()) for each in picture.iter(f"{SVG}text"))
    assert page.inner_text("h1") in texts
    assert page.inner_text(".edition strong") in texts
    assert "nobody speaks of it" in texts
    assert "no filter set" in texts
    names = {name for each in picture.iter() for name in each.attrib}
    assert not names & {"class", "style", "onclick"}
    shown = page.locator("#map .tie:not(.off) .line").count()
    headed = [e for e in picture.iter(f"{SVG}path") if e.get("marker-end", "none") != "none"]
    assert len(headed) == shown
    assert all(each.get("stroke", "").startswith("rgb") for each in headed)


def test_the_picture_says_which_filter_is_set_and_leaves_out_what_it_hides(page: Page) -> None:
    page.click("#filters summary")
    page.get_by_label("does not work", exact=True).uncheck()
    page.keyboard.press("Escape")
    page.click("#filters summary")
    picture = saved(page, "#save-svg").decode("utf-8")
    assert "left out: does not work" in picture
    assert page.inner_text("#shown") in picture


def test_pixels_are_saved_at_twice_the_size(page: Page) -> None:
    pixels = saved(page, "#save-png")
    assert pixels.startswith(b"\x89PNG")
    width = page.evaluate("document.querySelector('#map svg').viewBox.baseVal.width")
    assert int.from_bytes(pixels[16:20], "big") == int(2 * width)


def test_the_table_is_saved_as_shown_and_no_cell_is_a_formula(page: Page) -> None:
    traps = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"]
    page.evaluate(
        """traps => traps.forEach((text, i) => {
          document.querySelectorAll('#ties-table tbody tr:not([hidden])')[i]
            .cells[1].textContent = text; })""",
        traps,
    )
    table = saved(page, "#save-csv")
    assert table.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    assert rows[0][:3] == ["From", "To", "State"]
    assert [row[1] for row in rows[1 : len(traps) + 1]] == [f"'{text}" for text in traps]
    assert len(rows) - 1 == page.locator("#ties-table tbody tr:not([hidden])").count()

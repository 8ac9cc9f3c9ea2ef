"""Point 10 of the map: on paper the whole map and story first, then tables headed on every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netkit.maps import draw_map
from tests.browser.conftest import Open
from tests.browser.paper import pages_of
from tests.samples import shipped_findings

pytestmark = pytest.mark.browser

MARKING = "Holds respondent codes, do not pass on."


def test_paper_holds_the_map_first_and_heads_every_page_of_a_table(
    tmp_path: Path, open_page: Open
) -> None:
    found = shipped_findings()
    place = tmp_path / "map.html"
    draw_map(found, renderer="svg").save(place)
    page = open_page(place).page
    page.click("#filters summary")
    page.locator("#filters input[name=state][value=fails]").uncheck()
    pages = [one.text for one in pages_of(page.pdf(prefer_css_page_size=True))]
    first = pages[0]
    for text in (
        found.facts["title"],
        "What is prescribed",
        "does not work",
        "Children's services",
    ):
        assert text in first
    assert all(text.startswith(f"{MARKING}\n") for text in pages)
    start = next(i for i, text in enumerate(pages) if text.startswith(f"{MARKING}\nAll ties\n"))
    end = next(i for i, text in enumerate(pages) if "All actors" in text)
    assert end > start + 1
    for text in pages[start:end]:
        assert re.search(r"From\s+To\s+State\s+Relation\s+Described", text)
    page.emulate_media(media="print")
    assert page.locator("#map .tie[data-state=fails]:not(.faint)").first.is_visible()
    assert (
        page.locator("#ties-table tbody tr:visible").count()
        == page.locator("#ties-table tbody tr").count()
    )

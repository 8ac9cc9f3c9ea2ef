"""Points 4 to 6 of the map: the story is told step by step, lit, heard and left by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from netkit.maps import draw_map
from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.samples import shipped_findings

pytestmark = pytest.mark.browser


@pytest.fixture
def page(tmp_path: Path, open_page: Open) -> Page:
    place = tmp_path / "map.html"
    draw_map(shipped_findings(), renderer="svg").save(place)
    opened = open_page(place)
    opened.page.wait_for_selector("html[data-ready='true']")
    return opened.page


def test_the_step_in_hand_is_lit_and_said_and_the_rest_steps_back(page: Page) -> None:
    page.click("#tell")
    assert page.locator("#teller li[aria-current='step']").count() == 1
    step = page.inner_text("#teller li[aria-current='step']")
    assert step in page.inner_text("#status")
    assert page.locator("#map .actor.told").count() == 2
    widths = page.evaluate(
        "['.told', ':not(.told, .detour)'].map(which => parseFloat(getComputedStyle("
        "document.querySelector(`#map .actor${which} .mark`)).strokeWidth))"
    )
    assert widths[0] > widths[1]


def test_next_and_back_walk_the_steps_and_end_where_the_routes_end(page: Page) -> None:
    page.click("#tell")
    first = page.inner_text("#place")
    assert page.get_attribute("#back-step", "aria-disabled") == "true"
    page.click("#next-step")
    assert page.inner_text("#place") != first
    page.click("#back-step")
    assert page.inner_text("#place") == first
    page.select_option("#route", index=page.locator("#route option").count() - 1)
    steps = page.locator("#teller li").count()
    for _ in range(steps):
        page.press("#next-step", "Enter")
    assert "last step of the last route" in page.inner_text("#status")


def test_what_is_broken_or_unevidenced_can_be_chosen_before_what_is_intact(page: Page) -> None:
    kinds = [text.split(":")[0] for text in page.locator("#route option").all_text_contents()]
    assert len(set(kinds)) > 1
    assert "intact" not in kinds[: kinds.index("intact")]
    assert set(kinds[kinds.index("intact") :]) == {"intact"}


def test_a_step_without_a_tie_is_outlined(page: Page) -> None:
    button = page.locator("#story li:has-text('nobody speaks of it') button:visible").first
    button.focus()
    button.press("Enter")
    assert page.locator("#map .ghost").count() == 1
    assert page.locator("#map .tie.told").count() == 0
    assert "nobody describes it" in page.inner_text("#aside")


def test_a_way_round_is_shown_beside_its_step(page: Page) -> None:
    page.click("#tell")
    assert "A way round that works" in page.inner_text("#detour")
    assert page.locator("#map .tie.detour").count() >= 2


def test_escape_leaves_the_story_and_gives_the_focus_back(page: Page) -> None:
    page.focus("#tell")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "teller-title"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "tell"
    assert page.locator("#teller").is_hidden()
    assert page.locator("#map svg.telling, #map .told, #map .ghost").count() == 0


def test_axe_finds_nothing_while_the_story_runs(page: Page) -> None:
    page.click("#tell")
    assert violations(page) == []

"""Points 4, 5 and 9 of the map: dark scheme, forced colours, and the windows of office PCs."""

from __future__ import annotations

from pathlib import Path

import pytest

from netkit.maps import draw_map
from tests.browser.axe import violations
from tests.browser.conftest import Open, until
from tests.samples import shipped_findings

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schemes") / "map.html"
    draw_map(shipped_findings()).save(path)
    return path


@pytest.mark.parametrize("scheme", [{"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_in_another_scheme(
    place: Path, open_page: Open, scheme: dict[str, str]
) -> None:
    page = open_page(place, **scheme).page
    page.click("#tell")
    assert violations(page) == []


def test_a_dark_page_is_dark_and_its_map_stays_on_white(place: Path, open_page: Open) -> None:
    page = open_page(place, color_scheme="dark").page
    ground = "e => getComputedStyle(e).backgroundColor"
    assert page.eval_on_selector("html", ground) == "rgb(21, 24, 28)"
    assert page.eval_on_selector("#map", ground) == "rgb(255, 255, 255)"


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 720), (1366, 768)])
def test_a_smaller_window_holds_title_map_and_legend(
    place: Path, open_page: Open, width: int, height: int
) -> None:
    page = open_page(place, width=width, height=height).page
    map_ = "document.querySelector('#map')"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(f"{map_}.scrollWidth - {map_}.clientWidth") <= 0
    assert page.evaluate(f"{map_}.getBoundingClientRect().bottom") <= height
    lowest = "document.querySelector('#legend li').getBoundingClientRect().bottom"
    assert page.evaluate(lowest) <= height + 10
    top = page.evaluate(f"{map_}.getBoundingClientRect().top")
    page.click("#filters summary")
    assert page.evaluate(f"{map_}.getBoundingClientRect().top") == top


def test_a_link_to_a_tie_opens_its_panel_within_the_window(place: Path, open_page: Open) -> None:
    page = open_page(place, height=600).page
    lowest = page.evaluate(
        "[...document.querySelectorAll('#map .tie:not(.off)')].sort((a, b) =>"
        "b.getBoundingClientRect().top - a.getBoundingClientRect().top)[0].id"
    )
    page.goto(f"{place.as_uri()}#{lowest}")
    page.reload()
    page.wait_for_selector("#panel-title")
    until(page, "document.querySelector('#panel').getBoundingClientRect().top >= 0")
    assert page.evaluate("document.querySelector('#panel').getBoundingClientRect().top") < 600

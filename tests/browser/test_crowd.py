"""A map of more than 200 actors: sectors first, each opening into its actors; tables by the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

import netkit as nk
from netkit.findings import Findings
from netkit.maps import TABLES, draw_map
from tests.browser.axe import violations
from tests.browser.conftest import Open, until
from tests.browser.test_map import FOCUSED, contrast, ready, saved
from tests.maps.sample import HOSTILE, crowd

pytestmark = pytest.mark.browser

ACTORS, TIES = 260, 900
LABELS = """[...document.querySelectorAll('#map .label')].map(e => e.getBoundingClientRect())
  .map(b => [b.left, b.top, b.right, b.bottom])"""

Draw = Callable[..., Path]


@cache
def many() -> Findings:
    return nk.analyse(crowd(ACTORS, TIES, 6), resamples=0, tables=TABLES)


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    folder = tmp_path_factory.mktemp("crowds")

    @cache
    def draw(renderer: str = "both") -> Path:
        place = folder / f"{renderer}.html"
        draw_map(many(), renderer=renderer).save(place)
        return place

    return draw


@pytest.fixture
def page(drawn: Draw, open_page: Open) -> Page:
    return ready(open_page(drawn()).page)


def first_column(page: Page, table: str) -> list[str]:
    return page.locator(f"#{table}-table tbody th").all_inner_texts()


def open_first(page: Page) -> None:
    page.locator("#map [tabindex='0']").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Open this sector").press("Enter")


# --- the sectors --------------------------------------------------------------------------------


def test_the_sectors_are_seen_with_script_off(drawn: Draw, open_page: Open) -> None:
    page = open_page(drawn(), java_script_enabled=False).page
    sizes = many().tables["actors"]["sector"].value_counts()
    labels = page.locator("#map .actor .label").all_text_contents()
    assert sorted(labels) == sorted(f"{name} ({size})" for name, size in sizes.items())
    for part in ("h1", "#map svg", "#legend", "#sectors-table", "#ties-table", "#actors-table"):
        assert page.locator(part).is_visible(), part
    assert page.locator("#map .tie[data-state]").count() == 30
    assert "metrics/ties.csv" in page.inner_text("#tables")
    assert "Without script" in page.inner_text("#tables")
    for part in ("#back", "#filters", "#ties-turning button"):
        assert not any(item.is_visible() for item in page.locator(part).all()), part


def test_the_sectors_table_holds_the_sums(page: Page) -> None:
    actors = many().tables["actors"]
    sector = dict(zip(actors["actor"], actors["sector"], strict=True))
    ties = many().tables["ties"]
    within = ties[ties["source"].map(sector) == ties["target"].map(sector)]
    for row in page.locator("#sectors-table tbody tr").all():
        name, cells = row.locator("th").inner_text(), row.locator("td").all_inner_texts()
        inside = within[within["source"].map(sector) == name]
        states = [int((inside["state"] == state).sum()) for state in ("works", "partly", "fails")]
        assert [int(cell) for cell in cells[:5]] == [
            int((actors["sector"] == name).sum()),
            len(inside),
            *states,
        ]


def test_no_label_lies_on_another_and_text_can_be_read(page: Page) -> None:
    boxes = page.evaluate(LABELS)
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]
    assert page.evaluate("document.querySelector('#map svg').getScreenCTM().a") * 13 >= 12
    strokes = page.evaluate(
        "[...document.querySelectorAll('#map .line')].map(e => getComputedStyle(e).stroke)"
    )
    assert min(contrast(ink) for ink in strokes) >= 4.5
    widths = page.evaluate(
        "[...document.querySelectorAll('#map .line')].map(e => getComputedStyle(e).strokeWidth)"
    )
    assert len(set(widths)) > 1


def test_every_sector_and_every_line_is_reached_by_keys_and_told(page: Page) -> None:
    assert page.locator("#map [tabindex='0']").count() == 1
    page.locator("#map [tabindex='0']").focus()
    page.keyboard.press("Home")
    seen = set()
    total = page.locator("#map .actor, #map .tie[data-i]").count()
    for _ in range(total):
        seen.add(page.evaluate(FOCUSED))
        page.keyboard.press("ArrowDown")
    assert len(seen) == total
    told = [name for name in seen if " to " in name]
    for name in told:
        total, *parts = (int(n) for n in re.findall(r"(\d+) (?:ties|tie|works?|partly|do)", name))
        assert total == sum(parts)
    page.keyboard.press("Home")
    assert re.fullmatch(
        r"Sector 0 \(\d+\); \d+ ties within, \d+ out, \d+ in", page.evaluate(FOCUSED)
    )


def test_a_line_opens_the_ties_it_stands_for(page: Page) -> None:
    page.locator("#map [tabindex='0']").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    name = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == name.split(":")[0]
    assert page.locator("#panel li button").count() > 0
    page.locator("#panel li button").first.click()
    assert re.fullmatch(r"Agency \d+ to Agency \d+", page.inner_text("#panel-title"))


# --- one of them opened -------------------------------------------------------------------------


def test_a_sector_opens_by_keyboard_and_leads_back(drawn: Draw, open_page: Open) -> None:
    opened = open_page(drawn())
    page = ready(opened.page)
    assert page.evaluate("typeof vis") == "undefined"
    page.locator("#map [tabindex='0']").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#canvas canvas")
    assert page.locator("#map").is_hidden()
    assert page.inner_text("#panel-title") == "Sector 0"
    assert page.locator("#panel ol li").count() == 20
    assert "is open" in page.inner_text("#status")
    actors = many().tables["actors"].set_index("name")
    assert {actors.loc[name, "sector"] for name in first_column(page, "actors")} == {"Sector 0"}
    page.locator("#canvas").focus()
    for key in ("ArrowLeft", "+", "-"):
        page.keyboard.press(key)
    page.check("#outward") if not page.is_checked("#outward") else page.uncheck("#outward")
    page.locator("#back").press("Enter")
    assert page.evaluate(FOCUSED).startswith("Sector 0")
    assert page.locator("#map svg").is_visible()
    assert page.locator("#back").is_hidden()
    assert len({actors.loc[name, "sector"] for name in first_column(page, "actors")}) > 1
    assert opened.is_clean(), opened


def test_without_the_canvas_a_sector_opens_in_the_tables(drawn: Draw, open_page: Open) -> None:
    opened = open_page(drawn("svg"))
    page = ready(opened.page)
    assert page.locator("#bundle, #canvas").count() == 0
    open_first(page)
    actors = many().tables["actors"].set_index("name")
    size = int((actors["sector"] == "Sector 0").sum())
    assert len(first_column(page, "actors")) == size
    assert {actors.loc[name, "sector"] for name in first_column(page, "actors")} == {"Sector 0"}
    assert page.locator("#map svg").is_visible()
    page.click("#back")
    assert len(first_column(page, "actors")) == 200
    assert opened.is_clean(), opened


def test_search_finds_any_actor_and_opens_its_sector(page: Page) -> None:
    last = many().tables["actors"].sort_values(["out_degree", "in_degree"]).iloc[0]
    page.fill("#search", str(last["name"]))
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == last["name"]
    assert last["sector"] in page.inner_text("#panel")
    assert str(last["sector"]) in page.inner_text("#status")
    assert last["name"] in first_column(page, "actors")
    page.fill("#search", "agency")
    assert page.inner_text("#status") == f"{ACTORS} actors found"
    assert page.locator("#found li").count() <= 61


# --- the tables ---------------------------------------------------------------------------------


def test_the_pages_of_a_table_hold_every_row_once(page: Page) -> None:
    table = many().tables["ties"]
    expected = sorted(f"{row.source}>{row.target}" for row in table.itertuples())
    seen = []
    rows = (
        "[...document.querySelectorAll('#ties-table tbody tr')]"
        ".map(r => r.cells[0].textContent + '>' + r.cells[1].textContent)"
    )
    first = page.evaluate(rows)
    assert len(first) == 200
    foot = page.locator("#ties-turning")
    seen += first
    for _ in range(TIES // 200):
        foot.get_by_role("button", name="Next").click()
        seen += page.evaluate(rows)
    assert sorted(seen) == expected
    assert foot.get_by_role("button", name="Next").get_attribute("aria-disabled") == "true"
    assert f"of {TIES} ties" in foot.inner_text()
    foot.get_by_role("button", name="First").click()
    assert page.evaluate(rows) == first
    foot.get_by_role("button", name="Last").click()
    assert len(page.evaluate(rows)) == TIES % 200
    assert "801 to 900 of 900 ties" in page.inner_text("#status")


def test_a_row_reads_alike_from_the_server_and_from_the_script(page: Page) -> None:
    for name in ("ties", "actors"):
        rows = f"document.querySelector('#{name}-table tbody').innerHTML.replace(/\\s*\\n/g, '')"
        before = page.evaluate(rows)
        page.locator(f"#{name}-turning").get_by_role("button", name="Next").click()
        assert page.evaluate(rows) != before
        page.locator(f"#{name}-turning").get_by_role("button", name="Back").click()
        assert page.evaluate(rows) == before


def test_a_table_sorts_over_all_rows(page: Page) -> None:
    table = many().tables["actors"]
    button = page.get_by_role("button", name="Tells directly")
    button.click()
    least = page.locator("#actors-table tbody td:nth-child(3)").first.inner_text()
    button.click()
    most = page.locator("#actors-table tbody td:nth-child(3)").all_inner_texts()
    assert int(least) == table["out_degree"].min()
    ranked = sorted((int(n) for n in table["out_degree"]), reverse=True)
    assert [int(text) for text in most] == ranked[:200]
    assert page.locator("#actors-table th[aria-sort]").get_attribute("aria-sort") == "descending"


def test_a_filter_counts_over_all_rows_and_hides_lines_without_ties(page: Page) -> None:
    states = many().tables["ties"]["state"].value_counts()
    page.click("#filters summary")
    for label in ("works", "works partly"):
        page.locator("#filters fieldset").first.get_by_label(label, exact=True).uncheck()
    fails = int(states["fails"])
    assert page.inner_text("#shown") == f"{fails} of {TIES} ties shown"
    assert f"of {fails} ties that are chosen" in page.inner_text("#ties-turning")
    shown = page.locator("#ties-table tbody td:nth-child(3)").all_inner_texts()
    assert set(shown) == {"does not work"}
    page.select_option("#filters select[name=sector]", "0")
    actors = many().tables["actors"].set_index("name")
    assert {actors.loc[name, "sector"] for name in first_column(page, "actors")} == {"Sector 0"}
    for mark in page.locator("#map .tie:not(.off)").all():
        assert "Sector 0" in (mark.get_attribute("aria-label") or "")
    page.click("#filters button[type=reset]")
    until(page, f"document.querySelector('#shown').textContent.startsWith('{TIES}')")
    assert page.locator("#map .tie.off").count() == 0


# --- every reader, every text -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "width"),
    [("first", 320), ("sector", 1280), ("line", 320), ("opened", 1280), ("opened", 320)],
)
def test_axe_finds_nothing(drawn: Draw, open_page: Open, state: str, width: int) -> None:
    page = ready(open_page(drawn(), width=width, height=800).page)
    if state == "sector":
        page.locator("#map .actor .mark").first.click()
    elif state == "line":
        page.locator("#map [tabindex='0']").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    elif state == "opened":
        open_first(page)
        page.fill("#search", "agency 1")
    # Rows are alike: axe would take most of its time over what the first ones say already.
    alike = {"exclude": [["tbody tr:nth-child(n+4)"], ["#found li:nth-child(n+4)"]]}
    assert violations(page, alike) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("with_policy", [True, False], ids=["policy", "no policy"])
def test_hostile_names_stay_text(open_page: Open, tmp_path: Path, *, with_policy: bool) -> None:
    study = crowd(220, 500, 6)
    spoilt = tuple(
        replace(actor, name=f"{actor.name} {HOSTILE}", sector=f"{actor.sector} {HOSTILE}")
        for actor in study.actors
    )
    found = nk.analyse(replace(study, actors=spoilt), resamples=0, tables=TABLES)
    place = saved(found, tmp_path)
    if not with_policy:
        text = place.read_text(encoding="utf-8")
        bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        assert bare != text
        place.write_bytes(bare.encode())
    opened = open_page(place)
    page = ready(opened.page)
    for mark in page.locator("#map .actor, #map .tie[data-i]").all():
        mark.dispatch_event("click")
    page.evaluate("document.querySelector('#panel .close').click()")
    open_first(page)
    page.hover("#canvas")
    page.click("#canvas", position={"x": 300, "y": 250})
    page.fill("#search", "onerror")
    page.locator("#found button").first.click()
    page.locator("#actors-turning").get_by_role("button", name="Last").dispatch_event("click")
    page.get_by_role("button", name="Betweenness").click()
    assert opened.hostile == 0
    assert opened.is_clean(), opened
    assert page.locator("img, iframe, object, embed").count() == 0
    assert "<img src=x onerror=" in page.inner_text("#actors-table")


def test_on_paper_there_are_sectors_legend_and_tables(page: Page) -> None:
    open_first(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for part in ("#map svg", "#legend", "#sectors-table", "#between-table", "#ties-table"):
        assert page.locator(part).is_visible(), part
    for part in (".controls", "#panel", "#moved", "#ties-turning button"):
        assert page.locator(part).first.is_hidden(), part


def test_three_thousand_actors_make_no_large_file(open_page: Open, tmp_path: Path) -> None:
    found = nk.analyse(crowd(3000, 12000, 12), resamples=0, tables=TABLES)
    place = saved(found, tmp_path)
    assert place.stat().st_size < 2_500_000
    page = ready(open_page(place).page)
    assert page.locator("#map .actor").count() == 12
    assert page.locator("#ties-table tbody tr").count() == 200

"""The map held against another phase or a scenario, as its readers use it."""

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
from netkit.maps import draw_map, tie_anchor
from tests.browser.axe import violations
from tests.browser.conftest import Open, until
from tests.browser.test_map import FOCUSED, SHOWN_ROWS, SHOWN_TIES, contrast
from tests.maps.sample import HOSTILE
from tests.samples import small_study

pytestmark = pytest.mark.browser

TABLES = ("actors", "ties", "pathways", "tie_changes")
MET = "While the regional group met"
NURSE = "The specialist nurse's post is cut"
KNOWN = "The agencies know one another's work and cooperate as organisations"
WHOLE = "document.querySelector('main').outerHTML"
SIGNS = "[...document.querySelectorAll('#map .tie:not(.off) .sign')].map(e => e.textContent)"
# How many points of the second view have the ink of what is gained, or nearly.
GAINED = """(() => { const sheet = document.querySelector('#canvas canvas');
  const { data } = sheet.getContext('2d').getImageData(0, 0, sheet.width, sheet.height);
  let points = 0;
  for (let i = 0; i < data.length; i += 4) {
    const near = Math.abs(data[i] - 11) + Math.abs(data[i + 1] - 107) + Math.abs(data[i + 2] - 58);
    if (data[i + 3] > 200 && near < 12) points += 1;
  }
  return points; })()"""

Draw = Callable[..., Path]


@cache
def example() -> Findings:
    return nk.analyse(nk.example(), resamples=0, tables=TABLES)


@cache
def changes(title: str) -> list[dict[str, object]]:
    table = example().tables["tie_changes"]
    return list(table[table["title"] == title].to_dict("records"))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    folder = tmp_path_factory.mktemp("compared")

    @cache
    def draw(profile: str = "researcher") -> Path:
        place = folder / f"{profile}.html"
        draw_map(example(), profile=profile).save(place)  # type: ignore[arg-type]
        return place

    return draw


@pytest.fixture
def page(drawn: Draw, open_page: Open) -> Page:
    return ready(open_page(drawn()).page)


def ready(page: Page) -> Page:
    page.wait_for_selector("html[data-ready='true']")
    return page


def choose(page: Page, title: str) -> None:
    page.get_by_label("Compare with").select_option(label=title)


def as_it_is(page: Page) -> None:
    page.get_by_label("Compare with").select_option(index=0)


# --- what is marked -----------------------------------------------------------------------------


def test_ties_gained_in_another_phase_are_marked_and_counted(page: Page) -> None:
    first = page.evaluate(SHOWN_TIES)
    choose(page, MET)
    assert page.evaluate(SIGNS) == ["+"] * len(changes(MET))
    shown = page.evaluate(SHOWN_TIES)
    assert len(shown) == len(first) + len(changes(MET))
    assert shown == page.evaluate(SHOWN_ROWS)
    said = page.inner_text("#difference")
    assert f"{MET}: {len(changes(MET))} ties gained, 0 lost." in said
    assert page.inner_text("#status") in said
    total = len(example().tables["ties"].query("level < 2 and state != 'ended'"))
    expected = f"{len(shown)} of {total + len(changes(MET))} ties shown"
    assert page.inner_text("#shown") == expected


def test_a_tie_lost_is_dotted_and_has_a_minus(page: Page) -> None:
    choose(page, NURSE)
    assert page.evaluate(SIGNS) == ["−"] * 6
    looks = page.evaluate(
        "[...document.querySelectorAll('#map .tie[data-change=lost] .line')]"
        ".map(e => [getComputedStyle(e).strokeDasharray, getComputedStyle(e).stroke,"
        " getComputedStyle(e).markerEnd])"
    )
    assert len(looks) == 6
    assert {dash for dash, _, _ in looks} == {"2px, 9px"}
    assert min(contrast(ink) for _, ink, _ in looks) >= 4.5
    assert {head for _, _, head in looks} == {'url("#head-fails")'}


def test_what_changes_stands_out_from_what_does_not(page: Page) -> None:
    choose(page, MET)
    inks, widths = {}, {}
    for name, rule in (("changed", ".changed"), ("quiet", ":not(.changed):not(.off)")):
        found = page.evaluate(
            f"[...document.querySelectorAll('#map .tie{rule} .line')].map(e =>"
            " [getComputedStyle(e).stroke, parseFloat(getComputedStyle(e).strokeWidth)])"
        )
        inks[name] = {ink for ink, _ in found}
        widths[name] = [width for _, width in found]
    assert len(inks["changed"]) == len(inks["quiet"]) == 1
    assert min(widths["changed"]) > 2 * min(widths["quiet"])
    assert contrast(*inks["changed"]) >= 4.5
    assert contrast(*inks["quiet"]) >= 3


def test_what_is_said_in_general_shows_where_it_changes(page: Page) -> None:
    choose(page, KNOWN)
    named = [row for row in changes(KNOWN) if int(str(row["level"])) < 2]
    assert len(page.evaluate(SIGNS)) == len(named)
    assert f"{len(changes(KNOWN)) - len(named)} of them told of the agencies among" in (
        page.inner_text("#difference")
    )


def test_an_ended_body_stands_where_it_meets_and_all_keep_their_places(page: Page) -> None:
    places = "[...document.querySelectorAll('#map .mark')].map(e => e.getAttribute('d')).join()"
    before = page.evaluate(places)
    body = page.locator("#map .actor.ended")
    name = body.get_attribute("aria-label") or ""
    number = body.get_attribute("data-i")
    assert "(ended)" in name
    choose(page, MET)
    group = page.locator(f"#map .actor[data-i='{number}']")
    assert group.get_attribute("class") == "actor solid"
    assert "ended" not in (group.get_attribute("aria-label") or "")
    assert "(ended)" not in (group.locator(".label").text_content() or "")
    assert group.locator(".strike").is_hidden()
    assert page.evaluate(places) == before


def test_the_way_back_leaves_nothing_behind(page: Page) -> None:
    choose(page, MET)
    as_it_is(page)
    once = page.evaluate(WHOLE)
    for title in (KNOWN, NURSE, MET):
        choose(page, title)
    as_it_is(page)
    assert page.evaluate(WHOLE) == once
    assert page.locator("#map .changed, #map .sign, #map [data-change]").count() == 0
    assert page.locator("#difference").is_hidden()
    assert page.inner_text("#status") == "The map as it is"


def test_attributes_are_those_of_the_start_again(page: Page) -> None:
    attributes = """() => [...document.querySelectorAll('#map *, #ties-table *')]
      .map(e => [...e.attributes].map(a => `${a.name}=${a.value}`).join()).join('|')"""
    first = page.evaluate(attributes)
    choose(page, MET)
    assert page.evaluate(attributes) != first
    as_it_is(page)
    assert page.evaluate(attributes) == first


# --- table, filters, panel ----------------------------------------------------------------------


def test_the_table_follows(page: Page) -> None:
    before = page.locator("#ties-table tbody tr").count()
    choose(page, MET)
    assert page.locator("#ties-table tbody tr").count() == before + len(changes(MET))
    state = "has ended"
    told = [row for row in page.locator("#ties-table tbody tr").all() if state in row.inner_text()]
    assert len(told) == sum(row["state"] == "ended" for row in changes(MET))
    cells = told[0].locator("th, td").all_inner_texts()
    assert cells[2] == "works (as it is: has ended)"
    heads = page.locator("#ties-table thead th").count()
    assert len(cells) == heads
    choose(page, "The agencies tell the police what they know and report cases to them")
    row = page.locator("#ties-table tbody tr", has_text="as it is: does not work")
    assert row.count() == 6
    assert row.first.get_attribute("data-state") == "works"


def test_filters_go_by_the_state_compared(page: Page) -> None:
    choose(page, MET)
    page.click("#filters summary")
    page.get_by_label("works", exact=True).uncheck()
    assert page.evaluate(SIGNS) == []
    assert page.evaluate(SHOWN_TIES) == page.evaluate(SHOWN_ROWS)
    page.get_by_label("works", exact=True).check()
    page.select_option("#filters select[name=relations]", index=1)
    expected = page.evaluate("document.querySelector('select[name=relations]').value")
    vocabulary = page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).vocabularies.relations"
    )
    title = vocabulary[int(expected)]
    ids = {relation.title: relation.id for relation in example().study.relations}
    told = [row for row in changes(MET) if ids[title] in row["relations"]]  # type: ignore[operator]
    assert len(page.evaluate(SIGNS)) == len(told)
    page.click("#filters button[type=reset]")
    until(page, f"({SIGNS}).length === {len(changes(MET))}")
    assert page.get_by_label("Compare with").input_value() == MET


def test_the_panel_of_a_tie_tells_both_states(page: Page) -> None:
    title = "The agencies tell the police what they know and report cases to them"
    choose(page, title)
    page.locator(f"#{tie_anchor('schools', 'police')}").dispatch_event("click")
    panel = page.inner_text("#panel")
    assert "does not work" in panel
    assert f"{title}: works." in panel
    page.locator(f"#{tie_anchor('police', 'voluntary')}").dispatch_event("click")
    assert f"{title}: the same." in page.inner_text("#panel")
    as_it_is(page)
    assert page.locator("#panel").is_hidden()
    assert page.evaluate("document.activeElement.id") != "panel-title"
    page.locator(f"#{tie_anchor('schools', 'police')}").dispatch_event("click")
    assert title not in page.inner_text("#panel")


def test_the_panel_of_a_tie_that_is_only_there_tells_its_accounts(page: Page) -> None:
    choose(page, MET)
    marks = page.locator("#map .tie[data-change=gained]")
    for mark in marks.all():
        mark.dispatch_event("click")
        told = page.inner_text("#panel")
        assert re.search(rf"{MET}: works, \d+ accounts?\.", told)
        assert "NaN" not in told
        assert "undefined" not in told


# --- keyboard, by ear ---------------------------------------------------------------------------


def test_it_works_by_the_keyboard_alone(page: Page) -> None:
    page.locator("#compare").focus()
    page.keyboard.press("ArrowDown")
    assert MET in page.inner_text("#difference")
    page.locator("#map [tabindex='0']").focus()
    page.keyboard.press("Home")
    seen = set()
    for _ in range(page.locator("#map .actor, #map .tie[data-i]:not(.off)").count()):
        seen.add(page.evaluate(FOCUSED))
        page.keyboard.press("ArrowDown")
    gained = {name for name in seen if "as it is: " in name}
    assert len(gained) == len(changes(MET))
    assert all(": works" in name for name in gained)
    while "as it is: " not in page.evaluate(FOCUSED):
        page.keyboard.press("ArrowDown")
    name = page.evaluate(FOCUSED)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED) == name
    as_it_is(page)
    assert page.locator("#map [tabindex='0']").count() == 1


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("title", [MET, NURSE])
def test_axe_finds_nothing_in_comparison(
    drawn: Draw, open_page: Open, title: str, width: int
) -> None:
    page = ready(open_page(drawn(), width=width).page)
    choose(page, title)
    page.locator("#map .tie.changed").first.dispatch_event("click")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- without script, on paper, the second view, other editions ----------------------------------


def test_without_script_each_is_listed_with_its_counts(drawn: Draw, open_page: Open) -> None:
    page = open_page(drawn(), java_script_enabled=False).page
    assert page.locator("#compare").is_hidden()
    assert page.locator("#difference").is_hidden()
    lines = page.locator("#compared li").all_inner_texts()
    assert len(lines) == 1 + len(example().study.scenarios)
    assert lines[0] == f"{MET}: {len(changes(MET))} ties gained, 0 lost."


def test_paper_says_what_is_compared(page: Page) -> None:
    choose(page, MET)
    page.emulate_media(media="print")
    assert page.locator("#difference").is_visible()
    assert page.locator("#compared").is_visible()
    assert page.locator("#compare").is_hidden()


def test_the_second_view_follows(drawn: Draw, open_page: Open) -> None:
    opened = open_page(drawn())
    page = ready(opened.page)
    choose(page, MET)
    page.click("#move")
    page.wait_for_selector("#canvas canvas")
    until(page, f"({GAINED}) > 100")
    choose(page, NURSE)
    until(page, f"({GAINED}) === 0")
    choose(page, KNOWN)
    until(page, f"({GAINED}) > 100")
    as_it_is(page)
    until(page, f"({GAINED}) === 0")
    page.click("#move")
    assert page.locator("#map svg").is_visible()
    assert opened.is_clean(), opened


def test_the_board_gets_no_count_below_the_threshold(drawn: Draw, open_page: Open) -> None:
    page = ready(open_page(drawn("board")).page)
    by_channel = "The people others know by telephone leave"
    options = page.locator("#compare option").all_inner_texts()
    assert by_channel not in options
    assert by_channel in page.inner_text("#compared")
    choose(page, MET)
    for mark in page.locator("#map .tie[data-change=gained]").all():
        mark.dispatch_event("click")
        told = page.inner_text("#panel")
        assert f"{MET}: works" in told
        assert not re.search(r"\b1 account\b", told)


# --- strangers' text ----------------------------------------------------------------------------


@pytest.mark.parametrize("with_policy", [True, False], ids=["policy", "no policy"])
def test_hostile_titles_stay_text(open_page: Open, tmp_path: Path, with_policy: bool) -> None:
    study = small_study()
    study = replace(
        study,
        scenarios=tuple(replace(item, title=HOSTILE) for item in study.scenarios),
        phases=tuple(replace(item, title=f"{HOSTILE} {item.title}") for item in study.phases),
        actors=tuple(replace(item, name=f"{item.name} {HOSTILE}") for item in study.actors),
    )
    place = tmp_path / "map.html"
    draw_map(nk.analyse(study, resamples=0, tables=TABLES)).save(place)
    if not with_policy:
        text = place.read_text(encoding="utf-8")
        bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        assert bare != text
        place.write_bytes(bare.encode())
    opened = open_page(place)
    page = ready(opened.page)
    for index in range(1, page.locator("#compare option").count()):
        page.get_by_label("Compare with").select_option(index=index)
        assert "<img src=x onerror=" in page.inner_text("#difference")
        for mark in page.locator("#map .tie.changed").all():
            mark.dispatch_event("click")
            assert "<img src=x onerror=" in page.inner_text("#panel")
    assert page.locator("img, iframe, object, embed").count() == 0
    assert opened.hostile == 0
    assert opened.is_clean(), opened

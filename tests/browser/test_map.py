"""The map as its readers use it: by mouse, by keyboard alone, by ear, on paper, without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page

import netkit as nk
from netkit.findings import Findings
from netkit.maps import draw_map, tie_anchor
from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.maps.sample import crowd, hostile_study, study_of
from tests.samples import shipped_findings

pytestmark = pytest.mark.browser

SHOWN_TIES = """() => [...document.querySelectorAll('#map .tie[data-i]')]
  .filter(e => getComputedStyle(e).display !== 'none').map(e => Number(e.dataset.i)).sort()"""
SHOWN_ROWS = """() => [...document.querySelectorAll('#ties-table tbody tr')]
  .filter(e => !e.hidden).map(e => Number(e.dataset.i)).sort()"""
# A point some pixels beside a stroke, a third of the way along it.
BESIDE = """line => { const at = line.getPointAtLength(line.getTotalLength() / 3);
  const p = at.matrixTransform(line.getScreenCTM()); return [p.x + 4, p.y]; }"""
FOCUSED = "document.activeElement.getAttribute('aria-label') || ''"

Draw = Callable[..., Path]


@cache
def example() -> Findings:
    return shipped_findings()


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    folder = tmp_path_factory.mktemp("maps")

    @cache
    def draw(profile: str = "researcher", renderer: str = "both") -> Path:
        place = folder / f"{profile}-{renderer}.html"
        draw_map(example(), profile=profile, renderer=renderer).save(place)
        return place

    return draw


@pytest.fixture
def page(drawn: Draw, open_page: Open) -> Page:
    return ready(open_page(drawn()).page)


def ready(page: Page) -> Page:
    page.wait_for_selector("html[data-ready='true']")
    return page


def saved(found: Findings, folder: Path, **options: Any) -> Path:
    place = folder / "map.html"
    draw_map(found, **options).save(place)
    return place


# --- what is seen at first ----------------------------------------------------------------------


def test_it_says_how_many_ties_are_described_by_name(page: Page) -> None:
    facts, said = example().facts, page.inner_text("header .facts")
    counts = facts["by_name"]
    assert f"{sum(counts.values())} ties are described by name" in said
    assert f"{counts['works']} work, {counts['partly']} partly, {counts['fails']} does not" in said
    assert f"{facts['interviews']} interviews" in said
    # Once in the head is enough: the view's own title may name the phase.
    head = page.inner_text("header").lower()
    assert head.count(facts["phase_title"].lower()) == 1


def test_every_tie_by_name_is_drawn_and_none_said_in_general(page: Page) -> None:
    table = example().tables["ties"]
    named = table[(table["level"] == 0) & (table["state"] != "ended")]
    shown = page.evaluate(SHOWN_TIES)
    assert len(shown) == len(named)
    states = page.evaluate(
        "shown => shown.map(i => document.querySelector(`.tie[data-i='${i}']`).dataset.state)",
        shown,
    )
    assert sorted(states) == sorted(named["state"])


def test_the_agencies_among_themselves_are_one_block_with_counts(page: Page) -> None:
    counts = example().facts["among_agencies"]
    block = page.locator("#map .among").text_content() or ""
    assert f"{counts['fails']} do not" in block
    assert f"{counts['statements']} statements" in block


def test_text_is_large_enough_to_read_and_marks_to_hit(page: Page) -> None:
    sizes = page.evaluate(
        """() => { const scale = document.querySelector('#map svg').getScreenCTM().a;
        return [...document.querySelectorAll('#map text, #legend li, #ties-table td, header p')]
          .map(e => parseFloat(getComputedStyle(e).fontSize) * (e.closest('#map svg') ? scale : 1));
        }"""
    )
    assert min(sizes) >= 12
    marks = page.evaluate(
        "[...document.querySelectorAll('#map .actor .mark')].map(e => e.getBoundingClientRect())"
        ".map(b => Math.min(b.width, b.height))"
    )
    assert min(marks) >= 20
    hits = page.evaluate(
        "[...document.querySelectorAll('#map .actor')].map(e => e.getBoundingClientRect())"
        ".map(b => Math.min(b.width, b.height))"
    )
    assert min(hits) >= 24
    spots = page.evaluate(
        "[...document.querySelectorAll('#map .actor .spot')].map(e => e.getBoundingClientRect())"
        ".map(b => Math.min(b.width, b.height))"
    )
    assert len(spots) == len(marks)
    assert min(spots) >= 24


def test_no_sector_lies_in_another_and_every_mark_in_its_own(page: Page) -> None:
    zones = page.evaluate(
        "[...document.querySelectorAll('#map .zones rect')].map(e => e.getBBox())"
        ".map(b => [b.x, b.y, b.x + b.width, b.y + b.height])"
    )
    assert len(zones) == len({name for name in example().tables["actors"]["sector"] if name})
    for place, one in enumerate(zones):
        for other in zones[place + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_text_stands_out_from_its_ground_and_strokes_too(page: Page) -> None:
    inks = page.evaluate(
        """() => ({
          text: [...document.querySelectorAll('#map text')].map(e => getComputedStyle(e).fill),
          strokes: [...document.querySelectorAll('#map .line, #map .mark, #map .cross')]
            .map(e => getComputedStyle(e).stroke) })"""
    )
    assert min(contrast(ink) for ink in inks["text"]) >= 4.5
    assert min(contrast(ink) for ink in inks["strokes"]) >= 3
    named = page.evaluate(
        "[...document.querySelectorAll('#map .tie:not(.faint) .line')]"
        ".map(e => getComputedStyle(e).stroke)"
    )
    assert min(contrast(ink) for ink in named) >= 4.5


def test_states_differ_by_dash_and_mark_not_by_colour_alone(page: Page) -> None:
    page.get_by_label("Show ties said in general").check()
    looks = page.evaluate(
        """() => Object.fromEntries(['works', 'partly', 'fails'].map(state => {
          const tie = document.querySelector(`#map .tie[data-state="${state}"]`);
          const dash = getComputedStyle(tie.querySelector('.line')).strokeDasharray;
          return [state, [dash, Boolean(tie.querySelector('.cross'))]]; }))"""
    )
    assert looks["works"] == ["none", False]
    assert len({dash for dash, _ in looks.values()}) == 3
    assert looks["fails"][1]
    assert not looks["partly"][1]


# --- filters, search, tables --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [("sector", "0"), ("sector", "4"), ("relations", "1"), ("channels", "0")],
)
def test_a_filter_hides_the_same_ties_in_map_and_table(page: Page, field: str, value: str) -> None:
    page.get_by_label("Show ties said in general").check()
    every = page.evaluate(SHOWN_TIES)
    page.click("#filters summary")
    page.select_option(f"#filters select[name={field}]", value)
    shown = page.evaluate(SHOWN_TIES)
    assert shown == page.evaluate(SHOWN_ROWS)
    assert 0 < len(shown) < len(every)
    assert page.inner_text("#shown") == f"{len(shown)} of {len(every)} ties shown"
    page.click("#filters button[type=reset]")
    page.get_by_label("Show ties said in general").check()
    assert page.evaluate(SHOWN_TIES) == every


def test_a_state_can_be_left_out(page: Page) -> None:
    page.click("#filters summary")
    page.get_by_label("does not work", exact=True).uncheck()
    states = page.evaluate(
        "[...document.querySelectorAll('#map .tie[data-i]:not(.off)')].map(e => e.dataset.state)"
    )
    assert states
    assert "fails" not in states
    assert page.evaluate(SHOWN_TIES) == page.evaluate(SHOWN_ROWS)


def test_search_finds_any_part_of_a_name_and_leads_to_the_actor(page: Page) -> None:
    page.fill("#search", "traffick")
    assert page.locator("#found button").all_inner_texts() == [
        "UK Human Trafficking Centre",
        "Regional Anti-Trafficking Group",
    ]
    assert page.inner_text("#status") == "2 actors found"
    page.keyboard.press("Enter")
    assert page.inner_text("#panel-title") == "UK Human Trafficking Centre"
    page.keyboard.press("Escape")
    assert page.evaluate(FOCUSED).startswith("UK Human Trafficking Centre")


def test_a_table_sorts_by_figures_and_by_words(page: Page) -> None:
    page.get_by_role("button", name="Tells directly").click()
    page.get_by_role("button", name="Tells directly").click()
    column = page.locator("#actors-table tbody td:nth-child(3)").all_inner_texts()
    figures = [int(text) for text in column if text.isdigit()]
    assert figures == sorted(figures, reverse=True)
    head = page.locator("#actors-table th[aria-sort]")
    assert head.get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Actor", exact=True).click()
    names = page.locator("#actors-table tbody th").all_inner_texts()
    assert names == sorted(names, key=str.casefold)


def test_the_tables_agree_with_the_findings(page: Page) -> None:
    actors = example().tables["actors"].set_index("name")
    columns = {1: "out_degree", 2: "in_degree", 3: "reach_out", 4: "reach_in"}
    for row in page.locator("#actors-table tbody tr").all():
        figures = actors.loc[row.locator("th").inner_text()]
        for place, name in columns.items():
            expected = "–" if pd.isna(figures[name]) else str(figures[name])
            assert row.locator("td").nth(place).inner_text() == expected
    ties = example().tables["ties"]
    drawable = ties[(ties["level"] < 2) & (ties["state"] != "ended")]
    assert page.locator("#ties-table tbody tr").count() == len(drawable)


# --- the panel ----------------------------------------------------------------------------------


def test_a_click_on_a_tie_shows_all_that_stands_behind_it(page: Page) -> None:
    page.mouse.click(*page.locator(f"#{tie_anchor('schools', 'police')} .line").evaluate(BESIDE))
    panel = page.inner_text("#panel")
    row = example().ties.loc[("schools", "police")]
    assert "Schools to Police" in panel
    assert "does not work" in panel
    assert f"{row['accounts']} accounts" in panel
    assert f"{row['support']:.2f}" in panel
    for key in row["evidence_ids"]:
        said = example().evidence.loc[key]
        assert said["summary"] in panel
        assert f"{said['section']}, paragraph {said['paragraph']}" in panel
    assert page.locator("#panel .range").get_attribute("d")


def test_a_tie_in_the_panel_of_an_actor_leads_on(page: Page) -> None:
    page.locator(".actor .mark").first.click()
    name = page.inner_text("#panel-title")
    page.locator("#panel li button").first.click()
    assert page.inner_text("#panel-title").startswith(f"{name} to ")


def test_the_boards_panel_tells_no_more_than_it_may(drawn: Draw, open_page: Open) -> None:
    page = ready(open_page(drawn("board")).page)
    place = page.url + f"#{tie_anchor('police', 'voluntary')}"
    page.goto(place)
    panel = page.inner_text("#panel")
    assert "fewer than 2 accounts" in panel
    for heading in ("Support", "Barriers named", "What was said"):
        assert heading not in panel
    assert page.locator("#map .tie.hollow").count() == 0


# --- the keyboard -------------------------------------------------------------------------------


def test_the_map_is_one_tab_stop_and_the_table_comes_soon(page: Page) -> None:
    assert page.locator("#map [tabindex='0']").count() == 1
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.closest('#tables') !== null"))
        if stops[-1]:
            break
    assert stops[-1], "the tables come within twelve tab stops"


def test_the_arrows_reach_every_actor_and_every_tie(page: Page) -> None:
    page.get_by_label("Show ties said in general").check()
    page.locator("#map [tabindex='0']").focus()
    page.keyboard.press("Home")
    seen = set()
    total = page.locator("#map .actor, #map .tie[data-i]").count()
    for _ in range(total):
        seen.add(page.evaluate(FOCUSED))
        page.keyboard.press("ArrowDown")
    assert len(seen) == total
    page.keyboard.press("End")
    last = page.evaluate(FOCUSED)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) != last


def test_letters_and_sideways_arrows_go_from_actor_to_actor(page: Page) -> None:
    page.locator("#map [tabindex='0']").focus()
    page.keyboard.press("s")
    assert page.evaluate(FOCUSED).startswith("S")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED).startswith("S")


def test_enter_opens_the_panel_and_escape_returns_to_the_mark(page: Page) -> None:
    page.locator("#map [tabindex='0']").focus()
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        before = page.evaluate(FOCUSED)
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "panel-title"
        page.keyboard.press("Escape")
        assert page.evaluate(FOCUSED) == before
        assert page.locator("#panel").is_hidden()


def test_the_focus_is_seen(page: Page) -> None:
    page.locator("#map [tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    stroke, width = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement.querySelector('.mark'));"
        " return [s.stroke, parseFloat(s.strokeWidth)]; })()"
    )
    assert contrast(stroke) >= 3
    assert width >= 2
    for _ in range(4):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth)]; })()"
        )
        assert style[0] != "none"
        assert style[1] >= 2


# --- by ear -------------------------------------------------------------------------------------


def test_every_mark_has_a_name_that_begins_with_its_label(page: Page) -> None:
    names = page.evaluate(
        "[...document.querySelectorAll('#map .actor')].map(e => [e.getAttribute('role'),"
        " e.getAttribute('aria-label'),"
        " [...e.querySelectorAll('.label tspan')].map(t => t.textContent).join(' ')])"
    )
    assert len(names) == len(example().tables["actors"])
    for role, name, label in names:
        assert role == "button"
        assert label
        assert name.startswith(label)
        assert re.search(r"\d+ ties? out, \d+ in$", name)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("state", ["first", "actor", "tie", "filtered", "moved", "forced colours"])
def test_axe_finds_nothing_in_any_state(
    drawn: Draw, open_page: Open, state: str, width: int
) -> None:
    page = ready(open_page(drawn(), width=width, height=800).page)
    if state == "actor":
        page.locator(".actor .mark").nth(3).click()
    elif state == "tie":
        page.goto(page.url + f"#{tie_anchor('schools', 'police')}")
    elif state == "filtered":
        page.click("#filters summary")
        page.select_option("#filters select[name=sector]", "2")
    elif state == "moved":
        page.click("#move")
    elif state == "forced colours":
        page.emulate_media(forced_colors="active")
    assert violations(page) == []


# --- without script, on paper, in a notebook ----------------------------------------------------


def test_general_talk_can_be_switched_on_without_script(drawn: Draw, open_page: Open) -> None:
    page = open_page(drawn(), java_script_enabled=False).page
    visible = page.locator("#map .tie.faint")
    assert not any(tie.is_visible() for tie in visible.all())
    page.get_by_label("Show ties said in general").check()
    assert all(tie.is_visible() for tie in visible.all())
    assert page.locator("#move").is_hidden()
    assert page.locator("#filters").is_hidden()


def test_print_leaves_out_controls_and_opens_what_is_folded(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for part in (".controls", "#panel", "#moved"):
        assert page.locator(part).is_hidden(), part
    for part in ("h1", "#map svg", "#legend", "#story", "#ties-table", "#actors-table"):
        assert page.locator(part).is_visible(), part
    assert page.evaluate(
        "[...document.querySelectorAll('#story details')].every(part => part.open)"
    )
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#ties-table thead')).display")
        == "table-header-group"
    )
    paper = page.pdf(prefer_css_page_size=True)
    assert b"/Subtype /Image" not in paper


def test_it_shows_itself_in_a_notebook(open_page: Open, tmp_path: Path) -> None:
    place = tmp_path / "notebook.html"
    place.write_text(
        f"<!doctype html><title>n</title>{draw_map(example())._repr_html_()}", encoding="utf-8"
    )
    opened = open_page(place)
    frame = opened.page.frames[1]
    frame.wait_for_selector("html[data-ready='true']")
    frame.locator(".actor .mark").first.click()
    assert frame.locator("#panel").is_visible()
    assert opened.is_clean(), opened


# --- the second view ----------------------------------------------------------------------------


def test_things_can_be_moved_about(drawn: Draw, open_page: Open) -> None:
    opened = open_page(drawn())
    page = ready(opened.page)
    assert page.evaluate("typeof vis") == "undefined"
    page.click("#move")
    page.wait_for_selector("#canvas canvas")
    assert page.locator("#map").is_hidden()
    assert page.get_by_role("application").count() == 1
    unnamed = "[...document.querySelectorAll('#canvas [tabindex=\"0\"]')].length"
    assert page.evaluate(unnamed) == 0
    page.check("#springs")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("+")
    page.click("#move")
    assert page.locator("#map svg").is_visible()
    assert opened.is_clean(), opened


def test_without_the_second_view_there_is_no_bundle(drawn: Draw, open_page: Open) -> None:
    opened = open_page(drawn(renderer="svg"))
    ready(opened.page)
    assert opened.page.locator("#move, #bundle").count() == 0
    assert opened.is_clean(), opened


def test_in_a_large_map_text_stays_readable_and_focus_shows_names(
    open_page: Open, tmp_path: Path
) -> None:
    found = nk.analyse(crowd(60, 300), tables=("actors", "ties"))
    page = ready(open_page(saved(found, tmp_path, renderer="svg")).page)
    assert page.evaluate("document.querySelector('#map svg').getScreenCTM().a") >= 1
    assert page.locator("#map .label").count() == 24
    page.locator("#map [tabindex='0']").focus()
    for _ in range(60):
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.querySelector('.label') !== null")
    assert page.locator("#map .label").count() in (24, 25)


# --- strangers' text ----------------------------------------------------------------------------


@pytest.mark.parametrize("with_policy", [True, False], ids=["policy", "no policy"])
def test_hostile_text_in_every_field_stays_text(
    open_page: Open, tmp_path: Path, with_policy: bool
) -> None:
    place = saved(nk.analyse(hostile_study()), tmp_path)
    if not with_policy:
        text = place.read_text(encoding="utf-8")
        bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        assert bare != text
        place.write_bytes(bare.encode())
    opened = open_page(place)
    page = ready(opened.page)
    page.get_by_label("Show ties said in general").check()
    for kind in ("actor", "tie"):
        for mark in page.locator(f"#map .{kind}[data-i]").all():
            mark.dispatch_event("mouseover")
            mark.dispatch_event("click")
    for letter in ("<", "j", "Enter", "Escape"):
        page.keyboard.press(letter)
    page.fill("#search", "onerror")
    page.click("#filters summary")
    for choice in page.locator("#filters select").all():
        choice.select_option(index=1)
    page.click("#move")
    page.wait_for_selector("#canvas canvas")
    page.hover("#canvas")
    page.click("#canvas", position={"x": 300, "y": 200})
    assert opened.hostile == 0
    assert opened.is_clean(), opened
    assert page.locator("img, iframe, object, embed, a[href^=javascript]").count() == 0
    assert "<img src=x onerror=" in page.inner_text("#actors-table")
    handlers = page.evaluate(
        "[...document.querySelectorAll('body *:not(#canvas *)')].flatMap(e => [...e.attributes])"
        ".filter(a => /^on|^style$/i.test(a.name) || /https?:|javascript:/i.test(a.value))"
        ".map(a => [a.ownerElement.outerHTML.slice(0, 80), a.name, a.value])"
        ".filter(([, name]) => name !== 'aria-label' && name !== 'id' && name !== 'd')"
    )
    assert handlers == []


def test_sixty_letters_do_not_widen_a_narrow_screen(open_page: Open, tmp_path: Path) -> None:
    found = nk.analyse(study_of([("x" * 60, "y " * 30)]), tables=("actors", "ties"))
    page = ready(open_page(saved(found, tmp_path), width=320, height=640).page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator(".actor .mark").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.click("#filters summary")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_kept_places_are_kept(open_page: Open, tmp_path: Path) -> None:
    first = draw_map(example())
    study = replace(example().study, layout=dict(first.positions))
    again = draw_map(replace(example(), study=study), seed=7)
    assert dict(again.positions) == dict(first.positions)
    again.save(tmp_path / "map.html")
    assert open_page(tmp_path / "map.html").is_clean()


def contrast(colour: str) -> float:
    """Give the contrast of a CSS colour on white (WCAG 2)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)

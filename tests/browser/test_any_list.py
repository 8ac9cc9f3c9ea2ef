"""Any list of ties gives a page that can be read: known networks, strange names, or nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Page

import netkit as nk
from netkit.evidence.study import Actor, Study
from netkit.maps import RENDERERS, draw_map
from tests.browser.conftest import Open, Opened
from tests.maps.sample import study_of
from tests.samples import shipped_findings

pytestmark = pytest.mark.browser

STRANGE = (
    "<script>window.__hostile++</script>",
    "</script><img src=x onerror=window.__hostile++>",
    "He said \"no\" & 'yes'",
    "\u05de\u05e9\u05d8\u05e8\u05d4 \u0634\u0631\u0637\u0629",
    "\U0001f46e\u200d\u2640\ufe0f \U0001f3e5 Health",
    "{{ 7 * 7 }} ${1} %s",
    "=1+1",
    "Z\u0353\u0301\u0301\u0301algo",
)
LONG = [f"Number {row} of the agencies whose name has some sixty letters" for row in range(9)]
OVERLAPS = """() => { const boxes = [...document.querySelectorAll('#map .label')].map(
  e => e.getBoundingClientRect());
  let found = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > 4) found++; }));
  return found; }"""
CUT = """() => { const svg = document.querySelector('#map svg').viewBox.baseVal;
  return [...document.querySelectorAll('#map .label, #map .titles text')].filter(e => {
    const b = e.getBBox();
    return b.width && (b.x < 0 || b.y < 0 || b.x + b.width > svg.width || b.y + b.height > svg.height);
  }).length; }"""
LEGEND = """() => [...document.querySelectorAll('#legend li')].filter(
  e => e.getBoundingClientRect().width).map(e => e.textContent.trim())"""


def undirected(graph: nx.Graph) -> Study:
    return study_of([(str(one), str(other)) for one, other in graph.edges if one != other])


def listed(*names: str) -> Study:
    ring = list(zip(names, names[1:] + names[:1], strict=True)) if len(names) > 1 else []
    study = study_of(ring)
    return study if ring else replace(study, actors=tuple(Actor(name, name) for name in names))


LISTS = {
    "karate": lambda: undirected(nx.karate_club_graph()),
    "florentine": lambda: undirected(nx.florentine_families_graph()),
    "miserables": lambda: undirected(
        nx.relabel_nodes(
            nx.les_miserables_graph().subgraph(sorted(nx.les_miserables_graph())[:70]), str
        )
    ),
    "strange": lambda: listed(*STRANGE),
    "long": lambda: listed(*LONG),
    "one": lambda: listed("Alone"),
    "none": lambda: listed(),
}


def found_in(name: str) -> nk.Findings:
    return nk.analyse(LISTS[name](), tables=("actors", "ties"), resamples=0)


@pytest.fixture(params=LISTS)
def opened(request: pytest.FixtureRequest, open_page: Open, tmp_path: Path) -> Opened:
    draw_map(found_in(request.param), renderer="svg").save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html")
    opened.page.wait_for_selector("html[data-ready='true']")
    return opened


def test_the_page_is_ready_whole_and_clean(opened: Opened) -> None:
    page = opened.page
    if page.locator("#map svg").count():
        assert page.evaluate(OVERLAPS) == 0
        assert page.evaluate(CUT) == 0
    for mark in page.locator(".actor").all()[:3]:
        mark.dispatch_event("click")
        page.keyboard.press("Escape")
    assert opened.is_clean()


def test_the_legend_says_only_what_is_there(opened: Opened) -> None:
    page = opened.page
    said = page.evaluate(LEGEND)
    states = {"works": "works", "partly": "works partly", "fails": "does not work"}
    for state, words in states.items():
        drawn = page.locator(f"#map .tie[data-state='{state}']:not(.off)").count()
        assert (words in said) is (drawn > 0), said
    assert "? accounts differ" not in said
    assert "one account" not in said
    if page.locator(".actor").count() < 2:
        assert not [text for text in said if text.startswith("larger mark")]


def test_the_facts_are_told_once(opened: Opened) -> None:
    heading = opened.page.locator("header").inner_text()
    assert heading.count(opened.page.locator("h1").inner_text()) == 1


@pytest.mark.parametrize("renderer", RENDERERS)
def test_nobody_to_draw_is_said_and_no_canvas_opens(
    renderer: str, open_page: Open, tmp_path: Path
) -> None:
    draw_map(found_in("none"), renderer=renderer).save(tmp_path / "map.html")
    opened = open_page(tmp_path / "map.html")
    opened.page.wait_for_selector("html[data-ready='true']")
    assert "nothing to draw" in opened.page.locator("#map").inner_text()
    assert opened.page.locator("canvas, #move").count() == 0
    assert opened.is_clean()


def test_what_only_talk_in_general_shows_enters_the_legend_with_it(
    open_page: Open, tmp_path: Path
) -> None:
    draw_map(shipped_findings(0), renderer="svg").save(tmp_path / "map.html")
    page: Page = open_page(tmp_path / "map.html").page
    page.wait_for_selector("html[data-ready='true']")
    doubts = "[...document.querySelectorAll('#map .tie:not(.off) .doubt')].length"
    for _ in range(2):
        assert ("? accounts differ" in page.evaluate(LEGEND)) is (page.evaluate(doubts) > 0)
        page.check("#general")
    assert page.evaluate(doubts) > 0


def test_the_picture_itself_is_no_tab_stop(open_page: Open, tmp_path: Path) -> None:
    draw_map(found_in("florentine"), renderer="svg").save(tmp_path / "map.html")
    page = open_page(tmp_path / "map.html").page
    page.wait_for_selector("html[data-ready='true']")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName.toLowerCase()") != "svg"


def test_several_maps_in_one_notebook_do_not_meet(open_page: Open, tmp_path: Path) -> None:
    maps = [
        draw_map(found_in(name), renderer="svg", height=height)
        for name, height in (("florentine", 400), ("strange", 620), ("florentine", 500))
    ]
    frames = "".join(page._repr_html_() for page in maps)
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html><meta charset=utf-8>{frames}", encoding="utf-8")
    opened = open_page(notebook)
    heights = [frame.bounding_box()["height"] for frame in opened.page.locator("iframe").all()]
    assert [round(height) // 10 * 10 for height in heights] == [400, 620, 500]
    for frame in opened.page.frames[1:]:
        frame.wait_for_selector("html[data-ready='true']")
        frame.locator(".actor").first.press("Enter")
        assert frame.locator("#panel").is_visible()
    assert [place.name for place in tmp_path.iterdir()] == ["notebook.html"]
    assert not opened.requests
    assert not opened.hostile


def test_a_frame_too_low_to_read_is_refused() -> None:
    with pytest.raises(nk.errors.UsageError, match="height of 20 is too low"):
        draw_map(found_in("one"), height=20)

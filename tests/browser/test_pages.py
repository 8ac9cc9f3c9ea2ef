"""The report's pages in a real Chromium, opened from file:// with the network cut."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import netkit as nk
from netkit.evidence.study import Actor, Statement, Study
from netkit.maps import tie_anchor
from netkit.publish import publish
from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.samples import small_study

pytestmark = pytest.mark.browser
PAGES = ("index.html", "map.html", "map-board.html")
HOSTILE = (
    "<img src=x onerror='__hostile++'></script><script>__hostile++</script>\u2028\u202e\"href="
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(publish(nk.example()), tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(publish(hostile_study()), tmp_path_factory.mktemp("hostile"))


def written(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def hostile_study() -> Study:
    """Give the small study with a hostile text in every field that a user fills."""
    study = small_study()

    def spoil(record: Any, *names: str) -> Any:
        return replace(record, **{name: f"{getattr(record, name)} {HOSTILE}" for name in names})

    return replace(
        spoil(study, "title", "citation"),
        actors=tuple(spoil(item, "name", "sector", "description") for item in study.actors),
        statements=tuple(
            replace(spoil(item, "summary", "section", "channel"), respondents=(HOSTILE, "N1"))
            for item in study.statements
        ),
        steps=tuple(spoil(item, "title", "basis", "summary") for item in study.steps),
        phases=tuple(spoil(item, "title") for item in study.phases),
        relations=tuple(spoil(item, "title") for item in study.relations),
    )


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_asked_for_and_nothing_goes_wrong(
    report: Path, open_page: Open, name: str
) -> None:
    opened = open_page(report / name)
    if name != "index.html":
        opened.page.wait_for_selector("html[data-ready]")
        opened.page.locator("summary, button").first.click()
    assert opened.is_clean(), opened


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_is_strict_and_every_block_has_its_hash(
    report: Path, open_page: Open, name: str
) -> None:
    text = (report / name).read_text(encoding="utf-8")
    head = text.split("<head>")[1].strip()
    found = re.match(
        r'<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)"',
        head,
        re.IGNORECASE,
    )
    assert found
    assert "default-src 'none'" in found[1]
    assert "unsafe" not in found[1]
    blocks = open_page(report / name).page.evaluate(
        "[...document.querySelectorAll('style, script:not([type=\"application/json\"])')]"
        ".map(e => e.textContent)"
    )
    assert blocks
    for block in blocks:
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in found[1]


@pytest.mark.parametrize("with_policy", [True, False], ids=["policy", "no policy"])
@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_never_runs(
    hostile: Path, open_page: Open, tmp_path: Path, name: str, with_policy: bool
) -> None:
    text = (hostile / name).read_text(encoding="utf-8")
    if not with_policy:
        text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    page = tmp_path / name
    page.write_bytes(text.encode())
    opened = open_page(page)
    if name != "index.html":
        opened.page.wait_for_selector("html[data-ready]")
        for mark in opened.page.locator(".actor").all()[:4]:
            mark.hover()
            mark.click()
        opened.page.keyboard.press("ArrowRight")
        opened.page.keyboard.press("Enter")
        opened.page.keyboard.press("Escape")
        opened.page.fill("#search", "img")
    assert opened.hostile == 0
    assert opened.is_clean(), opened
    assert "<img" in opened.page.inner_text("body")


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(report: Path, open_page: Open, name: str, width: int) -> None:
    opened = open_page(report / name, width=width, height=800)
    opened.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(opened.page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_narrow_screen(report: Path, open_page: Open, name: str) -> None:
    opened = open_page(report / name, width=320, height=640)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["map.html", "map-board.html"])
def test_no_label_lies_over_another(report: Path, open_page: Open, name: str) -> None:
    opened = open_page(report / name)
    boxes = opened.page.evaluate(
        "[...document.querySelectorAll('#map svg .actor .label')].map(e => {"
        " const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
    )
    assert len(boxes) > 15
    over = [
        (one, other)
        for place, one in enumerate(boxes)
        for other in boxes[place + 1 :]
        if min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    ]
    assert over == []


@pytest.mark.parametrize("name", ["map.html", "map-board.html"])
def test_it_is_whole_with_script_off(report: Path, open_page: Open, name: str) -> None:
    page = open_page(report / name, java_script_enabled=False).page
    for part in ("h1", "#legend", "#map svg", "#story", "#ties-table", "#actors-table"):
        assert page.locator(part).first.is_visible(), part
    assert page.locator("#map svg .actor").count() > 20
    assert page.locator("#ties-table tbody tr").count() > 50


def test_the_first_view_needs_no_scrolling(report: Path, open_page: Open) -> None:
    page = open_page(report / "map-board.html").page
    for part in ("h1", "#map svg", "#legend"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 800, part


def test_ties_said_in_general_are_off_until_switched_on(report: Path, open_page: Open) -> None:
    page = open_page(report / "map.html").page
    page.wait_for_selector("html[data-ready]")
    shown = "document.querySelectorAll('#map svg .tie[data-state]').length"
    visible = (
        "[...document.querySelectorAll('#map svg .tie[data-state]')]"
        ".filter(e => e.getClientRects().length && getComputedStyle(e).display !== 'none').length"
    )
    before = page.evaluate(visible)
    page.get_by_label("Show ties said in general").check()
    assert page.evaluate(visible) > before
    assert page.evaluate(shown) >= page.evaluate(visible)


def test_a_tie_leads_to_its_evidence(report: Path, open_page: Open) -> None:
    page = open_page(report / "map.html").page
    page.wait_for_selector("html[data-ready]")
    page.goto(page.url.split("#")[0] + f"#{tie_anchor('schools', 'police')}")
    assert "N5" in page.inner_text("#panel")
    assert "N12" in page.inner_text("#panel")
    assert "do-not-open" in page.inner_text("#panel")


@pytest.mark.parametrize("name", ["index.html", "map-board.html"])
def test_the_board_reads_no_respondent_code_and_no_locator(report: Path, name: str) -> None:
    text = (report / name).read_text(encoding="utf-8")
    outside_the_bundle = re.sub(
        r"<script(?![^>]*json)[^>]*>.*?</script>", "", text, flags=re.DOTALL
    )
    assert not re.findall(r"\bN(?:1[0-7]|[1-9])\b", outside_the_bundle)
    assert "AUTHORS" not in outside_the_bundle
    for section in {item.section for item in nk.example().statements} - {"definition", "method"}:
        assert section not in outside_the_bundle


@pytest.mark.parametrize(
    "study",
    [
        Study("empty", (), ()),
        Study("one", (), (Actor("only", "Only one"),)),
        Study(
            "long",
            (Statement("e", "", "a" * 60, "b" * 60),),
            (Actor("a" * 60, "a" * 60), Actor("b" * 60, "b" * 60)),
        ),
    ],
    ids=lambda study: study.title,
)
def test_any_list_gives_a_page(study: Study, open_page: Open, tmp_path: Path) -> None:
    folder = written(publish(study), tmp_path)
    for name in PAGES:
        opened = open_page(folder / name, width=320, height=640)
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert opened.is_clean(), opened

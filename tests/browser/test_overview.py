"""The page over many studies in a real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from netkit.report import render_overview
from tests.browser.axe import violations
from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror='__hostile++'>\u202e"


def study(name: str, **other: object) -> dict[str, object]:
    plain = {"name": name, "title": f"The study of {name}", "address": f"{name}/network.csv"}
    figures = {"figures": ["1,200", "34", "0", "17 %"], "warnings": 3, "problem": "", "more": 0}
    return {**plain, **figures, **other}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("overview") / "index.html"
    heads = ["Actors", "Ties that work", "Fail", "Pairs that can reach each other"]
    studies = [
        study("hull"),
        study(HOSTILE),
        study("york", address="", figures=[], problem="actors.csv:3: 'a' stands twice", more=2),
    ]
    path.write_bytes(render_overview(studies, heads=heads, table="figures.csv"))
    return path


@pytest.mark.parametrize("width", [1280, 320])
def test_it_is_clean_and_axe_finds_nothing(page: Path, open_page: Open, width: int) -> None:
    opened = open_page(page, width=width, height=800)
    assert violations(opened.page) == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.hostile == 0
    assert opened.is_clean(), opened


def test_it_leads_to_what_was_worked_out_and_says_what_was_not(page: Path, open_page: Open) -> None:
    found = open_page(page).page
    links = found.locator("tbody a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) == 2
    assert links[0] == "hull/network.csv"
    told = found.inner_text("body")
    assert "2 worked out, 1 not" in told
    assert "Not worked out: actors.csv:3: 'a' stands twice (2 more)" in told
    assert "<img" in told

"""The page about the map names tests that are there, for each of its fifteen promises."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROW = re.compile(r"^\| (\d+) \|.*$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def test_each_promise_names_tests_that_are_there() -> None:
    page = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    rows = {int(row[1]): NAMED.findall(row[0]) for row in ROW.finditer(page)}
    assert list(rows) == list(range(1, 16))
    assert all(rows.values())
    missing = [
        f"{file}::{name}"
        for tests in rows.values()
        for file, name in tests
        if f"def {name}(" not in (ROOT / "tests" / file).read_text(encoding="utf-8")
    ]
    assert not missing


def test_each_picture_is_there_and_light() -> None:
    page = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    pictures = [
        ROOT / "docs" / place for place in re.findall(r"\]\((pictures/[\w-]+\.png)\)", page)
    ]
    assert len(pictures) == 9
    assert all(picture.stat().st_size < 150_000 for picture in pictures)

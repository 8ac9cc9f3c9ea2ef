"""The coding guide: its columns are those of the tables, its example is what netkit says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netkit.evidence import check, new_study
from netkit.evidence.schema import EDGES, KINDS, STATUSES

GUIDE = Path(__file__).parents[1] / "docs" / "coding-guide.md"


@pytest.fixture(scope="module")
def text() -> str:
    return GUIDE.read_text(encoding="utf-8")


def test_every_column_of_a_statement_is_explained(text: str) -> None:
    part = text.split("## 3.")[1].split("Rules that")[0]
    explained = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (.*?) \|", part, re.M))))
    # The relation is the file's, and what an interview says has no weight.
    assert explained == {field.name for field in EDGES.fields} - {"relation", "weight"}


def test_the_words_of_the_guide_are_those_of_the_tables(text: str) -> None:
    assert {f"`{word}`" for word in (*KINDS, *STATUSES)} <= set(re.findall(r"`\w+`", text))


def test_the_example_is_what_check_says(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new_study("my-study")
    file = Path("my-study/edges/information.csv")
    file.write_text(file.read_text().replace(",broken,", ",brocken,"))
    said = [str(problem) for problem in check("my-study") if problem.severity == "error"]
    assert said == re.findall(r"```text\n(.*?)\n```", text)

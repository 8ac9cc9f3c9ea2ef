"""The page of methods says what the registry says, and every source on it is spelt out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netkit.measures.registry import Measure, Table, measures, tables

ROOT = Path(__file__).parents[1]
PLACES = {"actor": "actors", "network": "network", "tie": "ties"}
COUNT = "a count"


@pytest.fixture(scope="module")
def page() -> str:
    return (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")


def line_of(entry: Measure) -> str:
    column = entry.columns[0]
    # A census has one line; the name of the row is left off its meaning.
    meaning = column.meaning if entry.single else column.meaning.removesuffix(f" ({column.column})")
    cells = (f"`{entry.name}`", f"`{PLACES[entry.level]}`", meaning, column.source or COUNT)
    return f"| {' | '.join(cells)} |"


def start_of(entry: Table) -> str:
    does = str(entry.function.__doc__).strip().splitlines()[0]
    return f"| `{entry.name}` | {entry.row} | {does} | "


def test_every_measure_has_its_line(page: str) -> None:
    lines = page.splitlines()
    assert [line for line in map(line_of, measures()) if line not in lines] == []


def test_every_table_has_its_line(page: str) -> None:
    lines = page.splitlines()
    starts = map(start_of, tables().values())
    assert [start for start in starts if not any(line.startswith(start) for line in lines)] == []


def test_the_page_names_nothing_that_is_not_there(page: str) -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", page, flags=re.MULTILINE))
    assert named == {entry.name for entry in measures()} | set(tables())


def test_every_source_is_spelt_out(page: str) -> None:
    text, references = page.split("## References")
    cited = set(re.findall(r"([A-Z]\w+)[^|;()]*? (\d{4})\b", text))
    assert ("Rubin", "1981") in cited
    entries = [line for line in references.splitlines() if line.startswith("- ")]
    known = {(re.split(r"\W", line[2:])[0], year) for line in entries for year in years(line)}
    assert cited - known == set()


def test_references_stand_in_order_and_once(page: str) -> None:
    entries = [line for line in page.split("## References")[1].splitlines() if line]
    assert len(entries) == len(set(entries))
    surnames = [re.split(r"\W", entry[2:])[0] for entry in entries]
    assert surnames == sorted(surnames)


def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []


def years(line: str) -> list[str]:
    return re.findall(r"\((\d{4})\)", line)

"""The workbook to start from: the same worked example as the folder to start from."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from netkit.evidence.book.sheets import STATEMENTS
from netkit.evidence.book.writing import book_of

__all__ = ["template_book"]

Rows = list[dict[str, str]]

_GUIDE = (
    "A study for netkit, coded in a spreadsheet",
    "Replace the example on the other sheets by your own study, and save. Dark headers must be "
    "filled, grey ones may stay empty. Choose a cell to read what its column is for.",
    "1. Sheet actors: every agency, team or body that an interview speaks of, one a row. A "
    "collective (such as 'the agencies') has the members it stands for, ; between.",
    "2. Sheet respondents: one row an interview, under a code and never a name.",
    "3. Sheets sectors, channels, barriers, relations, phases: the words your coding uses, with "
    "their definitions. The lists to choose from on the other sheets come from here.",
    "4. Sheet statements: one row for each thing that is said of passing information from one "
    "actor to another: does it work (open), partly or late (strained), or not (broken)? Say in "
    "respondents whose account it is, ; between; AUTHORS where the authors sum up.",
    "5. Sheet conditions: what holds somebody up inside one agency, where no tie is named.",
    "6. Sheet pathways: what law or guidance prescribes, step by step. It is no evidence that it "
    "happens.",
    "7. Sheet study: title, citation and how evidence is weighed.",
    "Then: 'netkit check study.xlsx' tells what does not fit, and 'netkit report study.xlsx' makes "
    "the briefing and the map.",
    "Write summaries in your own words. Nobody should be known from them by name or post.",
)
_MEANINGS = {
    "title": "Name of the study.",
    "citation": "What is coded, as a reference.",
    "strained": "What a strained statement is worth, between broken (0) and open (1).",
    "implied": "Weight of an implied statement beside an explicit one, 0 to 1.",
    "threshold": "Number of accounts from which a board is shown particulars of a tie.",
    "marking": "A line printed on every page of a board's edition.",
}


def template_book(folder: Path) -> bytes:
    """Give the study of a folder that ``netkit new`` writes as a workbook."""
    settings = tomllib.loads((folder / "study.toml").read_text(encoding="utf-8"))
    tables = {path.stem: _rows(path) for path in sorted(folder.glob("*.csv"))}
    tables[STATEMENTS] = [
        {**row, "relation": relation["id"]}
        for relation in settings["relations"]
        for row in _rows(folder / relation["file"])
    ]
    return book_of(_GUIDE, tables | dict(_vocabularies(settings)))


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _vocabularies(settings: Mapping[str, Any]) -> Iterator[tuple[str, Rows]]:
    flat = {**settings, **settings["support"], **settings["disclosure"]}
    yield (
        "study",
        [
            {"setting": name, "value": str(flat[name]), "meaning": meaning}
            for name, meaning in _MEANINGS.items()
        ],
    )
    for name in ("phases", "relations"):
        yield name, [_texts(item) for item in settings.get(name, ())]
    for name, words in settings["codebook"].items():
        yield name, [_texts({"id": key, **word}) for key, word in words.items()]


def _texts(item: Mapping[str, Any]) -> dict[str, str]:
    """Give what a table of settings says as cells; a file's place has no cell in a workbook."""
    yes_no = {True: "yes", False: "no"}
    return {
        key: yes_no[value] if isinstance(value, bool) else str(value)
        for key, value in item.items()
        if key != "file"
    }

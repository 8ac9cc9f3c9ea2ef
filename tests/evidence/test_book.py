"""A study in a workbook: the same study as in a folder, told of in the same words."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from netkit.errors import InputError
from netkit.evidence import check, new_study, read
from netkit.evidence.book.sheets import GUIDE, SHEETS

Change = Callable[[Workbook], None]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Give a new study's workbook."""
    (place,) = new_study(tmp_path / "study.xlsx")
    return place


def edit(place: Path, change: Change) -> None:
    opened = load_workbook(place)
    change(opened)
    opened.save(place)


def put(sheet: str, cell: str, value: Any) -> Change:
    def change(opened: Workbook) -> None:
        opened[sheet][cell] = value

    return change


def told(place: Path, **options: Any) -> list[str]:
    start = f"{place.as_posix()}:"
    return [str(problem).removeprefix(start) for problem in check(place, **options)]


def test_the_workbook_holds_the_study_of_the_folder(tmp_path: Path, book: Path) -> None:
    new_study(tmp_path / "folder")
    folder, same = read(tmp_path / "folder"), read(book)
    # A workbook has no sheet for views and scenarios, and its statements stand in one sheet.
    assert replace(same, inputs={}, warnings=()) == replace(
        folder,
        inputs={},
        views=(),
        scenarios=(),
        relations=tuple(replace(item, file="") for item in folder.relations),
    )
    assert [problem.severity for problem in same.warnings] == ["note"]
    assert list(same.inputs) == ["study.xlsx"]


def test_it_is_written_whole_once_and_always_alike(tmp_path: Path, book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(InputError, match="is there already"):
        new_study(book)
    assert book.read_bytes() == before
    assert new_study(tmp_path / "far" / "other.XLSX")[0].read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["far", "study.xlsx"]


def test_every_column_says_what_it_is_for_and_offers_its_words(book: Path) -> None:
    opened = load_workbook(book)
    assert opened.sheetnames == [GUIDE, *SHEETS]
    offers = {}
    for name, schema in SHEETS.items():
        choices = opened[name].data_validations.dataValidation
        wanted = [field for field in schema.fields if field.kind != "weight"]
        assert [choice.prompt for choice in choices] == [field.meaning for field in wanted]
        for field, choice in zip(wanted, choices, strict=True):
            assert (choice.type == "list") == bool(field.values or field.refers)
            offers[name, field.name] = choice
    assert offers["statements", "status"].formula1 == '"open,strained,broken"'
    assert offers["statements", "status"].errorStyle == "stop"
    assert offers["statements", "source"].formula1 == (
        "OFFSET(actors!$A$2,0,0,MAX(1,COUNTA(actors!$A$2:$A$2000)),1)"
    )
    # Several words are typed with ; between, and a phase may be any: nothing stops them.
    for open_column in ("barriers", "respondents", "phase"):
        assert not offers["statements", open_column].showErrorMessage
    assert offers["statements", "channel"].showErrorMessage


def test_cells_are_text_and_formulas_stay_what_they_read(book: Path) -> None:
    assert {
        (cell.data_type, cell.number_format)
        for sheet in load_workbook(book).worksheets[1:]
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.value is not None
    } == {("s", "@")}

    def formula(opened: Workbook) -> None:
        cell = opened["statements"]["L2"]
        cell.value, cell.data_type = "=1+1", "s"

    edit(book, formula)
    assert read(book).statements[0].summary == "=1+1"


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "expected"),
    [
        ("statements", "E3", "brocken", "3:status: (sheet statements) 'brocken' is not one of open,"
         " strained, broken (did you mean 'broken'?)"),
        ("statements", "C2", "schol", "2:source: (sheet statements) 'schol' is not in the sheet "
         "actors (did you mean 'school'?): add it there or correct it"),
        ("statements", "G2", "later", "2:phase: (sheet statements) 'later' is not in the sheet "
         "phases: add it there or write any"),
        ("actors", "C2", "educaton", "2:sector: (sheet actors) 'educaton' is not in the sheet "
         "sectors (did you mean 'education'?): add it there or correct it"),
        ("sectors", "C2", "green", "2:colour: (sheet sectors) 'green' is no colour: write it as "
         "#1d6b3a"),
        ("study", "B4", "1.5", "4:value: (sheet study) '1.5' is not a number from 0 to 1"),
        ("study", "B6", "0", "6:value: (sheet study) '0' is not a whole number from 1"),
        ("study", "A2", "titel", "2:setting: (sheet study) 'titel' is not one of title, citation, "
         "strained, implied, threshold, marking (did you mean 'title'?)"),
        ("phases", "A2", "any", "2:id: (sheet phases) 'any' stands for all phases: name the phase "
         "otherwise"),
        ("channels", "C2", "maybe", "2:person_dependent: (sheet channels) 'maybe' is not one of "
         "yes, no"),
        ("pathways", "D2", "first", "2:step: (sheet pathways) 'first' is not a whole number from "
         "1"),
        ("relations", "A3", "referral", None),
    ],
)  # fmt: skip
def test_each_problem_names_sheet_row_and_next_step(
    book: Path, sheet: str, cell: str, value: str, expected: str | None
) -> None:
    edit(book, put(sheet, cell, value))
    errors = [line for line in told(book) if not line.endswith("(note)")]
    assert errors == ([expected] if expected else [])


def test_all_problems_of_all_sheets_are_told_at_once(book: Path) -> None:
    for change in (
        put("statements", "E3", "brocken"),
        put("actors", "E2", "team"),
        put("respondents", "A3", "R1"),
        put("relations", "A3", "referral"),
        put("statements", "B2", None),
    ):
        edit(book, change)
    places = [line.split(": ")[0] for line in told(book) if not line.endswith("(note)")]
    assert places == ["2:kind", "2:relation", "3:id", "3:respondents", "3:status", "4:respondents"]
    with pytest.raises(InputError):
        read(book)


def test_other_sheets_are_left_out_and_said(book: Path) -> None:
    def change(opened: Workbook) -> None:
        opened.create_sheet("pathway")["A1"] = "mine"
        del opened["layout"], opened["conditions"]
        opened["statements"].title = "Statements "

    edit(book, change)
    (warning,) = [line for line in told(book) if line.endswith("(warning)")]
    assert "the sheet 'pathway' is none of a study's (did you mean 'pathways'?)" in warning
    assert read(book).conditions == ()


def test_a_workbook_with_statements_alone_is_no_study(tmp_path: Path) -> None:
    opened = Workbook()
    sheet = opened.worksheets[0]
    sheet.title = "statements"
    for row in (("from", "to"), ("school", "police")):
        sheet.append(row)
    stream = io.BytesIO()
    opened.save(stream)
    place = tmp_path / "ties.xlsx"
    place.write_bytes(stream.getvalue())
    assert len(read(place).statements) == 1


@pytest.mark.parametrize("options", [{"actors": "actors.csv"}, {"undirected": True}])
def test_nothing_is_given_beside_a_whole_study(book: Path, options: dict[str, Any]) -> None:
    (book.parent / "actors.csv").write_text("id\nschool\n")
    if "actors" in options:
        options = {"actors": book.parent / "actors.csv"}
    assert any("is a whole study" in line for line in told(book, **options))


def test_another_column_may_be_the_sector(book: Path) -> None:
    study = read(book, sector="tier")
    assert {actor.sector for actor in study.actors} == {"local"}


def test_what_nothing_speaks_of_is_noted(book: Path) -> None:
    edit(book, put("phases", "A2", "before"))
    notes = [line for line in told(book) if line.startswith("phases: ")]
    assert notes == ["phases: 1 phase has no statement of its own: 'before' (note)"]

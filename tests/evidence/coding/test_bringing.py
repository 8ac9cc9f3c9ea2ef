"""Projects of five programs become the same statements; what cannot be settled is counted."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import netkit as nk
from netkit.cli import main
from netkit.errors import InputError
from netkit.evidence.coding import bring
from tests.evidence.coding import samples

KINDS = {
    "pilot.qdpx": samples.refi(),
    "nvivo.qdpx": samples.refi(units="utf-16", origin="NVivo"),
    "prefixed.qdpx": samples.refi(prefix="q", origin="ATLAS.ti"),
    "pilot.sqlite3": samples.taguette(),
    "pilot.csv": samples.highlights(),
    "data.qda": samples.qualcoder(),
    "pilot.zip": samples.qualcoder(packed=True),
    "pilot.rqda": samples.rqda(),
}


def placed(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def refusal(path: Path, to: Path) -> str:
    with pytest.raises(InputError) as refused:
        bring([path], to, accept=True)
    assert not to.exists()
    return str(refused.value)


@pytest.mark.parametrize("name", list(KINDS))
def test_every_program_gives_the_same_statements(tmp_path: Path, name: str) -> None:
    to = tmp_path / "study"
    brought = bring([placed(tmp_path, name, KINDS[name])], to, accept=True)
    assert brought.counts == {
        "codes": brought.counts["codes"], "sources": 1, "selections": 3, "codings": 8,
        "segments": 3, "statements": 2, "unresolved": 1,
    }  # fmt: skip
    study = nk.read(to)
    told = {(item.source, item.target, item.status) for item in study.statements}
    assert told == {("school", "clinic", "open"), ("clinic", "school", "broken")}
    assert [item.respondents for item in study.statements] == [("R01",), ("R01",)]
    left = rows(to / "unresolved.csv")
    assert [(row["actors"], row["status"]) for row in left] == [("police", "open")]
    assert left[0]["reason"].startswith("no direction")


@pytest.mark.parametrize("name", ["pilot.qdpx", "nvivo.qdpx", "prefixed.qdpx"])
def test_words_are_found_whatever_offsets_count(tmp_path: Path, name: str) -> None:
    to = tmp_path / "study"
    brought = bring([placed(tmp_path, name, KINDS[name])], to, accept=True)
    assert [row["text"] for row in rows(to / "quotes.csv")] == [q for q, _ in samples.PASSAGES]
    assert not [item for item in brought.warnings if item.severity == "warning"]


def test_where_words_and_offsets_differ_the_words_win(tmp_path: Path) -> None:
    spoilt = samples.refi(units="utf-16")
    to = tmp_path / "study"
    brought = bring([placed(tmp_path, "other.qdpx", spoilt)], to, accept=True)
    assert any("the words were followed" in item.message for item in brought.warnings)
    assert [row["text"] for row in rows(to / "quotes.csv")] == [q for q, _ in samples.PASSAGES]


def test_a_missing_text_is_a_warning(tmp_path: Path) -> None:
    path = placed(tmp_path, "bare.qdpx", samples.refi(text=False))
    brought = bring([path], tmp_path / "study", accept=True)
    assert any("is missing" in item.message for item in brought.warnings)
    assert brought.counts["statements"] == 2


def test_the_mapping_is_proposed_and_waits_to_be_read(tmp_path: Path) -> None:
    path, to = placed(tmp_path, "pilot.sqlite3", samples.taguette()), tmp_path / "study"
    assert bring([path], to).waiting
    assert [part.name for part in to.iterdir()] == ["mapping.toml"]
    proposed = (to / "mapping.toml").read_text(encoding="utf-8")
    assert 'code = "from > School"\nuses = 1\nrole = "from"\nvalue = "school"' in proposed
    (to / "mapping.toml").write_text(
        proposed.replace('role = "actor"\nvalue = "police"', 'role = "to"\nvalue = "police"'),
        encoding="utf-8",
    )
    brought = bring([path], to)
    assert not brought.waiting
    assert [row["reason"] for row in rows(to / "unresolved.csv")] == ["no sender"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('role = "from"', 'role = "form"', "the role 'form'"),
        ('value = "broken"', 'value = "brocken"', "the status 'brocken'"),
        ('value = "police"', 'value = ""', "has no value"),
        ("[[codes]]", "[[codes", "is no TOML"),
        ('code = "from > School"', 'code = "other"', "does not say what the code 'from > School'"),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    path, to = placed(tmp_path, "pilot.sqlite3", samples.taguette()), tmp_path / "study"
    bring([path], to)
    mapping = to / "mapping.toml"
    mapping.write_text(mapping.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=said.replace("[", r"\[")):
        bring([path], to)
    assert [part.name for part in to.iterdir()] == ["mapping.toml"]


def test_a_codebook_is_a_start(tmp_path: Path) -> None:
    to = tmp_path / "study"
    bring([placed(tmp_path, "book.qdc", samples.QDC.encode())], to, accept=True)
    assert [row["name"] for row in rows(to / "actors.csv")] == ["Police"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.qdpx", samples.refi()[:200], "is no zip"),
        ("a.qdpx", samples.zipped({"x.txt": b""}), "0 files .qde"),
        ("a.qdpx", samples.zipped({"project.qde": b"<Project>"}), "is no XML"),
        ("a.qdpx", samples.zipped({"project.qde": b"0" * 600_000_000}), "would unpack to"),
        ("a.sqlite3", samples.qualcoder(), "has no tables"),
        ("a.sqlite3", b"SQLite format 3\x00" + b"x" * 500, "is no SQLite file"),
        ("a.rqda", b"", "is no SQLite file"),
        ("a.zip", samples.zipped({"../data.txt": b""}), "0 files data.qda"),
        ("a.csv", b"source,target\na,b\n", "no export of highlights"),
        ("a.docx", b"", "are not read as coded interviews"),
    ],
)
def test_refusals_name_what_is_wrong_and_leave_nothing(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    assert said in refusal(placed(tmp_path, name, data), tmp_path / "study")


def test_a_table_that_never_ends_is_not_waited_for(tmp_path: Path) -> None:
    data = samples.database({"documents": (("id", "name"), []), "tags": (("id", "path"), []),
                             "highlight_tags": (("highlight_id", "tag_id"), [])})  # fmt: skip
    # A view is no table, whatever it is called.
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    connection.execute(
        "CREATE VIEW highlights AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) "
        "SELECT i AS id FROM n"
    )
    path = placed(tmp_path, "a.sqlite3", connection.serialize())
    assert "has no tables highlights" in refusal(path, tmp_path / "study")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    path, to = placed(tmp_path, "pilot.csv", samples.highlights()), tmp_path / "study"
    to.mkdir()
    (to / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="holds a study or other files"):
        bring([path], to, accept=True)
    assert [part.name for part in to.iterdir()] == ["mine.txt"]


def test_three_commands_lead_from_a_project_to_a_map(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, to = placed(tmp_path, "pilot.sqlite3", samples.taguette()), tmp_path / "study"
    assert main(["import", str(path), "--to", str(to)]) == 0
    assert "read and correct it" in capsys.readouterr().err
    assert main(["import", str(path), "--to", str(to), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["statements"], told["unresolved"]) == (2, 1)
    page = tmp_path / "map.html"
    assert main(["map", str(to), "--out", str(page)]) == 0
    assert "School" in page.read_text(encoding="utf-8")
    # What was said word for word is in no file but its own.
    assert samples.PASSAGES[0][0] not in page.read_text(encoding="utf-8")

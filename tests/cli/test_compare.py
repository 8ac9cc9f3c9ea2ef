"""``netkit compare``: files, streams and exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from netkit.cli import main
from netkit.output import digest

DATA = str(Path(__file__).parents[2] / "data")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> int:
    """Run a command and give its exit code, be it the parser's."""
    try:
        return main(["compare", *arguments])
    except SystemExit as stop:
        return int(stop.code or 0)


def test_table_and_manifest_are_written(tmp_path: Path) -> None:
    assert run(DATA, "--scenario", "nurse-post-cut", "--resamples", "20", "--quiet") == 0
    table, told = (tmp_path / "compare" / name for name in ("compare.csv", "manifest.json"))
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    pairs = next(row for row in rows if row["measure"] == "reachable_pairs")
    assert (pairs["before"], pairs["after"], pairs["draws"]) == ("38.0", "29.0", "20")
    manifest = json.loads(told.read_text(encoding="utf-8"))
    assert manifest["options"]["scenario"] == "nurse-post-cut"
    assert manifest["outputs"] == {"compare.csv": digest(table.read_bytes())}
    assert "scenarios.toml" in manifest["inputs"]


def test_phases_go_to_standard_output(tmp_path: Path, capfdbinary: pytest.CaptureFixture) -> None:
    code = run(
        DATA, "--phases", "group", "after", "--resamples", "0", "--out", "-", "--format", "json"
    )
    assert code == 0
    rows = json.loads(capfdbinary.readouterr().out)
    pairs = next(row for row in rows if row["measure"] == "reachable_pairs")
    assert (pairs["before"], pairs["after"], pairs["difference_low"]) == (91.0, 38.0, None)
    assert list(tmp_path.iterdir()) == []


def test_a_board_edition_is_marked_in_the_manifest(tmp_path: Path) -> None:
    arguments = ("--scenario", "personal-contacts-leave", "--profile", "board", "--out", "b")
    assert run(DATA, *arguments, "--resamples", "0", "--quiet") == 0
    told = json.loads((tmp_path / "b" / "manifest.json").read_text(encoding="utf-8"))
    assert told["options"]["profile"] == "board"
    text = (tmp_path / "b" / "compare.csv").read_text(encoding="utf-8")
    assert "\ntie," not in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "one of the arguments --scenario --phases is required"),
        (("--scenario", "x", "--phases", "group", "after"), "not allowed with"),
        (("--scenario", "x"), "'x' is no scenario of this study; it has: border-agency"),
        (("--phases", "group", "x"), "'x' is no phase of this study; it has: group, after"),
        (("--phases", "group"), "expected 2 arguments"),
        (("--phases", "group", "after", "--phase", "after"), "does not go with --phases"),
        (("--scenario", "nurse-post-cut", "--view", "x"), "'x' is no view"),
        (("--scenario", "nurse-post-cut", "--resamples", "-1"), "0 or more"),
    ],
)
def test_wrong_usage_exits_with_two_and_says_what_there_is(
    arguments: tuple[str, ...], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(DATA, *arguments) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert "Traceback" not in said.err
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_scenarios_has_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ties.csv").write_text("source,target\na,b\n", encoding="utf-8")
    assert run("ties.csv", "--scenario", "x") == 2
    assert "it has: none" in capsys.readouterr().err

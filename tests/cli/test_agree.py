"""netkit agree: what it writes, what it says, and what it says to a mistake."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import pytest

from netkit.cli import main
from tests.agreement.codings import DATA, PASSES

FILES = ["agreement.csv", "disagreements.csv", "findings_agreed.csv", "manifest.json"]


def agree(*arguments: str | Path) -> int:
    return main(["agree", *map(str, arguments)])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_both_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "agreement"
    assert agree(*PASSES, "--base", DATA, "--out", out) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"A is {PASSES[0]}, with 75 statements; B is {PASSES[1]}, with 80.")
    assert "status: the same in 0.95 of 60; kappa 0.92 (0.84 to 1.00); alpha 0.92" in said.out
    assert "for the researchers, not to be passed on" in said.out
    assert f"wrote 4 files to {out}" in said.err
    assert list(contents(out)) == FILES
    with (out / "disagreements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (
        list(rows[0])
        == (
            "kind section paragraph relation source target field a b evidence_id_a evidence_id_b"
        ).split()
    )
    assert f"{len(rows)} disagreements" in said.out


def test_the_manifest_holds_both_codings_and_says_what_it_holds(tmp_path: Path) -> None:
    assert agree(*PASSES, "--base", DATA, "--out", tmp_path / "out", "--seed", "5") == 0
    written = contents(tmp_path / "out")
    told = json.loads(written.pop("manifest.json"))
    assert told["outputs"] == {
        name: hashlib.sha256(data).hexdigest() for name, data in written.items()
    }
    edges = (PASSES[1] / "edges" / "referral.csv").read_bytes()
    assert told["inputs"]["b/edges/referral.csv"] == hashlib.sha256(edges).hexdigest()
    assert (told["options"]["seed"], told["options"]["resamples"]) == (5, 1000)
    assert "respondent codes" in told["options"]["holds"]
    assert str(tmp_path) not in json.dumps(told)


def test_a_rerun_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert agree(DATA, PASSES[0], "--base", DATA, "--out", tmp_path / name) == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_one_table_goes_to_standard_output(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert agree(DATA, DATA, "--out", "-", "--format", "json", "--resamples", "0") == 0
    rows = json.loads(capsysbinary.readouterr().out)
    assert {row["value"] for row in rows} == {1.0}
    assert not list(tmp_path.iterdir())


def test_quiet_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert agree(DATA, DATA, "--out", tmp_path / "out", "--quiet", "--resamples", "0") == 0
    assert capsys.readouterr() == ("", "")


def test_plain_lists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("one", "a,b\nb,c\n"), ("two", "a,b\nc,b\n")):
        (tmp_path / f"{name}.csv").write_text(f"from,to\n{text}", encoding="utf-8")
    files = tmp_path / "one.csv", tmp_path / "two.csv"
    assert agree(*files, "--out", tmp_path / "out") == 0
    assert "Ties (ordered pairs): F1 0.50" in capsys.readouterr().out
    assert agree(*files, "--undirected", "--out", tmp_path / "out") == 0
    assert "Ties (ordered pairs): F1 1.00" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((DATA, "nowhere"), 1, "nowhere"),
        ((PASSES[0], PASSES[1]), 1, "'group' is not in study.toml"),
        ((*PASSES, "--base", "nowhere"), 2, "--base is for study folders, and 'nowhere' is none"),
        ((DATA, DATA, "--resamples", "-1"), 2, "must be 0 or more"),
        ((DATA, DATA, "--seed", "-1"), 2, "must be 0 or more"),
        ((DATA, DATA, "--undirected"), 1, "leave --actors and --undirected away"),
    ],
)
def test_mistakes_are_told_and_nothing_is_written(
    arguments: tuple[str | Path, ...],
    code: int,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert agree(*arguments, "--out", tmp_path / "out") == code
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert not (tmp_path / "out").exists()


def test_help_says_that_it_holds_respondents(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        agree("--help")
    assert stopped.value.code == 0
    assert "holds respondent codes" in " ".join(capsys.readouterr().out.split())

"""A new study: whole or not at all, and good as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from netkit.errors import InputError, OutputError
from netkit.evidence import check, new_study, read

FILES = [
    "actors.csv",
    "conditions.csv",
    "edges/information.csv",
    "pathways.csv",
    "respondents.csv",
    "scenarios.toml",
    "study.toml",
]


def test_a_new_study_passes_its_own_check(tmp_path: Path) -> None:
    place = tmp_path / "far" / "mine"
    written = new_study(place)
    assert [path.relative_to(place).as_posix() for path in written] == FILES
    assert check(place, strict=True) == ()
    study = read(place)
    assert study.has_accounts
    assert (len(study.steps), len(study.conditions), len(study.scenarios)) == (1, 1, 1)
    assert [path.name for path in (tmp_path / "far").iterdir()] == ["mine"]


def test_an_empty_folder_is_filled_and_stays_the_same_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    assert [path.as_posix() for path in new_study(".")] == FILES
    assert tmp_path.stat().st_ino == before
    assert check(".") == ()


@pytest.mark.parametrize("name", ["full", "full/file.txt"])
def test_what_is_there_is_never_touched(tmp_path: Path, name: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is there already and not empty: name a new folder"):
        new_study(tmp_path / name)
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "file.txt"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="file/study: cannot be written: "):
        new_study(tmp_path / "file" / "study")


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        new_study(tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []

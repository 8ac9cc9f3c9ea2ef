"""Writing is atomic, and a set's manifest comes last."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from netkit.errors import OutputError
from netkit.output import MANIFEST, write_atomically, write_set


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "file.txt"
    write_atomically(place, b"old")
    write_atomically(place, b"new")
    assert place.read_bytes() == b"new"
    assert [item.name for item in place.parent.iterdir()] == ["file.txt"]


def test_a_failed_write_leaves_the_old_file_and_nothing_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "file.txt"
    write_atomically(place, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match=r"file\.txt: cannot be written: No space left"):
        write_atomically(place, b"new")
    assert place.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["file.txt"]


def test_a_place_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_atomically(tmp_path, b"x")


def test_a_set_clears_what_a_killed_run_left_and_writes_the_manifest_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / ".netkit-actors.csv.0a").write_bytes(b"half")
    order: list[str] = []
    monkeypatch.setattr(
        "netkit.output.write_atomically",
        lambda path, data: order.append(Path(path).name),
    )
    write_set(tmp_path, {MANIFEST: b"{}", "metrics/actors.csv": b"", "z.html": b""})
    assert order == ["actors.csv", "z.html", MANIFEST]
    assert list((tmp_path / "metrics").iterdir()) == []


# --- editions in one folder ------------------------------------------------------------------


def edition(profile: str, **files: bytes) -> dict[str, bytes]:
    outputs = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    told = {"options": {"profile": profile}, "outputs": outputs}
    return {**files, MANIFEST: json.dumps(told).encode()}


def test_nothing_of_another_edition_stays(tmp_path: Path) -> None:
    write_set(tmp_path, edition("researcher", a=b"evidence", b=b"both", c=b"changed by hand"))
    (tmp_path / "c").write_bytes(b"changed")
    (tmp_path / "notes.txt").write_bytes(b"somebody's own")
    write_set(tmp_path, edition("public", b=b"both"))
    assert {item.name for item in tmp_path.iterdir()} == {"b", "c", "notes.txt", MANIFEST}


def test_the_same_edition_leaves_its_other_files(tmp_path: Path) -> None:
    write_set(tmp_path, edition("board", a=b"one"))
    write_set(tmp_path, edition("board", b=b"two"))
    assert {item.name for item in tmp_path.iterdir()} == {"a", "b", MANIFEST}


@pytest.mark.parametrize("name", ["../outside", "sub/../../outside", "."])
def test_nothing_outside_the_folder_is_taken_away(tmp_path: Path, name: str) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "in"
    outside.write_bytes(b"kept")
    write_set(folder, {MANIFEST: edition("researcher", **{name: b"kept"})[MANIFEST]})
    write_set(folder, edition("public", b=b"both"))
    assert outside.read_bytes() == b"kept"
    assert (folder / "b").is_file()


@pytest.mark.parametrize("told", [b"", b"[]", b'{"outputs": 3}', b'{"outputs": {"a": 1}}', b"\xff"])
def test_a_spoilt_manifest_takes_nothing_away(tmp_path: Path, told: bytes) -> None:
    (tmp_path / "a").write_bytes(b"kept")
    (tmp_path / MANIFEST).write_bytes(told)
    write_set(tmp_path, edition("public", b=b"both"))
    assert (tmp_path / "a").read_bytes() == b"kept"

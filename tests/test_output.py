"""Writing is atomic, and a set's manifest comes last."""

from __future__ import annotations

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

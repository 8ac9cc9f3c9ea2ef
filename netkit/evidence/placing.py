"""Writing a file or a folder whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from glob import escape
from pathlib import Path

from netkit.errors import OutputError

__all__ = ["BESIDE", "place_folder", "recover", "write_atomically"]

BESIDE, _READY = ".netkit-", ".netkit-ready-"


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file beside its place and rename it: a killed run leaves the old file or the new.

    What an earlier, killed run left beside the place is cleared.

    Raises
    ------
    OutputError
        The place cannot be written.
    """
    place = Path(path)
    beside = place.with_name(f"{BESIDE}{place.name}.{secrets.token_hex(4)}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for left in place.parent.glob(f"{BESIDE}{escape(place.name)}.*"):
            left.unlink(missing_ok=True)
        try:
            with beside.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{place}: cannot be written: {error.strerror}") from error


def recover(place: Path) -> bool:
    """Clear what a killed run left; where all was ready and only half moved, move the rest.

    Gives whether there was such a rest, so that what stands in the folder is that run's.
    """
    finished = False
    for left in _left(place):
        if left.name.startswith(_READY):
            _move(left, place)
            finished = True
        shutil.rmtree(left, ignore_errors=True)
    return finished


def place_folder(place: Path, files: Mapping[str, bytes]) -> None:
    """Write files beside their place and move them there.

    A folder that is there is filled, not replaced: somebody may be working in it.
    """
    recover(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    within = place.is_dir()
    mark = secrets.token_hex(4)
    beside = place / f"{BESIDE}{mark}" if within else _named(place, f"{BESIDE}{place.name}.{mark}")
    try:
        for name, data in sorted(files.items()):
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if within:
            ready = beside.rename(place / f"{_READY}{mark}")
            _move(ready, place)
            ready.rmdir()
        else:
            beside.rename(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _left(place: Path) -> list[Path]:
    inside = place.glob(f"{BESIDE}*") if place.is_dir() else ()
    return sorted([*inside, *place.resolve().parent.glob(f"{BESIDE}{place.resolve().name}.*")])


def _move(ready: Path, place: Path) -> None:
    for part in sorted(ready.iterdir()):
        if part.is_dir():
            shutil.rmtree(place / part.name, ignore_errors=True)
        part.replace(place / part.name)


def _named(place: Path, name: str) -> Path:
    return place.resolve().with_name(name)

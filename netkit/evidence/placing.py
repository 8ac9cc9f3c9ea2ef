"""Writing a folder whole or not at all."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

__all__ = ["place_folder"]

_BESIDE = ".netkit-"


def place_folder(place: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder beside its place and move it there.

    What stands in the folder already under another name stays. What an earlier, killed run left
    beside it is cleared.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    for left in place.parent.glob(f"{_BESIDE}{place.name}.*"):
        shutil.rmtree(left, ignore_errors=True)
    beside = place.with_name(f"{_BESIDE}{place.name}.{secrets.token_hex(4)}")
    try:
        for name, data in sorted(files.items()):
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if place.is_dir():
            for part in place.iterdir():
                if not (beside / part.name).exists():
                    shutil.copy2(part, beside / part.name)
            old = place.with_name(f"{beside.name}-old")
            place.rename(old)
            beside.rename(place)
            shutil.rmtree(old, ignore_errors=True)
        else:
            beside.rename(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)

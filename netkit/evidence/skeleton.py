"""A commented study to start from."""

from __future__ import annotations

import os
from pathlib import Path

from netkit.errors import InputError, OutputError, Problem

__all__ = ["new_study"]

TEMPLATE = "template"


def new_study(directory: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write a study of three statements, with comments, to be replaced by one's own.

    It is written beside its place and moved there whole: a killed run leaves no half study.

    Parameters
    ----------
    directory : path
        A folder that does not exist yet, or is empty.

    Returns
    -------
    tuple of Path
        The files written, sorted.

    Raises
    ------
    InputError
        The folder holds something already, or is a file.
    OutputError
        The place cannot be written.
    """
    place = Path(directory)
    try:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            message = "is there already and not empty: name a new folder"
            raise InputError([Problem(place.as_posix(), 0, "", "error", "", message)])
        _write(place)
    except OSError as error:
        raise OutputError(f"{place}: cannot be written: {error.strerror}") from error
    return tuple(sorted(path for path in place.rglob("*") if path.is_file()))


def _write(place: Path) -> None:
    import secrets
    import shutil

    within = place.exists()
    name = f".netkit-{secrets.token_hex(4)}"
    beside = place / name if within else place.with_name(f"{name}-{place.name}")
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copytree(Path(__file__).with_name(TEMPLATE), beside, copy_function=shutil.copyfile)
        if within:
            # An empty folder is filled, not replaced: somebody may be working in it.
            for part in sorted(beside.iterdir()):
                part.rename(place / part.name)
        else:
            beside.rename(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)

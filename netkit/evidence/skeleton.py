"""A commented study to start from."""

from __future__ import annotations

import os
from pathlib import Path

from netkit.errors import InputError, OutputError, Problem
from netkit.evidence.placing import place_folder

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
        template = Path(__file__).with_name(TEMPLATE)
        parts = (part for part in template.rglob("*") if part.is_file())
        place_folder(
            place, {part.relative_to(template).as_posix(): part.read_bytes() for part in parts}
        )
    except OSError as error:
        raise OutputError(f"{place}: cannot be written: {error.strerror}") from error
    return tuple(sorted(path for path in place.rglob("*") if path.is_file()))

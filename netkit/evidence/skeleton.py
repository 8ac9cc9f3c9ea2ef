"""A commented study to start from."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from netkit.errors import InputError, OutputError, Problem

__all__ = ["new_study"]


def new_study(directory: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write a study of three statements, with comments, to be replaced by one's own.

    Parameters
    ----------
    directory : path
        A folder that does not exist yet, or is empty.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    InputError
        The folder holds something already.
    OutputError
        The place cannot be written.
    """
    place = Path(directory)
    template = Path(__file__).with_name("template")
    beside = place.with_name(f".netkit-{place.name}.{secrets.token_hex(4)}")
    try:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            message = "is there already and not empty: name a new folder"
            raise InputError([Problem(place.as_posix(), 0, "", "error", "", message)])
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copytree(template, beside, copy_function=shutil.copyfile)
            if place.exists():
                place.rmdir()
            beside.rename(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{place}: cannot be written: {error.strerror}") from error
    return tuple(sorted(path for path in place.rglob("*") if path.is_file()))

"""A commented study to start from."""

from __future__ import annotations

import os
from pathlib import Path

from netkit.errors import InputError, OutputError, Problem
from netkit.evidence.placing import place_folder, write_atomically

__all__ = ["new_study"]

TEMPLATE = "template"
BOOK = ".xlsx"


def new_study(directory: str | os.PathLike[str]) -> tuple[Path, ...]:
    """Write a study of three statements, with comments, to be replaced by one's own.

    It is written beside its place and moved there whole: a killed run leaves no half study.

    Parameters
    ----------
    directory : path
        A folder that does not exist yet, or is empty; or a workbook that does not exist yet
        (``study.xlsx``), with a sheet for each table and drop-downs for the study's words.

    Returns
    -------
    tuple of Path
        The files written, sorted.

    Raises
    ------
    InputError
        The folder holds something already, or is a file; the workbook is there already.
    OutputError
        The place cannot be written.
    """
    place = Path(directory)
    template = Path(__file__).with_name(TEMPLATE)
    try:
        _refuse_taken(place)
        if _is_book(place):
            from netkit.evidence.book.template import template_book

            write_atomically(place, template_book(template))
            return (place,)
        parts = (part for part in template.rglob("*") if part.is_file())
        place_folder(
            place, {part.relative_to(template).as_posix(): part.read_bytes() for part in parts}
        )
    except OSError as error:
        raise OutputError(f"{place}: cannot be written: {error.strerror}") from error
    return tuple(sorted(path for path in place.rglob("*") if path.is_file()))


def _is_book(place: Path) -> bool:
    return place.suffix.casefold() == BOOK and not place.is_dir()


def _refuse_taken(place: Path) -> None:
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return
    message = "is there already and not empty: name a new folder"
    if _is_book(place):
        message = "is there already: name a new file"
    raise InputError([Problem(place.as_posix(), 0, "", "error", "", message)])

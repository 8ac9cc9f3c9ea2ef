"""Reading one coder's folder, which may leave to the study what both coders share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from netkit.errors import InputError, NetkitError, Problem, UsageError
from netkit.evidence import Study, read

__all__ = ["LENT", "read_coding"]

LENT = ("study.toml", "actors.csv", "respondents.csv", "pathways.csv")
_OWN = (*LENT, "conditions.csv")
_EDGES = "edges"
PathLike = str | os.PathLike[str]


def read_coding(path: PathLike, base: PathLike | None = None, **reading: Any) -> Study:
    """Read a coding, which may be a folder with edge files and conditions alone.

    Parameters
    ----------
    path : path
        A study folder; or, without ``base``, any file that :func:`netkit.read` reads.
    base : path, optional
        The study folder that both coders work in. What the coding's folder lacks is taken from
        it: ``study.toml``, ``actors.csv``, ``respondents.csv`` and ``pathways.csv``.
    **reading
        Further parameters of :func:`netkit.read`.

    Raises
    ------
    InputError
        With every problem of the coding, or of the base, each with its place.
    UsageError
        A base or a coding that is no folder.
    """
    if base is None:
        return read(path, **reading)
    coding, study = Path(path), Path(base)
    for place in (coding, study):
        if not os.path.isdir(place):  # noqa: PTH112 - a name too long for the system is none
            raise UsageError(f"--base is for study folders, and '{place}' is none")
    shared = read(study)
    with tempfile.TemporaryDirectory() as folder:
        staged = Path(folder, "coding")
        files = [item.file for item in shared.relations if item.file]
        lent = _stage(coding, study, staged, files)
        try:
            found = read(staged, **reading)
        except InputError as error:
            raise InputError(_placed(error.problems, staged, coding, lent)) from None
        warnings = tuple(_placed(found.warnings, staged, coding, lent))
    return replace(found, warnings=warnings)


def _stage(coding: Path, study: Path, staged: Path, files: Iterable[str]) -> dict[str, Path]:
    """Put the coding's files, and what it lacks, into a folder; give what was lent."""
    edges, lent = coding / _EDGES, {}
    try:
        named = [f"{_EDGES}/{path.name}" for path in edges.iterdir()] if edges.is_dir() else []
        (staged / _EDGES).mkdir(parents=True)
        for name in sorted({*_OWN, *files, *named}):
            if (coding / name).is_file():
                (staged / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(coding / name, staged / name)
            elif name in LENT and (study / name).is_file():
                shutil.copyfile(study / name, staged / name)
                lent[name] = study / name
    except OSError as error:
        raise NetkitError(f"{error.filename}: cannot be read: {error.strerror}") from error
    return lent


def _placed(
    problems: Iterable[Problem], staged: Path, coding: Path, lent: dict[str, Path]
) -> Iterable[Problem]:
    """Say of each problem where its file really stands."""
    for problem in problems:
        name = problem.file.removeprefix(staged.as_posix()).lstrip("/")
        file = lent.get(name, coding / name).as_posix()
        yield replace(problem, file=file)

"""Reading a study, wherever it is: a folder, or one file of another tool."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from netkit.errors import InputError, Problem
from netkit.evidence.folder import read_folder
from netkit.evidence.plain import Beside, read_file
from netkit.evidence.source import Intake
from netkit.evidence.study import Study

__all__ = ["check", "example", "read"]

PathLike = str | os.PathLike[str]


def read(
    path: PathLike,
    *,
    actors: PathLike | None = None,
    sector: str = "sector",
    undirected: bool = False,
    strict: bool = False,
) -> Study:
    r"""Read a study folder, or a network file such as an edge list or an adjacency matrix.

    Parameters
    ----------
    path : path
        A folder with ``study.toml`` or ``edges/*.csv``; or a network file: ``.csv``, ``.tsv``,
        ``.txt``, ``.xlsx``, ``.graphml``, ``.gexf``, ``.net`` or ``.dl``.
    actors : path, optional
        A node list beside a plain file: an id and any other columns. Actors without ties stay.
    sector : str
        The column of the actors' table, or of a network file's own actors, that gives their
        sector; an empty cell is no sector.
    undirected : bool
        Whether every tie of a plain file goes both ways. A pair that a list gives twice, in
        either direction, is a repeat: its weights are summed, with a warning. The two cells of a
        matrix are one tie; where they differ the larger counts.
    strict : bool
        Whether warnings are errors.

    Returns
    -------
    Study
        Rows in canonical order. ``warnings`` lists all that was repaired, and as notes what was
        recognised; ``inputs`` gives the SHA-256 of every file read, by its name in the folder.

    Raises
    ------
    InputError
        With every problem found, each with file, line, column, value and the next step.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "ties.csv")
    ...     _ = file.write_text("from,to\nschool,police\n")
    ...     study = read(file)
    >>> [actor.id for actor in study.actors]
    ['police', 'school']
    """
    beside = _beside(actors, sector, undirected=undirected)
    study, problems = _take(_path(path), beside, Intake(), strict=strict)
    found = [problem for problem in problems if problem.severity != "note"]
    if study is None or any(problem.severity == "error" for problem in found):
        raise InputError(found)
    return replace(study, warnings=problems)


def check(
    path: PathLike,
    *,
    actors: PathLike | None = None,
    sector: str = "sector",
    undirected: bool = False,
    strict: bool = False,
) -> tuple[Problem, ...]:
    """Give every problem of a study, worst first; the parameters are those of :func:`read`.

    Beside what is wrong there are notes on what is declared and never spoken of: actors,
    respondents, phases, relations and words of the codebook. Nothing that is wrong with the input
    raises; where only notes come back, all is well.
    """
    beside = _beside(actors, sector, undirected=undirected)
    return _take(_path(path), beside, Intake(teaching=True), strict=strict)[1]


def example() -> Study:
    """Read the shipped study.

    Examples
    --------
    >>> len(example().respondents)
    17
    """
    package = Path(__file__).parents[1]
    shipped = package / "_example"
    # In an editable install the study stays where it is edited.
    return read(shipped if shipped.is_dir() else package.parent / "data")


def _path(path: PathLike) -> Path:
    return Path(os.fsdecode(path))


def _beside(actors: PathLike | None, sector: str, *, undirected: bool) -> Beside:
    return Beside(None if actors is None else _path(actors), sector, undirected)


def _take(
    path: Path, beside: Beside, intake: Intake, *, strict: bool
) -> tuple[Study | None, tuple[Problem, ...]]:
    study = None
    # Not Path.is_dir, which raises where a name is too long for the system.
    if not os.path.isdir(path):  # noqa: PTH112
        study = read_file(path, beside, intake)
    elif beside.actors is not None or beside.undirected:
        intake.log.of(path.as_posix()).error(
            "is a study folder: a node list and ties both ways are for single files; leave "
            "--actors and --undirected away"
        )
    else:
        study = read_folder(path, beside.sector, intake)
    problems = intake.log.problems(strict=strict)
    if study is None:
        return None, problems
    return replace(study, inputs=MappingProxyType(dict(sorted(intake.inputs.items())))), problems

"""Reading a study, wherever it is: a folder, or one file of another tool."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from netkit.errors import InputError, Problem
from netkit.evidence.folder import read_folder
from netkit.evidence.importers import Options, endings, importer_of
from netkit.evidence.records import load
from netkit.evidence.schema import NODES
from netkit.evidence.source import Intake
from netkit.evidence.study import Study

__all__ = ["check", "example", "read"]

PathLike = str | os.PathLike[str]


class _Wanted(NamedTuple):
    actors: PathLike | None
    sector: str
    undirected: bool


def read(
    path: PathLike,
    *,
    actors: PathLike | None = None,
    sector: str = "sector",
    undirected: bool = False,
    strict: bool = False,
) -> Study:
    r"""Read a study folder, or a file with an edge list or an adjacency matrix.

    Parameters
    ----------
    path : path
        A folder with ``study.toml`` or ``edges/*.csv``; or a ``.csv``, ``.tsv`` or ``.txt`` file.
    actors : path, optional
        A node list beside a plain file: an id and any other columns.
    sector : str
        The actors' column that gives their sector.
    undirected : bool
        Whether every tie of a plain file goes both ways.
    strict : bool
        Whether warnings are errors.

    Returns
    -------
    Study
        Its ``warnings`` list all that was repaired, and what was recognised.

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
    study, problems = _take(Path(path), _Wanted(actors, sector, undirected), strict)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors or study is None:
        raise InputError(errors or problems)
    return replace(study, warnings=problems)


def check(
    path: PathLike,
    *,
    actors: PathLike | None = None,
    sector: str = "sector",
    undirected: bool = False,
    strict: bool = False,
) -> tuple[Problem, ...]:
    """Give every problem of a study, worst first; the parameters are those of :func:`read`."""
    return _take(Path(path), _Wanted(actors, sector, undirected), strict)[1]


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


def _take(path: Path, wanted: _Wanted, strict: bool) -> tuple[Study | None, tuple[Problem, ...]]:
    intake = Intake()
    log = intake.log.of(path.as_posix())
    study = None
    if path.is_dir():
        if wanted.actors is not None or wanted.undirected:
            log.error("is a study folder: --actors and --undirected are for plain files")
        else:
            study = read_folder(path, wanted.sector, intake)
    else:
        study = _plain(path, wanted, intake)
    return study, intake.log.problems(strict=strict)


def _plain(path: Path, wanted: _Wanted, intake: Intake) -> Study | None:
    read_file = importer_of(path.suffix.casefold())
    log = intake.log.of(path.as_posix())
    if path.exists() and read_file is None:
        log.error(f"is not a kind of file that is read: give {', '.join(endings())} or a folder")
        return None
    source = intake.open(path, path.name)
    nodes = None
    if wanted.actors is not None:
        place = Path(wanted.actors)
        aliases = {"sector": wanted.sector} if wanted.sector != "sector" else {}
        nodes = tuple(load(intake, place, NODES, place.name, aliases)[0])
    if source is None or read_file is None:
        return None
    study = read_file(source, Options(nodes, wanted.undirected))
    intake.names.report()
    if study is None or intake.log.failed:
        return None
    return replace(study, inputs=MappingProxyType(intake.inputs))

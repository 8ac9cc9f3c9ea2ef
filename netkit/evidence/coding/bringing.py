"""The way from files of other programs to a study folder, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from netkit.errors import InputError, OutputError, Problem
from netkit.evidence.coding.mapping import MAPPING, proposed, read_mapping, written
from netkit.evidence.coding.project import Code, Coding, Document, Project, readable, reader_of
from netkit.evidence.coding.statements import Segment, Told, segments_of, told
from netkit.evidence.coding.writing import study_files
from netkit.evidence.placing import place_folder, recover
from netkit.evidence.source import Intake
from netkit.evidence.text import shown

__all__ = ["Brought", "bring"]

PathLike = str | os.PathLike[str]


@dataclass(frozen=True)
class Brought:
    """What was read, and what became of it; ``waiting`` where the mapping is to be read first."""

    counts: dict[str, int]
    warnings: tuple[Problem, ...]
    waiting: bool


def bring(
    files: Sequence[PathLike],
    to: PathLike,
    *,
    mapping: PathLike | None = None,
    accept: bool = False,
) -> Brought:
    """Read coded interviews of other programs and write a study folder.

    Parameters
    ----------
    files : sequence of path
        Projects or exports of NVivo, ATLAS.ti, MAXQDA (REFI-QDA), QualCoder, Taguette, RQDA.
    to : path
        A folder that is not there, is empty, or holds the mapping that an earlier run proposed.
    mapping : path, optional
        What each code means; ``mapping.toml`` in the folder if there is one.
    accept : bool
        Whether the proposed mapping is taken as it is, unread.

    Returns
    -------
    Brought
        Its counts are ``codes, sources, selections, codings, segments, statements, unresolved``.
        Without a mapping it is proposed, written into the folder, and nothing else.

    Raises
    ------
    InputError
        With every problem found.
    OutputError
        The folder cannot be written.
    """
    intake = Intake()
    project = _joined([_read(Path(os.fsdecode(path)), intake) for path in files])
    place = Path(os.fsdecode(to))
    unfinished = recover(place)
    given = Path(os.fsdecode(mapping)) if mapping else place / MAPPING
    if not unfinished:
        _check_place(place, intake)
    text = None
    if mapping or given.is_file():
        source = intake.open(given, MAPPING)
        decoded = source.text() if source else None
        text = decoded.whole() if decoded else ""
    if intake.log.failed:
        raise InputError(intake.log.problems())
    meanings = proposed(project)
    if text is not None:
        meanings = read_mapping(text, project, intake.log.of(given.as_posix()))
    problems = intake.log.problems()
    if intake.log.failed:
        raise InputError(problems)
    segments = segments_of(project)
    said = [item for segment in segments for item in told(segment, meanings)]
    waiting = text is None and not accept
    kept = text if text is not None else written(meanings, project)
    files_written = (
        {MAPPING: kept.encode()}
        if waiting
        else study_files(place.name, segments, said, meanings, kept)
    )
    try:
        place_folder(place, files_written)
    except OSError as error:
        raise OutputError(f"{place}: cannot be written: {error.strerror}") from error
    return Brought(_counts(project, segments, said), problems, waiting)


def _counts(project: Project, segments: Sequence[Segment], said: Sequence[Told]) -> dict[str, int]:
    return {
        "codes": len(project.codes),
        "sources": len(project.documents),
        "selections": project.selections,
        "codings": len(project.codings),
        "segments": len(segments),
        "statements": sum(not item.reason for item in said),
        "unresolved": sum(bool(item.reason) for item in said),
    }


def _read(path: Path, intake: Intake) -> Project:
    log = intake.log.of(path.as_posix())
    # QualCoder keeps a project as a folder around its database.
    inside = path / "data.qda" if path.is_dir() else path
    reader = reader_of(inside.suffix.casefold())
    source = intake.open(inside, path.name)
    if source is not None and reader is None:
        kinds = "; ".join(f"{ending} ({what})" for ending, what in readable().items())
        log.error(
            f"{shown(path.suffix)} files are not read as coded interviews; there are {kinds}. A "
            "network file needs no import: give it where a STUDY is taken"
        )
    found = reader(source) if reader and source else None
    if found is None:
        return Project("")
    log.note(f"read: {found.kind}")
    return found


def _joined(projects: Sequence[Project]) -> Project:
    """Put projects together: codes of one name are one, documents of one name too."""
    whole = Project(" and ".join(sorted({item.kind for item in projects if item.kind})))
    for item in projects:
        codes = {key: code.name for key, code in item.codes.items()}
        names = {key: document.name for key, document in item.documents.items()}
        whole.codes |= {code.name: Code(code.name, code.path) for code in item.codes.values()}
        whole.documents |= {name: Document(name, name) for name in names.values()}
        whole.selections += item.selections
        whole.codings += [
            Coding(names[one.document], one.start, one.end, codes[one.code], one.text, one.coder)
            for one in item.codings
        ]
    return whole


def _check_place(place: Path, intake: Intake) -> None:
    log = intake.log.of(place.as_posix())
    if place.is_file():
        log.error("is a file: name a folder to write the study into")
    elif place.is_dir() and {part.name for part in place.iterdir()} - {MAPPING}:
        log.error("holds a study or other files already: name a new folder, so that none is lost")

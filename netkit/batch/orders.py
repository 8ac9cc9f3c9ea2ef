"""What is asked of a batch, and what comes of each study."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from netkit.errors import Problem, UsageError
from netkit.findings import Profile
from netkit.network import View
from netkit.output import MANIFEST, digest

__all__ = ["Job", "Order", "Outcome", "jobs_of"]

_NO_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Order:
    """How every study of a batch is read, looked at and written.

    ``reading`` holds what :func:`netkit.read` takes beside the path; ``report`` asks for the
    whole report instead of the tables alone, ``exact`` for tables without estimates.
    """

    view: View = field(default_factory=View)
    profile: Profile = "researcher"
    resamples: int = 1000
    seed: int = 1
    reading: Mapping[str, Any] = field(default_factory=dict)
    report: bool = False
    exact: bool = False


class Job(NamedTuple):
    """One study: the name of its folder in the results, where it is, and what is there of it.

    ``earlier`` is the manifest of a whole result that stands there already, without its outputs.
    ``seed`` takes the place of the order's.
    """

    name: str
    place: str
    earlier: Mapping[str, Any] | None = None
    seed: int | None = None


class Outcome(NamedTuple):
    """What came of a study: its files, or the problems for which there are none.

    ``kept`` says that what stood there already is whole and up to date.
    """

    name: str
    title: str
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    kept: bool = False

    @property
    def done(self) -> bool:
        """Whether there is a result."""
        return self.kept or bool(self.files)


def jobs_of(studies: Sequence[str], out: str | Path) -> list[Job]:
    """Name the folder of each study by the shortest end of its path that no other shares.

    Raises
    ------
    UsageError
        No study, or one that is given twice.
    """
    paths = {place: Path(place).resolve() for place in studies}
    twice = sorted(place for place, count in Counter(studies).items() if count > 1)
    same = Counter(paths.values())
    twice += sorted(place for place, path in paths.items() if same[path] > 1)
    if twice:
        raise UsageError(f"'{twice[0]}' is given more than once: name each study once")
    if not studies:
        raise UsageError("a batch needs studies: name one or more")
    names = _names(paths)
    return [Job(names[place], place, _earlier(Path(out) / names[place])) for place in studies]


def _names(paths: Mapping[str, Path]) -> dict[str, str]:
    names: dict[str, str] = {}
    length, left = 1, dict(paths)
    while left:
        ends = {place: _name(path, length) for place, path in left.items()}
        shared = Counter(name.casefold() for name in (*ends.values(), *names.values()))
        longest = {place for place, path in left.items() if length >= len(path.parts)}
        for place, name in ends.items():
            if shared[name.casefold()] == 1 or place in longest:
                names[place] = name if shared[name.casefold()] == 1 else f"{name}-{len(names)}"
                del left[place]
        length += 1
    return names


def _name(path: Path, length: int) -> str:
    parts = [*path.parts[:-1], path.name if path.is_dir() else path.stem][-length:]
    return _NO_NAME.sub("-", "_".join(parts)).strip("-.") or "study"


def _earlier(folder: Path) -> dict[str, Any] | None:
    """Give the manifest of a result of which every file is as it says; nothing otherwise."""
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        outputs = told.pop("outputs")
        whole = all(digest((folder / name).read_bytes()) == is_ for name, is_ in outputs.items())
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return None
    return told if whole else None

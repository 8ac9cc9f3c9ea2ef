"""Collecting what is wrong: every problem of one reading, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from netkit.errors import Problem
from netkit.evidence.text import shown

__all__ = ["Log", "did_you_mean", "nearest"]

SEVERITIES = ("error", "warning", "note")
# A file of a million bad rows is told by its first thousand and their number.
PROBLEM_LIMIT = 1_000
VALUE_LENGTH = 200
_COMPARED = 5_000
LIKENESS = 0.6


class Log:
    """Collects the problems of one reading; :meth:`of` gives the same log for another file.

    Problems of one sheet of a workbook (:meth:`within`) begin with its name.
    """

    def __init__(self, file: str = "", shared: Log | None = None, sheet: str = "") -> None:
        self.file = file
        self._sheet = f"(sheet {sheet}) " if sheet else ""
        self._problems: list[Problem] = shared._problems if shared else []
        self._counts: dict[tuple[str, str, str], int] = shared._counts if shared else {}
        self._names: dict[str, str] = shared._names if shared else {}

    def of(self, file: str) -> Log:
        """Give the log of another file, named as the user gave the path."""
        return Log(self._names.get(file, file), self)

    def rename(self, file: str, known: str) -> None:
        """Tell what is wrong with a file of netkit's own making under a name the user knows."""
        self._names[file] = known

    def within(self, sheet: str) -> Log:
        """Give the log of a sheet of this file."""
        return Log(self.file, self, sheet)

    def error(self, message: str, *, line: int = 0, column: str = "", value: str = "") -> None:
        """Add what stops the reading."""
        self._add("error", message, line, column, value)

    def warning(self, message: str, *, line: int = 0, column: str = "", value: str = "") -> None:
        """Add what was repaired or looks wrong."""
        self._add("warning", message, line, column, value)

    def note(self, message: str, *, line: int = 0, column: str = "", value: str = "") -> None:
        """Add what was recognised; never an error, not even a strict one."""
        self._add("note", message, line, column, value)

    @property
    def failed(self) -> bool:
        """Whether there is any error."""
        return any(severity == "error" for _, _, severity in self._counts)

    @property
    def file_failed(self) -> bool:
        """Whether this file has any error."""
        return any((file, severity) == (self.file, "error") for file, _, severity in self._counts)

    def problems(self, *, strict: bool = False) -> tuple[Problem, ...]:
        """Give every problem, worst first, then by place; ``strict`` makes warnings errors."""
        found = self._problems + [
            Problem(file, 0, column, severity, "", f"and {count - PROBLEM_LIMIT} more like these")
            for (file, column, severity), count in self._counts.items()
            if count > PROBLEM_LIMIT
        ]
        if strict:
            found = [_strictly(problem) for problem in found]
        return tuple(sorted(found, key=_order))

    def _add(self, severity: str, message: str, line: int, column: str, value: str) -> None:
        problem = Problem(self.file, line, column, severity, value, f"{self._sheet}{message}")
        key = (problem.file, problem.column, problem.severity)
        self._counts[key] = self._counts.get(key, 0) + 1
        if self._counts[key] <= PROBLEM_LIMIT:
            self._problems.append(replace(problem, value=problem.value[:VALUE_LENGTH]))


def _strictly(problem: Problem) -> Problem:
    return replace(problem, severity="error") if problem.severity == "warning" else problem


def _order(problem: Problem) -> tuple[int, str, int, str, str]:
    rank = SEVERITIES.index(problem.severity)
    return (rank, problem.file, problem.line, problem.column, problem.message)


def nearest(value: str, known: Iterable[str], likeness: float = LIKENESS) -> str:
    """Give the known word that is most like a value (``likeness`` of 1 is equal), or nothing.

    Examples
    --------
    >>> nearest("N.G.O.", ["ngos", "police"])
    'ngos'
    """
    words = {_folded(word): word for word in sorted(known, reverse=True)}
    folded = _folded(value)
    if folded in words:
        return words[folded]
    if len(words) > _COMPARED:
        return ""
    from difflib import get_close_matches

    found = get_close_matches(folded, sorted(words), n=1, cutoff=likeness)
    return words[found[0]] if found else ""


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """Give `` (did you mean 'open'?)``, or nothing where no known word is like the value."""
    found = nearest(value, known)
    return f" (did you mean {shown(found)}?)" if found else ""


def _folded(word: str) -> str:
    return re.sub(r"[\W_]+", "", word).casefold()

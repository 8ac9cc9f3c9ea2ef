"""What can go wrong, and how it is said.

Everything a user can cause is a :class:`NetkitError`. Anything else keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["InputError", "NetkitError", "OutputError", "Problem", "UsageError"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the input, with its place and the next step.

    ``line`` counts from 1 and is 0 where the problem is the whole file's; ``column`` is the
    header's name (or empty), ``value`` the text as it stands in the file.
    """

    file: str
    line: int
    column: str
    severity: str
    value: str
    message: str

    def __str__(self) -> str:
        """Give the problem as ``file:line:column: message``, leaving out what is not known."""
        place = [self.file]
        if self.line:
            place.append(str(self.line))
        if self.column:
            place.append(self.column)
        text = f"{':'.join(place)}: {self.message}"
        return text if self.severity == "error" else f"{text} ({self.severity})"

    @property
    def rank(self) -> tuple[int, str, int, str, str]:
        """Order worst first, then by place."""
        return (
            self.severity != "error",
            self.file,
            self.line,
            self.column,
            self.message,
        )


class NetkitError(Exception):
    """Base of every error that a user can cause and mend."""

    exit_code = 1


class InputError(NetkitError):
    """The input cannot be used: holds every problem found, not the first one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.rank))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(NetkitError):
    """A name or option that does not exist was asked for."""

    exit_code = 2


class OutputError(NetkitError):
    """The place to write to cannot be written."""

"""What goes to standard error, and what is told of a problem."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from netkit.errors import Problem

__all__ = ["as_json", "complain", "say"]


def say(text: str, *, quiet: bool) -> None:
    """Tell how the work goes, unless told to be quiet."""
    if not quiet:
        sys.stderr.write(f"{text}\n")


def complain(problems: Sequence[Problem], form: str) -> None:
    """Write problems to standard error, as text or as a list for machines."""
    if form == "json":
        sys.stderr.write(as_json(problems))
        return
    for problem in problems:
        sys.stderr.write(f"{problem}\n")


def as_json(problems: Sequence[Problem]) -> str:
    """Give problems as a JSON list of ``file, line, column, severity, value, message``."""
    return json.dumps([asdict(problem) for problem in problems], indent=1) + "\n"

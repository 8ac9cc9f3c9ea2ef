"""From cells to values: headers matched to the schema, each cell read by its column's kind."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from netkit.evidence.names import NameBook
from netkit.evidence.problems import Log, did_you_mean
from netkit.evidence.schema import Field
from netkit.evidence.text import clean, counted, shown, split_list, text_of

__all__ = ["WEIGHT_RANGE", "Column", "number", "weight_of"]

# Outside this range 1/weight can no longer be a path's length; rescaling changes no ranking.
WEIGHT_RANGE = (1e-9, 1e12)
STEP_LIMIT = 6
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WITH_COMMAS = re.compile(r"[+-]?[0-9]+(?:,[0-9]+)+(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")

Read = tuple[Any, str]


def number(text: str) -> float | None:
    """Give the finite number a text is, written plainly, or nothing.

    Examples
    --------
    >>> number("2.5"), number("1,200"), number("nan")
    (2.5, None, None)
    """
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def weight_of(text: str) -> tuple[float, str]:
    """Give a weight, or 1 with what is wrong with it."""
    if not text:
        return 1.0, "is empty: give a number above 0, or delete the column to count every tie as 1"
    if _WITH_COMMAS.fullmatch(text):
        return 1.0, f"{shown(text)} has a comma: write {_without_comma(text)}"
    value = number(text)
    if value is None or value <= 0:
        return 1.0, f"{shown(text)} is not a finite number above 0: correct it or delete the row"
    low, high = WEIGHT_RANGE
    if not low <= value <= high:
        return 1.0, f"{shown(text)} is not between {low:g} and {high:g}: rescale all weights"
    return value, ""


def _without_comma(text: str) -> str:
    """Say how a number with commas is meant to be written, and both ways where it is open."""
    ways = [text.replace(",", "")] if _THOUSANDS.fullmatch(text) else []
    if text.count(",") == 1 and "." not in text:
        ways.append(text.replace(",", "."))
    return " or ".join(ways) or "one plain number"


def _step(text: str) -> Read:
    if text.isascii() and text.isdigit() and len(text) <= STEP_LIMIT and int(text) > 0:
        return int(text), ""
    return 0, f"{shown(text)} is not a whole number from 1"


def _coordinate(text: str) -> Read:
    value = number(text)
    return (0.0, f"{shown(text)} is not a finite number") if value is None else (value, "")


class Column:
    """One bound column: reads each distinct cell once, and says what is wrong with it."""

    def __init__(self, field: Field, index: int, log: Log, names: NameBook) -> None:
        self.field = field
        self.index = index
        self.attribute = field.attribute or field.name
        self.gaps = 0
        self.first_gap = 0
        self._log = log
        self._names = names
        self._seen: dict[str, Read] = {}

    def value(self, cells: list[str], line: int) -> Any:
        """Read this column's cell of a row."""
        raw = cells[self.index]
        found = self._seen.get(raw)
        if found is None:
            found = self._seen[raw] = self._read(raw, line)
        value, complaint = found
        if complaint:
            self._log.error(complaint, line=line, column=self.field.name, value=raw)
        elif value == "" and self.field.default:
            self.gaps += 1
            self.first_gap = self.first_gap or line
            return self.field.default
        return value

    def report(self) -> None:
        """Report empty cells that a default stands for."""
        if self.gaps and not self.field.quiet:
            self._log.warning(
                f"is empty in {counted(self.gaps, 'row')} and was read as "
                f"{shown(self.field.default)}: fill it in",
                line=self.first_gap,
                column=self.field.name,
            )

    def _read(self, raw: str, line: int) -> Read:
        value, complaint = _KINDS[self.field.kind](self, text_of(raw), line)
        if not complaint and self.field.required and value in ("", ()):
            return value, "is empty: fill it in or delete the row"
        if value and self.field.values and value not in self.field.values:
            listed = ", ".join(self.field.values)
            guess = did_you_mean(value, self.field.values)
            return value, f"{shown(value)} is not one of {listed}{guess}"
        return value, complaint

    def _actor(self, text: str, line: int) -> Read:
        return self._names.read(text, self._log, line), ""

    def _label(self, text: str, line: int) -> Read:
        return self._names.label(text, self._log, line), ""

    def _list(self, text: str, line: int) -> Read:
        entries = split_list(text)
        distinct = tuple(dict.fromkeys(entries))
        if len(distinct) < len(entries):
            self._log.warning(
                f"{shown(text)} names the same twice: it was read once",
                line=line,
                column=self.field.name,
                value=text,
            )
        return distinct, ""


_KINDS: Mapping[str, Callable[[Column, str, int], Read]] = {
    "actor": Column._actor,
    "actors": Column._list,
    "codes": Column._list,
    "label": Column._label,
    "code": lambda _, text, __: (clean(text), ""),
    "text": lambda _, text, __: (text.strip(), ""),
    "weight": lambda _, text, __: weight_of(text.strip()),
    "step": lambda _, text, __: _step(text.strip()),
    "coordinate": lambda _, text, __: _coordinate(text.strip()),
}

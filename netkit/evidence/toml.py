"""A TOML file taken apart with care: wrong kinds, unknown keys and their lines are reported."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from netkit.evidence.problems import Log, did_you_mean
from netkit.evidence.source import Source
from netkit.evidence.text import clean, shown

__all__ = ["Part", "read_toml", "report_twice"]

_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?$")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


def read_toml(source: Source) -> Part | None:
    """Read a TOML file; nothing where it cannot be, with the reason in the log."""
    text = source.text()
    if text is None:
        return None
    import tomllib

    whole = text.whole().replace("\r\n", "\n")
    try:
        return Part(tomllib.loads(whole), _Lines(whole, source.log))
    except RecursionError:
        source.log.error("is nested too deeply: write plain tables")
    except ValueError as error:
        found = _PLACE.search(str(error))
        reason = _PLACE.sub("", str(error))
        line = int(found[1]) if found and found[1] else 0
        end = "" if line or not found else " at its end"
        source.log.error(
            f"is no valid TOML{end} ({reason}): texts stand in quotation marks, lists in "
            "square brackets",
            line=line,
        )
    return None


class _Lines:
    """Finds the line of a key or value, for messages; 0 where it cannot be told."""

    def __init__(self, text: str, log: Log) -> None:
        self.log = log
        self._rows = text.split("\n")

    def header(self, name: str, number: int = 1) -> int:
        """Give the line of the nth header of this name, ``[name]`` or ``[[name]]``."""
        for line, row in enumerate(self._rows, start=1):
            found = _HEADER.match(row)
            if found and re.sub(r"[\s\"']", "", found[1]) == name.replace(" ", ""):
                number -= 1
                if not number:
                    return line
        return 0

    def inline(self, start: int, item: Mapping[str, Any]) -> int:
        """Give the first line from ``start`` on that holds all texts of an inline table."""
        texts = [str(value) for value in item.values() if isinstance(value, str)]
        for line, row in enumerate(self._rows[max(start - 1, 0) :], start=max(start, 1)):
            if texts and all(text in row for text in texts):
                return line
        return 0

    def within(self, start: int, key: str, value: str) -> int:
        """Give the first line of a part that holds a value, or else a key; or the part's."""
        rows = list(enumerate(self._rows[max(start - 1, 0) :], start=max(start, 1)))
        end = next((n for n, (_, row) in enumerate(rows) if n and _HEADER.match(row)), len(rows))
        wanted = (f'"{value}"', f"'{value}'") if value else ()
        for sought in (wanted, (f"{key} =", f"{key}=")):
            for line, row in rows[:end]:
                if any(sign in row for sign in sought):
                    return line
        return start


class Part:
    """One table of a TOML file: gives values of the kind asked for, and reports all others.

    A key that is never asked for is unknown: :meth:`close` says so. So the code that reads a part
    is the only list of its keys.
    """

    def __init__(
        self, values: Mapping[str, Any], lines: _Lines, where: str = "", line: int = 0
    ) -> None:
        self.where = where
        self.line = line
        self._values = values
        self._lines = lines
        self._known: list[str] = []

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that stand in this part."""
        return tuple(self._values)

    def error(self, key: str, message: str, value: str = "") -> None:
        """Report an error at a key of this part, or at the part where it lacks the key."""
        line = self._line(key, value)
        self._lines.log.error(message, line=line, column=self._path(key), value=value)

    def warning(self, key: str, message: str, value: str = "") -> None:
        """Report a warning at a key of this part, or at the part where it lacks the key."""
        line = self._line(key, value)
        self._lines.log.warning(message, line=line, column=self._path(key), value=value)

    def text(self, key: str, *, required: bool = False) -> str:
        """Give a text, cleaned; a number or a date is taken as it is written."""
        value = self._take(key, "")
        if isinstance(value, int | float | date) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            self.error(key, f"{_told(value)} is not a text: put it in quotation marks")
            return ""
        if required and not clean(value):
            self.error(key, f"has no {key}: give it one")
        return clean(value)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Give a list of texts, cleaned."""
        value = self._take(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.error(key, f'{_told(value)} is not a list of texts: write it as ["one", "two"]')
            return ()
        if required and not value:
            self.error(key, f"has no {key}: give a list of texts")
        return tuple(clean(item) for item in value)

    def share(self, key: str, default: float) -> float:
        """Give a number from 0 to 1."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.error(key, f"{_told(value)} is not a number from 0 to 1")
            return default
        return float(value)

    def whole(self, key: str, default: int) -> int:
        """Give a whole number from 1."""
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.error(key, f"{_told(value)} is not a whole number from 1")
            return default
        return value

    def flag(self, key: str) -> bool:
        """Give yes or no; no where the key is missing."""
        value = self._take(key, False)
        if not isinstance(value, bool):
            self.error(key, f"{_told(value)} is not true or false: write one of them, unquoted")
            return False
        return value

    def part(self, key: str) -> Part:
        """Give a table within this one; an empty one where it is missing."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            self.error(key, f"{_told(value)} is not a table: write [{self._path(key)}] above it")
            value = {}
        where = self._path(key)
        return Part(value, self._lines, where, self._lines.header(where) or self.line)

    def parts(self, key: str) -> list[Part]:
        """Give a list of tables; a single table is taken as a list of one."""
        value = self._take(key, [])
        if isinstance(value, dict):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.error(key, f"{_told(value)} is not a list of tables: write [[{key}]] above each")
            return []
        where = self._path(key)
        return [
            Part(item, self._lines, where, self._place(where, number, item))
            for number, item in enumerate(value, start=1)
        ]

    def named(self, key: str) -> Iterator[tuple[str, Part]]:
        """Give the tables within a table, with their names, in their order."""
        group = self.part(key)
        for name in group.keys:
            yield clean(name), group.part(name)

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self._values:
            if key not in self._known:
                guess = did_you_mean(key, set(self._known) - set(self._values))
                self.warning(key, f"{shown(key)} is not known{guess}: it was not read")

    def _take(self, key: str, default: Any) -> Any:
        self._known.append(key)
        return self._values.get(key, default)

    def _place(self, where: str, number: int, item: Mapping[str, Any]) -> int:
        header = self._lines.header(where, number)
        return header or self._lines.inline(self.line, item) or self.line

    def _line(self, key: str, value: str) -> int:
        if key not in self._values:
            return self.line
        header = self._lines.header(self._path(key)) if not value else 0
        return header or self._lines.within(self.line, key, value)

    def _path(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where and key else self.where or key


def report_twice(named: Iterable[tuple[str, Part]], key: str) -> None:
    """Report a name that an earlier part of a list has already."""
    first: dict[str, Part] = {}
    for name, part in named:
        if name and first.setdefault(name, part) is not part:
            part.error(
                key,
                f"{shown(name)} stands already in line {first[name].line}: give each its own",
                name,
            )


def _told(value: Any) -> str:
    return shown(str(value))

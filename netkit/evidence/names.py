"""Names as they were written and as they are read: what was cleaned, merged or looks alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import partial
from typing import TypeAlias

from netkit.evidence.problems import Log
from netkit.evidence.text import clean, hidden, plainly_written, shown

__all__ = ["EXAMPLES", "NameBook", "one_slip_apart"]

# Repairs are listed one by one up to this number, then counted.
EXAMPLES = 20
_LOST = "\ufffd"
# Names of a larger network are not compared letter by letter, nor are words of fewer letters:
# too many of them differ by one without being a slip. A word among others that agree may be
# shorter than one that stands alone. What is longer than a name ever is would take for ever.
_COMPARED = 5_000
_LONG_AMONG, _LONG_ALONE = 6, 8
_LONGEST_COMPARED = 100
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_SIGNS = {code: None for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"}


_Place: TypeAlias = tuple[Log, int]


class NameBook:
    """Cleans the names of actors and remembers how each was written, and where first."""

    def __init__(self) -> None:
        # Where each name is first met; and, of those not always written alike, where each form is.
        self._first: dict[str, _Place] = {}
        # Very many names of one file, plainly written, with their lines.
        self._taken: dict[str, int] = {}
        self._taken_from = Log()
        self._forms: dict[str, dict[str, _Place]] = {}
        self._spoiled: dict[str, _Place] = {}

    def read(self, raw: str, log: Log, line: int) -> str:
        """Give the name of an actor as it is compared."""
        name = self.label(raw, log, line)
        if not name:
            return name
        first = self._place(name)
        if first is None:
            first = self._first[name] = (log, line)
            if raw != name:
                self._forms[name] = {raw: first}
        elif raw != name or name in self._forms:
            self._forms.setdefault(name, {name: first}).setdefault(raw, (log, line))
        return name

    def take(self, raws: Collection[str], lines: Iterable[int], log: Log) -> bool:
        """Take very many names at once as they stand, if all are plainly written and the first."""
        if self._first or self._taken or not plainly_written(raws):
            return False
        self._taken, self._taken_from = dict(zip(raws, lines, strict=True)), log
        return True

    def _place(self, name: str) -> _Place | None:
        line = self._taken.get(name)
        return self._first.get(name) if line is None else (self._taken_from, line)

    def _placed(self, name: str) -> _Place:
        return self._place(name) or (self._taken_from, 0)

    def _names(self) -> list[str]:
        return [*self._first, *self._taken]

    def label(self, raw: str, log: Log, line: int) -> str:
        """Give a text that is shown as a name but not compared with others."""
        if (not raw.isascii() or not raw.isprintable()) and (hidden(raw) or _LOST in raw):
            self._spoiled.setdefault(raw, (log, line))
        return clean(raw)

    def report(self) -> None:
        """Report names that were changed, merged, or differ only in case."""
        self._report_spoiled()
        self._report_changed()
        self._report_case()
        self._report_near()

    def _report_spoiled(self) -> None:
        for raw, (log, line) in sorted(self._spoiled.items()):
            if signs := hidden(raw):
                listed = ", ".join(signs)
                log.warning(
                    f"the name {shown(raw)} holds signs that do not show ({listed}), "
                    "which were taken out: retype the name",
                    line=line,
                    value=raw,
                )
            if _LOST in raw:
                log.warning(
                    f"the name {shown(raw)} has lost letters (U+FFFD stands for them): retype it",
                    line=line,
                    value=raw,
                )

    def _report_changed(self) -> None:
        changed = [
            (name, sorted(set(forms) - {name})) for name, forms in sorted(self._forms.items())
        ]
        for name, forms in changed[:EXAMPLES]:
            log, line = self._forms[name][forms[0]]
            merged = len(self._forms[name]) > 1
            log.warning(
                f"{', '.join(shown(form) for form in forms)} "
                f"{'were' if len(forms) > 1 else 'was'} read as {shown(name)}"
                + (", so that rows written differently are now of one actor" if merged else ""),
                line=line,
                value=forms[0],
            )
        self._count_rest(changed, "more names were trimmed or composed in the same way")

    def _report_case(self) -> None:
        # Few names of a large network are alike at all, and only these are looked at closely.
        alike = [name for group in _grouped(self._names(), _letters_of) for name in group]
        groups = _grouped(alike, partial(map, str.casefold))
        self._report_alike(groups, "differ only in case", "names differ only in case")
        told = [set(names) for names in groups]
        near = [names for names in _grouped(alike, partial(map, _bare)) if set(names) not in told]
        self._report_alike(
            near, "differ only in signs or accents", "names differ only in signs or accents"
        )

    def _report_near(self) -> None:
        """Report names that are one slip of the pen apart, in a word long enough to tell."""
        names = self._names()
        if len(names) > _COMPARED:
            return
        for one, other in one_slip_apart(names)[:EXAMPLES]:
            log, line = self._placed(one)
            log.warning(
                f"{shown(one)} and {shown(other)} are one letter apart and stay apart: write them "
                "alike if they are one",
                line=line,
                value=one,
            )

    def _report_alike(self, groups: list[list[str]], how: str, rest: str) -> None:
        for names in groups[:EXAMPLES]:
            log, line = self._placed(names[0])
            listed = ", ".join(shown(name) for name in names)
            log.warning(
                f"{listed} {how} and stay apart: write them alike if they are one",
                line=line,
                value=names[0],
            )
        self._count_rest([(names[0], names) for names in groups], f"more groups of {rest}")

    def _count_rest(self, found: list[tuple[str, list[str]]], what: str) -> None:
        if len(found) > EXAMPLES:
            log, _ = self._placed(found[EXAMPLES][0])
            log.warning(f"{len(found) - EXAMPLES} {what}")


def _grouped(
    names: Collection[str], keys: Callable[[Collection[str]], Iterable[str]]
) -> list[list[str]]:
    """Give the names that keys do not tell apart, two or more each, sorted."""
    first: dict[str, str] = {}
    alike: dict[str, set[str]] = {}
    parts = list(keys(names))
    if len(set(parts)) == len(parts):
        return []
    for name, part in zip(names, parts, strict=True):
        other = first.setdefault(part, name)
        if other is not name and part:
            alike.setdefault(part, {other}).add(name)
    return sorted(sorted(group) for group in alike.values())


def _letters_of(names: Collection[str]) -> Iterable[str]:
    """Give the letters and digits of names alone, which names that are alike have in common."""
    joined = "\n".join(names)
    if joined.isascii():
        return joined.casefold().translate(_SIGNS).split("\n") if names else []
    return (_bare(name).replace("|", "") for name in names)


def _bare(name: str) -> str:
    """Give a name without case, accents, blanks and signs; 1.2 and 12 are told apart."""
    folded = name.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
    parts = _PARTS.findall(folded)
    return "".join(f"{part}|" if part.isdecimal() else part for part in parts)


def one_slip_apart(names: Iterable[str]) -> list[tuple[str, str]]:
    """Give pairs of names of which one word differs by a letter left out, added, swapped or wrong.

    Only words of letters count, and only long ones: ``Team 1`` and ``Team 2``, or ``nurse`` and
    ``nurses``, are taken for what they are. A final ``s`` is no slip.

    Examples
    --------
    >>> one_slip_apart(["Border Agency", "Border Agecny", "Team 1", "Team 2"])
    [('Border Agecny', 'Border Agency')]
    """
    found: set[tuple[str, str]] = set()
    near: dict[tuple[str, ...], list[tuple[str, tuple[str, ...], int]]] = {}
    for name in sorted(name for name in names if len(name) <= _LONGEST_COMPARED):
        words = tuple(name.casefold().split())
        for at, word in enumerate(words):
            long = _LONG_ALONE if len(words) == 1 else _LONG_AMONG
            if len(word) < long - 1 or not word.isalpha():
                continue
            for shorter in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
                others = near.setdefault((*words[:at], shorter, "", *words[at + 1 :]), [])
                for other, its_words, its_at in others:
                    if its_at == at and its_words != words and _slip(its_words[at], word, long):
                        found.add((other, name))
                others.append((name, words, at))
    return sorted(found)


def _slip(one: str, other: str, least: int) -> bool:
    """Whether two words that share all but a letter differ by one slip, a plural aside.

    The longer one has at least so many letters.
    """
    short, long = sorted((one, other), key=len)
    if len(long) < least or f"{short}s" == long:
        return False
    if len(short) < len(long):
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return len(wrong) == 1 or (
        swapped and (one[wrong[0]], one[wrong[1]]) == (other[wrong[1]], other[wrong[0]])
    )

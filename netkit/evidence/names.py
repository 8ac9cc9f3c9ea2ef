"""Names as they were written and as they are read: what was cleaned, merged or looks alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from netkit.evidence.problems import Log
from netkit.evidence.text import clean, hidden, shown

__all__ = ["EXAMPLES", "NameBook", "one_slip_apart"]

# Repairs are listed one by one up to this number, then counted.
EXAMPLES = 20
_LOST = "\ufffd"
# Names of a larger network are not compared letter by letter, nor are words of fewer letters:
# too many of them differ by one without being a slip. A word among others that agree may be
# shorter than one that stands alone.
_COMPARED = 5_000
_LONG_AMONG, _LONG_ALONE = 6, 8
_PARTS = re.compile(r"\d+|[^\W\d_]+")


class _Place(NamedTuple):
    log: Log
    line: int


class NameBook:
    """Cleans the names of actors and remembers how each was written, and where first."""

    def __init__(self) -> None:
        self._forms: dict[str, dict[str, _Place]] = {}
        self._spoiled: dict[str, _Place] = {}

    def read(self, raw: str, log: Log, line: int) -> str:
        """Give the name of an actor as it is compared."""
        name = self.label(raw, log, line)
        if name:
            self._forms.setdefault(name, {}).setdefault(raw, _Place(log, line))
        return name

    def label(self, raw: str, log: Log, line: int) -> str:
        """Give a text that is shown as a name but not compared with others."""
        if (not raw.isascii() or not raw.isprintable()) and (hidden(raw) or _LOST in raw):
            self._spoiled.setdefault(raw, _Place(log, line))
        return clean(raw)

    def report(self) -> None:
        """Report names that were changed, merged, or differ only in case."""
        self._report_spoiled()
        self._report_changed()
        self._report_case()
        self._report_near()

    def _report_spoiled(self) -> None:
        for raw, place in sorted(self._spoiled.items()):
            if signs := hidden(raw):
                listed = ", ".join(signs)
                place.log.warning(
                    f"the name {shown(raw)} holds signs that do not show ({listed}), "
                    "which were taken out: retype the name",
                    line=place.line,
                    value=raw,
                )
            if _LOST in raw:
                place.log.warning(
                    f"the name {shown(raw)} has lost letters (U+FFFD stands for them): retype it",
                    line=place.line,
                    value=raw,
                )

    def _report_changed(self) -> None:
        changed = [
            (name, sorted(set(forms) - {name}))
            for name, forms in sorted(self._forms.items())
            if set(forms) - {name}
        ]
        for name, forms in changed[:EXAMPLES]:
            place = self._forms[name][forms[0]]
            merged = len(self._forms[name]) > 1
            place.log.warning(
                f"{', '.join(shown(form) for form in forms)} "
                f"{'were' if len(forms) > 1 else 'was'} read as {shown(name)}"
                + (", so that rows written differently are now of one actor" if merged else ""),
                line=place.line,
                value=forms[0],
            )
        self._count_rest(changed, "more names were trimmed or composed in the same way")

    def _report_case(self) -> None:
        groups = _grouped(self._forms, str.casefold)
        self._report_alike(groups, "differ only in case", "names differ only in case")
        told = [set(names) for names in groups]
        near = [names for names in _grouped(self._forms, _bare) if set(names) not in told]
        self._report_alike(
            near, "differ only in signs or accents", "names differ only in signs or accents"
        )

    def _report_near(self) -> None:
        """Report names that are one slip of the pen apart, in a word long enough to tell."""
        if len(self._forms) > _COMPARED:
            return
        for one, other in one_slip_apart(self._forms)[:EXAMPLES]:
            place = next(iter(self._forms[one].values()))
            place.log.warning(
                f"{shown(one)} and {shown(other)} are one letter apart and stay apart: write them "
                "alike if they are one",
                line=place.line,
                value=one,
            )

    def _report_alike(self, groups: list[list[str]], how: str, rest: str) -> None:
        for names in groups[:EXAMPLES]:
            place = next(iter(self._forms[names[0]].values()))
            listed = ", ".join(shown(name) for name in names)
            place.log.warning(
                f"{listed} {how} and stay apart: write them alike if they are one",
                line=place.line,
                value=names[0],
            )
        self._count_rest([(names[0], names) for names in groups], f"more groups of {rest}")

    def _count_rest(self, found: list[tuple[str, list[str]]], what: str) -> None:
        if len(found) > EXAMPLES:
            place = next(iter(self._forms[found[EXAMPLES][0]].values()))
            place.log.warning(f"{len(found) - EXAMPLES} {what}")


def _grouped(names: Iterable[str], key: Callable[[str], str]) -> list[list[str]]:
    """Give the names that a key does not tell apart, two or more each, sorted."""
    alike: dict[str, list[str]] = {}
    for name in sorted(names):
        alike.setdefault(key(name), []).append(name)
    return [group for part, group in alike.items() if part and len(group) > 1]


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
    for name in sorted(names):
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

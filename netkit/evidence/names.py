"""Names as they were written and as they are read: what was cleaned, merged or looks alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from netkit.evidence.problems import Log
from netkit.evidence.text import clean, hidden, shown

__all__ = ["EXAMPLES", "NameBook"]

# Repairs are listed one by one up to this number, then counted.
EXAMPLES = 20
_LOST = "\ufffd"
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

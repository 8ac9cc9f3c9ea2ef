"""The registry of findings: what the briefing can say, under which heading, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from netkit.report.source import Cited, Count, Source

__all__ = ["HEADINGS", "QUESTIONS", "Finding", "answers", "findings", "says"]

QUESTIONS = ("central", "broken", "silos", "sure")
HEADINGS = (
    "described",
    "central",
    "routes",
    "mend",
    "reach",
    "silos",
    "barriers",
    "change",
    "asked",
    "sure",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, not yet in words.

    Attributes
    ----------
    sentence : str
        Its template in ``sentences.toml``, as ``family.name``; its key too.
    values : dict
        The figures and names that fill the template.
    cites : tuple of Cited
        The ties that it names, listed with their accounts in the evidence at the end.
    accounts : tuple of Count
        On how many accounts each tie or step behind it rests; that of the ties it cites if empty.
    unit : {'ties', 'steps'}
        What the accounts are counted of.
    """

    sentence: str
    values: dict[str, Any] = field(default_factory=dict)
    cites: tuple[Cited, ...] = ()
    accounts: tuple[Count, ...] = ()
    unit: Literal["ties", "steps"] = "ties"


Writer = Callable[[Source], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class _Entry:
    heading: str
    place: int
    write: Writer


_SHELF: list[_Entry] = []


def says(heading: str, place: int = 50) -> Callable[[Writer], Writer]:
    """Register a function that gives findings under a heading, ordered by ``place``."""

    def register(function: Writer) -> Writer:
        _SHELF.append(_Entry(heading, place, function))
        return function

    return register


def answers(question: str) -> Callable[[Writer], Writer]:
    """Register a function that answers one of the four questions at the head, in brief."""
    return says(f"answer {question}")


def findings(source: Source) -> dict[str, list[Finding]]:
    """Give every finding of a source by heading, then the answers by question.

    A heading without findings is left out.
    """
    from netkit.report.findings import load

    load()
    told: dict[str, list[Finding]] = {}
    for heading in (*HEADINGS, *(f"answer {question}" for question in QUESTIONS)):
        entries = [entry for entry in _SHELF if entry.heading == heading]
        entries.sort(key=lambda entry: (entry.place, entry.write.__name__))
        lines = [line for entry in entries for line in entry.write(source)]
        if lines:
            told[heading] = lines
    return told

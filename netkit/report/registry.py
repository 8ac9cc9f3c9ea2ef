"""The registry of findings: what the briefing can say, under which heading, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from netkit.report.source import Source, Tie

__all__ = ["Finding", "findings", "says"]

HEADINGS = (
    "described",
    "central",
    "routes",
    "reach",
    "silos",
    "barriers",
    "change",
    "asked",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, not yet in words.

    ``sentence`` names its template; ``values`` are the figures and names that fill it; ``ties``
    are the ties it rests on, shown with their accounts in the evidence table.
    """

    sentence: str
    values: dict[str, Any]
    ties: tuple[Tie, ...] = ()


Writer = Callable[[Source], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class _Shelf:
    writers: list[tuple[str, int, Writer]] = field(default_factory=list)


_SHELF = _Shelf()


def says(heading: str, place: int = 50) -> Callable[[Writer], Writer]:
    """Register a function that gives findings under a heading, ordered by ``place``."""

    def register(function: Writer) -> Writer:
        _SHELF.writers.append((heading, place, function))
        return function

    return register


def findings(source: Source) -> list[tuple[str, list[Finding]]]:
    """Give every finding of a source under its heading, headings without findings left out."""
    from netkit.report.findings import load

    load()
    told: list[tuple[str, list[Finding]]] = []
    for heading in HEADINGS:
        writers = [entry for entry in _SHELF.writers if entry[0] == heading]
        writers.sort(key=lambda entry: (entry[1], entry[2].__name__))
        lines = [line for _, _, writer in writers for line in writer(source)]
        if lines:
            told.append((heading, lines))
    return told

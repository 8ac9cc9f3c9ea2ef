"""What programs for coding interviews have in common: codes, documents, codings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netkit.evidence.source import Source

__all__ = ["Code", "Coding", "Document", "Project", "opens", "readable", "reader_of"]


@dataclass(frozen=True)
class Code:
    """A code and where it stands in its tree: ``("agency", "Police")``."""

    key: str
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """Give the path as it is written: ``agency > Police``."""
        return " > ".join(self.path)


@dataclass(frozen=True)
class Document:
    """A source of the project: in these studies most often one interview."""

    key: str
    name: str


@dataclass(frozen=True)
class Coding:
    """One code on one passage by one coder; ``start`` and ``end`` count characters."""

    document: str
    start: int
    end: int
    code: str
    text: str = ""
    coder: str = ""


@dataclass
class Project:
    """A project as it was read; ``selections`` counts passages, coded or not."""

    kind: str
    codes: dict[str, Code] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    codings: list[Coding] = field(default_factory=list)
    selections: int = 0
    cases: int = 0


Reader = Callable[["Source"], "Project | None"]
_READERS: dict[str, tuple[Reader, str]] = {}


def opens(*endings: str, what: str) -> Callable[[Reader], Reader]:
    """Register a function that reads projects of these endings."""

    def register(function: Reader) -> Reader:
        for ending in endings:
            _READERS[ending] = (function, what)
        return function

    return register


def reader_of(ending: str) -> Reader | None:
    """Give what reads the projects of an ending, or nothing."""
    _load()
    found = _READERS.get(ending)
    return found[0] if found else None


def readable() -> dict[str, str]:
    """Give every ending that is read, sorted, with what it is read as."""
    _load()
    return {ending: what for ending, (_, what) in sorted(_READERS.items())}


def _load() -> None:
    import pkgutil
    from importlib import import_module

    from netkit.evidence.coding import readers

    for name in sorted(info.name for info in pkgutil.iter_modules(readers.__path__)):
        if not name.startswith("_"):
            import_module(f"{readers.__name__}.{name}")

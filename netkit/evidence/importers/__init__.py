"""Files of other tools: one function a kind, registered for the endings it reads.

An importer is a module of this package, found by being there. It takes a
:class:`~netkit.evidence.source.Source`, reports what is wrong in ``source.log``, and gives a
:class:`Draft`; names, repeats, self-ties and keys are dealt with once for all kinds. A file that
holds a whole study, with its vocabularies and respondents, is given as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netkit.evidence.source import Source
    from netkit.evidence.study import Actor, Statement, Study

__all__ = ["Draft", "Importer", "endings", "importer_of", "reads"]


class Draft(NamedTuple):
    """What a file holds: ties with a direction, ties without, and actors beside their ends.

    ``matrix`` says that a tie without direction may stand twice, once in each direction.
    """

    ties: list[Statement]
    undirected: list[Statement]
    actors: tuple[Actor, ...] = ()
    matrix: bool = False


Importer = Callable[["Source"], "Draft | Study | None"]
_IMPORTERS: dict[str, tuple[Importer, str]] = {}


def reads(*names: str, what: str) -> Callable[[Importer], Importer]:
    """Register a function that reads files of these endings (``.csv``); ``what`` says which."""

    def register(function: Importer) -> Importer:
        for name in names:
            _IMPORTERS[name] = (function, what)
        return function

    return register


def endings() -> dict[str, str]:
    """Give every ending that is read, sorted, with what it is read as."""
    _load()
    return {ending: what for ending, (_, what) in sorted(_IMPORTERS.items())}


def importer_of(ending: str) -> Importer | None:
    """Give the importer of an ending, or nothing."""
    _load()
    found = _IMPORTERS.get(ending)
    return found[0] if found else None


def _load() -> None:
    import pkgutil
    from importlib import import_module

    for name in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        if not name.startswith("_"):
            import_module(f"{__name__}.{name}")

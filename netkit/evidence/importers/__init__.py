"""Files of other tools: one function a kind, registered for the endings it reads.

An importer is a module of this package; a new one is found by being there.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netkit.evidence.rows import Row
    from netkit.evidence.source import Source
    from netkit.evidence.study import Study

__all__ = ["Options", "endings", "importer_of", "reads"]


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for: the node list's rows, its sector column, and ties both ways."""

    nodes: tuple[Row, ...] | None = None
    undirected: bool = False


Importer = Callable[["Source", Options], "Study | None"]
_IMPORTERS: dict[str, Importer] = {}


def reads(*names: str) -> Callable[[Importer], Importer]:
    """Register a function that reads files of these endings (``.csv``)."""

    def register(function: Importer) -> Importer:
        for name in names:
            _IMPORTERS[name] = function
        return function

    return register


def endings() -> tuple[str, ...]:
    """Give the endings that are read."""
    _load()
    return tuple(sorted(_IMPORTERS))


def importer_of(ending: str) -> Importer | None:
    """Give the importer of an ending, or nothing."""
    _load()
    return _IMPORTERS.get(ending)


def _load() -> None:
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        import_module(f"{__name__}.{module}")

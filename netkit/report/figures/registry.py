"""The registry of figures: which there are, and in which order they are drawn."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from netkit.report.source import Source

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Drawing", "drawings", "draws"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure, its title, and what it shows in words, for those who do not see it."""

    figure: Figure
    title: str
    description: str


Drawer = Callable[[Source], Drawing | None]


@dataclass(frozen=True, slots=True)
class _Shelf:
    drawers: dict[str, tuple[int, Drawer]] = field(default_factory=dict)


_SHELF = _Shelf()


def draws(place: int = 50) -> Callable[[Drawer], Drawer]:
    """Register a function that draws a figure; its name is the file's, ``place`` its order.

    The function gives None when the findings hold nothing to show. A module of this package is
    found by being there.
    """

    def register(function: Drawer) -> Drawer:
        _SHELF.drawers[function.__name__] = (place, function)
        return function

    return register


def drawings() -> list[tuple[str, Drawer]]:
    """Give every figure's name and function, by place and then by name."""
    import netkit.report.figures as package

    for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
        import_module(f"{package.__name__}.{module}")
    shelved = sorted((place, name) for name, (place, _) in _SHELF.drawers.items())
    return [(name, _SHELF.drawers[name][1]) for _, name in shelved]

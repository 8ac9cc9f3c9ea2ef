"""Measures: small functions of a network, found and put into tables by the registry.

Each family is a module of this package; a new one is found by being there.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

__all__ = ["load"]


def load() -> None:
    """Import every family, so that the registry knows all measures and tables."""
    families = sorted(info.name for info in pkgutil.iter_modules(__path__))
    # What the tables of actors, ties and the network are made with stands before all others.
    for module in ("tables", *families):
        if not module.startswith("_"):
            import_module(f"{__name__}.{module}")


# All of them, before any by itself: tables and columns then stand in the same order, whichever
# module of this package a program imports first.
load()

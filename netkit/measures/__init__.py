"""Measures: small functions of a network, found and put into tables by the registry.

Each family is a module of this package; a new one is found by being there. All are imported with
the package, so that tables and columns stand in the same order, whichever module of it a program
imports first.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

_FAMILIES = sorted(info.name for info in pkgutil.iter_modules(__path__))
# What the tables of actors, ties and the network are made with stands before all others.
for _module in ("tables", *_FAMILIES):
    if not _module.startswith("_"):
        import_module(f"{__name__}.{_module}")

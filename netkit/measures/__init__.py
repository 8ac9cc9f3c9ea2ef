"""Measures: small functions of a network, found and put into tables by the registry.

Each family is a module of this package; a new one is found by being there.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

__all__ = ["load"]


def load() -> None:
    """Import every family, so that the registry knows all measures and tables."""
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        if not module.startswith("_"):
            import_module(f"{__name__}.{module}")

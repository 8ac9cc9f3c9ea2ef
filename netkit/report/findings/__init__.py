"""The findings of the briefing: one function each, under a heading, with one sentence template.

A family is a module of this package; a new one is found by being there.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

__all__ = ["load"]


def load() -> None:
    """Import every family, so that the registry knows all findings."""
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
        import_module(f"{__name__}.{module}")

"""Fast paths: measures worked out for all draws at once, under the measures' own names.

A measure needs none: without one it is worked out draw by draw. Each is tested against that.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy.typing as npt

from netkit.measures.registry import Level
from netkit.measures.replicates import Replicates

__all__ = ["FastPath", "fast_path", "fast_paths"]

FastPath = Callable[[Replicates], npt.NDArray[Any]]
_PATHS: dict[tuple[Level, str], FastPath] = {}


def fast_path(level: Level) -> Callable[[FastPath], FastPath]:
    """Register a function that gives a measure in every draw.

    It takes :class:`~netkit.measures.replicates.Replicates` and gives an array with the draws in
    rows: shape (draws, n) for actors, (draws, m) for arcs, (draws, k) for sectors in order of ids,
    (draws,) for the whole network.
    """

    def register(function: FastPath) -> FastPath:
        _PATHS[level, function.__name__] = function
        return function

    return register


def fast_paths() -> dict[tuple[Level, str], FastPath]:
    """Give all fast paths by level and name of the measure."""
    for name in ("actors", "sectors", "ties", "whole"):
        import_module(f"{__name__}.{name}")
    return dict(_PATHS)

"""A table's frame, typed by the columns it is registered with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from netkit.measures.registry import Column

__all__ = ["TYPES", "frame"]

TYPES: dict[str, Any] = {
    "float": "float64",
    "int": "Int64",
    "bool": "boolean",
    "text": "object",
    "list": "object",
}


def frame(
    rows: Sequence[Mapping[str, Any]] | Mapping[str, Any], columns: tuple[Column, ...]
) -> pd.DataFrame:
    """Make a frame from rows (or whole columns by name), in the order of ``columns``.

    Whole numbers and marks are nullable, so that an undefined one stays empty; a table without
    rows has all its columns.
    """
    names = [column.column for column in columns]
    types = {column.column: TYPES[column.type] for column in columns}
    whole = rows if isinstance(rows, Mapping) else {}
    # Figures that come as an array are not made objects of, one by one.
    figures = {
        name: values
        for name, values in whole.items()
        if isinstance(values, np.ndarray) and values.dtype.kind in "biuf"
    }
    rest = {name: values for name, values in whole.items() if name not in figures}
    made = pd.DataFrame(rest if figures else rows, columns=names, dtype=object)
    for name, values in figures.items():
        made[name] = pd.Series(values, dtype=types[name])
    return made.astype(types)

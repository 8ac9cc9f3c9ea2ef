"""A table's frame, typed by the columns it is registered with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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
    made = pd.DataFrame(rows, columns=names, dtype=object)
    return made.astype({column.column: TYPES[column.type] for column in columns})

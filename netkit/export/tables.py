"""Tables as files: one function a format, registered under its name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from netkit.errors import NetkitError, UsageError
from netkit.evidence.text import FORMULA_STARTS, guarded
from netkit.export.workbook import workbook

__all__ = ["formats", "plain_text", "table_bytes", "table_files"]

# Rows written at a time; bounds memory.
ROWS = 2**16

TRUTH = {True: "true", False: "false"}

Writer = Callable[[pd.DataFrame], bytes]
_WRITERS: dict[str, Writer] = {}


def writes(format: str) -> Callable[[Writer], Writer]:
    """Register a function that writes a table in a format."""

    def register(function: Writer) -> Writer:
        _WRITERS[format] = function
        return function

    return register


def formats() -> tuple[str, ...]:
    """Give the names of the formats that tables can be written in."""
    return tuple(_WRITERS)


def table_bytes(table: pd.DataFrame, format: str = "csv") -> bytes:
    """Give one table as the bytes of a file.

    Parameters
    ----------
    table : DataFrame
        A table of the contract, not indexed.
    format : str
        One of :func:`formats`.

    Raises
    ------
    UsageError
        A format that does not exist.
    NetkitError
        A format whose library (extra ``formats``) is not installed.
    """
    if format not in _WRITERS:
        raise UsageError(f"'{format}' is no format; there are: {', '.join(_WRITERS)}")
    try:
        return _WRITERS[format](table)
    except ModuleNotFoundError as error:
        raise NetkitError(
            f"{format} needs {error.name}: install netkit-stakeholder[formats]"
        ) from error


def table_files(tables: Mapping[str, pd.DataFrame], format: str = "csv") -> dict[str, bytes]:
    """Give every table as a file ``<table>.<format>``."""
    return {f"{name}.{format}": table_bytes(table, format) for name, table in tables.items()}


@writes("csv")
def to_csv(table: pd.DataFrame) -> bytes:
    """Write CSV: UTF-8, LF, lists joined by ``;``, text that could start a formula made safe."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(table.columns)
    written = io.BytesIO()
    for low in range(0, len(table), ROWS):
        some = table.iloc[low : low + ROWS]
        cells = [_cells(some[name]) for name in some]
        rows = zip(*cells, strict=True)
        if len(cells) > 1 and not any(map(_needs_quotes, cells)):
            stream.writelines(f"{row}\n" for row in map(",".join, rows))
        else:
            writer.writerows(rows)
        written.write(stream.getvalue().encode())
        stream.seek(0)
        stream.truncate()
    written.write(stream.getvalue().encode())
    return written.getvalue()


@writes("json")
def to_json(table: pd.DataFrame) -> bytes:
    """Write JSON: a list of records, lists as lists, undefined as null."""
    records = [
        {name: _json_value(value) for name, value in zip(table.columns, row, strict=True)}
        for row in table.itertuples(index=False, name=None)
    ]
    return (json.dumps(records, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


@writes("parquet")
def to_parquet(table: pd.DataFrame) -> bytes:
    """Write Parquet: types kept, lists as lists."""
    plain = table.copy()
    for name in plain:
        if any(isinstance(value, tuple) for value in plain[name]):
            plain[name] = [list(value) for value in plain[name]]
    stream = io.BytesIO()
    plain.to_parquet(stream, engine="pyarrow", index=False)
    return stream.getvalue()


@writes("xlsx")
def to_xlsx(table: pd.DataFrame) -> bytes:
    """Write a workbook of one sheet; every text is stored as text, never as a formula."""
    values = table.itertuples(index=False, name=None)
    return workbook([list(table), *([_sheet_value(item) for item in row] for row in values)])


def _cells(column: pd.Series) -> list[str]:
    """Give a column's cells; of a large table there are millions."""
    if column.isna().all():
        return [""] * len(column)
    values = column.tolist()
    if column.dtype == np.float64:
        return [repr(value) if value == value else "" for value in values]
    if column.dtype == pd.Int64Dtype():
        return ["" if value is pd.NA else str(value) for value in values]
    if column.dtype == pd.BooleanDtype():
        return [TRUTH.get(value, "") for value in values]
    kinds = set(map(type, values))
    if kinds <= {str, tuple} and len(different := set(values)) < len(values) / 2:
        known = {value: cell(value) for value in different}
        return [known[value] for value in values]
    if kinds == {tuple}:
        values = [str(one[0]) if len(one) == 1 else ";".join(map(str, one)) for one in values]
        kinds = {str}
    # Most columns of text start with none of the signs that make a formula.
    if kinds == {str} and not any(map(guards, {text[:1] for text in values})):
        return values
    return [cell(value) for value in values]


def _needs_quotes(cells: list[str]) -> bool:
    """Whether a cell holds a sign that has a meaning in CSV."""
    whole = "".join(cells)
    return any(sign in whole for sign in ',"\n\r')


def guards(text: str) -> bool:
    """Whether a spreadsheet would take text for a formula."""
    return text.startswith(FORMULA_STARTS)


def cell(value: Any) -> str:
    """Give a value as a CSV cell: as text, which never starts a formula."""
    text = plain_text(value)
    return guarded(text) if isinstance(value, (tuple, list, str)) else text


def plain_text(value: Any) -> str:
    """Give a value as text: numbers read back to the same float, undefined is empty."""
    if isinstance(value, (tuple, list)):
        return ";".join(str(item) for item in value)
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    return repr(float(value)) if isinstance(value, (float, np.floating)) else str(value)


def _json_value(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return list(value)
    if pd.isna(value):
        return None
    return value.item() if isinstance(value, np.generic) else value


def _sheet_value(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return ";".join(str(item) for item in value)
    return _json_value(value)

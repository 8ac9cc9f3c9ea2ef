"""The engine that reads large tables: DuckDB, which adds up what does not fit into memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["csv_of", "engine", "is_there", "parquet_of", "quoted"]

MEMORY = "1500MB"
# Most letters of a line; and how a file is shared among threads.
_LINE, _BLOCK = 200_000, 20_000_000


def is_there() -> bool:
    """Whether the engine (extra ``large``) is installed."""
    return find_spec("duckdb") is not None


@contextmanager
def engine() -> Iterator[DuckDBPyConnection]:
    """Open an engine of its own: nothing is loaded from elsewhere, what spills over is cleared."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="netkit-") as folder:
        connection = duckdb.connect(
            config={
                "memory_limit": MEMORY,
                "temp_directory": folder,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
        )
        # It would draw its bar wherever the output goes, a table on its way to a script included.
        connection.execute("SET enable_progress_bar = false")
        try:
            yield connection
        finally:
            connection.close()


def quoted(text: str) -> str:
    """Give a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def csv_of(path: Path, separator: str, columns: Sequence[str]) -> str:
    """Give the table function that reads a delimited file as text, or fails on any odd row."""
    names = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in columns)
    return (
        f"read_csv({_place(path)}, delim={quoted(separator)}, quote='\"', escape='\"', "
        f"header=true, columns={{{names}}}, auto_detect=false, strict_mode=true, "
        f"null_padding=false, max_line_size={_LINE}, buffer_size={_BLOCK})"
    )


def parquet_of(path: Path) -> str:
    """Give the table function that reads a Parquet file."""
    return f"read_parquet({_place(path)}, hive_partitioning=false, binary_as_string=true)"


def _place(path: Path) -> str:
    """Give a path as a literal: the engine would take * and ? in it for wildcards."""
    from glob import escape

    return quoted(escape(path.resolve().as_posix()))

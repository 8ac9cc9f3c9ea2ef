"""Parquet files, given as the list in text that the other readers take."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from netkit.evidence.large.engine import engine, is_there, parquet_of, quoted
from netkit.evidence.problems import Log
from netkit.evidence.text import shown

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["PARQUET", "as_list"]

PARQUET = ".parquet"
# Few bytes can stand for very many rows, or for very long texts.
MOST_ROWS, MOST_SIGNS = 200_000_000, 20_000_000_000
_NESTED = ("STRUCT", "MAP", "UNION", "VARIANT")


@contextmanager
def as_list(path: Path, log: Log) -> Iterator[Path | None]:
    """Give a file of the same name as CSV for as long as it is read; what is wrong is reported.

    A row of the table is a line of the list after its header; lists become cells, ``;`` between.
    """
    if not is_there():
        log.error("Parquet needs DuckDB: install netkit-stakeholder[large], or save it as CSV")
        yield None
        return
    import duckdb

    with tempfile.TemporaryDirectory(prefix="netkit-") as folder:
        made = Path(folder, f"{path.stem}.csv")
        try:
            with engine() as opened:
                sound = _write(opened, path, made, log)
        except duckdb.Error as error:
            told = str(error).replace(path.resolve().as_posix(), path.name)
            reason = told.splitlines()[0]
            log.error(f"cannot be read as Parquet: {reason}. Save it anew, or as CSV")
            sound = False
        yield made if sound else None


def _write(opened: DuckDBPyConnection, path: Path, made: Path, log: Log) -> bool:
    table = parquet_of(path)
    columns = opened.execute(f"DESCRIBE SELECT * FROM {table}").fetchall()
    nested = [str(name) for name, kind, *_ in columns if str(kind).startswith(_NESTED)]
    if nested:
        listed = ", ".join(map(shown, nested))
        log.error(
            f"has columns of nested values, {listed}: keep texts, numbers and lists",
            column=nested[0],
        )
        return False
    texts = {str(name): _text(str(name), str(kind)) for name, kind, *_ in columns}
    length = " + ".join(f"coalesce(sum(strlen({text})), 0)" for text in texts.values())
    rows = opened.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
    if int(rows[0]) > MOST_ROWS:
        log.error(f"has {rows[0]} rows, more than the {MOST_ROWS} that are read: split it")
        return False
    signs = opened.execute(f"SELECT {length} FROM {table}").fetchone() or (0,)
    if int(signs[0]) > MOST_SIGNS:
        log.error(f"holds {signs[0]} signs, more than the {MOST_SIGNS} that are read: split it")
        return False
    given = ", ".join(f"{text} AS {_named(name)}" for name, text in texts.items())
    opened.execute(
        f"COPY (SELECT {given} FROM {table}) TO {quoted(made.as_posix())} "
        "(FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"')"
    )
    return True


def _text(name: str, kind: str) -> str:
    if kind.endswith("]"):
        return f"array_to_string({_named(name)}, ';')"
    return f"CAST({_named(name)} AS VARCHAR)"


def _named(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'

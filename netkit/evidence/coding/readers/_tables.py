"""SQLite files of strangers: copied into memory, real tables alone, a bound on the work."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any

from netkit.evidence.coding.project import Project
from netkit.evidence.problems import Log

__all__ = ["Tables", "read_database"]

_MAGIC = b"SQLite format 3\x00"
MOST_ROWS, MOST_STEPS, EACH = 5_000_000, 2_000, 100_000


class Tables:
    """The tables of a project's file."""

    def __init__(self, connection: sqlite3.Connection, names: frozenset[str]) -> None:
        self._connection = connection
        self.names = names

    def columns(self, table: str) -> set[str]:
        """Give the columns of a table that is there."""
        rows = self._connection.execute(f'PRAGMA table_info("{table}")')
        return {str(row[1]) for row in rows}

    def rows(self, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
        """Give columns of a table: empty ones where there are none, no rows where it is missing."""
        if table not in self.names:
            return []
        there = self.columns(table)
        chosen = ", ".join(f'"{name}"' if name in there else "NULL" for name in columns)
        # Names of tables and columns are ours; nothing of the file's stands in the query.
        found = self._connection.execute(f'SELECT {chosen} FROM "{table}"')  # noqa: S608
        return found.fetchmany(MOST_ROWS)


def read_database(
    data: bytes, needed: Sequence[str], log: Log, use: Callable[[Tables], Project]
) -> Project | None:
    """Let ``use`` read a database from its bytes; the file itself is never touched."""
    if not data.startswith(_MAGIC):
        log.error("is no SQLite file: give the project itself, not an export of it")
        return None
    connection = sqlite3.connect(":memory:")
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    steps = iter(range(MOST_STEPS))
    connection.set_progress_handler(lambda: int(next(steps, None) is None), EACH)
    try:
        connection.deserialize(data)
        connection.execute("PRAGMA trusted_schema = OFF")
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = Tables(connection, frozenset(str(row[0]) for row in names))
        missing = sorted(set(needed) - tables.names)
        if not missing:
            return use(tables)
        log.error(
            f"has no tables {', '.join(missing)}: it is no project of this kind, or of a version "
            "that is not known"
        )
    except (sqlite3.Error, MemoryError, OverflowError, ValueError) as error:
        log.error(f"is no SQLite file that can be read ({error}): save the project anew")
    finally:
        connection.close()
    return None

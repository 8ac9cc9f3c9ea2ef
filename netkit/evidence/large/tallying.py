"""Rows added up to ties by the engine: what each tie weighs, how often it stands, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from netkit.evidence.cells import WEIGHT_RANGE, weight_of
from netkit.evidence.large.columns import STATUS_ORDER
from netkit.evidence.large.engine import quoted
from netkit.evidence.study import STATUSES
from netkit.evidence.text import clean, text_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Tally", "tally"]

# More kinds of ties than this are no kinds of ties.
RELATION_LIMIT = 1_000
_WHOLE = 2.0**53
# Up to so many rows it is quicker to add them up where they are sorted anyway.
SORTED = 5_000_000
# Longer cells are looked at row by row; the engine keeps to no limit of its own.
_LONGEST = 1_000
# Rows are numbered in four bytes.
_MOST = 2**31 - 3
# The first row stands in the second line.
_LINE = "(rowid + 2)"
# So many distinct weights are read one by one.
_FEW = 50_000
# The engine takes more for numbers than these signs spell.
_OF_NUMBERS = "0123456789.+-eE"


class Tally(NamedTuple):
    """The distinct rows of a list, by the places of their words.

    ``names`` are the actors as they stand in the file, sorted; ``seen`` the line in which each is
    first named, and ``place`` where it then stands among all. ``columns`` has source, target,
    status, relation, weight, rows and line. Where rows were added up and their sum depends on its
    order (it is not ``exact``), ``parts`` gives the single weights by their first line. ``sectors``
    counts the rows that say a sector of an actor.
    """

    names: list[str]
    seen: list[int]
    place: np.ndarray[Any, Any]
    relations: list[str]
    columns: dict[str, np.ndarray[Any, Any]]
    exact: bool
    parts: dict[int, list[float]]
    sectors: list[tuple[str, str, int]]


def tally(
    engine: DuckDBPyConnection, table: str, columns: Sequence[str], rows: int, relation: str
) -> Tally | None:
    """Add up the rows of a table of text; nothing where a cell is not plainly what it should be.

    ``rows`` is how many there must be; ``columns`` the fields in the order of the file.
    """
    engine.execute(f"CREATE TEMP TABLE listed AS SELECT * FROM {table}")
    if engine.execute("SELECT count(*) FROM listed").fetchone() != (rows,) or rows > _MOST:
        return None
    sound, whole = _judged(engine) if "weight" in columns else (True, True)
    kinds = _words(engine, "relation") if "relation" in columns else [relation]
    statuses = _words(engine, "status") if "status" in columns else [STATUSES[0]]
    if not sound or not kinds or not statuses or not set(statuses) <= set(STATUSES):
        return None
    named = _named(engine, columns)
    if named is None:
        return None
    ties, by = _coded(columns, kinds)
    together = "sum(weight) AS weight, count(*)::INTEGER AS rows, min(line) AS line"
    what = f"{by}, {together} FROM {ties} GROUP BY {by}" if rows > SORTED else f"* FROM {ties}"
    found = engine.execute(f"SELECT {what}").fetchnumpy()
    told = {name: np.asarray(column) for name, column in found.items()}
    told.setdefault("rows", np.ones(len(told["line"]), dtype=np.int32))
    alike = {"status": STATUS_ORDER.index(STATUSES[0]), "relation": 0}
    for name, place in alike.items():
        told.setdefault(name, np.full(len(told["line"]), place, dtype=np.int16))
    exact = whole and float(told["weight"].sum()) < _WHOLE
    parts = {} if exact or rows <= SORTED else _parts(engine, ties, by)
    sectors = _sectors(engine, columns)
    if max((len(sector) for _, sector, _ in sectors), default=0) > _LONGEST:
        return None
    return Tally(*named, kinds, told, exact, parts, sectors)


def _sectors(engine: DuckDBPyConnection, columns: Sequence[str]) -> list[tuple[str, str, int]]:
    """Count how many rows say each sector of each actor, as both stand in the file."""
    said = [
        f"SELECT {end} AS name, {end}_sector AS sector FROM listed"
        for end in ("source", "target")
        if f"{end}_sector" in columns
    ]
    if not said:
        return []
    together = " UNION ALL ".join(said)
    return engine.execute(
        f"SELECT name, sector, count(*) FROM ({together}) WHERE sector IS NOT NULL "
        "GROUP BY name, sector"
    ).fetchall()


def _judged(engine: DuckDBPyConnection) -> tuple[bool, bool]:
    """Say whether every weight is one, and whether all are whole numbers.

    Weights are few or many: the few are read as in any other list, one by one.
    """
    found = engine.execute(f"SELECT DISTINCT weight FROM listed LIMIT {_FEW + 1}").fetchall()
    if len(found) <= _FEW:
        read = [weight_of((text or "").strip()) for (text,) in found]
        return not any(wrong for _, wrong in read), all(value.is_integer() for value, _ in read)
    low, high = WEIGHT_RANGE
    odd = engine.execute(
        f"SELECT count(*) FROM listed WHERE NOT coalesce(translate(weight, '{_OF_NUMBERS}', '') "
        f"= '' AND TRY_CAST(weight AS DOUBLE) BETWEEN {low} AND {high}, false)"
    ).fetchone()
    return odd == (0,), False


def _words(engine: DuckDBPyConnection, column: str) -> list[str]:
    """Give the distinct words of a column of few, or none where one is not plainly written."""
    found = engine.execute(
        f"SELECT DISTINCT coalesce({column}, '') FROM listed ORDER BY 1 LIMIT {RELATION_LIMIT + 1}"
    ).fetchall()
    words = [str(word) for (word,) in found]
    plain = all(word and clean(text_of(word)) == word and ":" not in word for word in words)
    plain = plain and max(map(len, words), default=0) <= _LONGEST
    return words if plain and len(words) <= RELATION_LIMIT else []


def _named(
    engine: DuckDBPyConnection, columns: Sequence[str]
) -> tuple[list[str], list[int], np.ndarray[Any, Any]] | None:
    """Give the actors with the order in which a reader of the file meets them, and where."""
    sides = sorted(("source", "target"), key=list(columns).index)
    engine.execute(
        "CREATE TEMP TABLE names AS SELECT name, (row_number() OVER (ORDER BY seen) - 1)::INTEGER "
        "AS place, seen // 2 AS line FROM (SELECT name, min(seen) AS seen FROM ("
        f"SELECT {sides[0]} AS name, {_LINE} * 2 AS seen FROM listed UNION ALL "
        f"SELECT {sides[1]}, {_LINE} * 2 + 1 FROM listed) GROUP BY name)"
    )
    found: dict[str, Any] = engine.execute(
        "SELECT name, line, place FROM names ORDER BY name"
    ).fetchnumpy()
    names: list[str] = found["name"].tolist()
    lines: list[int] = found["line"].tolist()
    if None in names or max(map(len, names), default=0) > _LONGEST:
        return None
    return names, lines, np.asarray(found["place"])


def _coded(columns: Sequence[str], kinds: Sequence[str]) -> tuple[str, str]:
    """Give the query of ties by the places of their words, and the columns that make rows one."""
    coded = {"source": "one.place", "target": "other.place"}
    for words, column in ((STATUS_ORDER, "status"), (kinds, "relation")):
        if column in columns:
            listed = ", ".join(quoted(word) for word in words)
            coded[column] = f"list_position([{listed}], {column})::SMALLINT - 1"
    weight = "CAST(weight AS DOUBLE)" if "weight" in columns else "1.0::DOUBLE"
    given = ", ".join(f"{place} AS {name}" for name, place in coded.items())
    ties = (
        f"(SELECT {given}, {weight} AS weight, (listed.{_LINE[1:-1]})::INTEGER AS line "
        "FROM listed JOIN names AS one ON one.name = listed.source "
        "JOIN names AS other ON other.name = listed.target)"
    )
    return ties, ", ".join(coded)


def _parts(engine: DuckDBPyConnection, ties: str, by: str) -> dict[int, list[float]]:
    """Give the single weights of rows that stand several times, by their first line."""
    found = engine.execute(
        f"SELECT min(line), list(weight) FROM {ties} GROUP BY {by} HAVING count(*) > 1"
    ).fetchall()
    return dict(found)

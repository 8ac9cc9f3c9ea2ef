"""QualCoder (``data.qda``, or its folder as a zip) and RQDA: projects in SQLite."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from netkit.evidence.coding.project import Code, Coding, Document, Project, opens
from netkit.evidence.coding.readers._tables import Tables, read_database
from netkit.evidence.importers._sheets import UNREADABLE, refusal_of
from netkit.evidence.source import Source
from netkit.evidence.text import clean

__all__ = ["qualcoder", "rqda"]

_QUALCODER = ("code_name", "code_cat", "code_text", "source")
_RQDA = ("freecode", "coding", "source")
_DATABASE = "data.qda"


@opens(".qda", ".zip", what="QualCoder project")
def qualcoder(source: Source) -> Project | None:
    """Read a project; of a zip the database within is read, and nothing is unpacked to disk."""
    data = _database(source)
    if data is None:
        return None
    return read_database(data, _QUALCODER, source.log, _qualcoder)


def _qualcoder(tables: Tables) -> Project:
    made = Project("QualCoder project", cases=len(tables.rows("cases", ("caseid",))))
    categories = tables.rows("code_cat", ("catid", "name", "supercatid"))
    parents = {key: (name, above) for key, name, above in categories}
    for key, name, above in tables.rows("code_name", ("cid", "name", "catid")):
        made.codes[str(key)] = Code(str(key), (*_above(above, parents), clean(str(name))))
    _documents(made, tables.rows("source", ("id", "name")))
    _codings(made, tables.rows("code_text", ("fid", "pos0", "pos1", "cid", "seltext", "owner")))
    return made


@opens(".rqda", what="RQDA project")
def rqda(source: Source) -> Project | None:
    """Read a project without what was deleted in it (``status`` 0)."""
    return read_database(source.data, _RQDA, source.log, _rqda)


def _rqda(tables: Tables) -> Project:
    made = Project("RQDA project", cases=len(_kept(tables, "cases", ("id",))))
    parents: dict[object, tuple[object, object]] = {
        key: (name, None) for key, name in _kept(tables, "codecat", ("catid", "name"))
    }
    within = {row[0]: row[1] for row in _kept(tables, "treecode", ("cid", "catid"))}
    for key, name in _kept(tables, "freecode", ("id", "name")):
        path = (*_above(within.get(key), parents), clean(str(name)))
        made.codes[str(key)] = Code(str(key), path)
    _documents(made, _kept(tables, "source", ("id", "name")))
    _codings(
        made, _kept(tables, "coding", ("fid", "selfirst", "selend", "cid", "seltext", "owner"))
    )
    return made


def _kept(tables: Tables, table: str, columns: tuple[str, ...]) -> list[tuple[object, ...]]:
    rows = tables.rows(table, (*columns, "status"))
    return [row[:-1] for row in rows if row[-1] in (1, 1.0, "1", None)]


def _above(key: object, parents: Mapping[object, tuple[object, object]]) -> tuple[str, ...]:
    """Give the categories a code stands in, outermost first; a ring of them is cut."""
    names: list[str] = []
    seen = set()
    while key in parents and key not in seen:
        seen.add(key)
        name, key = parents[key]
        names.insert(0, clean(str(name)))
    return tuple(names)


def _documents(made: Project, rows: list[tuple[object, ...]]) -> None:
    made.documents = {str(key): Document(str(key), clean(str(name))) for key, name in rows}


def _codings(made: Project, rows: list[tuple[object, ...]]) -> None:
    for document, start, end, code, text, coder in rows:
        if str(code) in made.codes and str(document) in made.documents:
            made.codings.append(
                Coding(
                    str(document), _number(start), _number(end), str(code),
                    str(text or ""), clean(str(coder or "")),
                )
            )  # fmt: skip
    made.selections = len({(coding.document, coding.start, coding.end) for coding in made.codings})


def _number(value: object) -> int:
    return int(value) if isinstance(value, (int, float)) and abs(value) < 1e15 else 0


def _database(source: Source) -> bytes | None:
    if source.data[:2] != b"PK":
        return source.data
    refusal = refusal_of(source.data)
    if refusal:
        source.log.error(refusal)
        return None
    with zipfile.ZipFile(io.BytesIO(source.data)) as package:
        names = [name for name in package.namelist() if name.rsplit("/", 1)[-1] == _DATABASE]
        if len(names) != 1:
            source.log.error(
                f"holds {len(names)} files {_DATABASE}, not one: is it the folder of one QualCoder "
                "project?"
            )
            return None
        try:
            return package.read(names[0])
        except UNREADABLE as error:
            source.log.error(f"{names[0]} cannot be unpacked ({error}): make the zip anew")
            return None

"""Taguette: the project (SQLite), and its export of highlights as a table."""

from __future__ import annotations

import html
import re

from netkit.evidence.coding.project import Code, Coding, Document, Project, opens
from netkit.evidence.coding.readers._tables import Tables, read_database
from netkit.evidence.importers._sheets import read_sheets
from netkit.evidence.source import Source
from netkit.evidence.tables import Table, read_table
from netkit.evidence.text import clean, text_of

__all__ = ["highlights", "project"]

_TAG = re.compile(r"<[^>]*>")
_COLUMNS = ("id", "document", "tag", "content")
_NEEDED = ("documents", "tags", "highlights", "highlight_tags")


@opens(".sqlite3", ".taguette", what="Taguette project")
def project(source: Source) -> Project | None:
    """Read a project; offsets count bytes of the text, and what is highlighted is kept beside."""
    return read_database(source.data, _NEEDED, source.log, _project)


def _project(tables: Tables) -> Project:
    found = tables.rows(
        "highlights", ("id", "document_id", "start_offset", "end_offset", "snippet")
    )
    made = Project("Taguette project", selections=len(found))
    for key, name in tables.rows("documents", ("id", "name")):
        made.documents[str(key)] = Document(str(key), clean(str(name)))
    for key, path in tables.rows("tags", ("id", "path")):
        made.codes[str(key)] = Code(str(key), _path(str(path)))
    passages = {
        str(key): (str(document), _number(start), _number(end), _bare(text))
        for key, document, start, end, text in found
        if str(document) in made.documents
    }
    pairs = tables.rows("highlight_tags", ("highlight_id", "tag_id"))
    for key, tag in sorted((str(key), str(tag)) for key, tag in pairs):
        if key in passages and tag in made.codes:
            document, start, end, text = passages[key]
            made.codings.append(Coding(document, start, end, tag, text))
    return made


@opens(".csv", ".xlsx", what="highlights of Taguette")
def highlights(source: Source) -> Project | None:
    """Read a table with a row for each tag of each highlight."""
    table = _table(source)
    if table is None or source.log.file_failed:
        return None
    header = [name.casefold() for name in table.header]
    if not set(_COLUMNS) <= set(header):
        source.log.error(
            f"has no columns {', '.join(_COLUMNS)}: it is no export of highlights. A list of ties "
            "needs no import: give it where a STUDY is taken",
            line=table.line,
        )
        return None
    place = [header.index(name) for name in _COLUMNS]
    made = Project("highlights of Taguette")
    seen = set()
    for _, cells in table.rows:
        key, document, tag, text = (text_of(cells[at]).strip() for at in place)
        seen.add((document, key))
        made.documents.setdefault(document, Document(document, clean(document)))
        if tag:
            made.codes.setdefault(tag, Code(tag, _path(tag)))
            number = _number(key)
            made.codings.append(Coding(document, number, number, tag, text))
    made.selections = len(seen)
    return made


def _table(source: Source) -> Table | None:
    if source.ending != ".xlsx":
        text = source.text()
        return read_table(text, source.ending, source.log) if text else None
    sheets = read_sheets(source.data, source.log)
    return sheets[0].table if sheets else None


def _path(tag: str) -> tuple[str, ...]:
    """Give the place of a tag in its tree; Taguette has a full stop between."""
    return tuple(part for part in map(clean, tag.split(".")) if part) or ("?",)


def _bare(snippet: object) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", str(snippet or ""))).split())


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 16 else 0

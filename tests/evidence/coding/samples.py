"""One small pilot as five programs keep it: three codes on one passage make a statement."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Sequence

__all__ = ["CODES", "PASSAGES", "QDC", "highlights", "qualcoder", "refi", "rqda", "taguette"]

TEXT = "The school rings the clinic. 😀 The clinic never answers. We met the police."
CODES = (
    ("from", "School"), ("from", "Clinic"), ("to", "School"), ("to", "Clinic"),
    ("agency", "Police"), ("flow", "shares"), ("flow", "broken"),
)  # fmt: skip
# What stands where, and the codes on it by their places above.
PASSAGES = (
    ("The school rings the clinic.", (0, 3, 5)),
    ("The clinic never answers.", (1, 2, 6)),
    ("We met the police.", (4, 5)),
)
QDC = """<?xml version="1.0" encoding="utf-8"?>
<q:CodeBook xmlns:q="urn:QDA-XML:codebook:1.0"><q:Codes>
<q:Code guid="a" name="agency"><q:Code guid="b" name="Police"/></q:Code></q:Codes></q:CodeBook>"""


def refi(
    *, units: str = "points", prefix: str = "", text: bool = True, origin: str = "QualCoder"
) -> bytes:
    """Give a REFI-QDA project; NVivo counts UTF-16 units, and programs differ in prefixes."""
    p = f"{prefix}:" if prefix else ""
    space = f"xmlns:{prefix}" if prefix else "xmlns"
    groups: dict[str, list[str]] = {}
    for number, (group, name) in enumerate(CODES):
        groups.setdefault(group, []).append(f'<{p}Code guid="c{number}" name="{name}"/>')
    codes = "".join(
        f'<{p}Code guid="g-{group}" name="{group}">{"".join(inside)}</{p}Code>'
        for group, inside in groups.items()
    )
    selections = ""
    for number, (quote, chosen) in enumerate(PASSAGES):
        start, end = _span(quote, units)
        codings = "".join(
            f'<{p}Coding guid="k{number}{code}" creatingUser="u"><{p}CodeRef targetGUID="c{code}"/>'
            f"</{p}Coding>"
            for code in chosen
        )
        selections += (
            f'<{p}PlainTextSelection guid="s{number}" name="{quote}" startPosition="{start}" '
            f'endPosition="{end}">{codings}</{p}PlainTextSelection>'
        )
    project = (
        f'<?xml version="1.0" encoding="utf-8"?><{p}Project {space}="urn:QDA-XML:project:1.0" '
        f'name="pilot" origin="{origin}"><{p}Users><{p}User guid="u" name="first"/></{p}Users>'
        f"<{p}CodeBook><{p}Codes>{codes}</{p}Codes></{p}CodeBook><{p}Sources>"
        f'<{p}TextSource guid="t" name="Interview 1" plainTextPath="internal://t.txt">{selections}'
        f"</{p}TextSource></{p}Sources></{p}Project>"
    )
    members = {"project.qde": project} | ({"Sources/t.txt": TEXT} if text else {})
    return zipped({name: content.encode() for name, content in members.items()})


def taguette() -> bytes:
    """Give a Taguette project."""
    tags = [(number, f"{group}.{name}") for number, (group, name) in enumerate(CODES)]
    return database(
        {
            "documents": (("id", "name"), [(1, "Interview 1")]),
            "tags": (("id", "path"), tags),
            "highlights": (
                ("id", "document_id", "start_offset", "end_offset", "snippet"),
                [(n, 1, *_span(quote, "bytes"), f"<p>{quote}</p>") for n, (quote, _) in enumerate(PASSAGES)],
            ),
            "highlight_tags": (
                ("highlight_id", "tag_id"),
                [(n, code) for n, (_, chosen) in enumerate(PASSAGES) for code in chosen],
            ),
        }
    )  # fmt: skip


def highlights() -> bytes:
    """Give the highlights of Taguette as CSV."""
    rows = [
        f'{number},Interview 1,{".".join(CODES[code])},"{quote}"'
        for number, (quote, chosen) in enumerate(PASSAGES)
        for code in chosen
    ]
    return "\n".join(["id,document,tag,content", *rows, ""]).encode()


def qualcoder(*, packed: bool = False) -> bytes:
    """Give a QualCoder project: its database, or its folder as a zip."""
    groups = sorted({group for group, _ in CODES})
    data = database(
        {
            "code_cat": (
                ("catid", "name", "supercatid"), [(n, group, None) for n, group in enumerate(groups)]
            ),
            "code_name": (
                ("cid", "name", "catid"),
                [(n, name, groups.index(group)) for n, (group, name) in enumerate(CODES)],
            ),
            "source": (("id", "name", "fulltext"), [(1, "Interview 1", TEXT)]),
            "code_text": (
                ("cid", "fid", "seltext", "pos0", "pos1", "owner"),
                [(code, 1, quote, *_span(quote, "points"), "first")
                 for quote, chosen in PASSAGES for code in chosen],
            ),
            "cases": (("caseid", "name"), [(1, "School")]),
        }
    )  # fmt: skip
    return zipped({"pilot.qda/data.qda": data}) if packed else data


def rqda() -> bytes:
    """Give an RQDA project, in which one coding was deleted."""
    groups = sorted({group for group, _ in CODES})
    codings = [
        (code, 1, quote, *_span(quote, "points"), 1, "first")
        for quote, chosen in PASSAGES
        for code in chosen
    ]
    return database(
        {
            "freecode": (("id", "name", "status"), [(n, name, 1) for n, (_, name) in enumerate(CODES)]),
            "codecat": (("catid", "name", "status"), [(n, name, 1) for n, name in enumerate(groups)]),
            "treecode": (
                ("cid", "catid", "status"),
                [(n, groups.index(group), 1) for n, (group, _) in enumerate(CODES)],
            ),
            "source": (("id", "name", "status"), [(1, "Interview 1", 1)]),
            "coding": (
                ("cid", "fid", "seltext", "selfirst", "selend", "status", "owner"),
                [*codings, (6, 1, PASSAGES[0][0], *_span(PASSAGES[0][0], "points"), 0, "first")],
            ),
        }
    )  # fmt: skip


def database(tables: dict[str, tuple[Sequence[str], Sequence[Sequence[object]]]]) -> bytes:
    """Give an SQLite file with these tables."""
    connection = sqlite3.connect(":memory:")
    for name, (columns, rows) in tables.items():
        connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        places = ", ".join("?" for _ in columns)
        connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
    connection.commit()
    data = connection.serialize()
    connection.close()
    return data


def zipped(members: dict[str, bytes]) -> bytes:
    """Give a zip with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return stream.getvalue()


def _span(quote: str, units: str) -> tuple[int, int]:
    before = TEXT[: TEXT.index(quote)]
    if units == "points":
        return len(before), len(before) + len(quote)
    codec, size = ("utf-16-le", 2) if units == "utf-16" else ("utf-8", 1)
    start = len(before.encode(codec)) // size
    return start, start + len(quote.encode(codec)) // size

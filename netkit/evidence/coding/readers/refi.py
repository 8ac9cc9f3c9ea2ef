"""REFI-QDA (qdasoftware.org, 1.0): the exchange format of NVivo, ATLAS.ti, MAXQDA and others.

Programs differ in prefixes, member names and nesting: elements are known by their local names.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from netkit.evidence.coding.project import Code, Coding, Document, Project, opens
from netkit.evidence.importers._sheets import UNREADABLE, refusal_of
from netkit.evidence.importers._xml import below, local, read_tree
from netkit.evidence.source import Source
from netkit.evidence.text import clean, counted

__all__ = ["codebook", "project"]

_SOURCES = ("TextSource", "PDFSource", "PictureSource", "AudioSource", "VideoSource")


@opens(".qdpx", what="REFI-QDA project")
def project(source: Source) -> Project | None:
    """Read a project; a text or a medium that is missing is a warning, as is a link."""
    refusal = refusal_of(source.data)
    if refusal:
        source.log.error(refusal)
        return None
    with zipfile.ZipFile(io.BytesIO(source.data)) as package:
        found = [name for name in package.namelist() if name.casefold().endswith(".qde")]
        if len(found) != 1:
            source.log.error(
                f"holds {len(found)} files .qde, not one: it is no REFI-QDA project; export the "
                "project anew"
            )
            return None
        try:
            inside = source._replace(data=package.read(found[0]))
        except UNREADABLE as error:
            source.log.error(f"{found[0]} cannot be unpacked ({error}): export the project anew")
            return None
        read = read_tree(inside, "Project")
        return _project(read[0], package, source) if read else None


@opens(".qdc", what="REFI-QDA codebook")
def codebook(source: Source) -> Project | None:
    """Read the codes alone: a start for a study's actors."""
    read = read_tree(source, "CodeBook")
    return Project("REFI-QDA codebook", codes=dict(_codes(read[0]))) if read else None


def _project(top: Element, package: zipfile.ZipFile, source: Source) -> Project:
    made = Project(f"REFI-QDA project of {clean(top.get('origin', '')) or 'an unnamed program'}")
    for book in top.iter():
        if local(book) == "CodeBook":
            made.codes = dict(_codes(book))
    users = {
        item.get("guid", ""): item.get("name", "") for item in top.iter() if local(item) == "User"
    }
    made.selections = sum(1 for _ in _selections(top))
    made.cases = sum(local(item) == "Case" for item in top.iter())
    lost: list[str] = []
    moved = 0
    utf16 = made.kind.casefold().endswith("nvivo")
    for element in top.iter():
        if local(element) in _SOURCES:
            key = element.get("guid", "")
            made.documents[key] = Document(key, clean(element.get("name", "")) or key)
            text = _text(element, package, lost)
            for selection in _selections(element):
                moved += _add(made, selection, key, text, users, utf16=utf16)
    _report(top, lost, moved, source)
    return made


def _selections(element: Element) -> Iterator[Element]:
    return (part for part in element.iter() if local(part).endswith("Selection"))


def _add(
    made: Project,
    selection: Element,
    document: str,
    text: str,
    users: dict[str, str],
    *,
    utf16: bool,
) -> bool:
    """Take in what codes a passage; give whether its place had to be looked for."""
    start, end = (_number(selection.get(f"{side}Position")) for side in ("start", "end"))
    if utf16:
        start, end = (_points(text, place) for place in (start, end))
    quote, name = text[start:end], selection.get("name", "").strip()
    at = text.find(name) if name and text and not quote.startswith(name[:20]) else -1
    if at >= 0:
        start, end, quote = at, at + len(name), name
    for coding in below(selection, "Coding"):
        code = next((ref.get("targetGUID", "") for ref in below(coding, "CodeRef")), "")
        if code in made.codes:
            coder = clean(users.get(coding.get("creatingUser", ""), ""))
            made.codings.append(Coding(document, start, end, code, quote or name, coder))
    return at >= 0


def _codes(book: Element) -> Iterator[tuple[str, Code]]:
    def walk(element: Element, above: tuple[str, ...]) -> Iterator[tuple[str, Code]]:
        for code in below(element, "Code"):
            path = (*above, clean(code.get("name", "")) or "?")
            yield code.get("guid", ""), Code(code.get("guid", ""), path)
            yield from walk(code, path)

    for codes in below(book, "Codes"):
        yield from walk(codes, ())


def _text(element: Element, package: zipfile.ZipFile, lost: list[str]) -> str:
    for content in below(element, "PlainTextContent"):
        return content.text or ""
    path = element.get("plainTextPath", "")
    if not path:
        return ""
    name = path.rsplit("/", 1)[-1]
    for member in package.namelist():
        if member.rsplit("/", 1)[-1] == name and name:
            try:
                return package.read(member).decode("utf-8-sig", "replace").replace("\r\n", "\n")
            except UNREADABLE:
                break
    lost.append(element.get("name", name))
    return ""


def _report(top: Element, lost: list[str], moved: int, source: Source) -> None:
    if lost:
        source.log.warning(
            f"the text of {counted(len(lost), 'source')} is missing, such as {clean(lost[0])}: its "
            "codings were read without their words"
        )
    if moved:
        source.log.warning(
            f"{counted(moved, 'passage')} stood elsewhere than its offsets say: the words were "
            "followed"
        )
    links = sum(local(item) == "Link" for item in top.iter())
    if links:
        source.log.warning(f"{counted(links, 'link')} between passages or codes: not read")


def _points(text: str, units: int) -> int:
    """Give the place in characters of a place counted in UTF-16 units."""
    encoded = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(encoded.decode("utf-16-le", "ignore"))


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0

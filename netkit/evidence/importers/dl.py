"""UCINET's DL files (Borgatti, Everett & Freeman 2002): matrices, edge lists and node lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from netkit.evidence.cells import number
from netkit.evidence.importers import Draft, reads
from netkit.evidence.importers._graph import Edge, Graph, Node, draft_of
from netkit.evidence.source import Source
from netkit.evidence.text import shown

__all__ = ["dl"]

MOST_ACTORS, MOST_UNNAMED = 2_000_000, 10_000
_TOKEN = re.compile(r'"([^"]*)"|([^\s,]+)')
_DATA = re.compile(r"\bdata\s*:", re.IGNORECASE)
_SETTING = re.compile(r"\b(n|nr|nc|nm|format|diagonal)\b\s*=?\s*([^\s,;]+)", re.IGNORECASE)
_LABELS = re.compile(
    r"\b(row|column|col|matrix|level)?\s*labels?\s*:|\blabels?\s+embedded\b", re.IGNORECASE
)
_READ = ("fullmatrix", "fm", "edgelist1", "nodelist1", "lowerhalf", "upperhalf")


class _Word(NamedTuple):
    line: int
    text: str


class _Head(NamedTuple):
    """What stands before the data: how many actors and matrices, the form, the labels."""

    size: int
    matrices: int
    form: str
    diagonal: bool
    embedded: bool
    labels: list[str]
    relations: list[str]


@reads(".dl", what="UCINET DL")
def dl(source: Source) -> Draft | None:
    """Read a DL file of one kind of actors; each of several matrices is a relation."""
    text = source.text()
    if text is None:
        return None
    whole = text.whole().lstrip("\ufeff")
    data = _DATA.search(whole)
    if whole.lstrip()[:2].casefold() != "dl" or data is None:
        source.log.error("begins not with DL, or has no line DATA: is it a UCINET DL file?", line=1)
        return None
    head = _head(whole[: data.start()], source)
    if head is None:
        return None
    first = whole.count("\n", 0, data.end()) + 1
    rows = [
        [_Word(line, quoted or plain) for quoted, plain in _TOKEN.findall(content)]
        for line, content in enumerate(whole[data.end() :].split("\n"), start=first)
    ]
    graph = _graph(head, [row for row in rows if row], source)
    return None if graph is None or source.log.file_failed else draft_of(graph, source)


def _head(text: str, source: Source) -> _Head | None:
    parts = list(_LABELS.finditer(text))
    ends = [part.start() for part in parts[1:]] + [len(text)] * bool(parts)
    plain = text[: parts[0].start()] if parts else text
    said = {name.casefold(): value for name, value in _SETTING.findall(plain)}
    lists: dict[str, list[str]] = {}
    for part, end in zip(parts, ends, strict=True):
        words = [quoted or bare for quoted, bare in _TOKEN.findall(text[part.end() : end])]
        lists[(part[1] or "").casefold()] = words
    form = said.get("format", "fullmatrix").casefold()
    size = said.get("n", "")
    if "nr" in said or "nc" in said or form.endswith("2"):
        source.log.error(
            "is a table of two kinds of actors, such as people and events, which is not read: "
            "project it onto one kind first",
            line=1,
        )
    elif not size.isdecimal() or len(size) > 9 or not 0 < int(size) <= MOST_ACTORS:
        source.log.error(f"needs the number of actors, N=…, at most {MOST_ACTORS}", line=1)
    elif form not in _READ:
        source.log.error(
            f"has the format {shown(form)}, which is not read; there are {', '.join(_READ)}: "
            "export it as one of these",
            line=1,
            value=form,
        )
    count = said.get("nm", "1")
    if not count.isdecimal() or not 0 < len(count) < 4 or int(count) == 0:
        source.log.error(f"{shown(count)} is no number of matrices (NM)", line=1, value=count)
    if source.log.file_failed:
        return None
    return _Head(
        int(size),
        int(count),
        form,
        said.get("diagonal", "present").casefold() != "absent",
        "embedded" in text.casefold(),
        lists.get("") or lists.get("row") or [],
        lists.get("matrix") or lists.get("level") or [],
    )


def _graph(head: _Head, rows: list[list[_Word]], source: Source) -> Graph | None:
    if head.form.endswith("list1"):
        labels, edges = _listed(head, rows)
    else:
        labels, edges = _matrices(head, rows, source)
    if len(labels) > head.size:
        source.log.error(
            f"has {len(labels)} labels, such as {shown(labels[-1])}, for {head.size} actors", line=1
        )
    if head.size - len(labels) > MOST_UNNAMED:
        source.log.error(f"has {head.size} actors and names {len(labels)}: add the labels", line=1)
        return None
    missing = range(len(labels) + 1, head.size + 1)
    names = [*labels, *(str(number) for number in missing if str(number) not in labels)]
    if head.matrices > 1:
        source.log.warning(
            f"holds {head.matrices} matrices, read as the relations "
            f"{', '.join(shown(_relation(head, turn)) for turn in range(head.matrices))}: choose "
            "with --relation"
        )
    nodes = [Node(0, name, "", {}) for name in names]
    return Graph("UCINET DL", nodes, edges)


def _listed(head: _Head, rows: list[list[_Word]]) -> tuple[list[str], list[Edge]]:
    """Read ties, a pair or a list of neighbours a line, by label or by number."""
    labels = dict.fromkeys(head.labels)
    if head.embedded:
        ends = rows if head.form == "nodelist1" else [row[:2] for row in rows]
        labels |= dict.fromkeys(word.text for row in ends for word in row)
    names = list(labels)

    def name_of(word: _Word) -> str:
        short = word.text.isdecimal() and len(word.text) < 10 and not head.embedded
        place = int(word.text) if short else 0
        return names[place - 1] if 0 < place <= len(names) else word.text

    edges: list[Edge] = []
    for first, *others in rows:
        if head.form == "nodelist1":
            pairs = [(other, "1") for other in others]
        else:
            pairs = [(others[0], others[1].text if len(others) > 1 else "1")] if others else []
        edges.extend(
            Edge(
                first.line, name_of(first), name_of(other), directed=True, attributes={"weight": w}
            )
            for other, w in pairs
            if number(w) != 0
        )
    return names, edges


def _matrices(head: _Head, rows: list[list[_Word]], source: Source) -> tuple[list[str], list[Edge]]:
    labels = head.labels
    if head.embedded and rows:
        labels, rows = _without_labels(rows, head.size)
    words = [word for row in rows for word in row]
    needed = _figures(head)
    if len(words) != needed * head.matrices:
        source.log.error(
            f"needs {needed * head.matrices} figures for {head.size} actors and has "
            f"{len(words)}: add or take out what is wrong, or correct N, NM or DIAGONAL",
            line=words[-1].line if words else 1,
            value=str(len(words)),
        )
        return labels, []
    spots = list(_spots(head))
    names = [*labels, *(str(row + 1) for row in range(len(labels), head.size))]
    edges = [
        Edge(
            word.line,
            names[row],
            names[column],
            head.form in ("fullmatrix", "fm"),
            {"weight": word.text}
            | ({"relation": _relation(head, turn)} if head.matrices > 1 else {}),
        )
        for turn in range(head.matrices)
        for (row, column), word in zip(
            spots, words[turn * needed : (turn + 1) * needed], strict=True
        )
        if number(word.text) != 0
    ]
    return labels, edges


def _without_labels(rows: list[list[_Word]], size: int) -> tuple[list[str], list[list[_Word]]]:
    """Take off the labels that stand above and before the figures of each matrix."""
    labels = [word.text for word in rows[0]]
    bare = [row[1:] for number, row in enumerate(rows) if number % (size + 1)]
    return labels, bare


def _figures(head: _Head) -> int:
    """Give how many figures a matrix has."""
    half = head.form in ("lowerhalf", "upperhalf")
    off = head.size * (head.size - 1) // (2 if half else 1)
    return off + (head.size if head.diagonal else 0)


def _spots(head: _Head) -> Iterator[tuple[int, int]]:
    """Give the row and column of each figure of a matrix, in the order in which they stand."""
    for row in range(head.size):
        first, last = 0, head.size
        if head.form == "lowerhalf":
            last = row + 1
        elif head.form == "upperhalf":
            first = row
        for column in range(first, last):
            if row != column or head.diagonal:
                yield row, column


def _relation(head: _Head, turn: int) -> str:
    return head.relations[turn] if turn < len(head.relations) else f"matrix {turn + 1}"

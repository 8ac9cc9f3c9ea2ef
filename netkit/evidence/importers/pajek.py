"""Pajek networks (Batagelj & Mrvar): vertices, arcs, edges, their lists and matrices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from netkit.evidence.cells import number
from netkit.evidence.importers import Draft, reads
from netkit.evidence.importers._graph import Edge, Graph, Node, draft_of
from netkit.evidence.problems import Log
from netkit.evidence.source import Source
from netkit.evidence.text import shown

__all__ = ["pajek"]

MOST_VERTICES, MOST_UNLISTED = 2_000_000, 10_000
_TOKEN = re.compile(r'"([^"]*)"|\'([^\']*)\'(?=\s|$)|(\S+)')
_RELATION = re.compile(r':\s*(\d+)\s*(?:"([^"]*)")?')
_PLACE = ("x", "y", "z")
_LISTS = ("*arcslist", "*edgeslist")


class _Line(NamedTuple):
    number: int
    tokens: list[str]


class _Reader:
    """Goes through a file line by line; what a line means depends on the section it stands in."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.size = 0
        self.labels: dict[str, str] = {}
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self._section = ""
        self._relation = ""
        self._row = 0
        self._looks = False
        self._left_out: set[str] = set()

    def read(self, line: int, text: str) -> None:
        """Take in one line."""
        if not text or text.startswith("%"):
            return
        if text.startswith("*"):
            self._begin(line, text)
            return
        tokens = [next(filter(None, found), "") for found in _TOKEN.findall(text)]
        readers: dict[str, Callable[[_Line], None]] = {
            "*vertices": self._vertex,
            "*arcs": self._tie,
            "*edges": self._tie,
            "*arcslist": self._neighbours,
            "*edgeslist": self._neighbours,
            "*matrix": self._cells,
        }
        if reader := readers.get(self._section):
            reader(_Line(line, tokens))
        elif not self._section:
            self.log.error(
                "stands before *Vertices: a Pajek network begins with *Vertices and their number",
                line=line,
                value=text[:60],
            )

    def _begin(self, line: int, text: str) -> None:
        words = text.split()
        self._section = words[0].casefold()
        relation = _RELATION.search(text)
        self._relation = (relation[2] or relation[1]).strip() if relation else ""
        self._row = 0
        if self._section == "*vertices":
            self._count(line, words)
        elif self._section not in ("*arcs", "*edges", *_LISTS, "*matrix", "*network"):
            self._left_out.add(words[0])

    def _count(self, line: int, words: list[str]) -> None:
        counts = words[1:3]
        if self.size:
            self.log.error("begins a second network: save each as a file of its own", line=line)
        elif not counts or _count_of(counts[0]) > MOST_VERTICES:
            self.log.error(
                f"needs the number of vertices after *Vertices, at most {MOST_VERTICES}", line=line
            )
        elif len(counts) > 1 and counts[1] != counts[0]:
            self.log.error(
                "is a network of two kinds of vertices, such as people and events, which is not "
                "read: project it onto one kind first",
                line=line,
                value=" ".join(counts),
            )
        else:
            self.size = int(counts[0])

    def _vertex(self, line: _Line) -> None:
        key = self._known(line.tokens[0], line)
        label = line.tokens[1] if len(line.tokens) > 1 else ""
        if key in self.nodes:
            self.log.error(f"vertex {key} stands twice", line=line.number, value=key)
        places = dict(zip(_PLACE, _numbers(line.tokens[2:5]), strict=False))
        self._looks |= len(line.tokens) > 2 + len(places)
        self.nodes[key] = Node(line.number, key, label, places)

    def _tie(self, line: _Line) -> None:
        if len(line.tokens) < 2:
            self.log.error("needs two vertices", line=line.number, value=line.tokens[0])
            return
        ends = [self._known(token, line) for token in line.tokens[:2]]
        self._add(line, ends[0], ends[1], line.tokens[2] if len(line.tokens) > 2 else "1")

    def _neighbours(self, line: _Line) -> None:
        first, *others = (self._known(token, line) for token in line.tokens)
        for other in others:
            self._add(line, first, other, "1")

    def _cells(self, line: _Line) -> None:
        self._row += 1
        if self._row > self.size or len(line.tokens) != self.size:
            self.log.error(
                f"row {self._row} of the matrix has {len(line.tokens)} cells where there are "
                f"{self.size} vertices",
                line=line.number,
            )
            return
        for column, text in enumerate(line.tokens, start=1):
            if number(text) != 0:
                self._add(line, str(self._row), str(column), text)

    def _add(self, line: _Line, source: str, target: str, weight: str) -> None:
        said = {"weight": weight} | ({"relation": self._relation} if self._relation else {})
        directed = not self._section.startswith("*edges")
        self.edges.append(Edge(line.number, source, target, directed, said))

    def _known(self, token: str, line: _Line) -> str:
        if token.isdecimal() and len(token) < 10 and 0 < int(token) <= self.size:
            return str(int(token))
        self.log.error(
            f"{shown(token)} is no vertex: they are numbered from 1 to {self.size}",
            line=line.number,
            value=token,
        )
        return token

    def graph(self) -> Graph:
        """Give what was read, each vertex by its label where no two share one."""
        for row in range(1, self.size + 1):
            self.nodes.setdefault(str(row), Node(0, str(row), "", {}))
        labels = {key: node.label.strip() or key for key, node in self.nodes.items()}
        names = labels if len(set(labels.values())) == len(labels) else {key: key for key in labels}
        nodes = [node._replace(id=names[key]) for key, node in self.nodes.items()]
        edges = [
            edge._replace(
                source=names.get(edge.source, edge.source),
                target=names.get(edge.target, edge.target),
            )
            for edge in self.edges
        ]
        return Graph("a Pajek network", nodes, edges)

    def report(self) -> None:
        """Say what was left out."""
        if self._left_out:
            listed = ", ".join(sorted(self._left_out))
            self.log.warning(f"has parts that are no network ({listed}), which were left out")
        if self._looks:
            self.log.note("what vertices look like was left out")


@reads(".net", what="Pajek network")
def pajek(source: Source) -> Draft | None:
    """Read a Pajek network of one kind of vertices."""
    text = source.text()
    if text is None:
        return None
    reader = _Reader(source.log)
    for line, content in enumerate(text.lines(), start=1):
        reader.read(line, content.strip("\ufeff \t\r\n"))
    if not reader.size and not source.log.file_failed:
        source.log.error("has no line *Vertices with their number: is it a Pajek network?", line=1)
    if reader.size - len(reader.nodes) > MOST_UNLISTED:
        source.log.error(
            f"has {reader.size} vertices and lists {len(reader.nodes)}: correct the number or add "
            "the others",
            line=1,
        )
    if source.log.file_failed:
        return None
    reader.report()
    return draft_of(reader.graph(), source)


def _count_of(text: str) -> float:
    """Give a number of vertices, endless where it is none or has too many figures."""
    return int(text) if text.isdecimal() and len(text) < 10 else float("inf")


def _numbers(tokens: list[str]) -> Iterator[str]:
    for token in tokens:
        if number(token) is None:
            return
        yield token

"""XML of strangers: no entities, no other files, no depths; every element knows its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from netkit.evidence.source import Source

if TYPE_CHECKING:
    from defusedxml.ElementTree import DefusedXMLParser

__all__ = ["Tree", "local", "read_tree"]

DEEPEST = 200


class Tree(TreeBuilder):
    """A tree whose elements know the line they begin in."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[Element, int] = {}
        self.parser: DefusedXMLParser | None = None
        self._depth = 0

    def start(self, tag: Any, attrs: Any) -> Element:
        """Take an element in; too deep a nesting ends the reading."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise ParseError(f"elements lie more than {DEEPEST} deep in each other")
        element = super().start(tag, attrs)
        if self.parser is not None:
            self.lines[element] = self.parser.parser.CurrentLineNumber
        return element

    def end(self, tag: Any) -> Element:
        """Leave an element."""
        self._depth -= 1
        return super().end(tag)


def read_tree(source: Source, root: str) -> tuple[Element, Tree] | None:
    """Parse a file whose outermost element is ``root``; a refusal is reported."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    tree = Tree()
    parser = DefusedXMLParser(target=tree, forbid_dtd=False, forbid_entities=True)
    tree.parser = parser
    try:
        parser.feed(source.data)
        top = parser.close()
    except DefusedXmlException:
        source.log.error(
            "declares entities or names other files, which could be made to fill the memory or "
            "to read them: such XML is refused; save the file anew without a DOCTYPE"
        )
        return None
    except (ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (0, 0))[0]
        source.log.error(f"is no XML that can be read ({error}): save it anew", line=line)
        return None
    if local(top) != root:
        source.log.error(
            f"begins with <{local(top)}>, not with <{root}>: is it a file of another kind?", line=1
        )
        return None
    return top, tree


def local(element: Element) -> str:
    """Give the name of an element without its namespace: versions differ in these alone."""
    return str(element.tag).rsplit("}", 1)[-1]


def below(element: Element, name: str) -> Iterator[Element]:
    """Give the elements of a name that stand directly in another."""
    return (child for child in element if local(child) == name)

"""How much room text takes, without a font library: a table of widths, wrapping, cleaning.

The widths are those of a wide sans-serif face, rounded up, so that what fits here also fits in
the narrower faces that most machines have.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib import resources

__all__ = ["BOLD", "LABEL_SIZE", "LEADING", "clean", "text_width", "wrap"]

LABEL_SIZE = 13.0
LEADING = 15.0
BOLD = 1.15
_OTHER = 0.72
_WIDE = 1.05
_WIDEST_WORD = 190.0
# Cc controls, Cf formats (bidirectional overrides and isolates, zero-width marks), Cs halves of
# surrogate pairs, Zl and Zp separators.
_STRIPPED = frozenset({"Cf", "Cs", "Cc", "Zl", "Zp"})
_AS_BLANK = frozenset("\t\n\r\v\f\x85\u2028\u2029")
# The joiners build letters of some scripts; nothing else among the formats is seen.
_KEPT = frozenset("\u200c\u200d")


def clean(text: str) -> str:
    r"""Give text as one line, without control characters and bidirectional overrides.

    Examples
    --------
    >>> clean("Child\u202eren's\n services\x00")
    "Children's services"
    """
    spaced = "".join(" " if letter in _AS_BLANK else letter for letter in text)
    kept = (
        letter
        for letter in spaced
        if letter in _KEPT or unicodedata.category(letter) not in _STRIPPED
    )
    return " ".join("".join(kept).split(" ")).strip()


def text_width(text: str, size: float = LABEL_SIZE) -> float:
    """Give the width of a line of text in the unit of its size (an upper bound)."""
    widths = _widths()
    return size * sum(_letter(letter, widths) for letter in text)


def wrap(text: str, width: float, size: float = LABEL_SIZE) -> tuple[str, ...]:
    """Break text into lines no wider than ``width`` where its words allow, of even length.

    A word that is wider than the line keeps its own line, and is only broken when it is very
    long. Nothing is cut off.

    Examples
    --------
    >>> wrap("Missing and Exploitation Groups", 150)
    ('Missing and', 'Exploitation Groups')
    """
    words = [part for word in text.split() for part in _parts(word, size)]
    if not words:
        return ()
    room = max(width, *(text_width(word, size) for word in words), 0.0)
    lines = _filled(words, room, size)
    # The narrowest room that still needs no further line makes the lines even.
    low, high = 0.0, room
    for _ in range(12):
        middle = (low + high) / 2
        if len(_filled(words, middle, size)) > len(lines):
            low = middle
        else:
            high = middle
    return tuple(" ".join(line) for line in _filled(words, high, size))


def _filled(words: list[str], room: float, size: float) -> list[list[str]]:
    lines: list[list[str]] = [[]]
    used, blank = 0.0, text_width(" ", size)
    for word in words:
        needed = text_width(word, size)
        if lines[-1] and used + blank + needed > room:
            lines.append([])
            used = -blank
        elif not lines[-1]:
            used = -blank
        lines[-1].append(word)
        used += blank + needed
    return lines


def _parts(word: str, size: float) -> list[str]:
    """Break a word that no line could hold."""
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter, size) > _WIDEST_WORD:
            parts.append("")
        parts[-1] += letter
    return parts


def _letter(letter: str, widths: dict[str, float]) -> float:
    if letter in widths:
        return widths[letter]
    if unicodedata.combining(letter) or letter in _KEPT:
        return 0.0
    wide = unicodedata.east_asian_width(letter) in "WF"
    return _WIDE if wide or ord(letter) > 0xFFFF else _OTHER


@cache
def _widths() -> dict[str, float]:
    table = resources.files("netkit.maps").joinpath("letters.json").read_text("utf-8")
    groups: dict[str, str] = json.loads(table)
    return {letter: float(width) for width, letters in groups.items() for letter in letters}

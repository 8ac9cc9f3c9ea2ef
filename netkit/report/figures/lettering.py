"""Letters that can be measured before they are set, so that nothing is cut off."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

__all__ = ["POINTS", "SIZE", "balanced", "clean", "font", "legible", "tally", "wide", "wrapped"]

POINTS: Final = 72.0
SIZE: Final = 9.0
# Letters on a grid of dots come out a little wider than their shapes.
SLACK: Final = 1.015
ELLIPSIS: Final = "…"
BOX: Final = "□"


def clean(text: object) -> str:
    """Give a text on one line, without signs that cannot be seen or turn its direction."""
    seen = "".join(
        " " if sign.isspace() else sign
        for sign in str(text)
        if sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return " ".join(seen.split())


def legible(text: object) -> str:
    """Give a clean text with a box for every sign the typeface does not have."""
    known = _signs()
    return "".join(sign if ord(sign) in known else BOX for sign in clean(text))


def tally(number: int, noun: str) -> str:
    """Write a count in digits with its noun: ``1 tie``, ``2 ties``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@cache
def font(size: float = SIZE, *, bold: bool = False) -> FontProperties:
    """Give the typeface that comes with Matplotlib, whatever else is installed."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_file(bold), size=size)


@lru_cache(maxsize=8192)
def wide(text: str, size: float = SIZE, *, bold: bool = False) -> float:
    """Give the width of a text in inches."""
    from matplotlib.textpath import text_to_path

    if not text:
        return 0.0
    width, _, _ = text_to_path.get_text_width_height_descent(text, font(size, bold=bold), False)
    return SLACK * float(width) / POINTS


def wrapped(
    text: object, width: float, size: float = SIZE, *, bold: bool = False, lines: int = 4
) -> list[str]:
    """Break a text into at most ``lines`` lines of ``width`` inches; an ellipsis says it is longer.

    A word longer than a line is broken inside. No text gives no lines.

    Examples
    --------
    >>> wrapped("Child and Adolescent Mental Health Services", 1.4)
    ['Child and Adolescent', 'Mental Health', 'Services']
    """
    # A text many times longer than its place is not measured to its end.
    most = int(lines * width * POINTS) + 1
    words = legible(str(text)[: 4 * most])[:most].split()
    filled: list[str] = []
    while words and len(filled) < lines + 1:
        filled.append(_line(words, width, size, bold))
    if len(filled) <= lines:
        return filled
    last = filled[lines - 1]
    while last and wide(last + ELLIPSIS, size, bold=bold) > width:
        last = last[:-1]
    return [*filled[: lines - 1], last.rstrip() + ELLIPSIS]


def balanced(text: object, width: float, lines: int = 4) -> list[str]:
    """Break a text as :func:`wrapped` does, into lines of much the same length."""
    best = wrapped(text, width, lines=lines)
    # No word that fits is broken for the sake of balance.
    least = max([width / 2, *(wide(word) for line in best for word in line.split())])
    while len(best) > 1 and (width := width - 0.05) >= least:
        tried = wrapped(text, width, lines=lines)
        if len(tried) > len(best) or tried[-1].endswith(ELLIPSIS):
            break
        best = tried
    return best


def _line(words: list[str], width: float, size: float, bold: bool) -> str:
    """Take the words of one line off the front."""
    line = words.pop(0)
    if wide(line, size, bold=bold) > width:
        fits = 1
        while fits < len(line) and wide(line[: fits + 1], size, bold=bold) <= width:
            fits += 1
        words.insert(0, line[fits:])
        return line[:fits]
    while words and wide(f"{line} {words[0]}", size, bold=bold) <= width:
        line = f"{line} {words.pop(0)}"
    return line


@cache
def _file(bold: bool) -> str:
    from matplotlib import get_data_path

    return f"{get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf"


@cache
def _signs() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(_file(False)).get_charmap()) & frozenset(
        FT2Font(_file(True)).get_charmap()
    )

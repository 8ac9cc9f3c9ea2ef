"""Numbers and lists in words: the filters of the sentence templates."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["counted", "listed", "lower_first", "upper_first"]

SENTENCE_START = re.compile(r"(?:^|(?<=\. ))[a-z]")
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int, one: str, many: str | None = None, *, bare: bool = False) -> str:
    """Write a count with its noun: ``one tie``, ``12 ties``, ``no ties``.

    ``bare`` writes zero as ``none`` for counts that stand without a noun.
    """
    number = int(number)
    noun = one if number == 1 else (many or f"{one}s")
    if bare and number == 0:
        return f"none {noun}"
    word = SMALL[number] if 0 <= number < len(SMALL) else str(number)
    return f"{word} {noun}"


def listed(names: Sequence[str], more: int = 0) -> str:
    """Join names as a sentence does: ``A, B and C``, or ``A, B and 3 more``."""
    parts = [*names, f"{more} more"] if more else list(names)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def lower_first(text: str) -> str:
    """Start a title in lower case, as inside a sentence."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Start every sentence of a text with a capital."""
    return SENTENCE_START.sub(lambda found: found[0].upper(), text)

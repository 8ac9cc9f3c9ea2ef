"""Numbers and lists in words: the filters of the sentence templates."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["capital", "counted", "listed", "lower_first", "signed", "without_signs"]

# Control signs, and those that turn the direction of the text that follows them.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LINE_ENDS = re.compile("[\u2028\u2029]")


def counted(number: int, one: str, many: str | None = None, *, bare: bool = False) -> str:
    """Write a count with its noun: ``one tie``, ``2 ties``, ``no ties``.

    ``bare`` writes zero as ``none``, for counts that stand without a noun.
    """
    number = int(number)
    noun = one if number == 1 else (many or f"{one}s")
    zero = "none" if bare else "no"
    return f"{ {0: zero, 1: 'one'}.get(number, number) } {noun}"


def listed(names: Sequence[str], more: int = 0) -> str:
    """Join names as a sentence does: ``A, B and C``, or ``A, B and 3 more``."""
    parts = [*names, f"{more} more"] if more else list(names)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def signed(number: int) -> str:
    """Write a difference with its sign, if it is not zero; minus is the true minus sign."""
    return f"+{number}" if number > 0 else str(number).replace("-", "\u2212")


def capital(text: str) -> str:
    """Start a sentence: the first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Start a title small, as inside a sentence; an abbreviation stays as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def without_signs(text: str) -> str:
    """Take out control signs and those that turn the direction of what follows."""
    return UNSEEN.sub("", LINE_ENDS.sub(" ", text))

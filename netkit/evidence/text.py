"""Bytes to letters: which encoding a file has, and how names and cells are cleaned.

A letter is never guessed in silence: whatever is not UTF-8 is reported, and what could be wrong
letters is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

__all__ = [
    "Decoding",
    "clean",
    "counted",
    "encoding_of",
    "guarded",
    "hidden",
    "plainly_written",
    "shown",
    "split_list",
    "text_of",
]

SHOWN_LENGTH = 60
SAVE_AS_UTF8 = "save it as CSV (UTF-8)"

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", ""),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_OTHER_FILES = (
    (b"PK\x03\x04", "a spreadsheet or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
)
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
# What Windows-1252 makes of other encodings: three accented letters in a row (Cyrillic, Greek),
# a capital or a sign inside a word (Mac, DOS, Central European).
_WRONG_LETTERS = re.compile(
    "[À-ÖØ-öø-ÿ]{3}"
    "|[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]"
    "|[a-zß-öø-ÿ](?![ß-öø-ÿœšž\xa0\xad\u2018\u2019“”«»\xb4·\u2013—…™®©°])[^\x00-\x7f][a-zß-öø-ÿ]"
)
_FOREIGN_WORD = re.compile(r"\w*[^\x00-\x7f]\w*")
_BARE_UTF16_SAMPLE = 4096

# Signs that do not show and carry no meaning in a name: soft hyphen, zero-width space, marks.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff]")
_JOINERS = "\u200c\u200d"
# Control characters and signs that change the direction in which a name is displayed.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
# The apostrophe that netkit's own tables put before a cell that could start a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# In names joined by line ends: any other control character, blanks at an end or in a row, a guard.
_UNPLAIN = re.compile("[\x00-\x09\x0b-\x1f\x7f]| [ \n]|\n[ \n']")
_FORMULA_GUARD = re.compile("'(?=[=+\\-@\t\r])")


class Decoding(NamedTuple):
    """How a file's bytes are read: the codec, or the error; ``line`` is the error's place."""

    codec: str = "utf-8"
    warning: str = ""
    error: str = ""
    line: int = 0


def encoding_of(data: bytes) -> Decoding:
    """Find the encoding of a text file.

    UTF-8, with or without a byte-order mark, is read as it is; UTF-16, UTF-32 and Windows-1252
    are recognised with a warning; anything else, binary files included, is an error.

    Examples
    --------
    >>> encoding_of("Préfecture".encode("cp1252")).codec
    'cp1252'
    """
    for start, what in _OTHER_FILES:
        if data.startswith(start):
            return Decoding(error=f"is {what}, not a text file: open it there and {SAVE_AS_UTF8}")
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _wide(data, codec, name)
    bare = _bare_utf16(data)
    if bare:
        return _wide(data, bare, "UTF-16")
    if b"\0" in data:
        return _refusal(data, data.index(b"\0"), "holds a NUL byte, so it is no text file")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _windows_1252(data, error.start)
    return Decoding()


def _wide(data: bytes, codec: str, name: str) -> Decoding:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        return _refusal(data, error.start, "starts with a byte-order mark but is damaged")
    if "\0" in text:
        return _refusal(data, 0, "holds a NUL character, so it is no text file")
    return Decoding(codec, f"was read as {name}: {SAVE_AS_UTF8} to be sure" if name else "")


def _bare_utf16(data: bytes) -> str:
    """Recognise UTF-16 without a mark by the zero byte that each ordinary letter carries."""
    sample = data[:_BARE_UTF16_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or not half or {even == 0, odd == 0} != {True, False}:
        return ""
    if max(even, odd) < half / 2:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def _windows_1252(data: bytes, position: int) -> Decoding:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        return _refusal(data, error.start, "is neither UTF-8 nor Windows-1252")
    if _CONTROL.search(text):
        return _refusal(data, position, "is no text file")
    if mixed := _UTF8_LETTER.search(data):
        return _refusal(data, mixed.start(), "mixes UTF-8 with another encoding")
    if wrong := _WRONG_LETTERS.search(text):
        # Each byte is one letter in Windows-1252, so places in the text are places in the bytes.
        return _refusal(data, wrong.start(), "is neither UTF-8 nor Windows-1252")
    found = _FOREIGN_WORD.search(text)
    example = f" (it gives {shown(found.group())})" if found else ""
    return Decoding("cp1252", f"was read as Windows-1252{example}: {SAVE_AS_UTF8} to be sure")


def _refusal(data: bytes, position: int, what: str) -> Decoding:
    return Decoding(error=f"{what}: {SAVE_AS_UTF8}", line=data.count(b"\n", 0, position) + 1)


def clean(raw: str) -> str:
    r"""Give a name as it is compared: composed (NFC), trimmed, blanks collapsed.

    Zero-width signs, control characters and signs that change the direction of display are
    taken out; no-break spaces, tabs and line breaks are blanks.

    Examples
    --------
    >>> clean("  Fire\u00a0 Service\u200b")
    'Fire Service'
    """
    if raw.isascii() and raw.isprintable() and "  " not in raw:
        return raw.strip()
    text = _HIDDEN.sub("", _INVISIBLE.sub("", raw))
    text = " ".join(text.split()).strip(_JOINERS + " ")
    return unicodedata.normalize("NFC", text)


def plainly_written(names: Collection[str]) -> bool:
    """Whether every name of many is as :func:`clean` and :func:`text_of` would give it."""
    joined = "\n".join(["", *names, ""])
    alone = joined.count("\n") == len(names) + 1
    return alone and joined.isascii() and not _UNPLAIN.search(joined)


def hidden(raw: str) -> tuple[str, ...]:
    """Give the control and direction signs in a name as ``U+202E``, each once, sorted."""
    return tuple(sorted({f"U+{ord(sign):04X}" for sign in _HIDDEN.findall(raw)}))


def text_of(raw: str) -> str:
    """Give a cell's text: trimmed, without the apostrophe that guards a formula.

    Examples
    --------
    >>> text_of("'=SUM(A1)")
    '=SUM(A1)'
    """
    return raw[1:] if _FORMULA_GUARD.match(raw) else raw


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula.

    Examples
    --------
    >>> guarded("=SUM(A1)")
    "'=SUM(A1)"
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def split_list(raw: str) -> tuple[str, ...]:
    """Give the entries of a cell that holds a list, ``;`` between, each cleaned.

    Examples
    --------
    >>> split_list("N1; N2;")
    ('N1', 'N2')
    """
    return tuple(entry for entry in (clean(part) for part in raw.split(";")) if entry)


def counted(number: int, noun: str) -> str:
    """Give a number with its noun, in the plural unless it is one.

    Examples
    --------
    >>> counted(1, "row"), counted(3, "row")
    ('1 row', '3 rows')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shown(text: str) -> str:
    """Put a value in quotation marks for a message, with signs that do not show spelled out."""
    cut = text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"
    return f"'{''.join(_visible(sign) for sign in cut)}'"


def _visible(sign: str) -> str:
    if sign.isprintable() and not unicodedata.combining(sign):
        return sign
    return sign.encode("unicode_escape").decode("ascii")

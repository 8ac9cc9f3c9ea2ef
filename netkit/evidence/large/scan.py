"""One pass over a large text file before it is read: its hash, its letters, its lines."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path
from typing import NamedTuple

from netkit.evidence.large.engine import is_there

__all__ = ["Scan", "is_large", "scan"]

# Bytes from which the engine is quicker than reading row by row, its own start included.
LARGE = 500_000
ENDINGS = (".csv", ".tsv", ".txt")
_BLOCK = 1 << 22
_HEAD = 1 << 16
# The state of a decoder that waits for no rest of a letter.
_BETWEEN = (b"", 0)


def is_large(path: Path) -> bool:
    """Whether a file is left to the engine: a large list, where the engine is installed."""
    try:
        large = path.suffix.casefold() in ENDINGS and path.stat().st_size >= LARGE
    except (OSError, ValueError):
        return False
    return large and is_there()


class Scan(NamedTuple):
    """What a pass found: the SHA-256, the number of lines, and the beginning up to a line's end.

    ``plain`` says that it is UTF-8 without marks or NUL, with line ends that are LF or CR LF.
    """

    sha256: str
    lines: int
    head: bytes
    plain: bool


def scan(path: Path) -> Scan:
    """Read a file once, a block at a time."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    lines, plain, last, head = 0, True, b"\n", b""
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            if not head:
                head = block[: block[:_HEAD].rfind(b"\n") + 1]
                plain = not block.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
            digest.update(block)
            lines += block.count(b"\n")
            plain = plain and _is_plain(block, last, decoder)
            last = block[-1:]
    # A CR at the very end of a block is only judged with the next one.
    plain = plain and last != b"\r" and _ends_well(decoder)
    return Scan(digest.hexdigest(), lines + (last != b"\n"), head, plain)


def _is_plain(block: bytes, before: bytes, decoder: codecs.IncrementalDecoder) -> bool:
    if b"\0" in block:
        return False
    if b"\r" in block or before == b"\r":
        joined = (b"\r" if before == b"\r" else b"") + block
        if joined.count(b"\r") - joined.endswith(b"\r") != joined.count(b"\r\n"):
            return False
    if block.isascii() and decoder.getstate() == _BETWEEN:
        return True
    try:
        decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True


def _ends_well(decoder: codecs.IncrementalDecoder) -> bool:
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True

"""One file as it was found: its bytes, within the limits, and its hash."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from netkit.evidence.names import NameBook
from netkit.evidence.problems import Log
from netkit.evidence.text import encoding_of

__all__ = ["FILE_LIMIT", "Intake", "Source", "TextFile", "hash_of"]

Taken = TypeVar("Taken")

# Bytes of one file; the largest networks meant here (1.5 million ties) take about 30 MB.
FILE_LIMIT = 1_000_000_000


class TextFile(NamedTuple):
    """A text file whose encoding is known."""

    data: bytes
    codec: str

    def lines(self) -> Iterator[str]:
        """Give the lines with their ends, decoded as they are asked for."""
        return io.TextIOWrapper(io.BytesIO(self.data), encoding=self.codec, newline="")

    def whole(self) -> str:
        """Give the text in one piece."""
        return self.data.decode(self.codec)


class Source(NamedTuple):
    """One file that was read: its bytes, its name without and its ending, and where to report.

    ``sector`` is the column of its actors that gives their sector, where it has actors;
    ``teaching`` asks for notes on what is declared and never spoken of.
    """

    data: bytes
    stem: str
    ending: str
    log: Log
    names: NameBook
    sector: str = "sector"
    teaching: bool = False

    def text(self) -> TextFile | None:
        """Decode the file; whatever is not plain UTF-8 is reported."""
        decoding = encoding_of(self.data)
        if decoding.error:
            self.log.error(decoding.error, line=decoding.line)
            return None
        if decoding.warning:
            self.log.warning(decoding.warning)
        return TextFile(self.data, decoding.codec)


class Intake:
    """What one reading shares: the log, the names met and the hashes of the files read.

    ``teaching`` asks for notes on what is declared and never spoken of.
    """

    def __init__(self, *, teaching: bool = False) -> None:
        self.teaching = teaching
        self.log = Log()
        self.names = NameBook()
        self.inputs: dict[str, str] = {}

    def open(self, path: Path, key: str) -> Source | None:
        """Read a file whole and note its hash under ``key``; a failure is reported."""
        log = self.log.of(path.as_posix())
        data = _load(path, log)
        if data is None:
            return None
        import hashlib

        self.inputs[key] = hashlib.sha256(data).hexdigest()
        return Source(
            data, path.stem, path.suffix.casefold(), log, self.names, teaching=self.teaching
        )


def _load(path: Path, log: Log) -> bytes | None:
    return _taken(path, log, Path.read_bytes, FILE_LIMIT)


def hash_of(path: Path, log: Log) -> str | None:
    """Give the SHA-256 of a file of any size; a failure is reported."""
    return _taken(path, log, _digest)


def _digest(path: Path) -> str:
    import hashlib

    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _taken(
    path: Path, log: Log, take: Callable[[Path], Taken], limit: int | None = None
) -> Taken | None:
    """Give what is taken from a file; what stands in the way of it is reported."""
    try:
        refusal = _refusal(path.stat(), limit)
        if not refusal:
            return take(path)
    except FileNotFoundError:
        refusal = "does not exist: check the spelling and the folder"
    except PermissionError:
        refusal = "may not be read: ask for the right to read it, or copy it"
    except (OSError, ValueError) as error:
        refusal = f"cannot be read: {getattr(error, 'strerror', None) or error}"
    log.error(refusal)
    return None


def _refusal(status: os.stat_result, limit: int | None) -> str:
    if not stat.S_ISREG(status.st_mode):
        return "is no ordinary file: give a file or a study folder"
    if limit is not None and status.st_size > limit:
        return f"has {status.st_size} bytes, more than the {limit} that are read: split it"
    return ""

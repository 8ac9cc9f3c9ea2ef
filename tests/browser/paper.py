"""What stands on each page of a printed file, and how high."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Paper:
    """A page's text from its top down, and the distances of its lines from the top, in points."""

    text: str
    tops: tuple[float, ...]


def pages_of(pdf: bytes | Path) -> list[Paper]:
    """Read a printed file; a line that is fixed to the page stands where it is seen."""
    reader = PdfReader(BytesIO(pdf) if isinstance(pdf, bytes) else pdf)
    return [_read(page, float(page.mediabox.height)) for page in reader.pages]


def _read(page: Any, tall: float) -> Paper:
    found: list[tuple[float, str]] = []

    def see(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            # Some fonts draw "ffi" as one letter.
            plain = unicodedata.normalize("NFKC", text.strip())
            found.append((round(tall - outer[5] - outer[3] * inner[5], 1), plain))

    page.extract_text(visitor_text=see)
    found.sort(key=lambda part: part[0])
    tops = sorted({top for top, _ in found})
    lines = [" ".join(text for at, text in found if at == top) for top in tops]
    return Paper("\n".join(lines), tuple(tops))

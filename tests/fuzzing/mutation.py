"""Spoil a file in the ways files get spoilt: cut, swapped, doubled, re-encoded, or on purpose."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

__all__ = ["spoilt"]

Spoiler = Callable[[bytes, random.Random, Sequence[bytes]], bytes]

TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b"'", b",", b";", b"\t", b"<", b">",
    b"&lol;", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"../", b"=1+1",
    b"nan", b"inf", b"-inf", b"1e999", b"-1", b"0", b"9" * 400, b"1" * 5000, b"\xc3\x28", b"\xed\xa0\x80",
    b"\xe2\x80\xae", b"\xe2\x80\xa8", b"true", b"null", b"[", b"{" * 200, b"*Arcs\n", b"*Matrix\n", b"labels:\n",
    b"data:\n", b"%s%n", b"source", b"target", b"weight", b"id", b"label",
)  # fmt: skip


def spoilt(sample: bytes, chance: random.Random, corpus: Sequence[bytes]) -> bytes:
    """Give a sample changed in one to four ways; ``corpus`` lends pieces of other files.

    In most archives a part is changed, as a change of the archive itself seldom gets past its sums.
    """
    if sample[:2] == b"PK" and chance.random() < 0.8:
        return _spoilt_part(sample, chance, corpus)
    for _ in range(chance.randint(1, 4)):
        sample = chance.choice(_SPOILERS)(sample, chance, corpus)
    return sample[:200_000]


def _spoilt_part(archive: bytes, chance: random.Random, corpus: Sequence[bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    chosen = chance.choice(sorted(parts))
    part = spoilt(parts[chosen], chance, corpus)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            if name != chosen or chance.random() < 0.95:
                new.writestr(name, part if name == chosen else data)
    return stream.getvalue()


def _cut(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def _end_early(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    return data[: chance.randint(0, len(data))]


def _double(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    start, end = _piece(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 30)) + data[end:]


def _flip(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _turn in range(chance.randint(1, 8) if changed else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _slip_in(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    place = chance.randint(0, len(data))
    return data[:place] + chance.choice(TOKENS) + data[place:]


def _graft(data: bytes, chance: random.Random, corpus: Sequence[bytes]) -> bytes:
    other = chance.choice(corpus)
    start, end = _piece(other, chance)
    place = chance.randint(0, len(data))
    return data[:place] + other[start:end] + data[place:]


def _swap_lines(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    lines = data.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _recode(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    codec = chance.choice(("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252", "utf-8-sig"))
    return data.decode("utf-8", "replace").encode(codec, "replace")


def _piece(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 2, 8, 40, 300)))


_SPOILERS: tuple[Spoiler, ...] = (
    _cut,
    _end_early,
    _double,
    _flip,
    _slip_in,
    _graft,
    _swap_lines,
    _recode,
)

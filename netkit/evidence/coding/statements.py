"""From passages to statements: who tells whom, and whether it works; the rest is for the coder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from netkit.evidence.coding.mapping import Meaning
from netkit.evidence.coding.project import Project

__all__ = ["Segment", "Told", "segments_of", "told"]


@dataclass(frozen=True)
class Segment:
    """One passage with all codes on it; ``key`` numbers them in the order of the documents."""

    key: str
    document: str
    start: int
    end: int
    text: str
    codes: tuple[str, ...]
    coders: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What a passage says of one tie; without a ``reason`` it is a statement."""

    segment: Segment
    source: str = ""
    target: str = ""
    status: str = ""
    relation: str = ""
    channel: str = ""
    phase: str = ""
    barriers: tuple[str, ...] = ()
    reason: str = ""
    candidates: tuple[str, ...] = ()


def segments_of(project: Project) -> list[Segment]:
    """Put together the codes that stand on the same passage, whoever put them there."""
    found: dict[tuple[str, int, int, str], list[tuple[str, str]]] = {}
    for coding in project.codings:
        name = project.documents[coding.document].name
        key = (name, coding.start, coding.end, coding.text)
        found.setdefault(key, []).append((project.codes[coding.code].name, coding.coder))
    return [
        Segment(
            f"S{number:03}",
            *key,
            tuple(sorted({code for code, _ in codes})),
            tuple(sorted({coder for _, coder in codes if coder})),
        )
        for number, (key, codes) in enumerate(sorted(found.items()), start=1)
    ]


def told(segment: Segment, meanings: Mapping[str, Meaning]) -> Iterator[Told]:
    """Give the statements of a passage, n senders by m receivers; or the reason why there are none.

    A passage without any actor says nothing of a tie and gives nothing.
    """
    said: dict[str, list[str]] = {}
    for code in segment.codes:
        meaning = meanings[code]
        if meaning.value not in said.setdefault(meaning.role, []):
            said[meaning.role].append(meaning.value)
    senders, receivers = said.get("from", []), said.get("to", [])
    actors = sorted({*senders, *receivers, *said.get("actor", [])})
    if not actors:
        return
    reason = _reason(senders, receivers, said)
    if reason:
        yield Told(segment, status=";".join(said.get("status", [])), reason=reason,
                   candidates=tuple(actors))  # fmt: skip
        return
    for source, target in product(senders, receivers):
        if source != target:
            relation, channel, phase = (
                said.get(role, [""])[0] for role in ("relation", "channel", "phase")
            )
            yield Told(
                segment,
                source,
                target,
                said["status"][0],
                relation,
                channel,
                phase,
                tuple(said.get("barrier", [])),
            )


def _reason(senders: list[str], receivers: list[str], said: Mapping[str, list[str]]) -> str:
    states = said.get("status", [])
    if not senders and not receivers:
        return "no direction: no code says from whom and none to whom"
    if not senders or not receivers:
        return f"no {'sender' if not senders else 'receiver'}"
    if set(senders) == set(receivers) and len(set(senders)) == 1:
        return "sender and receiver are the same"
    if len(states) != 1:
        return "no status" if not states else "several statuses"
    for role in ("relation", "channel", "phase"):
        if len(said.get(role, [])) > 1:
            return f"several of the role {role}"
    return ""

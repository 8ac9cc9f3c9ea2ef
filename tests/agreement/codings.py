"""Small codings made from remarks, and both passes of the shipped study."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from netkit.agreement import read_coding
from netkit.evidence.study import Actor, Condition, Phase, Relation, Statement, Study

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
PASSES = tuple(ROOT / "docs" / "coding" / name for name in ("first-pass", "second-pass"))
RELATIONS = ("calls", "cases")


def coding(*said: str, conditions: tuple[Condition, ...] = (), **options: Any) -> Study:
    """Make a coding from rows such as ``one 3 calls a>b open by=R1,R2 why=mistrust``."""
    statements = tuple(_statement(number, text) for number, text in enumerate(said, start=1))
    names = {end for item in statements for end in (item.source, item.target)}
    return Study(
        title=options.pop("title", "Made up"),
        statements=statements,
        actors=tuple(Actor(name, name) for name in sorted(names)),
        conditions=conditions,
        phases=(Phase("before", "Before"), Phase("after", "After")),
        relations=tuple(Relation(name, name) for name in options.pop("relations", RELATIONS)),
        **options,
    )


def _statement(number: int, text: str) -> Statement:
    section, paragraph, relation, ends, status, *rest = text.split()
    source, target = ends.split(">")
    more = dict(item.split("=") for item in rest)
    return Statement(
        f"E{number}",
        relation,
        source,
        target,
        status,
        channel=more.get("how", ""),
        phase=more.get("phase", "any"),
        barriers=tuple(filter(None, more.get("why", "").split(","))),
        respondents=tuple(filter(None, more.get("by", "").split(","))),
        section="" if section == "-" else section,
        paragraph="" if paragraph == "-" else paragraph,
        confidence=more.get("said", ""),
    )


def passes() -> tuple[Study, Study]:
    """Read both passes of the shipped study."""
    first, second = (read_coding(place, DATA) for place in PASSES)
    return first, second

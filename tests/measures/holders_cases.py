"""Small made-up studies with many kinds of talk, to leave holders out of."""

from __future__ import annotations

import random

from netkit.evidence.study import Actor, Phase, Relation, Respondent, Statement, Step, Study

PHASES = (Phase("before", "Before"), Phase("after", "After"))
RELATIONS = ("calls", "referral")
STATUSES = ("open", "open", "strained", "broken")
# Several respondents to a statement, passages of the authors, and statements that name nobody.
WHO = ("R1", "R2", "R3", "R1 R2", "R2 R3", "AUTHORS", "AUTHORS R1", "")


def mixed_study(seed: int, statements: int = 14) -> Study:
    """Draw a study of five agencies, an ended body, an unnamed one, two collectives, one route."""
    draw = random.Random(seed)
    agencies = [Actor(name, name.upper(), draw.choice(("s", "t", ""))) for name in "abcde"]
    actors = (
        *agencies,
        Actor("group", "Group", kind="body", until="before"),
        Actor("some", "Some", kind="collective", members=("a", "b", "c")),
        Actor("them", "Them", kind="collective", members=("c", "d", "group")),
        Actor("who", "Who", kind="unnamed"),
    )
    ends = [actor.id for actor in actors] + list("abcd")
    said = []
    for number in range(statements):
        source, target = draw.choice(ends), draw.choice(ends)
        while source == target and source not in ("some", "them"):
            target = draw.choice(ends)
        said.append(
            Statement(
                f"E{number:02}",
                draw.choice(RELATIONS),
                source,
                target,
                draw.choice(STATUSES),
                phase=draw.choice(("any", "any", "after", "before")),
                respondents=tuple(draw.choice(WHO).split()),
                section="part",
                paragraph=str(draw.randrange(2)),
                confidence=draw.choice(("explicit", "implied")),
            )
        )
    said.append(Statement("E99", "calls", "a", "b", "open", respondents=("R1",)))
    return Study(
        "mixed",
        tuple(said),
        actors,
        respondents=tuple(Respondent(name) for name in ("R1", "R2", "R3")),
        steps=(
            Step("law", "By law", "r", 1, "some", "d", "calls"),
            Step("law", "By law", "r", 2, "d", "e", "referral"),
            Step("way", "", "r", 1, "a", "b", "calls"),
        ),
        phases=PHASES,
        relations=tuple(Relation(name, name.title()) for name in RELATIONS),
    )

"""A small made-up study with everything in it, for the tests of the upper rooms."""

from __future__ import annotations

from functools import cache

import numpy as np

import netkit as nk
from netkit.evidence.study import (
    Actor,
    Barrier,
    Basis,
    Channel,
    Codebook,
    Condition,
    Disclosure,
    Phase,
    Relation,
    Respondent,
    Scenario,
    Sector,
    Statement,
    Step,
    Study,
    ViewChoice,
)

SECRET = ("N1", "N2", "N3", "interview-section", "¶", "known only from the passage")


def small_study() -> Study:
    """Give six agencies, one ended group, one collective, two phases and three respondents."""

    def said(
        number: int, source: str, target: str, status: str, who: str, **more: str
    ) -> Statement:
        barriers = tuple(more.pop("barriers", "").split())
        return Statement(
            evidence_id=f"E{number:03d}",
            relation=more.pop("relation", "information"),
            source=source,
            target=target,
            status=status,
            respondents=tuple(who.split()),
            barriers=barriers,
            section="interview-section",
            paragraph="¶7",
            summary=more.pop("summary", "It is known only from the passage."),
            **more,  # type: ignore[arg-type]
        )

    return Study(
        title="A small study",
        citation="Made up for the tests.",
        statements=(
            said(1, "school", "police", "broken", "N1", barriers="mistrust"),
            said(2, "school", "police", "open", "N2", share="board", summary="Schools do tell."),
            said(3, "police", "clinic", "open", "N3", channel="personal", share="board"),
            said(
                4, "clinic", "council", "open", "N1 N2", share="board", summary="It is passed on."
            ),
            said(5, "agencies", "agencies", "broken", "N3", barriers="mistrust"),
            said(6, "council", "group", "open", "AUTHORS", phase="group", relation="referral"),
            said(7, "group", "police", "open", "N1", phase="any"),
            said(8, "charity", "unnamed", "strained", "N2"),
        ),
        actors=(
            Actor(
                "agencies",
                "The agencies",
                kind="collective",
                members=("clinic", "police", "school"),
            ),
            Actor("charity", "A charity", "voluntary"),
            Actor("clinic", "The clinic", "health"),
            Actor("council", "The council", "local"),
            Actor("group", "The group", "local", kind="body", until="group"),
            Actor("listed", "Listed only", "health"),
            Actor("police", "The police", "police"),
            Actor("school", "The school", "education"),
            Actor("unnamed", "An unnamed agency", kind="unnamed"),
        ),
        respondents=tuple(Respondent(name) for name in ("N1", "N2", "N3")),
        conditions=(
            Condition(
                "C1",
                "school",
                "mistrust",
                "any",
                ("N1",),
                "interview-section",
                "¶7",
                "known only from the passage",
            ),
        ),
        steps=(
            Step(
                "law",
                "By law",
                "school",
                1,
                "school",
                "police",
                "information",
                "law",
                "interview-section",
                "¶1",
            ),
            Step("law", "By law", "school", 2, "police", "clinic", "information", "law"),
        ),
        scenarios=(
            Scenario(
                "back",
                "The group is back",
                (Basis(("N1",), "interview-section", "¶7"),),
                ({"op": "extend-body", "actor": "group", "until": "after"},),
            ),
        ),
        phases=(Phase("group", "While the group met"), Phase("after", "After the group")),
        relations=(Relation("information", "Information"), Relation("referral", "Referral")),
        views=(ViewChoice("now", "All ties, now", ("information", "referral"), "after"),),
        codebook=Codebook(
            (Channel("personal", "Telephone", person_dependent=True),),
            (Barrier("mistrust", "Mistrust"),),
            (Sector("health", "Health", "#a3123a"), Sector("police", "Police", "#1f4e79")),
        ),
        disclosure=Disclosure(2, "OFFICIAL"),
    )


def accounts_study(actors: int, statements: int, seed: int, respondents: int = 6) -> Study:
    """Make a random study with accounts: named ties, talk of a collective, the authors' own."""
    random = np.random.default_rng(seed)
    names = [f"a{number}" for number in range(actors)]
    sectors = [f"s{number % 3}" for number in range(actors)]
    listed = [Actor(name, name, sector) for name, sector in zip(names, sectors, strict=True)]
    listed.append(Actor("all", "All", kind="collective", members=tuple(names[:4])))
    said = []
    for number in range(statements):
        general = random.random() < 0.15
        source, target = random.choice(names, 2, replace=False)
        who = f"N{random.integers(respondents) + 1}"
        said.append(
            Statement(
                f"E{number:03}",
                "ties",
                "all" if general else str(source),
                str(target),
                str(random.choice(["open", "strained", "broken"], p=[0.5, 0.2, 0.3])),
                respondents=("AUTHORS",) if random.random() < 0.2 else (who,),
                section="findings",
                paragraph=str(number),
            )
        )
    heard = tuple(Respondent(f"N{number + 1}") for number in range(respondents))
    return Study(
        "random",
        tuple(said),
        tuple(sorted(listed, key=lambda actor: actor.id)),
        respondents=heard,
        relations=(Relation("ties", "Ties"),),
    )


@cache
def shipped_findings(resamples: int = 1000) -> nk.Findings:
    """Give the findings of the shipped study, worked out once for all who only read them."""
    return nk.analyse(nk.example(), resamples=resamples)

"""Made-up studies for the map's tests: plain lists, crowds, and a study of hostile texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from netkit.evidence.study import Actor, Relation, Statement, Study
from tests.samples import small_study

HOSTILE = (
    '<img src=x onerror="window.__hostile++"></script><script>window.__hostile++</script>'
    '</style><!--<script>\'" onfocus="window.__hostile++" autofocus x=\'" javascript:void '
    '\u2028window.__hostile++;\u2029 \u202e\u2066\x07\x00 href="javascript:window.__hostile++" '
    "{{ 7 * 7 }} ${window.__hostile++} ]]> &lt;b&gt;"
)
STATUSES = ("open", "open", "strained", "broken")


def study_of(pairs: Iterable[tuple[str, str]], sectors: dict[str, str] | None = None) -> Study:
    """Give a plain list of ties between actors, each with its sector."""
    pairs = sorted(pairs)
    names = sorted({end for pair in pairs for end in pair})
    return Study(
        "A plain list",
        tuple(
            Statement(f"E{row:05d}", "ties", source, target, STATUSES[row % 4])
            for row, (source, target) in enumerate(pairs)
        ),
        tuple(Actor(name, name, (sectors or {}).get(name, "")) for name in names),
        relations=(Relation("ties", "Ties"),),
    )


def crowd(actors: int, ties: int, sectors: int = 6, seed: int = 0) -> Study:
    """Give a random plain list in which half of the ties stay within a sector."""
    random = np.random.default_rng(seed)
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < ties:
        source, target = (int(end) for end in random.integers(actors, size=2))
        if random.random() < 0.5:
            target = source % sectors + sectors * int(random.integers(actors // sectors))
        if source != target:
            pairs.add((f"Agency {source}", f"Agency {target}"))
    names = {f"Agency {row}": f"Sector {row % sectors}" for row in range(actors)}
    study = study_of(pairs, names)
    return replace(study, actors=tuple(Actor(name, name, names[name]) for name in sorted(names)))


def hostile_study() -> Study:
    """Give the small study with a hostile text in every field that a user fills, ids too."""
    study = small_study()
    general = replace(study.statements[0], evidence_id="E009", source="council", target="agencies")
    study = replace(study, statements=(*study.statements, general))
    ids = {actor.id: f"{actor.id} {HOSTILE}" for actor in study.actors}
    sectors = {sector.id: f"{sector.id} {HOSTILE}" for sector in study.codebook.sectors}
    relations = {item.id: f"{item.id} {HOSTILE}" for item in study.relations}

    def spoilt(record: Any, *names: str) -> Any:
        return replace(record, **{name: f"{HOSTILE} {getattr(record, name)}" for name in names})

    codebook = study.codebook
    return replace(
        spoilt(study, "title", "citation"),
        actors=tuple(
            replace(
                spoilt(item, "name", "tier", "description"),
                id=ids[item.id],
                sector=sectors.get(item.sector, item.sector),
                members=tuple(ids[name] for name in item.members),
            )
            for item in study.actors
        ),
        statements=tuple(
            replace(
                spoilt(item, "summary", "section", "paragraph"),
                source=ids[item.source],
                target=ids[item.target],
                relation=relations[item.relation],
                channel=f"{item.channel} {HOSTILE}" if item.evidence_id == "E001" else "post",
                barriers=(HOSTILE,),
                respondents=(HOSTILE, "N1"),
            )
            for item in study.statements
        ),
        conditions=tuple(
            replace(spoilt(item, "summary", "section", "barrier"), actor=ids[item.actor])
            for item in study.conditions
        ),
        steps=tuple(
            replace(
                spoilt(item, "pathway", "title", "route", "basis", "summary"),
                source=ids[item.source],
                target=ids[item.target],
                relation=relations[item.relation],
            )
            for item in study.steps
        ),
        scenarios=(),
        phases=tuple(spoilt(item, "title") for item in study.phases),
        relations=tuple(
            replace(spoilt(item, "title"), id=relations[item.id]) for item in study.relations
        ),
        views=tuple(
            replace(spoilt(item, "title"), relations=tuple(relations.values()))
            for item in study.views
        ),
        codebook=replace(
            codebook,
            channels=tuple(spoilt(item, "definition") for item in codebook.channels),
            barriers=tuple(spoilt(item, "definition") for item in codebook.barriers),
            sectors=tuple(
                replace(spoilt(item, "title", "colour"), id=sectors[item.id])
                for item in codebook.sectors
            ),
        ),
        disclosure=spoilt(study.disclosure, "marking"),
    )

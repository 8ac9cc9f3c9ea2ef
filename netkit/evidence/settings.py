"""``study.toml``: what a study declares of itself."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import NamedTuple

from netkit.evidence.cells import number
from netkit.evidence.problems import did_you_mean
from netkit.evidence.source import Source
from netkit.evidence.study import (
    ANY_PHASE,
    Barrier,
    Channel,
    Codebook,
    Disclosure,
    Phase,
    Relation,
    Sector,
    SupportRule,
    ViewChoice,
)
from netkit.evidence.text import shown
from netkit.evidence.toml import Part, read_toml, report_twice

__all__ = ["Settings", "is_colour", "is_inside", "read_settings", "share_of", "threshold_of"]

SCHEMA = 1
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


class Settings(NamedTuple):
    """What ``study.toml`` says; the defaults are those of a study without it."""

    title: str = ""
    citation: str = ""
    phases: tuple[Phase, ...] = ()
    relations: tuple[Relation, ...] = ()
    views: tuple[ViewChoice, ...] = ()
    codebook: Codebook = Codebook()
    support: SupportRule = SupportRule()
    disclosure: Disclosure = Disclosure()


def read_settings(source: Source, found: tuple[Relation, ...]) -> Settings | None:
    """Read ``study.toml``; nothing where it cannot be read.

    ``found`` are the relations of the edge files, for a study that declares none.
    """
    top = read_toml(source)
    if top is None:
        return None
    _check_schema(top)
    phases, relations = _phases(top), _relations(top) or found
    settings = Settings(
        title=top.text("title"),
        citation=top.text("citation"),
        phases=phases,
        relations=relations,
        views=_views(top, [item.id for item in relations], [item.id for item in phases]),
        codebook=_codebook(top),
        support=_support(top),
        disclosure=_disclosure(top),
    )
    top.close()
    return settings


def _check_schema(top: Part) -> None:
    if "schema" not in top:
        top.warning("schema", f"there is no schema: write schema = {SCHEMA} at the top")
    version = top.whole("schema", SCHEMA)
    if version != SCHEMA:
        top.error(
            "schema",
            f"this netkit reads schema = {SCHEMA}, not {version}: update netkit, or write the "
            "older one",
        )


def _phases(top: Part) -> tuple[Phase, ...]:
    made, parts = [], top.parts("phases")
    for part in parts:
        name = part.text("id", required=True)
        if name == ANY_PHASE:
            part.error("id", f"'{ANY_PHASE}' stands for all phases: name the phase otherwise")
        made.append(Phase(name, part.text("title") or name, part.text("from"), part.text("to")))
        part.close()
    report_twice(zip([item.id for item in made], parts, strict=True), "id")
    return tuple(made)


def _relations(top: Part) -> tuple[Relation, ...]:
    made, parts = [], top.parts("relations")
    for part in parts:
        name, file = part.text("id", required=True), part.text("file")
        place = PurePosixPath(file.replace("\\", "/"))
        if not is_inside(place):
            part.error("file", f"{shown(file)} is outside the study: keep it in edges/", file)
        relation = Relation(name, part.text("title") or name, place.as_posix() if file else "")
        made.append(relation)
        part.close()
    report_twice(zip([item.id for item in made], parts, strict=True), "id")
    report_twice(zip([item.file for item in made], parts, strict=True), "file")
    return tuple(made)


def is_inside(file: PurePosixPath) -> bool:
    """Whether a path stays within the study's folder."""
    return not (file.is_absolute() or ".." in file.parts or ":" in str(file))


def _views(
    top: Part, relations: Collection[str], phases: Collection[str]
) -> tuple[ViewChoice, ...]:
    made = []
    for name, part in top.named("views"):
        view = ViewChoice(
            name, part.text("title") or name, part.texts("relations"), part.text("phase")
        )
        for relation in view.relations:
            _check_known(part, "relations", relation, relations)
        if view.phase:
            _check_known(part, "phase", view.phase, phases)
        part.close()
        made.append(view)
    return tuple(made)


def _check_known(part: Part, key: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        guess = did_you_mean(name, known)
        part.error(
            key, f"{shown(name)} is no {key.rstrip('s')}{guess}: declare or correct it", name
        )


def _codebook(top: Part) -> Codebook:
    book = top.part("codebook")
    channels, barriers, sectors = [], [], []
    for name, part in book.named("channels"):
        channels.append(Channel(name, part.text("definition"), part.flag("person_dependent")))
        part.close()
    for name, part in book.named("barriers"):
        barriers.append(Barrier(name, part.text("definition")))
        part.close()
    for name, part in book.named("sectors"):
        sectors.append(Sector(name, part.text("title") or name, _colour(part)))
        part.close()
    book.close()
    return Codebook(tuple(channels), tuple(barriers), tuple(sectors))


def _colour(part: Part) -> str:
    value = part.text("colour")
    if value and not is_colour(value):
        part.error("colour", f"{shown(value)} is no colour: write it as #1d6b3a", value)
    return value


def is_colour(text: str) -> bool:
    """Whether a text is a colour as ``#1d6b3a``."""
    return bool(_COLOUR.fullmatch(text))


def share_of(text: str) -> tuple[float, str]:
    """Give the number from 0 to 1 that a text is, or what is wrong with it."""
    value = number(text)
    if value is None or not 0 <= value <= 1:
        return 0.0, f"{shown(text)} is not a number from 0 to 1"
    return value, ""


def threshold_of(text: str) -> tuple[int, str]:
    """Give the whole number from 1 that a text is, or what is wrong with it."""
    value = number(text)
    if value is None or value < 1 or not value.is_integer():
        return 1, f"{shown(text)} is not a whole number from 1"
    return int(value), ""


def _support(top: Part) -> SupportRule:
    part, rule = top.part("support"), SupportRule()
    made = SupportRule(part.share("strained", rule.strained), part.share("implied", rule.implied))
    part.close()
    return made


def _disclosure(top: Part) -> Disclosure:
    part = top.part("disclosure")
    made = Disclosure(part.whole("threshold", Disclosure().threshold), part.text("marking"))
    part.close()
    return made

"""Which sheets a study's workbook has: the tables of a folder, and one for each vocabulary."""

from __future__ import annotations

from collections.abc import Mapping

from netkit.evidence.schema import (
    ACTORS,
    CONDITIONS,
    EDGES,
    LAYOUT,
    PATHWAYS,
    RESPONDENTS,
    Field,
    Schema,
)

__all__ = [
    "BARRIERS", "CHANNELS", "GUIDE", "IN_BOOK", "PHASES", "RELATIONS", "SECTORS", "SETTINGS",
    "SHEETS", "STATEMENTS", "STUDY", "VOCABULARY_OF", "YES_NO",
]  # fmt: skip

GUIDE = "guide"
STATEMENTS = "statements"
SETTINGS = ("title", "citation", "strained", "implied", "threshold", "marking")
YES_NO = ("yes", "no")


def _key(what: str) -> Field:
    return Field("id", f"Key of the {what}, as the other sheets use it.", "code", required=True)


STUDY = Schema(
    "study",
    "study",
    "a setting of the study",
    (
        Field("setting", "What is set.", "code", required=True, values=SETTINGS),
        Field("value", "What it is set to; left empty, netkit's own choice stands."),
        Field("meaning", "What the setting does."),
    ),
    key="setting",
)
PHASES = Schema(
    "phases",
    "phases",
    "a stretch of time, in order",
    (
        _key("phase"),
        Field("title", "Name of the phase."),
        Field("from", "When it begins.", attribute="start"),
        Field("to", "When it ends.", attribute="end"),
    ),
    key="id",
)
RELATIONS = Schema(
    "relations",
    "relations",
    "a kind of tie",
    (_key("relation"), Field("title", "Name of the relation.")),
    key="id",
)
CHANNELS = Schema(
    "channels",
    "channels",
    "a way by which information travels",
    (
        _key("channel"),
        Field("definition", "When this word is used."),
        Field(
            "person_dependent",
            "Whether the tie rests on knowing somebody.",
            "code",
            values=YES_NO,
            default="no",
            quiet=True,
        ),
    ),
    key="id",
)
BARRIERS = Schema(
    "barriers",
    "barriers",
    "a reason why ties are strained or broken",
    (_key("barrier"), Field("definition", "When this word is used.")),
    key="id",
)
SECTORS = Schema(
    "sectors",
    "sectors",
    "a sector of actors",
    (
        _key("sector"),
        Field("title", "Name of the sector."),
        Field("colour", "Its colour on the map, as #1d6b3a; chosen if empty.", "code"),
    ),
    key="id",
)

SHEETS: Mapping[str, Schema] = {
    STATEMENTS: EDGES,
    **{
        schema.name: schema
        for schema in (
            ACTORS, RESPONDENTS, CONDITIONS, PATHWAYS, LAYOUT,
            STUDY, RELATIONS, PHASES, CHANNELS, BARRIERS, SECTORS,
        )
    },
}  # fmt: skip

# The sheet in which the words of a column are declared.
VOCABULARY_OF: Mapping[str, Schema] = {
    "actor": ACTORS,
    "respondent": RESPONDENTS,
    "phase": PHASES,
    "last_phase": PHASES,
    "relation": RELATIONS,
    "channel": CHANNELS,
    "barrier": BARRIERS,
    "sector": SECTORS,
}
IN_BOOK: Mapping[str, tuple[str, str]] = {
    what: (
        f"the sheet {schema.name}",
        "add it there or write any" if what == "phase" else "add it there or correct it",
    )
    for what, schema in VOCABULARY_OF.items()
}

"""The tables of a study, each column described once: reading, checking and the data package."""

from __future__ import annotations

from typing import Literal, NamedTuple

from netkit.evidence.study import ANY_PHASE, STATUSES

__all__ = [
    "ACTORS",
    "BODY",
    "COLLECTIVE",
    "CONDITIONS",
    "EDGES",
    "KINDS",
    "LAYOUT",
    "NODES",
    "PATHWAYS",
    "RESPONDENTS",
    "TABLES",
    "Field",
    "Schema",
]

BODY = "body"
COLLECTIVE = "collective"
KINDS = ("agency", BODY, COLLECTIVE, "unnamed")
CONFIDENCES = ("explicit", "implied")
SHARES = ("research", "board")
SIDES = ("below", "above", "right", "left")

Kind = Literal["actor", "actors", "label", "code", "codes", "text", "weight", "step", "coordinate"]
Reference = Literal[
    "",
    "actor",
    "respondent",
    "phase",
    "last_phase",
    "relation",
    "channel",
    "barrier",
    "sector",
]


class Field(NamedTuple):
    """One column: what it holds, how a cell is read and what it may say.

    ``kind`` decides how a cell is read: ``actor`` and ``code`` are cleaned names and keys,
    ``actors`` and ``codes`` lists of them with ``;`` between. ``synonyms`` are other headers for
    it, ``fallbacks`` headers that serve where it is missing. ``values`` is a fixed vocabulary,
    ``refers`` one that the study declares. ``default`` stands for an empty cell, with a warning
    unless ``quiet``. ``attribute`` is the record's field where it is called otherwise.
    """

    name: str
    meaning: str
    kind: Kind = "text"
    required: bool = False
    synonyms: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    refers: Reference = ""
    default: str = ""
    quiet: bool = False
    attribute: str = ""
    fallbacks: tuple[str, ...] = ()


class Schema(NamedTuple):
    """One table: where it stands, what a row is, its columns and the key no two rows share."""

    name: str
    path: str
    row: str
    fields: tuple[Field, ...]
    key: str = ""
    keeps_extras: bool = False


_SECTION = Field("section", "Section of the text the passage stands in.")
_PARAGRAPH = Field("paragraph", "Paragraph within the section.")
_SUMMARY = Field("summary", "The statement in the coder's own words.")
_PHASE = Field("phase", "When it holds.", "code", refers="phase", default=ANY_PHASE)
_RESPONDENTS = Field(
    "respondents",
    "Whose account it is, ; between; AUTHORS where the authors sum up.",
    "codes",
    synonyms=("respondent",),
    refers="respondent",
)
_CONFIDENCE = Field("confidence", "How plainly the text says it.", "code", values=CONFIDENCES)
_SECTOR = Field("sector", "Sector the actor belongs to.", "code", refers="sector")
_TIER = Field("tier", "Level at which the actor works.", "code")
_NAME = Field("name", "Name as it is shown; the id if left out.", "label", synonyms=("label",))
_DESCRIPTION = Field("description", "Who the actor is.")
_ACTOR_ID = Field(
    "id",
    "Key of the actor.",
    "actor",
    required=True,
    synonyms=("actor", "node", "vertex", "actorid", "nodeid", "vertexname"),
    fallbacks=("name", "label"),
)

ACTORS = Schema(
    "actors",
    "actors.csv",
    "an actor",
    (
        _ACTOR_ID,
        _NAME,
        _SECTOR,
        _TIER,
        Field("kind", "What the actor is.", "code", values=KINDS, default="agency"),
        Field("members", "Actors a collective stands for, ; between.", "actors", refers="actor"),
        Field("until", "Last phase of a body that ended.", "code", refers="last_phase"),
        _DESCRIPTION,
    ),
    key="id",
    keeps_extras=True,
)

# A node list beside a plain edge list: other tools' columns called kind, members or until mean
# something else and are kept as attributes.
NODES = Schema(
    "nodes",
    "",
    "an actor",
    (_ACTOR_ID, _NAME, _SECTOR._replace(refers=""), _TIER, _DESCRIPTION),
    key="id",
    keeps_extras=True,
)

RESPONDENTS = Schema(
    "respondents",
    "respondents.csv",
    "an interview",
    (
        Field("id", "Code of the respondent.", "code", required=True, synonyms=("respondent",)),
        Field("kind", "Kind of agency the respondent works for.", "code"),
        Field("recorded", "Whether the interview was recorded."),
        Field("actor", "Actor the respondent speaks for.", "actor", refers="actor"),
    ),
    key="id",
)

EDGES = Schema(
    "edges",
    "edges/<relation>.csv",
    "a statement about one directed tie",
    (
        # netkit's own exports have one tie a row, with the keys of all its statements.
        Field("evidence_id", "Key of the statement.", "code", synonyms=("evidenceids",)),
        Field("relation", "Kind of tie; the file's name if left out.", "code", refers="relation"),
        Field(
            "source",
            "Actor that holds the information.",
            "actor",
            required=True,
            synonyms=("from", "sender", "origin", "ego", "tail", "sourceid", "fromid"),
            refers="actor",
        ),
        Field(
            "target",
            "Actor that should get it.",
            "actor",
            required=True,
            synonyms=(
                "to",
                "receiver",
                "recipient",
                "destination",
                "alter",
                "head",
                "targetid",
                "toid",
            ),
            refers="actor",
        ),
        Field("status", "Whether the tie works.", "code", values=STATUSES, default=STATUSES[0]),
        Field("channel", "How the information travels.", "code", refers="channel"),
        _PHASE,
        Field(
            "barriers",
            "Why the tie is strained or broken, ; between.",
            "codes",
            synonyms=("barrier",),
            refers="barrier",
        ),
        _RESPONDENTS,
        _SECTION,
        _PARAGRAPH,
        _SUMMARY,
        _CONFIDENCE,
        Field(
            "share",
            "For whom the summary is meant: board where nothing in it points to one person.",
            "code",
            values=SHARES,
            default=SHARES[0],
            quiet=True,
        ),
        Field("weight", "Strength of the tie, above 0.", "weight", synonyms=("value", "strength")),
    ),
    key="evidence_id",
    keeps_extras=True,
)

CONDITIONS = Schema(
    "conditions",
    "conditions.csv",
    "a barrier inside an actor",
    (
        Field("condition_id", "Key of the condition.", "code", required=True),
        Field("actor", "Actor it holds for.", "actor", required=True, refers="actor"),
        Field("barrier", "The barrier.", "code", required=True, refers="barrier"),
        _PHASE,
        _RESPONDENTS,
        _SECTION,
        _PARAGRAPH,
        _SUMMARY,
        _CONFIDENCE,
    ),
    key="condition_id",
)

PATHWAYS = Schema(
    "pathways",
    "pathways.csv",
    "one step of a prescribed route",
    (
        Field("pathway_id", "Key of the pathway.", "code", required=True, attribute="pathway"),
        Field("title", "Name of the pathway."),
        Field("route", "Route within the pathway, one for each kind of sender.", "code"),
        Field("step", "Place of the step in its route, from 1.", "step", required=True),
        Field("source", "Actor that should pass it on.", "actor", required=True, refers="actor"),
        Field("target", "Actor that should get it.", "actor", required=True, refers="actor"),
        Field("relation", "Kind of tie.", "code", required=True, refers="relation"),
        Field("basis", "Law, guidance or protocol that prescribes it."),
        _SECTION,
        _PARAGRAPH,
        _SUMMARY,
    ),
)

LAYOUT = Schema(
    "layout",
    "layout.csv",
    "an actor's place on the map",
    (
        Field("actor", "Key of the actor.", "actor", required=True, refers="actor"),
        Field("x", "Place from left to right.", "coordinate", required=True),
        Field("y", "Place from top to bottom.", "coordinate", required=True),
        Field("label", "Side on which the label stands; chosen if empty.", "code", values=SIDES),
    ),
    key="actor",
)

TABLES = (ACTORS, RESPONDENTS, EDGES, CONDITIONS, PATHWAYS, LAYOUT)

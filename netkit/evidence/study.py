"""A study as it was read: frozen, typed rows, checked once and never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from netkit.errors import Problem, UsageError

__all__ = [
    "ANY_PHASE",
    "AUTHORS",
    "STATUSES",
    "Actor",
    "Barrier",
    "Basis",
    "Channel",
    "Codebook",
    "Condition",
    "Disclosure",
    "Phase",
    "Relation",
    "Respondent",
    "Scenario",
    "Sector",
    "Statement",
    "Step",
    "Study",
    "SupportRule",
    "ViewChoice",
]

STATUSES = ("open", "strained", "broken")
ANY_PHASE = "any"
AUTHORS = "AUTHORS"


_NOTHING: Mapping[str, str] = MappingProxyType({})


def _nothing() -> Mapping[str, str]:
    return _NOTHING


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who holds or should get information: an agency, a body, a figure of speech.

    ``kind`` is ``agency``, ``body``, ``collective`` or ``unnamed``; ``members`` belong to a
    collective only; ``until`` is a body's last phase; ``attributes`` keeps columns netkit does
    not know.
    """

    id: str
    name: str
    sector: str = ""
    tier: str = ""
    kind: str = "agency"
    members: tuple[str, ...] = ()
    until: str = ""
    description: str = ""
    attributes: Mapping[str, str] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Respondent:
    """One interview; ``actor`` only where the study may say for whom the respondent speaks."""

    id: str
    kind: str = ""
    recorded: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one account says about one directed tie; ``line`` is its place in the file.

    The place is no part of what is said: statements are equal whatever lines they stand in.
    """

    evidence_id: str
    relation: str
    source: str
    target: str
    status: str = "open"
    channel: str = ""
    phase: str = ANY_PHASE
    barriers: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    section: str = ""
    paragraph: str = ""
    summary: str = ""
    confidence: str = ""
    share: str = "research"
    weight: float = 1.0
    line: int = field(default=0, compare=False)
    attributes: Mapping[str, str] = field(default_factory=_nothing)


@dataclass(frozen=True, slots=True)
class Condition:
    """A barrier inside an actor, with no tie in it."""

    condition_id: str
    actor: str
    barrier: str
    phase: str = ANY_PHASE
    respondents: tuple[str, ...] = ()
    section: str = ""
    paragraph: str = ""
    summary: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a prescribed route."""

    pathway: str
    title: str
    route: str
    step: int
    source: str
    target: str
    relation: str
    basis: str = ""
    section: str = ""
    paragraph: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """Who asks for a change, and where the study says so."""

    respondents: tuple[str, ...]
    section: str = ""
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A proposed change; each of ``changes`` is a mapping with an ``op``."""

    id: str
    title: str
    basis: tuple[Basis, ...]
    changes: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of time; phases stand in their order in ``Study.phases``."""

    id: str
    title: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of tie, one edge file."""

    id: str
    title: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class ViewChoice:
    """A named choice of relations and phase, as ``study.toml`` offers it."""

    id: str
    title: str
    relations: tuple[str, ...]
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector with the title and colour the map gives it."""

    id: str
    title: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """How information travels; ``person_dependent`` where it leaves with the person."""

    id: str
    definition: str = ""
    person_dependent: bool = False


@dataclass(frozen=True, slots=True)
class Barrier:
    """Why a tie is strained or broken."""

    id: str
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """The vocabularies of a study; empty where the study declares none."""

    channels: tuple[Channel, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    sectors: tuple[Sector, ...] = ()


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What the board's and public editions may show.

    ``threshold`` is the fewest accounts for which particulars of a tie are shown; ``marking`` a
    line printed on every page.
    """

    threshold: int = 2
    marking: str = ""


@dataclass(frozen=True, slots=True)
class SupportRule:
    """How statements count towards support.

    ``strained`` is what a strained statement is worth (open is 1, broken 0); ``implied`` the
    weight of an implied statement beside an explicit one.
    """

    strained: float = 0.5
    implied: float = 1.0


@dataclass(frozen=True)
class Study:
    """Everything that was said, who said it and what is prescribed.

    Rows stand in canonical order (sorted by id), so the order of the files' rows changes
    nothing. ``warnings`` lists what was repaired while reading; ``inputs`` maps each file read
    to its SHA-256.
    """

    title: str
    statements: Sequence[Statement]
    actors: Sequence[Actor]
    citation: str = ""
    respondents: tuple[Respondent, ...] = ()
    conditions: tuple[Condition, ...] = ()
    steps: tuple[Step, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    phases: tuple[Phase, ...] = ()
    relations: tuple[Relation, ...] = ()
    views: tuple[ViewChoice, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)
    disclosure: Disclosure = field(default_factory=Disclosure)
    support: SupportRule = field(default_factory=SupportRule)
    layout: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[Problem, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    label_sides: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def has_accounts(self) -> bool:
        """Whether any statement names its respondents; a plain edge list has no accounts."""
        # Only a tuple has accounts to look for: a list of very many ties is kept as columns.
        return isinstance(self.statements, tuple) and any(
            statement.respondents for statement in self.statements
        )

    def actor(self, actor_id: str) -> Actor:
        """Give the actor with this id, or raise :class:`UsageError`."""
        if actor_id not in self._by_id:
            raise UsageError(f"'{actor_id}' is no actor of this study")
        return self._by_id[actor_id]

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    def members(self, actor: Actor) -> tuple[str, ...]:
        """Give the ids an actor stands for: its members if a collective, else its own."""
        return actor.members if actor.kind == "collective" else (actor.id,)

    def routes(self) -> Iterator[tuple[str, str, tuple[Step, ...]]]:
        """Give each prescribed route as (pathway, route, steps in order)."""
        grouped: dict[tuple[str, str], list[Step]] = {}
        for step in self.steps:
            grouped.setdefault((step.pathway, step.route), []).append(step)
        for (pathway, route), steps in sorted(grouped.items()):
            yield pathway, route, tuple(sorted(steps, key=lambda step: step.step))

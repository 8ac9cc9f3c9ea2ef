"""What to look at, and how statements count: the two choices behind every network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from netkit.errors import UsageError
from netkit.evidence.study import ANY_PHASE, Statement, Study

__all__ = ["Collectives", "TieRule", "View"]

Collectives = Literal["expand", "keep", "drop"]


@dataclass(frozen=True, slots=True)
class View:
    """A choice of relations and a phase, and of what counts as working.

    Parameters
    ----------
    name : str, optional
        One of the study's named views. Does not go with ``relations`` or ``phase``.
    relations : tuple of str, optional
        Relations to pool; replaces the default view's.
    phase : str, optional
        The phase to look at; replaces the default view's. Statements of phase ``any`` always count.
    count_partly : bool
        Whether ties that work only partly are part of the working graph.
    collectives : {'expand', 'keep', 'drop'}
        What is said of a collective counts for its members at one remove (``expand``), stands as
        a tie of the collective itself (``keep``), or is left out (``drop``).

    Examples
    --------
    >>> View(phase="after").phase
    'after'
    """

    name: str | None = None
    relations: tuple[str, ...] | None = None
    phase: str | None = None
    count_partly: bool = False
    collectives: Collectives = "expand"

    def resolve(self, study: Study) -> View:
        """Fill in what is left open from the study's views, and check every name.

        The default is the study's first view; without views, all relations and the last phase.
        """
        if self.name is not None and (
            self.relations is not None or self.phase is not None
        ):
            raise UsageError(
                "a named view does not go with relations or a phase of your own"
            )
        known = tuple(relation.id for relation in study.relations)
        relations, phase = known, study.phases[-1].id if study.phases else None
        chosen = {view.id: view for view in study.views}
        if self.name is not None and self.name not in chosen:
            raise UsageError(_unknown("view", self.name, chosen))
        if chosen:
            view = chosen[self.name] if self.name is not None else study.views[0]
            relations, phase = view.relations or known, view.phase or phase
        if self.relations is not None:
            relations = self.relations
        if self.phase is not None:
            phase = self.phase
        for relation in relations:
            if relation not in known:
                raise UsageError(_unknown("relation", relation, known))
        phases = [entry.id for entry in study.phases]
        if phase is not None and phase not in phases:
            raise UsageError(_unknown("phase", phase, phases))
        return replace(self, relations=tuple(sorted(set(relations))), phase=phase)

    def holds(self, statement: Statement) -> bool:
        """Whether a statement is in this (resolved) view."""
        return statement.relation in (self.relations or ()) and (
            self.phase is None or statement.phase in (self.phase, ANY_PHASE)
        )


@dataclass(frozen=True, slots=True)
class TieRule:
    """How statements become support.

    ``strained`` is what a strained statement is worth between broken (0) and open (1);
    ``implied`` is the weight of an implied statement beside an explicit one (1).
    """

    strained: float = 0.5
    implied: float = 1.0

    @classmethod
    def of(cls, study: Study) -> TieRule:
        """Give the rule that the study's ``[support]`` table asks for."""
        return cls(study.support.strained, study.support.implied)

    def value(self, statement: Statement) -> float:
        """Give what a statement's status is worth, between 0 and 1."""
        return {"open": 1.0, "strained": self.strained, "broken": 0.0}[statement.status]

    def weight(self, statement: Statement) -> float:
        """Give the weight of a statement by how plainly the text says it."""
        return self.implied if statement.confidence == "implied" else 1.0


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    listed = ", ".join(known) or "none"
    return f"'{name}' is no {what} of this study; it has: {listed}"

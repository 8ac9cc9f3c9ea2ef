"""What to look at, and how statements count: the two choices behind every network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from netkit.errors import UsageError
from netkit.evidence.study import ANY_PHASE, Statement, Study, ViewChoice

__all__ = ["NO_DRAWS", "PLAIN_VALUES", "Collectives", "Resampling", "TieRule", "View"]

# What a status is worth by itself, whatever weight a study gives to strained ones.
PLAIN_VALUES = {"open": 1.0, "strained": 0.5, "broken": 0.0}

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
        if self.name is not None and (self.relations is not None or self.phase is not None):
            raise UsageError("a named view does not go with relations or a phase of your own")
        default = self._chosen(study)
        relations = default.relations if self.relations is None else self.relations
        phase = default.phase if self.phase is None else self.phase
        known = [relation.id for relation in study.relations]
        for relation in relations:
            _must_be("relation", relation, known)
        if phase:
            _must_be("phase", phase, [entry.id for entry in study.phases])
        # What is resolved can be resolved again: the name has done its work.
        return replace(
            self, name=None, relations=tuple(sorted(set(relations))), phase=phase or None
        )

    def _chosen(self, study: Study) -> ViewChoice:
        """Give the study's view of this name, or what stands for its default."""
        last = study.phases[-1].id if study.phases else ""
        everything = tuple(relation.id for relation in study.relations)
        views = {view.id: view for view in study.views}
        if self.name is not None:
            _must_be("view", self.name, views)
            view = views[self.name]
        elif views:
            view = study.views[0]
        else:
            return ViewChoice("", "", everything, last)
        return replace(view, relations=view.relations or everything, phase=view.phase or last)

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
        if statement.status == "strained":
            return self.strained
        return PLAIN_VALUES[statement.status]

    def weight(self, statement: Statement) -> float:
        """Give the weight of a statement by how plainly the text says it."""
        return self.implied if statement.confidence == "implied" else 1.0


@dataclass(frozen=True, slots=True)
class Resampling:
    """How often accounts are drawn anew, and sectors permuted; no draws leave such figures empty.

    Parameters
    ----------
    draws : int
        Number of draws, and of permutations; 0 for none.
    seed : int
        Seed of everything drawn, 0 or more.

    Raises
    ------
    UsageError
        A negative number.

    Examples
    --------
    >>> Resampling()
    Resampling(draws=1000, seed=1)
    """

    draws: int = 1000
    seed: int = 1

    def __post_init__(self) -> None:
        if self.draws < 0 or self.seed < 0:
            raise UsageError("draws (resamples) and seed must be 0 or more")


NO_DRAWS = Resampling(draws=0)


def _must_be(what: str, name: str, known: Iterable[str]) -> None:
    listed = list(known)
    if name not in listed:
        there = ", ".join(listed) or "none"
        raise UsageError(f"'{name}' is no {what} of this study; it has: {there}")

"""What a finding reads: the tables of one edition, with names in place of ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from netkit.findings import Findings

__all__ = ["Source", "Tie"]

Tie = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Source:
    """The findings of the phase looked at, and those of the phase before where there is one."""

    found: Findings
    earlier: Findings | None = None

    @cached_property
    def names(self) -> dict[str, str]:
        """Give each actor's name, collectives included."""
        return {actor.id: actor.name or actor.id for actor in self.found.study.actors}

    @cached_property
    def sectors(self) -> dict[str, str]:
        """Give each sector's title."""
        return {sector.id: sector.title for sector in self.found.study.codebook.sectors}

    @property
    def plain(self) -> bool:
        """Whether there are no accounts: a plain tie list."""
        return bool(self.found.facts["plain"])

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """Give the rows of ``actors`` that are measured and have not ended."""
        actors = self.found.actors
        return actors[actors["measured"].astype(bool) & ~actors["ended"].astype(bool)]

    @cached_property
    def ties(self) -> pd.DataFrame:
        """Give the ties between measured actors that have not ended, by (source, target)."""
        return self._current(self.found)

    @cached_property
    def earlier_ties(self) -> pd.DataFrame:
        """Give the same of the phase before, or no rows."""
        return self.ties.iloc[:0] if self.earlier is None else self._current(self.earlier)

    @cached_property
    def by_name(self) -> pd.DataFrame:
        """Give those of ``ties`` that are described by name."""
        return self.ties[self.ties["level"] == 0]

    def name(self, actor: str) -> str:
        """Give an actor's name."""
        return self.names.get(actor, actor)

    def named(self, actors: Iterable[str]) -> list[str]:
        """Give names in the order of the ids."""
        return [self.name(actor) for actor in actors]

    def figure(self, measure: str) -> float:
        """Give one figure of the whole network; NaN where undefined."""
        return float(self.found.network_figures[measure])

    def _current(self, found: Findings) -> pd.DataFrame:
        measured = found.actors.index[found.actors["measured"].astype(bool)]
        ties = found.ties
        inside = ties.index.isin(measured, level=0) & ties.index.isin(measured, level=1)
        return ties[inside & (ties["state"] != "ended")]

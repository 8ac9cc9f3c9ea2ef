"""What a finding reads: the tables of one edition, with names in place of ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import pandas as pd

from netkit.findings import Findings
from netkit.report.phrases import family
from netkit.report.wording import lower_first

__all__ = ["Cited", "Count", "Source", "Tie", "cited"]

Tie = tuple[str, str]
# Accounts as they may be told: a count, fewer than the threshold, or none named at all.
Count = int | Literal["few", "unnamed"]
COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True, order=True)
class Cited:
    """A tie that a finding names; ``before`` if it is meant as of the phase before."""

    source: str
    target: str
    before: bool = False

    @property
    def tie(self) -> Tie:
        """Give the ordered pair."""
        return self.source, self.target


@dataclass(frozen=True, eq=False)
class Source:
    """The findings of the phase looked at, and those of the phase before where there is one."""

    found: Findings
    earlier: Findings | None = None

    @property
    def plain(self) -> bool:
        """Whether there are no accounts: a plain tie list."""
        return bool(self.found.facts["plain"])

    @property
    def threshold(self) -> int:
        """Give the fewest accounts for which particulars of a tie are shown."""
        return int(self.found.facts["threshold"])

    @property
    def banded(self) -> bool:
        """Whether a count of accounts is the least of a band."""
        return bool(self.found.facts["banded"])

    @cached_property
    def names(self) -> dict[str, str]:
        """Give each actor's name, collectives included."""
        return {actor.id: actor.name or actor.id for actor in self.found.study.actors}

    @cached_property
    def sectors(self) -> dict[str, str]:
        """Give each sector's title."""
        return {item.id: item.title or item.id for item in self.found.study.codebook.sectors}

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Give each barrier's definition."""
        return {item.id: item.definition or item.id for item in self.found.study.codebook.barriers}

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """Give the rows of ``actors`` that are measured, no figures of speech and not ended."""
        actors = self.found.actors
        kept = actors["measured"].astype(bool) & ~actors["ended"].astype(bool)
        return actors[kept & (actors["kind"] != COLLECTIVE)]

    @cached_property
    def ties(self) -> pd.DataFrame:
        """Give the ties between measured actors that have not ended, by (source, target)."""
        return _current(self.found)

    @cached_property
    def earlier_ties(self) -> pd.DataFrame:
        """Give the same of the phase before, or no rows."""
        return self.ties.iloc[:0] if self.earlier is None else _current(self.earlier)

    @cached_property
    def by_name(self) -> pd.DataFrame:
        """Give those of ``ties`` that are described by name."""
        return self.ties[self.ties["level"] == 0]

    @cached_property
    def working(self) -> pd.DataFrame:
        """Give those of ``ties`` that work."""
        return self.ties[self.ties["state"] == "works"]

    @cached_property
    def pairs(self) -> tuple[int, int]:
        """Give how many ordered pairs of ranked actors there are, and how many nobody spoke of."""
        actors = self.ranked.index
        possible = len(actors) * (len(actors) - 1)
        ends = self.ties.index
        spoken = ends.isin(actors, level=0) & ends.isin(actors, level=1)
        return possible, possible - int(spoken.sum())

    @property
    def draws(self) -> int:
        """Give how often the accounts were weighed anew; 0 where nothing was drawn."""
        return 0 if self.plain else int(self.found.options["resamples"])

    def of_a_hundred(self, share: Any) -> str:
        """Give a share of draws as a count of a hundred; empty where it is not known."""
        return "" if pd.isna(share) else f"{round(100 * float(share))} of 100"

    def choice(self, name: str) -> str:
        """Give a choice of counting in words; one of a relation alone by the relation's title."""
        titles = {f"{item.id} alone": item.title for item in self.found.study.relations}
        if name in titles:
            return f"only statements of {lower_first(titles[name])}"
        return family("choices").get(name, name)

    def table(self, name: str) -> pd.DataFrame:
        """Give a table by name, one without rows or columns if the findings lack it."""
        return self.found.tables.get(name, pd.DataFrame())

    def name(self, actor: str) -> str:
        """Give an actor's name."""
        return self.names.get(actor, actor)

    def named(self, actors: Iterable[str]) -> list[str]:
        """Give names in the order of the ids."""
        return [self.name(actor) for actor in actors]

    def pair(self, tie: Tie) -> dict[str, str]:
        """Give the names of a tie's ends as ``source`` and ``target``."""
        return {"source": self.name(tie[0]), "target": self.name(tie[1])}

    def figure(self, measure: str) -> float:
        """Give one figure of the whole network; NaN where undefined."""
        return float(self.found.network_figures[measure])

    def row(self, cited: Cited) -> pd.Series:
        """Give the row of ``ties`` that is meant."""
        ties = self.earlier_ties if cited.before else self.ties
        return ties.loc[[cited.tie]].iloc[0]

    def accounts(self, rows: pd.DataFrame) -> tuple[Count, ...]:
        """Give on how many accounts each row of a table rests; nothing for a plain list."""
        return () if self.plain else tuple(self.count(row) for _, row in rows.iterrows())

    def count(self, row: pd.Series) -> Count:
        """Give on how many accounts a row rests, as far as this edition tells."""
        if not pd.isna(row["accounts"]):
            return int(row["accounts"])
        # Outside the researcher's edition a count is empty where it may not be told.
        told = row.get("withheld", self.found.profile != "researcher")
        return "few" if told else "unnamed"

    def is_thin(self, row: pd.Series) -> bool:
        """Whether a tie rests on one account, or on fewer than may be told."""
        count = self.count(row)
        return count == "few" or (isinstance(count, int) and count < 2)


def cited(ties: Iterable[Any], *, before: bool = False) -> tuple[Cited, ...]:
    """Give ordered pairs as what a finding cites."""
    return tuple(Cited(source, target, before) for source, target in ties)


def _current(found: Findings) -> pd.DataFrame:
    measured = found.actors.index[found.actors["measured"].astype(bool)]
    ties = found.ties
    inside = ties.index.isin(measured, level=0) & ties.index.isin(measured, level=1)
    return ties[inside & (ties["state"] != "ended")]

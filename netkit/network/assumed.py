"""What a scenario assumes of single ties, put in the place of what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd

from netkit.evidence.study import Study
from netkit.network.accounts import TieEvidence
from netkit.network.options import View
from netkit.network.spoken import Pair, Spoken, Tie
from netkit.network.ties import TIE_COLUMNS, tie_frame

__all__ = ["GONE", "Assumption", "Assumptions", "assumed_ties"]

GONE = ""
BEST_LAST = (GONE, "ended", "fails", "partly", "works")
CONDITION_OF = {"works": "open", "partly": "strained", "fails": "broken"}


class Assumption(NamedTuple):
    """What a pair is taken to be on one relation: a state, or ``GONE``; said of ``level`` ends."""

    state: str
    level: int = 0


def _none() -> Mapping[Pair, Mapping[str, Assumption]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed of a network beside what is said: nothing, outside scenarios.

    Attributes
    ----------
    ties : mapping of pair to mapping of relation to Assumption
        What each ordered pair is taken to be, relation by relation.
    actors : frozenset of str
        Actors that count as spoken of, though no statement touches them.
    """

    ties: Mapping[Pair, Mapping[str, Assumption]] = field(default_factory=_none)
    actors: frozenset[str] = frozenset()

    @property
    def founded(self) -> frozenset[str]:
        """Give the ends of the ties assumed to be there: such a body has not ended."""
        return frozenset(
            end
            for pair, relations in self.ties.items()
            if any(item.state != GONE for item in relations.values())
            for end in pair
        )

    @property
    def spoken(self) -> frozenset[str]:
        """Give the actors that count as spoken of."""
        return self.actors | self.founded


def assumed_ties(
    spoken: Spoken, view: View, assumptions: Assumptions
) -> tuple[pd.DataFrame, Sequence[TieEvidence]]:
    """Give one row a tie, as :func:`netkit.network.ties.tie_table`, with what is assumed.

    Where a view pools relations and not all of them are assumed, a pair is the better of what is
    assumed and of what is said on the other relations. An assumed tie rests on no statement: it
    has no support and no accounts, and is the same in every draw. A tie that already has the
    state assumed keeps its row, but is the same in every draw too.
    """
    chosen = _in_view(assumptions, view)
    if not chosen:
        return spoken.ties(view)
    said = spoken.by_pair(view)
    ties = {pair: tie for pair, tie in said.items() if pair not in chosen}
    others = {
        relations: spoken.by_pair(_without(view, relations))
        for relations in {frozenset(item) for item in chosen.values()}
    }
    for pair, relations in sorted(chosen.items()):
        best = max(relations.values(), key=lambda item: BEST_LAST.index(item.state))
        rest = others[frozenset(relations)].get(pair)
        if rest is not None and _rank(rest[0]["state"]) > _rank(best.state):
            ties[pair] = rest
        elif best.state != GONE:
            ties[pair] = _assumed(pair, best, said.get(pair), spoken.study)
    return _table(ties)


def _in_view(assumptions: Assumptions, view: View) -> dict[Pair, dict[str, Assumption]]:
    chosen = {
        pair: {name: item for name, item in relations.items() if name in (view.relations or ())}
        for pair, relations in assumptions.ties.items()
    }
    return {pair: relations for pair, relations in chosen.items() if relations}


def _without(view: View, relations: Iterable[str]) -> View:
    left = tuple(name for name in view.relations or () if name not in relations)
    return replace(view, name=None, relations=left)


def _rank(state: str) -> int:
    return BEST_LAST.index(state)


def _assumed(pair: Pair, item: Assumption, before: Tie | None, study: Study) -> Tie:
    """Make the row of an assumed tie; one spoken of by name stays by name."""
    level = item.level if before is None else min(item.level, before[1].level)
    silent = TieEvidence(*pair, level, (), (), ())
    if before is not None and before[0]["state"] == item.state:
        return {**before[0], "level": level}, silent
    known = before is not None and not study.has_accounts
    row: dict[str, Any] = {
        name: () if kind is object else float("nan") if kind == "float64" else 0
        for name, kind in TIE_COLUMNS.items()
    }
    row |= {
        "state": item.state,
        "condition": CONDITION_OF[item.state],
        "level": level,
        "accounts": pd.NA,
        # A plain list keeps its weights; else any evidenced tie is taken to be the shorter one.
        "weight": before[0]["weight"] if known and before is not None else 1.0,
    }
    return row, silent


def _table(ties: Mapping[Pair, Tie]) -> tuple[pd.DataFrame, list[TieEvidence]]:
    pairs = sorted(ties)
    index = pd.MultiIndex.from_tuples(pairs, names=["source", "target"])
    return tie_frame([ties[pair][0] for pair in pairs], index), [ties[pair][1] for pair in pairs]

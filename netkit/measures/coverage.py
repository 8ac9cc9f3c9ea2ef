"""Coverage: on which ties somebody was heard who was placed to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from netkit.evidence.study import Study
from netkit.measures._frames import frame
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["coverage"]

_COLUMNS = (
    Column("source", "text", "the actor that holds the information"),
    Column("target", "text", "the actor that should get it"),
    Column("holders", "int", "holders with an account of the tie", "holders", 0, term="holder"),
    Column(
        "placed",
        "int",
        "of these, respondents who speak for one of its ends; empty where the study does not say "
        "for whom any respondent speaks",
        "holders",
        0,
    ),
    Column("coverage", "text", "placed, not placed, or unknown"),
)


@table(_COLUMNS, index=2, row="a tie spoken of by name")
def coverage(network: Network) -> pd.DataFrame:
    """Give for each tie spoken of by name how many of its holders were placed to know.

    A respondent was placed to know where ``respondents.csv`` names as its actor an end of the
    tie, or a collective that an end belongs to. The authors are placed nowhere. *Unknown* is a tie
    where a respondent speaks of whom the study does not say for whom, and nobody known to be
    placed: all ties where the study says it of none, as it may have to for confidentiality. Not
    placed is not wrong: others see much of a tie.

    Returns
    -------
    DataFrame
        In order of ids; ended ties and those of unnamed agencies are among them. No rows for a
        plain tie list.

    Examples
    --------
    >>> import netkit as nk
    >>> found = coverage(nk.build(nk.example()))
    >>> found["coverage"].unique().tolist(), int(found["placed"].count())
    (['unknown'], 0)
    """
    if network.plain:
        return frame([], _COLUMNS)
    stands_for = _stands_for(network.study)
    rows = []
    for tie in network.evidence:
        if tie.level == 0:
            names = [account.holder for account in tie.accounts]
            placed = sum(bool({tie.source, tie.target} & stands_for.get(n, set())) for n in names)
            rows.append(
                {
                    "source": tie.source,
                    "target": tie.target,
                    "holders": len(names),
                    "placed": placed if any(stands_for.values()) else None,
                    "coverage": _coverage(placed, names, stands_for),
                }
            )
    return frame(rows, _COLUMNS)


def _stands_for(study: Study) -> Mapping[str, set[str]]:
    """Give the actors that each respondent speaks for, none where the study does not say."""
    actors = {actor.id: {actor.id, *actor.members} for actor in study.actors}
    return {person.id: actors.get(person.actor, set()) for person in study.respondents}


def _coverage(placed: int, names: Iterable[str], stands_for: Mapping[str, set[str]]) -> str:
    if placed:
        return "placed"
    # Passages of the authors are no respondents: they are placed nowhere, and that is known.
    unsaid = any(not actors for name, actors in stands_for.items() if name in names)
    return "unknown" if unsaid or not any(stands_for.values()) else "not placed"

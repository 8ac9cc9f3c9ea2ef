"""Who is central, or that it is not settled; who is told and passes nothing on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from netkit.report.registry import Finding, answers, says
from netkit.report.source import Source, cited

MARKS = ("betweenness", "in_degree", "out_degree", "reach_in", "reach_out")
SHOWN = 4
SETTLED = 0.8
HEADLINE = "betweenness"
NAMED = 12


@answers("central")
def who_in_brief(source: Source) -> Iterator[Finding]:
    """Answer in a line: one name that leads everywhere, or those between whom it is open."""
    leaders = leaders_of(source)
    values = {
        "names": source.named(list(leaders)[:SHOWN]),
        "more": max(0, len(leaders) - SHOWN),
        "standing": standing_of(source),
    }
    yield (
        Finding("answers.central", values) if leaders else _nobody("answers.central_nobody", source)
    )


@says("central", 10)
def who_stands_highest(source: Source) -> Iterator[Finding]:
    """Name who leads on which count."""
    leaders = leaders_of(source)
    if not leaders:
        yield _nobody("central.nobody", source)
        return
    touching = _touching(source, list(leaders))
    named = touching[touching["level"] == 0]
    values = {
        "leaders": [
            {"name": source.name(actor), "marks": marks}
            for actor, marks in list(leaders.items())[:SHOWN]
        ],
        "more": max(0, len(leaders) - SHOWN),
        "ties": len(touching),
        "named": len(named),
        "plain": source.plain,
    }
    cites = () if source.plain else cited(named.index)
    yield Finding("central.leaders", values, cites, source.accounts(touching))


@says("central", 20)
def how_settled_it_is(source: Source) -> Iterator[Finding]:
    """Say in how many draws each of the foremost comes first."""
    standing = standing_of(source)
    if standing:
        yield Finding("central.standing", {"standing": standing, "draws": source.draws})


@says("central", 30)
def told_and_passing_nothing_on(source: Source) -> Iterator[Finding]:
    """Name who is told and, as far as anybody spoke of it, passes nothing on in full."""
    ranked = source.ranked
    ends = ranked[(ranked["in_degree"] > 0) & (ranked["out_degree"] == 0)]
    ends = ends.sort_values("in_degree", ascending=False, kind="stable")
    for actor in ends.index[:SHOWN]:
        towards = _ties(source.working, str(actor), 1)
        values = {
            "actor": source.name(str(actor)),
            "senders": len(towards),
            "general": int((towards["level"] > 0).sum()),
            "onward": len(_ties(source.ties, str(actor), 0)),
            "plain": source.plain,
        }
        named = towards[towards["level"] == 0]
        cites = () if source.plain else cited(named.index)
        yield Finding("central.receives", values, cites, source.accounts(towards))
    if len(ends) > SHOWN:
        yield Finding("central.receive_too", {"more": len(ends) - SHOWN})


@says("central", 40)
def hearing_of_nothing(source: Source) -> Iterator[Finding]:
    """Name who is told nothing in full, though ties to it are spoken of."""
    unheard = source.ranked.index[source.ranked["in_degree"] == 0]
    ties = source.ties[source.ties.index.isin(unheard, level=1)]
    if len(ties):
        deaf = sorted(set(ties.index.get_level_values(1)))
        named = ties[ties["level"] == 0]
        values = {
            "actors": source.named(deaf[:NAMED]),
            "more": max(0, len(deaf) - NAMED),
            "ties": len(ties),
            "general": len(ties) - len(named),
            "plain": source.plain,
        }
        cites = () if source.plain else cited(named.index[:SHOWN])
        yield Finding("central.hears_nothing", values, cites, source.accounts(ties))


def standing_of(source: Source) -> list[dict[str, Any]]:
    """Give who comes first in betweenness in most draws, with that share; nothing if not drawn.

    One alone where it comes first in at least eight of ten draws; else those it is open between.
    """
    table = source.table("ranks")
    if table.empty or not source.draws:
        return []
    rows = table[(table["measure"] == HEADLINE) & table["actor"].isin(source.ranked.index)]
    rows = rows[rows["first_share"].fillna(0.0) > 0].sort_values(
        "first_share", ascending=False, kind="stable"
    )
    settled = len(rows) > 0 and bool(rows["first_share"].iloc[0] >= SETTLED)
    return [
        {
            "name": source.name(str(row["actor"])),
            "first": source.of_a_hundred(row["first_share"]),
            "settled": settled,
        }
        for _, row in rows.iloc[: 1 if settled else 3].iterrows()
    ]


def leaders_of(source: Source) -> dict[str, list[str]]:
    """Give the actors that lead on a count, with those counts; most counts first, then by id.

    The counts are how often an actor lies between others, how many tell it and it tells, and how
    many it can hear from and reach. An actor leads alone or with a few; a lead that more than
    four share, or all, says nothing and is left out, as is a count of nothing. Who leads on one
    count need not lead on the next, and with few accounts behind it no order is settled by this.
    """
    leads: dict[str, list[str]] = {}
    for mark in MARKS:
        figures = source.ranked[mark].dropna() if mark in source.ranked else pd.Series(dtype=float)
        ahead = figures.index[figures == figures.max()] if figures.gt(0).any() else ()
        for actor in ahead if len(ahead) <= min(SHOWN, len(figures) - 1) else ():
            leads.setdefault(str(actor), []).append(mark)
    return dict(sorted(leads.items(), key=lambda item: (-len(item[1]), item[0])))


def _nobody(sentence: str, source: Source) -> Finding:
    return Finding(sentence, {"working": len(source.working) > 0, "plain": source.plain})


def _ties(ties: pd.DataFrame, actor: str, end: int) -> pd.DataFrame:
    return ties[ties.index.get_level_values(end) == actor]


def _touching(source: Source, actors: list[Any]) -> pd.DataFrame:
    ends = source.working.index
    return source.working[ends.isin(actors, level=0) | ends.isin(actors, level=1)]

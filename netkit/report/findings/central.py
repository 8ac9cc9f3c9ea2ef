"""Who is central, or that it is not settled; who is heard from, and who hears of nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from netkit.report.registry import Finding, says
from netkit.report.source import Source

SHOWN = 3
CITED = 4


@says("central", 10)
def who_stands_between(source: Source) -> Iterator[Finding]:
    """Say who lies on most shortest ways, with what that rests on; never as a settled fact."""
    between = source.ranked["betweenness"].fillna(0.0)
    if source.ranked.empty or between.max() <= 0:
        yield Finding("central.nobody", {})
        return
    leaders = _leaders(between)
    touching = _touching(source, leaders)
    values = {
        "leaders": source.named(leaders),
        "tied": len(leaders) > 1,
        "ties": len(touching),
        "named": int((touching["level"] == 0).sum()),
        "plain": source.plain,
    }
    by_name = touching[touching["level"] == 0]
    yield Finding("central.between", values, tuple(by_name.index))


@says("central", 20)
def who_reaches_most(source: Source) -> Iterator[Finding]:
    """Say whose information comes furthest and who hears of most others."""
    if source.ranked.empty or source.ranked["reach_out"].fillna(0).max() <= 0:
        return
    out, into = source.ranked["reach_out"], source.ranked["reach_in"]
    yield Finding(
        "central.reach",
        {
            "senders": source.named(_leaders(out)),
            "sent": int(out.max()),
            "hearers": source.named(_leaders(into)),
            "heard": int(into.max()),
            "others": len(source.ranked) - 1,
            "ties": int((source.ties["state"] == "works").sum()),
            "named": int((source.by_name["state"] == "works").sum()),
            "plain": source.plain,
        },
    )


@says("central", 30)
def receives_and_does_not_pass_on(source: Source) -> Iterator[Finding]:
    """Name who is told and, as far as anybody spoke of it, passes nothing on that works."""
    for actor, row in source.ranked.iterrows():
        onward, towards = _ties(source, str(actor), 0), _ties(source, str(actor), 1)
        if row["in_degree"] > 0 and row["out_degree"] == 0:
            name = "central.receives" if len(onward) else "central.receives_unspoken"
            values = {
                "actor": source.name(str(actor)),
                "senders": int(row["in_degree"]),
                "onward": len(onward),
            }
            works = towards[towards["state"] == "works"]
            yield Finding(name, values, tuple(works.index[:CITED]))


@says("central", 40)
def hears_of_nothing(source: Source) -> Iterator[Finding]:
    """Name who is told nothing along any tie that works, though ties to it are spoken of."""
    towards = {str(actor): _ties(source, str(actor), 1) for actor in source.ranked.index}
    deaf = [
        actor
        for actor, ties in towards.items()
        if len(ties) and source.ranked.loc[actor, "in_degree"] == 0
    ]
    if deaf:
        cited = [tie for actor in deaf for tie in towards[actor].index][:CITED]
        yield Finding("central.hears_nothing", {"actors": source.named(deaf)}, tuple(cited))


def _ties(source: Source, actor: str, end: int) -> pd.DataFrame:
    return source.ties[source.ties.index.get_level_values(end) == actor]


def _leaders(figures: pd.Series) -> list[str]:
    top = figures[figures == figures.max()]
    return [str(actor) for actor in sorted(top.index)[:SHOWN]]


def _touching(source: Source, actors: list[str]) -> pd.DataFrame:
    ends = source.ties.index
    inside = ends.isin(actors, level=0) | ends.isin(actors, level=1)
    return source.ties[inside & (source.ties["state"] == "works")]

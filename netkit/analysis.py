"""The one use case that notebooks, the command line and batches share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Any

import pandas as pd

from netkit.evidence.large.columns import TieColumns
from netkit.evidence.study import Statement, Study
from netkit.findings import Findings
from netkit.measures.choices import choices
from netkit.measures.tables import indexes, make_tables
from netkit.network import Network, Resampling, TieRule, View, build

__all__ = ["analyse", "options_of", "versions"]

LIBRARIES = ("netkit-stakeholder", "networkx", "numpy", "pandas", "scipy")
_EVIDENCE = [
    "relation",
    "source",
    "target",
    "status",
    "channel",
    "phase",
    "barriers",
    "respondents",
    "section",
    "paragraph",
    "summary",
    "confidence",
    "share",
]


def analyse(  # noqa: PLR0913  what is wanted of the one use case, by name
    study: Study,
    view: View | None = None,
    *,
    rule: TieRule | None = None,
    resamples: int = 1000,
    seed: int = 1,
    tables: Iterable[str] | Mapping[str, Collection[str] | None] | None = None,
    exact: bool = False,
) -> Findings:
    """Build the network of a view and make its tables.

    Parameters
    ----------
    study : Study
        What was read by :func:`netkit.read`.
    view : View, optional
        Relations and phase; the study's default view if left out.
    rule : TieRule, optional
        How statements count; the study's own rule if left out.
    resamples : int
        Number of draws behind intervals, firmness and tests against chance; 0 leaves these empty.
    seed : int
        Seed of everything drawn, the layout of the map included.
    tables : iterable of str, or mapping of str to collections of str, optional
        The tables wanted; all if left out. A mapping names for the tables of actors and of ties
        the measures wanted in them, which then come without intervals, or None for all. In a
        large network most of the time goes into measures.
    exact : bool
        Search a large network from every actor, where figures would else be estimated from a
        sample of them (table ``estimates``); this may take hours.

    Returns
    -------
    Findings

    Raises
    ------
    UsageError
        A view, relation, phase, table or measure that does not exist; a negative number of draws.
    """
    resampling = Resampling(resamples, seed)
    network = build(study, view, rule, exact=exact)
    return Findings(
        study=study,
        tables=make_tables(network, tables, resampling),
        said=lambda: _evidence(network),
        facts=_facts(network) | {"draws": 0 if network.plain else resamples},
        options={
            **_options(network.view, network.rule, resamples, seed),
            **choices(network, resampling),
        },
        versions=versions(),
        indexes=indexes(),
        source_network=network,
    )


def _evidence(network: Network) -> pd.DataFrame:
    rows = network.said

    def values(name: str) -> Sequence[Any]:
        if isinstance(rows, TieColumns):
            return rows.values(name)  # type: ignore[return-value]
        return [getattr(row, name) for row in rows]

    frame = pd.DataFrame({name: pd.Series(values(name), dtype=object) for name in _EVIDENCE})
    frame.index = pd.Index(values("evidence_id"), name="evidence_id", dtype=object)
    return frame


def _facts(network: Network) -> dict[str, Any]:
    study, view, rows = network.study, network.view, network.said
    phases = {phase.id: phase.title for phase in study.phases}
    level = network.ties["level"].where(network.ties["state"] != "ended", -1)
    named = network.among_measured
    return {
        "title": study.title,
        "citation": study.citation,
        "view_title": _view_title(study, view),
        "phase_title": phases.get(view.phase or "", ""),
        "phases": [{"id": phase.id, "title": phase.title} for phase in study.phases],
        "plain": network.plain,
        "interviews": len(study.respondents),
        "holders": _holders(network),
        "statements": len(rows),
        "by_name": _states(network, (level == 0) & named),
        "in_general": _states(network, level == 1),
        "among_agencies": _states(network, level == 2) | _talk(study, rows),
        "unnamed": int(((level == 0) & ~named).sum()),
        "by_person": _by_person(study, rows),
        "ended": int((network.ties["state"] == "ended").sum()),
        "threshold": study.disclosure.threshold,
        "marking": "",
        "withheld": {"ties": 0, "summaries": 0},
        # Whether sums of statements, and counts of accounts, are told as the least of a band.
        "least": False,
        "banded": False,
    }


def _states(network: Network, chosen: pd.Series) -> dict[str, int]:
    states = network.ties.loc[chosen, "state"]
    return {state: int((states == state).sum()) for state in ("works", "partly", "fails")}


def _holders(network: Network) -> int:
    if network.plain:
        return 0
    return len({account.holder for tie in network.evidence for account in tie.accounts})


def _talk(study: Study, rows: Sequence[Statement]) -> dict[str, int]:
    figures = {actor.id for actor in study.actors if actor.kind == "collective"}
    talk = rows if figures else ()
    general = [row for row in talk if row.source in figures and row.target in figures]
    return {
        "statements": len(general),
        "accounts": sum(bool(row.respondents) for row in general),
    }


def _by_person(study: Study, rows: Sequence[Statement]) -> dict[str, int]:
    personal = {item.id for item in study.codebook.channels if item.person_dependent}
    talk = rows if personal else ()
    said = [row.status for row in talk if row.channel in personal]
    return {"statements": len(said), "open": said.count("open")}


def _view_title(study: Study, view: View) -> str:
    for choice in study.views:
        chosen = View(name=choice.id).resolve(study)
        if (chosen.relations, chosen.phase) == (view.relations, view.phase):
            return choice.title
    titles = {relation.id: relation.title for relation in study.relations}
    return ", ".join(titles[relation] for relation in view.relations or ())


def options_of(
    study: Study, view: View | None = None, *, resamples: int = 1000, seed: int = 1
) -> Mapping[str, Any]:
    """Give the options that :func:`analyse` would note of a study, without working it out."""
    return _options((view or View()).resolve(study), TieRule.of(study), resamples, seed)


def versions() -> dict[str, str]:
    """Give the versions of netkit and of the libraries that figures come from."""
    return {name: version(name) for name in LIBRARIES}


def _options(view: View, rule: TieRule, resamples: int, seed: int) -> Mapping[str, Any]:
    return {
        "relations": list(view.relations or ()),
        "phase": view.phase,
        "count_partly": view.count_partly,
        "collectives": view.collectives,
        "strained": rule.strained,
        "implied": rule.implied,
        "resamples": resamples,
        "seed": seed,
    }

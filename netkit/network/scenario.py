"""Scenarios: the network as it would be with a change that somebody asks for.

A scenario says what the network would connect, not what would happen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from netkit.errors import UsageError
from netkit.evidence.scenarios import OPERATORS, STATES
from netkit.evidence.study import Scenario, Statement, Study
from netkit.network.assumed import GONE, Assumption, Assumptions
from netkit.network.model import Network, build
from netkit.network.options import View
from netkit.network.ties import ended_bodies

__all__ = ["apply_scenario"]

Change = Mapping[str, Any]
Pair = tuple[str, str]

# On no relation, a statement is in no view; the actors that it touches stay the study's own.
NO_RELATION = ""
WORKS = "works"
ACTORS = ("source", "target", "actor", "hub")


def apply_scenario(network: Network, scenario: Scenario | str) -> Network:
    """Give the network as a scenario would have it, in the same view.

    A scenario says what the network would connect, not what would happen. Its changes are made
    in their order, those of statements before those of ties:

    ``remove-channel``
        What is said to go by the channel is taken out, and every tie judged by what is left. A
        tie of which nothing is left is gone.
    ``extend-body``
        The body meets until a later phase. What is said of it in its last phase holds until then;
        what is said of it in the phases after speaks of its end, and is taken out. Statements
        about a collective that it belongs to stay in their own phases.
    ``add-tie``, ``set-state``
        The pair works, or is in the state named, spoken of or not. A collective stands for its
        members, those aside that have ended.
    ``remove-tie``
        The tie is gone: neither working nor failing, as if never spoken of.
    ``remove-actor``
        All ties of the actor are gone. It is still counted, as an isolate.
    ``add-hub``
        Ties that work, both ways, between the hub and each of the actors.

    A change that names a relation holds for it alone: in a view of several the pair is the better
    of what the change says and of what is said on the others. Without a relation it holds for
    every relation. A tie changed rests on no account: it has no support, and is the same in every
    draw. Actors that a change joins to others take part, though no statement touches them, and a
    body named in one has not ended.

    Parameters
    ----------
    network : Network
    scenario : Scenario or str
        One of the study's own by its id, or any other.

    Returns
    -------
    Network

    Raises
    ------
    UsageError
        A scenario, operator, actor, relation, state or phase that does not exist, or a body that
        already meets for as long.

    Examples
    --------
    >>> import netkit as nk
    >>> before = nk.build(nk.example())
    >>> after = apply_scenario(before, "schools-and-health-share")
    >>> before.ties["state"].get(("schools", "police"), "unspoken")
    'fails'
    >>> after.ties.loc[("schools", "police"), "state"]
    'works'
    """
    study, view = network.study, network.view
    chosen = _chosen(study, scenario)
    for change in chosen.changes:
        _check(study, change)
        if change["op"] in _OF_STATEMENTS:
            study = _OF_STATEMENTS[change["op"]](study, change)
    every = [relation.id for relation in study.relations]
    ties = {pair: dict(relations) for pair, relations in network.assumed.ties.items()}
    for change in chosen.changes:
        relations = [change["relation"]] if change.get("relation") else every
        for pair, assumption in _pairs(study, view, change):
            ties.setdefault(pair, {}).update(dict.fromkeys(relations, assumption))
    assumed = Assumptions(ties, network.assumed.actors)
    return build(study, view, network.rule, assumed, exact=network.exact, spoken=network.spoken)


def _chosen(study: Study, scenario: Scenario | str) -> Scenario:
    if isinstance(scenario, Scenario):
        return scenario
    known = {item.id: item for item in study.scenarios}
    if scenario not in known:
        there = ", ".join(known) or "none"
        raise UsageError(f"'{scenario}' is no scenario of this study; it has: {there}")
    return known[scenario]


def _check(study: Study, change: Change) -> None:
    """Refuse a change that was not read from a study's file, where it would be told earlier."""
    name = str(change.get("op"))
    if name not in OPERATORS:
        raise UsageError(f"'{name}' is no change; there are: {', '.join(OPERATORS)}")
    for key in OPERATORS[name].needs:
        if not change.get(key):
            raise UsageError(f"{name} needs {key}")
    for actor in (*(change[key] for key in ACTORS if key in change), *change.get("actors", ())):
        study.actor(actor)
    known = {
        "relation": [relation.id for relation in study.relations],
        "until": [phase.id for phase in study.phases],
        "state": STATES,
    }
    for key, names in known.items():
        if change.get(key) and change[key] not in names:
            raise UsageError(f"'{change[key]}' is no {key}; there are: {', '.join(names)}")


def _remove_channel(study: Study, change: Change) -> Study:
    return replace(
        study,
        statements=tuple(
            _withdrawn(item) if item.channel == change["channel"] else item
            for item in study.statements
        ),
    )


def _extend_body(study: Study, change: Change) -> Study:
    body = study.actor(change["actor"])
    order = [phase.id for phase in study.phases]
    if body.until not in order:
        raise UsageError(f"'{body.id}' is no body with an end (until) to extend")
    last, until = order.index(body.until), order.index(change["until"])
    if until <= last:
        raise UsageError(f"'{body.id}' meets until '{body.until}' already")
    longer = replace(body, until=change["until"])
    later = order[last + 1 : until + 1]
    return replace(
        study,
        actors=tuple(longer if actor.id == body.id else actor for actor in study.actors),
        statements=tuple(
            held for item in study.statements for held in _held(item, longer.id, body.until, later)
        ),
    )


def _held(item: Statement, body: str, last: str, later: list[str]) -> Iterator[Statement]:
    """Give a statement as it holds while a body meets on."""
    touches = body in (item.source, item.target)
    yield _withdrawn(item) if touches and item.phase in later else item
    if touches and item.phase == last:
        for phase in later:
            yield replace(item, phase=phase)


def _withdrawn(item: Statement) -> Statement:
    return replace(item, relation=NO_RELATION)


_OF_STATEMENTS: Mapping[str, Callable[[Study, Change], Study]] = {
    "remove-channel": _remove_channel,
    "extend-body": _extend_body,
}


def _pairs(study: Study, view: View, change: Change) -> Iterator[tuple[Pair, Assumption]]:
    """Give each pair that a change is about, and what it is taken to be."""
    operator = change["op"]
    if operator == "remove-actor":
        for actor in _ends(study, view, change["actor"])[0]:
            for other in study.actors:
                yield (actor, other.id), Assumption(GONE)
                yield (other.id, actor), Assumption(GONE)
    elif operator == "add-hub":
        for actor in change["actors"]:
            yield from _between(study, view, (change["hub"], actor), WORKS)
            yield from _between(study, view, (actor, change["hub"]), WORKS)
    elif operator not in _OF_STATEMENTS:
        state = {"add-tie": WORKS, "remove-tie": GONE}.get(operator) or change.get("state", GONE)
        yield from _between(study, view, (change["source"], change["target"]), state)


def _between(study: Study, view: View, ends: Pair, state: str) -> Iterator[tuple[Pair, Assumption]]:
    (sources, one), (targets, two) = (_ends(study, view, end) for end in ends)
    for source in sources:
        for target in targets:
            if source != target:
                yield (source, target), Assumption(state, one + two)


def _ends(study: Study, view: View, name: str) -> tuple[tuple[str, ...], int]:
    """Give whom a name stands for, and 1 if it is a collective that stands for its members."""
    actor = study.actor(name)
    if actor.kind != "collective" or view.collectives == "keep":
        return (name,), 0
    ended = ended_bodies(study, view)
    return tuple(member for member in actor.members if member not in ended), 1

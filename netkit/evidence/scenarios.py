"""``scenarios.toml``: proposed changes, each with who asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from netkit.evidence.checks import Known, complaint_of
from netkit.evidence.problems import did_you_mean
from netkit.evidence.source import Source
from netkit.evidence.study import Basis, Scenario
from netkit.evidence.text import shown
from netkit.evidence.toml import Part, read_toml, report_twice

__all__ = ["OPERATORS", "STATES", "Operator", "read_scenarios"]

STATES = ("works", "partly", "fails")


class Operator(NamedTuple):
    """What a change needs to be told, and what it may be told."""

    needs: tuple[str, ...]
    may: tuple[str, ...] = ()


OPERATORS: Mapping[str, Operator] = {
    "add-tie": Operator(("source", "target"), ("relation",)),
    "remove-tie": Operator(("source", "target"), ("relation",)),
    "set-state": Operator(("source", "target", "state"), ("relation",)),
    "remove-actor": Operator(("actor",)),
    "remove-channel": Operator(("channel",)),
    "extend-body": Operator(("actor", "until")),
    "add-hub": Operator(("hub", "actors"), ("relation",)),
}
_REFERS = {
    "source": "actor",
    "target": "actor",
    "actor": "actor",
    "actors": "actor",
    "hub": "actor",
    "relation": "relation",
    "channel": "channel",
    "until": "last_phase",
}
_LISTS = ("actors",)


def read_scenarios(source: Source, known: Known) -> tuple[Scenario, ...]:
    """Read ``scenarios.toml``; whatever is wrong, unknown names too, is in the log."""
    top = read_toml(source)
    if top is None:
        return ()
    parts = top.parts("scenarios")
    made = [_scenario(part, known) for part in parts]
    report_twice(zip([item.id for item in made], parts, strict=True), "id")
    top.close()
    return tuple(sorted(made, key=lambda item: item.id))


def _scenario(part: Part, known: Known) -> Scenario:
    name = part.text("id", required=True)
    title = part.text("title") or name
    basis = tuple(_basis(item, known) for item in part.parts("basis"))
    changes = tuple(_change(item, known) for item in part.parts("changes"))
    if not changes:
        part.error("changes", "has no changes: give a list of tables, each with an op")
    part.close()
    return Scenario(name, title, basis, changes)


def _basis(part: Part, known: Known) -> Basis:
    made = Basis(part.texts("respondents"), part.text("section"), part.text("paragraph"))
    for name in made.respondents:
        _check(part, "respondents", "respondent", name, known)
    part.close()
    return made


def _change(part: Part, known: Known) -> Mapping[str, Any]:
    name = part.text("op", required=True)
    operator = OPERATORS.get(name)
    if operator is None:
        if name:
            guess = did_you_mean(name, OPERATORS)
            part.error("op", f"{shown(name)} is not one of {', '.join(OPERATORS)}{guess}", name)
        return MappingProxyType({"op": name})
    change: dict[str, Any] = {"op": name}
    for key in (*operator.needs, *operator.may):
        required = key in operator.needs
        read = part.texts if key in _LISTS else part.text
        value = read(key, required=required)
        if value:
            change[key] = value
            _check_value(part, key, value, known)
    actor, bodies = change.get("actor", ""), known.words["body"]
    if name == "extend-body" and bodies is not None and actor and actor not in bodies:
        part.error("actor", f"{shown(actor)} is no body with an end (until) to extend", actor)
    part.close()
    return MappingProxyType(change)


def _check_value(part: Part, key: str, value: str | tuple[str, ...], known: Known) -> None:
    for name in (value,) if isinstance(value, str) else value:
        if key in _REFERS:
            _check(part, key, _REFERS[key], name, known)
        elif name not in STATES:
            guess = did_you_mean(name, STATES)
            part.error(key, f"{shown(name)} is not one of {', '.join(STATES)}{guess}", name)


def _check(part: Part, key: str, what: str, name: str, known: Known) -> None:
    complaint = complaint_of(name, what, known)
    if complaint:
        part.error(key, complaint, name)

"""``study.toml`` and ``scenarios.toml``: what a study declares of itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from netkit.evidence.problems import Log, did_you_mean
from netkit.evidence.source import Source
from netkit.evidence.study import (
    Barrier,
    Basis,
    Channel,
    Codebook,
    Disclosure,
    Phase,
    Relation,
    Scenario,
    Sector,
    SupportRule,
    ViewChoice,
)
from netkit.evidence.text import shown

__all__ = ["OPERATORS", "Settings", "read_scenarios", "read_settings"]

SCHEMA = 1
COLOUR = re.compile("#[0-9a-fA-F]{6}")
KEYS = "schema title citation phases relations codebook views support disclosure".split()
OPERATORS: Mapping[str, tuple[str, ...]] = {
    "add-tie": ("source", "target"),
    "remove-tie": ("source", "target"),
    "set-state": ("source", "target", "state"),
    "remove-actor": ("actor",),
    "remove-channel": ("channel",),
    "extend-body": ("actor", "until"),
    "add-hub": ("hub", "actors"),
}


@dataclass(frozen=True)
class Settings:
    """What ``study.toml`` says; the defaults are those of a study without it."""

    title: str = ""
    citation: str = ""
    phases: tuple[Phase, ...] = ()
    relations: tuple[Relation, ...] = ()
    views: tuple[ViewChoice, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)
    support: SupportRule = field(default_factory=SupportRule)
    disclosure: Disclosure = field(default_factory=Disclosure)


def read_settings(source: Source) -> Settings:
    """Read ``study.toml``; whatever is wrong is in the log."""
    content = _content(source)
    if content is None:
        return Settings()
    log = source.log
    for key in content:
        if key not in KEYS:
            log.warning(f"{shown(key)} is not known{did_you_mean(key, KEYS)}", column=key)
    if content.get("schema", SCHEMA) != SCHEMA:
        log.error(f"this netkit reads schema = {SCHEMA}", column="schema")
    read = _Reader(log)
    book = read.table(content, "codebook")
    disclosure = read.table(content, "disclosure")
    support = read.table(content, "support")
    return Settings(
        title=read.text(content, "title", "title"),
        citation=read.text(content, "citation", "citation"),
        phases=tuple(
            Phase(*(read.text(row, key, "phases") for key in ("id", "title", "from", "to")))
            for row in read.rows(content, "phases")
        ),
        relations=tuple(
            Relation(*(read.text(row, key, "relations") for key in ("id", "title", "file")))
            for row in read.rows(content, "relations")
        ),
        views=tuple(
            ViewChoice(
                name,
                read.text(row, "title", f"views.{name}") or name,
                read.texts(row, "relations", f"views.{name}"),
                read.text(row, "phase", f"views.{name}"),
            )
            for name, row in read.named(content, "views")
        ),
        codebook=_codebook(book, read),
        support=SupportRule(
            read.share(support, "strained", 0.5), read.share(support, "implied", 1.0)
        ),
        disclosure=Disclosure(
            read.whole(disclosure, "threshold", Disclosure().threshold),
            read.text(disclosure, "marking", "disclosure"),
        ),
    )


def read_scenarios(source: Source) -> tuple[Scenario, ...]:
    """Read ``scenarios.toml``; whatever is wrong is in the log."""
    content = _content(source)
    if content is None:
        return ()
    read = _Reader(source.log)
    made = []
    for row in read.rows(content, "scenarios"):
        name = read.text(row, "id", "scenarios")
        changes = tuple(_change(change, name, source.log) for change in read.rows(row, "changes"))
        basis = row.get("basis", [])
        rows = [basis] if isinstance(basis, dict) else read.rows(row, "basis")
        grounds = tuple(
            Basis(
                read.texts(ground, "respondents", name),
                read.text(ground, "section", name),
                str(ground.get("paragraph", "")),
            )
            for ground in rows
        )
        made.append(Scenario(name, read.text(row, "title", name) or name, grounds, changes))
    _report_twice([item.id for item in made], "scenarios", source.log)
    return tuple(sorted(made, key=lambda item: item.id))


def _content(source: Source) -> dict[str, Any] | None:
    text = source.text()
    if text is None:
        return None
    try:
        return tomllib.loads(text.whole().replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        source.log.error(
            f"is no valid TOML: {error}: mend it there", line=int(found[1]) if found else 0
        )
    except RecursionError:
        source.log.error("is nested too deeply: write plain tables")
    return None


def _codebook(book: Mapping[str, Any], read: _Reader) -> Codebook:
    return Codebook(
        tuple(
            Channel(
                name,
                read.text(row, "definition", f"codebook.channels.{name}"),
                row.get("person_dependent") is True,
            )
            for name, row in read.named(book, "channels")
        ),
        tuple(
            Barrier(name, read.text(row, "definition", f"codebook.barriers.{name}"))
            for name, row in read.named(book, "barriers")
        ),
        tuple(
            Sector(
                name,
                read.text(row, "title", f"codebook.sectors.{name}") or name,
                read.colour(row, f"codebook.sectors.{name}"),
            )
            for name, row in read.named(book, "sectors")
        ),
    )


def _change(change: Mapping[str, Any], scenario: str, log: Log) -> Mapping[str, Any]:
    name = change.get("op", "")
    if name not in OPERATORS:
        known = ", ".join(OPERATORS)
        guess = did_you_mean(str(name), OPERATORS)
        log.error(f"{shown(str(name))} is not one of {known}{guess}", column=f"{scenario}.op")
        return change
    missing = [key for key in OPERATORS[name] if key not in change]
    if missing:
        log.error(f"{name} needs {', '.join(missing)}", column=f"{scenario}.{missing[0]}")
    return change


def _report_twice(names: Iterable[str], column: str, log: Log) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            log.error(f"{shown(name)} stands twice: give it another id", column=column)
        seen.add(name)


class _Reader:
    """Takes values out of a parsed file; a value of the wrong kind is reported."""

    def __init__(self, log: Log) -> None:
        self._log = log

    def text(self, row: Mapping[str, Any], key: str, where: str) -> str:
        value = row.get(key, "")
        if key == "id" and not value:
            self._log.error("an entry has no id: give it one", column=where)
            return ""
        if not isinstance(value, str):
            self._log.error(f"{key} is not a text: put it in quotation marks", column=where)
            return ""
        return value

    def texts(self, row: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._log.error(f'{key} is not a list of texts: write ["a", "b"]', column=where)
            return ()
        return tuple(value)

    def table(self, content: Mapping[str, Any], key: str) -> dict[str, Any]:
        value = content.get(key, {})
        if not isinstance(value, dict):
            self._log.error(f"is not a table: write [{key}]", column=key)
            return {}
        return value

    def rows(self, content: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
        value = content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._log.error(f"is not a list of tables: write [[{key}]]", column=key)
            return []
        return value

    def named(self, content: Mapping[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
        entries = self.table(content, key)
        for name, row in entries.items():
            if not isinstance(row, dict):
                self._log.error(f"is not a table: write [{key}.{name}]", column=f"{key}.{name}")
        return [(name, row) for name, row in entries.items() if isinstance(row, dict)]

    def share(self, row: Mapping[str, Any], key: str, default: float) -> float:
        value = row.get(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            self._log.error(f"{value!r} is not a number from 0 to 1", column=f"support.{key}")
            return default
        return float(value)

    def whole(self, row: Mapping[str, Any], key: str, default: int) -> int:
        value = row.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self._log.error(f"{value!r} is not a whole number from 1", column=f"disclosure.{key}")
            return default
        return value

    def colour(self, row: Mapping[str, Any], where: str) -> str:
        value = self.text(row, "colour", where)
        if value and not COLOUR.fullmatch(value):
            self._log.error(f"{shown(value)} is no colour: write #rrggbb", column=where)
            return ""
        return value

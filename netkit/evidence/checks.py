"""What can only be seen with the whole study in view: references, collectives, chains, keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from netkit.evidence.problems import Log, did_you_mean
from netkit.evidence.records import Sheet
from netkit.evidence.rows import Row
from netkit.evidence.schema import BODY, COLLECTIVE, Field
from netkit.evidence.study import AUTHORS
from netkit.evidence.text import shown

__all__ = [
    "IN_FOLDER",
    "Known",
    "check_accounts",
    "check_actors",
    "check_keys",
    "check_references",
    "check_respondents",
    "check_routes",
    "complaint_of",
]

# Where a word of a study folder has to be declared, and what to do about one that is not.
IN_FOLDER: Mapping[str, tuple[str, str]] = {
    "actor": ("actors.csv", "add the actor or recode the row"),
    "respondent": ("respondents.csv", "add the respondent or correct the code"),
    "phase": ("study.toml", "add it under [[phases]] or write any"),
    "last_phase": ("study.toml", "add it under [[phases]] or correct it"),
    "relation": ("study.toml", "add it under [[relations]] or correct it"),
    "channel": ("study.toml", "add it under [codebook.channels] or correct it"),
    "barrier": ("study.toml", "add it under [codebook.barriers] or correct it"),
    "sector": ("study.toml", "add it under [codebook.sectors] or correct it"),
}


class Known(NamedTuple):
    """What each vocabulary of a study holds, and where it is declared.

    A vocabulary is nothing where the study does not declare it.
    """

    words: Mapping[str, Collection[str] | None]
    places: Mapping[str, tuple[str, str]] = IN_FOLDER


def complaint_of(name: str, what: str, known: Known) -> str:
    """Say that a name is not declared, with the nearest that is, or nothing."""
    declared = known.words[what]
    if declared is None or not name or name in declared:
        return ""
    where, step = known.places[what]
    if _is_list(name, declared):
        return f"{shown(name)} is not in {where}: separate several entries by semicolons"
    return f"{shown(name)} is not in {where}{did_you_mean(name, declared)}: {step}"


def check_references(sheets: Iterable[Sheet], known: Known) -> None:
    """Report every cell that names what the study does not declare."""
    for sheet in sheets:
        for field in sheet.schema.fields:
            if field.refers:
                _check_column(field, sheet, known)


def check_actors(sheet: Sheet) -> None:
    """Report collectives without members or of collectives, and ends of what is no body."""
    kinds = {row.values["id"]: row.values.get("kind", "agency") for row in sheet.rows}
    for row in sheet.rows:
        members, kind = row.values.get("members", ()), row.values.get("kind", "agency")
        nested = [name for name in members if kinds.get(name) == COLLECTIVE]
        column, complaint = "members", ""
        if kind == COLLECTIVE and not members:
            complaint = "is a collective without members: list their ids, ; between"
        elif members and kind != COLLECTIVE:
            complaint = f"only a collective has members, and this is of kind {shown(kind)}"
        elif nested:
            complaint = f"{shown(nested[0])} is a collective itself: list its members instead"
        elif row.values.get("until") and kind != BODY:
            column = "until"
            complaint = f"only a body has a last phase, and this is of kind {shown(kind)}"
        if complaint:
            value = ";".join(members) if column == "members" else row.values["until"]
            sheet.log.error(complaint, line=row.line, column=column, value=value)
    _check_titles(sheet)


def _check_titles(sheet: Sheet) -> None:
    """Report two actors that are shown under one name."""
    first: dict[str, Row] = {}
    for row in sheet.rows:
        name = row.values.get("name", "")
        before = first.setdefault(name.casefold(), row)
        if name and before is not row:
            sheet.log.warning(
                f"{shown(name)} is already the name of {shown(before.values['id'])} in line "
                f"{before.line}: name one otherwise, or make them one actor",
                line=row.line,
                column="name",
                value=name,
            )


def check_respondents(sheet: Sheet) -> None:
    """Report a respondent whose code is kept for the authors."""
    for row in sheet.rows:
        if row.values["id"] == AUTHORS:
            sheet.log.error(
                f"{AUTHORS} stands for the study's authors and is always known: delete the row",
                line=row.line,
                column="id",
                value=AUTHORS,
            )


def check_keys(sheets: Iterable[Sheet]) -> None:
    """Report a statement's key that stands in another edge file already."""
    first: dict[str, tuple[Sheet, int]] = {}
    for sheet in sheets:
        for row in sheet.rows:
            key = row.values.get("evidence_id", "")
            before, line = first.setdefault(key, (sheet, row.line))
            if key and before is not sheet:
                sheet.log.error(
                    f"{shown(key)} stands already in {before.name}:{line}: give every row its own "
                    "evidence_id",
                    line=row.line,
                    column="evidence_id",
                    value=key,
                )


def check_accounts(said: Iterable[tuple[Log, int, Collection[str]]]) -> None:
    """Report rows without respondents, in a study that has some.

    Each row is given as its file's log, its line and its respondents.
    """
    rows = list(said)
    if not any(respondents for _, _, respondents in rows):
        return
    for log, line, respondents in rows:
        if not respondents:
            log.warning(
                "names no respondent, so it gives a state but counts as no account: say whose "
                f"account it is, or {AUTHORS}",
                line=line,
                column="respondents",
            )


def check_routes(sheet: Sheet, figures: Collection[str]) -> None:
    """Report pathways whose steps leave a gap, stand twice or do not form a chain.

    Only collectives (``figures``) may pass something on to themselves: to each other.
    """
    routes: dict[tuple[str, str], list[Row]] = {}
    titles: dict[str, set[str]] = {}
    for row in sheet.rows:
        pathway = row.values["pathway"]
        routes.setdefault((pathway, row.values.get("route", "")), []).append(row)
        titles.setdefault(pathway, set()).add(row.values.get("title", ""))
        source = row.values["source"]
        if source and source == row.values["target"] and source not in figures:
            _refuse_step(sheet.log, row, "target", "is both source and target of the step")
    for steps in routes.values():
        _check_route(sorted(steps, key=lambda row: (row.values["step"], row.line)), sheet.log)
    for pathway, found in sorted(titles.items()):
        if len(found) > 1:
            listed = ", ".join(shown(title) for title in sorted(found))
            sheet.log.warning(
                f"the pathway {shown(pathway)} has several titles, {listed}: give it one",
                column="title",
                value=pathway,
            )


def _check_route(steps: list[Row], log: Log) -> None:
    if steps[0].values["step"] > 1:
        _refuse_step(log, steps[0], "step", "is the first of its route: count steps from 1")
    for before, after in pairwise(steps):
        last, number = before.values["step"], after.values["step"]
        if number == last:
            _refuse_step(log, after, "step", f"stands already in line {before.line} of this route")
        elif number > last + 1:
            _refuse_step(log, after, "step", f"follows step {last}: step {last + 1} is missing")
        elif after.values["source"] != before.values["target"]:
            target = shown(before.values["target"])
            message = f"is not the target of the step before, {target}: a route is a chain"
            _refuse_step(log, after, "source", message)


def _refuse_step(log: Log, row: Row, column: str, message: str) -> None:
    value = str(row.values[column])
    log.error(f"{shown(value)} {message}", line=row.line, column=column, value=value)


def _check_column(field: Field, sheet: Sheet, known: Known) -> None:
    complaints: dict[str, str] = {}
    for row in sheet.rows:
        for name in _entries(row.values.get(field.attribute or field.name, "")):
            if name not in complaints:
                complaints[name] = complaint_of(name, field.refers, known)
            if complaints[name]:
                sheet.log.error(complaints[name], line=row.line, column=field.name, value=name)


def _entries(value: str | tuple[str, ...]) -> Iterator[str]:
    return iter((value,) if isinstance(value, str) else value)


def _is_list(name: str, declared: Collection[str]) -> bool:
    """Recognise a list with commas or blanks between, where semicolons are meant."""
    parts = name.replace(",", " ").split()
    return len(parts) > 1 and all(part in declared for part in parts)

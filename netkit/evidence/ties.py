"""From rows to ties: self-ties dropped, repeats added up, every statement given a key."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from netkit.evidence.names import EXAMPLES
from netkit.evidence.problems import Log
from netkit.evidence.study import Statement
from netkit.evidence.text import counted, shown

__all__ = [
    "both_ways", "keyed", "pooled", "report_repeats", "report_self_ties", "without_self_ties",
]  # fmt: skip

_SAID = (
    "relation source target status channel phase barriers respondents section paragraph summary "
    "confidence share"
).split()
_saying = attrgetter(*_SAID)
_first_said = attrgetter("relation", "source", "target")


def without_self_ties(
    said: Iterable[Statement], log: Log, figures: Collection[str] = ()
) -> list[Statement]:
    """Drop what an actor is said to tell itself; a collective's own tie is its members'."""
    kept: list[Statement] = []
    dropped: dict[str, list[int]] = {}
    for item in said:
        if item.source == item.target and item.source not in figures:
            dropped.setdefault(item.source, []).append(item.line)
        else:
            kept.append(item)
    report_self_ties({name: (len(lines), min(lines)) for name, lines in dropped.items()}, log)
    return kept


def report_self_ties(dropped: Mapping[str, tuple[int, int]], log: Log) -> None:
    """Report what was dropped, given as the number of rows and the first line of each actor."""
    for name, (count, line) in sorted(dropped.items())[:EXAMPLES]:
        rows = "the tie was" if count == 1 else f"{count} ties were"
        log.warning(
            f"{shown(name)} stands at both ends: {rows} dropped, the actor stays",
            line=line,
            column="target",
            value=name,
        )
    _count_rest(len(dropped), "more actors have self-ties, which were dropped", log)


def pooled(said: Iterable[Statement], log: Log) -> list[Statement]:
    """Add up rows that say the same of the same tie, where they are no accounts.

    A row with a key or with respondents is a statement of its own and stays one. The weights of
    repeats are summed, their attributes joined.
    """
    kept: list[Statement] = []
    plain: dict[Any, list[Statement]] = {}
    for item in said:
        if item.evidence_id or item.respondents:
            kept.append(item)
        else:
            plain.setdefault(_saying(item), []).append(item)
    repeated = sorted((rows for rows in plain.values() if len(rows) > 1), key=_first_of)
    report_repeats(
        [
            (
                len(rows), rows[0].source, rows[0].target, _total(rows),
                min(item.line for item in rows),
            )
            for rows in repeated[:EXAMPLES]
        ],
        len(repeated),
        log,
    )  # fmt: skip
    kept.extend(_merged(rows) if len(rows) > 1 else rows[0] for rows in plain.values())
    return kept


def report_repeats(
    found: Iterable[tuple[int, str, str, float, int]], number: int, log: Log
) -> None:
    """Report rows that were added up: the first few ties one by one, then how many there are.

    Each is given as its rows, its ends, its weight in all and its first line.
    """
    for rows, source, target, weight, line in found:
        repeats = "row repeats" if rows == 2 else "rows repeat"
        log.warning(
            f"{rows - 1} {repeats} a tie, {shown(source)} to {shown(target)}: its weights were "
            f"summed ({weight:.12g})",
            line=line,
            value=source,
        )
    _count_rest(number, "more ties stand in several rows; their weights were summed", log)


def both_ways(said: Iterable[Statement], log: Log, *, matrix: bool = False) -> Iterator[Statement]:
    """Give every tie in both directions; what stands in both already is one tie.

    Rows of a list that give the same pair are repeats and are summed. The two cells of a
    ``matrix`` are the same tie twice: where they differ the larger counts (as UCINET symmetrises).
    """
    pairs = [_sorted_ends(item) for item in said]
    for item in _larger(pairs, log) if matrix else pooled(pairs, log):
        yield item
        key = f"{item.evidence_id}<" if item.evidence_id else ""
        yield replace(item, evidence_id=key, source=item.target, target=item.source)


def keyed(said: Iterable[Statement]) -> tuple[Statement, ...]:
    """Sort statements by key, and give those without one a key made of what they say.

    The key is ``source>target``, with the relation before it where there are several; statements
    that share it are numbered in the order of their content, never of their rows.
    """
    made: list[Statement] = []
    unkeyed: dict[tuple[str, str, str], list[Statement]] = {}
    relations: set[str] = set()
    for item in said:
        relations.add(item.relation)
        if item.evidence_id:
            made.append(item)
        else:
            unkeyed.setdefault((item.relation, item.source, item.target), []).append(item)
    taken = {item.evidence_id for item in made}
    for (relation, source, target), items in sorted(unkeyed.items()):
        tie = f"{source}>{target}"
        base = f"{relation}:{tie}" if len(relations) > 1 else tie
        for item in sorted(items, key=_content) if len(items) > 1 else items:
            made.append(replace(item, evidence_id=_free(base, taken)))
    return tuple(sorted(made, key=attrgetter("evidence_id")))


def _free(key: str, taken: set[str]) -> str:
    number, name = 1, key
    while name in taken:
        number += 1
        name = f"{key}#{number}"
    taken.add(name)
    return name


def _content(item: Statement) -> tuple[Any, ...]:
    return (_saying(item), item.weight, sorted(item.attributes.items()))


def _first_of(rows: list[Statement]) -> tuple[str, str, str]:
    first: tuple[str, str, str] = _first_said(rows[0])
    return first


def _total(rows: list[Statement]) -> float:
    # fsum is exact, so that the order of rows does not change the last digit.
    return math.fsum(item.weight for item in rows)


def _merged(rows: list[Statement]) -> Statement:
    attributes: dict[str, set[str]] = {}
    for item in rows:
        for name, value in item.attributes.items():
            attributes.setdefault(name, set()).update({value} - {""})
    joined = {name: ";".join(sorted(values)) for name, values in attributes.items()}
    line = min(item.line for item in rows)
    return replace(rows[0], weight=_total(rows), line=line, attributes=MappingProxyType(joined))


def _sorted_ends(item: Statement) -> Statement:
    if item.source <= item.target:
        return item
    return replace(item, source=item.target, target=item.source)


def _larger(pairs: Iterable[Statement], log: Log) -> list[Statement]:
    cells: dict[tuple[str, str], list[Statement]] = {}
    for item in pairs:
        cells.setdefault((item.source, item.target), []).append(item)
    unequal = [ends for ends, both in cells.items() if len({item.weight for item in both}) > 1]
    if unequal:
        source, target = min(unequal)
        log.warning(
            f"the two cells of {counted(len(unequal), 'pair')} differ, such as {shown(source)} and "
            f"{shown(target)}: the larger counts both ways"
        )
    return [max(both, key=attrgetter("weight")) for both in cells.values()]


def _count_rest(found: int, what: str, log: Log) -> None:
    if found > EXAMPLES:
        log.warning(f"{found - EXAMPLES} {what}")

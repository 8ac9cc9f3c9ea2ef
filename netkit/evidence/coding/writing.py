"""Statements as a study folder, with what could not be settled and the quotes beside it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence

from netkit.evidence.coding.mapping import MAPPING, Meaning, slug
from netkit.evidence.coding.statements import Segment, Told
from netkit.evidence.text import guarded

__all__ = ["QUOTES", "UNRESOLVED", "study_files"]

UNRESOLVED, QUOTES = "unresolved.csv", "quotes.csv"
RELATION = "information"
_EDGES = (
    "evidence_id source target status channel phase barriers respondents section paragraph summary "
    "confidence coder"
).split()
_ACTING = ("actor", "from", "to")


def study_files(
    title: str,
    segments: Sequence[Segment],
    all_told: Sequence[Told],
    meanings: Mapping[str, Meaning],
    mapping: str,
) -> dict[str, bytes]:
    """Give the files of a study folder by their names.

    A respondent is a document, by a code of its own; its name stands in ``respondents.csv``. What
    was said stands in ``quotes.csv`` alone, which nothing reads.
    """
    documents = sorted({segment.document for segment in segments})
    codes = {name: f"R{number:02}" for number, name in enumerate(documents, start=1)}
    statements = [item for item in all_told if not item.reason]
    relations = sorted({slug(item.relation) or RELATION for item in statements}) or [RELATION]
    files = {
        "study.toml": _settings(title, relations, statements),
        "actors.csv": _table(("id", "name", "sector", "kind"), _actors(meanings)),
        "respondents.csv": _table(("id", "kind"), ((codes[name], name) for name in documents)),
        UNRESOLVED: _table(
            ("segment", "respondent", "start", "end", "reason", "actors", "status", "coder"),
            (
                (
                    item.segment.key, codes[item.segment.document], item.segment.start,
                    item.segment.end, item.reason, ";".join(item.candidates), item.status,
                    ";".join(item.segment.coders),
                )
                for item in all_told
                if item.reason
            ),
        ),
        QUOTES: _table(
            ("segment", "respondent", "codes", "text"),
            (
                (item.key, codes[item.document], ";".join(item.codes), item.text)
                for item in segments
            ),
        ),
        MAPPING: mapping.encode(),
    }  # fmt: skip
    for relation in relations:
        chosen = [item for item in statements if (slug(item.relation) or RELATION) == relation]
        files[f"edges/{relation}.csv"] = _table(_EDGES, _rows(chosen, codes))
    return files


def _rows(statements: Iterable[Told], codes: Mapping[str, str]) -> Iterable[Sequence[object]]:
    turns: dict[str, int] = {}
    for item in statements:
        segment = item.segment
        turns[segment.key] = turns.get(segment.key, 0) + 1
        yield (
            f"{segment.key}-{turns[segment.key]}", item.source, item.target, item.status,
            item.channel or "unspecified", item.phase or "any", ";".join(item.barriers),
            codes[segment.document], segment.key, f"{segment.start}-{segment.end}", "", "explicit",
            ";".join(segment.coders),
        )  # fmt: skip


def _actors(meanings: Mapping[str, Meaning]) -> Iterable[Sequence[object]]:
    names: dict[str, str] = {}
    for _, meaning in sorted(meanings.items()):
        if meaning.role in _ACTING:
            names.setdefault(meaning.value, meaning.title or meaning.value)
    return ((key, name, "", "agency") for key, name in sorted(names.items()))


def _settings(title: str, relations: Sequence[str], statements: Sequence[Told]) -> bytes:
    """Write study.toml with the words that the statements use."""
    lines = ["schema = 1", f"title = {json.dumps(title)}", ""]
    for phase in sorted({item.phase for item in statements if item.phase}):
        lines += ["[[phases]]", f"id = {json.dumps(phase)}", f"title = {json.dumps(phase)}", ""]
    for relation in relations:
        lines += [
            "[[relations]]", f"id = {json.dumps(relation)}",
            f"title = {json.dumps(relation.replace('-', ' ').capitalize())}",
            f"file = {json.dumps(f'edges/{relation}.csv')}", "",
        ]  # fmt: skip
    channels = {item.channel for item in statements if item.channel} | {"unspecified"}
    barriers = {barrier for item in statements for barrier in item.barriers}
    for kind, words in (("channels", channels), ("barriers", barriers)):
        for word in sorted(words):
            lines += [
                f"[codebook.{kind}.{json.dumps(word)}]",
                f"definition = {json.dumps(word)}",
                "",
            ]
    return "\n".join(lines).encode()


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(str(cell)) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8", "replace")

"""The briefing: one or two pages in plain English, made from the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from netkit.findings import Findings
from netkit.report.accounts import in_words, told_with
from netkit.report.findings.asked import changes_of
from netkit.report.phrases import environment, family, in_page, style_of
from netkit.report.pictures import pictures
from netkit.report.registry import HEADINGS, QUESTIONS, Finding, findings
from netkit.report.source import Cited, Source
from netkit.report.wording import without_signs

__all__ = ["Link", "render_briefing"]

Link = Callable[[str, str], str]


def render_briefing(
    found: Findings, *, earlier: Findings | None = None, link: Link | None = None
) -> bytes:
    """Write the briefing of some findings as one self-contained page.

    Parameters
    ----------
    found : Findings
        An edition fit for the reader: :func:`netkit.disclosure.reduce` makes it.
    earlier : Findings, optional
        The same edition of the phase before.
    link : callable, optional
        Gives the address of a tie, by its source and target, on a map beside the page. The page
        makes sense without.

    Returns
    -------
    bytes
        UTF-8, line feeds, no script, nothing loaded from elsewhere; the same bytes each time.
    """
    source = Source(found, earlier)
    told = findings(source)
    numbers: dict[Cited, int] = {}
    for heading in HEADINGS:
        for line in told.get(heading, ()):
            for tie in line.cites:
                numbers.setdefault(tie, len(numbers) + 1)
    addresses = {tie: link(*tie.tie) for tie in numbers if link and not tie.before}
    text = environment().get_template("briefing.html.jinja").render(
        facts=found.facts,
        answers=[_answer(question, told) for question in QUESTIONS],
        sections=[_section(name, told[name], source, numbers) for name in HEADINGS if name in told],
        evidence=[
            {"number": number, "address": addresses.get(tie, ""), **_evidence(source, tie)}
            for tie, number in numbers.items()
        ],
        changes=changes_of(source),
        map_address=_map_address(source, link),
        pictures=pictures(source),
        **style_of("briefing.css"),
    )  # fmt: skip
    return without_signs(text).encode()


def _answer(question: str, told: Mapping[str, list[Finding]]) -> dict[str, Any]:
    lines = told.get(f"answer {question}", [])
    return {"question": family("questions")[question], "lines": [_text(line) for line in lines]}


def _section(
    heading: str, lines: list[Finding], source: Source, numbers: Mapping[Cited, int]
) -> dict[str, Any]:
    return {
        "id": heading,
        "title": family("headings")[heading],
        "lines": [
            {
                "key": line.sentence,
                "text": _text(line),
                "accounts": told_with(line, source),
                "cites": [numbers[tie] for tie in line.cites],
            }
            for line in lines
        ],
    }


def _text(line: Finding) -> str:
    vocabulary = {name: family(name) for name in ("kinds", "marks", "steps")}
    return in_page(line.sentence, {**vocabulary, **line.values})


def _evidence(source: Source, tie: Cited) -> dict[str, Any]:
    row = source.row(tie)
    origin = source.earlier if tie.before and source.earlier else source.found
    said = dict(origin.evidence.get("summary", {}))
    return {
        **source.pair(tie.tie),
        "state": family("states")[row["state"]],
        "phase": origin.facts["phase_title"] if tie.before else "",
        "level": int(row["level"]),
        "accounts": "" if source.plain else in_words([source.count(row)], source),
        "summaries": [said[key] for key in row["evidence_ids"] if key in said],
    }


def _map_address(source: Source, link: Link | None) -> str:
    """Give the address of the map itself: that of any tie on it without the place."""
    ties = source.found.ties.index
    return link(*ties[0]).split("#")[0] if link and len(ties) else ""

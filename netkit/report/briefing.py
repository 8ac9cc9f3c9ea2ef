"""The briefing: one or two pages in plain English, made from the figures."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from netkit.findings import Findings
from netkit.report.pictures import pictures
from netkit.report.registry import Finding, findings
from netkit.report.source import Source, Tie
from netkit.report.wording import counted, listed, lower_first, upper_first

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Link", "render_briefing"]

Link = Callable[[str, str], str]
STATES = {"works": "works", "partly": "works partly", "fails": "does not work", "ended": "ended"}


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
        Gives the address of a tie on a map beside the page; the page makes sense without.

    Returns
    -------
    bytes
        UTF-8, line feeds, no script, nothing loaded from elsewhere.
    """
    source = Source(found, earlier)
    told = findings(source)
    cited = sorted({tie for _, lines in told for line in lines for tie in line.ties})
    numbers = {tie: number for number, tie in enumerate(cited, start=1)}
    style = _text("briefing.css")
    page = _environment().get_template("briefing.html.jinja")
    text = page.render(
        facts=found.facts,
        profile=found.profile,
        sections=[_section(heading, lines, source, numbers) for heading, lines in told],
        evidence=[_evidence(source, tie, numbers[tie], link) for tie in cited],
        pictures=pictures(source),
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )
    return text.encode()


def _section(
    heading: str, lines: list[Finding], source: Source, numbers: dict[Tie, int]
) -> dict[str, Any]:
    return {
        "id": heading,
        "title": _sentences()["headings"][heading],
        "lines": [_line(line, source, numbers) for line in lines],
    }


def _line(line: Finding, source: Source, numbers: dict[Tie, int]) -> dict[str, Any]:
    family, name = line.sentence.split(".")
    from markupsafe import Markup

    template = _environment().from_string(_sentences()[family][name])
    return {
        # Rendered with every value escaped, so it must not be escaped again.
        "text": Markup(upper_first(template.render(**line.values))),  # noqa: S704
        "accounts": _accounts(line, source),
        "cites": [numbers[tie] for tie in line.ties],
    }


def _accounts(line: Finding, source: Source) -> str:
    """Say on how many accounts the ties of a finding rest."""
    if source.plain or not line.ties:
        return ""
    rows = source.found.ties.loc[list(line.ties)]
    few = int(rows["accounts"].isna().sum())
    if len(rows) == 1:
        return "fewer than 2 accounts" if few else counted(rows["accounts"].iloc[0], "account")
    parts = []
    if few:
        parts.append(f"{counted(few, 'tie')} on fewer than 2 accounts")
    if few < len(rows):
        known = rows["accounts"].dropna().astype(int)
        spread = f"{known.min()} to {known.max()}" if known.min() < known.max() else known.min()
        parts.append(f"{counted(len(known), 'tie')} on {spread} accounts")
    return ", ".join(parts)


def _evidence(source: Source, tie: Tie, number: int, link: Link | None) -> dict[str, Any]:
    row = source.found.ties.loc[[tie]].iloc[0]
    summaries = dict(source.found.evidence.get("summary", {}))
    return {
        "number": number,
        "source": source.name(tie[0]),
        "target": source.name(tie[1]),
        "state": STATES[row["state"]],
        "accounts": "" if source.plain else _accounts(Finding("", {}, (tie,)), source),
        "summaries": [summaries[key] for key in row["evidence_ids"] if key in summaries],
        "address": link(*tie) if link else "",
    }


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("netkit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"n": counted, "listed": listed, "lower_first": lower_first}
    return environment


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(_text("sentences.toml"))


def _text(name: str) -> str:
    return files("netkit.report").joinpath("templates", name).read_text(encoding="utf-8")

"""On how many accounts a finding rests, never counted below the study's threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from netkit.report.phrases import family, in_page
from netkit.report.registry import Finding
from netkit.report.source import Count, Source

__all__ = ["in_words", "told_with"]


def told_with(finding: Finding, source: Source) -> str:
    """Say on how many accounts the ties behind a finding rest; nothing for a plain list."""
    counts = finding.accounts or tuple(source.count(source.row(tie)) for tie in finding.cites)
    if source.plain or not counts:
        return ""
    return in_words(counts, source, family("accounts")[finding.unit])


def in_words(counts: Sequence[Count], source: Source, unit: str = "") -> str:
    """Say on how many accounts some ties rest: those that may not be told, then the others."""
    known = [count for count in counts if isinstance(count, int)]
    values: dict[str, Any] = {
        "total": len(counts),
        "few": counts.count("few"),
        "unnamed": counts.count("unnamed"),
        "known": len(known),
        "fewest": min(known, default=0),
        "most": max(known, default=0),
        "threshold": source.threshold,
        "banded": source.banded,
        "unit": unit,
    }
    return in_page("accounts.one" if len(counts) == 1 else "accounts.many", values)

"""The briefing of the tests: pages made from a study, and the text that a reader sees."""

from __future__ import annotations

import html
import re
from typing import Any

from netkit.analysis import analyse
from netkit.disclosure import reduce
from netkit.evidence.study import Study
from netkit.findings import Profile
from netkit.network import View
from netkit.report import render_briefing

__all__ = ["finding", "page_of", "text_of"]


def page_of(study: Study, profile: Profile = "board", **options: Any) -> bytes:
    """Give the briefing of a study in an edition, with its first phase as the one before."""
    earlier = None
    if study.phases:
        earlier = reduce(analyse(study, View(phase=study.phases[0].id), resamples=0), profile)
    return render_briefing(reduce(analyse(study, resamples=0), profile), earlier=earlier, **options)


def text_of(page: bytes) -> str:
    """Give what a page says, one line a paragraph, list item or table row."""
    body = page.decode().split("<body>")[1]
    body = re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL))
    body = re.sub(r"</(?:p|li|h\d|dt|dd|tr|figcaption)>|<svg", "\n", body)
    body = re.sub(r"</t[dh]>", " | ", body)
    lines = html.unescape(re.sub(r"<[^>]+>", "", body)).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip()) + "\n"


def finding(page: bytes, key: str) -> list[str]:
    """Give the sentences of one kind of finding, with what follows them."""
    items = re.findall(rf'<li data-finding="{key}">(.*?)</li>', page.decode(), re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", item)) for item in items]

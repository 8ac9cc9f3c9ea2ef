"""What axe finds wrong on a page, by the rules of WCAG 2.2 AA and of best practice."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


def violations(page: Page, context: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """Give the rules that are broken, each with the first element that breaks it.

    What is in order is not described, for axe takes most of its time over that.
    """
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:150]) for each in found]

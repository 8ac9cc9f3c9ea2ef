"""A real browser with the network cut, and a witness of all that a page does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    sync_playwright,
)

from tests.browser.chromium import ADVICE, ARGUMENTS, find

STEP = 10_000
WITNESS = """
window.__violations = [];
document.addEventListener('securitypolicyviolation', e =>
  window.__violations.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
window.__hostile = 0;
"""


@dataclass
class Opened:
    """An opened page and what it did: requests made, console errors, dialogs, errors thrown."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    @property
    def violations(self) -> list[str]:
        """Give the violations of the content security policy so far."""
        return list(self.page.evaluate("window.__violations || []"))

    @property
    def hostile(self) -> int:
        """Give how often a hostile text has run: such a text would count `__hostile` up."""
        return int(self.page.evaluate("window.__hostile || 0"))

    def is_clean(self) -> bool:
        """Whether nothing was asked for, nothing failed and nothing ran that should not."""
        return not (self.requests or self.errors or self.dialogs or self.violations or self.hostile)


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    if path is None:
        pytest.fail(ADVICE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    contexts = []

    def open_(path: Path, *, width: int = 1280, height: int = 800, **options: Any) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": height}, offline=True, **options
        )
        contexts.append(context)
        context.set_default_timeout(STEP)
        context.add_init_script(WITNESS)
        opened = Opened(context.new_page())
        address = path.resolve().as_uri()
        _watch(context, opened, address)
        opened.page.goto(address)
        return opened

    yield open_
    for context in contexts:
        context.close()


def _watch(context: BrowserContext, opened: Opened, address: str) -> None:
    """Write down all that the page does, and the windows it opens."""

    def requested(request: Request) -> None:
        if request.url.split("#")[0] != address and not request.url.startswith("blob:"):
            opened.requests.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            opened.errors.append(message.text)

    def asked(dialog: Dialog) -> None:
        opened.dialogs.append(dialog.message)
        dialog.dismiss()

    context.on("request", requested)
    context.on("console", said)
    context.on("weberror", lambda thrown: opened.errors.append(str(thrown.error)))
    context.on("dialog", asked)


def until(page: Page, true: str, patience: float = 10.0) -> None:
    """Wait until an expression is true; the page's policy forbids Playwright's own way, by eval."""
    end = time.monotonic() + patience
    while not page.evaluate(true):
        assert time.monotonic() < end, f"never became true: {true}"
        page.wait_for_timeout(20)

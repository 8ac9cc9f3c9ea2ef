"""Find a browser for the tests, and install one where there is none.

A Chromium, Chrome or Edge that works is used; else Debian's package is installed (as root), else
Playwright's own. Where neither works this fails and says what to install: tests never skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

# Inside a container, and as root, Chromium starts only without its sandbox.
ARGUMENTS = ("--no-sandbox", "--disable-gpu")
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
ADVICE = (
    "The browser tests need Chromium, Chrome or Edge, and none that works was found. Install one "
    "(Debian: sudo apt-get install chromium), or run: python -m playwright install chromium"
)


def find() -> str | None:
    """Give the path of a browser that opens a file, Playwright's own included, or None."""
    return next((path for path in _candidates() if opens_files(path)), None)


def opens_files(path: str) -> bool:
    """Whether this program opens a file for us: a stub or a confined package does not."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder, "page.html")
        page.write_text("<title>opened</title>", encoding="utf-8")
        try:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            opened = browser.new_page()
            opened.goto(page.as_uri())
            title = opened.title()
            browser.close()
        except Error:
            return False
    return title == "opened"


def install() -> str:
    """Give a browser's path, installing one first if need be."""
    path = find()
    for attempt in (_from_debian, _from_playwright):
        if path is None:
            attempt()
            path = find()
    if path is None:
        raise SystemExit(ADVICE)
    return path


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from (place for place in PLACES if Path(place).exists())
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        yield own


def _may_use_apt() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def _from_debian() -> None:
    if not _may_use_apt():
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("update", "install --yes --no-install-recommends chromium"):
        subprocess.run(["apt-get", "-qq", *command.split()], env=quiet, check=False)


def _from_playwright() -> None:
    libraries = ["--with-deps"] if _may_use_apt() else []
    command = [sys.executable, "-m", "playwright", "install", *libraries, "chromium"]
    subprocess.run(command, check=False)


def main() -> None:
    """Say which browser the tests will use, installing one if asked to."""
    path = install() if "--install" in sys.argv else find()
    sys.stdout.write(f"browser: {path or ADVICE}\n")


if __name__ == "__main__":
    main()

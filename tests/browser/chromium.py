"""Find a browser for the tests, and install one where there is none.

A Chromium, Chrome or Edge that is there is used; else Debian's package is installed (as root), else
Playwright's own. Where neither works this fails and says what to install: tests never skip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

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
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ADVICE = (
    "The browser tests need Chromium, Chrome or Edge. Install one of them "
    "(Debian and Ubuntu: sudo apt-get install chromium), or run: "
    "python -m playwright install chromium"
)


def find() -> str | None:
    """Give the path of a browser on this machine, Playwright's own included, or None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    for place in PLACES:
        if Path(place).exists():
            return place
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install() -> str:
    """Give a browser's path, installing one first if need be."""
    if path := find():
        return path
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)
    if not (path := find()):
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(command, check=False)
        path = find()
    if not path:
        raise SystemExit(ADVICE)
    return path


def main() -> None:
    """Say which browser the tests will use."""
    sys.stdout.write(f"browser: {install() if '--install' in sys.argv else find() or ADVICE}\n")


if __name__ == "__main__":
    main()

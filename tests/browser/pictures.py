"""Take the pictures of the map that stand in the README: `python -m tests.browser.pictures`."""

from __future__ import annotations

import argparse
import io
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import netkit as nk
from netkit.maps import draw_map
from tests.browser.chromium import ADVICE, ARGUMENTS, find

PLACE = Path("docs/pictures")
# So few that a picture is light to clone, and no more are missed.
COLOURS = 256


@dataclass(frozen=True)
class Shot:
    """One picture: what is done before it is taken, and the window it is taken in."""

    act: Callable[[Page], object] = lambda page: None
    width: int = 1280
    height: int = 800
    options: dict[str, Any] = field(default_factory=dict)
    large: bool = False


def _open_panel(page: Page) -> None:
    page.locator(".actor").filter(has_text="Children's Services").first.click()


def _tell_story(page: Page) -> None:
    page.click("#tell")
    page.select_option("#route", index=0)


def _compare(page: Page) -> None:
    page.select_option("#compare", index=1)


def _print(page: Page) -> None:
    page.emulate_media(media="print")


SHOTS = {
    "first-view": Shot(),
    "panel": Shot(_open_panel),
    "story": Shot(_tell_story),
    "compare": Shot(_compare),
    "print": Shot(_print, 1122, 793),
    "narrow": Shot(width=320, height=640),
    "greyscale": Shot(),
    "dark": Shot(options={"color_scheme": "dark"}),
    "large": Shot(large=True),
}


def crowd() -> nk.Findings:
    """Give 500 actors in 8 sectors with 2,000 ties, drawn with a seed."""
    drawn = random.Random(1)
    names = [f"Actor {number:03}" for number in range(500)]
    sectors = {name: f"Sector {number % 8 + 1}" for number, name in enumerate(names)}
    pairs: set[tuple[str, str]] = set()
    while len(pairs) < 2_000:
        source, target = drawn.sample(names, 2)
        if sectors[source] == sectors[target] or drawn.random() < 0.3:
            pairs.add((source, target))
    ties = pd.DataFrame(sorted(pairs), columns=["source", "target"])
    with tempfile.TemporaryDirectory() as folder:
        ties.to_csv(Path(folder, "ties.csv"), index=False)
        rows = pd.DataFrame({"name": names, "sector": [sectors[name] for name in names]})
        rows.to_csv(Path(folder, "actors.csv"), index=False)
        study = nk.read(Path(folder, "ties.csv"), actors=Path(folder, "actors.csv"))
    return nk.analyse(study, resamples=0)


def take(browser: Browser, address: str, shot: Shot, out: Path, *, grey: bool) -> None:
    """Open the page, do what is to be seen, and keep the picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, offline=True, **shot.options
    )
    page = context.new_page()
    page.goto(address)
    page.locator("html[data-ready]").wait_for()
    shot.act(page)
    if grey:
        session = context.new_cdp_session(page)
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    shown = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    shown.convert("RGB").quantize(
        COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    ).save(out, optimize=True)
    context.close()


def main() -> None:
    """Draw the maps and take each picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", help="names of pictures; all, if none is given")
    parser.add_argument("--out", type=Path, default=PLACE)
    asked = parser.parse_args()
    path = find()
    if path is None:
        raise SystemExit(ADVICE)
    asked.out.mkdir(parents=True, exist_ok=True)
    shots = {name: SHOTS[name] for name in asked.only or SHOTS}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = {False: Path("reports/map.html").resolve(), True: Path(folder, "large.html")}
        if any(shot.large for shot in shots.values()):
            draw_map(crowd()).save(pages[True])
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, shot in shots.items():
            address = pages[shot.large].as_uri()
            take(browser, address, shot, asked.out / f"{name}.png", grey=name == "greyscale")
        browser.close()


if __name__ == "__main__":
    main()

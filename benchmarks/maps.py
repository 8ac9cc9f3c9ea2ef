"""The map's page beside what a user would otherwise draw: time to a first usable picture, size.

gravis is no dependency: name a Python that has it in ``NETKIT_GRAVIS_PYTHON`` to measure it too.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import TimeoutError as TooLong

import netkit as nk
from benchmarks.made import accounts_network
from netkit.evidence.study import Study
from netkit.maps import TABLES, draw_map
from netkit.maps.vis import bundle
from tests.browser.chromium import ADVICE, ARGUMENTS, find

__all__ = ["GRAVIS", "LIMIT", "PYVIS", "SLOW", "Shown", "pages"]

# Actors, ties, turns. The last size is drawn by sectors; pyvis and gravis are left out of it.
SIZES = ((24, 80, 7), (100, 400, 5), (500, 2000, 3), (3000, 12000, 3))
LARGE = 1000
LIMIT, SLOW = 120.0, 10.0
PYVIS = "pyvis, in_line"
GRAVIS = os.environ.get("NETKIT_GRAVIS_PYTHON", "")

# The time of the first frame after it is usable, from the start of the navigation.
_STAMP = """
window.__stamp = () => requestAnimationFrame(() => requestAnimationFrame(() => {
  console.info('usable', performance.now()); }));
"""
_NETKIT = """
new MutationObserver((_, watch) => {
  if (document.documentElement?.dataset.ready) { watch.disconnect(); __stamp(); }
}).observe(document, { attributes: true, subtree: true, childList: true });
"""
# vis-network hides its picture until it has settled.
_VIS = """
let kept;
Object.defineProperty(window, 'network', { configurable: true, get: () => kept, set: (made) => {
  kept = made; made.once('stabilizationIterationsDone', __stamp); } });
"""
# gravis shows a picture at once, and lets it move on until it has settled.
_GRAVIS = """
const look = () => document.querySelector('svg circle') ? __stamp() : setTimeout(look, 5);
look();
"""

_GRAVIS_SCRIPT = """
import json, sys, gravis
sys.stdout.reconfigure(encoding="utf-8")
sys.stdout.write(gravis.d3(json.load(sys.stdin)).to_html_standalone())
"""
_PLAIN = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Plain</title>
<style>#canvas {{ width: 100%; height: 600px; }}</style><script>{bundle}</script></head>
<body><div id="canvas"></div><script>
const data = {data};
const set = {{ nodes: new vis.DataSet(data.nodes), edges: new vis.DataSet(data.edges) }};
network = new vis.Network(document.getElementById("canvas"), set, {{}});
</script></body></html>
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of one graph: its bytes, and milliseconds until it is usable.

    ``usable`` is None where it was not within the limit.
    """

    name: str
    actors: int
    ties: int
    size: int
    usable: float | None
    turns: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a file, its bytes, and how it tells that it is usable."""

    place: Path
    witness: str
    size: int


def pages() -> Iterator[Shown]:
    """Make the pages of each graph and open them by turns."""
    path = find()
    if path is None:
        raise SystemExit(ADVICE)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for actors, ties, turns in SIZES:
            held = dict(_made(actors, ties, Path(folder)))
            for name, times in _opened(browser, held, turns).items():
                page = held[name]
                whole = [moment for moment in times if moment is not None]
                usable = statistics.median(whole) if len(whole) == len(times) else None
                yield Shown(name, actors, ties, page.size, usable, len(times))
        browser.close()


def _opened(
    browser: Browser, held: Mapping[str, Page], turns: int
) -> dict[str, list[float | None]]:
    """Open each page by turns; one that is slow in the first turn is not opened again."""
    times: dict[str, list[float | None]] = {name: [] for name in held}
    slow = set()
    for turn in range(turns + 1):
        for name, page in held.items():
            if name in slow:
                continue
            usable = _usable(browser, page)
            if turn == 0 and (usable is None or usable > 1000 * SLOW):
                slow.add(name)
            if turn or name in slow:
                times[name].append(usable)
    return times


def _usable(browser: Browser, page: Page) -> float | None:
    """Give the milliseconds until a page is usable, without a network, in a profile of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.route("http*://**", lambda route: route.abort())
    opened = context.new_page()
    opened.add_init_script(_STAMP + page.witness)
    try:
        with opened.expect_console_message(
            lambda said: said.text.startswith("usable "), timeout=1000 * LIMIT
        ) as told:
            opened.goto(page.place.as_uri(), wait_until="commit")
        return float(told.value.text.split()[1])
    except TooLong:
        return None
    finally:
        context.close()


def _made(actors: int, ties: int, folder: Path) -> Iterator[tuple[str, Page]]:
    study = accounts_network(actors, ties).study
    pairs = sorted({(said.source, said.target) for said in study.statements})
    names = [actor.id for actor in study.actors]
    makers: dict[str, tuple[Callable[[], str], str]] = {
        "netkit, --renderer svg": (lambda: _netkit(study, "svg"), _NETKIT),
        "netkit, both": (lambda: _netkit(study, "both"), _NETKIT),
        "plain vis-network": (lambda: _plain(names, pairs), _VIS),
    }
    if actors <= LARGE:
        makers[PYVIS] = (lambda: _pyvis(names, pairs), _VIS)
        if GRAVIS:
            makers["gravis, d3"] = (lambda: _gravis(names, pairs), _GRAVIS)
    for number, (name, (make, witness)) in enumerate(makers.items()):
        text = make().encode()
        place = folder / f"{actors}-{number}.html"
        place.write_bytes(text)
        yield name, Page(place, witness, len(text))


def _netkit(study: Study, renderer: str) -> str:
    found = nk.analyse(study, resamples=0, tables=TABLES)
    return draw_map(found, renderer=renderer).html.decode()


def _pyvis(names: list[str], pairs: list[tuple[str, str]]) -> str:
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.add_nodes(names)
    network.add_edges(pairs)
    return str(network.generate_html())


def _plain(names: list[str], pairs: list[tuple[str, str]]) -> str:
    nodes = [{"id": name, "label": name} for name in names]
    edges = [{"from": tail, "to": head, "arrows": "to"} for tail, head in pairs]
    data = json.dumps({"nodes": nodes, "edges": edges})
    return _PLAIN.format(bundle=bundle(), data=data)


def _gravis(names: list[str], pairs: list[tuple[str, str]]) -> str:
    graph = {
        "directed": True,
        "nodes": {name: {"label": name} for name in names},
        "edges": [{"source": tail, "target": head} for tail, head in pairs],
    }
    command = [GRAVIS, "-c", _GRAVIS_SCRIPT]
    given = json.dumps({"graph": graph})
    done = subprocess.run(command, input=given, capture_output=True, check=True, encoding="utf-8")
    return done.stdout

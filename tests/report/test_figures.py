"""The figures: they show what the findings hold, legibly, and the same bytes every time."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from netkit.analysis import analyse
from netkit.disclosure import reduce
from netkit.evidence import example
from netkit.evidence.study import Study
from netkit.findings import Findings
from netkit.network import View, network_of
from netkit.report.figures import draw_figures
from netkit.report.figures.registry import Drawing, drawings
from netkit.report.figures.style import LOOKS, SHADES, house_style
from netkit.report.source import Source
from tests.samples import SECRET, small_study

ALL = ["tie_states", "pathways", "centrality", "sectors", "barriers", "support"]
EDITIONS = ("researcher", "board", "public")
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "$x_{1}$ & <b>\\frac{1}</b> ]]> --> \u202e\x07 \U0001f5fa 児童相談所"
SHOWN = "$x_{1}$ & <b>\\frac{1}</b> ]]> -->"
LONG = "Federated " * 6 + "Interdepartmentalsafeguardingcoordinationsubcommittee" * 3


def edition(study: Study, profile: str) -> Findings:
    return reduce(analyse(study, resamples=0), profile)  # type: ignore[arg-type]


def drawn(found: Findings) -> dict[str, Drawing]:
    source = Source(found)
    with house_style():
        made = {name: draw(source) for name, draw in drawings()}
    return {name: drawing for name, drawing in made.items() if drawing is not None}


def words(drawing: Drawing) -> list[str]:
    return [text.get_text() for text in drawing.figure.axes[0].texts]


def named(study: Study, suffix: str) -> Study:
    """Give everything that has a name a longer one."""
    book = study.codebook
    return replace(
        study,
        actors=tuple(replace(item, name=f"{item.name} {suffix}") for item in study.actors),
        steps=tuple(replace(item, title=f"{item.title} {suffix}") for item in study.steps),
        views=tuple(replace(item, title=f"{item.title} {suffix}") for item in study.views),
        codebook=replace(
            book,
            barriers=tuple(replace(item, definition=suffix) for item in book.barriers),
            sectors=tuple(replace(item, title=f"{item.title} {suffix}") for item in book.sectors),
        ),
    )


def editions() -> Iterator[Findings]:
    small, large = analyse(small_study(), resamples=0), analyse(example(), resamples=0)
    for found in (small, large):
        yield found
        yield reduce(found, "board")
    for suffix in (HOSTILE, LONG):
        yield analyse(named(example(), suffix), resamples=0)


@pytest.fixture(scope="module")
def shipped() -> Findings:
    return analyse(example(), resamples=0)


@pytest.fixture(scope="module")
def files(shipped: Findings) -> dict[str, bytes]:
    return draw_figures(reduce(shipped, "board"))


def test_the_shipped_study_has_every_figure_in_both_forms(files: dict[str, bytes]) -> None:
    assert list(files) == [f"{name}.{form}" for name in ALL for form in ("svg", "png")]


def test_the_files_are_small_and_whole(files: dict[str, bytes]) -> None:
    check_sizes(files)
    for name, data in files.items():
        if name.endswith("png"):
            assert data.startswith(b"\x89PNG")
        else:
            assert ElementTree.fromstring(data).tag == f"{SVG}svg"


def check_sizes(files: dict[str, bytes]) -> None:
    most = {"png": 150_000, "svg": 200_000}
    sizes = {name: len(data) for name, data in files.items()}
    assert not {name: size for name, size in sizes.items() if size >= most[name[-3:]]}


def test_a_picture_tells_what_it_shows_and_needs_nothing_else(files: dict[str, bytes]) -> None:
    for name in ALL:
        data = files[f"{name}.svg"]
        root = ElementTree.fromstring(data)
        assert root.get("role") == "img"
        title, said = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and said is not None
        assert root.get("aria-labelledby") == f"{title.get('id')} {said.get('id')}"
        assert title.text and said.text and said.text.endswith(".")
        assert root.find(f".//{SVG}text") is None
        assert not re.findall(rb'(?:href|src)="(?!#)|url\((?!#)|@import|<script', data)


def boxes_of(drawing: Drawing) -> tuple[list[str], np.ndarray]:
    """Give every line of letters and its box: left, bottom, right, top, in dots."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(drawing.figure).get_renderer()
    texts = [text for text in drawing.figure.axes[0].texts if text.get_text().strip()]
    boxes = np.array([text.get_window_extent(renderer).extents for text in texts])
    return [text.get_text() for text in texts], boxes


def test_nothing_is_cut_off_or_written_over() -> None:
    for found in editions():
        for name, drawing in drawn(found).items():
            texts, boxes = boxes_of(drawing)
            sheet = drawing.figure.bbox
            assert boxes[:, :2].min() >= 0, name
            assert boxes[:, 2].max() <= sheet.x1, name
            assert boxes[:, 3].max() <= sheet.y1, name
            least = np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
            shared = least - np.maximum(boxes[:, None, :2], boxes[None, :, :2])
            # Lines of one paragraph may touch; letters must not be covered.
            covered = (shared[..., 0] > 0.5) & (shared[..., 1] > 2.5)
            np.fill_diagonal(covered, False)
            here = [(texts[one], texts[other]) for one, other in np.argwhere(covered)]
            assert not here, name


def test_letters_are_large_and_never_formulas(shipped: Findings) -> None:
    for drawing in drawn(shipped).values():
        assert drawing.figure.get_size_inches()[0] == 6.5
        for text in drawing.figure.axes[0].texts:
            assert text.get_fontsize() >= 9
            assert not text.get_parse_math()


def test_hostile_names_show_as_they_are() -> None:
    found = edition(named(example(), HOSTILE), "researcher")
    drawing = drawn(found)["pathways"]
    assert any(SHOWN in text for text in words(drawing))
    assert "□" in "".join(words(drawing))
    for name, data in draw_figures(found).items():
        if name.endswith("svg"):
            said = ElementTree.fromstring(data).find(f"{SVG}desc")
            assert said is not None and said.text is not None
            assert "\u202e" not in said.text
            if name in {"pathways.svg", "centrality.svg"}:
                assert f"{SHOWN} \U0001f5fa 児童相談所" in said.text
            assert b"<b>" not in data


def test_actors_are_called_by_name(shipped: Findings) -> None:
    ids = {item.id for item in shipped.study.actors if "-" in item.id}
    ids |= {item.id for item in shipped.study.codebook.barriers if "-" in item.id}
    ids |= {item.pathway for item in shipped.study.steps}
    for drawing in drawn(shipped).values():
        assert not ids & {word for text in words(drawing) for word in text.split()}
        assert not ids & set(re.findall(r"[\w-]+", drawing.description))


def test_tie_states_are_the_counts_of_the_findings(shipped: Findings) -> None:
    text = drawn(shipped)["tie_states"].description
    facts = shipped.facts
    for level, label in (
        ("by_name", "Described by name"),
        ("in_general", "Said with one end in general"),
        ("among_agencies", "The agencies among themselves"),
    ):
        said = re.search(rf"{label}: (.*?)\.", text)
        assert said is not None
        counts = [facts[level][state] for state in ("works", "partly", "fails")]
        assert [int(number) for number in re.findall(r"\d+", said[1])] == [n for n in counts if n]


def test_a_level_nobody_speaks_at_says_none() -> None:
    found = analyse(small_study(), resamples=0)
    empty = {"works": 0, "partly": 0, "fails": 0}
    found = replace(found, facts={**found.facts, "in_general": empty})
    assert "Said with one end in general: none" in words(drawn(found)["tie_states"])


def test_the_bars_are_as_long_as_their_counts(shipped: Findings) -> None:
    from matplotlib.patches import Rectangle

    axes = drawn(shipped)["tie_states"].figure.axes[0]
    bars = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    bars = [bar for bar in bars if bar.get_linewidth() and bar.get_height() > 0.15]
    levels = [shipped.facts[name] for name in ("by_name", "in_general", "among_agencies")]
    counts = [level[state] for level in levels for state in ("works", "partly", "fails")]
    counts = [count for count in counts if count]
    one = bars[0].get_width() / counts[0]
    assert [round(bar.get_width() / one, 6) for bar in bars] == counts


def test_routes_are_counted_by_kind(shipped: Findings) -> None:
    table = shipped.tables["pathways"]
    whole = table[table["route"].fillna("") == ""]
    text = drawn(shipped)["pathways"].description
    for _, row in whole.iterrows():
        kinds = ("intact", "fragile", "broken", "unevidenced")
        counts = {kind: int(row[f"routes_{kind}"]) for kind in kinds}
        said = " and ".join(f"{count} {kind}" for kind, count in counts.items() if count)
        assert f"{row['title']}: {said}." in text


def test_collectives_unnamed_and_ended_ones_are_not_ranked(shipped: Findings) -> None:
    drawing = drawn(shipped)["centrality"]
    ranked = re.findall(r"(?:^|\. )([^.]*?): hears from", drawing.description)
    never = {item.name for item in shipped.study.actors if item.kind in {"collective", "unnamed"}}
    ended = set(shipped.actors.loc[shipped.actors["ended"], "name"])
    assert never and ended
    assert not (never | ended) & set(ranked)
    actors = shipped.actors.set_index("name")
    reach = [int(actors.loc[name, ["reach_in", "reach_out"]].sum()) for name in ranked]
    assert reach == sorted(reach, reverse=True)
    assert len(ranked) == int((shipped.actors["measured"] & ~shipped.actors["ended"]).sum())
    assert "the order is not settled" in drawing.description


def test_a_collective_is_not_ranked_even_where_it_is_kept_in_the_network() -> None:
    found = analyse(example(), View(collectives="keep"), resamples=0)
    kept = found.actors[(found.actors["kind"] == "collective") & found.actors["measured"]]
    assert len(kept)
    said = drawn(found)["centrality"].description
    assert not [name for name in kept["name"] if f"{name}: hears from" in said]


def test_a_pathway_without_a_route_in_the_view_says_none() -> None:
    found = analyse(example(), View(collectives="keep"), resamples=0)
    table = found.tables["pathways"]
    without = table[(table["route"].fillna("") == "") & (table["condition"] == "")]
    assert len(without)
    said = words(drawn(found)["pathways"])
    assert all(f"{title}: none" in said for title in without["title"])


def test_intervals_are_drawn_where_there_are_any(shipped: Findings) -> None:
    actors = shipped.tables["actors"]
    measures = ("reach_in", "reach_out", "betweenness")
    sides = {
        f"{name}_{side}": actors[name].astype(float) + step
        for name in measures
        for side, step in (("low", 0.0), ("high", 2.0))
    }
    with_draws = replace(shipped, tables={**shipped.tables, "actors": actors.assign(**sides)})
    before, after = drawn(shipped)["centrality"], drawn(with_draws)["centrality"]
    assert "dependence intervals" in after.description
    assert "not settled" not in after.description
    lines = [
        sum(line.get_marker() == "|" for line in drawing.figure.axes[0].lines)
        for drawing in (before, after)
    ]
    rows = before.description.count("hears from ") - 1
    assert lines[0] == 0
    assert lines[1] >= 3 * (rows - 1)


def test_what_nobody_speaks_of_is_never_a_zero(shipped: Findings) -> None:
    drawing = drawn(shipped)["sectors"]
    titles = {item.id: item.title for item in shipped.study.codebook.sectors}
    mixing = shipped.tables["mixing"]
    silent = mixing[mixing[["works", "partly", "fails"]].sum(axis=1) == 0]
    silent = silent[silent["unspoken"] > 0]
    assert len(silent)
    grey = [
        patch
        for patch in drawing.figure.axes[0].patches
        if patch.get_hatch() == LOOKS["unspoken"].hatch and patch.get_height() > 0.5
    ]
    assert len(grey) == len(silent)
    zeros = words(drawing).count("0")
    cells = mixing[mixing[["works", "partly", "fails"]].sum(axis=1) > 0]
    corners = [
        patch
        for patch in drawing.figure.axes[0].patches
        if patch.get_hatch() == LOOKS["unspoken"].hatch and 0.25 < patch.get_height() < 0.3
    ]
    assert len(corners) == int((cells["unspoken"] > 0).sum())
    assert zeros == int((cells[["works", "partly", "fails", "unspoken"]] == 0).sum().sum())
    for _, row in mixing.iterrows():
        if row["works"]:
            ends = f"{titles[row['source_sector']]} to {titles[row['target_sector']]}"
            assert f"{ends}: {row['works']} work, {row['partly']} partly" in drawing.description


def test_support_is_not_called_a_chance(shipped: Findings) -> None:
    drawing = drawn(shipped)["support"]
    assert "share of accounts that say the tie carries information" in drawing.description
    assert "it is not the chance" in drawing.description
    named_ties = Source(shipped).by_name
    assert drawing.description.count(", support 0.") == len(named_ties)


def test_the_public_gets_no_figure_from_which_accounts_could_be_counted() -> None:
    assert "support" not in drawn(edition(example(), "public"))


def test_support_of_few_accounts_stays_inside_the_study() -> None:
    found = edition(example(), "board")
    threshold = found.study.disclosure.threshold
    text = drawn(found)["support"].description
    assert all(int(n) >= threshold for n in re.findall(r"(\d+) accounts?, support", text))
    assert "1 account," not in text
    hidden = int(Source(found).by_name["withheld"].sum())
    assert f"Not shown: {hidden} ties that rest on fewer than {threshold} accounts" in text


@pytest.mark.parametrize("profile", ["board", "public"])
def test_no_edition_gives_a_respondent_away(profile: str) -> None:
    for drawing in drawn(edition(small_study(), profile)).values():
        said = " ".join([*words(drawing), drawing.description])
        assert not [secret for secret in SECRET if secret in said]
        assert "OFFICIAL" in words(drawing)


def test_a_reason_named_by_few_is_left_out_for_the_board() -> None:
    study = small_study()
    rare = replace(study.statements[0], evidence_id="E099", barriers=("fear",))
    study = replace(study, statements=(*study.statements, rare))
    inside, outside = (drawn(edition(study, name))["barriers"] for name in EDITIONS[:2])
    assert "fear: 1 statement, 0 conditions" in inside.description
    assert "fear" not in outside.description
    assert "1 reason named fewer than 2 times" in outside.description


def test_a_plain_list_has_only_what_needs_no_evidence() -> None:
    sectors = {"a": "x", "b": "x", "c": "y"}
    network = network_of([("a", "b"), ("b", "c")], sectors, broken=[("c", "a")])
    found = drawn(analyse(network.study, resamples=0))
    assert list(found) == ["tie_states", "centrality", "sectors"]
    said = " ".join(drawing.description for drawing in found.values())
    assert "Ties of the list: 2 work and 1 does not work." in said
    assert "not listed" in said
    assert "spoken" not in said
    assert "account" not in said


@pytest.mark.parametrize("isolates", [[], ["a"], ["a", "b"]])
def test_nothing_is_drawn_of_nothing(isolates: list[str]) -> None:
    assert draw_figures(analyse(network_of([], isolates=isolates).study, resamples=0)) == {}


def test_a_large_network_is_cut_to_what_can_be_read() -> None:
    names = [f"agency {number:03d}" for number in range(120)]
    pairs = [(one, other) for one, other in itertools.pairwise(names)]
    sectors = {name: f"sector {number % 25:02d}" for number, name in enumerate(names)}
    found = analyse(network_of(pairs, sectors).study, resamples=0)
    check_sizes(draw_figures(found))
    made = drawn(found)
    assert "Not shown: 100 actors of smaller reach." in made["centrality"].description
    assert "Not shown: 16 sectors of which less is known." in made["sectors"].description
    assert all(drawing.figure.get_size_inches()[1] < 11 for drawing in made.values())


def test_looks_differ_without_colour() -> None:
    for kinds in (("works", "partly", "fails", "unspoken"), ("intact", "fragile", "broken")):
        assert len({LOOKS[kind].hatch for kind in kinds}) == len(kinds)
    greys = [light(look.ground) for look in SHADES]
    assert all(here - there > 20 for here, there in itertools.pairwise(greys))
    for look in (*SHADES, *LOOKS.values()):
        assert abs(light(look.ground) - light(look.ink)) > 90


def light(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_a_users_settings_change_nothing() -> None:
    import matplotlib as mpl

    found = analyse(small_study(), resamples=0)
    plain = draw_figures(found)
    with mpl.rc_context({"font.size": 20, "savefig.bbox": "tight", "svg.id": "x"}):
        assert draw_figures(found) == plain
        assert mpl.rcParams["font.size"] == 20


SCRIPT = """
import hashlib, json
from netkit.analysis import analyse
from netkit.disclosure import reduce
from netkit.evidence import example
from netkit.report.figures import draw_figures
files = draw_figures(reduce(analyse(example(), resamples=0), "board"))
print(json.dumps({name: hashlib.sha256(data).hexdigest() for name, data in files.items()}))
"""


@pytest.mark.process
@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Auckland"), ("77", "America/Lima")])
def test_every_run_gives_the_same_bytes(files: dict[str, bytes], seed: str, zone: str) -> None:
    told = run(SCRIPT, PYTHONHASHSEED=seed, TZ=zone, LC_ALL="C", SOURCE_DATE_EPOCH=seed)
    assert json.loads(told) == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }


@pytest.mark.process
def test_the_report_loads_matplotlib_only_to_draw() -> None:
    script = "import sys, netkit.report.figures; print('matplotlib' in sys.modules)"
    assert run(script).strip() == "False"


def run(script: str, **environment: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    ).stdout

"""The page as bytes: the same each time, small, strict, and free of what it must not hold."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import netkit as nk
from netkit.errors import OutputError, UsageError
from netkit.maps import RENDERERS, draw_map, tie_anchor, to_pyvis
from netkit.maps.vis import bundle
from tests.maps.sample import HOSTILE, crowd, hostile_study, study_of
from tests.samples import shipped_findings

HEAVY = ("numpy", "pandas", "networkx", "jinja2", "pyvis", "IPython", "scipy")
SAME_BYTES = """
import hashlib, netkit as nk
page = nk.draw_map(nk.analyse(nk.example(), resamples=0), renderer="svg")
print(hashlib.sha256(page.html).hexdigest())
"""


@pytest.fixture(scope="module")
def found() -> nk.Findings:
    return shipped_findings(0)


def text_of(found: nk.Findings, **options: str) -> str:
    return draw_map(found, **options).html.decode("utf-8")


def data_of(text: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def plain(pairs: list[tuple[str, str]]) -> nk.Findings:
    return nk.analyse(study_of(pairs), tables=("actors", "ties"), resamples=0)


def test_two_runs_give_the_same_bytes_in_any_order_of_rows() -> None:
    study = crowd(10, 24, sectors=3)
    turned = replace(study, statements=study.statements[::-1], actors=study.actors[::-1])
    pages = {
        draw_map(nk.analyse(s, tables=("actors", "ties"), resamples=0)).html
        for s in (study, turned, study)
    }
    assert len(pages) == 1


@pytest.mark.process
def test_another_process_hash_seed_and_time_zone_give_the_same_bytes() -> None:
    digests = set()
    for seed, zone in (("1", "UTC"), ("77", "Pacific/Auckland")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-c", SAME_BYTES]
        done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
        digests.add(done.stdout)
    assert len(digests) == 1


@pytest.mark.process
def test_importing_the_room_loads_nothing_heavy() -> None:
    code = f"import sys, netkit.maps; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_the_files_stay_small() -> None:
    dense = nk.analyse(crowd(24, 80), tables=("actors", "ties"), resamples=0)
    assert len(draw_map(dense, renderer="svg").html) <= 120_000
    assert len(draw_map(dense).html) <= 600_000


@pytest.mark.xfail(
    strict=True, reason="140 kB since the story, saving and comparison came: too much by 20 kB"
)
def test_the_files_of_a_whole_study_stay_small(found: nk.Findings) -> None:
    assert len(draw_map(found, renderer="svg").html) <= 120_000
    assert len(draw_map(found).html) <= 600_000


@pytest.mark.parametrize("renderer", RENDERERS)
def test_the_policy_names_every_block_by_its_hash(found: nk.Findings, renderer: str) -> None:
    text = text_of(found, renderer=renderer)
    head = re.search(r"<head>\s*(<meta charset=\"utf-8\">)\s*(<meta [^>]*>)", text)
    assert head
    policy = head[2]
    assert "default-src 'none';" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    blocks = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    blocks += re.findall(r"<script(?![^>]*json)[^>]*>(.*?)</script>", text, re.DOTALL)
    assert len(blocks) == (2 if renderer == "svg" else 3)
    for block in blocks:
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_lines_end_in_line_feeds_alone(found: nk.Findings) -> None:
    assert b"\r" not in draw_map(found).html
    assert bundle().count("vis-network") > 0


def test_hostile_text_cannot_leave_its_place() -> None:
    text = text_of(nk.analyse(hostile_study(), resamples=0), renderer="svg")
    assert "<img" not in text
    assert text.lower().count("<script") == text.lower().count("</script>") == 2
    assert "\u202e" not in text
    assert "\u2028" not in text
    assert "\x07" not in text
    assert data_of(text)["actors"]["rows"]
    assert HOSTILE.split("\u2028")[0].strip() in unescape(text)


def test_our_own_page_holds_no_address_no_handler_and_no_style_attribute(
    found: nk.Findings,
) -> None:
    text = text_of(found, renderer="svg")
    without_script = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.search(r"<[^>]*\s(?:style|on\w+)=", without_script)
    assert not re.search(r"(?:https?:)?//", without_script.replace("</", ""))
    for sink in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert sink not in text


def test_the_script_gets_no_ids_of_the_study(found: nk.Findings) -> None:
    data = data_of(text_of(found))
    assert "id" not in data["actors"]["names"]
    assert {node["id"] for node in data["view"]["nodes"]} == set(range(len(data["view"]["nodes"])))


def test_the_researchers_file_says_so_and_the_boards_does_not_need_to(found: nk.Findings) -> None:
    warning = "Holds respondent codes, do not pass on"
    assert warning in text_of(found, renderer="svg")
    board = text_of(found, renderer="svg", profile="board")
    assert warning not in board
    assert "OFFICIAL" in board
    withheld = nk.reduce(found, "board").facts["withheld"]
    assert f"particulars of {withheld['ties']} ties" in board
    assert not re.search(r"\bN(?:1[0-7]|[1-9])\b", board)
    assert "AUTHORS" not in board


def test_a_linked_tie_is_there(found: nk.Findings) -> None:
    assert f'id="{tie_anchor("schools", "police")}"' in text_of(found, renderer="svg")


def test_only_known_renderers_and_sizes(found: nk.Findings) -> None:
    with pytest.raises(UsageError, match="'png' is no renderer; there are: both, svg, vis"):
        draw_map(found, renderer="png")
    many = nk.analyse(crowd(210, 220), tables=("actors", "ties"), resamples=0)
    for renderer in ("svg", "vis"):
        assert b'data-kind="sector"' in draw_map(many, renderer=renderer).html


def test_a_page_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    page = draw_map(plain([("a", "b")]), renderer="svg")
    page.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_bytes() == page.html
    assert [place.name for place in tmp_path.iterdir()] == ["map.html"]
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        page.save(tmp_path / "file" / "map.html")


def test_a_notebook_gets_a_frame_that_is_kept_apart() -> None:
    page = draw_map(plain([("a", "b")]), renderer="svg")
    frame = page._repr_html_()
    assert 'sandbox="allow-scripts' in frame
    assert "allow-same-origin" not in frame
    source = re.search(r'srcdoc="([^"]*)"', frame)
    assert source
    assert unescape(source[1]).encode() == page.html


def test_positions_are_given_for_every_actor(found: nk.Findings) -> None:
    positions = draw_map(found).positions
    assert set(positions) == set(found.tables["actors"]["actor"])
    assert all(len(place) == 2 for place in positions.values())


def test_pyvis_carries_the_same_actors_and_ties(found: nk.Findings) -> None:
    carried = to_pyvis(found)
    assert len(carried.nodes) == len(found.tables["actors"])
    labels = {node["label"] for node in carried.nodes}
    assert "UK Border Agency" in labels
    same = to_pyvis(found.network)
    assert (same.nodes, same.edges) == (carried.nodes, carried.edges)
    assert not any("title" in item for item in (*carried.nodes, *carried.edges))


def test_a_script_that_would_end_its_element_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netkit.maps.draw.bundle", lambda: "x = '</script>'")
    with pytest.raises(ValueError, match="end its own element"):
        draw_map(plain([("a", "b")]))

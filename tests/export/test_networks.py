"""Networks for other programs: read back by networkx and by netkit, and the same each time."""

from __future__ import annotations

import io
import itertools
import json
import random
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

import netkit as nk
from netkit.cli import main
from netkit.errors import UsageError
from netkit.export import ENDINGS, network_bytes, network_formats
from tests.samples import SECRET, shipped_findings, small_study

DATA = Path(__file__).parents[2] / "data"
RICH = ("graphml", "gexf", "cytoscape", "node-link")
ENDING = {form: ending for ending, form in ENDINGS.items()}
NAMES = ('say "so"', "<b>&amp;</b>", "=1+1", "Ä ö ü", "x" * 60, "مدرسة", "two  blanks")


def states(found: nk.Findings) -> dict[tuple[str, str], tuple[str, str]]:
    ties = found.tables["ties"]
    return {
        (row["source"], row["target"]): (row["state"], ";".join(row["evidence_ids"]))
        for row in ties.to_dict("records")
        if row["state"] in ("works", "partly", "fails")
    }


@pytest.mark.parametrize("form", RICH)
def test_netkit_reads_the_same_network_back_evidence_included(tmp_path: Path, form: str) -> None:
    found = shipped_findings(0)
    place = tmp_path / f"net{ENDING[form]}"
    place.write_bytes(network_bytes(found, form).data)
    study = nk.read(place)
    again = nk.analyse(study, resamples=0, tables=("actors", "ties"))
    assert states(again) == states(found)
    assert set(again.tables["actors"]["actor"]) == set(found.tables["actors"]["actor"])
    sectors = found.tables["actors"].set_index("actor")["sector"].to_dict()
    assert {actor.id: actor.sector for actor in study.actors} == sectors


@pytest.mark.parametrize("form", ["pajek", "dl"])
def test_without_attributes_what_works_is_kept_and_the_rest_is_said(
    tmp_path: Path, form: str
) -> None:
    found = shipped_findings(0)
    written = network_bytes(found, form)
    place = tmp_path / f"net{ENDING[form]}"
    place.write_bytes(written.data)
    again = nk.analyse(nk.read(place), resamples=0, tables=("actors", "ties"))
    working = {ends for ends, (state, _) in states(found).items() if state == "works"}
    assert set(states(again)) == working
    failing = len(states(found)) - len(working)
    assert any(text.startswith(f"{failing} ties that do not work") for text in written.left_out)
    assert any("evidence" in text for text in written.left_out)


def test_others_read_it_too() -> None:
    found = shipped_findings(0)
    expected = set(states(found))
    data = {form: network_bytes(found, form).data for form in network_formats()}
    graphs = {
        "graphml": nx.read_graphml(io.BytesIO(data["graphml"])),
        "gexf": nx.read_gexf(io.BytesIO(data["gexf"])),
        "node-link": nx.node_link_graph(json.loads(data["node-link"]), edges="links"),
        "cytoscape": nx.cytoscape_graph(json.loads(data["cytoscape"])),
    }
    for form, graph in graphs.items():
        assert graph.is_directed(), form
        assert set(graph.edges()) == expected, form
        assert {said["state"] for *_, said in graph.edges(data=True)} == {
            "works", "partly", "fails",
        }  # fmt: skip
    pajek = nx.parse_pajek(data["pajek"].decode().splitlines())
    assert len(pajek) == len(found.tables["actors"])


@pytest.mark.parametrize("form", list(ENDINGS.values()))
def test_hostile_names_come_back_or_are_said(tmp_path: Path, form: str) -> None:
    listed = tmp_path / "ties.csv"
    rows = [f"{json_cell(a)},{json_cell(b)}" for a, b in itertools.pairwise(NAMES)]
    listed.write_text("\n".join(["source,target", *rows]) + "\n", encoding="utf-8")
    found = nk.analyse(nk.read(listed), resamples=0)
    written = network_bytes(found, form)
    place = tmp_path / f"net{ENDING[form]}"
    place.write_bytes(written.data)
    names = {actor.id for actor in nk.read(place).actors}
    expected = {actor.id for actor in nk.read(listed).actors}
    if names != expected:
        assert {name.replace("'", '"') for name in names} == expected
        assert any("quotation marks" in text for text in written.left_out)


def json_cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize("form", list(ENDINGS.values()))
@pytest.mark.parametrize("content", ["source,target\n", "source,target\na,a\n"])
def test_nobody_and_one_actor_are_networks_too(tmp_path: Path, form: str, content: str) -> None:
    listed = tmp_path / "ties.csv"
    listed.write_text(content, encoding="utf-8")
    assert network_bytes(nk.analyse(nk.read(listed), resamples=0), form).data


@pytest.mark.parametrize("form", list(ENDINGS.values()))
def test_the_order_of_rows_changes_no_byte(form: str) -> None:
    study = small_study()
    said = list(study.statements)
    random.Random(3).shuffle(said)
    other = replace(study, statements=tuple(said), actors=study.actors[::-1])
    one, two = (nk.analyse(item, resamples=0) for item in (study, other))
    assert network_bytes(one, form) == network_bytes(two, form)


@pytest.mark.parametrize("form", list(ENDINGS.values()))
@pytest.mark.parametrize("profile", ["board", "public"])
def test_editions_give_nobody_away(form: str, profile: nk.Profile) -> None:
    found = nk.reduce(nk.analyse(small_study(), resamples=0), profile)
    text = network_bytes(found, form).data.decode()
    codes = [item.evidence_id for item in small_study().statements]
    assert not [secret for secret in (*SECRET, *codes) if secret in text]


def test_a_format_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="'xgmml' is no format"):
        network_bytes(shipped_findings(0), "xgmml")


def test_the_command_takes_the_format_from_the_ending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "net.graphml"
    assert main(["export", str(DATA), "--out", str(place), "--resamples", "0"]) == 0
    said = capsys.readouterr().err
    assert "left out: 14 ties that have ended" in said
    assert place.read_bytes() == network_bytes(shipped_findings(0), "graphml").data
    assert main(["export", str(DATA), "--out", str(tmp_path / "net.xyz")]) == 2
    assert "no format is named" in capsys.readouterr().err
    assert not (tmp_path / "net.xyz").exists()

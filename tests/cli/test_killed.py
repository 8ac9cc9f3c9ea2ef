"""A command killed at any moment leaves each file old or new, and nothing that stays."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from tests.evidence.coding.samples import taguette
from tests.fuzzing.killing import ROOT, hashes, kill_often, killed, run

DATA = ROOT / "data"
FEW = ("--resamples", "0", "--quiet")
pytestmark = pytest.mark.process


def test_tables_are_old_or_new_and_a_rerun_clears_what_is_left(tmp_path: Path) -> None:
    old, out = tmp_path / "old", tmp_path / "out"
    run("metrics", DATA, "--phase", "group", "--out", old, *FEW)
    early = kill_often(("metrics", DATA, "--out", out, *FEW), out, old, times=5, seed=3)
    assert early > 0


def test_a_map_is_old_or_new_and_a_rerun_clears_what_is_left(tmp_path: Path) -> None:
    old, out = tmp_path / "old", tmp_path / "out"
    (tmp_path / "ties.csv").write_text("source,target\na,b\nb,c\n", encoding="utf-8")
    old.mkdir()
    (old / "map.html").write_text("what was there", encoding="utf-8")
    command = ("map", tmp_path / "ties.csv", "--out", out / "map.html", "--quiet")
    early = kill_often(command, out, old, times=4, seed=5)
    assert early > 0


def test_what_a_kill_leaves_beside_a_file_is_cleared(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("source,target\na,b\n", encoding="utf-8")
    (tmp_path / ".netkit-map.html.0123abcd").write_text("half a pa", encoding="utf-8")
    run("map", tmp_path / "ties.csv", "--out", tmp_path / "map.html", "--quiet")
    assert set(hashes(tmp_path)) == {"ties.csv", "map.html"}


def test_an_import_is_all_or_nothing_and_never_costs_the_mapping(tmp_path: Path) -> None:
    source, chance = tmp_path / "pilot.sqlite3", random.Random(7)
    source.write_bytes(taguette())
    whole, early = tmp_path / "whole", 0
    command = ("import", source, "--to")
    began = time.perf_counter()
    run(*command, whole)
    usual = time.perf_counter() - began
    before = hashes(whole)
    run(*command, whole)
    for number in range(6):
        place = tmp_path / f"study{number}"
        run(*command, place)
        early += killed((*command, place), chance.uniform(0, usual * 1.2))
        # A study is there or not; where it is not, the same command makes it.
        if not (place / "study.toml").exists():
            assert {name for name in hashes(place) if ".netkit-" not in name} == set(before)
            run(*command, place)
        found = hashes(place)
        assert found.keys() == hashes(whole).keys()
        assert found["mapping.toml"] == before["mapping.toml"]
    assert early > 0


def test_an_export_is_old_or_new(tmp_path: Path) -> None:
    old, out = tmp_path / "old", tmp_path / "out"
    old.mkdir()
    (old / "net.graphml").write_text("what was there", encoding="utf-8")
    command = ("export", DATA, "--out", out / "net.graphml", *FEW)
    early = kill_often(command, out, old, times=4, seed=8)
    assert early > 0

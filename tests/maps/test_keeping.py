"""A kept layout: the same map from unchanged data, and the old places where somebody is new."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import netkit as nk
from netkit.cli import main
from netkit.evidence.study import Actor, Statement, Study
from netkit.maps import Renderer, draw_map
from netkit.maps.layout import Layout, lay_out
from netkit.maps.page import MapPage
from netkit.maps.payload import make_payload
from netkit.maps.strokes import overlap
from tests.maps.sample import crowd, study_of

SECTORLESS = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]


def found_in(study: Study) -> nk.Findings:
    return nk.analyse(study, tables=("actors", "ties", "pathways"), resamples=0)


@cache
def studies() -> dict[str, Study]:
    long = crowd(20, 40)
    names = tuple(replace(a, name=f"{a.name} with a long name of many words") for a in long.actors)
    return {
        "shipped": nk.example(),
        "sectorless": study_of(SECTORLESS),
        "one": Study("One", (), (Actor("alone", "Alone"),)),
        "dense": crowd(24, 80, seed=2),
        "tall": replace(long, actors=names),
        "large": crowd(48, 90),
    }


def keeping(study: Study, page: MapPage) -> Study:
    return replace(study, layout=dict(page.positions), label_sides=dict(page.label_sides))


@pytest.mark.parametrize(
    ("name", "renderer"),
    [(name, "svg") for name in ("sectorless", "one", "dense", "tall", "large")]
    + [("shipped", "both")],
)
def test_unchanged_data_give_the_same_bytes_from_a_kept_layout(
    name: str, renderer: Renderer
) -> None:
    study = studies()[name]
    first = draw_map(found_in(study), renderer=renderer)
    kept = keeping(study, first)
    again = draw_map(found_in(kept), renderer=renderer, seed=9)
    assert again.html == first.html
    assert draw_map(found_in(keeping(kept, again)), renderer=renderer).html == first.html


def test_the_command_writes_what_draws_the_same_page_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = tmp_path / "study"
    assert main(["new", str(study)]) == 0
    pages = []
    for name, extra in (("one", ["--keep-layout"]), ("two", ["--seed", "5"])):
        place = tmp_path / f"{name}.html"
        command = ["map", str(study), "--resamples", "0", "--renderer", "svg"]
        assert main([*command, "--out", str(place), *extra]) == 0
        pages.append(place.read_bytes())
    assert pages[0] == pages[1]
    assert capsys.readouterr().out == ""


def joined(study: Study, *ends: str) -> Study:
    """Give the study with one more actor that tells some of the others."""
    first = study.actors[0]
    known = {actor.id: actor.sector for actor in study.actors}
    new = Actor("newcomer", "Newcomer", known.get(ends[0], first.sector))
    relation = study.relations[0].id
    said = [Statement(f"Z{row}", relation, "newcomer", end) for row, end in enumerate(ends)]
    actors = sorted((*study.actors, new), key=lambda actor: actor.id)
    return replace(study, actors=tuple(actors), statements=(*study.statements, *said))


@pytest.mark.parametrize("name", ["sectorless", "dense", "tall"])
def test_a_new_actor_moves_nobody_and_turns_no_label(name: str) -> None:
    study = studies()[name]
    page = draw_map(found_in(study), renderer="svg")
    ends = [actor.id for actor in study.actors[1:3]]
    grown = joined(keeping(study, page), *ends)
    payload = make_payload(found_in(grown))
    layout = lay_out(payload, grown.layout, 3, grown.label_sides)
    ids = [actor["id"] for actor in payload["actors"]]
    shifts = {
        (round(x - page.positions[name][0], 1), round(y - page.positions[name][1], 1))
        for name, (x, y) in zip(ids, layout.positions, strict=True)
        if name != "newcomer"
    }
    assert len(shifts) == 1
    sides = dict(zip(ids, layout.sides, strict=True))
    assert sides | dict(page.label_sides) == sides
    assert overlaps_of(layout, ids.index("newcomer")) == 0


def overlaps_of(layout: Layout, row: int) -> int:
    prints = layout.placement.footprints(layout.plan)
    others = np.delete(prints, row, axis=0)
    return int((overlap(others, prints[row]) > 0).sum())


def test_places_without_label_sides_are_taken_as_they_are() -> None:
    study = studies()["dense"]
    page = draw_map(found_in(study), renderer="svg")
    again = draw_map(found_in(replace(study, layout=dict(page.positions))), renderer="svg")
    moved = {
        (round(x - page.positions[name][0], 1), round(y - page.positions[name][1], 1))
        for name, (x, y) in again.positions.items()
    }
    assert len(moved) == 1

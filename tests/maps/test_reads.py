"""What an analysis for a map alone has to make."""

from __future__ import annotations

import pytest

import netkit as nk
from netkit.errors import UsageError
from netkit.maps import DRAWN_UP_TO, TABLES, draw_map, tables_for
from netkit.measures import draws
from netkit.measures import tables as made
from tests.maps.sample import crowd
from tests.samples import small_study


def test_a_map_of_what_it_reads_is_the_map_of_all_there_is() -> None:
    whole = nk.analyse(small_study(), resamples=20)
    tables = tables_for(small_study())
    read = nk.analyse(small_study(), resamples=20, tables=tables)
    assert set(read.tables) == set(tables) < set(whole.tables)
    assert draw_map(read, renderer="svg").html == draw_map(whole, renderer="svg").html
    assert (
        draw_map(read, profile="board", renderer="svg").html
        == draw_map(whole, profile="board", renderer="svg").html
    )


def test_a_crowd_is_drawn_without_working_out_what_to_mend() -> None:
    assert set(tables_for(crowd(DRAWN_UP_TO, 400))) - set(TABLES) == {"repairs"}
    assert tables_for(crowd(DRAWN_UP_TO + 1, 400)) == TABLES


def test_a_table_may_hold_only_the_measures_asked_for() -> None:
    whole = nk.analyse(small_study(), resamples=20).tables
    read = nk.analyse(small_study(), resamples=20, tables=TABLES).tables
    for name, figures in (("actors", TABLES["actors"]), ("ties", ())):
        assert read[name].equals(whole[name][read[name].columns])
        left = {"pagerank", "pairs_lost", "betweenness_low", "top3", "strong_bridge"}
        assert not left & set(read[name].columns)
        assert set(figures or ()) <= set(read[name].columns)


def test_a_measure_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="table 'actors' has no measure 'fame'"):
        nk.analyse(small_study(), resamples=0, tables={"actors": ("fame",)})


def test_a_map_takes_no_intervals_and_of_a_plain_list_no_draws(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken: list[str] = []
    for name in ("with_intervals", "leading"):
        monkeypatch.setattr(made, name, lambda *_, name=name: taken.append(name))
    make = draws.Draws
    monkeypatch.setattr(draws, "Draws", lambda *given: taken.append("draws") or make(*given))
    listed = crowd(24, 80)
    draw_map(nk.analyse(listed, tables=tables_for(listed)), renderer="svg")
    assert taken == []
    draw_map(nk.analyse(small_study(), resamples=20, tables=TABLES), renderer="svg")
    assert set(taken) == {"draws"}

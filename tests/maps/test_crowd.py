"""A crowd's sectors: their sums are those of plain counting, and a page holds only so much."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import netkit as nk
from netkit.evidence.study import Statement, Study
from netkit.findings import Findings
from netkit.maps import TABLES, bounds, draw_map
from netkit.maps.bounds import bounded
from netkit.maps.crowd import DRAWN, STATES, make_crowd, overview, state_of
from netkit.maps.division import MOST_PARTS, divide
from netkit.maps.packing import packed
from netkit.maps.payload import make_payload
from tests.maps.sample import crowd, study_of

Item = dict[str, Any]


@cache
def found_of(sectors: int = 6) -> Findings:
    return nk.analyse(crowd(240, 700, sectors), resamples=0, tables=TABLES)


def without_sectors(study: Study) -> Study:
    return replace(study, actors=tuple(replace(actor, sector="") for actor in study.actors))


def parts(found: Findings) -> tuple[Item, Item]:
    payload = make_payload(found)
    return payload, make_crowd(payload, divide(payload, found, 1))


def unpacked(data: Item) -> list[Item]:
    """Read packed rows as the page's script does."""

    def read(name: str, value: Any) -> Any:
        if value is not None and name in data.get("lists", {}):
            return data["lists"][name][value]
        keys = data.get("keys", {}).get(name)
        return value if value is None or not keys else dict(zip(keys, value, strict=True))

    names = data["names"]
    return [
        data.get("same", {}) | {n: read(n, v) for n, v in zip_longest(names, row)}
        for row in data["rows"]
    ]


def test_the_sums_between_sectors_are_those_of_plain_counting() -> None:
    found = found_of()
    table = found.tables["ties"]
    sector = dict(
        zip(found.tables["actors"]["actor"], found.tables["actors"]["sector"], strict=True)
    )
    plain = Counter(
        (sector[row.source], sector[row.target], row.state) for row in table.itertuples()
    )
    _, crowd_ = parts(found)
    names = [item["name"] for item in crowd_["sectors"]]
    counted = Counter(
        {
            (names[row["source"]], names[row["target"]], state): row[state]
            for row in crowd_["between"]
            for state in STATES
        }
    )
    counted.update(
        {
            (item["name"], item["name"], state): item[state]
            for item in crowd_["sectors"]
            for state in STATES
        }
    )
    assert +counted == plain
    assert sum(item["size"] for item in crowd_["sectors"]) == 240
    sizes = Counter(found.tables["actors"]["sector"])
    assert {item["name"]: item["size"] for item in crowd_["sectors"]} == dict(sizes)
    for place, item in enumerate(crowd_["sectors"]):
        rows = crowd_["between"]
        assert item["sent"] == sum(row["count"] for row in rows if row["source"] == place)
        assert item["got"] == sum(row["count"] for row in rows if row["target"] == place)


@given(st.tuples(*[st.integers(0, 9)] * 3))
def test_the_state_of_many_ties_is_that_of_more_than_half(counts: tuple[int, int, int]) -> None:
    told = state_of(dict(zip(STATES, counts, strict=True)))
    most = [state for state, count in zip(STATES, counts, strict=True) if 2 * count > sum(counts)]
    assert told == (most[0] if most else "partly")


def test_the_most_central_of_a_sector_come_first() -> None:
    found = found_of()
    _, crowd_ = parts(found)
    table = found.tables["actors"].set_index("actor")
    degree = (table["in_degree"] + table["out_degree"]).astype(int)
    for item in crowd_["sectors"]:
        inside = degree[table["sector"] == item["name"]]
        assert len(item["central"]) == 20
        shown = [degree[name] for name in item["central"]]
        assert shown == sorted(inside, reverse=True)[:20]


def test_only_the_widest_lines_are_drawn() -> None:
    payload, crowd_ = parts(found_of(12))
    assert len(crowd_["between"]) > DRAWN
    counts = [row["count"] for row in crowd_["between"]]
    assert counts == sorted(counts, reverse=True)
    assert len(overview(payload, crowd_)["ties"]) == crowd_["drawn"] == DRAWN


def test_without_sectors_the_ties_make_the_groups() -> None:
    clusters = [[f"{name}{row:02d}" for row in range(70)] for name in "abc"]
    pairs = {
        (one, many[(row + step) % 70])
        for many in clusters
        for row, one in enumerate(many)
        for step in (1, 2, 5)
    }
    pairs |= {("a00", "b00"), ("b01", "c01")}
    pairs |= {("a07", f"a{row:02d}") for row in range(20, 50)}
    study = study_of(pairs)
    said = tuple(replace(item, status="open") for item in study.statements)
    payload = make_payload(found := nk.analyse(replace(study, statements=said), tables=TABLES))
    division = divide(payload, found, 1)
    assert division.kind == "group"
    assert "Around a07" in division.titles
    of = {actor["id"]: part for actor, part in zip(payload["actors"], division.part, strict=True)}
    for many in clusters:
        for other in clusters:
            if many is not other:
                assert not {of[name] for name in many} & {of[name] for name in other}


def test_the_groups_of_the_table_are_taken_where_it_was_made() -> None:
    study = without_sectors(crowd(60, 120))
    found = nk.analyse(study, resamples=1, tables=(*TABLES, "groups"))
    payload = make_payload(found)
    division = divide(payload, found, 1)
    group = found.tables["groups"].set_index("actor")["group"]
    of = {actor["id"]: part for actor, part in zip(payload["actors"], division.part, strict=True)}
    sizes = group.value_counts()
    for number in sizes[sizes > 1].index[:MOST_PARTS]:
        assert len({of[name] for name in group[group == number].index}) == 1


def test_without_working_ties_the_pieces_are_shown() -> None:
    pairs = [(f"{name}{row}", f"{name}{row + 1}") for name in "ab" for row in range(120)]
    study = study_of(pairs)
    said = tuple(replace(item, status="broken") for item in study.statements)
    found = nk.analyse(replace(study, statements=said), tables=TABLES)
    division = divide(make_payload(found), found, 1)
    assert division.kind == "piece"
    assert sorted(Counter(division.part).values()) == [121, 121]


def test_many_small_parts_are_put_together() -> None:
    found = found_of(60)
    payload, crowd_ = parts(found)
    assert len(crowd_["sectors"]) == MOST_PARTS
    assert crowd_["sectors"][-1]["name"] == f"{60 - MOST_PARTS + 1} smaller sectors"
    assert sum(item["size"] for item in crowd_["sectors"]) == len(payload["actors"])


def test_what_is_left_out_is_counted_and_what_is_first_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "MOST_ACTORS", 200)
    monkeypatch.setattr(bounds, "MOST_TIES", 300)
    payload = make_payload(found_of())
    held = bounded(payload)
    assert held["left_out"] == {"actors": 40, "ties": 400, "statements": 0}
    assert len(held["actors"]) == 200
    assert len(held["ties"]) == 300
    of = {
        tie["anchor"]: (
            payload["actors"][tie["source"]]["id"],
            payload["actors"][tie["target"]]["id"],
        )
        for tie in payload["ties"]
    }
    for tie in held["ties"]:
        ends = held["actors"][tie["source"]]["id"], held["actors"][tie["target"]]["id"]
        assert ends == of[tie["anchor"]]
    html = draw_map(found_of(), renderer="svg").html.decode()
    assert "Left out of this file" in html
    assert "400 ties that would come last in the table" in html


def test_statements_stay_with_their_ties_when_some_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    study = crowd(210, 400)
    said = tuple(
        replace(item, summary=f"about {item.source} and {item.target}") for item in study.statements
    )
    found = nk.analyse(replace(study, statements=said), tables=TABLES)
    monkeypatch.setattr(bounds, "MOST_STATEMENTS", 50)
    held = bounded(make_payload(found))
    assert held["left_out"]["statements"] == 350
    told = 0
    for tie in held["ties"]:
        for item in tie["evidence"]:
            ends = [held["actors"][tie[end]]["id"] for end in ("source", "target")]
            assert held["evidence"][item]["summary"] == f"about {ends[0]} and {ends[1]}"
            told += 1
    assert told == 50


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "text": st.sampled_from(["", "a", "b"]),
                "number": st.integers(0, 2),
                "list": st.lists(st.integers(0, 1), max_size=1),
                "named": st.none() | st.fixed_dictionaries({"x": st.integers(), "y": st.none()}),
            }
        ),
        max_size=8,
    )
)
def test_packed_rows_are_read_again_as_they_were(rows: list[Item]) -> None:
    through = json.loads(json.dumps(packed(rows)))
    kept = [{k: None if v in ("", []) else v for k, v in row.items()} for row in rows]
    assert unpacked(through) == kept


@pytest.mark.parametrize("sectors", [True, False], ids=["sectors", "groups"])
def test_the_order_of_the_rows_changes_no_byte(*, sectors: bool) -> None:
    study = crowd(220, 500) if sectors else without_sectors(crowd(220, 500))
    random = np.random.default_rng(3)

    def shuffled(rows: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(rows[place] for place in random.permutation(len(rows)))

    said: tuple[Statement, ...] = shuffled(study.statements)
    other = replace(study, statements=said, actors=shuffled(study.actors))
    one, two = (nk.analyse(item, resamples=0, tables=TABLES) for item in (study, other))
    assert draw_map(one).html == draw_map(two).html

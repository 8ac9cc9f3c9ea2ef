"""What a board asks first, beside the tables it is taken from."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import netkit as nk
from netkit.maps import draw_map
from netkit.maps.payload import make_payload
from tests.samples import shipped_findings


@pytest.fixture(scope="module")
def found() -> nk.Findings:
    return shipped_findings(100)


def test_ties_to_mend_stand_in_the_order_of_the_table(found: nk.Findings) -> None:
    payload = make_payload(found)
    repairs = found.tables["repairs"]
    mend = repairs[repairs["kind"] == "mend"]
    assert payload["short"]["mend"]
    for row, expected in zip(payload["short"]["mend"], mend.to_dict("records"), strict=False):
        tie = payload["ties"][row["tie"]]
        ends = [payload["actors"][tie[end]]["id"] for end in ("source", "target")]
        assert ends == [expected["source"], expected["target"]]
        assert row["pairs"] == expected["pairs_gained"]
        assert row["first"] == pytest.approx(expected["first_share"], abs=0.005)
    assert len(payload["short"]["mend"]) + payload["short"]["mend_more"] == len(mend)
    unknown = repairs[repairs["kind"] == "find out"]
    assert len(payload["short"]["find_out"]) + payload["short"]["find_out_more"] == len(unknown)


def test_who_is_told_and_passes_little_on_is_counted_from_the_ties(found: nk.Findings) -> None:
    payload = make_payload(found)
    ties = pd.DataFrame(payload["ties"])
    assert payload["short"]["quiet"]
    for row in payload["short"]["quiet"]:
        sent = ties[ties["source"] == row["actor"]]
        told = ties[(ties["target"] == row["actor"]) & (ties["state"] == "works")]
        assert (row["ties"], row["told"]) == (len(sent), len(told))
        assert row["fails"] == (sent["state"] == "fails").sum() > len(sent) / 2


def test_a_list_without_anything_to_mend_has_no_such_section(tmp_path: Path) -> None:
    place = tmp_path / "ties.csv"
    place.write_text("source,target\na,b\nb,c\n", encoding="utf-8")
    page = draw_map(nk.analyse(nk.read(place)), renderer="svg").html.decode()
    assert 'id="short"' not in page


def test_the_tie_to_mend_first_is_linked_to_its_mark(found: nk.Findings) -> None:
    page = draw_map(found, renderer="svg").html.decode()
    section = page[page.index('<section id="short"') : page.index('<section id="story"')]
    linked = re.findall(r'href="#(tie-\w+)"', section)
    assert len(linked) == 1
    assert f'id="{linked[0]}"' in page

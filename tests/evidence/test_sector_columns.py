"""Sectors said by the ties themselves: who is where, and who is told to be in two places."""

from __future__ import annotations

from pathlib import Path

import pytest

import netkit as nk

TWO = "source,target,source_sector,target sector\n"


def read(tmp_path: Path, text: str, **beside: object) -> tuple[dict[str, str], list[str]]:
    path = tmp_path / "ties.csv"
    path.write_text(text, encoding="utf-8")
    study = nk.read(path, **beside)  # type: ignore[arg-type]
    return {item.id: item.sector for item in study.actors}, [str(one) for one in study.warnings]


def test_each_end_has_its_sector(tmp_path: Path) -> None:
    sectors, said = read(tmp_path, TWO + "ward,patrol,Health,Police\nclinic,ward,Health,Health\n")
    assert sectors == {"clinic": "Health", "patrol": "Police", "ward": "Health"}
    assert any("sectors of actors were read from the ties" in line for line in said)
    assert all("(note)" in line for line in said)


def test_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    sectors, said = read(tmp_path, TWO + "a,b,x,\nb,c, ,\n")
    assert sectors == {"a": "x", "b": "", "c": ""}
    assert not any("several" in line for line in said)


@pytest.mark.parametrize(
    ("rows", "taken"), [("a,b,x,\nc,a,,y\nd,a,,y\n", "y"), ("a,b,y,\nc,a,,x\n", "x")]
)
def test_an_actor_in_two_sectors_is_told(tmp_path: Path, rows: str, taken: str) -> None:
    sectors, said = read(tmp_path, TWO + rows)
    assert sectors["a"] == taken
    assert any(
        "'a' is in several sectors" in line and f"'{taken}' was taken" in line for line in said
    )
    with pytest.raises(nk.InputError, match="several sectors"):
        read(tmp_path, TWO + rows, strict=True)


def test_a_node_list_goes_before(tmp_path: Path) -> None:
    nodes = tmp_path / "nodes.csv"
    nodes.write_text("id,sector\na,z\nb,z\n", encoding="utf-8")
    sectors, _ = read(tmp_path, TWO + "a,b,x,y\n", actors=nodes)
    assert sectors == {"a": "z", "b": "z"}


def test_sectors_are_no_attribute_of_the_tie(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target,source_sector,colour\na,b,x,red\n", encoding="utf-8")
    assert [dict(item.attributes) for item in nk.read(path).statements] == [{"colour": "red"}]


def test_the_sheet_of_ties_of_a_workbook_may_say_them(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    rows = [["source", "target", "source_sector", "target_sector"], ["a", "b", "x", "y"]]
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "ties.xlsx")
    study = nk.read(tmp_path / "ties.xlsx")
    assert {item.id: item.sector for item in study.actors} == {"a": "x", "b": "y"}

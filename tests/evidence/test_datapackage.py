"""A study described for other programs: accepted by Frictionless, and current where shipped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from netkit.cli import main
from netkit.errors import InputError, UsageError
from netkit.evidence import data_package, new_study
from netkit.evidence.schema import TABLES
from tests.evidence.writing import STUDY, write_study

ROOT = Path(__file__).parents[2]


def validated(folder: Path) -> Any:
    """Give what Frictionless says of a folder's package."""
    from frictionless import Package

    (folder / "datapackage.json").write_bytes(data_package(folder))
    return Package(folder / "datapackage.json").validate()


def test_the_shipped_description_is_current() -> None:
    assert (ROOT / "data" / "datapackage.json").read_bytes() == data_package(ROOT / "data")


def test_a_validator_accepts_the_shipped_study(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    report = validated(folder)
    assert report.valid, report.flatten(["message"])
    assert report.stats["tasks"] == len(json.loads(data_package(folder))["resources"]) == 7


def test_a_validator_accepts_a_new_study_and_other_separators(tmp_path: Path) -> None:
    new_study(tmp_path / "mine")
    assert validated(tmp_path / "mine").valid
    files = dict(STUDY)
    lines = "from;Target;weight\nschool;police;2\nclinic;school;1.5\n"
    files["edges/referral.csv"] = lines
    study = write_study(tmp_path / "other", files)
    report = validated(study)
    assert report.valid, report.flatten(["message"])


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("actors.csv", "school,", ",", "primary-key"),
        ("edges/information.csv", ",open,", ",oepn,", "constraint-error"),
        ("edges/information.csv", ",school,", ",schule,", "foreign-key"),
        ("pathways.csv", ",1,", ",first,", "type-error"),
    ],
)
def test_a_validator_finds_what_netkit_finds(
    tmp_path: Path, file: str, old: str, new: str, kind: str
) -> None:
    from frictionless import Package

    new_study(tmp_path / "mine")
    folder = tmp_path / "mine"
    (folder / "datapackage.json").write_bytes(data_package(folder))
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    report = Package(folder / "datapackage.json").validate()
    assert kind in {found for (found,) in report.flatten(["type"])}
    with pytest.raises(InputError):
        data_package(folder)


def test_every_table_and_column_is_described_as_it_stands(tmp_path: Path) -> None:
    study = write_study(tmp_path)
    described = json.loads(data_package(study))["resources"]
    assert [item["path"] for item in described][:2] == ["actors.csv", "respondents.csv"]
    assert {item["path"] for item in described} == {name for name in STUDY if name.endswith(".csv")}
    for item in described:
        header = (study / item["path"]).read_text().splitlines()[0].split(",")
        assert [field["name"] for field in item["schema"]["fields"]] == header
    assert all(field.meaning for table in TABLES for field in table.fields)


def test_a_file_is_no_package(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="describes a study folder"):
        data_package(tmp_path / "ties.csv")


def test_the_command_writes_it_by_its_name(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    new_study(tmp_path / "mine")
    place = tmp_path / "mine" / "datapackage.json"
    assert main(["export", str(place.parent), "--out", str(place), "--quiet"]) == 0
    assert place.read_bytes() == data_package(place.parent)
    assert main(["export", str(place.parent), "--format", "datapackage", "--out", "-"]) == 0
    assert capsysbinary.readouterr().out == place.read_bytes()

"""What the room promises the others: light to load, one place for an importer, one for columns."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import netkit.evidence
from netkit.evidence import example, read
from netkit.evidence.importers import Draft, endings, importer_of, reads
from netkit.evidence.schema import ACTORS, CONDITIONS, EDGES, PATHWAYS, RESPONDENTS, TABLES, Schema
from netkit.evidence.source import Source
from netkit.evidence.study import Actor, Condition, Respondent, Statement, Step
from tests.evidence.writing import write


@pytest.mark.parametrize(
    ("schema", "record"),
    [
        (ACTORS, Actor),
        (RESPONDENTS, Respondent),
        (EDGES, Statement),
        (CONDITIONS, Condition),
        (PATHWAYS, Step),
    ],
    ids=lambda item: getattr(item, "name", item.__class__.__name__),
)
def test_every_column_has_its_place_in_the_record(schema: Schema, record: type) -> None:
    columns = {field.attribute or field.name for field in schema.fields}
    places = {field.name for field in fields(record)} - {"line", "attributes"}
    assert columns == places


def test_every_column_is_described() -> None:
    for schema in TABLES:
        names = [field.name for field in schema.fields]
        assert len(names) == len(set(names))
        assert schema.key in {"", *names}
        assert all(field.meaning.endswith(".") for field in schema.fields)


def test_an_importer_is_one_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from netkit.evidence import importers

    endings()  # finds the importers there are, before the copy that this test adds to
    monkeypatch.setattr(importers, "_IMPORTERS", dict(importers._IMPORTERS))

    @reads(".pairs", what="list of pairs")
    def pairs(source: Source) -> Draft:
        ends = [line.split() for line in source.data.decode().splitlines()]
        ties = [Statement("", source.stem, a, b, line=n) for n, (a, b) in enumerate(ends, 1)]
        return Draft(ties, [], (Actor("harbour", "The harbour"),))

    assert importer_of(".pairs") is pairs
    assert endings()[".pairs"] == "list of pairs"
    study = read(write(tmp_path / "town.pairs", "a b\nb b\na b\n"))
    assert [(item.evidence_id, item.weight) for item in study.statements] == [("a>b", 2.0)]
    assert [actor.name for actor in study.actors] == ["a", "b", "The harbour"]


def test_the_shipped_study_is_read_without_a_warning() -> None:
    study = example()
    assert study.warnings == ()
    assert study.has_accounts
    assert len(study.respondents) == 17


def test_the_public_names_are_all_there() -> None:
    assert dir(netkit.evidence) == sorted(netkit.evidence.__all__)
    assert all(getattr(netkit.evidence, name) for name in netkit.evidence.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        netkit.evidence.nothing  # noqa: B018


def test_reading_loads_the_standard_library_only(tmp_path: Path) -> None:
    path = write(tmp_path / "ties.csv", "source,target\na,b\n")
    code = (
        "import sys; from netkit.evidence import read; read(sys.argv[1]); "
        "own = {'netkit', '__main__'} | set(sys.stdlib_module_names); "
        "print(sorted({name.partition('.')[0] for name in sys.modules} - own - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; before = set(sys.modules); {code}", str(path)],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"

"""A coder's folder, and what it takes from the study that both coders share."""

from __future__ import annotations

from pathlib import Path

import pytest

from netkit.agreement import read_coding
from netkit.errors import InputError, NetkitError
from netkit.evidence import read
from tests.agreement.codings import DATA, PASSES
from tests.evidence.writing import STUDY, write_study

OWN = {name: text for name, text in STUDY.items() if name.startswith(("edges/", "conditions"))}


def test_without_a_base_it_is_what_is_read() -> None:
    assert read_coding(DATA) == read(DATA)


def test_a_coding_takes_from_the_base_what_it_lacks(tmp_path: Path) -> None:
    base, pass_ = write_study(tmp_path / "base"), write_study(tmp_path / "pass", OWN)
    (base / "conditions.csv").write_text("condition_id,actor,barrier\n", encoding="utf-8")
    found, whole = read_coding(pass_, base), read(base)
    assert found.statements == whole.statements
    assert (found.actors, found.phases, found.steps) == (whole.actors, whole.phases, whole.steps)
    # Conditions and scenarios are a coder's own.
    assert len(found.conditions) == 1
    assert found.scenarios == ()
    assert {name for name in found.inputs if "/" not in name} == {
        "study.toml",
        "actors.csv",
        "respondents.csv",
        "pathways.csv",
        "conditions.csv",
    }


def test_what_a_coding_has_itself_is_not_taken_from_the_base(tmp_path: Path) -> None:
    base = write_study(tmp_path / "base")
    own = {**OWN, "study.toml": STUDY["study.toml"].replace("Harbour", "Second pass")}
    assert read_coding(write_study(tmp_path / "pass", own), base).title == "Second pass"


def test_problems_are_told_of_the_files_where_they_stand(tmp_path: Path) -> None:
    base = write_study(tmp_path / "base")
    files = {name: text.replace("E1,school", "E1,shool") for name, text in OWN.items()}
    coder = write_study(tmp_path / "pass", files)
    with pytest.raises(InputError) as caught:
        read_coding(coder, base)
    assert [problem.file for problem in caught.value.problems] == [
        (coder / "edges" / "information.csv").as_posix()
    ]
    assert "'shool' is not in actors.csv" in str(caught.value)


def test_problems_of_the_base_are_its_own(tmp_path: Path) -> None:
    files = {**STUDY, "actors.csv": "id,kind\nschool,wrong\n"}
    base, coder = write_study(tmp_path / "base", files), write_study(tmp_path / "pass", OWN)
    with pytest.raises(InputError) as caught:
        read_coding(coder, base)
    assert all(problem.file.startswith(base.as_posix()) for problem in caught.value.problems)


def test_a_relation_that_a_coding_lacks_is_missed_by_name(tmp_path: Path) -> None:
    base = write_study(tmp_path / "base")
    coder = write_study(tmp_path / "pass", OWN)
    (coder / "edges" / "information.csv").unlink()
    with pytest.raises(InputError, match=r"pass/edges/information\.csv: does not exist"):
        read_coding(coder, base)


def test_warnings_are_told_of_the_files_where_they_stand(tmp_path: Path) -> None:
    base = write_study(tmp_path / "base")
    files = {**OWN, "edges/stray.csv": "source,target\n"}
    found = read_coding(write_study(tmp_path / "pass", files), base)
    stray = [item for item in found.warnings if "stray" in item.file]
    assert [item.file for item in stray] == [(tmp_path / "pass/edges/stray.csv").as_posix()]


def test_a_base_or_a_coding_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("from,to\na,b\n", encoding="utf-8")
    for coder, base in ((PASSES[0], file), (file, DATA), (PASSES[0], tmp_path / "none")):
        with pytest.raises(NetkitError, match="--base is for study folders"):
            read_coding(coder, base)

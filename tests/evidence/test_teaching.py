"""What ``netkit check`` teaches beyond what is wrong: slips, and what nothing speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from netkit.errors import Problem
from netkit.evidence import check, read
from netkit.evidence.names import one_slip_apart
from tests.evidence.writing import write_study


def _told(folder: Path, severity: str) -> list[Problem]:
    return [problem for problem in check(folder) if problem.severity == severity]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Border Agecny", "Border Agency"),
        ("Children Protection", "Children Protecton"),
        ("health visitor", "health vistor"),
        ("Kingstin upon Hull", "Kingston upon Hull"),
    ],
)
def test_a_slip_of_the_pen_is_seen(one: str, other: str) -> None:
    assert one_slip_apart([other, "police", one]) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Team 1", "Team 2"),
        ("Hospital A", "Hospital B"),
        ("Children Services", "Childrens Services"),
        ("Bruce", "Bryce"),
        ("ward 1234567", "ward 1234568"),
        ("Hospital North", "Hospital South"),
    ],
)
def test_names_that_differ_on_purpose_are_left_in_peace(one: str, other: str) -> None:
    assert one_slip_apart([one, other]) == []


def test_what_is_longer_than_a_name_is_not_compared() -> None:
    length = 100 - len(" agency")
    assert one_slip_apart([f"{'b' * length} agency", f"{'b' * length} agecny"]) != []
    assert one_slip_apart([f"{'b' * (length + 1)} agency", f"{'b' * (length + 1)} agecny"]) == []
    assert one_slip_apart(["b" * 10_000_000, "word " * 1_000_000]) == []


def test_a_slip_is_told_with_its_line_and_merges_nothing(tmp_path: Path) -> None:
    file = tmp_path / "ties.csv"
    file.write_text("source,target\nBorder Agency,Police\nBorder Agecny,Schools\n")
    (slip,) = _told(file, "warning")
    assert (slip.line, slip.value) == (3, "Border Agecny")
    assert "one letter apart and stay apart" in slip.message


def test_two_actors_of_one_name_are_told(tmp_path: Path) -> None:
    write_study(
        tmp_path,
        {
            "actors.csv": "id,name\nsch,Schools\nschool,schools\n",
            "edges/information.csv": "source,target\nsch,school\n",
        },
    )
    (twice,) = _told(tmp_path, "warning")
    assert (twice.line, twice.column, twice.value) == (3, "name", "schools")


def test_what_nothing_speaks_of_is_noted_and_stops_nothing(tmp_path: Path) -> None:
    write_study(
        tmp_path,
        {
            "study.toml": (
                "schema = 1\n[[phases]]\nid = 'before'\n[[phases]]\nid = 'after'\n"
                "[[relations]]\nid = 'information'\nfile = 'edges/information.csv'\n"
                "[[relations]]\nid = 'referral'\n"
                "[codebook.channels.protocol]\n[codebook.channels.personal]\n"
            ),
            "actors.csv": "id,kind,members\nschool,agency,\npolice,agency,\nclinic,agency,\n"
            "port,agency,\nboth,collective,police;clinic\n",
            "respondents.csv": "id\nR1\nR2\n",
            "edges/information.csv": "source,target,phase,channel,respondents\n"
            "school,both,after,protocol,R1\n",
        },
    )
    notes = {(note.column, note.message) for note in check(tmp_path)}
    assert notes == {
        ("id", "1 actor is mentioned by no row: 'port'"),
        ("id", "1 respondent is cited by no row: 'R2'"),
        ("phases", "1 phase has no statement of its own: 'before'"),
        ("relations", "1 relation has neither statement nor prescribed step: 'referral'"),
        ("codebook", "1 channel is used by no row: 'personal'"),
    }
    assert [problem.severity for problem in check(tmp_path, strict=True)] == ["note"] * 5


def test_many_are_counted_after_the_first_twenty(tmp_path: Path) -> None:
    names = "".join(f"a{number}\n" for number in range(30))
    write_study(
        tmp_path,
        {"actors.csv": f"id\n{names}x\ny\n", "edges/information.csv": "source,target\nx,y\n"},
    )
    (note,) = _told(tmp_path, "note")
    assert read(tmp_path).warnings == ()
    assert note.message.startswith("30 actors are mentioned by no row: 'a0', 'a1', 'a10'")
    assert note.message.endswith(" and 10 more")

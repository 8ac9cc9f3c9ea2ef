"""Whatever the bytes and whatever the order of rows: a study, or a refusal that says why."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netkit.errors import InputError
from netkit.evidence import Study, check, read
from tests.evidence.writing import STUDY, write, write_study

NAMES = st.sampled_from(["a", "b", "c", "A", "a ", "b\u200b", "a>b", "NA", "=x"])
WEIGHTS = st.sampled_from(["1", "0.1", "0.2", "0.3", "1e-3", "12345.678"])
ROWS = st.lists(st.tuples(NAMES, NAMES, WEIGHTS, st.sampled_from(["", "x", "y"])), max_size=12)
LETTERS = st.text(alphabet="ab,;\t \"\n\r'=x01.#-\u00e9\u200b", max_size=80)
NAMED_FILES = st.sampled_from([*sorted(STUDY), "edges/other.csv"])


def timeless(study: Study) -> Study:
    """Forget hashes and the lines of warnings, all that the order of rows may change."""
    return replace(
        study,
        warnings=tuple(
            sorted((replace(item, line=0) for item in study.warnings), key=lambda item: item.rank)
        ),
        inputs={},
    )


def quoted(row: tuple[str, ...]) -> str:
    return ",".join(f'"{cell}"' for cell in row) + "\n"


@given(rows=ROWS, seed=st.integers(0, 99), undirected=st.booleans())
def test_the_order_of_ties_changes_nothing(
    rows: list[tuple[str, ...]], seed: int, undirected: bool
) -> None:
    shuffled = random.Random(seed).sample(rows, len(rows))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ties.csv")
        studies = []
        for order in (rows, shuffled):
            write(path, "source,target,weight,remark\n" + "".join(map(quoted, order)))
            studies.append(timeless(read(path, undirected=undirected)))
    assert studies[0] == studies[1]


@given(rows=ROWS)
def test_what_is_read_is_what_the_rows_say(rows: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ties.csv")
        write(path, "source,target,weight,remark\n" + "".join(map(quoted, rows)))
        study = read(path)
    ends = {cell.strip(" \u200b") for source, target, *_ in rows for cell in (source, target)}
    assert {actor.id for actor in study.actors} == ends
    keys = [item.evidence_id for item in study.statements]
    assert keys == sorted(set(keys))
    assert all(item.source != item.target and item.weight > 0 for item in study.statements)


@given(seed=st.integers(0, 999))
def test_the_order_of_a_studys_rows_changes_nothing(seed: int) -> None:
    draw = random.Random(seed)
    shuffled = dict(STUDY)
    for name, text in STUDY.items():
        if name.endswith(".csv"):
            header, *rows = text.splitlines(keepends=True)
            shuffled[name] = header + "".join(draw.sample(rows, len(rows)))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        first, second = read(write_study(Path(one))), read(write_study(Path(other), shuffled))
    assert timeless(first) == timeless(second)


@given(data=st.one_of(st.binary(max_size=120), LETTERS.map(str.encode)))
@example(b"")
@example(b"\xff\xfe")
@example(b"source,target\n\x00")
@example(b"foo,bar\n")
@example(b",\n")
def test_any_bytes_give_a_study_or_a_refusal(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("ties.csv", "ties.txt"):
            tried(write(Path(folder, name), data))
            tried(write(Path(folder, name), b"source,target,weight\n" + data))


@given(name=NAMED_FILES, data=st.one_of(st.binary(max_size=120), LETTERS.map(str.encode)))
def test_any_bytes_in_a_study_give_a_study_or_a_refusal(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tried(write_study(Path(folder), {**STUDY, name: data}))


@given(
    name=st.sampled_from(sorted(STUDY)),
    place=st.integers(0, 2_000),
    length=st.integers(0, 12),
    text=st.sampled_from(["", '"', ",", "\n", "[", "=", "any", "agencies", "1", "AUTHORS", "{}"]),
)
def test_any_slip_of_the_hand_gives_a_study_or_a_refusal(
    name: str, place: int, length: int, text: str
) -> None:
    whole = STUDY[name]
    place %= len(whole)
    slipped = whole[:place] + text + whole[place + length :]
    with tempfile.TemporaryDirectory() as folder:
        tried(write_study(Path(folder), {**STUDY, name: slipped}))


def tried(path: Path) -> None:
    """Read a path; what is refused has a reason, what is read is told in the same words."""
    problems = check(path)
    assert all(problem.message and problem.file for problem in problems)
    if any(problem.severity == "error" for problem in problems):
        with pytest.raises(InputError):
            read(path)
        return
    study = read(path)
    assert study.warnings == problems
    known = {actor.id for actor in study.actors}
    assert all({item.source, item.target} <= known for item in study.statements)

"""Large lists are read by the engine to the same study, letter for letter, as row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import netkit as nk
from netkit.evidence.large import reading, scan, tallying
from netkit.evidence.large.columns import TieColumns
from netkit.evidence.large.engine import engine
from netkit.evidence.study import Statement

PLAIN = {
    "two columns": "source,target\na,b\nb,c\n",
    "weights": "source,target,weight\nb,a,2\na,b,3\na,b,4\n",
    "sums that depend on their order": "source,target,weight\n"
    + "".join(f"a,b,{weight}\n" for weight in ("1e12", "0.1", "0.2", "0.3", "0.1", "0.7")),
    "the ends turned round": "target,source\nb,a\nc,b\nb,a\n",
    "tabs": "source\ttarget\tweight\na\tb\t1\n",
    "semicolons": "source;target;weight\na;b;1\n",
    "lines of another machine": "source,target\r\na,b\r\nb,c\r\n",
    "no line end at the end": "source,target\na,b\nb,c",
    "self-ties": "source,target\na,a\na,a\nb,b\na,b\nc,c\n",
    "only self-ties": "source,target\na,a\nb,b\n",
    "statuses": "source,target,status\na,b,open\na,b,broken\na,b,open\nb,a,strained\n",
    "relations": "source,target,relation\na,b,sends\na,b,asks\nb,a,sends\n",
    "relations whose names begin alike": "source,target,relation\na,b,tell\na,b,tell-all\nc,a,tell\n",
    "all columns": "source,target,relation,status,weight\na,b,x,open,1\na,b,x,open,2\na,b,y,broken,1\n",
    "names to be cleaned": "source,target\n a,b\na,b\nA,b\n'=a,b\n\u00e9,b\ne\u0301,b\nx  y,b\n",
    "names that sort about the arrow": "source,target\na,b\na b,b\na-b,b\na>,b\na!,c\n",
    "a number before a name": "source,target,status\na,b,open\na,b,broken\na,b!,open\na,b!c,broken\n",
    "a name with a number sign": "source,target,status\na,b#2,open\na,b,open\na,b,broken\n",
    "names in quotation marks": 'source,target\n"a, b",c\n"say ""no""",c\n',
    "a quotation mark within a name": 'source,target\na "b",c\nb,c\n',
    "names that look like numbers": "source,target\n1,2\n01,2\n1.0,2\n",
    "sectors": "source,target,source_sector,target sector\na,b,x,y\nb,a,z,x\na,c,x,\nc,a,, x  \n",
    "sectors of one end": "source,target,source_sector\na,b,x\nb,a,x\na,b,y\nb,c,\n",
    "sectors of names to be cleaned": "from,to,to_sector\n a,b,'=x\nb,a ,y\nb, a,y\n",
    "many in several sectors": "source,target,source_sector\n"
    + "".join(f"a{row % 9},b,s{row % 4}\n" for row in range(40)),
    "a name of the engine's nothing": "source,target\nNULL,null\nnan,None\n",
}
ODD = {
    "an empty end": "source,target\na,\nb,c\n",
    "a blank line": "source,target\na,b\n\nb,c\n",
    "a row too short": "source,target,weight\na,b\nb,c,1\n",
    "a row too long": "source,target\na,b,c\nb,c\n",
    "a weight that is none": "source,target,weight\na,b,heavy\nb,c,1\n",
    "a weight too small": "source,target,weight\na,b,-1\nb,c,1\n",
    "a weight that is not there": "source,target,weight\na,b,\nb,c,1\n",
    "a status that is none": "source,target,status\na,b,shut\nb,c,open\n",
    "a relation with a colon": "source,target,relation\na,b,x:y\nb,c,x\n",
    "a column more": "source,target,colour\na,b,red\nb,c,blue\n",
    "a sector of a thousand signs": f"source,target,source_sector\na,b,{'s' * 1001}\nb,c,x\n",
    "two columns of a sector": "source,target,source_sector,from_sector\na,b,x,y\nb,c,x,x\n",
    "no header": "a,b\nb,c\n",
    "a line break in a name": 'source,target\n"a\nb",c\nb,c\n',
    "an open quotation mark": 'source,target\n"a,b\nb,c\n',
    "lines of an old machine": "source,target\ra,b\rb,c\r",
    "a name of a thousand signs": f"source,target\n{'a' * 1001},b\nb,c\n",
    "a relation of a thousand signs": f"source,target,relation\na,b,{'r' * 1001}\nb,c,x\n",
    "NUL": "source,target\na\0,b\nb,c\n",
    "nothing": "",
    "a header alone": "source,target\n",
}


@contextmanager
def _large_from(size: int, added_up_from: int = 0) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "LARGE", size)
        patch.setattr(tallying, "SORTED", added_up_from)
        yield


def _read(path: Path, **beside: object) -> tuple[nk.Study | None, list[str]]:
    """Give the study, or nothing, and all that was said."""
    try:
        study = nk.read(path, **beside)  # type: ignore[arg-type]
    except nk.NetkitError as error:
        return None, str(error).splitlines()
    return study, [str(warning) for warning in study.warnings]


def _both_ways(path: Path, **beside: object) -> tuple[nk.Study | None, nk.Study | None]:
    row_by_row, said = _read(path, **beside)
    for added_up_from in (0, 1_000_000):
        with _large_from(0, added_up_from):
            large, also_said = _read(path, **beside)
        assert also_said == said
        assert large == row_by_row
    return large, row_by_row


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_a_large_list_is_read_as_row_by_row(text: str, tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_bytes(text.encode())
    large, row_by_row = _both_ways(path)
    assert large is not None
    assert row_by_row is not None
    assert type(row_by_row.statements) is tuple
    assert [item.line for item in large.statements] == [item.line for item in row_by_row.statements]


@pytest.mark.parametrize(
    "name", ["weights", "relations", "self-ties", "sums that depend on their order"]
)
def test_the_engine_is_what_reads_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text(PLAIN[name])
    with _large_from(0):
        assert isinstance(nk.read(path).statements, TieColumns)


def test_the_engine_draws_no_bar() -> None:
    with engine() as opened:
        assert opened.execute("SELECT current_setting('enable_progress_bar')").fetchone() == (
            False,
        )


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_what_is_odd_is_told_as_row_by_row(text: str, tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_bytes(text.encode())
    large, _ = _both_ways(path)
    assert large is None or type(large.statements) is tuple


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_told_as_row_by_row(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_bytes("source,target\nCaf\u00e9,b\nb,c\n".encode(encoding))
    _both_ways(path)


NAMES = st.sampled_from(
    ["a", "b", "B", "a b", "a-b", "a!", "b#2", " a", "\u00e9", "e\u0301", "", "a>b", "0"]
)
WEIGHTS = st.sampled_from(["1", "2.5", "0.1", "1e15", " 3", "0", "007", "x", "", "1_0", "1e400"])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            NAMES, NAMES, WEIGHTS, st.sampled_from(["open", "broken"]), st.sampled_from("xy")
        ),
        max_size=12,
    )
)
def test_any_rows_are_read_as_row_by_row(rows: list[tuple[str, ...]], tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    lines = ["source,target,weight,status,relation", *(",".join(row) for row in rows)]
    path.write_bytes("\n".join(lines).encode())
    _both_ways(path)


def test_places_with_signs_of_the_engine(tmp_path: Path) -> None:
    folder = tmp_path / "it's [all] * that? {is} %s"
    folder.mkdir()
    (folder / "a*.csv").write_text("source,target\nwrong,file\n")
    path = folder / "a'[b]*.csv"
    path.write_text("source,target\na,b\n")
    large, _ = _both_ways(path)
    assert large is not None
    assert [item.evidence_id for item in large.statements] == ["a>b"]


def test_actors_beside_a_large_list(tmp_path: Path) -> None:
    path, nodes = tmp_path / "ties.csv", tmp_path / "nodes.csv"
    path.write_text("source,target\nb,a\nc,a\n")
    nodes.write_text("id,sector\na,north\nb,south\nd,south\n")
    large, _ = _both_ways(path, actors=nodes)
    assert large is not None
    assert [actor.sector for actor in large.actors] == ["north", "south", "", "south"]


def test_ties_without_direction_are_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target\nb,a\nc,a\n")
    _both_ways(path, undirected=True)


def test_small_lists_and_machines_without_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target\nb,a\n")
    monkeypatch.setattr(reading, "read_large", lambda *_: pytest.fail("the engine was asked"))
    assert len(nk.read(path).statements) == 1
    monkeypatch.setattr(scan, "LARGE", 0)
    monkeypatch.setattr(scan, "is_there", lambda: False)
    assert len(nk.read(path).statements) == 1


def test_the_values_of_a_field_are_those_of_the_statements(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text(PLAIN["all columns"])
    with _large_from(0):
        said = nk.read(path).statements
    assert isinstance(said, TieColumns)
    for field in fields(Statement):
        assert said.values(field.name).tolist() == [getattr(item, field.name) for item in said]


def test_columns_are_a_sequence_of_statements(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text("source,target\nb,a\nc,a\na,b\n")
    with _large_from(0):
        ties = nk.read(path).statements
    row_by_row = nk.read(path).statements
    assert ties[0] == row_by_row[0]
    assert ties[-1] == row_by_row[-1]
    assert ties[1:] == row_by_row[1:]
    assert row_by_row == ties
    assert ties != row_by_row[1:]
    assert ties != (*row_by_row[1:], replace(row_by_row[0], weight=2.0))
    assert list(reversed(ties)) == list(reversed(row_by_row))
    with pytest.raises(IndexError):
        ties[3]


def test_a_letter_may_lie_across_two_blocks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ties.csv"
    path.write_bytes("source,target\r\n\u00e9,b\r\nb,\u00e9\r\n".encode())
    for size in range(15, 30):
        monkeypatch.setattr(scan, "_BLOCK", size)
        found = scan.scan(path)
        assert found.plain
        assert found.lines == 3
    path.write_bytes(b"source,target\n\xff,b\n")
    assert not scan.scan(path).plain


def test_all_that_is_computed_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "ties.csv"
    path.write_text(PLAIN["all columns"])
    tables = []
    for size in (10**9, 0):
        with _large_from(size):
            study = nk.read(path)
        assert isinstance(study.statements, TieColumns) == (size == 0)
        found = nk.analyse(study, nk.View(relations=("x",)))
        tables.append((found.actors.to_csv(), found.ties.to_csv(), found.evidence.to_csv()))
    assert tables[0] == tables[1]

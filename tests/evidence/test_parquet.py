"""Parquet files as studies: what the same list in text gives, and what is refused."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import netkit as nk
from netkit.errors import InputError
from netkit.evidence.large import parquet, scan
from netkit.evidence.study import Study
from netkit.export import table_bytes
from netkit.network import network_of
from tests.fuzzing.samples import table_samples
from tests.fuzzing.trials import try_out

ROWS = {
    "source": ["a", "b", "é, x", None],
    "target": ["b", "c", "a", "c"],
    "weight": [1.0, 2.5, 3.0, 1.0],
    "status": ["open", "broken", "open", "open"],
}


def both(tmp_path: Path, table: pd.DataFrame) -> tuple[Study, Study]:
    """Read a table as Parquet and as CSV, told of under one name."""
    table.to_parquet(tmp_path / "ties.parquet", index=False)
    table.to_csv(tmp_path / "ties.csv", index=False)
    one, other = (nk.read(tmp_path / f"ties.{ending}") for ending in ("parquet", "csv"))
    told = tuple(
        replace(item, file=item.file.replace(".csv", ".parquet")) for item in other.warnings
    )
    return one, replace(other, warnings=told, inputs=one.inputs)


@pytest.mark.parametrize("large", [False, True])
def test_a_table_is_the_list_it_is_in_text(
    large: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(scan, "LARGE", 0)
    one, other = both(tmp_path, pd.DataFrame(ROWS).dropna())
    assert one == other
    data = (tmp_path / "ties.parquet").read_bytes()
    assert dict(one.inputs) == {"ties.parquet": hashlib.sha256(data).hexdigest()}
    assert type(one.statements) is tuple or large


def test_what_netkit_writes_is_read_back(tmp_path: Path) -> None:
    network = network_of([("a", "b"), ("b", "c")], broken=[("c", "a")])
    found = nk.analyse(network.study, resamples=0, tables=["ties"])
    (tmp_path / "ties.parquet").write_bytes(table_bytes(found.tables["ties"], "parquet"))
    (tmp_path / "ties.csv").write_bytes(table_bytes(found.tables["ties"], "csv"))
    one, other = (nk.read(tmp_path / f"ties.{ending}") for ending in ("parquet", "csv"))
    assert [item.evidence_id for item in one.statements] == ["a>b", "b>c", "c>a"]
    assert [
        (item.evidence_id, item.source, item.target, item.status, item.weight)
        for item in one.statements
    ] == [
        (item.evidence_id, item.source, item.target, item.status, item.weight)
        for item in other.statements
    ]


def test_problems_name_the_file_and_the_row(tmp_path: Path) -> None:
    path = tmp_path / "ties.parquet"
    pd.DataFrame(ROWS).to_parquet(path, index=False)
    with pytest.raises(InputError) as refused:
        nk.read(path)
    assert f"{path.as_posix()}:5:source: is empty" in str(refused.value)
    assert "netkit-" not in str(refused.value)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "cannot be read as Parquet"),
        (b"PAR1 is not all it takes PAR1", "cannot be read as Parquet"),
        (b"source,target\na,b\n", "cannot be read as Parquet"),
    ],
)
def test_what_is_no_parquet_is_refused(data: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "ties.parquet"
    path.write_bytes(data)
    with pytest.raises(InputError, match=told):
        nk.read(path)


def test_nested_values_and_too_much_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ties.parquet"
    pd.DataFrame({"source": ["a"], "target": ["b"], "more": [{"x": 1}]}).to_parquet(path)
    with pytest.raises(InputError, match="nested values, 'more'"):
        nk.read(path)
    pd.DataFrame(ROWS).dropna().to_parquet(path, index=False)
    monkeypatch.setattr(parquet, "MOST_SIGNS", 10)
    with pytest.raises(InputError, match="more than the 10 that are read"):
        nk.read(path)
    monkeypatch.setattr(parquet, "MOST_ROWS", 2)
    with pytest.raises(InputError, match="has 3 rows, more than the 2"):
        nk.read(path)


def test_a_file_that_is_not_there_and_a_machine_without_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="does not exist"):
        nk.read(tmp_path / "none.parquet")
    path = tmp_path / "ties.parquet"
    pd.DataFrame(ROWS).dropna().to_parquet(path, index=False)
    monkeypatch.setattr(parquet, "is_there", lambda: False)
    with pytest.raises(InputError, match=r"netkit-stakeholder\[large\]"):
        nk.read(path)


def test_nothing_but_reading_or_refusal_comes_of_a_spoilt_table(tmp_path: Path) -> None:
    outcome = try_out(table_samples(), 200, seed=4, folder=tmp_path)
    assert outcome.broken == []
    assert outcome.refused.total() > 100

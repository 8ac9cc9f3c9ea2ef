"""Tables as files: every value comes back, nothing can start a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkit.errors import UsageError
from netkit.export import formats, table_bytes

TABLE = pd.DataFrame(
    {
        "actor": ["=1+1", "a,b\n", "NA"],
        "count": pd.array([1, None, 3], dtype="Int64"),
        "mark": pd.array([True, None, False], dtype="boolean"),
        "figure": [0.1, np.nan, 1e-300],
        "list": [("a", "b"), (), ("=x",)],
    }
)


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_csv_writes_the_contract() -> None:
    assert rows(table_bytes(TABLE)) == [
        ["actor", "count", "mark", "figure", "list"],
        ["'=1+1", "1", "true", "0.1", "a;b"],
        ["a,b\n", "", "", "", ""],
        ["NA", "3", "false", "1e-300", "'=x"],
    ]


def test_csv_ends_lines_with_a_line_feed_only() -> None:
    assert b"\r" not in table_bytes(TABLE)


def test_an_empty_table_keeps_its_header() -> None:
    assert rows(table_bytes(TABLE.iloc[:0])) == [list(TABLE)]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_read_back_to_the_same_float(value: float) -> None:
    written = rows(table_bytes(pd.DataFrame({"x": [value]})))[1][0]
    assert float(written) == value


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_no_text_starts_a_formula(text: str) -> None:
    written = rows(table_bytes(pd.DataFrame({"x": [text], "y": ["z"]})))[1][0]
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_json_keeps_lists_and_gives_null_for_undefined() -> None:
    records = json.loads(table_bytes(TABLE, "json"))
    assert records[0] == {
        "actor": "=1+1",
        "count": 1,
        "mark": True,
        "figure": 0.1,
        "list": ["a", "b"],
    }
    assert records[1] == {
        "actor": "a,b\n",
        "count": None,
        "mark": None,
        "figure": None,
        "list": [],
    }


def test_parquet_reads_back() -> None:
    read = pd.read_parquet(io.BytesIO(table_bytes(TABLE, "parquet")))
    assert read["count"].tolist()[::2] == [1, 3]
    assert [list(value) for value in read["list"]] == [["a", "b"], [], ["=x"]]


def test_a_workbook_holds_text_never_a_formula() -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(table_bytes(TABLE, "xlsx"))).active
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert sheet["B3"].value is None
    assert sheet["D2"].value == 0.1


@pytest.mark.parametrize("format", formats())
def test_the_same_table_gives_the_same_bytes(format: str) -> None:
    assert table_bytes(TABLE, format) == table_bytes(TABLE.copy(), format)


def test_an_unknown_format_is_said_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="'dta' is no format; there are: csv, json, parquet, xlsx"):
        table_bytes(TABLE, "dta")


def test_a_workbook_holds_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(table_bytes(TABLE, "xlsx"))) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = book.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-[^<]*)<", core)) == {"2000-01-01T00:00:00Z"}

"""Ties of a large list, column by column: what row by row gives."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import netkit as nk
from netkit.evidence import plain
from netkit.evidence.large.columns import TieColumns
from netkit.network import TieRule, View, build
from netkit.network.columnar import columnar
from netkit.network.ties import tie_table

ROW = st.tuples(
    st.sampled_from("abcdé"),
    st.sampled_from("abcdé"),
    st.sampled_from(["1", "2.5", "0.1"]),
    st.sampled_from(["open", "strained", "broken"]),
    st.sampled_from(["calls", "visits"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, min_size=1, max_size=30), st.sampled_from([None, ("calls",)]))
def test_the_table_is_that_of_single_statements(
    tmp_path: Path, rows: list[tuple[str, ...]], relations: tuple[str, ...] | None
) -> None:
    path = tmp_path / "ties.csv"
    lines = ["source,target,weight,status,relation", *(",".join(row) for row in rows)]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain, "is_large", lambda _: True)
        study = nk.read(path)
    assume(isinstance(study.statements, TieColumns) and "calls" in study.statements.relations)
    view = View(relations=relations).resolve(study)
    made = columnar(study, view)
    assert made is not None
    table, evidence = tie_table(study, view, TieRule.of(study))
    pd.testing.assert_frame_equal(made[0], table)
    assert list(made[1]) == evidence
    network = build(study, view)
    assert list(network.said) == [item for item in study.statements if view.holds(item)]

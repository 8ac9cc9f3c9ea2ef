"""Every measure against figures that were worked out elsewhere: in R, or by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from netkit.measures.registry import evaluate, measures
from tests.measures.paths_cases import values
from tests.measures.value_files import LEVELS, case_and_table, measured_on, value_files

# R's figures are carried over with 12 significant digits.
EXACT = 1e-11
KEYS = {"actors": ["actor"], "ties": ["source", "target"], "network": []}
CELLS = {"": float("nan"), "true": 1.0, "false": 0.0}


def figures(path: Path) -> dict[str, pd.Series]:
    """Give the values of a file, one Series a measure, undefined ones NaN."""
    table = case_and_table(path)[1]
    rows = values(path.stem)
    if table == "network":
        return {row["measure"]: pd.Series({row["measure"]: number(row["value"])}) for row in rows}
    keys = KEYS[table]
    index = [tuple(row[key] for key in keys) if keys[1:] else row[keys[0]] for row in rows]
    names = [name for name in (rows[0] if rows else ()) if name not in (*keys, "sector")]
    return {name: pd.Series([number(row[name]) for row in rows], index=index) for name in names}


def number(cell: str) -> float:
    return CELLS[cell] if cell in CELLS else float(cell)


def found(table: str, case: str) -> dict[str, pd.Series]:
    network = measured_on(case)
    made: dict[str, pd.Series] = {}
    for entry in measures(LEVELS[table]):  # type: ignore[arg-type]
        result = evaluate(entry, network).astype("Float64").astype(float)
        if entry.level == "network":
            made |= {str(name): result[[name]] for name in result.index}
        else:
            made[entry.columns[0].column] = result
    return made


@pytest.mark.parametrize("path", value_files(), ids=lambda path: path.stem)
def test_figures_are_those_worked_out_elsewhere(path: Path) -> None:
    case, table = case_and_table(path)
    have = found(table, case)
    for name, expected in figures(path).items():
        assert set(expected.index) == set(have[name].index), name
        actual = have[name].loc[list(expected.index)]
        assert actual.to_numpy() == pytest.approx(
            expected.to_numpy(), rel=EXACT, abs=1e-12, nan_ok=True
        ), name


def test_every_measure_has_a_value() -> None:
    held = {
        (LEVELS[case_and_table(path)[1]], name)
        for path in value_files()
        for name, expected in figures(path).items()
        if expected.notna().any()
    }
    needed = {
        (entry.level, column.column)
        for entry in measures()
        for column in entry.columns
        if not entry.drawn
    }
    assert needed - held == set()

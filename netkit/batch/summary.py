"""All studies of a batch together: a page that leads to each, and every figure in one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from netkit.batch.orders import Outcome
from netkit.errors import Problem
from netkit.export import table_bytes
from netkit.measures.tables import dictionary
from netkit.report import render_overview

__all__ = ["summary"]

PAGE, TABLE = "index.html", "figures.csv"
# What the page tells of each study, of the table of the whole network.
SHOWN = {
    "actors": "Actors",
    "ties": "Ties that work",
    "ties_partly": "Ties that work partly",
    "ties_failing": "Ties that fail",
    "reachable_share": "Pairs that can reach each other",
}
_SHARES = ("reachable_share",)
_FIGURES = ("float", "int")
_COLUMNS = ["study", "table", "item", "figure", "value"]


def summary(outcomes: Sequence[Outcome], root: Path, *, report: bool) -> dict[str, bytes]:
    """Make the page and the table of all studies, from the results as they are written."""
    tables = "metrics/" if report else ""
    known = dictionary()
    chosen = (known["table"] == "actors") & known["type"].isin(_FIGURES)
    numeric = set(known.loc[chosen, "column"])
    read: dict[str, pd.DataFrame] = {}
    parts: list[pd.DataFrame] = []
    for outcome in outcomes:
        if outcome.done:
            folder = root / outcome.name / tables
            read[outcome.name] = _read(folder / "network.csv")
            parts += [
                _long(outcome.name, "network", read[outcome.name]),
                _of_actors(outcome.name, _read(folder / "actors.csv"), numeric),
            ]
    figures = pd.concat(parts) if parts else pd.DataFrame(columns=_COLUMNS)
    rows = _rows(outcomes, read, "index.html" if report else "network.csv")
    page = render_overview(list(rows), heads=list(SHOWN.values()), table=TABLE)
    return {PAGE: page, TABLE: table_bytes(figures[_COLUMNS])}


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _long(study: str, table: str, frame: pd.DataFrame) -> pd.DataFrame:
    named = frame.rename(columns={"measure": "figure"})
    return named.assign(study=study, table=table, item="")[_COLUMNS]


def _of_actors(study: str, frame: pd.DataFrame, numeric: set[str]) -> pd.DataFrame:
    """Give one row an actor and figure."""
    kept = [name for name in frame.columns if name in numeric]
    long = frame.melt(id_vars="actor", value_vars=kept, var_name="figure", value_name="value")
    return long.rename(columns={"actor": "item"}).assign(study=study, table="actors")[_COLUMNS]


def _rows(
    outcomes: Sequence[Outcome], read: dict[str, pd.DataFrame], leads_to: str
) -> Iterator[dict[str, Any]]:
    for outcome in outcomes:
        errors = [item for item in outcome.problems if item.severity == "error"]
        row = {
            "name": outcome.name,
            "title": outcome.title or outcome.name,
            "address": f"{outcome.name}/{leads_to}" if outcome.done else "",
            "figures": [],
            "warnings": sum(item.severity == "warning" for item in outcome.problems),
            "problem": _told(errors[0]) if errors else "",
            "more": max(0, len(errors) - 1),
        }
        if outcome.done:
            told = read[outcome.name].set_index("measure")["value"]
            row["figures"] = [_shown(name, told.get(name, "")) for name in SHOWN]
        yield row


def _told(problem: Problem) -> str:
    """Give a problem without the folders of the machine that it stands on."""
    line = f":{problem.line}" if problem.line else ""
    return f"{Path(problem.file).name}{line}: {problem.message}"


def _shown(name: str, value: str) -> str:
    if not value:
        return "none"
    return f"{100 * float(value):.0f} %" if name in _SHARES else f"{float(value):,.0f}"

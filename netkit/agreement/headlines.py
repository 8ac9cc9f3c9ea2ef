"""The table ``findings_agreed``: which findings both codings give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from netkit.findings import Findings

__all__ = ["COLUMNS", "TABLES", "findings_rows"]

COLUMNS = ("finding", "a", "b", "agree")
TABLES = ("actors", "network", "pathways", "ties")
CENTRAL = ("betweenness", "in_degree")
Row = tuple[str, str, str, Any]


def findings_rows(first: Findings, second: Findings) -> Iterator[Row]:
    """Give each row of the table ``findings_agreed``, each coding seen in its default view.

    ``most_central:<measure>``: the actors with the highest figure, ``;`` between where several
    share it, empty where all have 0. ``ei_sign``: whether ties rather lead out of a sector
    (``outward``), stay within it (``inward``) or neither (``even``). ``pathway:<id>``: its
    condition, and ``tie:<a>b>``: the state of a tie that both speak of by name. A finding that
    only one coding gives is empty in the other and not agreed; where neither gives it, ``agree``
    is empty.
    """
    for measure in CENTRAL:
        yield _row(f"most_central:{measure}", _leading(first, measure), _leading(second, measure))
    yield _row("ei_sign", _sign(first), _sign(second))
    ours, theirs = _pathways(first), _pathways(second)
    for name in sorted({*ours, *theirs}):
        yield _row(f"pathway:{name}", ours.get(name, ""), theirs.get(name, ""))
    one, two = _states(first), _states(second)
    for source, target in sorted(one.keys() & two.keys()):
        pair = source, target
        yield _row(f"tie:{source}>{target}", one[pair], two[pair])


def _row(finding: str, one: str, two: str) -> Row:
    return finding, one, two, one == two if one or two else pd.NA


def _leading(found: Findings, measure: str) -> str:
    figures = found.actors[measure].dropna().astype(float)
    top = figures.max() if len(figures) else 0.0
    return (
        ";".join(str(actor) for actor in sorted(figures.index[figures == top])) if top > 0 else ""
    )


def _sign(found: Findings) -> str:
    value = found.network_figures["ei_index"]
    if pd.isna(value):
        return ""
    return "outward" if value > 0 else "inward" if value < 0 else "even"


def _pathways(found: Findings) -> Mapping[str, str]:
    table = found.tables["pathways"]
    whole = table[table["route"] == ""]
    return dict(zip(whole["pathway"], whole["condition"], strict=True))


def _states(found: Findings) -> Mapping[tuple[str, str], str]:
    ties = found.tables["ties"]
    named = ties[ties["level"] == 0]
    pairs = zip(named["source"], named["target"], strict=True)
    return dict(zip(pairs, named["state"], strict=True))

"""Which ties differ from the view in another phase, or with what somebody asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from netkit.measures._alternatives import in_other_phases, under_scenarios
from netkit.measures._frames import frame
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["tie_changes"]

UNSPOKEN = "unspoken"
_STATES = "works, partly, fails, ended or unspoken"

_COLUMNS = (
    Column("kind", "text", "what the view is held against: phase or scenario"),
    Column("alternative", "text", "the phase's or scenario's id"),
    Column("source", "text", "who passes on"),
    Column("target", "text", "to whom"),
    Column("title", "text", "the phase's or scenario's title"),
    Column("state", "text", f"the tie's state in the view: {_STATES}"),
    Column("state_there", "text", f"its state in the other phase or the scenario: {_STATES}"),
    Column("change", "text", "gained (works there alone), lost (works in the view alone) or other"),
    Column("level", "int", "ends spoken of in general there, or in the view if gone", "ends", 0, 2),
    Column("relations", "list", "relations that it is spoken of on there, or in the view"),
    Column("accounts", "int", "accounts that it rests on in the view; may be empty", "accounts", 0),
    Column("accounts_there", "int", "the same there; empty where assumed", "accounts", 0),
)

Row = dict[str, Any]


@table(_COLUMNS, index=4, row="a tie that differs in another phase or in a scenario")
def tie_changes(network: Network) -> pd.DataFrame:
    """Give each tie whose state is another in another phase, or with a scenario.

    Everything is as in :func:`netkit.network.apply_scenario` and, for phases, as in the same view
    of that phase. A tie works where its state counts as working in the view.

    Returns
    -------
    DataFrame
        Phases in the study's order, then scenarios in order of ids; ties in canonical order. No
        rows for a plain list of ties, which has no accounts to compare.

    Examples
    --------
    >>> import netkit as nk
    >>> table = tie_changes(nk.build(nk.example())).set_index("alternative")
    >>> told = table.loc[["border-agency-understands"], ["source", "target", "state_there"]]
    >>> told.values.tolist()
    [['voluntary', 'ukba', 'works']]
    """
    rows: list[Row] = []
    if not network.plain:
        study = network.study
        phases, scenarios = in_other_phases(network), under_scenarios(network)
        for phase in (item for item in study.phases if item.id in phases):
            label = {"kind": "phase", "alternative": phase.id, "title": phase.title}
            rows += [label | row for row in _changes(network, phases[phase.id])]
        for item in study.scenarios:
            label = {"kind": "scenario", "alternative": item.id, "title": item.title}
            rows += [label | row for row in _changes(network, scenarios[item.id])]
    return frame(rows, _COLUMNS)


def _changes(here: Network, there: Network) -> Iterator[Row]:
    """Give a row a tie whose state differs."""
    known, other = (_by_pair(side) for side in (here, there))
    for pair in sorted(known.keys() | other.keys()):
        old, new = known.get(pair), other.get(pair)
        states = [UNSPOKEN if tie is None else tie["state"] for tie in (old, new)]
        if states[0] == states[1]:
            continue
        last = new or old or {}
        yield {
            "source": pair[0],
            "target": pair[1],
            "state": states[0],
            "state_there": states[1],
            "change": _change(*(state in here.working_states for state in states)),
            "level": last["level"],
            "relations": last["relations"] or (old or {}).get("relations", ()),
            "accounts": pd.NA if old is None else old["accounts"],
            "accounts_there": pd.NA if new is None else new["accounts"],
        }


def _change(before: bool, after: bool) -> str:
    if before == after:
        return "other"
    return "gained" if after else "lost"


def _by_pair(network: Network) -> dict[tuple[str, str], Row]:
    names = ["state", "level", "relations", "accounts"]
    cells = zip(*(network.ties[name] for name in names), strict=True)
    rows = zip(network.ties.index, cells, strict=True)
    return {(str(one), str(two)): dict(zip(names, row, strict=True)) for (one, two), row in rows}

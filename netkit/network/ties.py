"""From accounts to ties: support with its interval, state and condition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from netkit.evidence.study import Study
from netkit.network.accounts import TieEvidence, evidence_by_tie
from netkit.network.options import PLAIN_VALUES, TieRule, View

__all__ = [
    "CONDITIONS", "STATES", "TIE_COLUMNS",
    "condition_of", "judged", "state_of", "tie_frame", "tie_table",
]  # fmt: skip

STATES = ("works", "partly", "fails", "ended")
CONDITIONS = ("open", "strained", "contested", "broken")
JEFFREYS = 0.5
BALANCE = 1e-9
INTERVAL = (0.05, 0.95)

TIE_COLUMNS: dict[str, Any] = {
    "relations": object,
    "state": object,
    "condition": object,
    "level": "int64",
    "support": "float64",
    "support_low": "float64",
    "support_high": "float64",
    "accounts": "Int64",
    "statements": "int64",
    "channels": object,
    "barriers": object,
    "person_dependent": "bool",
    "evidence_ids": object,
    "general_ids": object,
    "weight": "float64",
}


def tie_table(study: Study, view: View, rule: TieRule) -> tuple[pd.DataFrame, list[TieEvidence]]:
    """Give one row a tie that is spoken of in the view, and the evidence behind each row.

    Columns are those of ``TIE_COLUMNS``; the index is the ordered pair (source, target), sorted.
    Support and its 90 % interval are empty for ties without accounts.
    """
    evidence = evidence_by_tie(study, view, rule)
    ended = ended_bodies(study, view)
    dependent = {item.id for item in study.codebook.channels if item.person_dependent}
    rows = [_row(tie, ended, dependent) for tie in evidence]
    index = pd.MultiIndex.from_tuples(
        [(tie.source, tie.target) for tie in evidence], names=["source", "target"]
    )
    table = tie_frame(rows, index)
    table[["support_low", "support_high"]] = _intervals(evidence)
    return table, evidence


def tie_frame(rows: Sequence[Mapping[str, object]], index: pd.MultiIndex) -> pd.DataFrame:
    """Make a table of ties, its columns typed as ``TIE_COLUMNS`` says."""
    columns = {
        name: _column([row[name] for row in rows], kind) for name, kind in TIE_COLUMNS.items()
    }
    return pd.DataFrame(columns, index=index, copy=False)


def _column(values: list[Any], kind: str | type) -> Any:
    """Make one column; of objects cell by cell, as NumPy would read tuples as more dimensions."""
    if kind == "Int64":
        return pd.array(values, dtype="Int64")
    column = np.empty(len(values), dtype=kind)
    column[:] = values
    return column


def ended_bodies(study: Study, view: View) -> frozenset[str]:
    """Give the bodies whose last phase is over in the view's phase."""
    order = [phase.id for phase in study.phases]
    if view.phase is None or view.phase not in order:
        return frozenset()
    now = order.index(view.phase)
    return frozenset(
        actor.id for actor in study.actors if actor.until and order.index(actor.until) < now
    )


def shape(tie: TieEvidence) -> tuple[float, float]:
    """Give the two parameters of the Beta distribution of a tie's support (Jeffreys prior)."""
    up = sum(account.weight * account.value for account in tie.accounts)
    down = sum(account.weight * (1.0 - account.value) for account in tie.accounts)
    return JEFFREYS + tie.discount * up, JEFFREYS + tie.discount * down


def judged(tie: TieEvidence) -> tuple[str, str]:
    """Give a tie's state by its support, or by its statements without accounts, and condition."""
    support = _support(tie)
    return state_of(_plain_share(tie) if np.isnan(support) else support), _condition(tie)


def _row(tie: TieEvidence, ended: frozenset[str], dependent: set[str]) -> dict[str, object]:
    support = _support(tie)
    carrying = [item for item in tie.statements if item.status != "broken"]
    state, condition = judged(tie)
    gone = tie.source in ended or tie.target in ended
    return {
        "relations": _listed(item.relation for item in tie.statements),
        "state": "ended" if gone else state,
        "condition": condition,
        "level": tie.level,
        "support": support,
        "support_low": np.nan,
        "support_high": np.nan,
        "accounts": tie.account_count if tie.accounts else pd.NA,
        "statements": len(tie.statements),
        "channels": _listed(item.channel for item in tie.statements),
        "barriers": _listed(name for item in tie.statements for name in item.barriers),
        "person_dependent": bool(carrying) and all(s.channel in dependent for s in carrying),
        "evidence_ids": _listed(item.evidence_id for item in tie.statements),
        "general_ids": _listed(item.evidence_id for item in tie.general),
        "weight": sum(item.weight for item in tie.statements),
    }


def _support(tie: TieEvidence) -> float:
    if not tie.accounts:
        return float("nan")
    up, down = shape(tie)
    return up / (up + down)


def _plain_share(tie: TieEvidence) -> float:
    return sum(PLAIN_VALUES[item.status] for item in tie.statements) / len(tie.statements)


def state_of(share: float) -> str:
    """Give the state of a tie by its support, or without accounts by its mean status."""
    if share > 0.5 + BALANCE:
        return "works"
    return "fails" if share < 0.5 - BALANCE else "partly"


def _condition(tie: TieEvidence) -> str:
    """Put the accounts in words: by holder where named, by statement where said in general."""
    if tie.level == 0 and tie.accounts:
        said = {round(account.value, 9) for account in tie.accounts}
    else:
        said = {PLAIN_VALUES[statement.status] for statement in tie.statements}
    return condition_of(said)


def condition_of(said: set[float]) -> str:
    """Put in words what is said of a tie, each from 0 (broken) to 1 (open)."""
    if said == {1.0}:
        return "open"
    if said == {0.0}:
        return "broken"
    return "contested" if said >= {0.0, 1.0} else "strained"


def _listed(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))


def _intervals(evidence: list[TieEvidence]) -> np.ndarray:
    bounds = np.full((len(evidence), 2), np.nan)
    rows = [row for row, tie in enumerate(evidence) if tie.accounts]
    if rows:
        from scipy.special import betaincinv

        shapes = np.array([shape(evidence[row]) for row in rows])
        for column, quantile in enumerate(INTERVAL):
            bounds[rows, column] = betaincinv(shapes[:, 0], shapes[:, 1], quantile)
    return bounds

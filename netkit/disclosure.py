"""One rule for what the board's and public editions may hold.

Whatever is drawn, written or exported from reduced findings cannot give a respondent away: the
particulars are taken out here, not hidden later.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from netkit.errors import UsageError
from netkit.evidence.study import Study
from netkit.findings import Findings, Profile

__all__ = ["PROFILES", "reduce"]

PROFILES: tuple[Profile, ...] = ("researcher", "board", "public")
_BOARD_EVIDENCE = ("relation", "source", "target", "status", "summary")
_PARTICULARS = ("support", "support_low", "support_high", "firmness")
_LISTS = ("barriers", "channels", "evidence_ids", "general_ids")
# Tables that tell who was left out, who was placed to know, or which ties of few accounts go by
# known persons: for the researcher alone.
_RESEARCHERS = ("coverage", "leave_out", "personal_reach")
# Tables whose claims on single ties and routes would tell how few accounts these rest on.
_CLAIMS = ("evidence_fragility", "sensitivity")
# Columns, in any table, that name holders; and figures that tell how much a tie rests on.
_NAMING = ("holders", "left_out")
_TELLING = ("firmness", "first_share")


def reduce(found: Findings, profile: Profile) -> Findings:
    """Give the edition of the findings that a reader may have.

    Parameters
    ----------
    found : Findings
        The researcher's findings, or an edition already reduced as far.
    profile : {'researcher', 'board', 'public'}
        ``board``: no respondents and no places in the interviews; particulars of a tie only from
        the study's threshold of accounts upwards; summaries only where marked shareable.
        ``public``: no summaries at all.

    Raises
    ------
    UsageError
        An unknown profile, or one that would need what has been taken out.
    """
    if profile not in PROFILES:
        raise UsageError(f"'{profile}' is no profile; there are: {', '.join(PROFILES)}")
    if profile == found.profile:
        return found
    if found.profile != "researcher":
        raise UsageError(f"a {found.profile} edition cannot be turned into a {profile} edition")
    threshold = found.study.disclosure.threshold
    ties, withheld = _ties(found.tables.get("ties"), threshold)
    evidence = _evidence(found, ties, profile)
    tables = {
        name: _table(table, threshold)
        for name, table in found.tables.items()
        if name not in _RESEARCHERS
    }
    if ties is not None:
        tables["ties"] = _renamed(ties, evidence)
    for name in [name for name in _CLAIMS if name in tables]:
        tables[name] = _claims(tables[name], found.tables.get("evidence_fragility"), threshold)
    if "tie_changes" in tables:
        tables["tie_changes"] = _changes(tables["tie_changes"], found.study)
    if "columns" in tables:
        dictionary = tables["columns"]
        tables["columns"] = dictionary[~dictionary["table"].isin(_RESEARCHERS)]
    shown = evidence.reset_index(drop=True)
    shown.index = pd.Index([f"s{row + 1}" for row in range(len(shown))], name="evidence_id")
    facts: dict[str, Any] = dict(found.facts)
    facts["marking"] = found.study.disclosure.marking
    facts["withheld"] = {
        "ties": withheld,
        "summaries": len(found.evidence) - len(shown),
    }
    return replace(
        found,
        study=_study(found.study),
        tables=MappingProxyType(tables),
        evidence=shown,
        facts=MappingProxyType(facts),
        profile=profile,
        source_network=None,
    )


def _ties(table: pd.DataFrame | None, threshold: int) -> tuple[pd.DataFrame | None, int]:
    """Take the particulars off every tie that rests on fewer accounts than the threshold."""
    if table is None:
        return None, 0
    few = table["accounts"].lt(threshold).fillna(False).astype(bool)
    reduced = table.assign(withheld=few)
    reduced["accounts"] = table["accounts"].mask(few)
    for column in _PARTICULARS:
        reduced[column] = table[column].mask(few)
    for column in _LISTS:
        reduced[column] = [
            () if hide else tuple(cell) for hide, cell in zip(few, table[column], strict=True)
        ]
    # One statement makes one account, and one account is what the threshold hides.
    reduced["statements"] = table["statements"].mask(few)
    reduced["person_dependent"] = table["person_dependent"].mask(few)
    # How far accounts disagree says how many there are.
    reduced["condition"] = table["condition"].mask(few, "")
    return reduced, int(few.sum())


def _evidence(found: Findings, ties: pd.DataFrame | None, profile: Profile) -> pd.DataFrame:
    """Keep the shareable statements of the ties that are shown in full, in a neutral order."""
    kept = found.evidence.loc[found.evidence["share"] == "board"]
    if profile == "public" or ties is None:
        kept = kept.iloc[:0]
    else:
        shown = {item for cell in ties["evidence_ids"] for item in cell}
        kept = kept[kept.index.isin(shown)]
    kept = kept[list(_BOARD_EVIDENCE)]
    return kept.sort_values(["source", "target", "relation", "summary"], kind="stable")


def _renamed(ties: pd.DataFrame, evidence: pd.DataFrame) -> pd.DataFrame:
    """Point the ties to the evidence's neutral keys, as the study's own ids are locators."""
    keys = {name: f"s{row + 1}" for row, name in enumerate(evidence.index)}
    cells = [tuple(keys[i] for i in cell if i in keys) for cell in ties["evidence_ids"]]
    return ties.assign(
        evidence_ids=pd.Series(cells, index=ties.index, dtype=object),
        general_ids=pd.Series([()] * len(ties), index=ties.index, dtype=object),
    )


def _table(table: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """Take counts of accounts below the threshold, and whatever tells of holders, off a table."""
    reduced = table.copy()
    if "accounts" in table:
        few = table["accounts"].lt(threshold).fillna(False).astype(bool)
        reduced["accounts"] = table["accounts"].mask(few)
        for column in [name for name in _TELLING if name in table]:
            reduced[column] = table[column].mask(few)
        if "accounts_there" in table:
            there = table["accounts_there"]
            reduced["accounts_there"] = there.mask(few | there.lt(threshold).fillna(False))
    for column in [name for name in _NAMING if name in table]:
        if pd.api.types.is_numeric_dtype(table[column]):
            reduced[column] = pd.array([pd.NA] * len(table), dtype="Int64")
        else:
            reduced[column] = pd.Series([None] * len(table), index=table.index, dtype=object)
    return reduced


def _claims(table: pd.DataFrame, tested: pd.DataFrame | None, threshold: int) -> pd.DataFrame:
    """Leave out what is claimed of single ties and routes that rest on too few accounts."""
    single = table["claim"].str.startswith(("tie:", "route:"))
    if tested is None:
        return table[~single]
    few = tested.loc[tested["accounts"].lt(threshold).fillna(True).astype(bool), "claim"]
    return table[~(single & table["claim"].isin(few))]


def _changes(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Leave out the ties that differ without a channel, as it would tell which go by it."""
    by_channel = [
        item.id
        for item in study.scenarios
        if any(change["op"] == "remove-channel" for change in item.changes)
    ]
    told = (table["kind"] == "scenario") & table["alternative"].isin(by_channel)
    return table[~told].reset_index(drop=True)


def _study(study: Study) -> Study:
    """Take out of the study whoever spoke and wherever it stands."""
    return replace(
        study,
        statements=(),
        respondents=(),
        inputs=MappingProxyType({}),
        warnings=(),
        conditions=tuple(
            replace(
                item,
                condition_id="",
                respondents=(),
                section="",
                paragraph="",
                summary="",
            )
            for item in study.conditions
        ),
        steps=tuple(replace(step, section="", paragraph="") for step in study.steps),
        scenarios=tuple(replace(item, basis=()) for item in study.scenarios),
    )

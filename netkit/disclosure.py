"""One rule for what the board's and public editions may hold.

Whatever is drawn, written or exported from reduced findings cannot give a respondent away: the
particulars are taken out here, not hidden later.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from netkit.errors import UsageError
from netkit.evidence.study import Study
from netkit.findings import Findings, Profile
from netkit.suppression import (
    BANDED,
    band_of,
    banded,
    in_words,
    masked,
    merged_routes,
    reranked,
    small_counts,
    without_channels,
    without_hidden,
)

__all__ = ["PROFILES", "reduce"]

PROFILES: tuple[Profile, ...] = ("researcher", "board", "public")
_BOARD_EVIDENCE = ("relation", "source", "target", "status", "summary")
# Of a tie: what tells on how many accounts it rests. One statement makes one account; a weight
# counts accounts; ranges over draws are as wide as accounts are few.
_PARTICULARS = (
    "accounts",
    "statements",
    "weight",
    "support",
    "support_low",
    "support_high",
    "firmness",
    "person_dependent",
    "betweenness_low",
    "betweenness_high",
    "pairs_lost_low",
    "pairs_lost_high",
)
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
        ``public``: no summaries at all, counts of accounts as the least of their band, and no
        figure from which a count could be worked out.

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
    tables = _tables(found, ties, evidence, profile)
    shown = evidence.reset_index(drop=True)
    shown.index = pd.Index([f"s{row + 1}" for row in range(len(shown))], name="evidence_id")
    facts = small_counts(found.facts, threshold, profile == "public", _personal(found.study, ties))
    facts["marking"] = found.study.disclosure.marking
    summaries = len(found.evidence) - len(shown)
    kept = band_of(summaries) if facts["least"] else summaries
    facts["withheld"] = {"ties": withheld, "summaries": kept}
    if "barriers" in tables:
        reasons = len(found.tables["barriers"]) - len(tables["barriers"])
        facts["withheld"]["reasons"] = reasons
    return replace(
        found,
        study=_study(found.study),
        tables=MappingProxyType(tables),
        said=lambda: shown,
        facts=MappingProxyType(facts),
        profile=profile,
        source_network=None,
    )


def _tables(
    found: Findings, ties: pd.DataFrame | None, evidence: pd.DataFrame, profile: Profile
) -> dict[str, pd.DataFrame]:
    """Reduce every table."""
    threshold = found.study.disclosure.threshold
    hidden = set() if ties is None else _pairs(ties[ties["withheld"]])
    tables = {
        name: _table(name, table, threshold, hidden)
        for name, table in found.tables.items()
        if name not in _RESEARCHERS and not (threshold > 2 and name in _CLAIMS)
    }
    if ties is not None:
        tables["ties"] = _renamed(ties, evidence)
    for name in [name for name in _CLAIMS if name in tables]:
        tables[name] = _claims(tables[name], found.tables.get("evidence_fragility"), threshold)
    if "tie_changes" in tables:
        tables["tie_changes"] = without_channels(tables["tie_changes"], found.study)
    if profile == "public":
        tables = banded(tables)
    if "columns" in tables:
        gone = {*_RESEARCHERS, *(found.tables.keys() - tables.keys())}
        tables["columns"] = _dictionary(tables["columns"], gone, profile)
    return tables


def _ties(table: pd.DataFrame | None, threshold: int) -> tuple[pd.DataFrame | None, int]:
    """Take the particulars off every tie that rests on fewer accounts than the threshold."""
    if table is None:
        return None, 0
    few = table["accounts"].lt(threshold).fillna(False).astype(bool)
    reduced = table.assign(withheld=few)
    for column in [name for name in _PARTICULARS if name in table]:
        reduced[column] = table[column].mask(few)
    for column in _LISTS:
        reduced[column] = [
            () if hide else tuple(cell) for hide, cell in zip(few, table[column], strict=True)
        ]
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


def _personal(study: Study, ties: pd.DataFrame | None) -> bool:
    """Whether a tie that is shown in full goes by known persons."""
    channels = {item.id for item in study.codebook.channels if item.person_dependent}
    return ties is not None and any(not channels.isdisjoint(cell) for cell in ties["channels"])


def _pairs(ties: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(ties["source"], ties["target"], strict=True))


def _table(
    name: str, table: pd.DataFrame, threshold: int, hidden: set[tuple[str, str]]
) -> pd.DataFrame:
    """Take counts of accounts below the threshold, and whatever tells of holders, off a table."""
    reduced = table.copy()
    if "accounts" in table:
        few = table["accounts"].lt(threshold).fillna(False).astype(bool)
        reduced["accounts"] = table["accounts"].mask(few)
        for column in [column for column in _TELLING if column in table]:
            reduced[column] = table[column].mask(few)
        if "accounts_there" in table:
            there = table["accounts_there"]
            reduced["accounts_there"] = there.mask(few | there.lt(threshold).fillna(False))
        if "condition" in table:
            reduced["condition"] = table["condition"].mask(few & _of_a_tie(table), "")
    for column in [column for column in _NAMING if column in table]:
        if pd.api.types.is_numeric_dtype(table[column]):
            reduced[column] = pd.array([pd.NA] * len(table), dtype="Int64")
        else:
            reduced[column] = pd.Series([None] * len(table), index=table.index, dtype=object)
    return _by_name(name, reduced, threshold, hidden)


def _of_a_tie(table: pd.DataFrame) -> pd.Series:
    """Tell which rows are of one tie: a route's condition is its kind."""
    return table["step"].notna() if "step" in table else table["source"].notna()


def _by_name(
    name: str, table: pd.DataFrame, threshold: int, hidden: set[tuple[str, str]]
) -> pd.DataFrame:
    """Treat the tables that tell of accounts in a way of their own."""
    if name in ("intervals", "reach"):
        return without_hidden(name, table, hidden)
    if name == "barriers":
        return masked(table, threshold)
    # What needs two accounts tells them from one: no news where two are told anyway.
    if name == "pathways" and threshold > 2:
        return merged_routes(table, hidden)
    return reranked(table) if name == "repairs" and threshold > 2 else table


def _dictionary(columns: pd.DataFrame, gone: set[str], profile: Profile) -> pd.DataFrame:
    """Describe the columns there are; in the public edition, what is told of a count."""
    kept = columns[~columns["table"].isin(gone)].copy()
    if profile == "public":
        told = kept["column"].isin(BANDED)
        kept.loc[told, "meaning"] += f"; the least of its band: {in_words()}"
    return kept


def _claims(table: pd.DataFrame, tested: pd.DataFrame | None, threshold: int) -> pd.DataFrame:
    """Leave out what is claimed of single ties and routes that rest on too few accounts."""
    single = table["claim"].str.startswith(("tie:", "route:"))
    if tested is None:
        return table[~single]
    few = tested.loc[tested["accounts"].lt(threshold).fillna(True).astype(bool), "claim"]
    return table[~(single & table["claim"].isin(few))]


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

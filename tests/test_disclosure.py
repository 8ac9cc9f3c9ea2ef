"""What the board's and public editions may hold, searched for in everything they hold."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from netkit.analysis import analyse
from netkit.disclosure import reduce
from netkit.errors import UsageError
from netkit.findings import Findings
from tests.samples import SECRET, shipped_findings, small_study


@pytest.fixture(scope="module")
def found() -> Findings:
    return analyse(small_study(), resamples=0)


def texts(value: Any) -> Iterator[str]:
    """Give every text anywhere in a value."""
    if isinstance(value, pd.DataFrame):
        yield from texts([*value.columns, *value.index, *value.to_numpy().ravel()])
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from texts([getattr(value, item.name) for item in dataclasses.fields(value)])
    elif isinstance(value, str):
        yield value
    elif hasattr(value, "items"):
        yield from texts([part for pair in value.items() for part in pair])
    elif isinstance(value, (list, tuple, set, frozenset)):
        for part in value:
            yield from texts(part)


def test_the_search_finds_what_is_there(found: Findings) -> None:
    everything = " ".join(texts(found))
    assert all(secret in everything for secret in SECRET)


@pytest.mark.parametrize("profile", ["board", "public"])
def test_nothing_that_gives_a_respondent_away_is_left(found: Findings, profile: Any) -> None:
    everything = "\n".join(texts(reduce(found, profile)))
    assert not [secret for secret in (*SECRET, "E001", "C1") if secret in everything]


def test_a_tie_below_the_threshold_keeps_its_state_and_loses_its_particulars(
    found: Findings,
) -> None:
    tie = reduce(found, "board").ties.loc[("police", "clinic")]
    assert tie["state"] == "works"
    assert tie["withheld"]
    assert pd.isna([tie["accounts"], tie["statements"], tie["support"], tie["support_low"]]).all()
    assert tie["barriers"] == tie["channels"] == tie["evidence_ids"] == ()


def test_no_table_counts_fewer_accounts_than_the_threshold(found: Findings) -> None:
    assert found.tables["pathways"]["accounts"].min() == 1
    for table in reduce(found, "board").tables.values():
        assert "accounts" not in table or not (table["accounts"] < 2).any()
        assert "holders" not in table or table["holders"].isna().all()


def test_a_tie_at_the_threshold_is_shown_with_shareable_summaries_only(found: Findings) -> None:
    board = reduce(found, "board")
    tie = board.ties.loc[("school", "police")]
    assert (tie["accounts"], tie["condition"], tie["barriers"]) == (2, "contested", ("mistrust",))
    assert board.evidence.loc[list(tie["evidence_ids"]), "summary"].tolist() == ["Schools do tell."]


def test_the_public_edition_holds_no_summary(found: Findings) -> None:
    assert reduce(found, "public").evidence.empty


def test_what_was_withheld_is_counted(found: Findings) -> None:
    board = reduce(found, "board")
    few = found.tables["ties"]["accounts"] < 2
    assert board.facts["withheld"]["ties"] == few.sum() == board.tables["ties"]["withheld"].sum()
    assert board.facts["withheld"]["summaries"] == len(found.evidence) - len(board.evidence)
    assert board.facts["marking"] == "OFFICIAL"


def test_the_network_itself_stays_with_the_researcher(found: Findings) -> None:
    assert found.network.graph.has_edge("police", "clinic")
    with pytest.raises(UsageError, match="board edition does not hold the network"):
        _ = reduce(found, "board").network


def test_an_edition_cannot_be_turned_back(found: Findings) -> None:
    with pytest.raises(UsageError, match="a board edition cannot be turned into a researcher"):
        reduce(reduce(found, "board"), "researcher")


def test_an_unknown_profile_is_said(found: Findings) -> None:
    with pytest.raises(UsageError, match="'x' is no profile; there are: researcher, board, public"):
        reduce(found, "x")  # type: ignore[arg-type]


def test_tables_that_tell_of_single_respondents_are_the_researchers_alone() -> None:
    found = shipped_findings(20)
    board = reduce(found, "board")
    codes = {respondent.id for respondent in found.study.respondents} | {"AUTHORS"}
    told = {name for name, table in found.tables.items() if _codes_in(table, codes)}
    assert {"leave_out", "evidence_fragility"} <= told
    assert {"leave_out", "coverage", "personal_reach"}.isdisjoint(board.tables)
    for name, table in board.tables.items():
        assert not _codes_in(table, codes), name
    few = found.tables["ties"]["accounts"].lt(2).fillna(False).astype(bool)
    assert board.tables["ties"]["firmness"][few].isna().all()
    assert board.tables["ties"]["firmness"][~few].notna().any()


def _codes_in(table: pd.DataFrame, codes: set[str]) -> bool:
    words = re.findall(r"\w+", table.to_csv())
    return not codes.isdisjoint(words)


def test_no_claim_on_a_tie_below_the_threshold_tells_how_few_accounts_it_has() -> None:
    found = shipped_findings(0)
    board = reduce(found, "board")
    ties = found.tables["ties"]
    few = ties[ties["accounts"].lt(found.study.disclosure.threshold)]
    hidden = {f"tie:{one}>{two}" for one, two in zip(few["source"], few["target"], strict=True)}
    for name in ("evidence_fragility", "sensitivity"):
        assert hidden & set(found.tables[name]["claim"])
        assert not hidden & set(board.tables[name]["claim"])
        assert board.tables[name]["claim"].str.startswith("tie:").any()

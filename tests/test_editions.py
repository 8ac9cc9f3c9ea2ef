"""Attacks on the editions: every file made is searched, and what is withheld is changed.

Two studies that differ only in what an edition withholds must give the same files, byte for
byte: then no table, order, sum, width, name or title can tell one from the other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pytest

import netkit as nk
from netkit.cli import main
from netkit.disclosure import reduce
from netkit.evidence.study import Disclosure, Statement, Study
from netkit.export import formats, table_files
from netkit.findings import Profile
from netkit.maps import draw_map
from netkit.publish import publish
from netkit.report import render_briefing
from tests.samples import SECRET, shipped_findings, small_study

OTHERS: tuple[Profile, ...] = ("board", "public")
SOLE = "Told to one interviewer alone."


@cache
def studies() -> dict[str, Study]:
    return {"small": small_study(), "shipped": nk.example()}


def files_of(study: Study, profile: Profile, resamples: int = 0) -> dict[str, bytes]:
    """Give every file that any command makes for a profile, and what a notebook shows."""
    found = nk.analyse(study, resamples=resamples)
    files = publish(study, profile=profile, resamples=resamples)
    # The manifest's hashes of the inputs are of the study itself.
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"])["options"]).encode()
    page = draw_map(found, profile=profile, renderer="svg")
    files |= {"svg.html": page.html, "svg.frame": page._repr_html_().encode()}
    for form in ("csv", "json"):
        files |= {
            f"tables/{n}": b for n, b in table_files(reduce(found, profile).tables, form).items()
        }
    return files


def secrets_of(study: Study) -> Iterator[str]:
    """Give what no edition may hold: codes, ids of rows, places and summaries not shareable."""
    yield from (respondent.id for respondent in study.respondents if len(respondent.id) > 2)
    for item in study.statements:
        yield item.evidence_id
        if item.share != "board":
            yield item.summary
    for condition in study.conditions:
        yield condition.summary
    yield from {item.section for item in study.statements}


@pytest.mark.parametrize(
    ("name", "profile"), [("small", "public"), ("small", "board"), ("shipped", "board")]
)
def test_no_file_holds_a_code_a_place_or_a_summary_that_is_not_shareable(
    name: str, profile: Profile
) -> None:
    study = studies()[name]
    shareable = {item.summary for item in study.statements if item.share == "board"}
    # A section may be called by a word of the codebook.
    barriers = (barrier.id for barrier in study.codebook.barriers)
    names = (actor.name for actor in study.actors)
    titles = " ".join([study.title, study.citation, *names, *barriers])
    secrets = {text for text in secrets_of(study) if text and text not in shareable}
    searched = sorted(text for text in secrets if len(text) > 3 and text not in titles)
    assert len(searched) > 5
    for place, data in files_of(study, profile).items():
        escaped = {json.dumps(secret)[1:-1] for secret in searched}
        forms = {*searched, *escaped, *(escape(secret) for secret in searched)}
        assert not [secret for secret in forms if secret.encode() in data], place


def test_the_search_finds_what_the_researchers_files_hold() -> None:
    page = draw_map(nk.analyse(studies()["small"], resamples=0), renderer="svg")
    text = page.html.decode("utf-8")
    assert all(secret in text for secret in SECRET[:4])


@pytest.mark.parametrize("name", ["small", "shipped"])
def test_a_board_reads_only_summaries_of_ties_it_is_shown(name: str) -> None:
    study = studies()[name]
    found = reduce(nk.analyse(study, resamples=0), "board")
    ties = found.tables["ties"]
    drawn = ties[(ties["level"] < 2) & (ties["state"] != "ended")]
    cited = {key for cell in drawn["evidence_ids"] for key in cell}
    text = draw_map(found, renderer="both").html.decode("utf-8")
    for key, row in found.evidence.iterrows():
        assert (json.dumps(row["summary"])[1:-1] in text) is (key in cited)
    public = draw_map(reduce(nk.analyse(study, resamples=0), "public")).html.decode("utf-8")
    assert not any(json.dumps(text)[1:-1] in public for text in found.evidence["summary"])


# --- what is withheld is changed ----------------------------------------------------------------


def study_with(*said: Statement, threshold: int = 2) -> Study:
    study = small_study()
    kept = tuple(item for item in study.statements if item.evidence_id != "E003")
    statements = sorted((*kept, *said), key=lambda item: item.evidence_id)
    return replace(
        study, statements=tuple(statements), disclosure=Disclosure(threshold, "OFFICIAL")
    )


def told(who: str, number: int = 3, **more: Any) -> Statement:
    """Give a statement on the one tie whose particulars are withheld, police to clinic."""
    summary = more.pop("summary", SOLE)
    return Statement(
        f"E{number:03d}",
        "information",
        "police",
        "clinic",
        "open",
        respondents=(who,),
        section="interview-section",
        summary=summary,
        **more,
    )


def changed_files(one: Study, other: Study, profile: Profile) -> list[str]:
    first, second = (files_of(study, profile) for study in (one, other))
    assert first.keys() == second.keys()
    return [name for name in first if first[name] != second[name]]


@pytest.mark.parametrize("profile", OTHERS)
def test_what_a_tie_below_the_threshold_rests_on_changes_no_byte(profile: Profile) -> None:
    other = told(
        "N3",
        channel="post",
        barriers=("workload",),
        summary="Quite another thing.",
        paragraph="12",
        share="board",
    )
    changed = changed_files(study_with(told("N3")), study_with(other), profile)
    # How many reasons were named too seldom is told under the figure, not which.
    assert set(changed) <= {"figures/barriers.svg", "figures/barriers.png"}


def test_who_spoke_of_it_is_not_told() -> None:
    one, other = study_with(told("N3")), study_with(told("N1"))
    # How many voices a finding on the whole network turns on is told, not whose.
    changed = {Path(name).stem for name in changed_files(one, other, "board")}
    assert changed <= {"evidence_fragility", "index"}
    assert not changed_files(one, other, "public")


@pytest.mark.parametrize("profile", OTHERS)
def test_one_account_or_two_below_a_threshold_of_three_change_no_byte(profile: Profile) -> None:
    one = study_with(told("N3"), threshold=3)
    two = study_with(told("N2", 21), told("N3"), threshold=3)
    assert not changed_files(one, two, profile)


def test_the_attack_would_be_seen() -> None:
    pages = {
        draw_map(nk.analyse(study_with(*said, threshold=3), resamples=0), renderer="svg").html
        for said in ([told("N3")], [told("N2", 21), told("N3")])
    }
    assert len(pages) == 2


# --- the public's bands -------------------------------------------------------------------------


def test_the_public_reads_bands_and_nothing_a_count_follows_from() -> None:
    found = shipped_findings(20)
    public = reduce(found, "public")
    ties, exact = public.tables["ties"], found.tables["ties"]
    assert set(ties["accounts"].dropna()) <= {2, 5, 10, 20}
    assert (ties["accounts"].dropna() <= exact["accounts"][ties["accounts"].notna()]).all()
    for column in ("support", "support_low", "support_high", "firmness", "weight"):
        assert ties[column].isna().all()
    assert {"evidence_fragility", "sensitivity", "intervals"}.isdisjoint(public.tables)
    text = draw_map(public, renderer="svg").html.decode("utf-8")
    assert "2 to 4" in text
    assert "Accounts are counted in bands" in text


def test_what_is_withheld_is_counted_on_the_page() -> None:
    board = reduce(shipped_findings(0), "board")
    kept = board.facts["withheld"]
    for text in (
        draw_map(board, renderer="svg").html.decode("utf-8"),
        render_briefing(board).decode("utf-8"),
    ):
        assert f"{kept['ties']} ties" in text
        assert f"{kept['summaries']} summaries" in text


def test_every_command_that_writes_takes_the_profile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = str(Path(__file__).parents[1] / "data")
    common = ["--resamples", "0", "--profile", "board", "--quiet"]
    for number, command in enumerate(
        (
            ["report", study],
            ["metrics", study],
            *(["metrics", study, "--format", form] for form in formats()),
            ["map", study, "--out", str(tmp_path / "map.html")],
            ["compare", study, "--scenario", "share-with-police"],
            ["compare", study, "--phases", "group", "after"],
        )
    ):
        out = [] if "--out" in command else ["--out", str(tmp_path / str(number))]
        assert main([*command, *common, *out]) == 0
    assert main(["metrics", study, "ties", "--out", "-", *common]) == 0
    printed = capsys.readouterr().out.encode()
    # A board gets no researcher's map.
    assert not (tmp_path / "0" / "map.html").exists()
    codes = [item.evidence_id for item in nk.example().statements]
    respondents = {item.id.encode() for item in nk.example().respondents}
    for data in (printed, *(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())):
        assert b"AUTHORS" not in data
        assert not [code for code in codes if code.encode() in data]
        assert not respondents & set(re.findall(rb"[^\s,;<>\"]+", data))

"""A study folder: every table becomes frozen rows, and every problem has its place."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from netkit.errors import InputError
from netkit.evidence import check, read
from netkit.evidence.study import (
    Actor,
    Barrier,
    Basis,
    Channel,
    Codebook,
    Condition,
    Disclosure,
    Phase,
    Relation,
    Respondent,
    Sector,
    Statement,
    Step,
    SupportRule,
    ViewChoice,
)
from tests.evidence.writing import STUDY, changed, told, write, write_study


def test_every_table_is_read_into_its_rows(tmp_path: Path) -> None:
    study = read(write_study(tmp_path))
    assert study.warnings == ()
    assert (study.title, study.citation) == ("Harbour", "A made-up study")
    assert study.actors == (
        Actor("agencies", "The agencies", "", "local", "collective",
              ("school", "clinic", "police"), attributes={"size": ""}),
        Actor("clinic", "Clinics", "health", "local", "agency", attributes={"size": "7"}),
        Actor("group", "The group", "", "regional", "body", until="before",
              attributes={"size": ""}),
        Actor("police", "Police", "police", "local", "agency", attributes={"size": ""}),
        Actor("school", "Schools", "", "local", "agency",
              description="Schools, all of them", attributes={"size": "40"}),
    )  # fmt: skip
    assert study.respondents == (
        Respondent("R1", "statutory", "yes", "school"),
        Respondent("R2", "voluntary", "no"),
    )
    assert study.statements == (
        Statement("E1", "information", "school", "police", "open", "personal", "any", (),
                  ("R1", "R2"), "one", "3", "Schools ring.", "explicit", "board", 1.0, 2,
                  {"tone": "calm"}),
        Statement("E2", "information", "clinic", "police", "broken", "", "after", ("mistrust",),
                  ("R2",), "one", "4", "Clinics keep it.", "implied", "research", 1.0, 3,
                  {"tone": ""}),
        Statement("E3", "information", "agencies", "agencies", "strained", "protocol", "any", (),
                  ("AUTHORS",), "two", "1", "Late.", "implied", "board", 1.0, 4, {"tone": ""}),
        Statement("E4", "referral", "school", "group", "open", "protocol", "before", (),
                  ("R1",), line=2),
    )  # fmt: skip
    assert study.conditions == (
        Condition("C1", "clinic", "mistrust", "any", ("R2",), "two", "2", "Not looked at.",
                  "explicit"),
    )  # fmt: skip
    assert study.steps == (
        Step("report", "Reporting", "school", 1, "school", "police", "referral", "law"),
        Step("report", "Reporting", "school", 2, "police", "clinic", "information", "law"),
    )
    assert dict(study.layout) == {"police": (3.0, 20.0), "school": (0.5, -1.0)}


def test_the_settings_are_read(tmp_path: Path) -> None:
    study = read(write_study(tmp_path))
    assert study.phases == (Phase("before", "Before", "2001", "2004"), Phase("after", "After"))
    assert study.relations == (
        Relation("information", "Information", "edges/information.csv"),
        Relation("referral", "referral"),
    )
    assert study.views == (
        ViewChoice("all", "Everything", ("information", "referral"), "after"),
        ViewChoice("early", "early", (), "before"),
    )
    assert study.support == SupportRule(0.25, 0.5)
    assert study.disclosure == Disclosure(3, "INTERNAL")
    assert study.codebook == Codebook(
        (Channel("protocol", "A procedure"), Channel("personal", "A known contact", True)),
        (Barrier("mistrust", "Fear of its use"),),
        (Sector("health", "Health", "#a3123a"), Sector("police", "police", "#1f4e79")),
    )


def test_the_scenarios_are_read(tmp_path: Path) -> None:
    hub, share = read(write_study(tmp_path)).scenarios
    assert (hub.id, hub.title, hub.basis) == ("hub", "hub", (Basis(("AUTHORS",)),))
    assert [dict(change) for change in hub.changes] == [
        {"op": "add-hub", "hub": "clinic", "actors": ("school", "police")},
        {"op": "add-tie", "source": "police", "target": "school", "relation": "referral"},
        {"op": "remove-tie", "source": "school", "target": "police"},
        {"op": "remove-actor", "actor": "group"},
        {"op": "remove-channel", "channel": "personal"},
    ]
    assert share.basis == (Basis(("R1",), "one", "4"),)
    assert dict(share.changes[1]) == {"op": "extend-body", "actor": "group", "until": "after"}


def test_every_file_read_is_listed_with_its_hash(tmp_path: Path) -> None:
    study = read(write_study(tmp_path))
    assert dict(study.inputs) == {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in STUDY.items()
    }
    assert list(study.inputs) == sorted(STUDY)


def test_the_place_of_the_folder_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = read(write_study(tmp_path / "one"))
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    monkeypatch.chdir(tmp_path / "two")
    assert read(".") == far


def test_a_folder_of_edge_files_is_a_study(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    write(folder / "edges" / "tells.csv", "from,to\nschool,police\nschool,police\n")
    write(folder / "edges" / "refers.tsv", "from\tto\tweight\nclinic\tpolice\t2\n")
    write(folder / "edges" / ".~lock.tells.csv#", "open elsewhere")
    study = read(folder)
    assert study.title == "harbour"
    assert [(r.id, r.file) for r in study.relations] == [
        ("refers", "edges/refers.tsv"),
        ("tells", "edges/tells.csv"),
    ]
    assert [(s.evidence_id, s.weight) for s in study.statements] == [
        ("refers:clinic>police", 2.0),
        ("tells:school>police", 2.0),
    ]
    assert [actor.id for actor in study.actors] == ["clinic", "police", "school"]
    assert told(folder, tmp_path) == [
        "harbour/edges/tells.csv:2: 1 row repeats a tie, 'school' to 'police': its weights were "
        "summed (2) (warning)"
    ]


def test_actors_and_respondents_may_be_left_to_the_rows(tmp_path: Path) -> None:
    files = {
        "edges/information.csv": "source,target,respondents\nschool,police,R2;R1\n",
        "conditions.csv": "condition_id,actor,barrier\nC1,clinic,fear\n",
        "pathways.csv": "pathway_id,step,source,target,relation\np,1,school,harbour,information\n",
    }
    study = read(write_study(tmp_path, files))
    assert [actor.id for actor in study.actors] == ["clinic", "harbour", "police", "school"]
    assert [respondent.id for respondent in study.respondents] == ["R1", "R2"]


def test_statements_without_keys_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    rows = ["a,b,open,R1", "a,b,broken,R2", "a>b,c,open,R1", "a,b>c,open,R1"]
    header = "source,target,status,respondents"
    keys = []
    for order in (rows, rows[::-1]):
        write(tmp_path / "edges" / "tells.csv", "\n".join([header, *order, ""]))
        study = read(tmp_path)
        keys.append([(s.evidence_id, s.source, s.status) for s in study.statements])
    assert keys[0] == keys[1] == [
        ("a>b", "a", "broken"),
        ("a>b#2", "a", "open"),
        ("a>b>c", "a", "open"),
        ("a>b>c#2", "a>b", "open"),
    ]  # fmt: skip


def test_one_relation_column_parts_the_ties_of_a_file(tmp_path: Path) -> None:
    files = changed(
        "edges/referral.csv",
        "evidence_id,source,target,status,channel,phase,barriers,respondents\n"
        "E4,school,group,open,protocol,before,,R1\n",
        "evidence_id,source,target,relation,respondents\nE4,school,clinic,,R1\n"
        "E5,clinic,school,information,R1\n",
    )
    study = read(write_study(tmp_path, files))
    relations = {item.evidence_id: item.relation for item in study.statements}
    assert (relations["E4"], relations["E5"]) == ("referral", "information")


def test_a_relation_without_a_file_is_prescribed_only(tmp_path: Path) -> None:
    files = {name: text for name, text in STUDY.items() if name != "edges/referral.csv"}
    study = read(write_study(tmp_path, files))
    assert study.warnings == ()
    assert {item.relation for item in study.statements} == {"information"}
    assert study.relations[1] == Relation("referral", "referral")


def test_another_column_may_be_the_sector(tmp_path: Path) -> None:
    study = read(write_study(tmp_path), sector="tier")
    assert {actor.id: actor.sector for actor in study.actors}["group"] == "regional"
    assert study.actor("clinic").attributes == {"sector": "health", "size": "7"}


def test_self_ties_are_dropped_but_a_collectives_own_stays(tmp_path: Path) -> None:
    files = changed("edges/information.csv", "E1,school,police", "E1,police,police")
    study = read(write_study(tmp_path, files))
    assert [item.evidence_id for item in study.statements] == ["E2", "E3", "E4"]
    assert [str(problem.line) + problem.message for problem in study.warnings] == [
        "2'police' stands at both ends: the tie was dropped, the actor stays"
    ]


# What is changed in the small study, and what is then told, worst first.
COMPLAINTS = [
    pytest.param(
        "edges/information.csv", "strained", "straned",
        ["edges/information.csv:4:status: 'straned' is not one of open, strained, broken (did "
         "you mean 'strained'?)"],
        id="status",
    ),
    pytest.param(
        "edges/information.csv", "E2,clinic", "E2,Clinic",
        ["edges/information.csv:3:source: 'Clinic' is not in actors.csv (did you mean "
         "'clinic'?): add the actor or recode the row",
         "edges/information.csv:3: 'Clinic', 'clinic' differ only in case and stay apart: write "
         "them alike if they are one (warning)"],
        id="actor",
    ),
    pytest.param(
        "edges/information.csv", "E2,clinic", "E2,",
        ["edges/information.csv:3:source: is empty: fill it in or delete the row"],
        id="empty source",
    ),
    pytest.param(
        "edges/information.csv", "R1;R2", "R1, R2",
        ["edges/information.csv:2: 15 cells where the header has 14: fill or delete cells, and "
         "put a cell that holds the separator in quotation marks"],
        id="ragged",
    ),
    pytest.param(
        "edges/information.csv", "R1;R2", "R1 R2",
        ["edges/information.csv:2:respondents: 'R1 R2' is not in respondents.csv: separate "
         "several entries by semicolons"],
        id="list",
    ),
    pytest.param(
        "edges/information.csv", "R1;R2", "R1;R1",
        ["edges/information.csv:2:respondents: 'R1;R1' names the same twice: it was read once "
         "(warning)"],
        id="list twice",
    ),
    pytest.param(
        "edges/information.csv", "R1;R2", "R9",
        ["edges/information.csv:2:respondents: 'R9' is not in respondents.csv: add the "
         "respondent or correct the code"],
        id="respondent",
    ),
    pytest.param(
        "edges/information.csv", "AUTHORS", "",
        ["edges/information.csv:4:respondents: names no respondent, so it gives a state but "
         "counts as no account: say whose account it is, or AUTHORS (warning)"],
        id="no respondent",
    ),
    pytest.param(
        "edges/information.csv", ",after,", ",aftre,",
        ["edges/information.csv:3:phase: 'aftre' is not in study.toml (did you mean 'after'?): "
         "add it under [[phases]] or write any"],
        id="phase",
    ),
    pytest.param(
        "edges/information.csv", ",after,", ",,",
        ["edges/information.csv:3:phase: is empty in 1 row and was read as 'any': fill it in "
         "(warning)",
         "study.toml:phases: 1 phase has no statement of its own: 'after' (note)"],
        id="empty phase",
    ),
    pytest.param(
        "edges/information.csv", "personal", "telefax",
        ["edges/information.csv:2:channel: 'telefax' is not in study.toml: add it under "
         "[codebook.channels] or correct it"],
        id="channel",
    ),
    pytest.param(
        "edges/information.csv", "mistrust", "mis-trust;fear",
        ["edges/information.csv:3:barriers: 'fear' is not in study.toml: add it under "
         "[codebook.barriers] or correct it",
         "edges/information.csv:3:barriers: 'mis-trust' is not in study.toml (did you mean "
         "'mistrust'?): add it under [codebook.barriers] or correct it"],
        id="barriers",
    ),
    pytest.param(
        "edges/information.csv", "explicit", "sure",
        ["edges/information.csv:2:confidence: 'sure' is not one of explicit, implied"],
        id="confidence",
    ),
    pytest.param(
        "edges/information.csv", ",board,calm", ",public,calm",
        ["edges/information.csv:2:share: 'public' is not one of research, board"],
        id="share",
    ),
    pytest.param(
        "edges/information.csv", "E3,", "E2,",
        ["edges/information.csv:4:evidence_id: 'E2' stands already in line 3: give every row its "
         "own evidence_id"],
        id="key twice",
    ),
    pytest.param(
        "edges/referral.csv", "E4,", "E2,",
        ["edges/referral.csv:2:evidence_id: 'E2' stands already in edges/information.csv:3: give "
         "every row its own evidence_id"],
        id="key twice in two files",
    ),
    pytest.param(
        "edges/referral.csv", "source,", "sender,",
        [],
        id="synonym",
    ),
    pytest.param(
        "edges/referral.csv", "source,", "agency,",
        ["edges/referral.csv:1:source: there is no column 'source' (also known as from, sender, "
         "origin, ego, tail, sourceid, fromid); the columns are 'evidence_id', 'agency', "
         "'target', 'status', 'channel', 'phase', 'barriers', 'respondents': add it or rename "
         "one"],
        id="no source",
    ),
    pytest.param(
        "edges/referral.csv", "evidence_id,source,target,status", "from,sender,target,status",
        ["edges/referral.csv:1:source: the columns 'from' and 'sender' could each be the source: "
         "rename all but one"],
        id="two sources",
    ),
    pytest.param(
        "edges/referral.csv", "barriers", "tone",
        [],
        id="attribute",
    ),
    pytest.param(
        "edges/referral.csv", "barriers", "barriesr",
        ["edges/referral.csv:1:barriesr: the column 'barriesr' is not known (did you mean "
         "'barriers'?) and was kept as an attribute (warning)"],
        id="misspelt column",
    ),
    pytest.param(
        "edges/referral.csv", ",barriers,", ",,",
        [],
        id="unnamed empty column",
    ),
    pytest.param(
        "edges/referral.csv", "status,channel", ",channel",
        ["edges/referral.csv:2: column 4 has cells, such as 'open', but no name: name it in the "
         "header or delete it"],
        id="unnamed column",
    ),
    pytest.param(
        "actors.csv", "police,Police", "clinic,Police",
        ["actors.csv:4:id: 'clinic' stands already in line 3: give every row its own id",
         "*"],
        id="actor twice",
    ),
    pytest.param(
        "actors.csv", "health,local,agency", "health,local,",
        ["actors.csv:3:kind: is empty in 1 row and was read as 'agency': fill it in (warning)"],
        id="no kind",
    ),
    pytest.param(
        "actors.csv", "health", "helth",
        ["actors.csv:3:sector: 'helth' is not in study.toml (did you mean 'health'?): add it "
         "under [codebook.sectors] or correct it"],
        id="sector",
    ),
    pytest.param(
        "actors.csv", "regional,body", "regional,boddy",
        ["actors.csv:5:kind: 'boddy' is not one of agency, body, collective, unnamed (did you "
         "mean 'body'?)", "*"],
        id="kind",
    ),
    pytest.param(
        "actors.csv", "local,agency,,,,7", "local,agency,school,,,7",
        ["actors.csv:3:members: only a collective has members, and this is of kind 'agency'"],
        id="members of an agency",
    ),
    pytest.param(
        "actors.csv", "school;clinic;police", "",
        ["actors.csv:6:members: is a collective without members: list their ids, ; between"],
        id="no members",
    ),
    pytest.param(
        "actors.csv", "school;clinic;police", "school;clinik",
        ["actors.csv:6:members: 'clinik' is not in actors.csv (did you mean 'clinic'?): add the "
         "actor or recode the row"],
        id="unknown member",
    ),
    pytest.param(
        "actors.csv", "school;clinic;police", "school;agencies",
        ["actors.csv:6:members: 'agencies' is a collective itself: list its members instead"],
        id="nested collective",
    ),
    pytest.param(
        "actors.csv", ",body,,before", ",body,,befour",
        ["actors.csv:5:until: 'befour' is not in study.toml (did you mean 'before'?): add it "
         "under [[phases]] or correct it"],
        id="until",
    ),
    pytest.param(
        "actors.csv", ",body,,before", ",body,,any",
        ["actors.csv:5:until: 'any' is not in study.toml: add it under [[phases]] or correct it"],
        id="until any",
    ),
    pytest.param(
        "actors.csv", "police,local,agency,,,", "police,local,agency,,after,",
        ["actors.csv:4:until: only a body has a last phase, and this is of kind 'agency'"],
        id="until of an agency",
    ),
    pytest.param(
        "respondents.csv", "R2,voluntary", "AUTHORS,voluntary",
        ["respondents.csv:3:id: AUTHORS stands for the study's authors and is always known: "
         "delete the row", "*"],
        id="authors",
    ),
    pytest.param(
        "respondents.csv", "school", "shcool",
        ["respondents.csv:2:actor: 'shcool' is not in actors.csv (did you mean 'school'?): add "
         "the actor or recode the row"],
        id="respondent's actor",
    ),
    pytest.param(
        "respondents.csv", "recorded", "taped",
        ["respondents.csv:1:taped: the column 'taped' is not known and was left out (warning)"],
        id="unknown column",
    ),
    pytest.param(
        "conditions.csv", "C1,clinic,mistrust", "C1,clinic,",
        ["conditions.csv:2:barrier: is empty: fill it in or delete the row"],
        id="no barrier",
    ),
    pytest.param(
        "conditions.csv", "R2", "",
        ["conditions.csv:2:respondents: names no respondent, so it gives a state but counts as "
         "no account: say whose account it is, or AUTHORS (warning)"],
        id="condition without respondents",
    ),
    pytest.param(
        "pathways.csv", "school,2,police", "school,2,clinic",
        ["pathways.csv:3:source: 'clinic' is not the target of the step before, 'police': a "
         "route is a chain",
         "pathways.csv:3:target: 'clinic' is both source and target of the step"],
        id="chain",
    ),
    pytest.param(
        "pathways.csv", "school,2,", "school,1,",
        ["pathways.csv:3:step: '1' stands already in line 2 of this route"],
        id="step twice",
    ),
    pytest.param(
        "pathways.csv", "school,2,", "school,3,",
        ["pathways.csv:3:step: '3' follows step 1: step 2 is missing"],
        id="gap",
    ),
    pytest.param(
        "pathways.csv", "school,1,", "clinic,2,",
        ["pathways.csv:2:step: '2' is the first of its route: count steps from 1",
         "pathways.csv:3:step: '2' is the first of its route: count steps from 1"],
        id="first step",
    ),
    pytest.param(
        "pathways.csv", "school,1,", "school,one,",
        ["pathways.csv:2:step: 'one' is not a whole number from 1", "*"],
        id="step",
    ),
    pytest.param(
        "pathways.csv", "report,Reporting,school,2", "report,Telling,school,2",
        ["pathways.csv:title: the pathway 'report' has several titles, 'Reporting', 'Telling': "
         "give it one (warning)"],
        id="titles",
    ),
    pytest.param(
        "pathways.csv", "referral", "referal",
        ["pathways.csv:2:relation: 'referal' is not in study.toml (did you mean 'referral'?): "
         "add it under [[relations]] or correct it"],
        id="relation",
    ),
    pytest.param(
        "layout.csv", "police,3", "police,far",
        ["layout.csv:3:x: 'far' is not a finite number"],
        id="coordinate",
    ),
    pytest.param(
        "layout.csv", "police,3", "school,3",
        ["layout.csv:3:actor: 'school' stands already in line 2: give every row its own actor"],
        id="place twice",
    ),
    pytest.param(
        "layout.csv", "police,3", "polis,3",
        ["layout.csv:3:actor: 'polis' is not in actors.csv (did you mean 'police'?): add the "
         "actor or recode the row"],
        id="place of nobody",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), COMPLAINTS)
def test_each_problem_is_told_with_place_value_and_next_step(
    tmp_path: Path, file: str, old: str, new: str, expected: list[str]
) -> None:
    found = told(write_study(tmp_path, changed(file, old, new)), tmp_path)
    rest = expected[-1:] == ["*"]
    wanted = [line.replace("{root}", f"{tmp_path.as_posix()}/") for line in expected if line != "*"]
    if rest:
        assert set(wanted) <= set(found)
    else:
        assert found == wanted


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    files = {
        **changed("edges/information.csv", "strained", "straned"),
        "pathways.csv": STUDY["pathways.csv"].replace("school,2,", "school,5,"),
        "layout.csv": STUDY["layout.csv"].replace("20", "far").replace("2e1", "far"),
        "scenarios.toml": STUDY["scenarios.toml"].replace("set-state", "set-stat"),
    }
    found = told(write_study(tmp_path, files), tmp_path)
    assert [line.partition(":")[0] for line in found] == [
        "edges/information.csv", "layout.csv", "pathways.csv", "scenarios.toml",
    ]  # fmt: skip
    with pytest.raises(InputError) as refusal:
        read(tmp_path)
    assert len(refusal.value.problems) == 4


def test_a_broken_table_is_not_held_against_the_others(tmp_path: Path) -> None:
    files = {**STUDY, "actors.csv": "nothing known\nx\n", "respondents.csv": "R1\nR2\n"}
    found = told(write_study(tmp_path, files), tmp_path)
    assert {line.partition(":")[0] for line in found} == {"actors.csv", "respondents.csv"}


def test_broken_settings_are_not_held_against_the_tables(tmp_path: Path) -> None:
    found = told(write_study(tmp_path, {**STUDY, "study.toml": "title = "}), tmp_path)
    assert [line.partition(":")[0] for line in found] == ["study.toml"]


def test_a_folder_that_is_no_study_is_refused(tmp_path: Path) -> None:
    (tmp_path / "edges").mkdir()
    assert told(tmp_path, tmp_path.parent) == [
        f"{tmp_path.name}: is no study: it has neither study.toml nor edges/*.csv. Give another "
        "folder, or make a study with 'netkit new'."
    ]


def test_a_study_without_ties_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "study.toml", 'schema = 1\ntitle = "Nothing"\n')
    assert told(tmp_path, tmp_path) == [
        "study.toml: declares no relation with a file: write edges/*.csv, with source and target"
    ]


def test_edge_files_that_no_relation_names_are_told(tmp_path: Path) -> None:
    write(write_study(tmp_path) / "edges" / "older.csv", "source,target\na,b\n")
    assert told(tmp_path, tmp_path) == [
        "edges/older.csv: was not read, as no relation of study.toml names it: declare it under "
        "[[relations]] or move it away (warning)"
    ]


def test_a_named_edge_file_must_be_there(tmp_path: Path) -> None:
    files = {name: text for name, text in STUDY.items() if name != "edges/information.csv"}
    assert told(write_study(tmp_path, files), tmp_path) == [
        "edges/information.csv: does not exist: check the spelling and the folder"
    ]


def test_a_sector_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    study = write_study(tmp_path / "study")
    assert told(study, tmp_path, sector="ward") == [
        "study/actors.csv:1:ward: there is no column 'ward'; the columns are 'id', 'name', "
        "'sector', 'tier', 'kind', 'members', 'until', 'description', 'size': add it or rename "
        "one"
    ]
    (study / "actors.csv").unlink()
    assert "study/actors.csv:ward: does not exist, so there is no column 'ward'" in told(
        study, tmp_path, sector="ward"
    )


@pytest.mark.parametrize("options", [{"actors": "nodes.csv"}, {"undirected": True}])
def test_options_of_single_files_are_refused(tmp_path: Path, options: dict[str, object]) -> None:
    study = write_study(tmp_path / "study")
    assert told(study, tmp_path, **options) == [
        "study: is a study folder: a node list and ties both ways are for single files; leave "
        "--actors and --undirected away"
    ]


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    files = changed("edges/information.csv", "AUTHORS", "")
    study = write_study(tmp_path, files)
    assert [problem.severity for problem in check(study)] == ["warning"]
    assert [problem.severity for problem in check(study, strict=True)] == ["error"]
    with pytest.raises(InputError, match="names no respondent"):
        read(study, strict=True)

"""``study.toml`` and ``scenarios.toml``: each mistake has its line and its next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from netkit.evidence import read
from tests.evidence.writing import STUDY, changed, told, write, write_study

OPERATORS = "add-tie, remove-tie, set-state, remove-actor, remove-channel, extend-body, add-hub"
SETTINGS = [
    pytest.param("schema = 1\n", "", [
        "study.toml:schema: there is no schema: write schema = 1 at the top (warning)",
    ], id="no schema"),
    pytest.param("schema = 1", "schema = 2", [
        "study.toml:1:schema: this netkit reads schema = 1, not 2: update netkit, or write the "
        "older one",
    ], id="other schema"),
    pytest.param("schema = 1", 'schema = "one"', [
        "study.toml:1:schema: 'one' is not a whole number from 1",
    ], id="schema of a wrong kind"),
    pytest.param("citation", "citatoin", [
        "study.toml:3:citatoin: 'citatoin' is not known (did you mean 'citation'?): it was not "
        "read (warning)",
    ], id="unknown key"),
    pytest.param('title = "Harbour"', "title = [1]", [
        "study.toml:2:title: '[1]' is not a text: put it in quotation marks",
    ], id="title"),
    pytest.param('title = "Harbour"', 'title = "Harbour', [
        "study.toml:2: is no valid TOML (Illegal character '\\n'): texts stand in quotation "
        "marks, lists in square brackets",
    ], id="open quotation"),
    pytest.param('colour = "#1f4e79"', "colour = ", [
        "study.toml:54: is no valid TOML (Invalid value): texts stand in quotation marks, lists "
        "in square brackets",
    ], id="no value"),
    pytest.param('id = "before"', 'id = "any"', [
        "study.toml:6:phases.id: 'any' stands for all phases: name the phase otherwise",
        "*",
    ], id="phase any"),
    pytest.param('id = "before"', 'id = "after"', [
        "study.toml:12:phases.id: 'after' stands already in line 5: give each its own",
        "*",
    ], id="phase twice"),
    pytest.param('id = "before"\n', "", [
        "study.toml:5:phases.id: has no id: give it one",
        "*",
    ], id="no id"),
    pytest.param("[[phases]]", "[phases]", [
        "*",
    ], id="single phase table"),
    pytest.param('file = "edges/information.csv"', 'file = "../other.csv"', [
        "study.toml:18:relations.file: '../other.csv' is outside the study: keep it in edges/",
        "*",
    ], id="file outside"),
    pytest.param('file = "edges/information.csv"', 'file = "/etc/hosts"', [
        "study.toml:18:relations.file: '/etc/hosts' is outside the study: keep it in edges/",
        "*",
    ], id="file elsewhere"),
    pytest.param('id = "referral"\n', 'id = "referral"\nfile = "edges/information.csv"\n', [
        "study.toml:22:relations.file: 'edges/information.csv' stands already in line 15: give "
        "each its own",
        "*",
    ], id="file twice"),
    pytest.param('["information", "referral"]', '["information", "referal"]', [
        "study.toml:25:views.all.relations: 'referal' is no relation (did you mean 'referral'?): "
        "declare or correct it",
    ], id="relation of a view"),
    pytest.param('["information", "referral"]', '"information"', [
        "study.toml:25:views.all.relations: 'information' is not a list of texts: write it as "
        '["one", "two"]',
    ], id="relations of a view"),
    pytest.param('phase = "after"', 'phase = "aftr"', [
        "study.toml:26:views.all.phase: 'aftr' is no phase (did you mean 'after'?): declare or "
        "correct it",
    ], id="phase of a view"),
    pytest.param("strained = 0.25", "strained = 1.5", [
        "study.toml:32:support.strained: '1.5' is not a number from 0 to 1",
    ], id="support"),
    pytest.param("strained = 0.25", "strained = nan", [
        "study.toml:32:support.strained: 'nan' is not a number from 0 to 1",
    ], id="support is no number"),
    pytest.param("threshold = 3", "threshold = 0", [
        "study.toml:36:disclosure.threshold: '0' is not a whole number from 1",
    ], id="threshold"),
    pytest.param("threshold = 3", "treshold = 3", [
        "study.toml:36:disclosure.treshold: 'treshold' is not known (did you mean 'threshold'?): "
        "it was not read (warning)",
    ], id="unknown key of a table"),
    pytest.param("person_dependent = true", 'person_dependent = "yes"', [
        "study.toml:44:codebook.channels.personal.person_dependent: 'yes' is not true or false: "
        "write one of them, unquoted",
    ], id="flag"),
    pytest.param('colour = "#a3123a"', 'colour = "red"', [
        "study.toml:51:codebook.sectors.health.colour: 'red' is no colour: write it as #1d6b3a",
    ], id="colour"),
    pytest.param("[support]", "[suport]", [
        "study.toml:31:suport: 'suport' is not known (did you mean 'support'?): it was not read "
        "(warning)",
    ], id="unknown table"),
    pytest.param('[support]\nstrained = 0.25\nimplied = 0.5\n', "", ["*"], id="no support"),
    pytest.param('citation = "A made-up study"', 'support = 1', ["*"], id="broken twice"),
    pytest.param('citation = "A made-up study"', 'views = "all"', ["*"], id="views twice"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), SETTINGS)
def test_mistakes_in_the_settings(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    found = told(write_study(tmp_path, changed("study.toml", old, new)), tmp_path)
    compare(found, expected)


SCENARIOS = [
    pytest.param('op = "set-state"', 'op = "set-stat"', [
        f"scenarios.toml:6:scenarios.changes.op: 'set-stat' is not one of {OPERATORS} (did you "
        f"mean 'set-state'?)",
    ], id="operator"),
    pytest.param('op = "set-state", ', "", [
        "scenarios.toml:6:scenarios.changes.op: has no op: give it one",
    ], id="no operator"),
    pytest.param('source = "clinic", target', 'source = "clinik", target', [
        "scenarios.toml:6:scenarios.changes.source: 'clinik' is not in actors.csv (did you mean "
        "'clinic'?): add the actor or recode the row",
    ], id="actor"),
    pytest.param('source = "clinic", target', "target", [
        "scenarios.toml:6:scenarios.changes.source: has no source: give it one",
    ], id="no source"),
    pytest.param('state = "works"', 'state = "work"', [
        "scenarios.toml:6:scenarios.changes.state: 'work' is not one of works, partly, fails "
        "(did you mean 'works'?)",
    ], id="state"),
    pytest.param('actor = "group", until', 'actor = "school", until', [
        "scenarios.toml:7:scenarios.changes.actor: 'school' is no body with an end (until) to "
        "extend",
    ], id="body"),
    pytest.param('until = "after"', 'until = "ever"', [
        "scenarios.toml:7:scenarios.changes.until: 'ever' is not in study.toml: add it under "
        "[[phases]] or correct it",
    ], id="until"),
    pytest.param('actors = ["school", "police"]', 'actors = ["school", "polis"]', [
        "scenarios.toml:14:scenarios.changes.actors: 'polis' is not in actors.csv (did you mean "
        "'police'?): add the actor or recode the row",
    ], id="actors of a hub"),
    pytest.param('actors = ["school", "police"]', "actors = []", [
        "scenarios.toml:14:scenarios.changes.actors: has no actors: give a list of texts",
    ], id="no actors of a hub"),
    pytest.param('relation = "referral"', 'relation = "gossip"', [
        "scenarios.toml:15:scenarios.changes.relation: 'gossip' is not in study.toml: add it "
        "under [[relations]] or correct it",
    ], id="relation"),
    pytest.param('relation = "referral"', 'relaton = "referral"', [
        "scenarios.toml:15:scenarios.changes.relaton: 'relaton' is not known (did you mean "
        "'relation'?): it was not read (warning)",
    ], id="unknown key"),
    pytest.param('channel = "personal"', 'channel = "post"', [
        "scenarios.toml:18:scenarios.changes.channel: 'post' is not in study.toml: add it under "
        "[codebook.channels] or correct it",
    ], id="channel"),
    pytest.param('respondents = ["R1"]', 'respondents = ["R7"]', [
        "scenarios.toml:4:scenarios.basis.respondents: 'R7' is not in respondents.csv: add the "
        "respondent or correct the code",
    ], id="basis"),
    pytest.param('id = "hub"', 'id = "share"', [
        "scenarios.toml:11:scenarios.id: 'share' stands already in line 1: give each its own",
    ], id="scenario twice"),
    pytest.param('basis = { respondents = ["AUTHORS"] }', "", [], id="no basis"),
    pytest.param('basis = { respondents = ["AUTHORS"] }', "basis = 3", [
        "scenarios.toml:12:scenarios.basis: '3' is not a list of tables: write [[basis]] above "
        "each",
    ], id="basis of a wrong kind"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), SCENARIOS)
def test_mistakes_in_the_scenarios(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    found = told(write_study(tmp_path, changed("scenarios.toml", old, new)), tmp_path)
    compare(found, expected)


def compare(found: list[str], expected: list[str]) -> None:
    """Compare problems; a star at the end stands for what else follows from the mistake."""
    if expected[-1:] == ["*"]:
        assert set(expected[:-1]) <= set(found)
    else:
        assert found == expected


@pytest.mark.parametrize("key", ["codebook", "support", "disclosure", "views"])
def test_a_table_of_a_wrong_kind(tmp_path: Path, key: str) -> None:
    write(tmp_path / "edges" / "tells.csv", "source,target\na,b\n")
    write(tmp_path / "study.toml", f'schema = 1\n{key} = "all"\n')
    assert told(tmp_path, tmp_path) == [
        f"study.toml:2:{key}: 'all' is not a table: write [{key}] above it"
    ]


def test_a_scenario_without_changes(tmp_path: Path) -> None:
    files = {**STUDY, "scenarios.toml": '[[scenarios]]\nid = "none"\n'}
    assert told(write_study(tmp_path, files), tmp_path) == [
        "scenarios.toml:1:scenarios.changes: has no changes: give a list of tables, each with an op"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = " + "[" * 5_000, "is nested too deeply: write plain tables"),
        ("x = " + "9" * 5_000, "is no valid TOML (Exceeds the limit"),
        ("x = [1,", "is no valid TOML at its end ("),
    ],
    ids=["nested", "long number", "open list"],
)
def test_toml_that_breaks_readers(tmp_path: Path, text: str, message: str) -> None:
    found = told(write_study(tmp_path, {**STUDY, "study.toml": text}), tmp_path)
    assert len(found) == 1
    assert message in found[0]


def test_settings_in_windows_1252_are_read_and_said(tmp_path: Path) -> None:
    text = STUDY["study.toml"].replace("Harbour", "Préfecture")
    files: dict[str, str | bytes] = {**STUDY, "study.toml": text.encode("cp1252")}
    study = read(write_study(tmp_path, files))
    assert study.title == "Préfecture"
    assert [problem.message for problem in study.warnings] == [
        "was read as Windows-1252 (it gives 'Préfecture'): save it as CSV (UTF-8) to be sure"
    ]

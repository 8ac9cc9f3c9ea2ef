"""Reading what people have: right counts, or a refusal with place and next step."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netkit.errors import InputError
from netkit.evidence import Study, check, new_study, read

ROOT = Path(__file__).parents[2]
KNOWN = "source,target,weight\n"


def given_file(folder: Path, text: str | bytes, name: str = "ties.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def names(study: Study) -> list[str]:
    return [actor.id for actor in study.actors]


def ties(study: Study) -> dict[tuple[str, str], float]:
    return {(item.source, item.target): item.weight for item in study.statements}


def messages(path: Path, **options: object) -> list[str]:
    return [str(problem).split("/")[-1] for problem in check(path, **options)]  # type: ignore[arg-type]


def test_names_that_look_like_missing_are_names(tmp_path: Path) -> None:
    study = read(given_file(tmp_path, "source,target\nNA,None\nnull,nan\nTRUE,007\n"))
    assert names(study) == ["007", "NA", "None", "TRUE", "nan", "null"]
    assert len(study.statements) == 3


@pytest.mark.parametrize("headers", ["from,to", "Sender,Receiver", " SOURCE ,Target", "ego,alter"])
def test_headers_are_known_by_other_names(tmp_path: Path, headers: str) -> None:
    assert ties(read(given_file(tmp_path, f"{headers}\na,b\n"))) == {("a", "b"): 1.0}


@pytest.mark.parametrize(
    ("separator", "name"), [(",", "t.csv"), (";", "t.csv"), ("\t", "t.tsv"), (" ", "t.txt")]
)
def test_separators_are_recognised(tmp_path: Path, separator: str, name: str) -> None:
    text = f"source{separator}target\r\na{separator}b\r\n"
    assert ties(read(given_file(tmp_path, text, name))) == {("a", "b"): 1.0}


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_letters_are_never_wrong(tmp_path: Path, codec: str) -> None:
    text = "source,target\nPréfecture,École – Nord\n".encode(codec)
    study = read(given_file(tmp_path, text))
    assert names(study) == ["Préfecture", "École – Nord"]
    warned = [item for item in study.warnings if item.severity == "warning"]
    assert bool(warned) == (codec in ("utf-16", "cp1252"))


def test_names_are_cleaned_and_what_was_merged_is_said(tmp_path: Path) -> None:
    text = "source,target\nPolice ,Fire  Service\nPolice\u00a0,Pre\u0301f\n\u200bpolice,Préf\n"
    study = read(given_file(tmp_path, text))
    assert names(study) == ["Fire Service", "Police", "Préf", "police"]
    said = "\n".join(str(item) for item in study.warnings)
    assert "read as 'Police'" in said
    assert "'Police', 'police' differ only in case and stay apart" in said


def test_every_bad_weight_is_told_at_once(tmp_path: Path) -> None:
    text = KNOWN + 'a,b,high\nb,c,-1\nc,d,nan\nd,e,inf\ne,f,\nf,a,"1,200"\n'
    found = messages(given_file(tmp_path, text))
    assert [line.split(":")[1] for line in found] == ["2", "3", "4", "5", "6", "7"]
    assert all("weight" in line for line in found)
    with pytest.raises(InputError, match="'high' is not a finite number above 0"):
        read(tmp_path / "ties.csv")


def test_self_ties_are_dropped_and_repeats_summed_and_both_said(tmp_path: Path) -> None:
    study = read(given_file(tmp_path, KNOWN + "A,A,1\nA,B,1\nA,B,1\nA,B,3\nB,A,2\nB,B,1\nC,C,5\n"))
    assert names(study) == ["A", "B", "C"]
    assert ties(study) == {("A", "B"): 5.0, ("B", "A"): 2.0}
    said = "\n".join(str(item) for item in study.warnings)
    assert said.count("stands at both ends: the tie was dropped, the actor stays") == 3
    assert "2 rows repeat a tie" in said


def test_undirected_ties_go_both_ways_and_a_pair_listed_twice_is_a_repeat(tmp_path: Path) -> None:
    study = read(given_file(tmp_path, KNOWN + "a,b,2\nb,a,3\nb,c,1\n"), undirected=True)
    assert ties(study) == {
        ("a", "b"): 5.0, ("b", "a"): 5.0, ("b", "c"): 1.0, ("c", "b"): 1.0,
    }  # fmt: skip


def test_a_matrix_is_aligned_by_label(tmp_path: Path) -> None:
    study = read(given_file(tmp_path, ",b,a,c\na,1,0,0\nc,0,2,0\nb,0,0,0\n"))
    assert ties(study) == {("a", "b"): 1.0, ("c", "a"): 2.0}
    assert names(study) == ["a", "b", "c"]
    assert any("adjacency matrix" in item.message for item in study.warnings)


def test_marks_in_a_matrix_are_read_with_a_warning(tmp_path: Path) -> None:
    study = read(given_file(tmp_path, ",a,b\na,,x\nb,,\n"))
    assert ties(study) == {("a", "b"): 1.0}
    assert any("x was read as 1" in item.message for item in study.warnings)


def test_row_numbers_that_r_leaves_are_known(tmp_path: Path) -> None:
    study = read(given_file(tmp_path, '"","source","target"\n"1","a","b"\n"2","b","c"\n'))
    assert ties(study) == {("a", "b"): 1.0, ("b", "c"): 1.0}


def test_a_node_list_gives_sectors_and_isolates(tmp_path: Path) -> None:
    nodes = given_file(tmp_path, "Id,Label,dept\na,Alpha,x\nb,,y\nd,,\n", "nodes.csv")
    study = read(given_file(tmp_path, "source,target\na,b\nb,c\n"), actors=nodes, sector="dept")
    assert [(item.id, item.name, item.sector) for item in study.actors] == [
        ("a", "Alpha", "x"), ("b", "b", "y"), ("c", "c", ""), ("d", "d", ""),
    ]  # fmt: skip
    assert any("'c' is not in the node list" in str(item) for item in study.warnings)


def test_a_formula_stays_text_and_its_guard_is_taken_off(tmp_path: Path) -> None:
    study = read(given_file(tmp_path, "source,target\n'=1+1,@x\n"))
    assert names(study) == ["=1+1", "@x"]


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        (b"", "ties.csv:", "is empty"),
        (b"source,weight\na,1\n", "ties.csv:1:target:", "there is no column 'target'"),
        (b"a,b\nb,c\n", "ties.csv:1:source:", "there is no column 'source'"),
        (b"source,target,source\na,b,c\n", "ties.csv:1:source:", "stands 2 times"),
        (b"source,target\na,b,c\n", "ties.csv:2:", "3 cells where the header has 2"),
        (b"source,target\na,\n", "ties.csv:2:target:", "is empty: fill it in"),
        (b'source,target\n"a,b\n', "ties.csv:2:", "never closed"),
        (b"PK\x03\x04rest", "ties.csv:", "a spreadsheet or a zip archive"),
        (b"source,target\na\x00,b\n", "ties.csv:2:", "NUL byte"),
        (b"source,target,status\na,b,brocken\n", "ties.csv:2:status:", "did you mean 'broken'?"),
    ],
)
def test_refusals_name_file_place_and_next_step(
    tmp_path: Path, text: bytes, place: str, said: str
) -> None:
    path = given_file(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read(path)
    told = str(caught.value).replace(f"{tmp_path.as_posix()}/", "")
    assert told.startswith(place)
    assert said in told


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    path = given_file(tmp_path, "source,target\na,a\na,b\n")
    read(path)
    with pytest.raises(InputError, match="stands at both ends"):
        read(path, strict=True)


# --- study folders -------------------------------------------------------------------------------


@pytest.fixture
def study(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "study")
    return tmp_path / "study"


def edit(study: Path, name: str, old: str, new: str) -> None:
    path = study / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_the_shipped_study_has_no_problem_and_two_spare_rows() -> None:
    assert [(problem.severity, problem.message) for problem in check(ROOT / "data")] == [
        ("note", "1 actor is mentioned by no row: 'practitioners-group'"),
        ("note", "1 respondent is cited by no row: 'N3'"),
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("edges/referral.csv", ",strained,", ",strainde,", ":status: 'strainde' is not one of open"),
        ("edges/referral.csv", ",frontline,ukhtc,", ",frontlin,ukhtc,",
         "'frontlin' is not in actors.csv (did you mean 'frontline'?)"),
        ("edges/referral.csv", ",N4;N12,", ",N4;N99,", ":respondents: 'N99' is not in respondents.csv"),
        ("edges/referral.csv", ",any,mistrust", ",never,mistrust", ":phase: 'never' is not in study"),
        ("edges/referral.csv", ",any,mistrust", ",any,mistrusst", "(did you mean 'mistrust'?)"),
        ("edges/referral.csv", ",protocol,", ",protokol,", ":channel: 'protokol' is not in study.toml"),
        ("edges/referral.csv", "E002,", "E001,", ":evidence_id: 'E001' stands already in line 2"),
        ("edges/referral.csv", "E002,", "E004,", "'E004' stands already in edges/information.csv:2"),
        ("actors.csv", "police;ukba;childrens-services;health;schools;voluntary", "",
         ":members: is a collective without members"),
        ("actors.csv", ",body,,group,", ",body,,grupo,", ":until: 'grupo' is not in study.toml"),
        ("actors.csv", "home-office,Home", "police,Home", ":id: 'police' stands already in line 2"),
        ("pathways.csv", ",police,2,ukhtc,", ",police,2,soca,",
         ":source: 'soca' is not the target of the step before, 'ukhtc'"),
        ("conditions.csv", ",soca,priority,", ",soca,priorty,", "(did you mean 'priority'?)"),
        ("study.toml", 'schema = 1', 'schema = 7', ":schema: this netkit reads schema = 1"),
        ("study.toml", 'phase = "after"', 'phase = "later"', "'later' is no phase"),
        ("study.toml", 'title = "', 'title = ', "is no valid TOML"),
        ("scenarios.toml", 'op = "extend-body"', 'op = "extend"', "'extend' is not one of add-tie"),
        ("scenarios.toml", 'actor = "ratg"', 'actor = "rats"', "'rats' is not in actors.csv"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_place(
    study: Path, name: str, old: str, new: str, said: str
) -> None:
    edit(study, name, old, new)
    found = [str(problem) for problem in check(study) if problem.severity == "error"]
    assert any(said in line and name in line for line in found), found
    with pytest.raises(InputError):
        read(study)


def test_all_problems_are_told_in_one_run(study: Path) -> None:
    edit(study, "edges/referral.csv", ",strained,", ",strainde,")
    edit(study, "edges/information.csv", ",open,", ",opne,")
    edit(study, "actors.csv", ",agency,", ",agencie,")
    files = {problem.file.split("/study/")[1] for problem in check(study)}
    assert files >= {"actors.csv", "edges/information.csv", "edges/referral.csv"}


def test_the_order_of_rows_changes_nothing(study: Path) -> None:
    before = read(ROOT / "data")
    for path in [*study.glob("*.csv"), *study.glob("edges/*.csv")]:
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        random.Random(7).shuffle(rows)
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8", newline="\n")
    after = read(study)
    assert replace(after, inputs={}) == replace(before, inputs={})


def test_edge_files_alone_are_a_study(tmp_path: Path) -> None:
    (tmp_path / "edges").mkdir()
    given_file(tmp_path, "source,target\na,b\n", "edges/talk.csv")
    study = read(tmp_path)
    assert (names(study), study.relations[0].id) == (["a", "b"], "talk")


def test_an_edge_file_outside_the_study_is_refused(study: Path) -> None:
    edit(study, "study.toml", 'file = "edges/referral.csv"', 'file = "../referral.csv"')
    assert any("is outside the study" in str(problem) for problem in check(study))


def test_the_skeleton_passes_its_own_check(tmp_path: Path) -> None:
    files = new_study(tmp_path / "mine")
    assert {path.name for path in files} >= {"study.toml", "actors.csv", "information.csv"}
    assert check(tmp_path / "mine") == ()
    with pytest.raises(InputError, match="is there already and not empty"):
        new_study(tmp_path / "mine")


# --- anything at all -----------------------------------------------------------------------------

JUNK = st.one_of(
    st.binary(max_size=300),
    st.lists(st.sampled_from(["source", "target", "a", '"', ",", ";", "\t", "\n", "\r\n", "x", "1", "é"]), max_size=60).map(
        lambda parts: "".join(parts).encode()
    ),
)  # fmt: skip


@given(JUNK)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    path = given_file(tmp_path, data)
    if any(problem.severity == "error" for problem in check(path)):
        with pytest.raises(InputError):
            read(path)
    else:
        assert isinstance(read(path), Study)


@given(JUNK)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_settings_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "edges").mkdir(exist_ok=True)
    given_file(tmp_path, "source,target\na,b\n", "edges/talk.csv")
    given_file(tmp_path, data, "study.toml")
    given_file(tmp_path, data, "actors.csv")
    check(tmp_path)

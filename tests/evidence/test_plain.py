"""Single files: node lists, ties without direction, matrices, names, limits and refusals."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from netkit.errors import InputError
from netkit.evidence import Study, check, read, source, tables
from netkit.evidence.study import Respondent
from tests.evidence.writing import told, write

NOTE = "ties.csv: was read as an edge list: one tie a row, from source to target (note)"


def ties(study: Study) -> dict[str, float]:
    return {item.evidence_id: item.weight for item in study.statements}


def file(tmp_path: Path, text: str | bytes, name: str = "ties.csv") -> Path:
    return write(tmp_path / name, text)


def without_notes(path: Path, **options: object) -> list[str]:
    return [line for line in told(path, path.parent, **options) if not line.endswith("(note)")]


# --- columns ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    ["source,target", "from,to", "Sender,Receiver", "SOURCE , Target", "ego,alter", "tail,head",
     "Source ID,target_id", "origin,destination"],
)  # fmt: skip
def test_ends_of_ties_are_known_by_many_names(tmp_path: Path, header: str) -> None:
    assert ties(read(file(tmp_path, f"{header}\na,b\n"))) == {"a>b": 1.0}


def test_a_name_of_its_own_goes_before_a_synonym(tmp_path: Path) -> None:
    study = read(file(tmp_path, "from,source,target\n1999,a,b\n"))
    assert ties(study) == {"a>b": 1.0}
    assert study.statements[0].attributes == {"from": "1999"}


def test_a_file_of_statements_keeps_them_apart(tmp_path: Path) -> None:
    text = (
        "evidence_id,source,target,status,respondents,relation\n"
        "E2,a,b,broken,R1,tells\nE1,a,b,open,R2;AUTHORS,tells\nE3,a,b,open,,refers\n"
    )
    study = read(file(tmp_path, text))
    assert [item.evidence_id for item in study.statements] == ["E1", "E2", "E3"]
    assert [relation.id for relation in study.relations] == ["refers", "tells"]
    assert study.respondents == (Respondent("R1"), Respondent("R2"))
    assert without_notes(tmp_path / "ties.csv") == [
        "ties.csv:4:respondents: names no respondent, so it gives a state but counts as no "
        "account: say whose account it is, or AUTHORS (warning)"
    ]


def test_rows_that_say_different_things_of_a_tie_are_not_added_up(tmp_path: Path) -> None:
    study = read(file(tmp_path, "source,target,status\na,b,open\na,b,broken\n"))
    assert [(s.evidence_id, s.status) for s in study.statements] == [
        ("a>b", "broken"),
        ("a>b#2", "open"),
    ]


def test_attributes_of_rows_that_are_added_up_are_joined(tmp_path: Path) -> None:
    study = read(file(tmp_path, "source,target,year\na,b,2002\na,b,2001\na,b,2001\na,b,\n"))
    assert [(s.weight, dict(s.attributes)) for s in study.statements] == [
        (4.0, {"year": "2001;2002"})
    ]


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "evidence_id,source,target\nE1,a,b\nE1,b,c\n")
    assert without_notes(path) == [
        "ties.csv:3:evidence_id: 'E1' stands already in line 2: give every row its own evidence_id"
    ]


def test_phases_of_a_file_alone_are_pooled_and_said(tmp_path: Path) -> None:
    assert without_notes(file(tmp_path, "source,target,phase\na,b,late\nb,c,\n")) == [
        "ties.csv:phase: the phases 'late' are pooled: only a study folder declares phases "
        "('netkit new' makes one) (warning)",
        "ties.csv:3:phase: is empty in 1 row and was read as 'any': fill it in (warning)",
    ]


def test_a_header_without_rows_is_an_empty_network(tmp_path: Path) -> None:
    path = file(tmp_path, "source,target\n")
    study = read(path)
    assert (study.statements, study.actors) == ((), ())
    assert without_notes(path) == [
        "ties.csv: has a header but no ties: add rows below it (warning)"
    ]


def test_one_end_alone_is_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "source,colour\na,b\n")
    assert told(path, tmp_path) == [
        "ties.csv:1:target: there is no column 'target' (also known as to, receiver, recipient, "
        "destination, alter, head, targetid, toid); the columns are 'source', 'colour': add it or "
        "rename one"
    ]


# --- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "name", "signs"),
    [("ev\u202eil", "evil", "U+202E"), ("bell\x07", "bell", "U+0007"),
     ("\u2066a\x1b[31m\u2069", "a[31m", "U+001B, U+2066, U+2069")],
)  # fmt: skip
def test_signs_that_do_not_show_are_taken_out_and_told(
    tmp_path: Path, raw: str, name: str, signs: str
) -> None:
    path = file(tmp_path, f"source,target\n{raw},b\n")
    assert read(path).statements[0].source == name
    warning = next(line for line in without_notes(path) if "do not show" in line)
    assert warning.startswith("ties.csv:2: the name '")
    assert warning.endswith(
        f"holds signs that do not show ({signs}), which were taken out: retype the name (warning)"
    )
    assert warning.isprintable()


def test_names_that_lost_letters_are_told(tmp_path: Path) -> None:
    assert without_notes(file(tmp_path, "source,target\nPr\ufffdfecture,b\n")) == [
        "ties.csv:2: the name 'Pr\ufffdfecture' has lost letters (U+FFFD stands for them): "
        "retype it (warning)"
    ]


def test_repairs_are_listed_up_to_a_number_and_then_counted(tmp_path: Path) -> None:
    rows = "".join(f"n{i} ,N{i}\nn{i},n{i}\nN{i},x\nN{i},x\n" for i in range(30))
    found = without_notes(file(tmp_path, f"source,target\n{rows}"))
    assert len(found) == 4 * 21
    assert [line for line in found if line.startswith("ties.csv: ")] == [
        "ties.csv: 10 more actors have self-ties, which were dropped (warning)",
        "ties.csv: 10 more groups of names differ only in case (warning)",
        "ties.csv: 10 more names were trimmed or composed in the same way (warning)",
        "ties.csv: 10 more ties stand in several rows; their weights were summed (warning)",
    ]


def test_errors_of_a_column_are_listed_up_to_a_number_and_then_counted(tmp_path: Path) -> None:
    rows = "".join(f"a,b,w{i}\n" for i in range(1_200))
    found = without_notes(file(tmp_path, f"source,target,weight\n{rows}"))
    assert len(found) == 1_001
    assert found[0] == "ties.csv:weight: and 200 more like these"


# --- node lists ------------------------------------------------------------------------------


def test_a_node_list_gives_sectors_and_isolates(tmp_path: Path) -> None:
    nodes = file(tmp_path, "Label,dept,kind\na,north,NGO\nalone,,\nb,south,\n", "nodes.csv")
    path = file(tmp_path, "source,target\na,b\n")
    study = read(path, actors=nodes, sector="dept")
    assert [(a.id, a.name, a.sector, a.kind) for a in study.actors] == [
        ("a", "a", "north", "agency"),
        ("alone", "alone", "", "agency"),
        ("b", "b", "south", "agency"),
    ]
    assert study.actor("a").attributes == {"kind": "NGO"}
    assert told(path, tmp_path, actors=nodes, sector="dept") == [NOTE]


@pytest.mark.parametrize("header", ["id", "name", "label", "actor", "Node", "node_id", "vertex"])
def test_actors_are_known_by_many_names(tmp_path: Path, header: str) -> None:
    nodes = file(tmp_path, f"{header},sector\na,x\nb,y\n", "nodes.csv")
    study = read(file(tmp_path, "source,target\na,b\n"), actors=nodes)
    assert [(actor.id, actor.sector) for actor in study.actors] == [("a", "x"), ("b", "y")]


def test_actors_missing_from_the_node_list_are_added_and_told(tmp_path: Path) -> None:
    nodes = file(tmp_path, "id,sector\npolice,law\nschool,learning\n", "nodes.csv")
    path = file(tmp_path, "source,target\npolcie,school\n")
    assert [a.id for a in read(path, actors=nodes).actors] == ["polcie", "police", "school"]
    assert without_notes(path, actors=nodes) == [
        "ties.csv: 'polcie' is not in the node list (did you mean 'police'?) and was added "
        "without a sector (warning)"
    ]


def test_many_missing_actors_are_counted(tmp_path: Path) -> None:
    nodes = file(tmp_path, "id\nhub\n", "nodes.csv")
    path = file(tmp_path, "source,target\n" + "".join(f"hub,{i:02}\n" for i in range(30)))
    found = without_notes(path, actors=nodes)
    assert len(found) == 21
    assert "ties.csv: 10 more actors are not in the node list (warning)" in found


def test_the_node_list_of_another_network_is_refused(tmp_path: Path) -> None:
    nodes = file(tmp_path, "id\nx\ny\n", "nodes.csv")
    assert without_notes(file(tmp_path, "source,target\na,b\n"), actors=nodes) == [
        "ties.csv: none of its actors, such as 'a', is in the node list: give the list of this "
        "network, with its keys in the column id"
    ]


def test_an_actor_twice_in_the_node_list_is_refused(tmp_path: Path) -> None:
    nodes = file(tmp_path, "id\na\na \n", "nodes.csv")
    found = without_notes(file(tmp_path, "source,target\na,b\n"), actors=nodes)
    assert "nodes.csv:3:id: 'a' stands already in line 2: give every row its own id" in found


def test_problems_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    nodes = file(tmp_path, "town\na\n", "nodes.csv")
    found = without_notes(file(tmp_path, "source,target,weight\na,b,x\n"), actors=nodes)
    assert [line.partition(":")[0] for line in found] == ["nodes.csv", "ties.csv"]


def test_node_lists_of_the_same_file_name_keep_their_hashes_apart(tmp_path: Path) -> None:
    nodes = file(tmp_path / "nodes", "id\na\nb\n")
    study = read(file(tmp_path, "source,target\na,b\n"), actors=nodes)
    assert list(study.inputs) == ["actors/ties.csv", "ties.csv"]


def test_a_sector_column_needs_a_node_list(tmp_path: Path) -> None:
    assert without_notes(file(tmp_path, "source,target\na,b\n"), sector="dept") == [
        "ties.csv:dept: has no actors with a column 'dept': give a node list with --actors"
    ]


# --- ties without direction ------------------------------------------------------------------


def test_undirected_ties_go_both_ways(tmp_path: Path) -> None:
    path = file(tmp_path, "source,target,weight\nb,a,2\nb,c,1\nc,c,1\n")
    study = read(path, undirected=True)
    assert ties(study) == {"a>b": 2.0, "b>a": 2.0, "b>c": 1.0, "c>b": 1.0}
    assert len(without_notes(path, undirected=True)) == 1


def test_an_undirected_pair_that_stands_twice_is_summed_and_said(tmp_path: Path) -> None:
    path = file(tmp_path, "source,target,weight\na,b,2\nb,a,1\n")
    assert ties(read(path)) == {"a>b": 2.0, "b>a": 1.0}
    assert ties(read(path, undirected=True)) == {"a>b": 3.0, "b>a": 3.0}
    assert without_notes(path, undirected=True) == [
        "ties.csv:2: 1 row repeats a tie, 'a' to 'b': its weights were summed (3) (warning)"
    ]


def test_an_undirected_row_beside_a_directed_one_is_a_repeat(tmp_path: Path) -> None:
    path = file(tmp_path, "source,target,type\na,b,Undirected\nb,a,Directed\n")
    assert ties(read(path)) == {"a>b": 1.0, "b>a": 2.0}
    assert "1 row repeats a tie, 'b' to 'a'" in without_notes(path)[0]


def test_an_undirected_statement_keeps_its_key_both_ways(tmp_path: Path) -> None:
    path = file(tmp_path, "evidence_id,source,target\nE1,b,a\n")
    study = read(path, undirected=True)
    assert [(s.evidence_id, s.source) for s in study.statements] == [("E1", "a"), ("E1<", "b")]


def test_the_two_cells_of_an_undirected_matrix_are_one_tie(tmp_path: Path) -> None:
    path = file(tmp_path, ",a,b,c\na,0,1,2\nb,1,0,0\nc,3,0,0\n")
    assert ties(read(path, undirected=True)) == {"a>b": 1.0, "a>c": 3.0, "b>a": 1.0, "c>a": 3.0}
    assert without_notes(path, undirected=True) == [
        "ties.csv: the two cells of 1 pair differ, such as 'a' and 'c': the larger counts both "
        "ways (warning)"
    ]


# --- matrices --------------------------------------------------------------------------------


def test_a_matrix_keeps_isolates_and_drops_its_diagonal_with_a_warning(tmp_path: Path) -> None:
    path = file(tmp_path, "actor,a,b,c\na,1,2,0\nb,0,,0\nc,0,,\n")
    study = read(path)
    assert [actor.id for actor in study.actors] == ["a", "b", "c"]
    assert ties(study) == {"a>b": 2.0}
    assert without_notes(path) == [
        "ties.csv:2:target: 'a' stands at both ends: the tie was dropped, the actor "
        "stays (warning)",
        "ties.csv:4: an empty cell was read as 0 in 1 cell: write 0 to be sure (warning)",
    ]


def test_every_bad_cell_of_a_matrix_is_told(tmp_path: Path) -> None:
    path = file(tmp_path, ',a,b,c\na,0,-1,NA\nb,0.0,0,yes\nc,"1,5",inf,0\n')
    hint = "; 0 or nothing stands for no tie, x for a tie"
    bad = "is not a finite number above 0: correct it or delete the row"
    assert without_notes(path) == [
        f"ties.csv:2:b: '-1' {bad}{hint}",
        f"ties.csv:2:c: 'na' {bad}{hint}",
        f"ties.csv:3:c: 'yes' {bad}{hint}",
        f"ties.csv:4:a: '1,5' has a comma: write 1.5{hint}",
        f"ties.csv:4:b: 'inf' {bad}{hint}",
    ]  # fmt: skip


def test_labels_that_stand_twice_or_are_missing_are_refused(tmp_path: Path) -> None:
    path = file(tmp_path, ",a,b,a\na,0,1,0\nb,0,0,1\nb,0,1,0\n")
    assert without_notes(path) == [
        "ties.csv:1: 2 columns are called 'a': give each a name of its own",
        "ties.csv:3: 2 rows are called 'b': give each a name of its own",
    ]


def test_labels_are_matched_after_cleaning(tmp_path: Path) -> None:
    study = read(file(tmp_path, ",a ,b\na,0,1\n b,0,0\n"))
    assert ties(study) == {"a>b": 1.0}
    assert [problem.message for problem in study.warnings][:2] == [
        "'a ' was read as 'a', so that rows written differently are now of one actor",
        "' b' was read as 'b', so that rows written differently are now of one actor",
    ]


# --- limits and refusals -----------------------------------------------------------------------


def test_a_file_over_the_limit_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "FILE_LIMIT", 10)
    assert told(file(tmp_path, "source,target\na,b\n"), tmp_path) == [
        "ties.csv: has 18 bytes, more than the 10 that are read: split it"
    ]


@pytest.mark.parametrize("raised", [False, True], ids=["usual", "raised by others"])
def test_a_cell_over_the_limit_is_refused(
    tmp_path: Path, raised: bool, request: pytest.FixtureRequest
) -> None:
    before = csv.field_size_limit()
    request.addfinalizer(lambda: csv.field_size_limit(before))
    csv.field_size_limit(2**31 - 1 if raised else tables.CELL_LIMIT)
    text = f"source,target\na,b\na,{'b' * (tables.CELL_LIMIT + 1)}\n"
    assert without_notes(file(tmp_path, text)) == [
        "ties.csv:3: holds a cell of more than 10000000 signs: shorten it, or close a quotation"
    ]


def test_a_header_over_the_limit_is_refused(tmp_path: Path) -> None:
    text = ",".join(f"c{i}" for i in range(tables.COLUMN_LIMIT + 1))
    assert told(file(tmp_path, text), tmp_path) == [
        "ties.csv: has 10001 columns, more than the 10000 that are read"
    ]


KINDS = (
    "Save it as one of these, or give a study folder: .csv, .tsv, .txt (edge list or adjacency "
    "matrix); .cyjs, .json (node-link or Cytoscape JSON); .dl (UCINET DL); .gexf (GEXF); .graphml "
    "(GraphML); .net (Pajek network); .xlsm, .xlsx (workbook); .parquet (table)"
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ties.gml", "'.gml' files are not read by this version. " + KINDS),
        ("ties", "a file without an ending is not read by this version. " + KINDS),
        ("study.toml", "is a part of a study: give the folder it stands in"),
    ],
)  # fmt: skip
def test_other_kinds_of_files_are_refused(tmp_path: Path, name: str, expected: str) -> None:
    assert told(file(tmp_path, "x", name), tmp_path) == [f"{name}: {expected}"]


def test_an_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert ties(read(file(tmp_path, "source,target\na,b\n", "TIES.CSV"))) == {"a>b": 1.0}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nowhere.csv", "does not exist: check the spelling and the folder"),
        (f"{'n' * 300}.csv", "cannot be read: File name too long"),
        ("a\0b.csv", "cannot be read: embedded null byte"),
    ],
    ids=["missing", "too long", "null byte"],
)
def test_paths_that_lead_nowhere_are_refused(tmp_path: Path, name: str, expected: str) -> None:
    assert [problem.message for problem in check(tmp_path / name)] == [expected]
    with pytest.raises(InputError, match=expected):
        read(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert told(tmp_path / "pipe.csv", tmp_path) == [
        "pipe.csv: is no ordinary file: give a file or a study folder"
    ]


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = file(tmp_path, "source,target\na,b\n")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert told(path, tmp_path) == [
        "ties.csv: may not be read: ask for the right to read it, or copy it"
    ]


def test_paths_may_be_text_or_path(tmp_path: Path) -> None:
    path = file(tmp_path, "source,target\na,b\n")
    assert read(str(path)) == read(path)


def test_problems_are_named_as_the_user_gave_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file(tmp_path, "source,target\na,a\n", "data/ties.csv")
    monkeypatch.chdir(tmp_path)
    assert {problem.file for problem in check("data/ties.csv")} == {"data/ties.csv"}


def test_reading_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    path = file(tmp_path, "source,target\na,b\n")
    before = path.stat().st_mtime_ns
    read(path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["ties.csv"]
    assert path.stat().st_mtime_ns == before


def test_names_that_look_alike_are_told_and_stay_apart(tmp_path: Path) -> None:
    rows = "source,target\nChildren's Services,Café\nChildrens Services,Cafe\na 1.2,a 12\n"
    path = file(tmp_path, rows)
    said = [str(item) for item in read(path).warnings if "stay apart" in item.message]
    assert len(said) == 2
    assert any("'Cafe', 'Café' differ only in signs or accents" in text for text in said)
    assert len(read(path).actors) == 6

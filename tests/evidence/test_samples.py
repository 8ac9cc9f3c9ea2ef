"""Every sample file: read into the network it holds, or refused with place and next step."""

from __future__ import annotations

import pytest

from netkit.errors import InputError
from netkit.evidence import Study, check, read
from tests.evidence.writing import SAMPLES

TIES = {
    ("school", "police"): 2.0,
    ("clinic", "police"): 1.0,
    ("police", "school"): 1.5,
    ("school", "clinic"): 3.0,
}
SAME = (
    "commas.csv semicolons.csv tabs.tsv bars.csv blanks.txt bom_crlf.csv old_mac.csv utf16.csv "
    "utf16_no_mark.csv sep_line.csv quoted_breaks.csv quotes_after_blanks.csv trailing_commas.csv "
    "r_write_csv.csv r_write_table.txt matrix.csv matrix_other_order.csv matrix_r.txt"
).split()
READ_AS_LIST = "was read as an edge list: one tie a row, from source to target"
ROW_NUMBERS = "the first column has no name and holds row numbers: it was left out"


def weights(study: Study) -> dict[tuple[str, str], float]:
    return {(item.source, item.target): item.weight for item in study.statements}


def messages(name: str, severity: str) -> list[tuple[int, str, str]]:
    return [
        (item.line, item.column, item.message)
        for item in check(SAMPLES / name)
        if item.severity == severity
    ]


@pytest.mark.parametrize("name", SAME)
def test_one_network_in_every_layout(name: str) -> None:
    study = read(SAMPLES / name)
    assert weights(study) == TIES
    assert [actor.id for actor in study.actors] == ["clinic", "police", "school"]
    stem = name.partition(".")[0]
    assert (study.title, [item.id for item in study.relations]) == (stem, [stem])
    assert list(study.inputs) == [name]
    assert not study.has_accounts


@pytest.mark.parametrize("name", [name for name in SAME if not name.startswith("utf16")])
def test_usual_layouts_are_read_without_a_warning(name: str) -> None:
    assert {problem.severity for problem in check(SAMPLES / name, strict=True)} == {"note"}


@pytest.mark.parametrize("name", ["utf16.csv", "utf16_no_mark.csv"])
def test_utf16_is_recognised_and_said(name: str) -> None:
    assert messages(name, "warning") == [
        (0, "", "was read as UTF-16: save it as CSV (UTF-8) to be sure")
    ]


def test_windows_1252_gives_its_own_letters_and_says_so() -> None:
    study = read(SAMPLES / "cp1252.csv")
    assert {actor.id for actor in study.actors} == {
        "Préfecture", "Straße", "Café “Zoë”", "École – Nord",
    }  # fmt: skip
    assert messages("cp1252.csv", "warning") == [
        (
            0,
            "",
            "was read as Windows-1252 (it gives 'Préfecture'): save it as CSV (UTF-8) to be sure",
        )
    ]


def test_which_kind_of_file_it_is_is_said() -> None:
    assert messages("commas.csv", "note") == [(0, "", READ_AS_LIST)]
    assert messages("r_write_csv.csv", "note") == [(0, "", ROW_NUMBERS), (0, "", READ_AS_LIST)]
    assert messages("r_write_table.txt", "note") == [(0, "", ROW_NUMBERS), (0, "", READ_AS_LIST)]
    assert messages("matrix.csv", "note") == [
        (
            0,
            "",
            "was read as an adjacency matrix of 3 actors: rows send to columns, matched by label",
        )
    ]


def test_marks_and_blanks_of_a_matrix_are_read_and_said() -> None:
    study = read(SAMPLES / "matrix_marks.csv")
    assert weights(study) == dict.fromkeys(TIES, 1.0)
    assert messages("matrix_marks.csv", "warning") == [
        (2, "", "x was read as 1 in 4 cells: write 1 to be sure")
    ]


def test_names_that_look_like_missing_values_are_names() -> None:
    study = read(SAMPLES / "names_like_missing.csv")
    assert [actor.id for actor in study.actors] == "007 N/A NA None TRUE nan null".split()
    assert weights(study).keys() == {
        ("NA", "None"), ("nan", "TRUE"), ("007", "null"), ("N/A", "NA"),
    }  # fmt: skip


def test_formulas_stay_text_and_lose_netkits_own_apostrophe() -> None:
    study = read(SAMPLES / "formulas.csv")
    names = ["+44 20", "-cmd|calc", "=SUM(A1)", 'O\'Brien "Ltd"']
    assert [actor.id for actor in study.actors] == names
    notes = {item.source: item.attributes["note"] for item in study.statements}
    assert notes == {"=SUM(A1)": "@x", "-cmd|calc": "'tis"}


def test_dirty_names_are_cleaned_and_every_merger_is_told() -> None:
    study = read(SAMPLES / "dirty_names.csv")
    assert [actor.id for actor in study.actors] == [
        "Fire Service", "Police", "Préfecture", "School", "police",
    ]  # fmt: skip
    so = ", so that rows written differently are now of one actor"
    assert messages("dirty_names.csv", "warning") == [
        (2, "", rf"'Police ', 'Police\xa0', '\u200bPolice' were read as 'Police'{so}"),
        (2, "", "'Police', 'police' differ only in case and stay apart: write them alike if "
         "they are one"),
        (3, "", f"'Fire  Service' was read as 'Fire Service'{so}"),
        (6, "", f"' School' was read as 'School'{so}"),
        (6, "", rf"'Pre\u0301fecture' was read as 'Préfecture'{so}"),
    ]  # fmt: skip


def test_self_ties_are_dropped_repeats_summed_and_both_said() -> None:
    study = read(SAMPLES / "loops_and_repeats.csv")
    assert weights(study) == {("a", "b"): 1.3, ("b", "a"): 2.0}
    assert [item.evidence_id for item in study.statements] == ["a>b", "b>a"]
    assert [actor.id for actor in study.actors] == ["a", "b", "c"]
    loop = "stands at both ends: the tie was dropped, the actor stays"
    assert messages("loops_and_repeats.csv", "warning") == [
        (2, "target", f"'a' {loop}"),
        (3, "", "2 rows repeat a tie, 'a' to 'b': its weights were summed (1.3)"),
        (7, "target", f"'c' {loop}"),
    ]


def test_gephi_lists_take_names_and_sectors_from_the_node_list() -> None:
    study = read(SAMPLES / "gephi_edges.csv", actors=SAMPLES / "gephi_nodes.csv")
    assert [(a.id, a.name, a.sector) for a in study.actors] == [
        ("0", "school", "education"),
        ("1", "clinic", "health"),
        ("2", "police", "police"),
        ("3", "harbour", ""),
    ]
    names = {actor.id: actor.name for actor in study.actors}
    named = {(names[a], names[b]): weight for (a, b), weight in weights(study).items()}
    assert named == TIES
    assert dict(study.statements[0].attributes) == {"Type": "Directed", "Id": "3", "Label": ""}
    assert sorted(study.inputs) == ["gephi_edges.csv", "gephi_nodes.csv"]


def test_undirected_rows_are_one_tie_each_way() -> None:
    assert weights(read(SAMPLES / "kumu.csv")) == {
        ("school", "police"): 2.0,
        ("police", "school"): 2.0,
        ("clinic", "police"): 1.0,
    }
    assert (
        0,
        "",
        "1 row without direction by the column 'Direction' or 'Type': read as one tie each way",
    ) in messages("kumu.csv", "note")


SAVE = "save it as CSV (UTF-8)"
RAGGED = (
    "cells where the header has 3: fill or delete cells, and put a cell that holds the separator "
    "in quotation marks"
)
WEIGHT = "is not a finite number above 0: correct it or delete the row"
NO_HEADER = (
    "there is no column 'source' and none 'target': the first line holds 'school', 'police', '1'. "
    "Put a header such as source,target,weight there; a matrix needs the same names in its first "
    "line and its first column"
)
REFUSED = {
    "no_header.csv": [(1, "source", NO_HEADER)],
    "duplicate_headers.csv": [
        (1, "source", "the column 'source' stands 2 times: keep one, or rename")
    ],
    "ragged.csv": [(2, "", f"2 {RAGGED}"), (3, "", f"4 {RAGGED}")],
    "bad_weights.csv": [
        (2, "weight", f"'high' {WEIGHT}"),
        (3, "weight", f"'-1' {WEIGHT}"),
        (4, "weight", f"'nan' {WEIGHT}"),
        (5, "weight", f"'inf' {WEIGHT}"),
        (6, "weight", "is empty: give a number above 0, or delete the column to count every tie "
         "as 1"),
        (7, "weight", "'1,200' has a comma: write 1200 or 1.200"),
        (8, "weight", f"'0' {WEIGHT}"),
        (9, "weight", "'0,5' has a comma: write 0.5"),
        (10, "weight", "'1e-30' is not between 1e-09 and 1e+12: rescale all weights"),
    ],
    "empty.csv": [(0, "", "is empty: it needs at least a header line")],
    "nul.csv": [(3, "", f"holds a NUL byte, so it is no text file: {SAVE}")],
    "zip.csv": [
        (0, "", f"is a spreadsheet or a zip archive, not a text file: open it there and {SAVE}")
    ],
    "cyrillic_1251.csv": [(2, "", f"is neither UTF-8 nor Windows-1252: {SAVE}")],
    "mac_roman.csv": [(2, "", f"is neither UTF-8 nor Windows-1252: {SAVE}")],
    "mixed_encodings.csv": [(2, "", f"mixes UTF-8 with another encoding: {SAVE}")],
    "two_mode.csv": [
        (1, "", "looks like an adjacency matrix, but rows and columns do not name the same "
         "actors: only in the columns 'monday', 'tuesday'; only in the rows 'clinic', 'school'. "
         "Give every actor a row and a column; a table of actors by events is not read")
    ],
    "open_quotation.csv": [
        (3, "", "opens a quotation mark that is never closed: close it, or double it inside a "
         "cell")
    ],
    "gephi_nodes.csv": [
        (1, "", "is a list of actors, not of ties: give it with --actors beside the list of ties")
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_place_and_next_step(name: str) -> None:
    assert messages(name, "error") == REFUSED[name]
    with pytest.raises(InputError) as refusal:
        read(SAMPLES / name)
    problems = refusal.value.problems
    assert [p.message for p in problems if p.severity == "error"] == [
        message for _, _, message in REFUSED[name]
    ]
    assert all(problem.file.endswith(f"samples/{name}") for problem in problems)


def test_every_sample_is_tried() -> None:
    tried = {*SAME, *REFUSED, "cp1252.csv", "matrix_marks.csv", "names_like_missing.csv"}
    tried |= {"formulas.csv", "dirty_names.csv", "loops_and_repeats.csv", "gephi_edges.csv"}
    tried |= {"kumu.csv"}
    assert {path.name for path in SAMPLES.iterdir()} - {".gitattributes"} == tried

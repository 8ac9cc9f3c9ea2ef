"""Network files of other programs: read into the network they hold, or refused with the reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import networkx as nx
import pytest
from openpyxl import Workbook

from netkit.errors import InputError
from netkit.evidence import Study, read

GRAPHML = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="label" attr.type="string"/>
<key id="d1" for="node" attr.name="sector" attr.type="string"><default>health</default></key>
<key id="d2" for="edge" attr.name="weight" attr.type="double"/>
<graph edgedefault="directed">
<node id="n0"><data key="d0">School</data><data key="d1">education</data></node>
<node id="n1"><data key="d0">Clinic</data></node>
<node id="n2"/>
<edge source="n0" target="n1"><data key="d2">2</data></edge>
<edge source="n1" target="n2" directed="false"><data key="d2">3</data></edge>
</graph></graphml>"""
GEXF = """<gexf xmlns="http://gexf.net/1.3" version="1.3">
<graph defaultedgetype="directed">
<attributes class="node"><attribute id="0" title="sector" type="string"/></attributes>
<nodes><node id="a" label="School"><attvalues><attvalue for="0" value="education"/></attvalues></node>
<node id="b" label="Clinic"/><node id="c" label="Court"/></nodes>
<edges><edge source="a" target="b" weight="2"/><edge source="b" target="c" type="undirected"/></edges>
</graph></gexf>"""
PAJEK = """% a remark
*Network small
*Vertices 3
1 "The school" 0.1 0.2 0.5
2 'Clinic'
*Arcs :1 "refers"
1 2 2
*Arcslist
2 3 1
*Edges
1 3
"""
DL_EDGES = (
    'dl n = 3, format = edgelist1\nlabels embedded\ndata:\nschool clinic 2\nclinic "the court"\n'
)
DL_NODES = "dl n=3 format=nodelist1\nlabels:\nschool,clinic,court\ndata:\n1 2 3\n2 3\n"
DL_HALF = "DL N=3 FORMAT=LOWERHALF DIAGONAL=ABSENT\nLABELS:\na,b,c\nDATA:\n1\n0 2\n"
DL_TWO = "DL N=2 NM=2\nLABELS:\na,b\nMATRIX LABELS:\ntells,asks\nDATA:\n0 1\n0 0\n\n0 0\n3 0\n"
DL_EMBEDDED = "DL N=2\nLABELS EMBEDDED\nDATA:\n  b a\nb 0 1\na 0 0\n"
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    '<graphml><graph edgedefault="directed"><node id="&b;"/></graph></graphml>'
)


def placed(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def ties(study: Study) -> dict[str, float]:
    return {f"{item.source}>{item.target}": item.weight for item in study.statements}


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as refused:
        read(path)
    return str(refused.value)


def sheets(content: dict[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in content.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# --- each kind ------------------------------------------------------------------------------------


def test_graphml_keeps_labels_defaults_and_directions(tmp_path: Path) -> None:
    study = read(placed(tmp_path, "net.graphml", GRAPHML))
    assert ties(study) == {"n0>n1": 2.0, "n1>n2": 3.0, "n2>n1": 3.0}
    actors = {actor.id: (actor.name, actor.sector) for actor in study.actors}
    assert actors == {
        "n0": ("School", "education"), "n1": ("Clinic", "health"), "n2": ("n2", "health"),
    }  # fmt: skip


def test_gexf_counts_a_tie_without_weight_as_one(tmp_path: Path) -> None:
    study = read(placed(tmp_path, "net.gexf", GEXF))
    assert ties(study) == {"a>b": 2.0, "b>c": 1.0, "c>b": 1.0}
    assert [actor.name for actor in study.actors] == ["School", "Clinic", "Court"]
    assert study.actors[0].sector == "education"


def test_pajek_names_vertices_by_their_labels(tmp_path: Path) -> None:
    study = read(placed(tmp_path, "net.net", PAJEK))
    told = {(item.relation, item.source, item.target, item.weight) for item in study.statements}
    assert told == {
        ("refers", "The school", "Clinic", 2.0),
        ("net", "Clinic", "3", 1.0),
        ("net", "Clinic", "The school", 1.0),
        ("net", "The school", "3", 1.0),
        ("net", "3", "The school", 1.0),
    }


def test_labels_that_two_vertices_share_stay_apart_by_number(tmp_path: Path) -> None:
    study = read(placed(tmp_path, "net.net", "*Vertices 2\n1 team\n2 team\n*Arcs\n1 2\n"))
    assert [(actor.id, actor.name) for actor in study.actors] == [("1", "team"), ("2", "team")]
    assert any("labelled 'team'" in str(warning) for warning in study.warnings)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (DL_EDGES, {"school>clinic": 2.0, "clinic>the court": 1.0}),
        (DL_NODES, {"school>clinic": 1.0, "school>court": 1.0, "clinic>court": 1.0}),
        (DL_HALF, {"b>a": 1.0, "a>b": 1.0, "c>b": 2.0, "b>c": 2.0}),
        (DL_EMBEDDED, {"b>a": 1.0}),
    ],
)
def test_dl_in_its_forms(tmp_path: Path, content: str, expected: dict[str, float]) -> None:
    assert ties(read(placed(tmp_path, "net.dl", content))) == expected


def test_several_matrices_are_relations(tmp_path: Path) -> None:
    study = read(placed(tmp_path, "net.dl", DL_TWO))
    told = {(item.relation, item.source, item.target, item.weight) for item in study.statements}
    assert told == {("tells", "a", "b", 1.0), ("asks", "b", "a", 3.0)}


def test_the_same_graph_by_networkx(tmp_path: Path) -> None:
    graph = nx.DiGraph(nx.gnp_random_graph(12, 0.3, seed=4, directed=True))
    expected = {f"{a}>{b}" for a, b in graph.edges}
    nx.write_graphml(graph, tmp_path / "g.graphml")
    nx.write_gexf(graph, tmp_path / "g.gexf")
    nx.write_pajek(nx.relabel_nodes(graph, str), tmp_path / "g.net")
    for name in ("g.graphml", "g.gexf", "g.net"):
        study = read(tmp_path / name)
        assert set(ties(study)) == expected
        assert len(study.actors) == 12


# --- workbooks ------------------------------------------------------------------------------------


def test_a_workbook_with_ties_and_actors(tmp_path: Path) -> None:
    content = sheets(
        {
            "Elements": [["Label", "Type"], ["School", "education"], [7.0, "health"], ["Alone", "x"]],
            "Connections": [["From", "To", "Direction"], ["School", 7, "directed"],
                            [7, "School", "mutual"]],
        }
    )  # fmt: skip
    study = read(placed(tmp_path, "kumu.xlsx", content), sector="Type")
    assert set(ties(study)) == {"School>7", "7>School"}
    assert {actor.id: actor.sector for actor in study.actors} == {
        "School": "education", "7": "health", "Alone": "x",
    }  # fmt: skip


def test_a_matrix_in_a_workbook(tmp_path: Path) -> None:
    rows: list[list[object]] = [["", "b", "a"], ["a", 1, 0], ["b", 0, 2.5]]
    assert ties(read(placed(tmp_path, "m.xlsx", sheets({"Sheet1": rows})))) == {
        "a>b": 1.0, "b>a": 2.5,
    }  # fmt: skip


def test_two_sheets_with_ties_are_not_chosen_between(tmp_path: Path) -> None:
    rows: list[list[object]] = [["source", "target"], ["a", "b"]]
    said = refusal(placed(tmp_path, "two.xlsx", sheets({"one": rows, "other": rows})))
    assert "'one', 'other'" in said


def test_formulas_are_told_and_never_worked_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [["source", "target", "note"], ["a", "b", "=1+1"]]
    study = read(placed(tmp_path, "f.xlsx", sheets({"ties": rows})))
    assert any("1 cell with a formula" in str(warning) for warning in study.warnings)


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.graphml", BOMB, "declares entities"),
        ("a.graphml", "<graphml>" + "<graph>" * 500, "deep in each other"),
        ("a.graphml", "<gexf/>", "begins with <gexf>"),
        ("a.graphml", GRAPHML[:300], "is no XML that can be read"),
        ("a.graphml", GRAPHML.replace('target="n1"', 'target="n9"'), "'n9', and there is no such"),
        ("a.graphml", GRAPHML.replace("</graph>", "<hyperedge/></graph>"), "more than two"),
        ("a.gexf", GEXF.replace("<graph ", "<other ").replace("</graph", "</other"), "no <graph>"),
        ("a.net", "*Vertices 3 2\n", "two kinds of vertices"),
        ("a.net", "*Vertices 2\n*Arcs\n1 5\n", "'5' is no vertex"),
        ("a.net", "1 2\n", "stands before *Vertices"),
        ("a.net", "*Vertices 900000\n", "900000 vertices and lists 0"),
        ("a.net", f"*Vertices {'1' * 5000}\n", "needs the number of vertices"),
        ("a.dl", f"DL N=2 FORMAT=EDGELIST1\nLABELS:\na,b\nDATA:\n{'0' * 5000} 2\n", "no such node"),
        ("a.dl", "DL N=3\nDATA:\n0 1\n", "needs 9 figures for 3 actors and has 2"),
        ("a.dl", "DL N=1999999\nDATA:\n0 1\n", "needs 3999996000001 figures"),
        ("a.dl", "DL NR=3 NC=2\nDATA:\n0 1\n", "two kinds of actors"),
        ("a.dl", "a b\n", "begins not with DL"),
        ("a.xlsx", b"PK\x03\x04", "is no zip"),
        ("a.##h", "x", "export"),
        ("a.csv", "Timestamp,Who do you tell?\n2024,police\n", "an export of a survey"),
        ("a.csv", "StartDate,ResponseId,Q1\nx,y,z\n", "one row of each tie"),
    ],
)  # fmt: skip
def test_refusals_name_what_is_wrong(
    tmp_path: Path, name: str, content: str | bytes, said: str
) -> None:
    assert said.casefold() in refusal(placed(tmp_path, name, content)).casefold()


def test_a_bomb_of_a_workbook_is_not_opened(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 600_000_000)
    assert "would unpack to 600000000 bytes" in refusal(
        placed(tmp_path, "bomb.xlsx", stream.getvalue())
    )


def respelt(book: bytes, member: str, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as read_, zipfile.ZipFile(stream, "w") as package:
        for name in read_.namelist():
            data = read_.read(name)
            if name == member:
                assert old in data
                data = data.replace(old, new)
            package.writestr(name, data)
    return stream.getvalue()


def test_a_sheet_that_lies_about_its_size_is_not_gone_by(tmp_path: Path) -> None:
    book = sheets({"ties": [["source", "target"], ["a", "b"]]})
    book = respelt(book, "xl/worksheets/sheet1.xml", b"A1:B2", b"A1:XFD1048576")
    assert ties(read(placed(tmp_path, "ties.xlsx", book))) == {"a>b": 1.0}


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    book = sheets({"ties": [["source", "target"], ["a", "b"]]})
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><worksheet'
    book = respelt(book, "xl/worksheets/sheet1.xml", b"<worksheet", bomb)
    assert "is no workbook that can be read" in refusal(placed(tmp_path, "ties.xlsx", book))


# --- node lists in workbooks -------------------------------------------------------------------


def test_a_node_list_may_be_a_workbook(tmp_path: Path) -> None:
    ties_ = placed(tmp_path, "ties.csv", b"source,target\na,b\n")
    one = sheets({"Sheet1": [["id", "sector"], ["a", "north"], ["b", "south"]]})
    study = read(ties_, actors=placed(tmp_path, "one.xlsx", one))
    assert [(actor.id, actor.sector) for actor in study.actors] == [("a", "north"), ("b", "south")]
    two = sheets({"Notes": [["x"], ["y"]], "Nodes": [["id", "dept"], ["a", "1"], ["b", ""]]})
    study = read(ties_, actors=placed(tmp_path, "two.xlsx", two), sector="dept")
    assert [(actor.id, actor.sector) for actor in study.actors] == [("a", "1"), ("b", "")]
    assert "the sheet 'Nodes' was read as a list of actors" in str(study.warnings[-1])


def test_a_workbook_that_is_no_node_list_is_refused(tmp_path: Path) -> None:
    ties_ = placed(tmp_path, "ties.csv", b"source,target\na,b\n")
    for name, tables, said in (
        ("none", {"a": [["x"], ["y"]], "b": [["x"], ["y"]]}, "has no list of actors"),
        (
            "several",
            {"a": [["id"], ["a"]], "b": [["id"], ["b"]]},
            "several sheets that list actors, 'a', 'b'",
        ),
        ("wrong", {"a": [["id"], ["a"], ["a"]]}, "(sheet a) 'a' stands already in line 2"),
    ):
        book = placed(tmp_path, f"{name}.xlsx", sheets(tables))
        with pytest.raises(InputError) as caught:
            read(ties_, actors=book)
        assert said in str(caught.value)
        assert f"{name}.xlsx" in str(caught.value)
    with pytest.raises(InputError, match=r"gone\.xlsx"):
        read(ties_, actors=tmp_path / "gone.xlsx")
    with pytest.raises(InputError, match=r"text\.xlsx.*no zip"):
        read(ties_, actors=placed(tmp_path, "text.xlsx", b"id\na\n"))

"""The command line as a process: exit codes, streams, and the same bytes whatever the weather."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
pytestmark = pytest.mark.process


def netkit(
    *arguments: str | Path, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "netkit", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder).as_posix()): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def shuffled(folder: Path) -> Path:
    """Copy the study with the rows of every table in another order."""
    shutil.copytree(DATA, folder)
    for path in [*folder.glob("*.csv"), *folder.glob("edges/*.csv")]:
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        random.Random(path.name).shuffle(rows)
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8", newline="\n")
    return folder


def test_order_of_rows_hash_seed_time_zone_and_folder_change_no_byte(tmp_path: Path) -> None:
    study = shuffled(tmp_path / "elsewhere" / "data")
    done = netkit(
        "report",
        study,
        "--out",
        tmp_path / "out",
        cwd=tmp_path,
        PYTHONHASHSEED="4242",
        TZ="Pacific/Auckland",
        LC_ALL="C",
    )
    assert done.returncode == 0, done.stderr
    mine, committed = hashes(tmp_path / "out"), hashes(ROOT / "reports")
    # The manifest holds the hashes of the input files, whose rows were shuffled.
    mine.pop("manifest.json")
    committed.pop("manifest.json")
    assert mine == committed


def test_report_without_a_study_uses_data_here_or_else_the_shipped_one(tmp_path: Path) -> None:
    done = netkit("report", "--out", "out", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    # What is committed is what the command writes.
    committed = hashes(ROOT / "reports")
    assert hashes(tmp_path / "out") == committed


def test_a_map_is_the_only_file_written(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("source,target\na,b\n", encoding="utf-8")
    done = netkit("map", "ties.csv", "--out", "out/map.html", cwd=tmp_path, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert set(hashes(tmp_path)) == {"ties.csv", "out/map.html"}


def test_metrics_on_a_plain_list(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("source,target\nNA,b\nb,c\n", encoding="utf-8")
    (tmp_path / "who.csv").write_text("id,dept\nNA,x\nb,x\nc,y\nd,y\n", encoding="utf-8")
    done = netkit(
        "metrics", "ties.csv", "--actors", "who.csv", "--sector", "dept", "--resamples", "0",
        "--out", "m", cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    actors = (tmp_path / "m" / "actors.csv").read_text(encoding="utf-8").splitlines()
    assert [row.split(",")[0] for row in actors] == ["actor", "NA", "b", "c", "d"]


def test_one_table_goes_to_standard_output() -> None:
    done = netkit("metrics", DATA, "sectors", "--out", "-", "--format", "json")
    assert done.returncode == 0
    assert {row["sector"] for row in json.loads(done.stdout)} >= {"police", "health"}


def test_check_lists_every_problem_at_once_and_writes_nothing(tmp_path: Path) -> None:
    study = tmp_path / "study"
    shutil.copytree(DATA, study)
    edges = study / "edges" / "referral.csv"
    text = edges.read_text(encoding="utf-8")
    edges.write_text(
        text.replace(",strained,", ",brocken,", 1).replace(
            "voluntary,ukhtc", "voluntarry,ukhtc", 1
        ),
        encoding="utf-8",
    )
    before = hashes(tmp_path)
    done = netkit("check", "study", cwd=tmp_path)
    assert done.returncode == 1
    assert "'brocken' is not one of open, strained, broken" in done.stdout
    assert "voluntarry" in done.stdout
    assert "ukhtc" in done.stdout or "voluntary" in done.stdout
    report = netkit("report", "study", "--out", "out", cwd=tmp_path)
    assert report.returncode == 1
    assert report.stdout == ""
    assert "brocken" in report.stderr
    assert hashes(tmp_path) == before


def test_problems_for_machines(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("source,weight\na,1\n", encoding="utf-8")
    done = netkit("metrics", "ties.csv", "--errors", "json", "--out", "m", cwd=tmp_path)
    assert done.returncode == 1
    first = json.loads(done.stderr)[0]
    assert set(first) == {"file", "line", "column", "severity", "value", "message"}
    assert (first["severity"], "target" in first["message"]) == ("error", True)


@pytest.mark.parametrize(
    "name_and_bytes",
    [
        ("missing.csv", None),
        ("empty.csv", b""),
        ("binary.csv", bytes(range(256)) * 40),
        ("column.csv", b"source,weight\na,1\n"),
        ("header.csv", b"a,b\nb,c\n"),
        ("weights.csv", b"source,target,weight\na,b,high\nb,c,-1\n"),
        ("ragged.csv", b"source,target\na,b,c\n"),
        ("picture.gexf", b"<gexf/>"),
    ],
    ids=lambda case: case[0],
)
def test_every_wrong_input_is_refused_with_place_and_next_step(
    tmp_path: Path, name_and_bytes: tuple[str, bytes | None]
) -> None:
    name, data = name_and_bytes
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = netkit("report", name, "--out", "out", cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_study_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = netkit("metrics", "folder", "--out", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "study" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("metrics", DATA, "tabel"),
        ("metrics", DATA, "--view", "nowhere"),
        ("metrics", DATA, "--phase", "never"),
        ("metrics", DATA, "--out", "-"),
        ("map", DATA, "--out", "-"),
        ("metrics", DATA, "--resamples", "-1"),
        ("metrics", DATA, "--format", "dta"),
    ],
    ids=str,
)
def test_wrong_usage_exits_with_two(arguments: tuple[str | Path, ...], tmp_path: Path) -> None:
    done = netkit(*arguments, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_new_makes_a_study_that_passes_its_own_check(tmp_path: Path) -> None:
    assert netkit("new", "mine", cwd=tmp_path).returncode == 0
    done = netkit("check", "mine", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert netkit("report", "mine", "--out", "out", cwd=tmp_path).returncode == 0
    again = netkit("new", "mine", cwd=tmp_path)
    assert again.returncode == 1
    assert "mine" in again.stderr


def test_keep_layout_writes_positions_into_the_study(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "study")
    done = netkit("map", "study", "--keep-layout", "--out", "m.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = (tmp_path / "study" / "layout.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "actor,x,y,label"
    assert any(row.startswith("police,") for row in rows)
    first = (tmp_path / "m.html").read_bytes()
    assert netkit("map", "study", "--out", "m.html", cwd=tmp_path).returncode == 0
    assert b"police" in first
    assert (tmp_path / "m.html").read_bytes() == first


@pytest.mark.parametrize("module", ["netkit", "netkit.evidence", "netkit.cli"])
def test_light_modules_load_nothing_heavy(module: str) -> None:
    code = (
        f"import sys, {module}; heavy = {{'pandas', 'numpy', 'networkx', 'scipy', 'pyvis', "
        "'jinja2', 'matplotlib', 'IPython'}; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_metrics_load_neither_drawing_nor_notebook_libraries(tmp_path: Path) -> None:
    code = (
        "import sys; from netkit.cli import main; "
        f"assert main(['metrics', {str(DATA)!r}, '--quiet', '--out', {str(tmp_path)!r}]) == 0; "
        "heavy = {'pyvis', 'jinja2', 'matplotlib', 'IPython', 'scipy.stats'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def test_nothing_is_written_where_the_place_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = netkit("metrics", DATA, "--out", tmp_path / "file")
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr

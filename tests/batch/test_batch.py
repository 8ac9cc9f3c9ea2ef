"""Many studies: each as if it were worked out alone, whatever happens to the others."""

from __future__ import annotations

import csv
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from netkit.batch import Job, Order, jobs_of, pools, run
from netkit.cli import main
from netkit.errors import NetkitError, UsageError
from tests.batch.studies import QUICK, jobs, studies
from tests.evidence.writing import write_study
from tests.fuzzing.killing import hashes

OPTIONS = ("--resamples", "20", "--quiet", "--workers", "1")


def test_each_study_is_what_it_would_be_alone(tmp_path: Path) -> None:
    places = studies(tmp_path, 2)
    assert main(["batch", *places, "--out", str(tmp_path / "all"), *OPTIONS]) == 0
    for place in places:
        alone = tmp_path / "alone"
        assert main(["metrics", place, "--out", str(alone), "--resamples", "20", "--quiet"]) == 0
        assert hashes(tmp_path / "all" / Path(place).name) == hashes(alone)


def test_whole_reports_are_what_they_would_be_alone(tmp_path: Path) -> None:
    places = studies(tmp_path, 1)
    out = tmp_path / "all"
    assert main(["batch", *places, "--out", str(out), "--report", *OPTIONS]) == 0
    alone = ["report", *places, "--out", str(tmp_path / "alone"), "--resamples", "20", "--quiet"]
    assert main(alone) == 0
    assert hashes(out / "study00") == hashes(tmp_path / "alone")
    page = (out / "index.html").read_text(encoding="utf-8")
    assert 'href="study00/index.html"' in page


def test_a_bad_study_is_told_and_stops_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = studies(tmp_path, 3)
    (tmp_path / "study01" / "actors.csv").write_text("id\na\na\na\n", encoding="utf-8")
    missing = str(tmp_path / "missing")
    out = tmp_path / "all"
    assert main(["batch", *places, missing, "--out", str(out), *OPTIONS]) == 1
    told = capsys.readouterr().err
    assert "actors.csv:3:id: 'a' stands already" in told
    assert "missing: does not exist" in told
    assert sorted(place.name for place in out.iterdir()) == [
        "figures.csv", "index.html", "study00", "study02",
    ]  # fmt: skip
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "2 worked out, 2 not" in page
    assert "Not worked out: actors.csv:3: &#39;a&#39; stands already in line 2" in page
    assert tmp_path.as_posix() not in page


def test_a_view_that_a_study_does_not_have_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = studies(tmp_path, 1)
    ties = tmp_path / "ties.csv"
    ties.write_text("source,target\na,b\n", encoding="utf-8")
    out = str(tmp_path / "all")
    assert main(["batch", *places, str(ties), "--out", out, "--phase", "after", *OPTIONS]) == 1
    assert f"{ties}: " in capsys.readouterr().err


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    places, out = studies(tmp_path, 2), tmp_path / "all"
    first = run(jobs_of(places, out), out, QUICK, workers=1)
    assert [outcome.done for outcome in first] == [True, True]
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("study*/*")}
    seen: list[bool] = []
    run(
        jobs_of(places, out), out, QUICK, workers=1,
        told=lambda outcome, _: seen.append(outcome.kept),
    )  # fmt: skip
    assert seen == [True, True]
    assert {path: path.stat().st_mtime_ns for path in out.rglob("study*/*")} == stamps


@pytest.mark.parametrize("change", ["evidence", "options", "profile", "gone", "spoilt", "manifest"])
def test_what_is_out_of_date_is_done_anew(tmp_path: Path, change: str) -> None:
    (place,), out, order = studies(tmp_path, 1), tmp_path / "all", QUICK
    run(jobs_of([place], out), out, order, workers=1)
    if change == "evidence":
        table = next(Path(place, "edges").iterdir())
        table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    elif change == "options":
        order = replace(order, seed=2)
    elif change == "profile":
        order = replace(order, profile="board")
    elif change == "gone":
        (out / "study00" / "ties.csv").unlink()
    elif change == "spoilt":
        (out / "study00" / "ties.csv").write_text("half a fi", encoding="utf-8")
    else:
        (out / "study00" / "manifest.json").write_text('{"outputs": []}', encoding="utf-8")
    seen: list[bool] = []
    found = run(
        jobs_of([place], out), out, order, workers=1,
        told=lambda outcome, _: seen.append(outcome.kept),
    )  # fmt: skip
    assert seen == [False]
    assert found[0].done
    fresh = tmp_path / "fresh"
    run(jobs_of([place], fresh), fresh, order, workers=1)
    assert hashes(out) == hashes(fresh)


def test_the_table_holds_every_figure_of_network_and_actors(tmp_path: Path) -> None:
    places, out = studies(tmp_path, 2), tmp_path / "all"
    run(jobs_of(places, out), out, QUICK, workers=1)
    rows = list(csv.DictReader(io.StringIO((out / "figures.csv").read_text(encoding="utf-8"))))
    assert {row["study"] for row in rows} == {"study00", "study01"}
    told = {
        (row["study"], row["item"], row["figure"]): row["value"]
        for row in rows if row["table"] == "actors"
    }  # fmt: skip
    whole = {
        (row["study"], row["figure"]): row["value"] for row in rows if row["table"] == "network"
    }
    for study in ("study00", "study01"):
        with (out / study / "actors.csv").open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                assert told[study, row["actor"], "in_degree"] == row["in_degree"]
                assert told[study, row["actor"], "pagerank"] == row["pagerank"]
                assert (study, row["actor"], "sector") not in told
        with (out / study / "network.csv").open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                assert whole[study, row["measure"]] == row["value"]


def test_nothing_of_the_evidence_is_in_the_page_or_table_of_an_edition(tmp_path: Path) -> None:
    places, out = studies(tmp_path, 1), tmp_path / "all"
    run(jobs_of(places, out), out, replace(QUICK, profile="public"), workers=1)
    for name in ("index.html", "figures.csv"):
        text = (out / name).read_text(encoding="utf-8")
        assert "evidence_id" not in text
        assert "R01" not in text


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    place = write_study(tmp_path / "=1+1 <b>")
    out = tmp_path / "all"
    run(jobs_of([str(place)], out), out, QUICK, workers=1)
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "<b>" not in page
    assert (out / "1-1-b" / "manifest.json").is_file()


# --- names of folders ------------------------------------------------------------------------


def names(*places: str) -> list[str]:
    return [job.name for job in jobs_of(places, "nowhere")]


def test_folders_are_named_by_the_shortest_end_that_tells_them_apart() -> None:
    assert names("x/hull/data", "x/leeds/data", "x/york.csv") == ["hull_data", "leeds_data", "york"]
    assert names("a/ties.csv", "a/ties.tsv") != ["ties", "ties"]
    assert len({name.casefold() for name in names("a/Ties.csv", "b/ties.csv", "c/TIES.csv")}) == 3
    assert names(".hidden", "a b&c") == ["hidden", "a-b-c"]


def test_names_never_leave_the_folder() -> None:
    for name in names("x/../..", "/", "con/.csv", "a/\u202e.csv", "a:b", "c|d"):
        assert name
        assert name not in {".", ".."}
        assert not set(name) & set('/\\:|<>"?*\u202e')


def test_a_study_is_given_once() -> None:
    with pytest.raises(UsageError, match="given more than once"):
        jobs_of(["a", "b", "a"], "out")
    with pytest.raises(UsageError, match="given more than once"):
        jobs_of(["a", "x/../a"], "out")
    with pytest.raises(UsageError, match="needs studies"):
        jobs_of([], "out")


# --- workers ---------------------------------------------------------------------------------


def test_a_study_that_kills_every_worker_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from joblib.externals.loky.process_executor import TerminatedWorkerError

    tries = 0

    class Killed:
        def __init__(self, **_: object) -> None: ...

        def __call__(self, work: object) -> list[object]:
            nonlocal tries
            tries += 1
            raise TerminatedWorkerError("killed")

    monkeypatch.setattr("joblib.Parallel", Killed)
    with pytest.raises(NetkitError, match="killed 3 times over with one of study00, study01"):
        list(pools.on_this_machine(jobs(tmp_path, tmp_path / "all", 3), QUICK, 2))
    assert tries == 3


@pytest.mark.parametrize(
    ("library", "call", "said"),
    [
        (
            "joblib",
            lambda: list(pools.on_this_machine([], QUICK, 2)),
            r"\[batch\]'; or say --workers 1",
        ),
        ("distributed", lambda: list(pools.on_a_cluster([], QUICK, "x")), r"\[cluster\]'"),
    ],
)
def test_without_the_library_it_says_what_to_install(
    library: str, call: object, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    with pytest.raises(NetkitError, match=said):
        call()  # type: ignore[operator]


def test_workers_and_a_scheduler_do_not_go_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["batch", "a", "--out", str(tmp_path), "--scheduler", "x:1", "--workers", "2"]
    assert main(command) == 2
    assert "--workers" in capsys.readouterr().err


def test_progress_is_for_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    places = studies(tmp_path, 2)
    command = ["batch", *places, "--resamples", "0", "--workers", "1", "--out"]
    assert main([*command, str(tmp_path / "one")]) == 0
    assert "1 of 2" not in capsys.readouterr().err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert main([*command, str(tmp_path / "two")]) == 0
    assert "1 of 2 studies, about" in capsys.readouterr().err


def test_a_job_is_as_small_as_it_can_be() -> None:
    import pickle

    job, order = Job("a", "a", {"inputs": {}}), Order()
    assert pickle.loads(pickle.dumps((job, order))) == (job, order)
    assert json.dumps(job.earlier)
    assert os.fspath("a") == job.place

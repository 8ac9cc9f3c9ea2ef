"""The commands: each takes parsed arguments, calls the rooms above and gives an exit code."""

from __future__ import annotations

import csv
import io
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netkit.cli.agree import agree
from netkit.cli.batch import batch
from netkit.cli.compare import compare
from netkit.cli.exporting import export
from netkit.cli.handing import hand_over
from netkit.cli.importing import bring_in
from netkit.cli.messages import as_json, complain, say
from netkit.errors import UsageError

if TYPE_CHECKING:
    from netkit.evidence import Study
    from netkit.maps.page import MapPage
    from netkit.network import View

__all__ = ["COMMANDS", "check", "draw", "metrics", "new", "report"]


def report(arguments: Namespace) -> int:
    """Check, build, measure and draw a study, and write everything under --out."""
    from netkit.output import write_set
    from netkit.publish import publish

    study = _study(arguments)
    say(f"{study.title}: measuring and drawing", quiet=arguments.quiet)
    files = publish(
        study,
        _view(arguments),
        profile=arguments.profile,
        resamples=arguments.resamples,
        seed=arguments.seed,
    )
    write_set(arguments.out, files)
    say(
        f"wrote {len(files)} files; open {arguments.out}/index.html",
        quiet=arguments.quiet,
    )
    return 0


def check(arguments: Namespace) -> int:
    """List every problem of a study, worst first."""
    from netkit.evidence import check as problems_of

    found = problems_of(arguments.study, **_reading(arguments))
    if arguments.format == "json":
        sys.stdout.write(as_json(found))
    else:
        for problem in found:
            sys.stdout.write(f"{problem}\n")
    errors = sum(item.severity == "error" for item in found)
    warnings = sum(item.severity == "warning" for item in found)
    say(
        f"{arguments.study}: {errors} errors, {warnings} warnings",
        quiet=arguments.quiet,
    )
    return 1 if errors or (arguments.strict and warnings) else 0


def metrics(arguments: Namespace) -> int:
    """Write the tables of figures, or one of them to standard output."""
    from netkit.analysis import analyse
    from netkit.disclosure import reduce

    if arguments.out == "-" and len(arguments.tables) != 1:
        raise UsageError("--out - writes one table: name it")
    study = _study(arguments)
    found = analyse(
        study,
        _view(arguments),
        resamples=arguments.resamples,
        seed=arguments.seed,
        tables=arguments.tables or None,
        exact=arguments.exact,
    )
    # What is written are the tables: the network of a million ties need not be kept meanwhile.
    found = reduce(found, arguments.profile).tables_alone()
    return hand_over(found, study, arguments)


def draw(arguments: Namespace) -> int:
    """Draw the map alone."""
    from netkit.analysis import analyse
    from netkit.maps import draw_map, tables_for
    from netkit.output import write_atomically

    if arguments.out == "-":
        raise UsageError("a map is not written to standard output: name a file, --out map.html")
    study = _study(arguments)
    found = analyse(
        study,
        _view(arguments),
        resamples=arguments.resamples,
        seed=arguments.seed,
        tables=tables_for(study),
    )
    page = draw_map(
        found,
        profile=arguments.profile,
        renderer=arguments.renderer,
        seed=arguments.seed,
    )
    if arguments.keep_layout:
        _keep_layout(arguments.study, page)
    write_atomically(arguments.out, page.html)
    say(f"wrote {arguments.out}", quiet=arguments.quiet)
    return 0


def new(arguments: Namespace) -> int:
    """Write a commented study skeleton into a new folder, or as a workbook."""
    from netkit.evidence import new_study

    files = new_study(arguments.directory)
    place = arguments.directory
    if [path.as_posix() for path in files] == [Path(place).as_posix()]:
        done = f"wrote {place}; start with the sheet guide"
    else:
        done = f"wrote {len(files)} files to {place}; start with study.toml"
    say(done, quiet=arguments.quiet)
    return 0


COMMANDS = {"report": report, "check": check, "metrics": metrics, "map": draw, "new": new}
COMMANDS["agree"] = agree
COMMANDS["import"] = bring_in
COMMANDS["compare"] = lambda arguments: compare(arguments, _study(arguments), _view(arguments))
COMMANDS["batch"] = lambda arguments: batch(arguments, _view(arguments), _reading(arguments))
COMMANDS["export"] = lambda arguments: export(arguments, _study(arguments), _view(arguments))


def _reading(arguments: Namespace) -> dict[str, Any]:
    names = ("actors", "sector", "undirected", "strict")
    return {name: getattr(arguments, name) for name in names}


def _study(arguments: Namespace) -> Study:
    from netkit.evidence import example, read

    place = arguments.study
    if place is None and Path("data", "study.toml").is_file():
        place = "data"
    study = example() if place is None else read(place, **_reading(arguments))
    if not arguments.quiet:
        complain(study.warnings, arguments.errors)
    return study


def _view(arguments: Namespace) -> View:
    from netkit.network import View

    return View(
        name=arguments.view,
        relations=tuple(arguments.relation) if arguments.relation else None,
        phase=arguments.phase,
        count_partly=arguments.count_partly,
        collectives=arguments.collectives,
    )


def _keep_layout(study: str, page: MapPage) -> None:
    from netkit.output import write_atomically

    if not Path(study).is_dir():
        raise UsageError("--keep-layout needs a study folder to write layout.csv into")
    if not page.positions:
        raise UsageError("--keep-layout keeps places of actors, and of so many none is drawn")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("actor", "x", "y", "label"))
    for actor, place in sorted(page.positions.items()):
        writer.writerow((actor, *place, page.label_sides[actor]))
    write_atomically(Path(study) / "layout.csv", text.getvalue().encode())

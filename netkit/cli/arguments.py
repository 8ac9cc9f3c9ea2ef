"""The arguments of every command: names that scripts depend on."""

from __future__ import annotations

import sys
from argparse import Action, ArgumentParser
from typing import Any

from netkit.cli.agree import add_agree
from netkit.cli.batch import add_batch
from netkit.cli.compare import add_compare
from netkit.cli.exporting import add_export
from netkit.cli.importing import add_import

__all__ = ["parser"]


def parser() -> ArgumentParser:
    """Give the parser of the whole command line."""
    whole = ArgumentParser(
        prog="netkit",
        description="Turn coded interview evidence into a network of information-sharing ties: "
        "who is central, which paths are broken, where the silos are.",
        epilog="STUDY is a study folder, or one network file: list or matrix (.csv, .tsv, .txt, "
        ".xlsx), GraphML, GEXF, Pajek .net or UCINET .dl.",
    )
    whole.add_argument("--version", action=_Version, nargs=0, help="show the version and stop")
    commands = whole.add_subparsers(metavar="COMMAND", required=True)
    for add in (_report, _check, _metrics, _map, _new, _agree, _compare, _import, _export, _batch):
        add(commands)
    return whole


def _report(commands: Any) -> None:
    command = _command(commands, "report", "the main job: everything under --out")
    command.add_argument(
        "study",
        metavar="STUDY",
        nargs="?",
        help="default: data/ here, else the shipped study",
    )
    command.add_argument("--out", default="reports", metavar="DIR", help="default: reports")
    _reading(command)
    _looking(command)


def _check(commands: Any) -> None:
    command = _command(commands, "check", "every problem of a study, worst first")
    command.add_argument("study", metavar="STUDY")
    command.add_argument("--format", choices=("text", "json"), default="text")
    _reading(command)


def _metrics(commands: Any) -> None:
    command = _command(commands, "metrics", "tables of figures")
    command.add_argument("study", metavar="STUDY")
    command.add_argument("tables", metavar="TABLE", nargs="*", help="default: all")
    command.add_argument(
        "--out",
        default="metrics",
        metavar="DIR",
        help="- writes one table to standard output",
    )
    command.add_argument(
        "--format",
        choices=("csv", "json", "parquet", "xlsx"),
        default="csv",
        help="default: csv",
    )
    _exact(command)
    _reading(command)
    _looking(command)


def _map(commands: Any) -> None:
    command = _command(commands, "map", "the map alone")
    command.add_argument("study", metavar="STUDY")
    command.add_argument("--out", default="map.html", metavar="FILE", help="default: map.html")
    command.add_argument("--renderer", choices=("svg", "vis", "both"), default="both")
    command.add_argument(
        "--keep-layout",
        action="store_true",
        help="also write layout.csv into the study",
    )
    _reading(command)
    _looking(command)


def _new(commands: Any) -> None:
    command = _command(commands, "new", "a commented study skeleton")
    command.add_argument(
        "directory",
        metavar="DIR",
        help="a new folder, or a new .xlsx for coding in a spreadsheet",
    )


def _agree(commands: Any) -> None:
    command = _command(commands, "agree", "how far two codings of one source agree")
    add_agree(command)
    _reading(command)


def _compare(commands: Any) -> None:
    command = _command(commands, "compare", "before, after and their difference")
    add_compare(command)
    _reading(command)
    _looking(command)


def _import(commands: Any) -> None:
    command = _command(commands, "import", "coded interviews of other programs into a study folder")
    add_import(command)


def _export(commands: Any) -> None:
    command = _command(commands, "export", "the network for other programs")
    add_export(command)
    _reading(command)
    _looking(command)


def _batch(commands: Any) -> None:
    command = _command(commands, "batch", "many studies, with a page over all of them")
    add_batch(command)
    _exact(command)
    _reading(command)
    _looking(command)


def _exact(command: ArgumentParser) -> None:
    command.add_argument(
        "--exact",
        action="store_true",
        help="leave nothing in a large network to estimates, which may take hours",
    )


def _command(commands: Any, name: str, text: str) -> ArgumentParser:
    description = f"{text[:1].upper()}{text[1:]}."
    command: ArgumentParser = commands.add_parser(name, help=text, description=description)
    command.set_defaults(command=name)
    command.add_argument("--quiet", action="store_true", help="say nothing but problems")
    command.add_argument(
        "--errors", choices=("text", "json"), default="text", help="form of problems; default text"
    )
    return command


def _reading(command: ArgumentParser) -> None:
    group = command.add_argument_group("reading")
    group.add_argument(
        "--actors", metavar="FILE", help="a node list (text or workbook) beside a list of ties"
    )
    group.add_argument(
        "--sector",
        metavar="COLUMN",
        default="sector",
        help="the actors' column of sectors",
    )
    group.add_argument(
        "--undirected", action="store_true", help="every tie of a plain list both ways"
    )
    group.add_argument("--strict", action="store_true", help="treat warnings as errors")


def _looking(command: ArgumentParser) -> None:
    group = command.add_argument_group("what to look at")
    group.add_argument("--view", metavar="V", help="a view of the study; default its first")
    group.add_argument("--relation", metavar="R", action="append", help="may be repeated")
    group.add_argument("--phase", metavar="P", help="the phase to look at")
    group.add_argument(
        "--count-partly",
        action="store_true",
        help="ties that work partly count as working",
    )
    group.add_argument("--collectives", choices=("expand", "keep", "drop"), default="expand")
    group.add_argument("--profile", choices=("researcher", "board", "public"), default="researcher")
    group.add_argument(
        "--resamples",
        type=int,
        default=1000,
        metavar="N",
        help="draws behind intervals and firmness; default 1000, 0 for none",
    )
    group.add_argument("--seed", type=int, default=1, metavar="N", help="default: 1")


class _Version(Action):
    def __call__(self, parser: ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"netkit {version('netkit-stakeholder')}\n")
        parser.exit()

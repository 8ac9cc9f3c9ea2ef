"""The command that writes the network for other programs."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netkit.cli.messages import say
from netkit.errors import UsageError

if TYPE_CHECKING:
    from netkit.evidence import Study
    from netkit.network import View

__all__ = ["add_export", "export"]

PACKAGE = "datapackage"
FORMATS = ("graphml", "gexf", "pajek", "dl", "cytoscape", "node-link", PACKAGE)


def add_export(command: Any) -> None:
    """Add the arguments that only this command has."""
    command.add_argument("study", metavar="STUDY")
    command.add_argument(
        "--format", choices=FORMATS, help="default: the one that the ending of --out stands for"
    )
    command.add_argument("--out", required=True, metavar="FILE", help="- writes to standard output")


def export(arguments: Namespace, study: Study, view: View) -> int:
    """Write the network in a format of another program; what it cannot hold is said."""
    form = arguments.format or _by_ending(arguments.out)
    data = _package(arguments) if form == PACKAGE else _network(arguments, study, view, form)
    if arguments.out == "-":
        sys.stdout.buffer.write(data)
        return 0
    from netkit.output import write_atomically

    write_atomically(arguments.out, data)
    say(f"wrote {arguments.out}", quiet=arguments.quiet)
    return 0


def _package(arguments: Namespace) -> bytes:
    from netkit.evidence import data_package

    return data_package(arguments.study)


def _network(arguments: Namespace, study: Study, view: View, form: str) -> bytes:
    from netkit.analysis import analyse
    from netkit.disclosure import reduce
    from netkit.export import network_bytes

    found = analyse(
        study,
        view,
        resamples=arguments.resamples,
        seed=arguments.seed,
        tables={"actors": (), "ties": ()},
    )
    written = network_bytes(reduce(found, arguments.profile), form)
    for what in written.left_out:
        say(f"left out: {what}", quiet=arguments.quiet)
    return written.data


def _by_ending(out: str) -> str:
    from netkit.export import ENDINGS

    if Path(out).name == f"{PACKAGE}.json":
        return PACKAGE
    ending = Path(out).suffix.casefold()
    if ending not in ENDINGS:
        known = ", ".join(f"{end} ({form})" for end, form in ENDINGS.items())
        raise UsageError(f"no format is named, and '{ending}' stands for none; there are: {known}")
    return ENDINGS[ending]

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

FORMATS = ("graphml", "gexf", "pajek", "dl", "cytoscape", "node-link")


def add_export(command: Any) -> None:
    """Add the arguments that only this command has."""
    command.add_argument("study", metavar="STUDY")
    command.add_argument(
        "--format", choices=FORMATS, help="default: the one that the ending of --out stands for"
    )
    command.add_argument("--out", required=True, metavar="FILE", help="- writes to standard output")


def export(arguments: Namespace, study: Study, view: View) -> int:
    """Write the network in a format of another program; what it cannot hold is said."""
    from netkit.analysis import analyse
    from netkit.disclosure import reduce
    from netkit.export import network_bytes
    from netkit.output import write_atomically

    form = arguments.format or _by_ending(arguments.out)
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
    if arguments.out == "-":
        sys.stdout.buffer.write(written.data)
        return 0
    write_atomically(arguments.out, written.data)
    say(f"wrote {arguments.out}", quiet=arguments.quiet)
    return 0


def _by_ending(out: str) -> str:
    from netkit.export import ENDINGS

    ending = Path(out).suffix.casefold()
    if ending not in ENDINGS:
        known = ", ".join(f"{end} ({form})" for end, form in ENDINGS.items())
        raise UsageError(f"no format is named, and '{ending}' stands for none; there are: {known}")
    return ENDINGS[ending]

"""The command that compares a study with a scenario of it, or one phase with another."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from netkit.cli.messages import say
from netkit.errors import UsageError

if TYPE_CHECKING:
    from netkit.evidence import Study
    from netkit.network import View

__all__ = ["add_compare", "compare"]


def add_compare(command: Any) -> None:
    """Add the arguments that only this command has."""
    command.add_argument("study", metavar="STUDY")
    sides = command.add_mutually_exclusive_group(required=True)
    sides.add_argument(
        "--scenario",
        metavar="ID",
        help="what the network would connect with this change, not what would happen",
    )
    sides.add_argument(
        "--phases",
        nargs=2,
        metavar=("BEFORE", "AFTER"),
        help="what the rows of each phase connect, on paper",
    )
    command.add_argument(
        "--out",
        default="compare",
        metavar="DIR",
        help="default: compare; - writes the table to standard output",
    )
    command.add_argument(
        "--format",
        choices=("csv", "json", "parquet", "xlsx"),
        default="csv",
        help="default: csv",
    )


def compare(arguments: Namespace, study: Study, view: View) -> int:
    """Write the table of before, after and paired difference."""
    from netkit.comparison import compare as compared
    from netkit.export import table_files
    from netkit.output import MANIFEST, manifest, write_set

    if arguments.phases and arguments.phase:
        raise UsageError("--phase does not go with --phases")
    found = compared(
        study,
        view,
        scenario=arguments.scenario,
        phases=tuple(arguments.phases) if arguments.phases else None,
        resamples=arguments.resamples,
        seed=arguments.seed,
    ).edition(arguments.profile)
    files = table_files(found.tables, arguments.format)
    if arguments.out == "-":
        sys.stdout.buffer.write(next(iter(files.values())))
        return 0
    files[MANIFEST] = manifest(found, study.inputs, files)
    write_set(arguments.out, files)
    say(f"wrote {len(files)} files to {arguments.out}", quiet=arguments.quiet)
    return 0

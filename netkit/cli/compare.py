"""The command that compares a study with a scenario of it, or one phase with another."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from netkit.cli.handing import hand_over
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
    return hand_over(found, study, arguments)

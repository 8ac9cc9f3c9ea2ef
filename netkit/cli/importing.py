"""The command that brings coded interviews of other programs into a study folder."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import Any

from netkit.cli.messages import say

__all__ = ["add_import", "bring_in"]


def add_import(command: Any) -> None:
    """Add the arguments that only this command has."""
    command.add_argument(
        "files", metavar="FILE", nargs="+",
        help="REFI-QDA .qdpx or .qdc; Taguette .sqlite3, .csv or .xlsx; QualCoder .qda, its folder "
        "or a zip of it; RQDA .rqda",
    )  # fmt: skip
    command.add_argument("--to", required=True, metavar="DIR", help="the study folder to write")
    command.add_argument(
        "--mapping", metavar="FILE", help="what each code means; default: mapping.toml in DIR"
    )
    command.add_argument(
        "--accept", action="store_true", help="take the proposed mapping without reading it"
    )
    command.add_argument("--format", choices=("text", "json"), default="text")


def bring_in(arguments: Namespace) -> int:
    """Write a study folder, or first a mapping of the codes to be read."""
    from netkit.evidence.coding import bring

    brought = bring(
        arguments.files, arguments.to, mapping=arguments.mapping, accept=arguments.accept
    )
    if arguments.format == "json":
        told = {**brought.counts, "warnings": [str(item) for item in brought.warnings]}
        sys.stdout.write(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    for problem in brought.warnings:
        say(str(problem), quiet=arguments.quiet)
    say(
        ", ".join(f"{count} {name}" for name, count in brought.counts.items()),
        quiet=arguments.quiet,
    )
    if brought.waiting:
        say(
            f"wrote {arguments.to}/mapping.toml with what each code seems to mean: read and "
            "correct it, then run the same command again",
            quiet=arguments.quiet,
        )
    else:
        say(
            f"wrote {arguments.to}; next: netkit check {arguments.to}, netkit map {arguments.to}",
            quiet=arguments.quiet,
        )
    return 0

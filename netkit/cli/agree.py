"""The command that compares two codings of one source."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from netkit.cli.messages import complain, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netkit.agreement import Agreement

__all__ = ["add_agree", "agree"]

NAME = "netkit-stakeholder"


def add_agree(command: Any) -> None:
    """Add the arguments that only this command has."""
    command.add_argument("study_a", metavar="STUDY_A", help="one coding: a study folder or a file")
    command.add_argument("study_b", metavar="STUDY_B", help="the other, measured against it")
    command.add_argument(
        "--base",
        metavar="STUDY",
        help="the study both belong to: lends study.toml, actors.csv, respondents.csv and "
        "pathways.csv to a coding without them",
    )
    command.add_argument(
        "--out",
        default="agreement",
        metavar="DIR",
        help="default: agreement; holds respondent codes, do not pass on; - writes the table "
        "agreement alone to standard output",
    )
    command.add_argument(
        "--format",
        choices=("csv", "json", "parquet", "xlsx"),
        default="csv",
        help="default: csv",
    )
    command.add_argument(
        "--resamples",
        type=int,
        default=1000,
        metavar="N",
        help="draws behind the intervals of alpha; default 1000, 0 for none",
    )
    command.add_argument("--seed", type=int, default=1, metavar="N", help="default: 1")


def agree(arguments: Namespace) -> int:
    """Compare two codings: tables, manifest and a summary on standard output."""
    from netkit.agreement import agree as compared
    from netkit.agreement import read_coding, told
    from netkit.export import table_bytes, table_files
    from netkit.output import MANIFEST, write_set

    reading = {
        name: getattr(arguments, name) for name in ("actors", "sector", "undirected", "strict")
    }
    studies = []
    for place in (arguments.study_a, arguments.study_b):
        study = read_coding(place, arguments.base, **reading)
        if not arguments.quiet:
            complain(study.warnings, arguments.errors)
        studies.append(study)
    found = compared(*studies, resamples=arguments.resamples, seed=arguments.seed)
    if arguments.out == "-":
        sys.stdout.buffer.write(table_bytes(found.agreement, arguments.format))
        return 0
    files = table_files(found.tables, arguments.format)
    files[MANIFEST] = _manifest(found, files)
    write_set(arguments.out, files)
    if not arguments.quiet:
        sys.stdout.write(told(found, arguments.study_a, arguments.study_b))
    say(f"wrote {len(files)} files to {arguments.out}", quiet=arguments.quiet)
    return 0


def _manifest(found: Agreement, files: Mapping[str, bytes]) -> bytes:
    """Describe the outputs as other manifests do, with the inputs of both codings."""
    from netkit.output import digest

    content = {
        "netkit": found.versions[NAME],
        "options": dict(found.options),
        "libraries": {name: text for name, text in found.versions.items() if name != NAME},
        "inputs": dict(found.inputs),
        "outputs": {name: digest(data) for name, data in files.items()},
    }
    return (json.dumps(content, indent=2, sort_keys=True) + "\n").encode()

"""Handing tables over: into a folder with their manifest, or one to standard output."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from netkit.cli.messages import say

if TYPE_CHECKING:
    from netkit.evidence import Study
    from netkit.findings import Findings

__all__ = ["hand_over"]


def hand_over(found: Findings, study: Study, arguments: Namespace) -> int:
    """Write the tables of some findings where the arguments say, and give the exit code."""
    from netkit.export import table_files
    from netkit.output import MANIFEST, manifest, write_set

    files = table_files(found.tables, arguments.format)
    if arguments.out == "-":
        sys.stdout.buffer.write(next(iter(files.values())))
        return 0
    files[MANIFEST] = manifest(found, study.inputs, files)
    write_set(arguments.out, files)
    say(f"wrote {len(files)} files to {arguments.out}", quiet=arguments.quiet)
    return 0

"""The command line: arguments in, files and an exit code out.

Only what a command needs is imported, so that ``--help`` and ``check`` answer at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from netkit.cli.arguments import parser

__all__ = ["main", "run"]

INTERRUPTED = 130
# Python looks for cycles after each 700 new objects, and at its end through all there are: a fifth
# of a small study's time. Cycles of netkit hold little, and the largest list makes few objects.
COLLECT_AFTER = 1_000_000


def run() -> int:
    """Be a process that runs one command and ends; see :func:`main`."""
    gc.set_threshold(COLLECT_AFTER)
    try:
        return main()
    finally:
        gc.freeze()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 input, 2 usage, 130 interrupted."""
    arguments = parser().parse_args(argv)
    # Products of small matrices gain nothing from threads, and wait for them on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Loaded only now, so that --help and a wrong option answer at once.
    from netkit.cli.commands import COMMANDS
    from netkit.cli.messages import complain
    from netkit.errors import InputError, NetkitError, Problem

    try:
        return COMMANDS[arguments.command](arguments)
    except InputError as error:
        complain(error.problems, arguments.errors)
        return error.exit_code
    except NetkitError as error:
        complain([Problem("netkit", 0, "", "error", "", str(error))], arguments.errors)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our standard output has gone: nothing is left to say to it.
        sys.stderr.close()
        return 0

"""``netkit batch``: many studies, on this machine or on a Dask cluster."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from netkit.cli.messages import complain, say
from netkit.errors import UsageError

if TYPE_CHECKING:
    from netkit.batch import Outcome
    from netkit.network import View

__all__ = ["add_batch", "batch"]


def add_batch(command: ArgumentParser) -> None:
    """Add the arguments of the command."""
    command.add_argument("studies", metavar="STUDY", nargs="+")
    command.add_argument("--out", required=True, metavar="DIR", help="a folder in it for each")
    command.add_argument(
        "--report", action="store_true", help="the whole report of each, not its tables alone"
    )
    command.add_argument(
        "--workers", type=int, default=0, metavar="N", help="processes; default: one a processor"
    )
    command.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="a running Dask cluster instead"
    )


def batch(arguments: Namespace, view: View, reading: dict[str, Any]) -> int:
    """Work on every study and write what comes of each, with a page over all."""
    from netkit.batch import Order, jobs_of, run

    if arguments.report and arguments.exact:
        raise UsageError("--exact is of tables alone: leave --report away")
    if arguments.workers < 0 or (arguments.workers and arguments.scheduler):
        raise UsageError("--workers is the number of processes here, and none of a --scheduler's")
    order = Order(
        view=view,
        profile=arguments.profile,
        resamples=arguments.resamples,
        seed=arguments.seed,
        reading=reading,
        report=arguments.report,
        exact=arguments.exact,
    )
    jobs = jobs_of(arguments.studies, arguments.out)
    teller = _Teller(arguments, len(jobs))
    outcomes = run(
        jobs,
        arguments.out,
        order,
        workers=arguments.workers,
        scheduler=arguments.scheduler,
        told=teller,
    )
    teller.end()
    failed = sum(not outcome.done for outcome in outcomes)
    done = f"{len(outcomes) - failed} of {len(outcomes)} studies"
    say(f"{done} are in {arguments.out}; open {arguments.out}/index.html", quiet=arguments.quiet)
    return 1 if failed else 0


class _Teller:
    """Tells problems as they come, and on a terminal how far the work is and how long it takes."""

    def __init__(self, arguments: Namespace, count: int) -> None:
        self._arguments = arguments
        self._count = count
        self._start = time.monotonic()
        self._shows = sys.stderr.isatty() and not arguments.quiet

    def __call__(self, outcome: Outcome, left: int) -> None:
        self.end()
        told = [item for item in outcome.problems if item.severity == "error" or not outcome.done]
        complain(told, self._arguments.errors) if told else None
        if self._shows and left:
            done = self._count - left
            seconds = (time.monotonic() - self._start) / done * left
            sys.stderr.write(f"{done} of {self._count} studies, {_time(seconds)} left")
            sys.stderr.flush()

    def end(self) -> None:
        """Clear the line of progress."""
        if self._shows:
            sys.stderr.write("\r\x1b[K")


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"about {seconds:.0f} s"
    return f"about {seconds / 60:.0f} min" if seconds < 5400 else f"about {seconds / 3600:.1f} h"

"""A batch from its studies to its results: each written whole as soon as it is done."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from netkit.batch.orders import Job, Order, Outcome
from netkit.batch.pools import here, on_a_cluster, on_this_machine
from netkit.batch.summary import summary
from netkit.output import write_set

__all__ = ["run"]


def run(
    jobs: Sequence[Job],
    out: str | Path,
    order: Order,
    *,
    workers: int = 0,
    scheduler: str = "",
    told: Callable[[Outcome, int], None] | None = None,
) -> list[Outcome]:
    """Work on every study and write what comes of it under a folder, with a summary of all.

    The same bytes come out for any number of workers and on any cluster. What stands there
    already, whole and of the same evidence, options and versions, is left as it is.

    Parameters
    ----------
    jobs : sequence of Job
        What :func:`jobs_of` gives.
    out : path
        The folder; each study has one of its own in it.
    order : Order
    workers : int
        Processes on this machine; as many as it has processors if 0.
    scheduler : str
        Address of a Dask scheduler, whose workers are used instead.
    told : callable, optional
        Called with each outcome, once it is written, and how many are still to come.

    Returns
    -------
    list of Outcome
        In the order of the jobs, without their files.

    Raises
    ------
    UsageError
        No scheduler answers.
    NetkitError
        Processes were killed again and again, or a library is missing.
    """
    root = Path(out)
    workers = min(workers or os.cpu_count() or 1, len(jobs))
    if scheduler:
        outcomes = on_a_cluster(jobs, order, scheduler)
    elif workers > 1:
        outcomes = on_this_machine(jobs, order, workers)
    else:
        outcomes = here(jobs, order)
    found: dict[str, Outcome] = {}
    for outcome in outcomes:
        if outcome.files:
            write_set(root / outcome.name, outcome.files)
        found[outcome.name] = outcome._replace(files={}, kept=outcome.done)
        if told:
            told(outcome, len(jobs) - len(found))
    ordered = [found[job.name] for job in jobs]
    write_set(root, summary(ordered, root, report=order.report))
    return ordered

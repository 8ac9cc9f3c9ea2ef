"""Where studies are worked on: here, on this machine's processors, or on a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netkit.batch.orders import Job, Order, Outcome
from netkit.batch.working import work_on
from netkit.errors import NetkitError, UsageError

__all__ = ["here", "on_a_cluster", "on_this_machine"]

# A study whose worker is killed (for want of memory, say) is tried so often.
TRIES = 3
WAIT = "10s"


def here(jobs: Sequence[Job], order: Order) -> Iterator[Outcome]:
    """Work on one study after another, in this process."""
    return (work_on(job, order) for job in jobs)


def on_this_machine(jobs: Sequence[Job], order: Order, workers: int) -> Iterator[Outcome]:
    """Work on studies in so many processes; what a killed one had in hand is done again."""
    try:
        from joblib import Parallel, delayed
        from joblib.externals.loky.process_executor import TerminatedWorkerError
    except ModuleNotFoundError as error:
        raise _missing("batch", "several processes need joblib", "; or say --workers 1") from error
    left = {job.name: job for job in jobs}
    lost = 0
    while left:
        parallel = Parallel(n_jobs=workers, return_as="generator_unordered")
        before = len(left)
        try:
            for outcome in parallel(delayed(work_on)(job, order) for job in [*left.values()]):
                del left[outcome.name]
                yield outcome
        except TerminatedWorkerError as error:
            lost = 0 if len(left) < before else lost + 1
            if lost == TRIES:
                named = ", ".join(sorted(left)[:workers])
                raise NetkitError(
                    f"a process was killed {TRIES} times over with one of {named} in hand, for "
                    "want of memory perhaps: try fewer --workers. What was done is written, and "
                    "a rerun goes on from there"
                ) from error


def on_a_cluster(jobs: Sequence[Job], order: Order, address: str) -> Iterator[Outcome]:
    """Work on studies with the workers of a Dask scheduler, which must be able to read them."""
    try:
        from distributed import Client, KilledWorker, as_completed
    except ModuleNotFoundError as error:
        raise _missing("cluster", "a cluster needs Dask", "") from error
    try:
        client = Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no Dask scheduler answers at '{address}': start one with 'dask scheduler', and "
            "workers with 'dask worker ADDRESS'"
        ) from error
    with client:
        futures = client.map(work_on, jobs, order=order, pure=False)
        try:
            for _, outcome in as_completed(futures, loop=client.loop, with_results=True):
                yield outcome
        except KilledWorker as error:
            raise NetkitError(
                "workers of the cluster were killed again and again with one study in hand, for "
                f"want of memory perhaps ({error}). What was done is written, and a rerun goes on "
                "from there"
            ) from error


def _missing(extra: str, what: str, else_: str) -> NetkitError:
    return NetkitError(f"{what}: pip install 'netkit-stakeholder[{extra}]'{else_}")

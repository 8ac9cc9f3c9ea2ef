"""One study of a batch, in whatever process: read, measured and put into files, or refused."""

from __future__ import annotations

from typing import Any

from netkit.analysis import analyse, options_of, versions
from netkit.batch.orders import Job, Order, Outcome
from netkit.disclosure import reduce
from netkit.errors import InputError, NetkitError, Problem
from netkit.evidence import Study, read
from netkit.export import table_files
from netkit.measures.choices import CHOICES
from netkit.output import MANIFEST, heading, manifest
from netkit.publish import publish

__all__ = ["work_on"]


def work_on(job: Job, order: Order) -> Outcome:
    """Work on one study; what is wrong with it is told and stops no other."""
    try:
        study = read(job.place, **order.reading)
        seed = order.seed if job.seed is None else job.seed
        options = options_of(study, order.view, resamples=order.resamples, seed=seed)
        if _is_of(job, heading(options, order.profile, study.inputs, versions()), order):
            return Outcome(job.name, study.title, {}, study.warnings, kept=True)
        files = _files(study, order, seed)
    except InputError as error:
        return Outcome(job.name, "", {}, tuple(error.problems))
    except NetkitError as error:
        told = Problem(job.place, 0, "", "error", "", str(error))
        return Outcome(job.name, "", {}, (told,))
    return Outcome(job.name, study.title, files, study.warnings)


def _is_of(job: Job, asked: dict[str, Any], order: Order) -> bool:
    """Whether the result that stands there is what is asked for."""
    if job.earlier is None:
        return False
    # How figures were come by follows from the rest; only estimates may be unwanted.
    told = job.earlier["options"]
    options = {name: said for name, said in told.items() if name not in CHOICES}
    unwanted = order.exact and "estimated" in told
    return {**job.earlier, "options": options} == asked and not unwanted


def _files(study: Study, order: Order, seed: int) -> dict[str, bytes]:
    if order.report:
        return publish(
            study, order.view, profile=order.profile, resamples=order.resamples, seed=seed
        )
    found = analyse(study, order.view, resamples=order.resamples, seed=seed, exact=order.exact)
    found = reduce(found, order.profile)
    files = table_files(found.tables)
    files[MANIFEST] = manifest(found, study.inputs, files)
    return files

"""Studies for a batch: the small one under several names, and what a batch makes of them."""

from __future__ import annotations

import shutil
from pathlib import Path

from netkit.batch import Job, Order, jobs_of
from tests.evidence.writing import write_study

__all__ = ["QUICK", "jobs", "studies"]

QUICK = Order(resamples=20)


def studies(folder: Path, count: int) -> list[str]:
    """Write the small study so often, and give the places."""
    first = write_study(folder / "study00")
    places = [folder / f"study{number:02}" for number in range(count)]
    for place in places[1:]:
        shutil.copytree(first, place)
    return [str(place) for place in places]


def jobs(folder: Path, out: Path, count: int) -> list[Job]:
    """Give jobs for such studies, each with a seed of its own."""
    named = jobs_of(studies(folder, count), out)
    return [job._replace(seed=number) for number, job in enumerate(named)]

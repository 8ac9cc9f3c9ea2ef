"""Many studies: each worked out whole, on this machine's processors or a Dask cluster."""

from netkit.batch.orders import Job, Order, Outcome, jobs_of
from netkit.batch.running import run

__all__ = ["Job", "Order", "Outcome", "jobs_of", "run"]

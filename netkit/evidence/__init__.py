"""What was said: a study folder, or a file of another tool, read and checked.

Only the standard library is used here, so that checking a study answers at once.
"""

from netkit.evidence.reading import check, example, read
from netkit.evidence.skeleton import new_study
from netkit.evidence.study import Study

__all__ = ["Study", "check", "example", "new_study", "read"]

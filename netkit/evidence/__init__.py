"""What was said: a study folder, or a file of another tool, read and checked.

Only the standard library is used here, and each name is loaded when it is first used, so that
checking a study answers at once and whoever needs only the types loads no reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netkit.evidence.datapackage import data_package
    from netkit.evidence.reading import check, example, read
    from netkit.evidence.skeleton import new_study
    from netkit.evidence.study import Study

__all__ = ["Study", "check", "data_package", "example", "new_study", "read"]

_HOME = {
    "Study": "study",
    "check": "reading",
    "data_package": "datapackage",
    "example": "reading",
    "new_study": "skeleton",
    "read": "reading",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'netkit.evidence' has no attribute '{name}'")
    return getattr(import_module(f"netkit.evidence.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)

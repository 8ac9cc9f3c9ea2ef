"""netkit: stakeholder network analysis from coded interview evidence.

Every name below is loaded when it is first used, so that ``import netkit`` stays light. Beside
them, every registered measure is here under its own name: ``netkit.constraint(network)``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from netkit.agreement import agree
    from netkit.analysis import analyse
    from netkit.comparison import compare, compare_networks
    from netkit.disclosure import reduce
    from netkit.errors import InputError, NetkitError, OutputError, Problem, UsageError
    from netkit.evidence import Study, check, data_package, example, new_study, read
    from netkit.findings import Findings
    from netkit.maps import draw_map
    from netkit.network import Network, TieRule, View, apply_scenario, build

__all__ = [
    "Findings",
    "InputError",
    "NetkitError",
    "Network",
    "OutputError",
    "Problem",
    "Study",
    "TieRule",
    "UsageError",
    "View",
    "agree",
    "analyse",
    "apply_scenario",
    "build",
    "check",
    "compare",
    "compare_networks",
    "data_package",
    "draw_map",
    "example",
    "new_study",
    "read",
    "reduce",
]

_HOME = {
    "agreement": ("agree",),
    "analysis": ("analyse",),
    "comparison": ("compare", "compare_networks"),
    "disclosure": ("reduce",),
    "errors": ("InputError", "NetkitError", "OutputError", "Problem", "UsageError"),
    "evidence": ("Study", "check", "data_package", "example", "new_study", "read"),
    "findings": ("Findings",),
    "maps": ("draw_map",),
    "network": ("Network", "TieRule", "View", "apply_scenario", "build"),
}


def __getattr__(name: str) -> Any:
    """Load a public name, or a measure, when it is asked for."""
    for module, names in _HOME.items():
        if name in names:
            return getattr(import_module(f"netkit.{module}"), name)
    if not name.startswith("_"):
        return _measure(name)
    raise AttributeError(f"module 'netkit' has no attribute '{name}'")


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)


def _measure(name: str) -> Any:
    from netkit.measures.registry import find

    function = find(name)
    if function is None:
        raise AttributeError(f"module 'netkit' has no attribute '{name}'")
    return function

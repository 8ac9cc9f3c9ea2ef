"""From a study and a view to a directed network whose ties know their evidence."""

from netkit.network.accounts import Account, TieEvidence
from netkit.network.model import Network, build
from netkit.network.options import NO_DRAWS, Resampling, TieRule, View
from netkit.network.plain import network_of
from netkit.network.scenario import apply_scenario
from netkit.network.ties import CONDITIONS, STATES

__all__ = [
    "CONDITIONS",
    "NO_DRAWS",
    "STATES",
    "Account",
    "Network",
    "Resampling",
    "TieEvidence",
    "TieRule",
    "View",
    "apply_scenario",
    "build",
    "network_of",
]

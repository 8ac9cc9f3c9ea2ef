"""The networks that a view is held against: the study's other phases, and its scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from netkit.measures.registry import kept
from netkit.network import Network, apply_scenario, build

__all__ = ["in_other_phases", "under_scenarios"]


@kept
def in_other_phases(network: Network) -> Mapping[str, Network]:
    """Give the same view in each other phase of the study, by the phase's id."""
    view = replace(network.view, name=None)
    return {
        phase.id: build(
            network.study,
            replace(view, phase=phase.id),
            network.rule,
            network.assumed,
            spoken=network.spoken,
        )
        for phase in network.study.phases
        if phase.id != view.phase
    }


@kept
def under_scenarios(network: Network) -> Mapping[str, Network]:
    """Give the network as each scenario of the study would have it, by the scenario's id."""
    return {item.id: apply_scenario(network, item) for item in network.study.scenarios}

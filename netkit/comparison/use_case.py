"""The use case: a study compared with a scenario of it, or one phase with another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from netkit.analysis import analyse
from netkit.comparison.table import compare_networks
from netkit.disclosure import reduce
from netkit.errors import UsageError
from netkit.evidence.study import Scenario, Study
from netkit.findings import Findings, Profile
from netkit.network import Network, Resampling, View, apply_scenario, build

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, eq=False)
class Comparison:
    """What a comparison found.

    Attributes
    ----------
    before, after : Network
        The two networks, over the same actors.
    findings : Findings
        The table ``compare`` with the options, seed and versions behind it.
    by_channel : bool
        Whether the scenario takes out a channel.
    """

    before: Network = field(repr=False)
    after: Network = field(repr=False)
    findings: Findings = field(repr=False)
    by_channel: bool = False

    @property
    def table(self) -> pd.DataFrame:
        """Give the table, see :func:`compare_networks`."""
        return self.findings.tables["compare"]

    def edition(self, profile: Profile) -> Findings:
        """Give the findings that a reader may have.

        Which ties rest on a channel is a particular of each. Where a scenario takes out a channel,
        the board's and public editions hold the figures of the whole network alone.
        """
        found = reduce(self.findings, profile)
        if profile == "researcher" or not self.by_channel:
            return found
        table = found.tables["compare"]
        whole = table[table["level"] == "network"].reset_index(drop=True)
        return replace(found, tables={"compare": whole})


def compare(
    study: Study,
    view: View | None = None,
    *,
    scenario: Scenario | str | None = None,
    phases: tuple[str, str] | None = None,
    resamples: int = 1000,
    seed: int = 1,
) -> Comparison:
    """Compare a study with a scenario of it, or one of its phases with another.

    A scenario says what the network would connect, not what would happen. Statements of phase
    ``any`` count in both phases, so that a difference between phases shows what each phase's own
    rows connect, on paper. For any other two networks of a study (two views) see
    :func:`compare_networks`.

    Parameters
    ----------
    study : Study
    view : View, optional
        Relations, phase and what counts as working; the study's default view if left out. Its
        phase is replaced where ``phases`` are compared.
    scenario : Scenario or str, optional
        One of the study's own by its id, or any other.
    phases : (str, str), optional
        The earlier and the later phase; in place of a scenario.
    resamples : int
        Draws behind the range of each difference; 0 leaves these empty.
    seed : int
        Seed of everything drawn.

    Returns
    -------
    Comparison

    Raises
    ------
    UsageError
        Neither or both of scenario and phases, or a name that does not exist.

    Examples
    --------
    >>> import netkit as nk
    >>> found = nk.compare(nk.example(), scenario="share-with-police", resamples=0)
    >>> table = found.table.set_index(["level", "item", "measure"])
    >>> float(table.loc[("network", "reachable_pairs", "reachable_pairs"), "difference"])
    7.0
    >>> table.loc[("tie", "schools>police", "works"), ["state_before", "state_after"]].to_list()
    ['fails', 'works']
    """
    if (scenario is None) == (phases is None):
        raise UsageError("compare a scenario or two phases: one of the two")
    resampling = Resampling(resamples, seed)
    # What a name stands for is filled in: a resolved view is asked for by its parts.
    resolved = replace((view or View()).resolve(study), name=None)
    if phases is not None:
        before, after = (build(study, replace(resolved, phase=phase)) for phase in phases)
        told: dict[str, Any] = {"phases": list(phases)}
    else:
        before = build(study, resolved)
        after = apply_scenario(before, scenario or "")
        told = {"scenario": scenario.id if isinstance(scenario, Scenario) else scenario}
    before, after = before.with_actors(after.measured), after.with_actors(before.measured)
    found = analyse(study, before.view, resamples=resamples, seed=seed, tables=())
    found = replace(
        found,
        tables={"compare": compare_networks(before, after, resampling)},
        indexes={"compare": 3},
        options={**found.options, **told},
        source_network=before,
    )
    return Comparison(before, after, found, _by_channel(study, scenario))


def _by_channel(study: Study, scenario: Scenario | str | None) -> bool:
    known = {item.id: item for item in study.scenarios}
    chosen = scenario if isinstance(scenario, Scenario) else known.get(scenario or "")
    return chosen is not None and any(item["op"] == "remove-channel" for item in chosen.changes)

"""What each change would connect: against the two networks themselves, on paper and in draws."""

from __future__ import annotations

import networkx as nx
import numpy as np

import netkit as nk
from netkit.measures.draws import draws_of
from netkit.measures.replicates import one_by_one
from netkit.network import Network, Resampling, apply_scenario, network_of

FEW = Resampling(draws=40, seed=5)


def joined(network: Network) -> int:
    return sum(len(nx.descendants(network.graph, actor)) for actor in network.graph)


def test_the_pairs_are_those_of_the_networks_before_and_after() -> None:
    network = nk.build(nk.example())
    table = nk.scenarios(network, FEW).set_index("scenario")
    assert list(table.index) == sorted(item.id for item in network.study.scenarios)
    for name, row in table.iterrows():
        after = apply_scenario(network, str(name))
        before = network.with_actors(after.measured)
        assert row["pairs_before"] == joined(before)
        assert row["pairs_after"] == joined(after)
        gained = set(after.graph.edges) - set(before.graph.edges)
        assert row["ties_gained"] == len(gained)
        assert row["ties_lost"] == len(set(before.graph.edges) - set(after.graph.edges))


def test_the_range_is_of_differences_within_each_draw() -> None:
    network = nk.build(nk.example())
    table = nk.scenarios(network, FEW).set_index("scenario")
    for name in ("group-never-disbanded", "nurse-post-cut", "childrens-services-hub"):
        after = apply_scenario(network, name)
        before = network.with_actors(after.measured)
        counts = []
        for side in (before, after):
            draws = draws_of(side, FEW)
            assert draws is not None
            counts.append([joined(each) for each in one_by_one(side, draws)])
        difference = np.sort(np.subtract(counts[1], counts[0]))
        assert table.loc[name, "difference_low"] == difference[1]
        assert table.loc[name, "difference_high"] == difference[37]
        assert table.loc[name, "gain_share"] == (difference > 0).mean()
        assert table.loc[name, "loss_share"] == (difference < 0).mean()


def test_without_draws_and_without_scenarios() -> None:
    table = nk.scenarios(nk.build(nk.example()), Resampling(draws=0))
    assert table["difference_low"].isna().all()
    assert nk.scenarios(network_of([("a", "b")]), FEW).empty

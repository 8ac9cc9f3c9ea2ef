"""Stovepipes: against who reaches whom, and turned round."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given

from netkit.evidence.study import Actor
from netkit.measures.stovepipes import stovepipes
from netkit.network import Network, build, network_of
from tests.measures.paths_cases import AWKWARD, drawn, remade, told


@given(drawn())
def test_stovepipes_agree_with_who_reaches_whom(network: Network) -> None:
    graph = network.graph
    found = stovepipes(network).set_index("actor")
    assert list(found.index) == list(network.measured)
    component = found["strong_component"]
    for actor in graph:
        below, above = nx.descendants(graph, actor), nx.ancestors(graph, actor)
        both = (below & above) | {actor}
        row = found.loc[actor]
        assert (row["strong_component"], row["component_size"]) == (min(both), len(both))
        assert row["downstream"] == len(set(component[list(below - both)]))
        assert row["upstream"] == len(set(component[list(above - both)]))


def test_roles_are_read_from_an_actors_own_ties() -> None:
    network = network_of([("a", "b"), ("b", "c")], isolates=["d"], broken=[("d", "a")])
    roles = stovepipes(network).set_index("actor")["role"].to_dict()
    assert roles == {"a": "source", "b": "relay", "c": "sink", "d": "isolate"}


@given(drawn())
def test_turning_every_tie_round_swaps_source_and_sink_upstream_and_downstream(
    network: Network,
) -> None:
    found, turned = stovepipes(network), stovepipes(remade(network, turn=True))
    swapped = turned.rename(columns={"upstream": "downstream", "downstream": "upstream"})
    swapped["role"] = swapped["role"].replace({"source": "sink", "sink": "source"})
    pd.testing.assert_frame_equal(found, swapped[list(found.columns)])


@pytest.mark.parametrize("name", AWKWARD)
def test_every_measured_actor_has_a_row_and_counts_itself(name: str) -> None:
    found = stovepipes(AWKWARD[name])
    assert list(found["actor"]) == list(AWKWARD[name].measured)
    types = [str(dtype) for dtype in found.dtypes]
    assert types == ["object", "object", "Int64", "object", "Int64", "Int64"]
    assert (found["component_size"] >= 1).all()


def test_unnamed_agencies_are_no_part_of_it() -> None:
    unnamed = Actor("u", "Somebody", kind="unnamed")
    found = stovepipes(build(told("u>a open R1", "a>b open R1", actors=(unnamed,))))
    assert found[["actor", "role"]].values.tolist() == [["a", "source"], ["b", "sink"]]

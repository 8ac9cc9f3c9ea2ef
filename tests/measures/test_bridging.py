"""Who alone joins two sectors: by definition, and what is left without the sole one."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.evidence.study import Actor
from netkit.measures.bridging import bridging
from netkit.measures.mixing import mixing
from netkit.network import Network, View, build, network_of
from tests.measures.paths_cases import AWKWARD, drawn, remade, told

KEY = ["source_sector", "target_sector"]


def by_definition(network: Network) -> dict[tuple[str, str], list[object]]:
    sector = network.actors["sector"].to_dict()
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for one, two in network.graph.edges:
        if sector[one] and sector[two] and sector[one] != sector[two]:
            found.setdefault((sector[one], sector[two]), []).append((one, two))
    rows = {}
    for ends, ties in sorted(found.items()):
        senders, receivers = {one for one, _ in ties}, {two for _, two in ties}
        alone = ["".join(names) if len(names) == 1 else "" for names in (senders, receivers)]
        rows[ends] = [len(ties), len(senders), len(receivers), *alone]
    return rows


@settings(max_examples=50)
@given(drawn(most=8))
def test_each_pair_of_sectors_is_joined_as_defined(network: Network) -> None:
    found = bridging(network).set_index(KEY)
    expected = by_definition(network)
    assert found.index.tolist() == list(expected)
    columns = ["ties", "senders", "receivers", "sole_sender", "sole_receiver"]
    assert found[columns].values.tolist() == list(expected.values())
    works = mixing(network).set_index(KEY)["works"]
    assert (found["ties"] == works.loc[found.index]).all()


@settings(max_examples=50)
@given(drawn(most=8))
def test_without_the_sole_sender_nothing_goes_between_the_two(network: Network) -> None:
    held = network.actors["sector"].to_dict()
    for row in bridging(network).itertuples():
        for actor in (row.sole_sender, row.sole_receiver):
            kept = [tie for tie in network.graph.edges if actor not in tie]
            left = bridging(network_of(kept, held, network.measured)).set_index(KEY)
            still = (row.source_sector, row.target_sector) in left.index
            assert still == (not actor)


@settings(max_examples=50)
@given(drawn(most=8), st.permutations("abcdefgh"))
def test_names_and_directions_do_not_matter(network: Network, others: list[str]) -> None:
    rename = {"": "", **dict(zip("abcdefgh", others, strict=True))}
    found = bridging(network)
    renamed = found.assign(
        sole_sender=found["sole_sender"].map(rename).astype(object),
        sole_receiver=found["sole_receiver"].map(rename).astype(object),
    )
    pd.testing.assert_frame_equal(bridging(remade(network, rename)), renamed)
    swap = {"source": "target", "sender": "receiver", "target": "source", "receiver": "sender"}
    columns = {}
    for column in found:
        word = next((word for word in swap if word in column), "")
        columns[column] = column.replace(word, swap[word]) if word else column
    turned = bridging(remade(network, turn=True)).rename(columns=columns)
    turned = turned.sort_values(KEY).reset_index(drop=True)[list(found.columns)]
    pd.testing.assert_frame_equal(turned, found)


def test_talk_in_general_counts_and_is_told_apart() -> None:
    people = (Actor("a", "A", "s"), Actor("b", "B", "s"), Actor("c", "C", "t"))
    everyone = Actor("all", "All", kind="collective", members=("a", "b"))
    study = told("all>c open R1", "a>c open R1", "c>b strained R2", actors=(everyone, *people))
    found = bridging(build(study))
    assert found.values.tolist() == [["s", "t", 2, 2, 1, "", "c", 1]]
    partly = bridging(build(study, View(count_partly=True)))
    assert partly.iloc[1].tolist() == ["t", "s", 1, 1, 1, "c", "b", 1]


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_networks_give_a_typed_table(name: str) -> None:
    found = bridging(AWKWARD[name])
    types = ["object"] * 2 + ["Int64"] * 3 + ["object"] * 2 + ["Int64"]
    assert found.dtypes.astype(str).to_list() == types
    assert len(found) == (name in ("isolate", "one-way pair"))

"""Permuted sectors: plain twins, every arrangement there is, and errors no more than promised."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from netkit.evidence.study import Actor
from netkit.measures._kernels.paths_roles import role_counts
from netkit.measures._kernels.permutations import (
    broker_counts,
    chance_of,
    deviation,
    generator,
    permuted,
    tie_counts,
)
from netkit.measures._sectors import permuted_sectors
from netkit.measures.brokerage import brokerage
from netkit.measures.silos import sectors
from netkit.measures.sorting import ei_index, ei_p_high, ei_p_low
from netkit.network import Network, Resampling, build, network_of
from tests.measures.paths_cases import AWKWARD, published, told
from tests.measures.test_brokerage import by_definition

ROLES = ["coordinator", "itinerant", "representative", "gatekeeper", "liaison"]
SILOS = network_of(
    [("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"), ("y", "z"), ("z", "x"), ("a", "x")],
    dict.fromkeys("abc", "s") | dict.fromkeys("xyz", "t"),
)


def at_random(seed: int, actors: int = 14, share: float = 0.2, kinds: str = "stu") -> Network:
    """Give a network whose sectors have nothing to do with its ties."""
    chance = random.Random(seed)
    names = [f"a{number:02d}" for number in range(actors)]
    ties = [pair for pair in permutations(names, 2) if chance.random() < share]
    return network_of(ties, {name: chance.choice(kinds) for name in names}, isolates=names)


def sectors_of(kinds: str) -> dict[str, str]:
    return {f"a{number:02d}": kind for number, kind in enumerate(kinds)}


def arcs_and_labels(seed: int) -> tuple[object, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    size = int(chance.integers(1, 9))
    matrix = (chance.random((size, size)) < 0.4) & ~np.eye(size, dtype=bool)
    labels = chance.integers(0, 3, size=(6, size))
    return matrix, np.argwhere(matrix), labels


@pytest.mark.parametrize("cells", [1, 1_000_000])
def test_ties_are_counted_as_one_by_one(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netkit.measures._kernels.permutations.CELLS", cells)
    for seed in range(40):
        _, ends, labels = arcs_and_labels(seed)
        within, touching = tie_counts(labels, ends, 3)
        for row, given in enumerate(labels):
            for kind in range(3):
                inside = [given[ends[tie]] == kind for tie in range(len(ends))]
                assert within[row, kind] == sum(mark.all() for mark in inside)
                assert touching[row, kind] == sum(mark.any() for mark in inside)


def test_roles_under_each_labelling_are_those_of_the_network_so_labelled() -> None:
    from scipy.sparse import csr_array

    for seed in range(60):
        matrix, _, labels = arcs_and_labels(seed)
        arcs = csr_array(matrix.astype(np.int64))
        expected = np.array([role_counts(arcs, given) for given in labels])
        found = np.zeros_like(expected)
        for broker, counts in broker_counts(arcs, labels):
            found[:, broker] = counts
        assert (found == expected).all(), seed


def test_permuted_labels_keep_their_sizes_and_come_in_every_order_alike() -> None:
    found = permuted(np.array([0, 0, 1, 2]), 12_000, generator(1, "try"))
    assert (np.sort(found, axis=1) == [0, 0, 1, 2]).all()
    orders, counts = np.unique(found, axis=0, return_counts=True)
    assert len(orders) == 12
    # 1 000 of each order are expected, with a standard deviation of 30.
    assert np.abs(counts - 1000).max() < 4 * 31


def test_the_share_counts_what_is_observed_and_leaves_undefined_ones_out() -> None:
    hits = np.array([True, True, False, False, True])
    assert chance_of(hits) == 4 / 6
    assert chance_of(hits, np.array([True, False, True, True, False])) == 2 / 4
    assert chance_of(np.array([], dtype=bool)) == 1.0


def test_deviations_are_in_standard_deviations_of_the_permutations() -> None:
    counts = np.array([[1, 5], [3, 5], [5, 5]])
    assert deviation([7, 5], counts)[0] == 2.0
    assert math.isnan(deviation([7, 5], counts)[1])
    assert np.isnan(deviation([7, 5], counts[:1])).all()


def every_p(network: Network) -> tuple[float, float]:
    """Give both shares over every arrangement of the sectors there is."""
    names = list(network.measured)
    held = [network.actors.loc[name, "sector"] for name in names]
    ties = list(network.graph.edges)

    def within(arrangement: tuple[str, ...]) -> int:
        sector = dict(zip(names, arrangement, strict=True))
        return sum(sector[one] == sector[two] for one, two in ties)

    counts = [within(arrangement) for arrangement in permutations(held)]
    observed = within(tuple(held))
    low = sum(count >= observed for count in counts) / len(counts)
    return low, sum(count <= observed for count in counts) / len(counts)


def test_with_many_permutations_the_shares_are_those_over_all_arrangements() -> None:
    draws = 20_000
    mixed = network_of(at_random(3, 7, 0.4).graph.edges, sectors_of("stsstut"))
    for network in (SILOS, mixed):
        for found, share in zip(
            (ei_p_low(network, Resampling(draws)), ei_p_high(network, Resampling(draws))),
            every_p(network),
            strict=True,
        ):
            assert found == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / draws))
    # Of twenty ways to make two threes of six actors two give the two rings, and the rings alone.
    assert every_p(SILOS)[0] == 2 / 20


def test_z_is_that_over_all_arrangements() -> None:
    names = "abcde"
    ties = [("a", "b"), ("b", "c"), ("b", "d"), ("c", "d"), ("d", "e"), ("e", "b")]
    held = ("s", "s", "t", "t", "u")
    counts: dict[str, list[list[int]]] = {name: [] for name in names}
    for arrangement in permutations(held):
        network = network_of(ties, dict(zip(names, arrangement, strict=True)))
        for name, row in by_definition(network).items():
            counts[name].append([row[role] for role in ROLES])
    network = network_of(ties, dict(zip(names, held, strict=True)))
    draws = 20_000
    found = brokerage(network, Resampling(draws)).set_index("actor")
    for name in names:
        every = np.array(counts[name])
        for column, role in enumerate(ROLES):
            spread = every[:, column].std()
            z = found.loc[name, f"{role}_z"]
            if spread == 0:
                assert math.isnan(z)
                continue
            exact = (found.loc[name, role] - every[:, column].mean()) / spread
            assert z == pytest.approx(exact, abs=0.05 * max(1, abs(exact)))
    assert found["total_z"].isna().all()


def test_sectors_that_mean_nothing_are_found_to_mean_something_no_more_often_than_promised() -> (
    None
):
    figures = []
    for seed in range(500):
        network = at_random(seed)
        how = Resampling(draws=199, seed=seed)
        low, high = ei_p_low(network, how), ei_p_high(network, how)
        of_one = sectors(network, how)["ei_p_low"].iloc[0]
        figures.append((low, high, of_one))
    for kind in zip(*figures, strict=True):
        values = np.array([value for value in kind if not math.isnan(value)])
        assert len(values) > 450
        for level in (0.01, 0.05, 0.1):
            margin = 3 * math.sqrt(level * (1 - level) / len(values))
            assert (values <= level).mean() <= level + margin, level
        # Nor is it a test that never finds anything: of the shares nearly half are under a half.
        assert (values <= 0.55).mean() > 0.4


def test_a_sector_is_compared_by_its_index_where_it_has_one() -> None:
    for seed in range(12):
        network = at_random(seed, actors=9, share=0.25)
        how = Resampling(draws=60, seed=seed)
        table = sectors(network, how).set_index("sector")
        names, kinds = list(network.measured), list(table.index)
        ties = list(network.graph.edges)

        def index(of: str, held: dict[str, str], ties: list[tuple[str, str]] = ties) -> float:
            inside = [(held[one] == of) + (held[two] == of) for one, two in ties]
            across, within = inside.count(1), inside.count(2)
            return (across - within) / (across + within) if across + within else math.nan

        for kind in kinds:
            drawn = [
                index(kind, dict(zip(names, (kinds[code] for code in row), strict=True)))
                for row in permuted_sectors(network, how).tolist()
            ]
            defined = [value for value in drawn if not math.isnan(value)]
            own = table.loc[kind, "ei_index"]
            hits = sum(value <= own + 1e-12 for value in defined)
            found = table.loc[kind, "ei_p_low"]
            few = table.loc[kind, ["ties_within", "ties_across"]].sum() < 5
            if few or table.loc[kind, "actors"] < 2 or table["actors"].ge(2).sum() < 2:
                assert math.isnan(found)
            else:
                assert found == (1 + hits) / (1 + len(defined))


def test_a_permutation_without_ties_in_a_sector_is_not_counted_for_it() -> None:
    # Two of twelve actors: where both are dealt isolates the sector has no index.
    names = "abcdefghijkl"
    ties = [("a", "b"), ("b", "a"), ("a", "c"), ("c", "a"), ("b", "c"), ("c", "b")]
    network = network_of(ties, {n: "s" if n in "ab" else "t" for n in names}, isolates=names)
    found = sectors(network, Resampling(2000)).set_index("sector")["ei_p_low"]
    # Of 66 ways to deal two actors 30 touch the ring; index -0.333 in the 3 that take two of it.
    assert found["s"] == pytest.approx(3 / 30, abs=0.03)


def test_two_sectors_apart_are_seen() -> None:
    names = [f"{side}{number}" for side in "st" for number in range(8)]
    ties = [pair for pair in permutations(names, 2) if pair[0][0] == pair[1][0]]
    network = network_of(ties, {name: name[0] for name in names})
    how = Resampling(999)
    assert ei_p_low(network, how) <= 0.003
    assert ei_p_high(network, how) == 1.0
    turned = network_of(
        [pair for pair in permutations(names, 2) if pair[0][0] != pair[1][0]],
        {name: name[0] for name in names},
    )
    assert ei_p_high(turned, how) <= 0.003
    assert ei_p_low(turned, how) == 1.0


@pytest.mark.parametrize(
    ("ties", "held"),
    [
        ("ab bc cd da", "sstt"),
        ("ab bc cd da ac", "ssst"),
        ("ab bc cd da ac", "ssss"),
        ("ab bc cd da ac", "ss  "),
    ],
    ids=["four ties", "one sector of two", "one sector", "the rest without"],
)
def test_with_too_little_there_is_no_test(ties: str, held: str) -> None:
    given = {name: kind.strip() for name, kind in zip("abcd", held, strict=True)}
    network = network_of([(one, two) for one, two in ties.split()], given)
    how = Resampling(99)
    assert math.isnan(ei_p_low(network, how)) and math.isnan(ei_p_high(network, how))
    assert sectors(network, how)["ei_p_low"].isna().all()
    enough = network_of(
        [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a"), ("a", "c")],
        dict(zip("abcd", "sstt", strict=True)),
    )
    assert 0 < ei_p_low(enough, how) <= 1


def test_without_permutations_everything_else_stays() -> None:
    network = at_random(1)
    for table in (sectors, brokerage):
        without, some = table(network, Resampling(0)), table(network, Resampling(50))
        chance = [name for name in some if name.endswith(("_z", "_p_low"))]
        assert without[chance].isna().all(axis=None)
        assert some[chance].notna().any(axis=None)
        pd.testing.assert_frame_equal(without.drop(columns=chance), some.drop(columns=chance))
    assert math.isnan(ei_p_low(network, Resampling(0)))


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_networks_have_typed_figures(name: str) -> None:
    how = Resampling(20)
    found = brokerage(AWKWARD[name], how)
    assert (found.filter(like="_z").dtypes == "float64").all()
    assert sectors(AWKWARD[name], how)["ei_p_low"].isna().all()
    assert math.isnan(ei_p_low(AWKWARD[name], how))


def test_seeds_give_other_permutations_and_each_the_same_again() -> None:
    network = published("krackhardt_advice")
    one, again, other = (
        brokerage(published("krackhardt_advice"), Resampling(200, seed)) for seed in (1, 1, 2)
    )
    pd.testing.assert_frame_equal(one, again)
    assert not one["liaison_z"].equals(other["liaison_z"])
    assert not (one["liaison_z"] - other["liaison_z"]).abs().gt(0.6).any()
    assert ei_p_low(network, Resampling(200)) == ei_p_low(network, Resampling(200))


def test_the_order_of_statements_changes_nothing_and_talk_in_general_is_not_tested() -> None:
    people = tuple(Actor(name, name, "s" if name < "d" else "t") for name in "abcdef")
    said = [f"{one}>{two} open R1" for one, two in "ab bc ca de ef fd ad".split()]
    everyone = Actor("all", "All", kind="collective", members=("a", "b", "d"))
    study = told(*said, "all>all open R1", actors=(everyone, *people))
    turned = replace(study, statements=study.statements[::-1])
    how = Resampling(300)
    pd.testing.assert_frame_equal(sectors(build(study), how), sectors(build(turned), how))
    pd.testing.assert_frame_equal(brokerage(build(study), how), brokerage(build(turned), how))
    by_name = told(*said, actors=people)
    assert ei_p_low(build(study), how) == ei_p_low(build(by_name), how)
    assert ei_index(build(study)) == ei_index(build(by_name))


def test_names_of_sectors_do_not_matter() -> None:
    network = at_random(5)
    other = {"s": "z", "t": "a", "u": "m"}
    given = {name: other[held] for name, held in network.actors["sector"].items()}
    renamed = network_of(network.graph.edges, given, network.measured)
    how = Resampling(200)
    assert ei_p_low(network, how) == ei_p_low(renamed, how)
    pd.testing.assert_frame_equal(brokerage(network, how), brokerage(renamed, how))
    found = sectors(network, how).set_index("sector")["ei_p_low"].rename(index=other)
    assert found.to_dict() == sectors(renamed, how).set_index("sector")["ei_p_low"].to_dict()

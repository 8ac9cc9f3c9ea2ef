"""Firmness of reach and of routes, against each draw on its own and against exact factoring."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest

import netkit as nk
from netkit.measures._kernels.bits import reach_shares
from netkit.measures.draws import draws_of
from netkit.measures.replicates import one_by_one
from netkit.network import Resampling, View, network_of
from tests.samples import accounts_study

FEW = Resampling(draws=70, seed=3)


def factored(arcs: list[tuple[int, int]], chances: list[float], start: int) -> np.ndarray:
    """Give the chance that each of six places is reached, by taking each tie up and down in turn.

    Exact two-terminal reliability by factoring (Moskowitz 1958): a tie out of what is reached is
    up, or down and gone; what cannot matter any more is not looked at.
    """
    total = np.zeros(6)

    def follow(reached: frozenset[int], closed: frozenset[int], chance: float) -> None:
        row = next(
            (
                row
                for row, (tail, head) in enumerate(arcs)
                if row not in closed and tail in reached and head not in reached
            ),
            None,
        )
        if row is None:
            total[list(reached)] += chance
            return
        follow(reached | {arcs[row][1]}, closed | {row}, chance * chances[row])
        follow(reached, closed | {row}, chance * (1 - chances[row]))

    follow(frozenset({start}), frozenset(), 1.0)
    return total


def test_independent_ties_agree_with_exact_factoring() -> None:
    """At least 99 of 100 pairs within three standard errors, on 200 random graphs."""
    random = np.random.default_rng(11)
    draws, inside, pairs = 1000, 0, 0
    for _ in range(200):
        joined = random.random((6, 6)) < 0.35
        np.fill_diagonal(joined, val=False)
        arcs = np.argwhere(joined)
        chances = random.random(len(arcs))
        up = random.random((draws, len(arcs))) < chances
        shares = reach_shares(6, arcs, up)
        for start in range(6):
            exact = factored([tuple(arc) for arc in arcs.tolist()], chances.tolist(), start)
            error = np.sqrt(np.clip(exact * (1 - exact), 0.0, None) / draws)
            near = np.abs(shares[start] - exact) <= 3 * error + 1e-12
            near[start] = True
            inside += int(near.sum()) - 1
            pairs += 5
    assert inside >= 0.99 * pairs, (inside, pairs)


@pytest.mark.parametrize("seed", range(3))
def test_reach_is_counted_over_the_draws(seed: int) -> None:
    network = nk.build(accounts_study(actors=7, statements=20, seed=seed))
    draws = draws_of(network, FEW)
    assert draws is not None
    table = nk.reach(network, FEW).set_index(["source", "target"])
    counted = dict.fromkeys(table.index, 0)
    for each in one_by_one(network, draws):
        for source in each.graph:
            for target in nx.descendants(each.graph, source):
                counted[source, target] += 1
    for pair, number in counted.items():
        assert table.loc[pair, "firmness"] == number / FEW.draws
        assert table.loc[pair, "reached"] == nx.has_path(network.graph, *pair)


def test_a_plain_list_has_no_firm_reach() -> None:
    assert nk.reach(network_of([("a", "b")]), FEW).empty


def test_steps_routes_and_detours_hold_in_the_share_of_draws_in_which_their_ties_are_up() -> None:
    network = nk.build(nk.example(), View(phase="after"))
    table = nk.pathways(network, FEW)
    up = {}
    for relation in ("information", "referral", "coordination"):
        alone = network.of_relation(relation)
        draws = draws_of(alone, FEW)
        assert draws is not None
        for row, pair in enumerate(alone.ties.index):
            up[(relation, *pair)] = draws.up[:, row]
    steps = table[table["step"].notna()]
    assert steps["firmness"].notna().any()
    for (_pathway, route), legs in steps.groupby(["pathway", "route"]):
        whole = table[(table["route"] == route) & table["step"].isna()]
        whole = whole[whole["pathway"] == _pathway].iloc[0]
        marks = []
        for leg in legs.itertuples():
            if leg.state in ("unspoken", "ended"):
                assert np.isnan(leg.firmness)
                continue
            marks.append(up[(leg.relation, leg.source, leg.target)])
            assert leg.firmness == marks[-1].mean()
        if len(marks) == len(legs):
            assert whole["firmness"] == np.logical_and.reduce(marks).mean()
        else:
            assert np.isnan(whole["firmness"])


def test_a_pathways_intervals_hold_all_its_routes() -> None:
    table = nk.pathways(nk.build(nk.example()), FEW)
    whole = table[table["route"] == ""]
    kinds = ("intact", "fragile", "broken", "unevidenced")
    routes = sum(whole[f"routes_{kind}"] for kind in kinds)
    for kind in kinds:
        assert (whole[f"routes_{kind}_low"] <= whole[f"routes_{kind}_high"]).all()
        assert (whole[f"routes_{kind}_high"] <= routes).all()

"""Repairs: kinds, routes, ranks and gains, against networkx and the definitions written out."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations, pairwise

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkit.evidence.study import Actor, Phase, Step, Study
from netkit.measures import repair_sets as sets_module
from netkit.measures.draws import draws_of
from netkit.measures.pathways import pathways
from netkit.measures.registry import tables
from netkit.measures.repair_sets import repair_sets
from netkit.measures.repairs import repairs
from netkit.network import Network, Resampling, View, build, network_of
from tests.measures.paths_cases import AWKWARD, drawn, remade, told

NO_DRAWS = Resampling(draws=0)
PHASES = (Phase("before", "Before"), Phase("after", "After"))
CONTRACT = [
    *("rank", "kind", "source", "target", "state", "condition", "routes_restored", "accounts"),
    *("pairs_gained", "efficiency_gained", "first_share"),
]


def route(*chain: str, name: str = "r", relation: str = "calls") -> list[Step]:
    return [
        Step("p", "Path", name, number, source, target, relation)
        for number, (source, target) in enumerate(pairwise(chain), start=1)
    ]


def prescribed(study: Study, *steps: Step) -> Study:
    return replace(study, steps=steps)


def of_kind(study: Study, kind: str, view: View | None = None) -> dict[str, dict[str, object]]:
    """Give the rows of one kind by tie."""
    found = repairs(build(study, view), NO_DRAWS)
    chosen = found[found["kind"] == kind].astype(object)
    rows = chosen.where(chosen.notna(), None).to_dict("records")
    return {f"{row['source']}>{row['target']}": row for row in rows}


def column(study: Study, kind: str, name: str, view: View | None = None) -> dict[str, object]:
    return {tie: row[name] for tie, row in of_kind(study, kind, view).items()}


def searched(graph: nx.DiGraph, *added: tuple[str, str]) -> tuple[int, float]:
    """Count joined pairs and give global efficiency of a graph with ties more, by new searches."""
    grown = nx.DiGraph(graph)
    grown.add_edges_from(added)
    lengths = [
        length
        for start, found in nx.all_pairs_shortest_path_length(grown)
        for goal, length in found.items()
        if goal != start
    ]
    size = len(grown)
    return len(lengths), sum(1 / d for d in lengths) / (size * (size - 1)) if size > 1 else 0.0


def shared_ranks(keys: list[tuple[float, ...]]) -> list[int]:
    return [1 + sum(other > key for other in keys) for key in keys]


# --- a plain list ----------------------------------------------------------------------------


@settings(max_examples=60)
@given(drawn(most=7))
def test_a_plain_list_ranks_its_broken_ties_by_pairs_gained(network: Network) -> None:
    found = repairs(network, Resampling(5))
    pairs = list(zip(found["source"], found["target"], strict=True))
    assert set(pairs) == set(network.ties.index[network.ties["state"] == "fails"])
    joined, efficiency = searched(network.graph)
    for row in found.to_dict("records"):
        more, better = searched(network.graph, (row["source"], row["target"]))
        assert row["pairs_gained"] == more - joined
        assert row["efficiency_gained"] == pytest.approx(better - efficiency, abs=1e-12)
    assert set(found["kind"]) <= {"mend"}
    assert found["rank"].tolist() == shared_ranks([(gain,) for gain in found["pairs_gained"]])
    ordered = zip(found["rank"], pairs, strict=True)
    assert list(ordered) == sorted(zip(found["rank"], pairs, strict=True))
    assert found[["routes_restored", "accounts", "first_share"]].isna().all(axis=None)


@settings(max_examples=25)
@given(drawn(), st.permutations("abcdefgh"))
def test_names_do_not_matter_to_what_is_gained(network: Network, others: list[str]) -> None:
    rename = dict(zip("abcdefgh", others, strict=True))
    figures = ["rank", "pairs_gained", "efficiency_gained"]
    index = ["source", "target"]
    found = repairs(network, NO_DRAWS).set_index(index)[figures]
    again = repairs(remade(network, rename), NO_DRAWS).set_index(index)[figures]
    moved = {(rename[one], rename[two]): tuple(row) for (one, two), row in found.T.items()}
    assert moved == {pair: tuple(row) for pair, row in again.T.items()}


@settings(max_examples=25)
@given(drawn())
def test_turning_every_tie_round_gains_the_same(network: Network) -> None:
    found = repairs(network, NO_DRAWS)
    turned = repairs(remade(network, turn=True), NO_DRAWS)
    gains = [
        {
            (row["source"], row["target"]): (row["pairs_gained"], row["efficiency_gained"])
            for row in table.to_dict("records")
        }
        for table in (found, turned)
    ]
    assert {(two, one): gain for (one, two), gain in gains[1].items()} == gains[0]


def test_gains_of_a_broken_chain_by_hand() -> None:
    # a→b works, b→c and c→d fail. b→c joins (b,c) at 1 and (a,c) at 2; c→d joins (c,d) at 1.
    network = network_of([("a", "b")], broken=[("b", "c"), ("c", "d")])
    found = repairs(network, NO_DRAWS)
    assert (found["source"] + found["target"]).tolist() == ["bc", "cd"]
    assert found["pairs_gained"].tolist() == [2, 1]
    assert found["efficiency_gained"].tolist() == pytest.approx([1.5 / 12, 1 / 12])
    assert found["state"].tolist() == ["fails", "fails"]
    assert found["condition"].tolist() == ["broken", "broken"]


# --- kinds -----------------------------------------------------------------------------------

BOTH = Actor("both", "Both", kind="collective", members=("b", "c"))
PEOPLE = tuple(Actor(name, name.upper()) for name in "abcd")


def test_ties_by_name_are_mended_and_those_of_general_talk_listed_without_rank() -> None:
    study = told(
        "a>b broken R1",
        "a>both broken R2",
        "d>both strained R1",
        "c>d strained R1",
        "d>a open R1",
        actors=(BOTH, *PEOPLE),
    )
    assert column(study, "mend", "rank") == {"a>b": 1, "c>d": 1}
    assert column(study, "mend", "state") == {"a>b": "fails", "c>d": "partly"}
    assert column(study, "mend", "condition") == {"a>b": "broken", "c>d": "strained"}
    found = of_kind(study, "general")
    assert list(found) == ["a>c", "d>b", "d>c"]
    assert all(row["rank"] is None for row in found.values())
    assert found["a>c"]["pairs_gained"] == 2
    assert column(study, "mend", "rank", View(count_partly=True)) == {"a>b": 1}


def test_ended_ties_and_actors_that_are_not_measured_are_no_candidates() -> None:
    study = told(
        "a>g broken R1",
        "a>x broken R1",
        "a>b broken R1",
        actors=(
            Actor("g", "Group", kind="body", until="before"),
            Actor("x", "Somebody", kind="unnamed"),
        ),
        phases=PHASES,
    )
    study = prescribed(study, *route("b", "g", "a"), *route("b", "x", "a", name="s"))
    assert list(of_kind(study, "mend")) == ["a>b"]
    assert of_kind(study, "find out") == {}
    assert list(of_kind(study, "mend", View(phase="before"))) == ["a>b", "a>g"]
    assert list(of_kind(study, "find out", View(phase="before"))) == ["b>g", "g>a"]


def test_what_is_to_be_found_out_is_unspoken_on_the_steps_own_relation() -> None:
    study = told("a>b open R1", "b>c broken R1", "c>a open R1 relation=referral")
    steps = [*route("a", "b", "c"), *route("c", "a", name="s"), *route("b", "a", name="t")]
    study = prescribed(study, *steps, *route("b", "a", name="u", relation="referral"))
    found = of_kind(study, "find out")
    assert list(found) == ["b>a", "c>a"]
    assert [row["relations"] for row in found.values()] == [("calls", "referral"), ("calls",)]
    assert [row["routes_restored"] for row in found.values()] == [2, 1]
    assert [row["rank"] for row in found.values()] == [1, 2]
    assert [row["accounts"] for row in found.values()] == [0, 0]
    assert {row["state"] for row in found.values()} == {"unspoken"}
    # c→a works by referral: in the working graph c→a, a→b nothing is gained by c→a, but by b→a
    # the pairs (b, a) at 1 and (b, c) not at all.
    assert [row["pairs_gained"] for row in found.values()] == [1, 0]


# --- routes ----------------------------------------------------------------------------------


def restored(study: Study, kind: str = "mend", view: View | None = None) -> dict[str, object]:
    return column(study, kind, "routes_restored", view)


def test_a_route_is_restored_where_it_fails_at_one_pair_alone() -> None:
    study = told("a>b broken R1", "b>c broken R1", "c>d open R1")
    steps = [
        *route("a", "b", name="one"),
        *route("c", "d", name="holds"),
        *route("a", "b", "c", name="two fail"),
        *route("b", "c", "d", name="one fails"),
        *route("a", "b", "d", name="fails and unspoken"),
    ]
    study = prescribed(study, *steps)
    assert restored(study) == {"a>b": 2, "b>c": 1}
    assert column(study, "mend", "rank") == {"a>b": 1, "b>c": 2}
    # b>d is the only unspoken one of no unevidenced route, as that route is broken.
    assert restored(study, "find out") == {"b>d": 0}


def test_an_ended_step_or_one_outside_the_view_is_not_restored() -> None:
    study = told(
        "a>b broken R1",
        "b>g open R1",
        "a>b broken R2 relation=referral",
        actors=(Actor("g", "Group", kind="body", until="before"),),
        phases=PHASES,
    )
    study = prescribed(
        study,
        *route("a", "b", "g", name="ended"),
        *route("a", "b", name="calls"),
        *route("a", "b", name="referral", relation="referral"),
    )
    assert restored(study) == {"a>b": 2}
    assert restored(study, view=View(relations=("calls",))) == {"a>b": 1}
    assert restored(study, view=View(phase="before")) == {"a>b": 3}


def test_a_step_that_works_partly_breaks_no_route() -> None:
    study = prescribed(told("a>b strained R1", "b>a open R1"), *route("a", "b"))
    assert restored(study) == {"a>b": 0}


def test_a_tie_restores_no_step_that_works_on_its_own_relation() -> None:
    study = told("a>b broken R1 R2 R3", "a>b open R4 relation=referral", "b>c broken R1")
    study = prescribed(study, *route("a", "b", relation="referral"), *route("b", "c", name="s"))
    assert restored(study) == {"a>b": 0, "b>c": 1}


def test_each_member_of_a_collective_is_a_route_of_its_own() -> None:
    study = told("a>b broken R1", "a>c broken R1 R2", "d>a open R1", actors=(BOTH, *PEOPLE))
    study = prescribed(study, *route("a", "both"), *route("both", "d", name="s"))
    assert restored(study) == {"a>b": 1, "a>c": 1}
    assert column(study, "mend", "rank") == {"a>c": 1, "a>b": 2}
    assert restored(study, "find out") == {"b>d": 1, "c>d": 1}


def test_without_pathways_no_routes_are_known_and_without_accounts_none_are_counted() -> None:
    study = told("a>b broken R1 R2", "b>c broken R1")
    assert restored(study) == {"a>b": None, "b>c": None}
    assert column(study, "mend", "accounts") == {"a>b": 2, "b>c": 1}
    plain = prescribed(told("a>b broken", "b>c broken"), *route("b", "c"), *route("c", "a"))
    assert column(plain, "mend", "accounts") == {"a>b": None, "b>c": None}
    assert column(plain, "mend", "rank") == {"b>c": 1, "a>b": 2}
    assert column(plain, "find out", "accounts") == {"c>a": None}


def test_routes_come_before_accounts_before_pairs_before_ids() -> None:
    study = told(
        "m>n broken R1",
        "a>b broken R1 R2 R3",
        "c>d broken R1 R2",
        "e>f broken R1 R2",
        "g>h broken R1 R2",
        "f>k open R1",
    )
    study = prescribed(study, *route("m", "n"))
    ranks = {"m>n": 1, "a>b": 2, "e>f": 3, "c>d": 4, "g>h": 4}
    assert column(study, "mend", "rank") == ranks
    assert list(of_kind(study, "mend")) == list(ranks)


# --- draws -----------------------------------------------------------------------------------


def made_up(seed: int) -> Study:
    """Make a study of six actors with accounts of five people and a few routes."""
    pick = random.Random(seed)
    pairs = [f"{one}>{two}" for one in "abcdef" for two in "abcdef" if one != two]
    said = []
    for tie in sorted(pick.sample(pairs, 14)):
        for who in pick.sample(["R1", "R2", "R3", "R4", "R5"], pick.randint(1, 3)):
            status = pick.choice(["open", "strained", "broken", "broken"])
            said.append(f"{tie} {status} {who} relation={pick.choice(['calls', 'referral'])}")
    said.append("both>f broken R1")
    study = told(*said, "b>c strained", actors=(BOTH, *PEOPLE))
    told_pairs = [text.split()[0].split(">") for text in said[:-1]]
    steps: list[Step] = []
    for number in range(12):
        chain = [*pick.choice(told_pairs)]
        onward = [pair[1] for pair in told_pairs if pair[0] == chain[-1] and pair[1] != chain[0]]
        chain += [pick.choice(onward)] if onward and number % 2 else []
        relation = pick.choice(["calls", "referral"])
        steps += route(*chain, name=f"r{number:02d}", relation=relation)
    return prescribed(study, *steps)


def failing_in_draw(network: Network, resampling: Resampling, draw: int) -> list[set[object]]:
    """Give the pairs at which each route fails in one draw; apart if outside the view."""
    judged = pathways(network)
    failing: dict[str, set[object]] = {}
    for leg in judged[judged["step"].notna()].to_dict("records"):
        pair, alone = (leg["source"], leg["target"]), network.of_relation(leg["relation"])
        if pair not in alone.ties.index:
            continue
        if pd.isna(alone.ties.loc[pair, "accounts"]) and leg["state"] == "partly":
            continue
        place = alone.ties.index.get_loc(pair)
        if not draws_of(alone, resampling).up[draw, place]:
            inside = leg["relation"] in network.view.relations
            failing.setdefault(leg["route"], set()).add(pair if inside else (pair, "outside"))
    return list(failing.values())


def first_by_definition(network: Network, resampling: Resampling) -> dict[str, float]:
    """Rank in each draw as the docstring says, one search and one route at a time."""
    marks = draws_of(network, resampling).up_among_measured
    mend = repairs(network, resampling).query("kind == 'mend'")
    names = list(zip(mend["source"], mend["target"], strict=True))
    accounts = dict(zip(names, mend["accounts"].fillna(-1), strict=True))
    wins, drawn_with_any = dict.fromkeys(names, 0), 0
    for draw in range(resampling.draws):
        graph = nx.DiGraph()
        graph.add_nodes_from(network.measured)
        graph.add_edges_from(network.ties.index[marks[draw]])
        failing = failing_in_draw(network, resampling, draw)
        joined = searched(graph)[0]
        keys = {
            pair: (
                sum(pairs == {pair} for pairs in failing),
                accounts[pair],
                searched(graph, pair)[0] - joined,
            )
            for pair in names
            if not graph.has_edge(*pair)
        }
        drawn_with_any += bool(keys)
        for pair, key in keys.items():
            wins[pair] += key == max(keys.values())
    return {">".join(pair): count / drawn_with_any for pair, count in wins.items()}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("view", [View(), View(relations=("calls",)), View(count_partly=True)])
def test_first_shares_are_those_of_the_definition(seed: int, view: View) -> None:
    network, resampling = build(made_up(seed), view), Resampling(30, seed)
    found = repairs(network, resampling)
    mend = found[found["kind"] == "mend"]
    shares = dict(zip(mend["source"] + ">" + mend["target"], mend["first_share"], strict=True))
    assert len(shares) > 2
    assert shares == pytest.approx(first_by_definition(network, resampling))
    assert found.loc[found["kind"] != "mend", "first_share"].isna().all()


def test_the_made_up_studies_have_routes_to_restore() -> None:
    restored_routes = [sum(restored(made_up(seed)).values()) for seed in range(4)]
    assert max(restored_routes) > 2


def test_the_only_tie_to_mend_is_first_in_every_draw_in_which_it_is_not_up() -> None:
    network = build(told("a>b open R1", "b>c broken R1"))
    share = repairs(network, Resampling(200)).iloc[0]["first_share"]
    assert share == 1.0


def test_equal_ties_that_fail_together_are_both_first() -> None:
    # Without respondents a tie is in every draw what it is.
    network = build(told("a>b broken", "c>d broken", "e>f open R1"))
    found = repairs(network, Resampling(20))
    assert found["first_share"].tolist() == [1.0, 1.0]
    assert found["accounts"].isna().all()


def test_without_draws_no_share_is_given() -> None:
    assert repairs(build(made_up(1)), NO_DRAWS)["first_share"].isna().all()


# --- the tables ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", AWKWARD)
def test_awkward_networks_give_typed_tables(name: str) -> None:
    found, together = repairs(AWKWARD[name], Resampling(3)), repair_sets(AWKWARD[name])
    assert list(found.columns)[: len(CONTRACT)] == CONTRACT
    assert list(found.columns) == [column.column for column in tables()["repairs"].columns]
    assert list(together.columns) == [column.column for column in tables()["repair_sets"].columns]
    assert len(found) == (2 if name == "nothing works" else 0)
    assert len(together) == (1 if name == "nothing works" else 0)
    assert [str(found[name].dtype) for name in ("rank", "first_share")] == ["Int64", "float64"]


def test_the_order_of_statements_and_steps_changes_nothing() -> None:
    study = made_up(2)
    turned = replace(study, statements=study.statements[::-1], steps=study.steps[::-1])
    resampling = Resampling(50)
    first, second = build(study), build(turned)
    pd.testing.assert_frame_equal(repairs(first, resampling), repairs(second, resampling))
    pd.testing.assert_frame_equal(repair_sets(first), repair_sets(second))


# --- sets ------------------------------------------------------------------------------------


def sets_by_search(network: Network, size: int) -> list[tuple[object, ...]]:
    """Try every set with new searches: (routes, pairs, efficiency, ties), the first ten."""
    mend = repairs(network, NO_DRAWS).query("kind == 'mend'")
    ties = sorted(zip(mend["source"], mend["target"], strict=True))
    judged = pathways(network)
    legs = judged[judged["step"].notna()]
    broken: dict[str, set[tuple[str, str]]] = {}
    for leg in legs[legs["state"].isin(["fails", "ended"])].to_dict("records"):
        broken.setdefault(leg["route"], set()).add((leg["source"], leg["target"]))
    joined, efficiency = searched(network.graph)
    rows = []
    for chosen in combinations(ties, size):
        more, better = searched(network.graph, *chosen)
        routes = sum(pairs <= set(chosen) for pairs in broken.values())
        names = tuple(">".join(tie) for tie in chosen)
        rows.append((-routes, joined - more, -round(better - efficiency, 11), names))
    return sorted(rows)[:10]


def check_sets(network: Network, found: pd.DataFrame) -> None:
    for size in (2, 3):
        expected = sets_by_search(network, size)
        rows = found[found["size"] == size]
        assert rows["ties"].tolist() == [row[3] for row in expected]
        assert rows["pairs_gained"].tolist() == [-row[1] for row in expected]
        efficiency = [-row[2] for row in expected]
        assert rows["efficiency_gained"].tolist() == pytest.approx(efficiency, abs=1e-10)
        if network.study.steps:
            assert rows["routes_restored"].tolist() == [-row[0] for row in expected]
        else:
            assert rows["routes_restored"].isna().all()
        keys = [tuple(-figure for figure in row[:3]) for row in expected]
        assert rows["rank"].tolist() == shared_ranks(keys)


@settings(max_examples=30)
@given(drawn(most=5))
def test_the_best_sets_are_those_that_trying_all_finds(network: Network) -> None:
    found = repair_sets(network)
    check_sets(network, found)
    assert found["exact"].all()


@pytest.mark.parametrize("seed", range(4))
def test_sets_count_the_routes_that_need_several_ties(seed: int) -> None:
    network = build(made_up(seed))
    check_sets(network, repair_sets(network))


def test_two_failing_steps_of_one_route_are_restored_together_only() -> None:
    study = prescribed(told("a>b broken R1", "b>c broken R1"), *route("a", "b", "c"))
    assert restored(study) == {"a>b": 0, "b>c": 0}
    (row,) = repair_sets(build(study)).to_dict("records")
    assert (row["ties"], row["routes_restored"], row["rank"]) == (("a>b", "b>c"), 1, 1)


@pytest.mark.parametrize("most", [0, 15])
def test_too_many_sets_are_not_all_tried_and_that_is_said(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A ring of six: 15 sets of two and 20 of three.
    network = network_of([], broken=list(zip("abcdef", "bcdefa", strict=True)))
    exact = repair_sets(network)
    monkeypatch.setattr(sets_module, "MOST", most)
    found = repair_sets(network)
    assert found.groupby("size")["exact"].all().to_dict() == {2: most >= 15, 3: False}
    for size in (2, 3):
        best, every = (table[table["size"] == size] for table in (found, exact))
        assert best["ties"].is_unique
        assert best.iloc[0]["pairs_gained"] == every.iloc[0]["pairs_gained"]
        for row in best.to_dict("records"):
            joined, efficiency = searched(
                network.graph, *[tuple(t.split(">")) for t in row["ties"]]
            )
            assert row["pairs_gained"] == joined
            assert row["efficiency_gained"] == pytest.approx(efficiency, abs=1e-12)


def test_growing_sets_never_takes_a_tie_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    network = network_of([], broken=[("a", "b"), ("b", "c"), ("c", "d")])
    exact = repair_sets(network)
    monkeypatch.setattr(sets_module, "MOST", 0)
    pd.testing.assert_frame_equal(repair_sets(network), exact.assign(exact=exact["exact"] & False))

"""From statements to ties: each rule of the method on the smallest study that shows it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from netkit.errors import UsageError
from netkit.evidence.study import (
    Actor,
    Channel,
    Codebook,
    Phase,
    Relation,
    Statement,
    Step,
    Study,
    ViewChoice,
)
from netkit.network import TieRule, View, build, network_of

AGENCIES = ("clinic", "police", "school")


def actors(*more: Actor) -> tuple[Actor, ...]:
    return tuple(
        sorted(
            (*(Actor(name, name) for name in AGENCIES), *more),
            key=lambda actor: actor.id,
        )
    )


def study(*statements: Statement, extra: tuple[Actor, ...] = (), **fields: object) -> Study:
    numbered = tuple(
        replace(item, evidence_id=item.evidence_id or f"E{number}")
        for number, item in enumerate(statements, start=1)
    )
    relations = tuple(Relation(name, name) for name in ("information", "referral"))
    return Study("s", numbered, actors(*extra), relations=relations, **fields)  # type: ignore[arg-type]


def said(source: str, target: str, status: str, who: str = "N1", **fields: object) -> Statement:
    relation = str(fields.pop("relation", "information"))
    return Statement("", relation, source, target, status, respondents=tuple(who.split()), **fields)  # type: ignore[arg-type]


EVERYONE = Actor("everyone", "Everyone", kind="collective", members=AGENCIES)


def test_one_open_account_gives_the_jeffreys_mean_and_interval() -> None:
    tie = build(study(said("school", "police", "open"))).ties.loc[("school", "police")]
    assert tie["support"] == pytest.approx(0.75)

    def below(x: float) -> float:
        """Give the distribution function of Beta(3/2, 1/2), which has a closed form."""
        return 2 / math.pi * (math.asin(math.sqrt(x)) - math.sqrt(x * (1 - x)))

    assert below(tie["support_low"]) == pytest.approx(0.05)
    assert below(tie["support_high"]) == pytest.approx(0.95)
    assert (tie["state"], tie["condition"], tie["accounts"]) == ("works", "open", 1)


@pytest.mark.parametrize(
    ("statuses", "state", "condition", "support"),
    [
        (("open",), "works", "open", 0.75),
        (("broken",), "fails", "broken", 0.25),
        (("strained",), "partly", "strained", 0.5),
        (("open", "broken"), "partly", "contested", 0.5),
        (("open", "open", "broken"), "works", "contested", 2.5 / 4),
        (("open", "strained"), "works", "strained", 2.0 / 3),
        (("broken", "strained"), "fails", "strained", 1.0 / 3),
    ],
)
def test_state_and_condition(
    statuses: tuple[str, ...], state: str, condition: str, support: float
) -> None:
    rows = [said("school", "police", status, f"N{n}") for n, status in enumerate(statuses)]
    tie = build(study(*rows)).ties.loc[("school", "police")]
    assert (tie["state"], tie["condition"]) == (state, condition)
    assert tie["support"] == pytest.approx(support)


def test_a_holder_is_one_account_however_often_it_speaks() -> None:
    network = build(
        study(
            *[said("school", "police", "open")] * 3,
            said("school", "police", "broken", "N2"),
        )
    )
    tie = network.ties.loc[("school", "police")]
    assert (tie["accounts"], tie["statements"]) == (2, 4)
    assert tie["support"] == pytest.approx(0.5)


def test_each_passage_of_the_authors_is_a_holder_of_its_own() -> None:
    rows = [
        said("school", "police", "open", "AUTHORS", section="a", paragraph="1"),
        said("school", "police", "open", "AUTHORS", section="a", paragraph="1"),
        said("school", "police", "open", "AUTHORS", section="a", paragraph="2"),
    ]
    assert build(study(*rows)).ties.loc[("school", "police"), "accounts"] == 2


def test_talk_of_a_collective_counts_at_one_remove_and_at_most_as_one_account() -> None:
    one = build(study(said("everyone", "police", "open"), extra=(EVERYONE,))).ties
    assert list(one.index) == [("clinic", "police"), ("school", "police")]
    assert one.loc[("school", "police"), "support"] == pytest.approx((0.5 + 0.5) / 1.5)
    rows = [said("everyone", "police", "open", f"N{n}") for n in range(6)]
    many = build(study(*rows, extra=(EVERYONE,))).ties.loc[("school", "police")]
    # Six statements weigh 6 x 1/2, discounted together to one account.
    assert many["support"] == pytest.approx(1.5 / 2)
    assert (many["level"], many["accounts"]) == (1, 6)


def test_the_agencies_among_themselves_are_every_ordered_pair_at_level_two() -> None:
    ties = build(study(said("everyone", "everyone", "broken"), extra=(EVERYONE,))).ties
    assert len(ties) == 6
    assert set(ties["level"]) == {2}
    assert ties["support"].tolist() == pytest.approx([0.5 / 1.25] * 6)


def test_respondents_of_a_general_statement_share_its_weight() -> None:
    network = build(study(said("everyone", "police", "open", "N1 N2"), extra=(EVERYONE,)))
    evidence = network.evidence[0]
    assert [account.weight for account in evidence.accounts] == [0.25, 0.25]
    assert evidence.account_count == 1


def test_a_tie_rests_on_its_most_specific_level_only() -> None:
    rows = [said("school", "police", "open")]
    rows += [said("everyone", "police", "broken", f"N{n}") for n in range(2, 9)]
    tie = build(study(*rows, extra=(EVERYONE,))).ties.loc[("school", "police")]
    assert (tie["level"], tie["state"], tie["statements"]) == (0, "works", 1)
    assert tie["evidence_ids"] == ("E1",)
    assert len(tie["general_ids"]) == 7


PHASES = {"phases": (Phase("group", "Group"), Phase("after", "After"))}
GROUP = Actor("group", "Group", kind="body", until="group")


def test_a_statement_counts_in_its_own_phase_and_any_in_both() -> None:
    whole = study(
        said("school", "police", "open", phase="group"),
        said("school", "police", "broken", "N2", phase="any"),
        **PHASES,
    )
    assert build(whole).ties.loc[("school", "police"), "accounts"] == 1
    before = build(whole, View(phase="group"))
    assert before.ties.loc[("school", "police"), "accounts"] == 2


def test_a_body_past_its_last_phase_ends_its_ties_and_leaves_the_graphs() -> None:
    whole = study(said("school", "group", "open"), extra=(GROUP,), **PHASES)
    after = build(whole)
    assert after.ties.loc[("school", "group"), "state"] == "ended"
    assert after.graph.number_of_edges() == after.evidence_graph.number_of_edges() == 0
    assert "group" in after.graph
    assert build(whole, View(phase="group")).graph.has_edge("school", "group")


def test_actors_are_the_same_in_every_view_and_the_unspoken_are_not_measured() -> None:
    whole = study(said("school", "police", "open", phase="group"), extra=(GROUP,), **PHASES)
    for phase in ("group", "after"):
        network = build(whole, View(phase=phase))
        assert list(network.measured) == ["police", "school"]
        assert list(network.graph) == ["police", "school"]


def test_neither_collectives_nor_unnamed_agencies_are_measured() -> None:
    unnamed = Actor("x", "An unnamed agency", kind="unnamed")
    whole = study(
        said("school", "x", "open"),
        said("x", "police", "open"),
        extra=(unnamed, EVERYONE),
    )
    network = build(whole)
    assert list(network.measured) == ["police", "school"]
    assert network.graph.number_of_edges() == 0
    assert network.ties["state"].tolist() == ["works", "works"]


def test_collectives_can_be_kept_or_dropped() -> None:
    whole = study(
        said("everyone", "police", "open"),
        said("everyone", "everyone", "open"),
        extra=(EVERYONE,),
    )
    kept = build(whole, View(collectives="keep"))
    assert list(kept.graph.edges) == [("everyone", "police")]
    assert build(whole, View(collectives="drop")).ties.empty


def test_partly_counts_as_working_only_when_asked() -> None:
    whole = study(said("school", "police", "strained"))
    assert build(whole).graph.number_of_edges() == 0
    assert build(whole, View(count_partly=True)).graph.number_of_edges() == 1


def test_a_plain_list_has_states_but_no_support() -> None:
    rows = [
        Statement("a", "information", "school", "police", "open", weight=4.0),
        Statement("b", "information", "police", "clinic", "strained"),
        Statement("c", "information", "clinic", "school", "broken"),
    ]
    network = build(study(*rows))
    assert network.plain
    assert network.ties["state"].tolist() == ["fails", "partly", "works"]
    assert network.ties["support"].isna().all()
    assert network.ties["accounts"].isna().all()
    assert network.lengths.tolist() == [250_000]


def test_lengths_are_whole_numbers_of_minus_log_support() -> None:
    network = build(study(said("school", "police", "open")))
    assert network.lengths.tolist() == [287_682]


def test_the_rule_weighs_strained_and_implied_statements() -> None:
    whole = study(
        said("school", "police", "strained", "N1"),
        said("school", "police", "open", "N2", confidence="implied"),
    )
    tie = build(whole, rule=TieRule(strained=0.25, implied=0.5)).ties.loc[("school", "police")]
    assert tie["support"] == pytest.approx((0.5 + 0.25 + 0.5) / 2.5)
    assert build(whole, rule=TieRule(implied=0.0)).ties["accounts"].tolist() == [1]


def test_person_dependent_is_a_tie_all_of_whose_carrying_goes_by_known_persons() -> None:
    book = Codebook(channels=(Channel("personal", "", person_dependent=True), Channel("protocol")))
    rows = [
        said("school", "police", "open", channel="personal"),
        said("school", "police", "broken", "N2", channel="protocol"),
        said("clinic", "police", "open", channel="personal"),
        said("clinic", "police", "open", "N2", channel="protocol"),
    ]
    ties = build(study(*rows, codebook=book)).ties
    assert ties["person_dependent"].to_dict() == {
        ("clinic", "police"): False,
        ("school", "police"): True,
    }


def test_the_first_view_is_the_default_and_parts_of_it_can_be_replaced() -> None:
    views = (ViewChoice("now", "Now", ("referral",), "after"),)
    whole = study(said("school", "police", "open"), views=views, **PHASES)
    assert View().resolve(whole).relations == ("referral",)
    replaced = View(relations=("information",)).resolve(whole)
    assert (replaced.relations, replaced.phase) == (("information",), "after")


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (View(name="x"), "'x' is no view of this study; it has: none"),
        (View(phase="x"), "'x' is no phase of this study; it has: group, after"),
        (
            View(relations=("x",)),
            "'x' is no relation of this study; it has: information, referral",
        ),
        (View(name="x", phase="after"), "does not go with"),
    ],
)
def test_a_name_that_does_not_exist_is_said_with_those_that_do(view: View, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        build(study(said("school", "police", "open"), **PHASES), view)


def test_the_prescribed_graph_expands_collectives() -> None:
    steps = (Step("law", "Law", "r", 1, "everyone", "police", "referral"),)
    graph = build(study(steps=steps, extra=(EVERYONE,))).prescribed_graph
    assert sorted(graph.edges) == [("clinic", "police"), ("school", "police")]
    assert graph.edges["school", "police"]["pathways"] == ("law",)


def test_a_relation_alone_is_judged_on_its_own_statements() -> None:
    whole = study(
        said("school", "police", "open"),
        said("school", "police", "broken", "N2", relation="referral"),
    )
    network = build(whole)
    assert network.ties["state"].tolist() == ["partly"]
    assert network.of_relation("referral").ties["state"].tolist() == ["fails"]
    assert network.of_relation("referral") is network.of_relation("referral")


@pytest.mark.parametrize("isolates", [(), ("a",), ("a", "b")])
def test_names_are_of_one_kind_however_few_there_are(isolates: tuple[str, ...]) -> None:
    network = network_of(set(), isolates=isolates)
    assert network.actors.index.dtype == network.actors["sector"].dtype == "str"
    assert network.measured.dtype == "str"

"""What the briefing must say, and must never say, to a board."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import netkit as nk
import netkit.report.findings as package
from netkit.analysis import analyse
from netkit.disclosure import reduce
from netkit.evidence.study import Actor, Disclosure, Statement, Step, Study
from netkit.network import View, network_of
from netkit.report import render_briefing
from netkit.report.findings.central import standing_of
from netkit.report.phrases import template_text
from netkit.report.registry import HEADINGS, QUESTIONS, findings
from netkit.report.source import Source
from tests.report.pages import finding, page_of, text_of
from tests.samples import shipped_findings, small_study

FORBIDDEN = (
    r"\bchances?\b", r"\bprobab\w*", r"\b(?:un)?likely\b", r"\bcaus\w+", r"\bbecause of\b",
    r"\bdue to\b", r"\bled to\b", r"\bresult(?:ed|s)? in\b", r"\bprove[ns]?\b", r"\bproof\b",
    r"\bmost central\b", r"\bgaps?\b", r"\bmissing tie", r"\d\s?%", r"\bper cent\b",
    r"\bcertain(?:ly|ty)?\b", r"\bsignifican\w+", r"\bmust\b",
)  # fmt: skip
PAIRS = [("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("a", "c"), ("b", "d")]


def plain_page(given: list[tuple[str, str]], **more: object) -> bytes:
    return page_of(network_of(given, **more).study)  # type: ignore[arg-type]


def spoken(*statements: Statement, threshold: int = 2, **more: object) -> Study:
    """Give a study of three agencies, and of two together, from some statements."""
    actors = (
        Actor("a", "Agency A", "x"),
        Actor("b", "Agency B", "y"),
        Actor("c", "Agency C", "y"),
        Actor("both", "Both agencies", kind="collective", members=("b", "c")),
    )
    study = replace(small_study(), statements=statements, actors=actors, steps=(), conditions=())
    study = replace(study, phases=(), views=(), scenarios=())
    return replace(study, disclosure=Disclosure(threshold), **more)


def said(number: int, source: str, target: str, status: str, who: str, **more: str) -> Statement:
    return Statement(
        f"E{number}", "information", source, target, status, respondents=tuple(who.split()), **more
    )


MADE: dict[str, Callable[[], bytes]] = {
    "small": lambda: page_of(small_study()),
    "researcher": lambda: page_of(small_study(), "researcher"),
    "shipped": lambda: page_of(nk.example()),
    "plain": lambda: plain_page(PAIRS, sectors={"a": "x", "b": "x", "c": "y", "d": "y"}),
    "broken": lambda: plain_page([("a", "b")], broken=[("b", "c")]),
    "empty": lambda: page_of(Study("empty", (), ())),
}


@cache
def page(name: str) -> bytes:
    return MADE[name]()


@pytest.mark.parametrize("pattern", FORBIDDEN)
@pytest.mark.parametrize("name", MADE)
def test_what_must_never_be_said_is_nowhere(name: str, pattern: str) -> None:
    # What was said, and the study's own titles, are the study's words.
    told = text_of(page(name)).split("Evidence: the ties named above")[0]
    assert not re.findall(pattern, told, re.IGNORECASE)


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_template_holds_what_must_never_be_said(pattern: str) -> None:
    names = ("sentences.toml", "reading.html.jinja", "briefing.html.jinja")
    told = re.sub(r"\{[{%].*?[}%]\}", "", "".join(map(template_text, names)), flags=re.DOTALL)
    assert not re.findall(pattern, told, re.IGNORECASE)


def test_every_sentence_has_its_finding_and_every_finding_its_sentence() -> None:
    families = tomllib.loads(template_text("sentences.toml"))
    written = {f"{family}.{key}" for family in (*HEADINGS, "answers") for key in families[family]}
    code = "".join(path.read_text() for path in sorted(Path(package.__path__[0]).glob("*.py")))
    named = set(re.findall(rf'"((?:{"|".join((*HEADINGS, "answers"))})\.\w+)"', code))
    assert named == written


def test_every_question_is_answered_by_every_page() -> None:
    for study in (small_study(), nk.example(), Study("empty", (), ())):
        told = findings(Source(reduce(analyse(study, resamples=0), "board")))
        assert all(len(told[f"answer {question}"]) == 1 for question in QUESTIONS)


@pytest.mark.parametrize("name", ["small", "shipped", "plain", "broken"])
def test_nobody_is_central_as_a_settled_fact(name: str) -> None:
    (told,) = finding(page(name), "central.leaders")
    assert re.search("not settled between|has not been tested yet|how sure any of this is", told)


def test_a_leader_on_every_count_is_still_not_tested() -> None:
    (told,) = finding(
        page_of(spoken(said(1, "a", "b", "open", "N1 N2"), said(2, "b", "a", "open", "N1 N2"),
                       said(3, "a", "c", "open", "N1 N2"), said(4, "c", "a", "open", "N1 N2"))),
        "central.leaders",
    )  # fmt: skip
    assert told.startswith("On paper Agency A stands highest on every count that tells any apart")
    assert "4 are described by name. (4 ties: each on 2 accounts)" in told


def test_a_lead_that_many_share_is_none() -> None:
    ring = [(name, after) for name, after in zip("abcdef", "bcdefa", strict=True)]
    assert "every lead is shared by many or by all" in text_of(plain_page(ring))


def test_a_large_list_gives_a_short_page() -> None:
    hub = [("hub", f"far {number:02d}") for number in range(30)]
    failing = [(f"off {number:02d}", f"unheard {number:02d}") for number in range(30)]
    made = plain_page(hub, broken=failing)
    assert len(finding(made, "central.receives")) == 4
    assert finding(made, "central.receive_too") == [
        "26 others are told and pass nothing on in full: they are in the tables."
    ]
    (line,) = finding(made, "central.hears_nothing")
    assert "unheard 11 and 18 more: 30 ties to them are listed, none as working in full." in line


def test_many_failing_or_contested_ties_by_name_are_counted() -> None:
    names = [f"x{number}" for number in range(8)]
    rows = [
        replace(said(number, "a", name, status, who), evidence_id=f"{name}{who}{number}")
        for number, name in enumerate(names)
        for status, who in (
            [("broken", "N1 N2")] if number < 7 else [("open", "N1"), ("broken", "N2")]
        )
    ]
    actors = (Actor("a", "A"), *(Actor(name, name) for name in names))
    made = page_of(replace(spoken(*rows), actors=actors))
    assert len(finding(made, "described.fails")) == 5
    (line,) = finding(made, "described.fail_too")
    assert line == "2 other ties by name are described as not working: see the tables."
    assert len(finding(made, "described.contested")) == 1


def test_neither_collectives_nor_unnamed_agencies_are_ranked(small_kept: bytes) -> None:
    for made in (page("small"), small_kept):
        for key in ("central.leaders", "central.receives", "central.hears_nothing"):
            assert not re.search("The agencies|unnamed", " ".join(finding(made, key)))


@pytest.fixture
def small_kept() -> bytes:
    found = analyse(small_study(), View(collectives="keep"), resamples=0)
    return render_briefing(reduce(found, "board"))


@pytest.mark.parametrize(
    ("threshold", "profile", "told"),
    [(2, "board", "fewer than 2 accounts"), (3, "board", "fewer than 3 accounts"),
     (1, "board", "one account"), (2, "researcher", "one account")],
)  # fmt: skip
def test_what_rests_on_one_account_says_so(threshold: int, profile: str, told: str) -> None:
    study = spoken(said(1, "a", "b", "broken", "N1", barriers=("mistrust",)), threshold=threshold)
    (line,) = finding(page_of(study, profile), "described.fails")  # type: ignore[arg-type]
    assert "So little said is no finding about either of them." in line
    assert f"({told})" in line
    assert ("Mistrust" in line) == (told == "one account")


def test_two_accounts_of_a_failing_tie_give_its_reasons() -> None:
    study = spoken(said(1, "a", "b", "broken", "N1 N2", barriers=("mistrust",)))
    (line,) = finding(page_of(study), "described.fails")
    assert "described as not arriving. Reasons given: “Mistrust”. (2 accounts)" in line
    assert "So little said" not in line


def test_statements_without_respondents_are_said_to_have_none() -> None:
    study = spoken(said(1, "a", "b", "open", "N1 N2"), said(2, "b", "c", "open", ""))
    (line,) = finding(page_of(study), "described.by_name")
    assert "(2 ties: 1 on 2 accounts, 1 on no named account)" in line


def test_both_sides_of_a_disagreement_are_kept() -> None:
    study = spoken(said(1, "a", "b", "open", "N1"), said(2, "a", "b", "broken", "N2"))
    (line,) = finding(page_of(study), "described.contested")
    assert "some say that it arrives, others that it does not. Both are kept. (2 accounts)" in line


def test_general_talk_that_contradicts_itself_is_told_as_general() -> None:
    study = spoken(said(1, "a", "both", "open", "N1"), said(2, "a", "both", "broken", "N2"))
    told = page_of(study)
    assert finding(told, "described.contested") == []
    (line,) = finding(told, "described.contested_general")
    assert line.startswith("Talk of the agencies in general contradicts itself on Agency A to ")


def test_a_route_tells_what_is_said_by_name_from_general_talk() -> None:
    steps = tuple(Step("p", "The way", name, 1, "a", name, "information") for name in "bc")
    study = spoken(
        said(1, "a", "b", "broken", "N1 N2"), said(2, "a", "both", "broken", "N1"), steps=steps
    )
    told = page_of(study)
    (line,) = finding(told, "routes.pathway")
    assert line.startswith(
        "The way: all 2 routes are broken. Not working: Agency A to Agency B, by name; "
        "one more step from talk in general."
    )
    assert "2 prescribed routes: 2 broken. One of the broken is known only from" in text_of(told)


def test_a_step_by_name_on_another_relation_is_not_by_name() -> None:
    steps = (Step("p", "The way", "r", 1, "a", "b", "information"),)
    study = spoken(
        replace(said(1, "a", "b", "open", "N1 N2"), relation="referral"),
        said(2, "a", "both", "broken", "N1 N2"),
        steps=steps,
    )
    (line,) = finding(page_of(study), "routes.pathway")
    assert "Not working: Agency A to Agency B, from talk in general." in line
    # All that is said of the pair comes to a tie that works: it is no evidence of this step.
    assert "Evidence" not in line


def test_a_route_nobody_spoke_of_is_not_known() -> None:
    steps = (Step("p", "The way", "r", 1, "c", "b", "information"),)
    told = page_of(spoken(said(1, "a", "b", "open", "N1 N2"), steps=steps))
    (line,) = finding(told, "routes.silent")
    assert "The way (one route). Not known is not the same as not working." in line


def test_a_way_round_is_no_route_in_law() -> None:
    steps = (Step("p", "The way", "r", 1, "a", "b", "information"),)
    study = spoken(
        said(1, "a", "b", "broken", "N1 N2"), said(2, "a", "c", "open", "N1 N2"),
        said(3, "c", "b", "open", "N1 N2"), steps=steps,
    )  # fmt: skip
    (line,) = finding(page_of(study), "routes.pathway")
    assert "another way, which is no route in law: Agency A → Agency C → Agency B." in line


def test_few_ties_show_no_pattern_and_no_index() -> None:
    (line,) = finding(page("small"), "silos.across")
    assert "this speaks neither for silos nor against them" in line
    assert "E-I" not in line


def test_the_index_is_told_with_what_would_be_expected() -> None:
    (line,) = finding(page("plain"), "silos.across")
    assert "Of the 6 working ties, 2 cross sectors and 4 stay within one." in line
    assert "The E-I index is -0.33" in line
    assert "0.33 would be expected" in line


def test_what_goes_by_persons_is_told_with_how_much_is_hidden() -> None:
    study = spoken(
        said(1, "a", "b", "open", "N1 N2", channel="personal"), said(2, "b", "c", "open", "N1")
    )
    told = page_of(study)
    (line,) = finding(told, "silos.personal")
    assert "One statement is about what leaves with the person (“Telephone”), of 2 in all" in line
    (line,) = finding(told, "silos.by_person")
    assert "Of 2 working ties, one is said to go that way, one that way alone." in line
    assert "For one working tie this edition does not show the way. (2 accounts)" in line


def test_failing_ties_of_an_actor_in_general_are_told_as_general() -> None:
    crowd = tuple(Actor(name, f"Agency {name}") for name in "bcde")
    others = Actor("others", "The others", kind="collective", members=tuple("bcde"))
    statement = said(1, "a", "others", "broken", "N1 N2")
    study = replace(spoken(statement), actors=(Actor("a", "Agency A"), *crowd, others))
    told = page_of(study)
    (line,) = finding(told, "described.general_from")
    assert "described as not working: Agency A (4 of 4). (4 ties: each on fewer than 2" in line
    assert finding(told, "described.general_to") == []


def test_what_is_asked_for_is_told_with_the_pairs_it_would_join_and_no_more() -> None:
    (line,) = finding(page("small"), "asked.changes")
    assert "joined on paper by: The group is back (+9)." in line
    assert line.endswith("This is what the network would connect, not what would happen.")


def test_what_is_drawn_is_told_as_so_many_of_a_hundred() -> None:
    told = findings(Source(reduce(shipped_findings(200), "board")))
    (standing,) = [line for line in told["central"] if line.sentence == "central.standing"]
    shares = [int(one["first"].removesuffix(" of 100")) for one in standing.values["standing"]]
    assert shares == sorted(shares, reverse=True)
    assert len(shares) == (1 if shares[0] >= 80 else 3)
    (mend, _) = told["mend"]
    assert mend.values["ties"][0]["first"].endswith(" of 100")
    (changes,) = told["asked"]
    for change in (*changes.values["gains"], *changes.values["losses"]):
        assert change["low"] <= change["high"]


def test_a_lead_is_settled_from_eight_in_ten_draws() -> None:
    found = reduce(shipped_findings(50), "board")
    ranks = found.tables["ranks"]
    foremost = (ranks["measure"] == "betweenness") & (ranks["actor"] == "ukhtc")
    for share, settled in ((0.8, True), (0.79, False)):
        table = ranks.assign(first_share=ranks["first_share"].where(~foremost, share))
        source = Source(replace(found, tables={**found.tables, "ranks": table}))
        assert standing_of(source)[0]["settled"] is settled


def test_reasons_below_the_threshold_are_not_told() -> None:
    study = spoken(said(1, "a", "b", "broken", "N1", barriers=("mistrust",)))
    assert finding(page_of(study), "barriers.named") == []


def test_the_end_of_a_group_is_told_on_paper_with_its_accounts() -> None:
    (line,) = finding(page("small"), "change.ended")
    assert "The group has ended, and with it 2 ties described by name as working" in line
    assert "(2 ties: each on fewer than 2 accounts)" in line
    (line,) = finding(page("small"), "change.reach")
    assert "In 6 of the 12 pairs, The group itself was one end." in line
    assert (
        "on paper. It does not say what came of the end."
        in finding(page("small"), "change.reading")[0]
    )


def test_what_nobody_spoke_of_is_called_not_known() -> None:
    assert "not known is not the same as not working" in finding(page("small"), "unknown.pairs")[0]
    assert "touched by no statement: Listed only." in finding(page("small"), "unknown.actors")[0]


def test_how_sure_this_is_counts_what_turns_as_the_tables_do() -> None:
    found = reduce(shipped_findings(0), "board")
    told = {line.sentence: line.values for line in findings(Source(found))["sure"]}
    needed = found.tables["evidence_fragility"]["holders_needed"]
    turned = told["sure.turned"]
    assert turned["one"] == (needed == 1).sum()
    assert sum(turned[key] for key in ("one", "two", "more", "firm")) == turned["findings"]
    assert turned["findings"] == len(needed)
    table = found.tables["sensitivity"]
    flips = table[table["holds"].eq(False)]
    assert told["sure.choices"]["turned"] == flips["claim"].nunique()
    assert told["sure.choices"]["worst_count"] == flips["choice"].value_counts().max()
    assert not told["sure.choices"]["worst"].endswith(" 0")


def test_every_choice_of_counting_has_words_of_its_own() -> None:
    source = Source(reduce(shipped_findings(0), "board"))
    for choice in source.table("sensitivity")["choice"].unique():
        assert source.choice(choice) != choice

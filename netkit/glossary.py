"""The words netkit uses, each with its meaning and where it comes from.

Legends, the data dictionary and the documentation take their definitions from here.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["GLOSSARY", "Term", "define"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means in plain English, and its source where the field has one."""

    term: str
    definition: str
    source: str = ""


_TERMS = (
    Term(
        "account",
        "What one holder says about one tie, all its statements taken together.",
    ),
    Term("actor", "An agency or body that holds or should get information."),
    Term("barrier", "A reason given for a tie that carries little or nothing."),
    Term(
        "betweenness",
        "How often an actor lies on the shortest ways between others.",
        "Freeman 1977",
    ),
    Term("body", "A group that agencies meet in; it can end, and its ties end with it."),
    Term("broken route", "A prescribed route with a step that fails or has ended."),
    Term("collective", "A figure of speech for several agencies; never ranked."),
    Term(
        "condition",
        "The accounts of a tie in words: open, strained, contested or broken.",
    ),
    Term(
        "constraint",
        "How far an actor's contacts are contacts of one another.",
        "Burt 1992",
    ),
    Term("contested", "Some accounts call the tie open and others call it broken."),
    Term(
        "coverage",
        "Whether a tie was spoken of by anybody placed to know it, who speaks for one of its ends.",
    ),
    Term("cutpoint", "An actor whose removal splits the network.", "Harary 1969"),
    Term(
        "dependence interval",
        "The 5 to 95 % range of a figure over draws: how far it depends on who was heard and how "
        "little was said. The figure itself may lie outside it.",
        "Rubin 1981",
    ),
    Term(
        "detour",
        "A working path between the ends of a route that uses none of its steps.",
    ),
    Term(
        "dominator",
        "An actor that every working path from one actor to another must pass.",
        "Lowry & Medlock 1969",
    ),
    Term(
        "draw",
        "The network once more with its holders weighed anew: a tie is up where the support drawn "
        "for it is above one half.",
        "Bayesian bootstrap, Rubin 1981",
    ),
    Term(
        "E-I index",
        "Ties across groups less ties within, over all ties: -1 is a silo, +1 all ties outward.",
        "Krackhardt & Stern 1988",
    ),
    Term("ended", "A tie of a body that no longer meets; outside the network."),
    Term(
        "evidence fragility",
        "The fewest holders whose accounts, left out, turn a claim.",
        "After the fragility index of trials, Walsh et al. 2014",
    ),
    Term("evidence graph", "Every tie that somebody spoke of, but the ended ones."),
    Term(
        "find out",
        "To ask about a prescribed step that nobody speaks of; it may work, and gains are bounds.",
    ),
    Term(
        "firmness",
        "The share of draws in which a tie, route, reach or rank holds; not the chance that a "
        "message arrives.",
        "Rubin 1981",
    ),
    Term(
        "fragile route",
        "A prescribed route whose every step works or does so partly, but not "
        "all are open with two accounts.",
    ),
    Term(
        "holder",
        "Whoever an account comes from: a respondent, or one passage of the authors.",
    ),
    Term(
        "intact route",
        "A prescribed route whose every step works, is open and has two accounts.",
    ),
    Term(
        "key players",
        "The set of actors without whom most falls apart, or from whom most others are reached "
        "in the fewest steps.",
        "Borgatti 2006",
    ),
    Term(
        "leave-out",
        "All worked out again without the accounts of one holder, of the authors or of all "
        "respondents.",
        "Jackknife, Quenouille 1956",
    ),
    Term(
        "level",
        "How directly a tie is spoken of: 0 by name, 1 with one end in general, 2 as talk "
        "of the agencies among themselves.",
    ),
    Term(
        "lost reach",
        "A pair that would reach each other if every tie spoken of worked, and does not.",
    ),
    Term(
        "mend",
        "To make a tie work that is spoken of by name and fails or works partly.",
    ),
    Term(
        "p_high",
        "The share of permutations in which a figure is as high or higher, with the observed one "
        "among them.",
        "Phipson & Smyth 2010",
    ),
    Term(
        "p_low",
        "The share of permutations in which a figure is as low or lower, with the observed one "
        "among them.",
        "Phipson & Smyth 2010",
    ),
    Term(
        "person-dependent",
        "What it carries goes by telephone or a known person, and would leave with that person.",
    ),
    Term(
        "prescribed",
        "Laid down by law, guidance or protocol; no evidence that it happens.",
    ),
    Term("reach", "The actors that information from here can come to along working ties."),
    Term(
        "repair",
        "A tie to mend, to find out, or known only from general talk; the three are never ranked "
        "together.",
    ),
    Term(
        "scenario",
        "A change that somebody asks for or fears; it says what the network would connect, not "
        "what would happen.",
    ),
    Term("sector", "The field an actor belongs to, such as health or police."),
    Term(
        "smallest cut",
        "The fewest actors, or ties, without which no working path joins two actors.",
        "Menger 1927; Ford & Fulkerson 1962",
    ),
    Term(
        "stability",
        "How far the runs that look for groups agree: 1 where all find the same, 0 where they "
        "agree as by chance.",
        "Adjusted Rand index, Hubert & Arabie 1985",
    ),
    Term("state", "What the accounts of a tie come to: works, partly, fails or ended."),
    Term(
        "statement",
        "One remark of one account about one directed tie: the unit of coding.",
    ),
    Term(
        "support",
        "The share of accounts that say a tie carries information; not the chance that "
        "a message arrives.",
        "Beta posterior mean, Jeffreys prior (Jeffreys 1946)",
    ),
    Term("tie", "A directed path for information from one actor to another."),
    Term("unevidenced route", "A prescribed route with a step that nobody spoke of."),
    Term("unspoken", "Nobody spoke of it: neither working nor failing, simply not known."),
    Term(
        "weighing",
        "The weight of a holder in one draw, shared by all its accounts: more than one or less, "
        "one on average.",
        "Bayesian bootstrap, Rubin 1981",
    ),
    Term("working graph", "The ties that work, between the actors that are measured."),
)

GLOSSARY = {entry.term: entry for entry in _TERMS}


def define(term: str) -> str:
    """Give the definition of a term.

    Examples
    --------
    >>> define("collective")
    'A figure of speech for several agencies; never ranked.'
    """
    return GLOSSARY[term].definition

"""Sensitivity: which claims hold, and which turn, when the same statements count otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from netkit.measures._frames import frame
from netkit.measures._ground import Ground
from netkit.measures._without import leaving
from netkit.measures.claims import UNSPOKEN, claims_of
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["sensitivity"]

STRAINED = (0.25, 0.75)
IMPLIED = (0.5, 0.0)

_COLUMNS = (
    Column("claim", "text", "the claim's id"),
    Column("choice", "text", "what is chosen otherwise"),
    Column("title", "text", "what the claim answers"),
    Column("value", "text", "its value in the view as it is"),
    Column("value_there", "text", "its value with the other choice"),
    Column(
        "holds",
        "bool",
        "whether both are the same; empty where a relation alone says nothing of it",
    ),
)


@table(_COLUMNS, index=2, row="a claim under another choice")
def sensitivity(network: Network) -> pd.DataFrame:
    """Give for each claim and each other choice of counting whether it still holds.

    The choices, one at a time, those aside that the view makes already: a strained statement is
    worth 0.25 or 0.75; an implied one weighs 0.5, or does not count; talk of collectives is left
    out; ties that work partly count as working; each relation of the view alone. Prescribed steps
    are judged on their own relation whatever the view, and stay.

    A relation alone is part of what is said: a claim of which it says nothing (a tie nobody speaks
    of there, a figure undefined there) neither holds nor turns. With the other choices a claim
    that has lost its ground has turned. Claims are those of
    :func:`netkit.measures.claims.claims`, but for those that no account bears on.

    Returns
    -------
    DataFrame
        One row a claim and choice: claims in their order, for each the choices in the order above.
        No rows for a plain tie list, which has no statements to count otherwise.

    Notes
    -----
    One choice at a time: what only two choices together would turn does not show. The choices are
    netkit's own.

    Examples
    --------
    >>> import netkit as nk
    >>> found = sensitivity(nk.build(nk.example())).set_index(["claim", "choice"])
    >>> found.loc[("tie:voluntary>ukba", "strained at 0.25"), ["value", "value_there"]].tolist()
    ['partly', 'fails']
    """
    if network.plain:
        return frame([], _COLUMNS)
    anew, now = leaving(network), Ground.of(network)
    there = list(_choices(network))
    rows = []
    for claim in claims_of(network):
        value = claim.value(now)
        for choice, ground, alone in there if anew.accounts(claim.rests_on) else ():
            found = claim.value(ground)
            silent = alone and found in ("", UNSPOKEN) and found != value
            rows.append(
                {
                    "claim": claim.id,
                    "choice": choice,
                    "title": claim.title,
                    "value": value,
                    "value_there": found,
                    "holds": None if silent else found == value,
                }
            )
    return frame(rows, _COLUMNS)


def _choices(network: Network) -> Iterator[tuple[str, Ground, bool]]:
    """Give each other choice by name, as the ground it makes; marked if of one relation alone."""
    view, rule = network.view, network.rule
    rules = {f"strained at {worth:g}": replace(rule, strained=worth) for worth in STRAINED}
    rules |= {f"implied at {weight:g}": replace(rule, implied=weight) for weight in IMPLIED}
    views = {
        "collectives dropped": replace(view, collectives="drop"),
        "partly counted": replace(view, count_partly=True),
    }
    choices = [(name, view, other) for name, other in rules.items() if other != rule]
    choices += [(name, other, rule) for name, other in views.items() if other != view]
    for name, seen, counted in choices:
        yield name, Ground.under(network, replace(seen, name=None), counted), False
    relations = view.relations or ()
    for relation in relations if len(relations) > 1 else ():
        alone = replace(view, name=None, relations=(relation,))
        yield f"{relation} alone", Ground.under(network, alone, rule), True

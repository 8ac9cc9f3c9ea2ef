"""Leave out: what each holder's accounts change, and what those of the authors or of all others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from netkit.evidence.study import AUTHORS
from netkit.measures._frames import frame
from netkit.measures._ground import POOLED, Floats, Ground
from netkit.measures._without import Left, is_passage, leaving
from netkit.measures.claims import Claim, claims_of
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["leave_out"]

RESPONDENTS = "respondents"
MEASURES = ("betweenness", "in_degree", "out_degree", "reach_in", "reach_out")
# Changes as close as this are equal but for rounding: the first in order is given.
DIGITS = 9

_COLUMNS = (
    Column(
        "left_out",
        "text",
        "the holder whose accounts are left out; AUTHORS for all passages of the authors, "
        "respondents for all others",
        term="holder",
    ),
    Column("accounts", "int", "accounts that they give, or share in", "accounts", 1),
    Column("ties_changed", "int", "ties whose state is another, or that are gone", "ties", 0),
    Column("reachable_pairs", "int", "pairs that a working path still joins", "ordered pairs", 0),
    Column("reachable_pairs_change", "int", "that, less the pairs joined now", "ordered pairs"),
    Column(
        "largest_change_measure",
        "text",
        "the actor and its figure that changes most, as actor:measure; empty if none does",
    ),
    Column(
        "largest_change",
        "float",
        "by how much, as a share of the largest the figure can be",
        "share",
        -1,
        1,
    ),
    Column("claims_flipped", "list", "the claims that have another value"),
)


@table(_COLUMNS, row="a holder, all passages of the authors, or all respondents")
def leave_out(network: Network) -> pd.DataFrame:
    """Give what changes without the accounts of each holder, and of each kind of holder.

    A statement loses the respondents left out and goes with its last one; ties are judged anew by
    what is left, more general talk if need be. The actors measured stay the same. A passage of the
    authors (section and paragraph) is a holder. Holders that speak of no tie in the view, nor of a
    prescribed step, are not in the table. What changes need not be wrong: it rests on these
    accounts.

    Figures of actors are ``betweenness``, degrees and reach, each taken as a share of the largest
    it can be, (n - 1)(n - 2) or n - 1, so that they compare; of equal changes the first in this
    order, then in order of ids. An isolate has 0. Claims are those of
    :func:`netkit.measures.claims.claims`.

    Returns
    -------
    DataFrame
        First ``AUTHORS`` and ``respondents`` where there are any, then holders in order of names.
        No rows for a plain tie list.

    Notes
    -----
    The jackknife (Quenouille 1956, Biometrika 43, 353-360) taken over those who were heard.

    Examples
    --------
    >>> import netkit as nk
    >>> found = leave_out(nk.build(nk.example())).set_index("left_out")
    >>> [int(found.loc["N17", name]) for name in ("ties_changed", "reachable_pairs_change")]
    [6, -12]
    """
    if network.plain:
        return frame([], _COLUMNS)
    anew, found = leaving(network), claims_of(network)
    places = tuple(dict.fromkeys(place for claim in found for place in claim.rests_on))
    accounts = anew.accounts(places)
    now = anew.ground()
    values = [claim.value(now) for claim in found]
    rows = []
    for name, left in _left_out(anew.holders(places)):
        there = anew.ground(left)
        pairs, before = (int(ground.shape.reached.sum()) for ground in (there, now))
        rows.append(
            {
                "left_out": name,
                "accounts": sum(bool(tellers & left) for tellers in accounts),
                "ties_changed": sum(_changed(now, there, pair) for pair in now.ties),
                "reachable_pairs": pairs,
                "reachable_pairs_change": pairs - before,
                **_largest(now, there),
                "claims_flipped": _flipped(found, values, there),
            }
        )
    return frame(rows, _COLUMNS)


def _left_out(holders: tuple[str, ...]) -> Iterator[tuple[str, Left]]:
    passages = frozenset(filter(is_passage, holders))
    for name, left in ((AUTHORS, passages), (RESPONDENTS, frozenset(holders) - passages)):
        if left:
            yield name, left
    for name in holders:
        yield name, frozenset({name})


def _changed(now: Ground, there: Ground, pair: tuple[str, str]) -> bool:
    one, other = now.look(POOLED, pair), there.look(POOLED, pair)
    return (one and one.state) != (other and other.state)


def _flipped(claims: tuple[Claim, ...], values: list[str], there: Ground) -> tuple[str, ...]:
    return tuple(
        claim.id for claim, value in zip(claims, values, strict=True) if claim.value(there) != value
    )


def _largest(now: Ground, there: Ground) -> dict[str, Any]:
    changes = np.round(_figures(there) - _figures(now), DIGITS)
    if not changes.any():
        return {"largest_change_measure": "", "largest_change": 0.0}
    row, column = np.unravel_index(np.abs(changes).argmax(), changes.shape)
    name = f"{list(now.place)[column]}:{MEASURES[row]}"
    return {"largest_change_measure": name, "largest_change": float(changes[row, column])}


def _figures(ground: Ground) -> Floats:
    """Give each figure of each actor as a share of the largest it can be."""
    shape, others = ground.shape, max(1, len(ground.place) - 1)
    return np.array(
        [
            shape.betweenness / max(1, others * (others - 1)),
            shape.in_degree / others,
            shape.out_degree / others,
            shape.reached.sum(axis=0) / others,
            shape.reached.sum(axis=1) / others,
        ]
    )

"""Evidence fragility: the fewest holders whose accounts, left out, turn a claim."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

import pandas as pd

from netkit.measures._frames import frame
from netkit.measures._without import Leaving, leaving
from netkit.measures.claims import Claim, claims_of
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["SETS", "evidence_fragility"]

MOST = 3
# Single holders are all tried. Sets of two or three are all tried as long as this needs no more
# ties to be judged than WORK, and for three no more sets than SETS.
WORK = 100_000
SETS = 600

_COLUMNS = (
    Column("claim", "text", "the claim's id"),
    Column("title", "text", "what it answers"),
    Column("value", "text", "its value with all accounts"),
    Column(
        "holders_needed",
        "int",
        "fewest holders whose accounts, left out, turn it; empty where no set tried does",
        "holders",
        1,
        term="holder",
    ),
    Column("holders", "list", "the first such set in order of names"),
    Column("value_there", "text", "the claim's value without these holders"),
    Column("exact", "bool", "whether no smaller set turns it, as all were tried"),
    Column(
        "alike",
        "int",
        "sets of this size that turn it; empty where not all of this size were tried",
        "sets",
        0,
    ),
    Column("accounts", "int", "accounts of the ties that the claim can rest on", "accounts", 1),
)


@dataclass(frozen=True, slots=True)
class _Found:
    left: tuple[str, ...] = ()
    exact: bool = True
    alike: int | None = None


@table(_COLUMNS, row="a claim")
def evidence_fragility(network: Network) -> pd.DataFrame:
    """Give for each claim the fewest holders without whose accounts it would be another.

    The claims are those of :func:`netkit.measures.claims.claims`, prescribed routes among them,
    but for those that no account bears on. Left out are holders that speak of a tie the claim can
    rest on, by name or in general: a statement loses that respondent, and goes with its last one.
    What nobody speaks of any longer turns a claim, too: it has lost its ground.

    All sets of one holder are tried, and all of two and three as long as these are not too many:
    600 sets of three, 100 000 ties to be judged. Where none of these turns the claim, holders are
    left out one after the other, those with most accounts on its ties first, until it turns, and
    each that is not needed is put back: such a set need not be the smallest, and is ``exact`` only
    where it is one larger than the sets that were all tried.

    Returns
    -------
    DataFrame
        One row a claim, in the order of claims. No rows for a plain tie list.

    Notes
    -----
    netkit's own, after the fragility index of trials (Walsh et al. 2014, Journal of Clinical
    Epidemiology 67, 622-628): the fewest events that turn a significant result.

    Examples
    --------
    >>> import netkit as nk
    >>> found = evidence_fragility(nk.build(nk.example())).set_index("claim")
    >>> found.loc["tie:police>voluntary", ["value", "holders", "value_there"]].tolist()
    ['works', ('N8',), 'fails']
    """
    if network.plain:
        return frame([], _COLUMNS)
    anew = leaving(network)
    rows = []
    for claim in claims_of(network):
        accounts = len(anew.accounts(claim.rests_on))
        found = _fewest(claim, anew) if accounts else _Found()
        rows.append(
            {
                "claim": claim.id,
                "title": claim.title,
                "value": claim.value(anew.ground()),
                "holders_needed": len(found.left) or None,
                "holders": found.left,
                "value_there": claim.value(anew.ground(found.left)) if found.left else "",
                "exact": found.exact,
                "alike": found.alike,
                "accounts": accounts,
            }
        )
    return frame([row for row in rows if row["accounts"]], _COLUMNS)


def _fewest(claim: Claim, anew: Leaving) -> _Found:
    value, tried = claim.value(anew.ground()), 0
    for size in range(1, MOST + 1):
        candidates = anew.holders(claim.rests_on, size)
        if not _all_tried(len(candidates), size, len(claim.rests_on)):
            break
        tried = size
        sets = combinations(candidates, size)
        found = [left for left in sets if claim.value(anew.ground(left)) != value]
        if found:
            return _Found(found[0], alike=len(found))
    if len(anew.holders(claim.rests_on)) <= tried:
        return _Found()
    left = _one_by_one(claim, anew)
    return _Found(left, exact=0 < len(left) <= tried + 1)


def _all_tried(candidates: int, size: int, ties: int) -> bool:
    sets = comb(candidates, size)
    return size == 1 or (sets * ties <= WORK and (size < MOST or sets <= SETS))


def _one_by_one(claim: Claim, anew: Leaving) -> tuple[str, ...]:
    """Leave out holders, those with most accounts first, until the claim turns."""
    value, told = claim.value(anew.ground()), anew.accounts(claim.rests_on)
    holders = anew.holders(claim.rests_on)
    weight = {name: sum(name in names for names in told) for name in holders}
    left: list[str] = []
    for name in sorted(holders, key=lambda name: (-weight[name], name)):
        left.append(name)
        if claim.value(anew.ground(left)) != value:
            return _needed(claim, anew, sorted(left))
    return ()


def _needed(claim: Claim, anew: Leaving, left: list[str]) -> tuple[str, ...]:
    """Put back each holder without whom the claim turns just as well."""
    value = claim.value(anew.ground())
    for name in tuple(left):
        fewer = [other for other in left if other != name]
        if claim.value(anew.ground(fewer)) != value:
            left = fewer
    return tuple(left)

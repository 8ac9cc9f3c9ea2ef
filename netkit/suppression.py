"""Small counts kept back, and counts told as bands: the workings of the editions.

What is left out of one table must not follow from another, from an order or from a sum.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

import pandas as pd

from netkit.evidence.study import Study

__all__ = [
    "BANDED",
    "band_of",
    "banded",
    "in_words",
    "masked",
    "merged_routes",
    "reranked",
    "small_counts",
    "without_channels",
    "without_hidden",
]

Pairs = set[tuple[str, str]]
# The least of each band.
BANDS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
BANDED = ("accounts", "accounts_there", "statements", "conditions")
_COUNTS = ("statements", "conditions", "ties")
# From these a count of accounts can be worked out: none of them is for the public.
_DERIVED = (
    "support",
    "support_low",
    "support_high",
    "firmness",
    "detour_firmness",
    "first_share",
    "weight",
    "betweenness_low",
    "betweenness_high",
    "pairs_lost_low",
    "pairs_lost_high",
)
_TESTED = ("evidence_fragility", "sensitivity", "intervals")
_OF_TIES = ("ties", "pathways", "reach", "repairs")


def band_of(count: int) -> int:
    """Give the least count of the band that a count lies in.

    Examples
    --------
    >>> [band_of(count) for count in (0, 1, 4, 5, 23)]
    [0, 1, 2, 5, 20]
    """
    return BANDS[bisect_right(BANDS, count) - 1] if count >= BANDS[0] else 0


def in_words(least: int | None = None) -> str:
    """Give a band in words by its least count; without one, all that are used for accounts.

    Examples
    --------
    >>> in_words(5)
    '5 to 9'
    >>> in_words(1000)
    '1000 or more'
    """
    if least is None:
        return ", ".join(in_words(band) for band in BANDS)
    place = BANDS.index(least)
    if place + 1 == len(BANDS):
        return f"{least} or more"
    most = BANDS[place + 1] - 1
    return str(least) if most == least else f"{least} to {most}"


def banded(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Give counts of accounts as bands, and leave out what a count could be worked out from."""
    made = {}
    for name, table in tables.items():
        if name in _TESTED:
            continue
        derived = _DERIVED if name in _OF_TIES else ()
        blank = {column: _empty(table[column]) for column in derived if column in table}
        least = {column: _banded(table[column]) for column in BANDED if column in table}
        made[name] = table.assign(**blank, **least)
    return made


def _banded(counts: pd.Series) -> pd.Series:
    told = [pd.NA if pd.isna(count) else band_of(int(count)) for count in counts]
    return pd.Series(pd.array(told, dtype="Int64"), index=counts.index)


def _empty(column: pd.Series) -> pd.Series:
    return column.where(pd.Series(False, index=column.index))


def masked(table: pd.DataFrame, threshold: int) -> pd.DataFrame:
    """Empty counts below the threshold, none among them, and leave out rows that tell nothing."""
    told = {name: table[name].astype("Int64") for name in _COUNTS if name in table}
    few = {name: counts.lt(threshold).fillna(True).astype(bool) for name, counts in told.items()}
    made = table.assign(**{name: counts.mask(few[name]) for name, counts in told.items()})
    return made[~pd.DataFrame(few).all(axis=1)].reset_index(drop=True)


def without_hidden(name: str, table: pd.DataFrame, hidden: Pairs) -> pd.DataFrame:
    """Take out how firmly a withheld tie stands: its range, and its direct reach."""
    if name == "intervals":
        items = {">".join(pair) for pair in hidden}
        return table[~((table["level"] == "tie") & table["item"].isin(items))]
    if "firmness" not in table:
        return table
    pairs = zip(table["source"], table["target"], strict=True)
    few = pd.Series([pair in hidden for pair in pairs], index=table.index, dtype=bool)
    return table.assign(firmness=table["firmness"].mask(few))


def without_channels(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Leave out the ties that differ without a channel, as it would tell which go by it."""
    by_channel = [
        item.id
        for item in study.scenarios
        if any(change["op"] == "remove-channel" for change in item.changes)
    ]
    told = (table["kind"] == "scenario") & table["alternative"].isin(by_channel)
    return table[~told].reset_index(drop=True)


def merged_routes(table: pd.DataFrame, hidden: Pairs) -> pd.DataFrame:
    """Count a route as fragile, not intact, where a step of it is withheld."""
    steps = table[table["step"].notna()]
    few = {
        (row["pathway"], row["route"])
        for row in steps.to_dict("records")
        if (row["source"], row["target"]) in hidden or pd.isna(row["accounts"])
    }
    made = table.copy()
    keys = list(zip(table["pathway"], table["route"], strict=True))
    whole = table["step"].isna() & (table["condition"] == "intact")
    moved = whole & pd.Series([key in few for key in keys], index=table.index, dtype=bool)
    made.loc[moved, "condition"] = "fragile"
    counts = table.loc[moved, "pathway"].value_counts()
    for pathway, count in counts.items():
        rows = (table["pathway"] == pathway) & table["routes_intact"].notna()
        made.loc[rows, "routes_intact"] -= count
        made.loc[rows, "routes_fragile"] += count
    ranges = [str(name) for name in table if str(name).endswith(("_low", "_high"))]
    return made.assign(**{name: _empty(table[name]) for name in ranges})


def reranked(table: pd.DataFrame) -> pd.DataFrame:
    """Order repairs anew by what is told of them."""
    keys = ["kind", "routes_restored", "accounts", "pairs_gained", "efficiency_gained"]
    filled = table.assign(accounts=table["accounts"].fillna(0)).sort_values(
        [*keys, "source", "target"],
        ascending=[True, False, False, False, False, True, True],
        kind="stable",
    )
    order = {kind: row for row, kind in enumerate(dict.fromkeys(table["kind"]))}
    filled = filled.iloc[filled["kind"].map(order).argsort(kind="stable")]
    ranks: list[int] = []
    seen: dict[Any, int] = {}
    for place, key in enumerate(filled[keys[:4]].itertuples(index=False, name=None)):
        first = seen.setdefault((key[0], "first"), place)
        ranks.append(seen.setdefault(key, place) - first + 1)
    made = table.loc[filled.index].reset_index(drop=True)
    return made.assign(rank=pd.Series(ranks).astype(table["rank"].dtype))


def small_counts(
    facts: Mapping[str, Any], threshold: int, public: bool, known: bool
) -> dict[str, Any]:
    """Keep small counts of statements out of the plain facts; what is not told is 0.

    A sum over all ties would tell what a single withheld tie adds: in the public edition, and
    where one of the withheld counts could be more than one, sums are the least of their band.
    What goes by persons is told where a tie that is shown goes that way: it is ``known``.
    """
    least = public or threshold > 2
    told: dict[str, Any] = dict(facts)
    for group in ("among_agencies", "by_person"):
        names = [name for name in ("statements", "accounts", "open") if name in told[group]]
        counts = {name: told[group][name] for name in names}
        few = any(0 < count < threshold for count in counts.values())
        few = few and not (known and group == "by_person")
        kept = {name: 0 if few else band_of(n) if least else n for name, n in counts.items()}
        told[group] = {**told[group], **kept}
    for name in ("statements", "holders"):
        told[name] = band_of(told[name]) if least and not facts["plain"] else told[name]
    return told | {"least": least and not facts["plain"], "banded": public}

"""What two codings agree on, in plain words."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from netkit.agreement.agreeing import Agreement

__all__ = ["told"]

_FOUND = (
    ("passage", "Passages spoken of"),
    ("pair", "Ties (ordered pairs)"),
    ("passage+pair", "Statements (passage and tie)"),
    ("passage+pair+relation", "Statements, relation too"),
    ("passage+actor+barrier", "Conditions (passage, actor, barrier)"),
)


def told(found: Agreement, first: str = "A", second: str = "B") -> str:
    """Give a short summary, for a terminal.

    Parameters
    ----------
    found : Agreement
    first, second : str
        What to call the codings.

    Examples
    --------
    >>> import netkit as nk
    >>> text = told(nk.agree(nk.example(), nk.example(), resamples=0))
    >>> text.splitlines()[-1]
    'No disagreement was found.'
    """
    return "\n".join(_lines(found, first, second)) + "\n"


def _lines(found: Agreement, first: str, second: str) -> Iterator[str]:
    ours, theirs = found.sizes
    yield f"A is {first}, with {ours} statements; B is {second}, with {theirs}."
    yield ""
    for item, name in _FOUND:
        value = found.figure(item, "f1")
        if not math.isnan(value):
            held = _said(found.figure(item, "precision")), _said(found.figure(item, "recall"))
            yield f"{name}: F1 {value:.2f} (of B in A {held[0]}, of A in B {held[1]})"
    yield from _fields(found.agreement)
    yield from _findings(found.findings_agreed)
    yield ""
    count = len(found.disagreements)
    if count:
        yield f"{count} disagreements, each with its place, are in the table disagreements."
        yield "It names respondents: for the researchers, not to be passed on."
    else:
        yield "No disagreement was found."


def _fields(table: pd.DataFrame) -> Iterator[str]:
    rows = table[table["level"] == "field"]
    shares = rows[(rows["measure"] == "agreement") & (rows["n"] > 0)]
    if len(shares):
        yield ""
        yield "On the statements that both found with the same relation (for relation, on all that"
        yield "both found), with 95 % intervals:"
    for field, share, count in zip(shares["item"], shares["value"], shares["n"], strict=True):
        own = rows[rows["item"] == field].set_index("measure")
        kappa, alpha = (_estimate(own, name) for name in ("kappa", "alpha_nominal"))
        yield f"{field}: the same in {share:.2f} of {count}; kappa {kappa}; alpha {alpha}"


def _estimate(rows: pd.DataFrame, measure: str) -> str:
    value, low, high = rows.loc[[measure], ["value", "low", "high"]].to_numpy(dtype=float)[0]
    if math.isnan(value):
        return "not defined"
    return f"{value:.2f}" if math.isnan(low) else f"{value:.2f} ({low:.2f} to {high:.2f})"


def _said(value: float) -> str:
    return "not defined" if math.isnan(value) else f"{value:.2f}"


def _findings(table: pd.DataFrame) -> Iterator[str]:
    known = table[table["agree"].notna()]
    if not len(known):
        return
    yield ""
    yield f"Findings: {int(known['agree'].sum())} of {len(known)} are the same in both."
    for _, row in known[~known["agree"].astype(bool)].iterrows():
        yield f"{row['finding']}: A {row['a'] or 'none'}, B {row['b'] or 'none'}"

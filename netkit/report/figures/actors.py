"""Who is reached by whom, and who lies between others: the actors' own figures."""

from __future__ import annotations

from typing import Final

import pandas as pd

from netkit.report.figures.lettering import balanced, clean, tally, wide
from netkit.report.figures.registry import Drawing, draws
from netkit.report.figures.sheet import MARGIN, WIDTH, Sheet, Span, Type, sheet_of
from netkit.report.figures.style import INK, PAPER, SOFT, Look
from netkit.report.source import Source
from netkit.report.wording import listed

MOST: Final = 20
ROW: Final = 0.24
ASIDE: Final = 0.08
DRAWN_ROW: Final = 0.38
GUTTER: Final = 2.05
REACH: Final = (2.35, 4.15)
BETWEEN: Final = (4.5, 5.9)
HEARS: Final = ("o", Look(PAPER), 9.0)
HEARD: Final = ("D", Look("#1f5f8b"), 4.5)
BROKER: Final = ("s", Look(INK), 5.0)


@draws(30)
def centrality(source: Source) -> Drawing | None:
    """Draw each measured actor's reach in and out and its betweenness, by reach."""
    ranked = _ranked(source)
    reach = ranked[["reach_in", "reach_out"]]
    if len(ranked) < 2 or not (reach > 0).any(axis=None):
        return None
    shown = ranked.iloc[:MOST]
    sheet = sheet_of(source, "Reach and betweenness of each actor")
    widest = max(wide(_short(value)) for value in shown["betweenness"])
    between = (BETWEEN[0], min(BETWEEN[1], WIDTH - MARGIN - widest - 0.12))
    spans = (_span(shown, REACH, "reach_in", "reach_out"), _span(shown, between, "betweenness"))
    _legend(sheet)
    sheet.align()
    top = sheet.y
    for _, actor in shown.iterrows():
        _row(sheet, actor, spans)
    sheet.down(0.05)
    sheet.scale(spans[0], top, "actors")
    sheet.scale(spans[1], top, "pairs of actors")
    sheet.down(2 * Type().line)
    return sheet.finish(_notes(source, ranked))


def _ranked(source: Source) -> pd.DataFrame:
    """Give the actors with figures, those that reach or are reached by most first."""
    actors = source.ranked.dropna(subset=["reach_in", "reach_out"])
    total = (actors["reach_in"] + actors["reach_out"]).astype(float)
    actors = actors.assign(total=total).reset_index()
    return actors.sort_values(
        ["total", "betweenness", "name", "actor"],
        ascending=[False, False, True, True],
        kind="stable",
    )


def _span(shown: pd.DataFrame, sides: tuple[float, float], *measures: str) -> Span:
    """Give a scale that holds every figure and, where there are any, every interval."""
    columns = [
        name
        for measure in measures
        for name in (measure, f"{measure}_high")
        if name in shown.columns
    ]
    figures = [float(value) for name in columns for value in shown[name].dropna()]
    return Span(*sides, top=max([1.0, *figures]))


def _legend(sheet: Sheet) -> None:
    """Head the two panels, and say what each marker means."""
    middle = [sum(sides) / 2 for sides in (REACH, BETWEEN)]
    for text, x in zip(("Reach", "Betweenness"), middle, strict=True):
        sheet.line(text, x, sheet.y, Type(bold=True, align="center"))
    sheet.down(Type().line + 0.04)
    entries = ((HEARS, "hears from"), (HEARD, "is heard by"))
    x = middle[0] - sum(wide(text) + 0.35 for _, text in entries) / 2
    for (sign, look, size), text in entries:
        sheet.mark(x + 0.08, sheet.y + Type().line / 2, sign, look, size)
        sheet.line(text, x + 0.2, sheet.y)
        x += wide(text) + 0.38
    sheet.down(Type().line + 0.08)


def _row(sheet: Sheet, actor: pd.Series, spans: tuple[Span, Span]) -> None:
    names = balanced(actor["name"], GUTTER - MARGIN, lines=3)
    drawn = "reach_in_low" in actor.index
    height = max(DRAWN_ROW if drawn else ROW, len(names) * Type().line + 0.06)
    middle = sheet.y + height / 2
    sheet.lines(names, GUTTER, middle, Type(align="right"))
    for span in spans:
        sheet.rule((span.left, middle), (span.right, middle))
    # Two intervals in one place could not be told apart.
    aside = ASIDE if drawn else 0.0
    _mark(sheet, actor, "reach_in", spans[0], middle - aside)
    _mark(sheet, actor, "reach_out", spans[0], middle + aside)
    _mark(sheet, actor, "betweenness", spans[1], middle)
    sheet.down(height)
    sheet.tell(
        f"{clean(actor['name'])}: hears from {actor['reach_in']}, is heard by "
        f"{actor['reach_out']}, betweenness {_short(actor['betweenness'])}."
    )


def _mark(sheet: Sheet, actor: pd.Series, measure: str, span: Span, y: float) -> None:
    """Set one figure on its scale, with its interval where draws were made."""
    value = actor[measure]
    if pd.isna(value):
        return
    sign, look, size = {"reach_in": HEARS, "reach_out": HEARD}.get(measure, BROKER)
    colour = INK if look.ground == PAPER else look.ground
    low, high = actor.get(f"{measure}_low"), actor.get(f"{measure}_high")
    if low is not None and pd.notna(low) and pd.notna(high):
        sheet.interval(span.at(float(low)), span.at(float(high)), y, colour)
    sheet.mark(span.at(float(value)), y, sign, look, size)
    if measure == "betweenness":
        edge = WIDTH - MARGIN
        sheet.line(_short(value), edge, y - Type().line / 2, Type(colour=SOFT, align="right"))


def _short(value: float) -> str:
    if pd.isna(value):
        return "undefined"
    return f"{float(value):,.{1 if value < 1000 else 0}f}" if value else "0"


def _notes(source: Source, ranked: pd.DataFrame) -> list[str]:
    facts = source.found.facts
    actors = source.found.actors
    over = actors[actors["measured"].astype(bool) & actors["ended"].astype(bool)]
    gone = sorted(clean(name) for name in over["name"])
    notes = [
        "Reach: how many actors' information can come to this one along ties that work (hears "
        "from), and to how many its own can come (is heard by). Betweenness: how many ordered "
        "pairs of others have their shortest way through it, shared ways in part."
    ]
    if not source.plain:
        states = ("works", "partly") if source.found.options.get("count_partly") else ("works",)
        named, *general = (
            sum(facts[level][state] for state in states)
            for level in ("by_name", "in_general", "among_agencies")
        )
        rest = "; the rest known from talk of agencies in general" if sum(general) else ""
        working = tally(named + sum(general), "tie")
        notes.append(f"Of the {working} that count as working, {named} described by name{rest}.")
    if "reach_in_low" in ranked.columns:
        notes.append(
            "Lines: dependence intervals, the middle 90 of 100 draws. What is in balance counts "
            "for nothing on paper and for half of the draws, so a figure can lie outside its line."
        )
    elif not source.plain:
        notes.append("No dependence intervals were made: the order is not settled.")
    if len(ranked) > MOST:
        notes.append(f"Not shown: {tally(len(ranked) - MOST, 'actor')} of smaller reach.")
    if gone:
        notes.append(f"Left out as ended: {listed(gone[:5], max(0, len(gone) - 5))}.")
    return notes

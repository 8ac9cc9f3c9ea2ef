"""What is said of ties by name, and how firmly so few accounts can say it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from netkit.report.figures.lettering import balanced, tally, wide
from netkit.report.figures.registry import Drawing, draws
from netkit.report.figures.sheet import MARGIN, WIDTH, Sheet, Span, Type, sheet_of
from netkit.report.figures.style import INK, PAPER, SOFT, Look
from netkit.report.source import Source

MOST: Final = 30
ROW: Final = 0.27
GUTTER: Final = 2.75
SPAN: Final = Span(2.95, 5.2, 1.0)
MARKS: Final = {
    "works": ("o", Look("#1f5f8b"), "works"),
    "partly": ("D", Look(PAPER), "works partly"),
    "fails": ("X", Look("#9c2a10"), "does not work"),
}
TICKS: Final = ((0.0, "none"), (0.5, "half"), (1.0, "all"))


@draws(60)
def support(source: Source) -> Drawing | None:
    """Draw the support of each tie described by name with its interval, where it may be shown."""
    ties = source.by_name
    figures = ["support", "support_low", "support_high", "accounts"]
    known = ties.dropna(subset=figures) if set(figures) <= set(ties.columns) else ties.iloc[:0]
    if known.empty:
        return None
    sheet = sheet_of(source, "Support of the ties described by name, with 90 % intervals")
    rows = _sorted(source, known)
    _legend(sheet, set(known["state"]))
    top = sheet.y
    for name, tie in rows[:MOST]:
        _row(sheet, name, tie)
    sheet.down(0.05)
    _scale(sheet, top)
    return sheet.finish(_notes(source, ties, len(known)))


def _sorted(source: Source, ties: pd.DataFrame) -> list[tuple[str, pd.Series]]:
    """Give the ties with their names in words, best supported first."""
    rows = [(" → ".join(source.named(ends)), ties.loc[ends]) for ends in ties.index.tolist()]
    return sorted(rows, key=lambda row: (-float(row[1]["support"]), row[0], row[1].name))


def _legend(sheet: Sheet, states: set[str]) -> None:
    x = MARGIN
    for state, (sign, look, text) in MARKS.items():
        if state in states:
            sheet.mark(x + 0.08, sheet.y + Type().line / 2, sign, look)
            sheet.line(text, x + 0.22, sheet.y)
            x += wide(text) + 0.45
    sheet.down(Type().line + 0.12)


def _row(sheet: Sheet, name: str, tie: pd.Series) -> None:
    names = balanced(name, GUTTER - MARGIN)
    height = max(ROW, len(names) * Type().line + 0.1)
    middle = sheet.y + height / 2
    sign, look, text = MARKS[tie["state"]]
    share, low, high = (float(tie[key]) for key in ("support", "support_low", "support_high"))
    sheet.lines(names, GUTTER, middle, Type(align="right"))
    sheet.rule((SPAN.left, middle), (SPAN.right, middle))
    sheet.interval(SPAN.at(low), SPAN.at(high), middle, INK)
    sheet.mark(SPAN.at(share), middle, sign, look, 7.0)
    rests = tally(int(tie["accounts"]), "account")
    sheet.line(rests, WIDTH - MARGIN, middle - Type().line / 2, Type(align="right"))
    sheet.down(height)
    sheet.tell(f"{name}: {text}, {rests}, support {share:.2f}, from {low:.2f} to {high:.2f}.")


def _scale(sheet: Sheet, top: float) -> None:
    for share, text in TICKS:
        x = SPAN.at(share)
        sheet.rule((x, top), (x, sheet.y), SOFT if share == 0.5 else "#c4c4c4")
        sheet.line(text, x, sheet.y, Type(colour=SOFT, align="center"))
    sheet.down(Type().line)
    middle = SPAN.at(0.5)
    sheet.line("of the accounts", middle, sheet.y, Type(colour=SOFT, align="center"))
    sheet.down(Type().line)


def _notes(source: Source, ties: pd.DataFrame, known: int) -> list[str]:
    notes = [
        "Support is the share of accounts that say the tie carries information, drawn towards "
        "half where they are few; it is not the chance that a message arrives. Lines: 90 % "
        "intervals."
    ]
    hidden = int(ties["withheld"].sum()) if "withheld" in ties.columns else 0
    silent = len(ties) - known - hidden
    if hidden:
        threshold = tally(source.found.facts["threshold"], "account")
        verb = "rests" if hidden == 1 else "rest"
        notes.append(f"Not shown: {tally(hidden, 'tie')} that {verb} on fewer than {threshold}.")
    if silent:
        notes.append(f"Without accounts: {tally(silent, 'tie')}.")
    if known > MOST:
        notes.append(f"Not shown: {tally(known - MOST, 'tie')} of less support.")
    return notes

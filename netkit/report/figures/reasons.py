"""The reasons given for ties that carry little, and for what hampers an agency itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from netkit.report.figures.lettering import balanced, clean, tally
from netkit.report.figures.registry import Drawing, draws
from netkit.report.figures.sheet import MARGIN, Sheet, Span, Type, sheet_of
from netkit.report.figures.style import LOOKS, SOFT
from netkit.report.source import Source
from netkit.report.wording import listed
from netkit.suppression import in_words

MOST: Final = 20
THICK: Final = 0.13
PITCH: Final = 0.165
GUTTER: Final = 3.2
SIDES: Final = (3.3, 5.9)
PARTS: Final = {
    "statements": (LOOKS["works"], "statements about ties"),
    "conditions": (LOOKS["partly"], "conditions inside agencies"),
}


@draws(50)
def barriers(source: Source) -> Drawing | None:
    """Draw the statements and conditions that name each barrier, most named first."""
    table = source.found.tables.get("barriers")
    if source.plain or table is None:
        return None
    table = _sorted(source, table)
    given = table[table["total"] >= _least(source)]
    if given.empty:
        return None
    sheet = sheet_of(source, "Barriers: how many statements and conditions name each reason")
    sheet.legend(PARTS.values())
    shown = given.iloc[:MOST]
    span = Span(*SIDES, top=float(max(int(count) for part in PARTS for count in shown[part])))
    for _, row in shown.iterrows():
        _row(sheet, row, span, {part: _told(source, row, part) for part in PARTS})
    return sheet.finish(_notes(source, table, given))


def _least(source: Source) -> int:
    """Give how often a reason must be named: outside the study, more than one could trace."""
    return 1 if source.found.profile == "researcher" else max(1, source.found.facts["threshold"])


def _sorted(source: Source, table: pd.DataFrame) -> pd.DataFrame:
    """Give the barriers in words, with all that is said of each, most named first."""
    meanings = {item.id: item.definition for item in source.found.study.codebook.barriers}
    words = [meanings.get(name) or name.replace("-", " ") for name in table["barrier"]]
    # A count that may not be told is empty, and not drawn.
    few = {f"{part}_few": table[part].isna() for part in PARTS}
    table = table.assign(**few, **{part: table[part].fillna(0) for part in PARTS})
    total = (table["statements"] + table["conditions"]).astype(int)
    return table.assign(words=words, total=total).sort_values(
        ["total", "statements", "words", "barrier"],
        ascending=[False, False, True, True],
        kind="stable",
    )


def _told(source: Source, row: pd.Series, part: str) -> str:
    """Give a count in words as it may be told."""
    if row[f"{part}_few"]:
        return f"fewer than {_least(source)}"
    return in_words(int(row[part])) if source.banded and row[part] else str(int(row[part]))


def _row(sheet: Sheet, row: pd.Series, span: Span, told: Mapping[str, str]) -> None:
    names = balanced(row["words"], GUTTER - MARGIN, lines=3)
    height = max(len(names) * Type().line, 2 * PITCH) + 0.1
    middle = sheet.y + height / 2
    sheet.lines(names, GUTTER, middle, Type(align="right"))
    for number, (part, (look, _)) in enumerate(PARTS.items()):
        count = int(row[part])
        top = middle + (number - 1) * PITCH + (PITCH - THICK) / 2
        if count:
            sheet.bar((span.left, top), (span.at(count) - span.left, THICK), look)
        text = "none" if told[part] == "0" else told[part]
        line = top + (THICK - Type().line) / 2
        sheet.line(text, span.at(count) + 0.06, line, Type(colour=SOFT))
    sheet.down(height)
    counts = (f"{told[part]} {part if told[part] != '1' else part[:-1]}" for part in PARTS)
    sheet.tell(f"{clean(row['words'])}: {', '.join(counts)}.")


def _notes(source: Source, table: pd.DataFrame, given: pd.DataFrame) -> list[str]:
    notes = ["How often a reason is named is not how much it weighs; a statement may name several."]
    hidden = table[[f"{part}_few" for part in PARTS]].any(axis=1)
    named = (table["total"] > 0) | hidden
    few = int((named & (table["total"] < _least(source))).sum())
    few += source.found.facts["withheld"].get("reasons", 0)
    never = [clean(words) for words in table.loc[~named, "words"]]
    if len(given) > MOST:
        notes.append(f"Not shown: {tally(len(given) - MOST, 'reason')} named less often.")
    if few:
        notes.append(f"Not shown: {tally(few, 'reason')} named fewer than {_least(source)} times.")
    if never:
        notes.append(f"In the codebook and not named: {listed(never[:4], max(0, len(never) - 4))}.")
    return notes

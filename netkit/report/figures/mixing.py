"""Who shares with whom: the pairs of actors in two sectors, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from netkit.report.figures.lettering import balanced, clean, tally, wide, wrapped
from netkit.report.figures.registry import Drawing, draws
from netkit.report.figures.sheet import MARGIN, WIDTH, Sheet, Type, sheet_of
from netkit.report.figures.style import DPI, INK, LOOKS, SHADES, Look
from netkit.report.source import Source

MOST: Final = 9
HIGH: Final = 80 / DPI
WIDEST: Final = 0.9
GUTTER: Final = 1.6
ABOVE: Final = 1.3
STATES: Final = ("works", "partly", "fails")
SHARES: Final = ("none", "under half", "half or more", "all")
KEY: Final = (2.1, 0.42)
Place = tuple[float, float]
# Where in its cell each count stands: across and down, from its middle.
CORNERS: Final = {"works": (-1, -1), "partly": (1, -1), "fails": (-1, 1), "unspoken": (1, 1)}
WORDS: Final = {"works": "works", "partly": "works partly", "fails": "does not work"}


@dataclass(frozen=True)
class Matrix:
    """The sectors shown, and the counts of every ordered pair of them."""

    source: Source
    ids: tuple[str, ...]
    cells: Mapping[tuple[str, str], Mapping[str, int]]

    @cached_property
    def titles(self) -> list[str]:
        """Give the sectors' titles."""
        return [self.source.sectors.get(name) or name for name in self.ids]

    @cached_property
    def across(self) -> float:
        """Give the width of a cell, in whole dots for each half."""
        dots = DPI * min(WIDEST, (WIDTH - MARGIN - GUTTER) / len(self.ids))
        return int(dots / 4) * 4 / DPI

    @property
    def unknown(self) -> str:
        """Give the word for pairs nothing is said of; a list says nothing of what it lacks."""
        return "not listed" if self.source.plain else "not spoken of"

    def left(self, column: int) -> float:
        """Give where a column begins."""
        return GUTTER + column * self.across


@draws(40)
def sectors(source: Source) -> Drawing | None:
    """Draw for each ordered pair of sectors the share of pairs that work, with all counts."""
    table = source.found.tables.get("mixing")
    if table is None or not (table[list(STATES)].to_numpy() > 0).any():
        return None
    matrix = _matrix(source, table)
    if len(matrix.ids) < 2:
        return None
    sheet = sheet_of(source, "Share of pairs of actors whose tie works, from sector to sector")
    _key(sheet, matrix)
    _columns(sheet, matrix)
    sheet.align()
    for sender, title in zip(matrix.ids, matrix.titles, strict=True):
        _row(sheet, matrix, sender, title)
    return sheet.finish(_notes(matrix, table))


def _matrix(source: Source, table: pd.DataFrame) -> Matrix:
    """Choose the sectors most is known of, as many as can be read, in the table's order."""
    spoken = table[list(STATES)].sum(axis=1)
    known = (
        spoken.groupby(table["source_sector"]).sum() + spoken.groupby(table["target_sector"]).sum()
    )
    largest = max(int(count) for state in (*STATES, "unspoken") for count in table[state])
    digits = "0" * len(str(largest))
    room = int((WIDTH - MARGIN - GUTTER) / (2 * wide(digits, bold=True) + 0.16))
    ranked = sorted(known.index, key=lambda name: (-int(known[name]), name))
    chosen = tuple(sorted(ranked[: min(MOST, room)]))
    cells = {
        (str(row["source_sector"]), str(row["target_sector"])): {
            name: int(row[name]) for name in CORNERS
        }
        for _, row in table.iterrows()
    }
    return Matrix(source, chosen, cells)


def _key(sheet: Sheet, matrix: Matrix) -> None:
    """Show a cell that says where each count stands, and what the shades mean."""
    width, height = KEY
    _counts(sheet, (MARGIN, sheet.y), KEY, WORDS | {"unspoken": matrix.unknown}, SHADES[0])
    said = "Each cell: how many pairs of actors, from the row's sector to the column's."
    texts = wrapped(said, WIDTH - 2 * MARGIN - width - 0.2)
    sheet.lines(texts, MARGIN + width + 0.2, sheet.y + height / 2)
    sheet.down(height + 0.12)
    basis = "all pairs" if matrix.source.plain else "the pairs spoken of"
    sheet.paragraph(f"Shade: how many of {basis} work")
    sheet.down(0.03)
    sheet.legend([*zip(SHADES, SHARES, strict=True), (LOOKS["unspoken"], matrix.unknown)])


def _columns(sheet: Sheet, matrix: Matrix) -> None:
    """Head each column with its sector, upright."""
    most = max(1, int(matrix.across / Type().line))
    heads = [wrapped(title, ABOVE, lines=most) for title in matrix.titles]
    sheet.down(max((wide(line) for head in heads for line in head), default=0.0) + 0.04)
    for column, head in enumerate(heads):
        sheet.upright(head, matrix.left(column) + matrix.across / 2, sheet.y - 0.04)


def _row(sheet: Sheet, matrix: Matrix, sender: str, title: str) -> None:
    """Set the cells of one sector's ties to each."""
    names = balanced(title, GUTTER - MARGIN - 0.08, lines=3)
    sheet.lines(names, GUTTER - 0.08, sheet.y + HIGH / 2, Type(align="right"))
    size = (matrix.across, HIGH)
    for column, receiver in enumerate(matrix.ids):
        counts = matrix.cells[sender, receiver]
        place = (matrix.left(column), sheet.y)
        spoken = sum(counts[state] for state in STATES)
        if spoken:
            whole = spoken + counts["unspoken"] if matrix.source.plain else spoken
            texts = {name: str(count) for name, count in counts.items()}
            _counts(sheet, place, size, texts, _shade(counts["works"], whole))
        elif counts["unspoken"]:
            # Never a zero: nothing is known of these pairs.
            sheet.bar(place, size, LOOKS["unspoken"])
            _words(sheet, place, size, f"{counts['unspoken']} {matrix.unknown}")
        else:
            sheet.bar(place, size, SHADES[0])
            _words(sheet, place, size, "no pairs")
        _tell(sheet, matrix, (title, matrix.titles[column]), counts)
    sheet.down(HIGH)


def _shade(works: int, whole: int) -> Look:
    if works in (0, whole):
        return SHADES[0 if works == 0 else -1]
    return SHADES[1 if 2 * works < whole else 2]


def _counts(sheet: Sheet, place: Place, size: Place, texts: Mapping[str, str], shade: Look) -> None:
    """Set a cell with a count in each corner, on grey where some pairs are not spoken of."""
    (x, y), (width, height) = place, size
    sheet.bar(place, size, shade)
    if texts["unspoken"] != "0":
        sheet.bar((x + width / 2, y + height / 2), (width / 2, height / 2), LOOKS["unspoken"])
    for name, (right, down) in CORNERS.items():
        grey = name == "unspoken" and texts[name] != "0"
        colour = INK if grey else shade.ink
        kind = Type(align="center", colour=colour, bold=texts[name].lstrip("0").isdigit())
        middle = (x + width * (0.5 + 0.25 * right), y + height * (0.5 + 0.25 * down))
        sheet.lines([texts[name]], *middle, kind)


def _words(sheet: Sheet, place: Place, size: Place, text: str) -> None:
    """Set words in place of counts."""
    texts = wrapped(text, size[0] - 0.05, lines=3)
    sheet.lines(texts, place[0] + size[0] / 2, place[1] + size[1] / 2, Type(align="center"))


def _tell(sheet: Sheet, matrix: Matrix, ends: tuple[str, str], counts: Mapping[str, int]) -> None:
    if any(counts.values()):
        sheet.tell(
            f"{clean(ends[0])} to {clean(ends[1])}: {counts['works']} work, {counts['partly']} "
            f"partly, {counts['fails']} do not, {counts['unspoken']} {matrix.unknown}."
        )


def _notes(matrix: Matrix, table: pd.DataFrame) -> list[str]:
    notes = []
    if not matrix.source.plain:
        spoken, named = (
            int(table[[f"{state}{kind}" for state in STATES]].to_numpy().sum())
            for kind in ("", "_by_name")
        )
        notes.append(
            f"Of {tally(spoken, 'pair')} spoken of, {named} by name; the rest is known from talk "
            "of agencies in general. Not spoken of is not the same as not working."
        )
    if table["ended"].sum():
        notes.append(f"Pairs whose tie has ended count as {matrix.unknown}.")
    left = table["source_sector"].nunique() - len(matrix.ids)
    if left:
        notes.append(f"Not shown: {tally(left, 'sector')} of which less is known.")
    return notes

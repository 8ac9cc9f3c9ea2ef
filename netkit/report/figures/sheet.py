"""A sheet measured in inches, filled from the top: whatever is set on it, it is tall enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, log10
from typing import Final, Literal

from netkit.report.figures.lettering import POINTS, SIZE, clean, font, wide, wrapped
from netkit.report.figures.registry import Drawing
from netkit.report.figures.style import DPI, INK, PAPER, RULE, SOFT, Look
from netkit.report.source import Source

__all__ = ["LEADING", "MARGIN", "WIDTH", "Sheet", "Span", "Type", "sheet_of"]

WIDTH: Final = 6.5
MARGIN: Final = 0.1
LEADING: Final = 1.28
SWATCH: Final = (0.24, 0.13)
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Type:
    """How letters are set: size in points, colour, and where ``x`` is in the line."""

    size: float = SIZE
    bold: bool = False
    colour: str = INK
    align: Literal["left", "center", "right"] = "left"

    @property
    def line(self) -> float:
        """Give the height of a line in inches."""
        return self.size * LEADING / POINTS


PLAIN: Final = Type()
QUIET: Final = Type(colour=SOFT)
TITLE: Final = Type(size=11, bold=True)


@dataclass(frozen=True, slots=True)
class Span:
    """A scale from 0 to ``top`` that lies between two places across the sheet."""

    left: float
    right: float
    top: float

    def at(self, value: float) -> float:
        """Give the place of a value across the sheet."""
        return self.left + (self.right - self.left) * value / self.top

    @property
    def ticks(self) -> list[int]:
        """Give round numbers from 0 to the top, no more than stand clear of each other."""
        room = (self.right - self.left) / (wide(str(int(self.top))) + 0.1)
        most = max(1, min(5, int(room)))
        step = 10 ** int(log10(max(self.top / most, 1)))
        while self.top / step > most:
            step = int(step * (2.5 if str(step).startswith("2") else 2))
        return list(range(0, int(self.top) + 1, step))


class Sheet:
    """A page 6.5 inches wide; ``y`` is how far down it has been filled, in inches."""

    def __init__(self, title: str) -> None:
        from matplotlib.figure import Figure

        self.title = clean(title)
        self.figure = Figure(figsize=(WIDTH, 1), dpi=DPI, facecolor=PAPER)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, WIDTH)
        self.y = MARGIN
        self._told: list[str] = []

    def down(self, inches: float) -> None:
        """Leave room."""
        self.y += inches

    def align(self) -> None:
        """Go down to the next dot of the raster: what repeats then comes out the same."""
        self.y = ceil(self.y * DPI - 1e-6) / DPI

    def line(self, text: str, x: float, y: float, kind: Type = PLAIN) -> None:
        """Set one line of letters as they are, ``y`` being the line's top."""
        self.axes.text(
            x,
            y + 0.8 * kind.line,
            text,
            ha=kind.align,
            va="baseline",
            color=kind.colour,
            fontproperties=font(kind.size, bold=kind.bold),
            parse_math=False,
        )

    def lines(self, texts: Sequence[str], x: float, middle: float, kind: Type = PLAIN) -> None:
        """Set lines that are already broken, centred on a height."""
        top = middle - len(texts) * kind.line / 2
        for number, text in enumerate(texts):
            self.line(text, x, top + number * kind.line, kind)

    def upright(self, texts: Sequence[str], middle: float, bottom: float) -> None:
        """Set lines that read upwards from a height, centred on a place across the sheet."""
        left = middle - len(texts) * PLAIN.line / 2
        for number, text in enumerate(texts):
            self.axes.text(
                left + (number + 0.8) * PLAIN.line,
                bottom,
                text,
                rotation="vertical",
                ha="right",
                va="bottom",
                color=INK,
                fontproperties=font(),
                parse_math=False,
            )

    def paragraph(self, text: str, kind: Type = PLAIN, most: int = 12) -> None:
        """Set a text across the whole sheet, and go below it."""
        width = WIDTH - 2 * MARGIN
        for line in wrapped(text, width, kind.size, bold=kind.bold, lines=most):
            self.line(line, MARGIN, self.y, kind)
            self.y += kind.line

    def bar(self, place: Place, size: Place, look: Look) -> None:
        """Set a filled and outlined rectangle by its upper left corner."""
        from matplotlib.patches import Rectangle

        outline = Rectangle(place, *size, edgecolor=INK, linewidth=0.7, clip_on=False)
        outline.set_facecolor("none" if look.hatch else look.ground)
        if look.hatch:
            hatched = Rectangle(place, *size, hatch=look.hatch, linewidth=0, clip_on=False)
            hatched.set(facecolor=look.ground, edgecolor=look.pattern)
            self.axes.add_patch(hatched)
        self.axes.add_patch(outline)

    def rule(self, start: Place, end: Place, colour: str = RULE) -> None:
        """Draw a thin line."""
        from matplotlib.lines import Line2D

        across, down = zip(start, end, strict=True)
        line = Line2D(across, down, color=colour, linewidth=0.7, zorder=0.5, clip_on=False)
        self.axes.add_line(line)

    def interval(self, start: float, end: float, y: float, colour: str) -> None:
        """Draw an interval as a line with its ends marked."""
        from matplotlib.lines import Line2D

        line = Line2D((start, end), (y, y), color=colour, linewidth=1.3, marker="|", clip_on=False)
        line.set_zorder(1.5)
        self.axes.add_line(line)

    def mark(self, x: float, y: float, sign: str, look: Look, size: float = 6.0) -> None:
        """Set a marker by Matplotlib's letter for it."""
        from matplotlib.lines import Line2D

        mark = Line2D((x,), (y,), marker=sign, markersize=size, zorder=2, clip_on=False)
        mark.set_markerfacecolor(look.ground)
        mark.set_markeredgecolor(INK if look.ground == PAPER else look.ground)
        mark.set_markeredgewidth(1.2)
        self.axes.add_line(mark)

    def scale(self, span: Span, top: float, unit: str) -> None:
        """Draw the lines of a scale from ``top`` down to here, with its figures and unit below."""
        for tick in span.ticks:
            self.rule((span.at(tick), top), (span.at(tick), self.y))
            self.line(str(tick), span.at(tick), self.y, Type(colour=SOFT, align="center"))
        middle = (span.left + span.right) / 2
        self.line(unit, middle, self.y + PLAIN.line, Type(colour=SOFT, align="center"))

    def legend(self, entries: Iterable[tuple[Look, str]]) -> None:
        """Say what the fills mean, in as many lines as it takes, and go below."""
        x = MARGIN
        width, height = SWATCH
        for look, text in entries:
            needed = width + 0.08 + wide(text)
            if x > MARGIN and x + needed > WIDTH - MARGIN:
                x = MARGIN
                self.y += PLAIN.line + 0.05
            self.bar((x, self.y + (PLAIN.line - height) / 2), SWATCH, look)
            self.line(text, x + width + 0.08, self.y)
            x += needed + 0.22
        self.y += PLAIN.line + 0.14

    def tell(self, text: str) -> None:
        """Add a sentence to what is said to those who do not see the figure."""
        self._told.append(clean(text))

    def finish(self, notes: Iterable[str]) -> Drawing:
        """Set the notes below all else, cut the sheet to its height and give the drawing."""
        said = " ".join(note for note in notes if note)
        self.y += 0.08
        self.paragraph(said, QUIET)
        height = self.y + MARGIN
        self.figure.set_size_inches(WIDTH, height)
        self.axes.set_ylim(height, 0)
        return Drawing(self.figure, self.title, " ".join([*self._told, clean(said)]))


def sheet_of(source: Source, title: str) -> Sheet:
    """Begin a sheet with its marking, its title and the view it is drawn from."""
    facts = source.found.facts
    sheet = Sheet(title)
    if facts["marking"]:
        sheet.paragraph(facts["marking"], Type(bold=True, colour=SOFT), 1)
    sheet.paragraph(title, TITLE)
    sheet.paragraph(facts["view_title"], QUIET, 2)
    sheet.down(0.1)
    return sheet

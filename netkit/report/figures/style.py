"""How figures look: one typeface, and fills that differ in pattern and lightness, not hue alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

__all__ = ["DPI", "INK", "LOOKS", "PAPER", "RULE", "SHADES", "SOFT", "Look", "house_style"]

DPI: Final = 150
INK: Final = "#1b1b1b"
SOFT: Final = "#595959"
RULE: Final = "#c4c4c4"
PAPER: Final = "#ffffff"


@dataclass(frozen=True, slots=True)
class Look:
    """A fill: its ground, and the pattern over it in a colour of its own."""

    ground: str
    hatch: str = ""
    pattern: str = INK

    @property
    def ink(self) -> str:
        """Give the colour that letters on this ground take."""
        red, green, blue = (int(self.ground[start : start + 2], 16) for start in (1, 3, 5))
        return PAPER if 0.299 * red + 0.587 * green + 0.114 * blue < 128 else INK


_GOOD = Look("#1f5f8b")
_HALF = Look(PAPER, "////", "#6b6b6b")
_BAD = Look("#9c2a10", "xxx", PAPER)
_UNKNOWN = Look("#ececec", "---", "#c2c2c2")

LOOKS: Final[Mapping[str, Look]] = MappingProxyType(
    {
        "works": _GOOD,
        "partly": _HALF,
        "fails": _BAD,
        "unspoken": _UNKNOWN,
        "intact": _GOOD,
        "fragile": _HALF,
        "broken": _BAD,
        "unevidenced": _UNKNOWN,
    }
)
# From nothing to everything, each clearly darker than the one before, in print too.
SHADES: Final = (Look(PAPER), Look("#cfe0ec"), Look("#86b4d3"), Look("#1f5f8b"))


@contextmanager
def house_style() -> Iterator[None]:
    """Draw by the house's settings alone: a user's own settings change no byte."""
    from matplotlib import rc_context, rcdefaults, rcParams

    with rc_context():
        rcdefaults()
        rcParams["svg.hashsalt"] = "netkit"
        rcParams["svg.fonttype"] = "path"
        rcParams["hatch.linewidth"] = 0.7
        yield

"""A finished map: bytes to save or mail, and a frame in a notebook."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType

__all__ = ["FRAME_HEIGHT", "MapPage"]

FRAME_HEIGHT = 780


@dataclass(frozen=True)
class MapPage:
    """One HTML file that stands alone.

    Attributes
    ----------
    html : bytes
        The page, UTF-8 with line feeds.
    title : str
        What the map is of.
    positions : mapping of str to (float, float)
        Where each actor stands; kept by a study, next month's map looks like this month's.
    label_sides : mapping of str to str
        On which side of its mark each label stands: below, above, right or left.
    height : int
        Height of the frame that shows the page in a notebook, in pixels.
    """

    html: bytes = field(repr=False)
    title: str = ""
    positions: Mapping[str, tuple[float, float]] = field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )
    label_sides: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    height: int = field(default=FRAME_HEIGHT, repr=False)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page: whole or not at all.

        Raises
        ------
        OutputError
            The place cannot be written.
        """
        from netkit.output import write_atomically

        write_atomically(path, self.html)

    def _repr_html_(self) -> str:
        """Show the page in a notebook, in a frame that keeps it apart from the notebook.

        The frame holds the page itself: nothing lies beside the notebook, and several do not meet.
        """
        source = escape(self.html.decode("utf-8"), quote=True)
        return (
            f'<iframe title="{escape(self.title, quote=True)}" width="100%" '
            f'height="{self.height}" sandbox="allow-scripts allow-downloads allow-modals" '
            f'srcdoc="{source}"></iframe>'
        )

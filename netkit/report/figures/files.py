"""A drawing as a file: nothing in it but what the findings say."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from html import escape

from netkit.report.figures.registry import Drawing
from netkit.report.figures.style import DPI

__all__ = ["png", "svg"]

# No date, and no name of the program: the file is the same whenever and wherever it is made.
SILENT_SVG = {"Date": None, "Creator": None, "Format": None, "Type": None}
OPENING = re.compile(r"<svg ([^>]*)>")


def png(drawing: Drawing) -> bytes:
    """Give a drawing as PNG."""
    said = {"Title": drawing.title, "Description": drawing.description}
    return _saved(drawing, "png", {"Software": None, **said})


def svg(name: str, drawing: Drawing) -> bytes:
    """Give a drawing as SVG that tells a screen reader what it shows.

    Parameters
    ----------
    name : str
        The figure's name, of which the ids of its title and description are made.
    """
    text = _saved(drawing, "svg", SILENT_SVG).decode()
    said = (
        f'<title id="{name}-title">{escape(drawing.title)}</title>\n'
        f' <desc id="{name}-desc">{escape(drawing.description)}</desc>'
    )
    labels = f'role="img" aria-labelledby="{name}-title {name}-desc"'
    return OPENING.sub(lambda tag: f"<svg {labels} {tag[1]}>\n {said}", text, count=1).encode()


def _saved(drawing: Drawing, form: str, metadata: Mapping[str, str | None]) -> bytes:
    stream = io.BytesIO()
    drawing.figure.savefig(stream, format=form, dpi=DPI, metadata=dict(metadata))
    return stream.getvalue()

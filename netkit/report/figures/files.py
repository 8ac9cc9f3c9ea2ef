"""A drawing as a file: nothing in it but what the findings say."""

from __future__ import annotations

import io
import re
from html import escape

from netkit.report.figures.registry import Drawing
from netkit.report.figures.style import DPI

__all__ = ["png", "svg"]

# No date, and no name of the program: the file is the same whenever and wherever it is made.
SILENT_SVG = {"Date": None, "Creator": None, "Format": None, "Type": None}
# zlib's plain strategy at its highest level: large flat areas come out smallest.
PRESSED = {"compress_level": 9, "compress_type": 0}
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
BETWEEN = re.compile(r">\s+<")
OPENING = re.compile(r"<svg ([^>]*)>")


def png(drawing: Drawing) -> bytes:
    """Give a drawing as PNG."""
    said = {"Software": None, "Title": drawing.title}
    stream = io.BytesIO()
    drawing.figure.savefig(stream, format="png", dpi=DPI, metadata=said, pil_kwargs=PRESSED)
    return stream.getvalue()


def svg(name: str, drawing: Drawing) -> bytes:
    """Give a drawing as SVG that tells a screen reader what it shows.

    Parameters
    ----------
    name : str
        The figure's name, of which the ids of its title and description are made.
    """
    stream = io.BytesIO()
    drawing.figure.savefig(stream, format="svg", metadata=SILENT_SVG)
    # Letters are shapes here; the comments that repeat them say nothing to anyone.
    text = BETWEEN.sub(">\n<", COMMENT.sub("", stream.getvalue().decode()))
    said = (
        f'<title id="{name}-title">{escape(drawing.title)}</title>\n'
        f' <desc id="{name}-desc">{escape(drawing.description)}</desc>'
    )
    labels = f'role="img" aria-labelledby="{name}-title {name}-desc"'
    return OPENING.sub(lambda tag: f"<svg {labels} {tag[1]}>\n {said}", text, count=1).encode()

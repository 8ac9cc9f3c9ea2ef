"""The figures of a report, as SVG and PNG: the same bytes for the same findings.

A figure is one function under :func:`netkit.report.figures.registry.draws`, in the module of its
family; what it draws on is a :class:`netkit.report.figures.sheet.Sheet`.
"""

from __future__ import annotations

from netkit.findings import Findings
from netkit.report.figures.files import png, svg
from netkit.report.figures.registry import drawings
from netkit.report.figures.style import house_style
from netkit.report.source import Source

__all__ = ["draw_figures"]


def draw_figures(found: Findings) -> dict[str, bytes]:
    """Draw every figure that the findings hold something for.

    Parameters
    ----------
    found : Findings
        Any edition; what it does not hold is not drawn. A plain tie list has no figures of
        accounts, pathways or barriers.

    Returns
    -------
    dict of str to bytes
        ``<figure>.svg``, with its title and description inside, and ``<figure>.png`` at 150 dots
        an inch; 6.5 inches wide, in the order of the registry.

    Examples
    --------
    >>> from netkit.analysis import analyse
    >>> from netkit.network import network_of
    >>> found = analyse(network_of([("school", "police"), ("police", "clinic")]).study)
    >>> sorted(draw_figures(found))
    ['centrality.png', 'centrality.svg', 'tie_states.png', 'tie_states.svg']
    """
    source = Source(found)
    files: dict[str, bytes] = {}
    with house_style():
        for name, draw in drawings():
            drawing = draw(source)
            if drawing is not None:
                files[f"{name}.svg"] = svg(name, drawing)
                files[f"{name}.png"] = png(drawing)
    return files

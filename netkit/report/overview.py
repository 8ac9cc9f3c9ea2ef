"""The page over many studies: what each is called, a few figures, and the way to its results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netkit.report.phrases import environment, style_of
from netkit.report.wording import without_signs

__all__ = ["render_overview"]


def render_overview(
    studies: Sequence[Mapping[str, Any]], *, heads: Sequence[str], table: str
) -> bytes:
    """Write the page over many studies.

    Parameters
    ----------
    studies : sequence of mapping
        ``name`` (of its folder), ``title``, ``address`` (empty where there is no result),
        ``figures`` (one text a head), ``warnings`` (their number), ``problem`` (empty where there
        is a result) and ``more``, the number of further problems.
    heads : sequence of str
        What the figures are called.
    table : str
        The address of the table of all figures.

    Returns
    -------
    bytes
        UTF-8, line feeds, no script, nothing loaded from elsewhere; the same bytes each time.
    """
    text = (
        environment()
        .get_template("overview.html.jinja")
        .render(
            **style_of("overview.css"),
            heads=heads,
            studies=studies,
            done=sum(bool(study["address"]) for study in studies),
            count=len(studies),
            table=table,
        )
    )
    return without_signs(text).encode()

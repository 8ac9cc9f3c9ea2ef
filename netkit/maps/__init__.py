"""The map: from findings to one HTML page that a board opens by double-click.

Nothing heavy is loaded before something is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pyvis.network import Network as VisNetwork

    from netkit.evidence import Study
    from netkit.findings import Findings, Profile
    from netkit.maps.page import MapPage
    from netkit.network import Network

__all__ = [
    "FIGURES",
    "RENDERERS",
    "TABLES",
    "Renderer",
    "draw_map",
    "tables_for",
    "tie_anchor",
    "to_pyvis",
]

Renderer = Literal["both", "svg", "vis"]
RENDERERS: tuple[Renderer, ...] = ("both", "svg", "vis")
DRAWN_UP_TO = 200
# What every map reads.
FIGURES = ("out_degree", "in_degree", "reach_out", "reach_in", "betweenness")
TABLES: dict[str, tuple[str, ...] | None] = {
    "actors": FIGURES,
    "ties": (),
    "pathways": None,
    "tie_changes": None,
}
LOWEST = 100


def draw_map(
    found: Findings,
    *,
    profile: Profile | None = None,
    renderer: Renderer = "both",
    seed: int = 1,
    height: int = 780,
) -> MapPage:
    """Draw the map of some findings as one page.

    Parameters
    ----------
    found : Findings
        What :func:`netkit.analyse` gives.
    profile : {'researcher', 'board', 'public'}, optional
        For whom: the findings are reduced for them first. The findings' own if left out.
    renderer : {'both', 'svg', 'vis'}
        The drawn map, the view to move about (vis-network, about 470 kB), or both. Above 200
        actors their sectors are drawn in any case; each opens into its actors in the view to
        move about, or with ``svg`` in the tables alone.
    seed : int
        The same seed gives the same page, byte for byte.
    height : int
        Height of the frame that shows the map in a notebook, in pixels; at least 100.

    Returns
    -------
    MapPage

    Raises
    ------
    UsageError
        A renderer or profile that does not exist; a height below 100.
    """
    from netkit.disclosure import reduce
    from netkit.errors import UsageError
    from netkit.maps.draw import draw

    if renderer not in RENDERERS:
        raise UsageError(f"'{renderer}' is no renderer; there are: {', '.join(RENDERERS)}")
    if height < LOWEST:
        raise UsageError(f"a height of {height} is too low to read a map; take {LOWEST} or more")
    shown = found if profile is None else reduce(found, profile)
    still, moving = renderer != "vis", renderer != "svg"
    return draw(shown, still=still, moving=moving, seed=seed, height=height)


def to_pyvis(network: Network | Findings, seed: int = 1) -> VisNetwork:
    """Give a network as a ``pyvis.network.Network``, with the map's looks and places.

    Parameters
    ----------
    network : Network or Findings
    seed : int
        Seed of the layout.
    """
    from netkit.maps.draw import carried

    return carried(network, seed)


def tables_for(study: Study) -> dict[str, tuple[str, ...] | None]:
    """Give the tables that a map of this study reads, for an analysis that makes no more.

    A crowd is drawn as its sectors, where the one tie to mend first is not shown.
    """
    return TABLES if len(study.actors) > DRAWN_UP_TO else TABLES | {"repairs": None}


def tie_anchor(source: str, target: str) -> str:
    """Give the id that a tie has in every map's page: link to it as ``map.html#<id>``."""
    from netkit.maps.payload import tie_anchor as anchor

    return anchor(source, target)

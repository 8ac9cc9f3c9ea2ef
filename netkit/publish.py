"""Everything ``netkit report`` writes, put together from the rooms below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from netkit.analysis import analyse
from netkit.disclosure import reduce
from netkit.evidence.study import Study
from netkit.export import table_files
from netkit.findings import Findings, Profile
from netkit.maps import draw_map, tie_anchor
from netkit.network import View
from netkit.output import MANIFEST, manifest
from netkit.report import draw_figures, render_briefing

__all__ = ["publish"]

BOARD_MAP = "map-board.html"
# What the briefing tells of the phase before.
EARLIER = ("network", "actors", "ties", "lost_reach")


def publish(
    study: Study,
    view: View | None = None,
    *,
    profile: Profile = "researcher",
    resamples: int = 1000,
    seed: int = 1,
) -> dict[str, bytes]:
    """Make every file of a report.

    The briefing and the board's map are always made from findings reduced for the board. The
    researcher's profile adds the researcher's map and keeps evidence ids in the tables; any other
    profile gives reduced tables and no such map.

    Parameters
    ----------
    study : Study
    view : View, optional
        The study's default view if left out.
    profile : {'researcher', 'board', 'public'}
    resamples : int
        Draws, see :func:`netkit.analysis.analyse`.
    seed : int
        Seed of the layout.

    Returns
    -------
    dict of str to bytes
        File contents by path under the output folder, the manifest among them.
    """
    found = analyse(study, view, resamples=resamples, seed=seed)
    edition: Profile = "board" if profile == "researcher" else profile
    board = reduce(found, edition)
    earlier = _earlier(study, found, resamples, seed)
    shown = found if profile == "researcher" else board
    files: dict[str, bytes] = {
        "index.html": render_briefing(
            board,
            earlier=None if earlier is None else reduce(earlier, edition),
            link=lambda source, target: f"{BOARD_MAP}#{tie_anchor(source, target)}",
        ),
        BOARD_MAP: draw_map(board, seed=seed).html,
    }
    if profile == "researcher":
        files["map.html"] = draw_map(found, seed=seed).html
    files |= _under("figures", draw_figures(board))
    files |= _under("metrics", table_files(shown.tables))
    files[MANIFEST] = manifest(shown, study.inputs, files)
    return files


def _earlier(study: Study, found: Findings, resamples: int, seed: int) -> Findings | None:
    """Analyse the phase before the one looked at, with the same relations."""
    view = found.network.view
    order = [phase.id for phase in study.phases]
    if view.phase is None or order.index(view.phase) == 0:
        return None
    before = order[order.index(view.phase) - 1]
    view = replace(view, name=None, phase=before)
    return analyse(study, view, resamples=resamples, seed=seed, tables=EARLIER)


def _under(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{name}": data for name, data in files.items()}

"""The briefing a board reads, the figures of a report, and the page over many studies."""

from netkit.report.briefing import render_briefing
from netkit.report.figures import draw_figures
from netkit.report.overview import render_overview

__all__ = ["draw_figures", "render_briefing", "render_overview"]

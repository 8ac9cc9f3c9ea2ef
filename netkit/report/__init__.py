"""The briefing a board reads, and the figures of a report."""

from netkit.report.briefing import render_briefing
from netkit.report.figures import draw_figures

__all__ = ["draw_figures", "render_briefing"]

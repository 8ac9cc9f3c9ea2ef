"""Comparisons: before, after, and the paired difference.

Statements of phase ``any`` count in both phases, so a difference between phases shows what each
phase's own rows connect, on paper. A scenario says what the network would connect, not what would
happen. Neither says what brought something about.
"""

from netkit.comparison.table import COLUMNS, compare_networks
from netkit.comparison.use_case import Comparison, compare

__all__ = ["COLUMNS", "Comparison", "compare", "compare_networks"]

"""Coded interviews of other programs: from their projects to a study folder."""

from netkit.evidence.coding.bringing import Brought, bring
from netkit.evidence.coding.project import readable

__all__ = ["Brought", "bring", "readable"]

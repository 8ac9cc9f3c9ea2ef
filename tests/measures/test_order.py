"""Tables and measures stand in one order, whichever module a program imports first."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASK = """
import netkit.measures.{first}
from netkit.measures.registry import measures, tables
print(*tables(), *(f"{{entry.level}}.{{entry.name}}" for entry in measures()))
"""


@pytest.mark.process
def test_what_is_imported_first_changes_no_order() -> None:
    orders = {
        subprocess.run(
            [sys.executable, "-c", ASK.format(first=first)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for first in ("groups", "claims", "tie_changes")
    }
    assert len(orders) == 1
    assert "groups" in orders.pop().split()

"""Columns of a tie list that say to which sectors the two ends of a tie belong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from netkit.evidence.names import EXAMPLES
from netkit.evidence.problems import Log
from netkit.evidence.rows import fold
from netkit.evidence.text import shown

__all__ = ["Said", "sector_columns", "sectors_said"]

# How many rows say each sector of an actor.
Said = dict[str, dict[str, int]]

_ENDS = {"source": ("source", "from", "sender"), "target": ("target", "to", "receiver")}
_HEADERS = {
    folded: end
    for end, names in _ENDS.items()
    for name in names
    for folded in (f"{name}sector", f"sector{name}")
}


def sector_columns(header: Iterable[str]) -> dict[str, str]:
    """Give the columns that hold sectors, each with the end that it is of.

    Examples
    --------
    >>> sector_columns(["source", "target", "Source sector", "target_sector", "colour"])
    {'Source sector': 'source', 'target_sector': 'target'}
    """
    return {name: _HEADERS[fold(name)] for name in header if fold(name) in _HEADERS}


def sectors_said(said: Said, columns: Sequence[str], log: Log) -> dict[str, str]:
    """Give each actor the sector that most rows say; of as many the first in order.

    Tells who has several, as every actor has one.
    """
    found = {}
    several = []
    for name, counts in sorted(said.items()):
        if counts:
            found[name] = min(counts, key=lambda sector: (-counts[sector], sector))
            if len(counts) > 1:
                several.append(name)
    for name in several[:EXAMPLES]:
        log.warning(
            f"{shown(name)} is in several sectors, {_listed(said[name])}: "
            f"{shown(found[name])} was taken",
            column=columns[0],
            value=name,
        )
    if len(several) > EXAMPLES:
        log.warning(f"{len(several) - EXAMPLES} more actors are in several sectors")
    listed = " and ".join(shown(column) for column in columns)
    log.note(f"the sectors of actors were read from the ties, column {listed}")
    return found


def _listed(counts: Mapping[str, int]) -> str:
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{shown(sector)} ({count} times)" for sector, count in rows[:EXAMPLES])

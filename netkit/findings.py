"""Findings: every table of one analysis, with the options, seed and versions behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

import pandas as pd

from netkit.errors import UsageError
from netkit.evidence.study import Study
from netkit.network import Network

__all__ = ["Findings", "Profile"]

Profile = Literal["researcher", "board", "public"]


@dataclass(frozen=True, eq=False)
class Findings:
    """What an analysis found: one frame a table.

    Attributes
    ----------
    study : Study
        What was read; in a reduced edition without anything that edition must not hold.
    tables : mapping of str to DataFrame
        The tables of the contract by name, as they are written: columns in the contract's order,
        figures rounded to 12 significant digits, undefined ones empty. Each is also an attribute:
        ``found.actors``, indexed by its first column or columns.
    said : function
        Gives ``evidence``; asked for it once, if at all.
    facts : mapping
        Plain figures the page and the briefing state: title, view, phase, counts.
    profile : {'researcher', 'board', 'public'}
        For whom the findings have been reduced, see :mod:`netkit.disclosure`.
    """

    study: Study = field(repr=False)
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    said: Callable[[], pd.DataFrame] = field(repr=False)
    facts: Mapping[str, Any]
    options: Mapping[str, Any]
    versions: Mapping[str, str]
    profile: Profile = "researcher"
    indexes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    source_network: Network | None = field(default=None, repr=False)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """Give one row a statement in the view, indexed by ``evidence_id``."""
        return self.said()

    @property
    def network(self) -> Network:
        """Give the network itself; only the researcher's edition holds it."""
        if self.source_network is None:
            raise UsageError(f"the {self.profile} edition does not hold the network itself")
        return self.source_network

    def tables_alone(self) -> Findings:
        """Give the findings without their network and statements, which may take much memory."""

        def gone() -> pd.DataFrame:
            raise UsageError("these findings are tables alone")

        return replace(self, said=gone, source_network=None)

    @property
    def network_figures(self) -> Mapping[str, float]:
        """Give the figures of the whole network by name."""
        table = self.tables["network"]
        return dict(zip(table["measure"], table["value"], strict=True))

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Give a table by its name, indexed as the contract says."""
        tables = self.__dict__.get("tables", {})
        if name not in tables:
            raise AttributeError(name)
        table: pd.DataFrame = tables[name]
        return table.set_index(list(table.columns[: self.indexes.get(name, 1)]))

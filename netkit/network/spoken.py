"""What is said of the ties of one study under one rule, each view worked out once.

Networks of the same study share it: its relations one by one, its phases, its scenarios.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import pandas as pd

from netkit.evidence.study import Study
from netkit.network.accounts import TieEvidence
from netkit.network.columnar import columnar
from netkit.network.options import Collectives, TieRule, View
from netkit.network.ties import tie_table

__all__ = ["Pair", "Spoken", "Tie"]

Pair = tuple[str, str]
Tie = tuple[Mapping[str, Any], TieEvidence]
Table = tuple[pd.DataFrame, Sequence[TieEvidence]]
# All that a table of ties depends on of a view.
Seen = tuple[tuple[str, ...] | None, str | None, Collectives]


class Spoken:
    """The ties that a study speaks of under a rule, by view."""

    def __init__(self, study: Study, rule: TieRule) -> None:
        self.study, self.rule = study, rule
        self._tables: dict[Seen, Table] = {}
        self._by_pair: dict[Seen, Mapping[Pair, Tie]] = {}

    def of(self, study: Study, rule: TieRule) -> Spoken:
        """Give what is said in a study under a rule: this, where both are the same."""
        return self if study is self.study and rule == self.rule else Spoken(study, rule)

    def ties(self, view: View) -> Table:
        """Give one row a tie of a (resolved) view and the evidence behind each row.

        See :func:`netkit.network.ties.tie_table`; many ties of a plain list are kept as columns.
        """
        seen = _seen(view)
        if seen not in self._tables:
            made = columnar(self.study, view) or tie_table(self.study, view, self.rule)
            self._tables[seen] = made
        table, evidence = self._tables[seen]
        return table.copy(deep=False), evidence

    def by_pair(self, view: View) -> Mapping[Pair, Tie]:
        """Give each tie of a (resolved) view as its row and its evidence."""
        seen = _seen(view)
        if seen not in self._by_pair:
            table, evidence = self.ties(view)
            rows = cast("list[dict[str, Any]]", table.to_dict("records"))
            self._by_pair[seen] = {
                (tie.source, tie.target): (row, tie)
                for row, tie in zip(rows, evidence, strict=True)
            }
        return self._by_pair[seen]


def _seen(view: View) -> Seen:
    return view.relations, view.phase, view.collectives

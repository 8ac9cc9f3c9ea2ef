"""Barriers: why ties are strained or broken, and how widely each reason is given."""

from __future__ import annotations

import pandas as pd

from netkit.evidence.study import ANY_PHASE, AUTHORS, Condition, Statement
from netkit.measures._frames import frame
from netkit.measures.registry import Column, table
from netkit.network import Network

__all__ = ["barriers"]

_COLUMNS = (
    Column("barrier", "text", "the barrier's id", term="barrier"),
    Column("statements", "int", "statements in the view that name it", "statements", 0),
    Column("conditions", "int", "conditions inside actors, in the view's phase", "conditions", 0),
    Column("ties", "int", "ordered pairs of ends as coded, collectives as one", "ordered pairs", 0),
    Column(
        "holders",
        "int",
        "respondents and passages of the authors that speak of it",
        "holders",
        0,
        term="holder",
    ),
)


@table(_COLUMNS, row="a barrier")
def barriers(network: Network) -> pd.DataFrame:
    """Count for each barrier the statements, conditions, ties and holders that speak of it.

    Statements are those of the view's relations and phase; conditions have no relation and are
    those of the view's phase. Ties are the distinct ordered pairs of ends as the statements give
    them: talk of a collective is one pair and is not spread over its members. Holders are counted
    once however often they speak; of the authors each passage is one.

    Returns
    -------
    DataFrame
        One row a barrier of the study's codebook or of a statement or condition in the view, in
        order of ids; 0 where nobody in the view speaks of it.

    Examples
    --------
    >>> from netkit.evidence.study import Actor, Relation, Statement, Study
    >>> from netkit.network import build
    >>> said = Statement("S1", "calls", "a", "b", barriers=("trust",), respondents=("R1",))
    >>> actors = (Actor("a", "A"), Actor("b", "B"))
    >>> study = Study("one", (said,), actors, relations=(Relation("calls", "Calls"),))
    >>> barriers(build(study)).values.tolist()
    [['trust', 1, 0, 1, 1]]
    """
    study, view = network.study, network.view
    # A large list that is kept as columns knows no barriers.
    statements = network.said if isinstance(network.said, tuple) else ()
    conditions = [
        item
        for item in study.conditions
        if view.phase is None or item.phase in (view.phase, ANY_PHASE)
    ]
    known = {item.id for item in study.codebook.barriers}
    known |= {name for item in statements for name in item.barriers}
    known |= {item.barrier for item in conditions}
    rows = []
    for barrier in sorted(known):
        said = [item for item in statements if barrier in item.barriers]
        inside = [item for item in conditions if item.barrier == barrier]
        sources: list[Statement | Condition] = [*said, *inside]
        rows.append(
            {
                "barrier": barrier,
                "statements": len(said),
                "conditions": len(inside),
                "ties": len({(item.source, item.target) for item in said}),
                "holders": len({one for item in sources for one in _holders(item)}),
            }
        )
    return frame(rows, _COLUMNS)


def _holders(said: Statement | Condition) -> set[tuple[str, ...]]:
    return {
        (name, said.section, said.paragraph) if name == AUTHORS else (name,)
        for name in said.respondents
    }

"""How far two codings of one source agree: one use case for notebooks and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pandas as pd

from netkit.agreement import differences, figures, headlines
from netkit.agreement.matching import match
from netkit.analysis import analyse
from netkit.evidence.study import Study
from netkit.measures.tables import round_figures
from netkit.network import Resampling

__all__ = ["Agreement", "agree"]

# The order of the text is not known: sections by name, paragraphs by number where they have one.
_KINDS = ("passage", "tie", "statement", "condition", "field")
_FIGURES = ("value", "low", "high")
HOLDS = "respondent codes and places in the interviews: for the researchers, not to be passed on"


@dataclass(frozen=True, eq=False)
class Agreement:
    """What two codings agree on. It names respondents: for the researcher alone.

    Attributes
    ----------
    agreement : DataFrame
        ``level, item, measure, value, low, high, n``: see
        :func:`netkit.agreement.figures.agreement_rows`.
    disagreements : DataFrame
        ``kind, section, paragraph, relation, source, target, field, a, b, evidence_id_a,
        evidence_id_b``: see :func:`netkit.agreement.differences.disagreement_rows`.
    findings_agreed : DataFrame
        ``finding, a, b, agree``: see :func:`netkit.agreement.headlines.findings_rows`.
    sizes : pair of int
        Number of statements in each coding.
    options, versions, inputs : mappings
        What a rerun needs; ``inputs`` are the hashes of both codings' files, under ``a/`` and
        ``b/``.
    """

    agreement: pd.DataFrame = field(repr=False)
    disagreements: pd.DataFrame = field(repr=False)
    findings_agreed: pd.DataFrame = field(repr=False)
    sizes: tuple[int, int]
    options: Mapping[str, Any]
    versions: Mapping[str, str] = field(repr=False)
    inputs: Mapping[str, str] = field(repr=False)

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Give every table by its name."""
        names = ("agreement", "disagreements", "findings_agreed")
        return {name: getattr(self, name) for name in names}

    def figure(self, item: str, measure: str) -> float:
        """Give one figure of the table ``agreement``; NaN where it has none.

        Examples
        --------
        >>> import netkit as nk
        >>> study = nk.example()
        >>> nk.agree(study, study, resamples=0).figure("pair", "f1")
        1.0
        """
        table = self.agreement
        rows = table[(table["item"] == item) & (table["measure"] == measure)]
        return float(rows["value"].iloc[0]) if len(rows) else float("nan")


def agree(study_a: Study, study_b: Study, *, resamples: int = 1000, seed: int = 1) -> Agreement:
    """Compare two codings of one source: what both found, how they coded it, what follows.

    Actors, passages and relations are compared by their ids. The two need not have the same ones;
    what only one has is a disagreement. Statements are matched one to one by passage, ordered pair
    and relation; where a coder has several there, so that the fewest fields differ. Without places
    in either coding (a plain list) ties are compared alone.

    Parameters
    ----------
    study_a, study_b : Study
        Precision and recall are of the second, measured against the first; everything else is the
        same both ways round.
    resamples : int
        Draws behind the intervals of alpha; 0 leaves them empty.
    seed : int
        Seed of the draws.

    Returns
    -------
    Agreement

    Raises
    ------
    UsageError
        A negative number of draws or seed.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
    Psychological Measurement 20, 37-46. Krippendorff, K. (2011). Computing Krippendorff's
    alpha-reliability. University of Pennsylvania.

    Examples
    --------
    >>> import netkit as nk
    >>> found = nk.agree(nk.example(), nk.example(), resamples=0)
    >>> len(found.disagreements)
    0
    """
    resampling = Resampling(resamples, seed)
    matched = match(study_a, study_b)
    rows = figures.agreement_rows(study_a, study_b, matched, resampling)
    table = _frame(rows, figures.COLUMNS)
    for name in _FIGURES:
        table[name] = round_figures(table[name].astype("float64"))
    table["n"] = table["n"].astype("Int64")
    differing = sorted(differences.disagreement_rows(study_a, study_b, matched), key=_place)
    one, two = (
        analyse(study, resamples=0, seed=seed, tables=headlines.TABLES)
        for study in (study_a, study_b)
    )
    agreed = _frame(headlines.findings_rows(one, two), headlines.COLUMNS)
    inputs = {
        f"{side}/{name}": text
        for side, study in (("a", study_a), ("b", study_b))
        for name, text in study.inputs.items()
    }
    return Agreement(
        agreement=table,
        disagreements=_frame(differing, differences.COLUMNS),
        findings_agreed=agreed.astype({"agree": "boolean"}),
        sizes=(len(study_a.statements), len(study_b.statements)),
        options=MappingProxyType({"resamples": resamples, "seed": seed, "holds": HOLDS}),
        versions=one.versions,
        inputs=MappingProxyType(inputs),
    )


def _frame(rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns), dtype=object)


def _place(row: Sequence[str]) -> tuple[Any, ...]:
    kind, section, paragraph, *rest = row
    number = int(paragraph) if paragraph.isdecimal() and len(paragraph) < 10 else -1
    return _KINDS.index(kind), section, number, paragraph, *rest

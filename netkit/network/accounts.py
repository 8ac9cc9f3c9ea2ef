"""From statements to accounts: who says what about which tie, and how directly.

What is said of a collective is evidence about its members at one remove. A tie rests on its most
specific level only: what is said more generally does not outvote what is said of the tie itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from netkit.evidence.study import AUTHORS, Statement, Study
from netkit.network.options import TieRule, View

__all__ = ["Account", "TieEvidence", "evidence_by_tie", "touched_actors"]

Pair = tuple[str, str]
KEPT = 4096


@dataclass(frozen=True, slots=True)
class Account:
    """One holder on one tie: ``value`` in [0, 1] says how far it carries information.

    ``weight`` is 1 at level 0 and this holder's part of 2⁻ᵏ a statement at level k.
    """

    holder: str
    weight: float
    value: float


@dataclass(frozen=True, slots=True)
class TieEvidence:
    """Everything a tie rests on: its level, the statements of that level and their accounts."""

    source: str
    target: str
    level: int
    statements: tuple[Statement, ...]
    accounts: tuple[Account, ...]
    general: tuple[Statement, ...]

    @property
    def account_count(self) -> int:
        """Count holders of a tie spoken of by name, statements of one spoken of in general."""
        if self.level == 0:
            return len(self.accounts)
        return sum(bool(statement.respondents) for statement in self.statements)

    @property
    def discount(self) -> float:
        """Give c: together, general statements count at most as one account."""
        total = sum(account.weight for account in self.accounts)
        return min(1.0, 1.0 / total) if self.level and total > 0 else 1.0


def holders(statement: Statement) -> tuple[str, ...]:
    """Give whoever an account comes from: respondents, or for the authors the passage."""
    if AUTHORS not in statement.respondents:
        return statement.respondents
    return _with_passage(statement.respondents, statement.section, statement.paragraph)


@lru_cache(maxsize=KEPT)
def _with_passage(respondents: tuple[str, ...], section: str, paragraph: str) -> tuple[str, ...]:
    passage = f"{AUTHORS}:{section}:{paragraph}"
    return tuple(passage if name == AUTHORS else name for name in respondents)


def spread(study: Study, statement: Statement, view: View) -> Iterator[tuple[Pair, int]]:
    """Give each ordered pair a statement is evidence about, with the level it is said at."""
    source, target = study.actor(statement.source), study.actor(statement.target)
    level = level_of(study, statement, view)
    general = source.kind == "collective" or target.kind == "collective"
    if view.collectives == "drop" and general:
        return
    if not level:
        if source.id != target.id:
            yield (source.id, target.id), 0
        return
    for one in study.members(source):
        for other in study.members(target):
            if one != other:
                yield (one, other), level


def level_of(study: Study, statement: Statement, view: View) -> int:
    """Give how many ends of a statement are spoken of in general: 0, 1 or 2."""
    if view.collectives == "keep":
        return 0
    source, target = study.actor(statement.source), study.actor(statement.target)
    return (source.kind == "collective") + (target.kind == "collective")


def evidence_by_tie(study: Study, view: View, rule: TieRule) -> list[TieEvidence]:
    """Collect what each tie of a view rests on, in canonical order of ties."""
    spoken: dict[Pair, dict[int, list[Statement]]] = {}
    for statement in study.statements:
        if view.holds(statement) and rule.weight(statement) > 0:
            for pair, level in spread(study, statement, view):
                spoken.setdefault(pair, {}).setdefault(level, []).append(statement)
    return [evidence_of(pair, levels, rule) for pair, levels in sorted(spoken.items())]


def touched_actors(study: Study) -> frozenset[str]:
    """Give the actors some statement touches in any view, members of collectives included."""
    everything = View()
    touched: set[str] = set()
    for statement in study.statements:
        for pair, _ in spread(study, statement, everything):
            touched.update(pair)
    return frozenset(touched)


def evidence_of(pair: Pair, levels: dict[int, list[Statement]], rule: TieRule) -> TieEvidence:
    """Give what a tie rests on, of what is said of it at each level."""
    level = min(levels)
    statements = tuple(levels[level])
    general = tuple(item for other in sorted(levels) if other > level for item in levels[other])
    accounts = _accounts(statements, level, rule)
    return TieEvidence(*pair, level, statements, accounts, general)


def _accounts(statements: Iterable[Statement], level: int, rule: TieRule) -> tuple[Account, ...]:
    said: dict[str, list[tuple[float, float]]] = {}
    for statement in statements:
        names = holders(statement)
        weight, value = rule.weight(statement), rule.value(statement)
        for name in names:
            share = weight * (2.0**-level / len(names) if level else 1.0)
            said.setdefault(name, []).append((share, value))
    return tuple(_pool(name, parts, level) for name, parts in sorted(said.items()))


def _pool(name: str, parts: list[tuple[float, float]], level: int) -> Account:
    total = sum(weight for weight, _ in parts)
    value = sum(weight * value for weight, value in parts) / total
    # By name a holder counts once however often it speaks; in general each statement counts.
    weight = total if level else max(weight for weight, _ in parts)
    return Account(name, weight, value)

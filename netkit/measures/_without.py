"""Networks with holders left out: the same view, rule and actors, without some of the accounts.

Thousands of sets of holders are tried, so that :class:`Leaving` builds no network: it judges the
ties that are asked for, and talk that several ties share once. It gives what
:func:`without_holders` does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from netkit.evidence.study import AUTHORS, Statement
from netkit.measures._ground import POOLED, Ground, Pair, Place, Said, Shape, read_ties, stands
from netkit.measures.registry import kept
from netkit.network import Network, TieEvidence, build
from netkit.network.accounts import evidence_of, holders, level_of

__all__ = ["Leaving", "Left", "is_passage", "leaving", "statements_without", "without_holders"]

Left = frozenset[str]
Told = tuple[bool | tuple[str, ...], ...]
NOBODY: Left = frozenset()
# How many sets of holders are kept, as the claims of the whole network are asked of the same ones.
KEPT = 4096


def without_holders(network: Network, left: Collection[str]) -> Network:
    """Give a network without the accounts of some holders.

    A statement loses the respondents left out, and goes when none of its respondents is left; one
    that names no respondents stays. Ties are judged anew by what is left, those that nothing is
    left of are gone. The actors measured stay the same, be it as isolates.

    Parameters
    ----------
    network : Network
    left : collection of str
        Holders to leave out: respondents, or passages of the authors such as
        ``AUTHORS:section:3``. Others change nothing.

    Examples
    --------
    >>> import netkit as nk
    >>> network = nk.build(nk.example())
    >>> tie = ("police", "voluntary")
    >>> network.ties.loc[tie, "state"], without_holders(network, {"N8"}).ties.loc[tie, "state"]
    ('works', 'fails')
    """
    told = tuple(statements_without(network.study.statements, left))
    study = replace(network.study, statements=told)
    view = replace(network.view, name=None)
    made = build(study, view, network.rule, network.assumed)
    return replace(made, view=network.view, actors=network.actors)


def statements_without(
    statements: Iterable[Statement], left: Collection[str]
) -> Iterable[Statement]:
    """Give statements without the respondents left out, and none of which nobody is left."""
    gone = frozenset(left)
    for statement in statements:
        told_by = holders(statement)
        if gone.isdisjoint(told_by):
            yield statement
            continue
        named = zip(statement.respondents, told_by, strict=True)
        kept = tuple(respondent for respondent, holder in named if holder not in gone)
        if kept:
            yield replace(statement, respondents=kept)


def is_passage(holder: str) -> bool:
    """Whether a holder is one of the authors' passages, and no respondent.

    Examples
    --------
    >>> is_passage("AUTHORS:findings:3"), is_passage("N3")
    (True, False)
    """
    return holder.startswith(f"{AUTHORS}:")


class Leaving:
    """Judges a network anew without some of its holders."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.shapes: dict[bytes, Shape] = {}
        self._talk: dict[str, _Talk] = {}
        self._kept = lru_cache(maxsize=KEPT)(self._made)

    def ground(self, left: Collection[str] = ()) -> Ground:
        """Give what claims rest on without these holders."""
        return self._kept(frozenset(left))

    def holders(self, places: Iterable[Place], size: int | None = None) -> tuple[str, ...]:
        """Give whoever speaks of any of these ties, at whatever level, in order of names.

        With ``size`` only those whom a set of so many holders cannot do without if it is to change
        these ties: more general talk counts only where nobody is left at a tie's own level.
        """
        found = [
            self._of(relation).speakers.get(pair, (NOBODY, NOBODY)) for relation, pair in places
        ]
        general = (more for own, more in found if size is None or len(own) < size)
        return tuple(sorted(NOBODY.union(*(own for own, _ in found), *general)))

    def accounts(self, places: tuple[Place, ...]) -> list[Left]:
        """Give the accounts that these ties rest on, each as whoever gives it, or they share it.

        One for each holder on a tie spoken of by name, one for each statement spoken of in general.
        """
        found: dict[tuple[str, ...], Left] = {}
        for relation, pair in places:
            tie = self._of(relation).ties.get(pair)
            for account in tie.accounts if tie is not None and not tie.level else ():
                found[(*pair, account.holder)] = frozenset({account.holder})
            for item in tie.statements if tie is not None and tie.level else ():
                found[(item.evidence_id,)] = frozenset(holders(item))
        return [names for names in found.values() if names]

    def _made(self, left: Left) -> Ground:
        if self.network.assumed.ties:
            # What a scenario assumes is weighed against what is said, which building does.
            fewer = Ground.of(without_holders(self.network, left))
            return replace(fewer, network=self.network, shapes=self.shapes)

        def look(relation: str, pair: Pair) -> Said | None:
            return self._of(relation).judged(pair, left)

        return Ground(self.network, look, lambda: self._of(POOLED).without(left), self.shapes)

    def _of(self, relation: str) -> _Talk:
        if relation not in self._talk:
            known = {item.id for item in self.network.study.relations}
            alone = self.network if relation == POOLED else None
            if relation in known:
                alone = self.network.of_relation(relation)
            evidence, said = (alone.evidence, read_ties(alone)) if alone is not None else ((), {})
            self._talk[relation] = _Talk(alone or self.network, evidence, said)
        return self._talk[relation]


@kept
def leaving(network: Network) -> Leaving:
    """Give what judges a network anew, shared by all that ask what accounts it rests on."""
    return Leaving(network)


class _Talk:
    """All that is said in one view, and each tie judged by what is left of it."""

    def __init__(
        self, network: Network, evidence: Sequence[TieEvidence], said: Mapping[Pair, Said]
    ) -> None:
        self.network, self._said = network, said
        self.ties = {(tie.source, tie.target): tie for tie in evidence}
        self.speakers = {
            pair: (_speakers(tie.statements), _speakers(tie.general))
            for pair, tie in self.ties.items()
        }
        # Ties of the same talk stand alike: it is judged once for all of them, by its number.
        numbers: dict[Told, int] = {}
        self._number = {
            pair: numbers.setdefault(
                _told((*tie.statements, *tie.general), ended=self._said[pair].state == "ended"),
                len(numbers),
            )
            for pair, tie in self.ties.items()
        }
        self._pairs: list[list[Pair]] = [[] for _ in numbers]
        for pair, number in self._number.items():
            self._pairs[number].append(pair)
        self._names = [NOBODY.union(*self.speakers[pairs[0]]) for pairs in self._pairs]
        self._told_by: dict[str, list[int]] = {}
        for number, names in enumerate(self._names):
            for name in names:
                self._told_by.setdefault(name, []).append(number)
        self._known: dict[tuple[int, Left], Said | None] = {}
        self._judged: dict[Told, Said | None] = {}

    def without(self, left: Left) -> Mapping[Pair, Said]:
        """Judge every tie without these holders, in canonical order."""
        ties = dict(self._said)
        for number in {number for name in left for number in self._told_by.get(name, ())}:
            tie = self._left_of(number, left)
            for pair in self._pairs[number]:
                if tie is None:
                    del ties[pair]
                else:
                    ties[pair] = tie
        return ties

    def judged(self, pair: Pair, left: Left) -> Said | None:
        """Judge one tie without these holders."""
        number = self._number.get(pair)
        return None if number is None else self._left_of(number, left)

    def _left_of(self, number: int, left: Left) -> Said | None:
        gone = left & self._names[number]
        pair = self._pairs[number][0]
        if not gone:
            return self._said[pair]
        key = number, gone
        if key not in self._known:
            self._known[key] = self._without(pair, gone)
        return self._known[key]

    def _without(self, pair: Pair, gone: Left) -> Said | None:
        """Judge by what is left, once for all sets of holders that leave the same."""
        tie, ended = self.ties[pair], self._said[pair].state == "ended"
        # As long as anything is left at the tie's own level, more general talk does not count.
        kept = tuple(statements_without(tie.statements, gone))
        kept = kept or tuple(statements_without(tie.general, gone))
        key = _told(kept, ended=ended)
        if key not in self._judged:
            self._judged[key] = self._judge(pair, kept, ended)
        return self._judged[key]

    def _judge(self, pair: Pair, told: tuple[Statement, ...], ended: bool) -> Said | None:
        if not told:
            return None
        study, view = self.network.study, self.network.view
        levels: dict[int, list[Statement]] = {}
        for item in told:
            levels.setdefault(level_of(study, item, view), []).append(item)
        return stands(evidence_of(pair, levels, self.network.rule), ended)


def _told(statements: Iterable[Statement], *, ended: bool) -> Told:
    """Name what a tie is judged by: ties of the same name stand alike."""
    return ended, *((item.evidence_id, *item.respondents) for item in statements)


def _speakers(statements: Iterable[Statement]) -> Left:
    return frozenset(name for item in statements for name in holders(item))

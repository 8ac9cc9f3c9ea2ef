"""One network in many draws, as arrays that batched measures share.

Places are the positions in ``network.measured``; arcs are the ties between measured actors that
some draw may have up, in the order of ties.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

from netkit.measures import structure
from netkit.measures._kernels import bits, many, removal, shortest
from netkit.measures.draws import Draws, draws_of
from netkit.measures.sorting import sector_of
from netkit.network import Network, Resampling
from netkit.network.model import LENGTH_UNIT

__all__ = ["Replicates", "one_by_one", "portions"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]

# How many (draw, place, place or arc) cells a thread works on at once; bounds memory, changes
# nothing.
CELLS = 1_000_000
# Beyond so many places, what is cut off and paths by length are quicker found draw by draw.
ONE_BY_ONE = 32


Value = TypeVar("Value")


class _kept(Generic[Value]):  # noqa: N801  used as a decorator
    """As functools.cached_property, without the lock that it has before Python 3.12.

    That lock is one for all instances, so that threads would wait for each other's portions.
    """

    def __init__(self, function: Callable[[Any], Value]) -> None:
        self.function, self.__doc__ = function, function.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> _kept[Value]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: Any, owner: type) -> _kept[Value] | Value:
        if instance is None:
            return self
        name = self.function.__name__
        if name not in instance.__dict__:
            instance.__dict__[name] = self.function(instance)
        value: Value = instance.__dict__[name]
        return value


@dataclass(frozen=True, eq=False)
class Replicates:
    """Some draws of a network.

    Attributes
    ----------
    network : Network
    rows : int array of shape (m,)
        The rows of ``network.ties`` that arcs stand for.
    arcs : int array of shape (m, 2)
        Their ends as places.
    up : bool array of shape (draws, m)
    support : float array of shape (draws, m)
        Drawn support; NaN for a tie that is fixed.
    """

    network: Network
    rows: Whole
    arcs: Whole
    up: Marks = field(repr=False)
    support: Floats = field(repr=False)

    @property
    def size(self) -> int:
        """Count the places."""
        return len(self.network.measured)

    @property
    def count(self) -> int:
        """Count the draws."""
        return len(self.up)

    @_kept
    def joined(self) -> Marks:
        """Mark the ordered pairs whose tie is up: (draws, n, n)."""
        marks = np.zeros((self.count, self.size, self.size), dtype=bool)
        marks[:, self.arcs[:, 0], self.arcs[:, 1]] = self.up
        return marks

    @_kept
    def _searched(self) -> tuple[Floats, Floats]:
        return many.search(self.joined)

    @property
    def distances(self) -> Floats:
        """Give the steps between all places: (draws, n, n), infinite where there is no path."""
        return self._searched[0]

    @_kept
    def reached(self) -> Marks:
        """Mark the ordered pairs of distinct places that a path joins: (draws, n, n)."""
        marks: Marks = np.array(np.isfinite(self.distances))
        marks[:, np.arange(self.size), np.arange(self.size)] = False
        return marks

    @_kept
    def nearness(self) -> Floats:
        """Give one over the steps of each ordered pair, 0 where none join it: (draws, n, n)."""
        steps = np.where(self.reached, self.distances, np.inf)
        return np.asarray(1.0 / steps)

    @_kept
    def pieces(self) -> Marks:
        """Mark the ordered pairs of distinct places joined with directions left aside."""
        both = self.joined | self.joined.transpose(0, 2, 1)
        marks = bits.unpacked(bits.closure(bits.packed(both)), self.count)
        marks[:, np.arange(self.size), np.arange(self.size)] = False
        return marks

    @property
    def betweenness(self) -> Floats:
        """Give the shares of shortest paths through each place: (draws, n)."""
        return self._searched[1]

    @_kept
    def betweenness_of_arcs(self) -> Floats:
        """Give the shares of shortest paths along each arc: (draws, m)."""
        return many.along_arcs(self.joined)[:, self.arcs[:, 0], self.arcs[:, 1]]

    @_kept
    def weighted_betweenness(self) -> Floats:
        """Give the shares of the best supported paths through each place: (draws, n)."""
        lengths = self._lengths
        if self.size > ONE_BY_ONE:
            return np.array([shortest.betweenness(*one)[0] for one in self._weighted(lengths)])
        matrix = np.full(self.joined.shape, np.inf)
        matrix[:, self.arcs[:, 0], self.arcs[:, 1]] = np.where(self.up, lengths, np.inf)
        between = many.lengths_between(matrix)
        return many.weighted_betweenness(self.arcs, self.up, lengths, between)

    @property
    def _lengths(self) -> Floats:
        """Give the drawn length of each arc, (draws, m), whole numbers as in the network."""
        given = self.network.lengths.reindex(self.network.ties.index[self.rows]).to_numpy(float)
        with np.errstate(divide="ignore"):
            drawn = np.maximum(1.0, np.rint(-np.log(self.support) * LENGTH_UNIT))
        # A tie that nothing is drawn of is as long as it is in the network itself.
        return np.where(np.isnan(self.support), given, drawn)

    def _weighted(self, lengths: Floats) -> Iterator[tuple[Whole, Whole, Floats]]:
        """Give the arcs that are up in each draw, their lengths, and the lengths between places."""
        for up, row in zip(self.up, lengths, strict=True):
            arcs, steps = self.arcs[up], row[up].astype(np.int64)
            yield arcs, steps, shortest.distances(self.size, arcs, steps)

    @_kept
    def members(self) -> Whole:
        """Mark who belongs to which sector: (n, sectors)."""
        sectors = sector_of(self.network).reindex(self.network.measured)
        names = sorted(set(sectors.dropna()))
        held = sectors.to_numpy(dtype=object)[:, None] == np.array(names, dtype=object)
        return np.asarray(held, dtype=np.int64).reshape(self.size, len(names))

    @_kept
    def alike(self) -> Marks:
        """Mark the ordered pairs of places of one sector: (n, n)."""
        return np.asarray(self.members @ self.members.T > 0)

    @_kept
    def counted(self) -> Marks:
        """Mark the ties that E-I index and modularity are taken over: (draws, n, n)."""
        ties = self.network.ties
        by_name = np.asarray(ties["level"].to_numpy()[self.rows] == 0)
        marks = np.zeros(self.joined.shape, dtype=bool)
        marks[:, self.arcs[:, 0], self.arcs[:, 1]] = self.up & by_name
        placed: Marks = np.asarray(self.members.any(axis=1))
        return marks & placed[:, None] & placed

    @_kept
    def losses(self) -> tuple[Whole, Whole]:
        """Count the ordered pairs lost with each place (draws, n) and with each arc (draws, m)."""
        if self.size <= ONE_BY_ONE:
            return bits.losses(bits.packed(self.joined), self.arcs, self.count)
        by_place = np.zeros((self.count, self.size), dtype=np.int64)
        by_arc = np.zeros(self.up.shape, dtype=np.int64)
        for row, up in enumerate(self.up):
            by_place[row], by_arc[row, up] = removal.losses(self.arcs[up], self.distances[row])
        return by_place, by_arc

    @_kept
    def hubs_and_authorities(self) -> tuple[Floats, Floats]:
        """Give the hub and authority score of each place."""
        return many.hubs_and_authorities(self.joined)


def portions(network: Network, resampling: Resampling) -> Iterator[Replicates]:
    """Give the draws of a network in portions that fit into memory; none where none are made."""
    draws = draws_of(network, resampling)
    if draws is None:
        return
    rows = np.flatnonzero(draws.among & (draws.up.any(axis=0) | ~draws.fixed))
    chosen = np.zeros(len(draws.among), dtype=bool)
    chosen[rows] = True
    arcs = structure.arcs_of(network, network.among_measured & chosen)
    size = len(network.measured)
    width = max(1, CELLS // max(1, size * max(size, len(rows))))
    for first in range(0, resampling.draws, width):
        part = slice(first, first + width)
        yield Replicates(network, rows, arcs, draws.up[part, rows], draws.support[part, rows])


def one_by_one(network: Network, draws: Draws) -> Iterator[Network]:
    """Give the network of each draw: ties that are up work, the others fail, ended ones stay."""
    ended = network.ties["state"].to_numpy(dtype=object) == "ended"
    for row, marks in enumerate(draws.up):
        states = np.where(ended, "ended", np.where(marks, "works", "fails")).astype(object)
        support = np.where(draws.fixed, network.ties["support"], draws.support[row])
        yield replace(network, ties=network.ties.assign(state=states, support=support))

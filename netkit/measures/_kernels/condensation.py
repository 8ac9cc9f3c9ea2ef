"""Who reaches how many, from bits over the condensation instead of a search from every place.

Places that reach one another count as one, their strong component; between components arcs lead
one way only, so that what a component reaches is the union of what its successors reach
(Nuutila 1995). Bits hold that union for many components at once, in portions that fit in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from netkit.measures._kernels.bits import WORD

__all__ = [
    "Condensed",
    "beyond",
    "condensed",
    "distinct",
    "ranges",
    "reach_counts",
    "reaching",
    "weak_components",
]

Whole = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
# Components, what they lead to, and where that of each begins.
Layer = tuple[Whole, Whole, Whole]

# Bytes that the bits of a portion may take.
PORTION = 2**27


class Condensed(NamedTuple):
    """Strong components: of each place, their sizes, and the arcs between them, each once."""

    component: Whole
    sizes: Whole
    arcs: Whole

    @property
    def turned(self) -> Condensed:
        """Give the same components with every arc the other way."""
        return self._replace(arcs=self.arcs[:, ::-1])


def condensed(size: int, arcs: Whole) -> Condensed:
    """Give the strong components of a graph, numbered in the order of their first places.

    Parameters
    ----------
    size : int
        Number of places.
    arcs : int array of shape (m, 2)

    Examples
    --------
    >>> found = condensed(3, np.array([[1, 2], [2, 1], [0, 1]]))
    >>> found.component.tolist(), found.sizes.tolist(), found.arcs.tolist()
    ([0, 1, 1], [1, 2], [[0, 1]])
    """
    if not size:
        return Condensed(*(np.zeros(shape, dtype=np.int64) for shape in (0, 0, (0, 2))))
    tails, heads = (np.ascontiguousarray(end) for end in arcs.T)
    count, labels = connected_components(_matrix(size, tails, heads), connection="strong")
    # Of what is written to one place the last stays: here the first of each component.
    first = np.empty(count, dtype=np.int64)
    first[labels[::-1]] = np.arange(size)[::-1]
    number = np.empty(count, dtype=np.int64)
    number[np.argsort(first)] = np.arange(count)
    component: Whole = number[labels]
    one, other = component[tails], component[heads]
    apart = np.flatnonzero(one != other)
    between = distinct(one[apart] * count + other[apart])
    pairs = np.column_stack([between // count, between % count])
    return Condensed(component, np.bincount(component), pairs)


def _matrix(size: int, tails: Whole, heads: Whole) -> csr_array:
    """Give the arcs as a sparse array; quicker where they stand in the order of their tails."""
    ones = np.ones(len(tails))
    if (tails[1:] < tails[:-1]).any():
        return csr_array((ones, (tails, heads)), shape=(size, size))
    # In four bytes, as they are searched through; else they would be copied first.
    first = np.searchsorted(tails, np.arange(size + 1)).astype(np.int32)
    return csr_array((ones, heads.astype(np.int32), first), shape=(size, size))


def weak_components(graph: Condensed) -> Whole:
    """Give the number of each place's component, directions left aside, from 0.

    Examples
    --------
    >>> weak_components(condensed(4, np.array([[0, 1], [2, 3], [3, 2]]))).tolist()
    [0, 0, 1, 1]
    """
    size = len(graph.sizes)
    if not size:
        return graph.component
    ones = np.ones(len(graph.arcs))
    joined = csr_array((ones, (graph.arcs[:, 0], graph.arcs[:, 1])), shape=(size, size))
    labels = connected_components(joined, directed=False)[1].astype(np.int64)
    found: Whole = labels[graph.component]
    return found


def reach_counts(graph: Condensed) -> tuple[Whole, Whole]:
    """Count for each place how many others reach it, and how many it reaches.

    Examples
    --------
    >>> found = reach_counts(condensed(3, np.array([[0, 1], [1, 2]])))
    >>> [counts.tolist() for counts in found]
    [[0, 1, 2], [2, 1, 0]]
    """
    own = graph.sizes - 1
    into, out = (beyond(way, way.sizes) + own for way in (graph.turned, graph))
    return into[graph.component], out[graph.component]


def beyond(graph: Condensed, weights: Whole) -> Whole:
    """Add up the weights of all other components that each component reaches.

    Parameters
    ----------
    graph : Condensed
    weights : int array of shape (components,)
        Such as their sizes; few different ones are quick.

    Returns
    -------
    int array of shape (components,)

    Examples
    --------
    >>> graph = condensed(4, np.array([[0, 1], [1, 2], [0, 3], [3, 2]]))
    >>> beyond(graph, np.array([1, 10, 100, 1000])).tolist()
    [1110, 100, 0, 100]
    """
    count = len(weights)
    total = -weights.astype(np.int64)
    member, word, bit, worth = _columns(weights)
    layers = list(_layers(count, graph.arcs))
    width = max(1, PORTION // (8 * max(1, count)))
    for low in range(0, len(worth), width):
        high = min(low + width, len(worth))
        inside = slice(*np.searchsorted(word, [low, high]))
        bits = np.zeros((count, high - low), dtype=np.uint64)
        bits[member[inside], word[inside] - low] = bit[inside]
        _join(bits, layers)
        total += np.bitwise_count(bits) @ worth[low:high]
    return total


def reaching(graph: Condensed, goals: Whole, column: Whole | None = None) -> npt.NDArray[np.bool_]:
    """Mark the components that reach some of them, each itself too: (components, goals).

    With ``column``, numbered from 0, goals that share one are marked together there.

    Examples
    --------
    >>> graph = condensed(3, np.array([[0, 1], [1, 2]]))
    >>> reaching(graph, np.array([1])).tolist()
    [[True], [True], [False]]
    """
    place = np.arange(len(goals)) if column is None else column
    count = int(place.max(initial=-1)) + 1
    bits = np.zeros((len(graph.sizes), -(-count // WORD)), dtype=np.uint64)
    np.bitwise_or.at(bits, (goals, place // WORD), _bit(place))
    _join(bits, _layers(len(bits), graph.arcs))
    marks = np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little", count=count)
    return marks.view(bool)


def distinct(values: Whole) -> Whole:
    """Give the different values, sorted: quicker here than by a table of them.

    Examples
    --------
    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(values)
    new: Whole = ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]
    return new


def ranges(first: Whole, count: Whole) -> Whole:
    """Give the whole numbers of several ranges, one after the other.

    Examples
    --------
    >>> ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    ends = np.cumsum(count)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - ends + count, count)


def _columns(weights: Whole) -> tuple[Whole, Whole, Words, Whole]:
    """Give each component a bit: the words hold components of one weight each."""
    member = np.argsort(weights, kind="stable")
    worth, number = np.unique(weights, return_counts=True)
    words = -(-number // WORD)
    within = ranges(np.zeros_like(number), number)
    word = np.repeat(np.cumsum(words) - words, number) + within // WORD
    return member, word, _bit(within), np.repeat(worth, words)


def _bit(place: Whole) -> Words:
    """Give the bit of each place in its word."""
    return np.left_shift(np.uint64(1), (place % WORD).astype(np.uint64))


def _join(bits: Words, layers: Iterable[Layer]) -> None:
    """Add to what each component holds what those hold that it leads to."""
    for tails, heads, first in layers:
        bits[tails] |= np.bitwise_or.reduceat(np.take(bits, heads, axis=0), first, axis=0)


def _layers(count: int, arcs: Whole) -> Iterator[Layer]:
    """Give the components that lead to earlier ones alone, with what they lead to, and again."""
    by_tail = arcs[np.argsort(arcs[:, 0], kind="stable")]
    by_head = arcs[np.argsort(arcs[:, 1], kind="stable"), 0]
    left = np.bincount(arcs[:, 0], minlength=count)
    out, into = left.copy(), np.bincount(arcs[:, 1], minlength=count)
    out_first, into_first = np.cumsum(out) - out, np.cumsum(into) - into
    done = np.flatnonzero(left == 0)
    while len(done):
        before = by_head[ranges(into_first[done], into[done])]
        tails, met = np.unique(before, return_counts=True)
        left[tails] -= met
        done = tails[left[tails] == 0]
        if len(done):
            heads = by_tail[ranges(out_first[done], out[done]), 1]
            yield done, heads, np.cumsum(out[done]) - out[done]

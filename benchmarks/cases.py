"""What is timed: kernels of netkit, and the networkx loops that would do the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks import plain_loops
from benchmarks.made import SEED, accounts_network, resampling
from netkit.measures import structure
from netkit.measures._fast import fast_paths
from netkit.measures._kernels import bits, key_players, permutations, repair, shortest
from netkit.measures.draws import draws_of
from netkit.measures.replicates import portions
from netkit.measures.sorting import ei_of
from netkit.network import Network

__all__ = ["CASES", "Case", "seven"]

Array = npt.NDArray[Any]
Whole = npt.NDArray[np.int64]
Named = dict[str, Array]

DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Case:
    """One kernel and its networkx loop.

    Attributes
    ----------
    name : str
    ours, plain : functions without arguments
        What is timed. ``plain`` does ``part`` of the ``whole`` amount of work.
    compared : function without arguments
        Gives the arrays of the kernel, and of networkx, for the part that both did, by name.
    part, whole : int
    unit : str
        What the amount of work is counted in.
    """

    name: str
    ours: Callable[[], Any]
    plain: Callable[[], Any]
    compared: Callable[[], tuple[Named, Named]]
    part: int
    whole: int
    unit: str


def seven(network: Network, draws: int) -> dict[str, Array]:
    """Give the seven measures in every draw, worked out in batches: shape (draws, actors)."""
    paths = fast_paths()
    found: dict[str, list[Array]] = {name: [] for name in plain_loops.MEASURES}
    for part in portions(network, resampling(draws)):
        for name, values in found.items():
            values.append(paths["actor", name](part))
    return {name: np.concatenate(values) for name, values in found.items()}


def _seven_measures(ties: int, part: int = 40) -> Case:
    network = accounts_network(40, ties)

    def plain() -> Named:
        return plain_loops.measured(_graphs(network, part))

    def compared() -> tuple[Named, Named]:
        ours = {name: drawn[:part] for name, drawn in seven(network, DRAWS).items()}
        return ours, plain()

    working = int(network.working.sum())
    name = f"seven measures in 1 000 draws: 40 actors, {ties} ties, {working} of them working"
    return Case(name, partial(seven, network, DRAWS), plain, compared, part, DRAWS, "draws")


def _reach(part: int = 100) -> Case:
    network = accounts_network(60, 300)
    arcs, marks, size = _arcs(network), _marks(network), len(network.measured)

    def plain() -> Array:
        return plain_loops.reach_shares(size, _graphs(network, part))

    def compared() -> tuple[Named, Named]:
        ours = bits.reach_shares(size, arcs, marks[:part])
        np.fill_diagonal(ours, 0.0)
        return {"share": ours}, {"share": plain()}

    name = "reach in 1 000 draws: 60 actors, 300 ties"
    ours = partial(bits.reach_shares, size, arcs, marks)
    return Case(name, ours, plain, compared, part, DRAWS, "draws")


def _removals(part: int = 4) -> Case:
    network = accounts_network(40, 200)
    arcs, marks, size = _arcs(network), _marks(network), len(network.measured)

    def ours() -> tuple[Whole, Whole]:
        joined = np.zeros((DRAWS, size, size), dtype=bool)
        joined[:, arcs[:, 0], arcs[:, 1]] = marks
        return bits.losses(bits.packed(joined), arcs, DRAWS)

    def plain() -> tuple[Whole, Whole]:
        return plain_loops.removals(_graphs(network, part), _pairs(arcs))

    def compared() -> tuple[Named, Named]:
        both = [dict(zip(("by actor", "by tie"), lost, strict=True)) for lost in (ours(), plain())]
        return {name: lost[:part] for name, lost in both[0].items()}, dict(both[1])

    name = "each actor and each tie taken away in 1 000 draws: 40 actors, 200 ties"
    return Case(name, ours, plain, compared, part, DRAWS, "draws")


def _weighted(actors: int, ties: int) -> Case:
    network = accounts_network(actors, ties)
    size, arcs = len(network.measured), structure.arcs(network)
    lengths = network.lengths.to_numpy(dtype=np.int64)
    graph = plain_loops.digraph(size, ())
    for (tail, head), length in zip(_pairs(arcs), lengths.tolist(), strict=True):
        graph.add_edge(tail, head, length=length)

    def ours() -> Array:
        between = shortest.distances(size, arcs, lengths)
        return shortest.betweenness(arcs, lengths, between)[0]

    plain = partial(plain_loops.weighted_betweenness, graph)

    def compared() -> tuple[Named, Named]:
        return {"betweenness": ours()}, {"betweenness": plain()}

    name = f"weighted betweenness, whole lengths: {actors} actors, {len(arcs)} working ties"
    return Case(name, ours, plain, compared, 1, 1, "networks")


def _repairs(part: int = 100) -> Case:
    network = accounts_network(40, 200)
    size, arcs = len(network.measured), structure.arcs(network)
    held = set(_pairs(arcs))
    every = [(a, b) for a in range(size) for b in range(size) if a != b and (a, b) not in held]
    candidates = np.array(every, dtype=np.int64)
    chosen = np.random.default_rng(SEED).choice(len(every), part, replace=False)
    graph = plain_loops.digraph(size, held)

    def ours() -> tuple[Whole, Array]:
        return repair.gains(shortest.distances(size, arcs), candidates)

    plain = partial(plain_loops.repairs, graph, [every[row] for row in chosen])

    def compared() -> tuple[Named, Named]:
        one, two = ours(), plain()
        return {"pairs": one[0][chosen], "nearness": one[1][chosen]}, {
            "pairs": two[0],
            "nearness": two[1],
        }

    name = f"repair ranking: 40 actors, {len(every)} candidates"
    return Case(name, ours, plain, compared, part, len(every), "candidates")


def _index() -> Case:
    network = accounts_network(40, 200)
    size, arcs = len(network.measured), structure.arcs(network)
    sectors = np.arange(size) % 4
    labels = permutations.permuted(sectors, DRAWS, permutations.generator(SEED, "labels"))

    def ours() -> Array:
        return np.asarray(permutations.tie_counts(labels, arcs, 4)[0].sum(axis=1))

    graph = plain_loops.digraph(size, _pairs(arcs))
    plain = partial(plain_loops.index_of_labels, graph, labels.tolist())

    def compared() -> tuple[Named, Named]:
        index = [ei_of(len(arcs) - within, within) for within in ours().tolist()]
        return {"index": np.array(index)}, {"index": plain()}

    name = f"E-I index under 1 000 permutations: 40 actors, {len(arcs)} working ties"
    return Case(name, ours, plain, compared, DRAWS, DRAWS, "permutations")


def _key_players(part: int = 100) -> Case:
    network = accounts_network(40, 200)
    size, arcs = len(network.measured), structure.arcs(network)
    sets = np.array(list(combinations(range(size), 3)), dtype=np.int64)
    chosen = np.random.default_rng(SEED).choice(len(sets), part, replace=False)
    ours = partial(key_players.nearness_without, size, arcs, sets)
    graph = plain_loops.digraph(size, _pairs(arcs))
    plain = partial(plain_loops.without, graph, sets[chosen].tolist())

    def compared() -> tuple[Named, Named]:
        one, two = ours(), plain()
        return {"nearness": one[0][chosen], "pairs": one[1][chosen]}, {
            "nearness": two[0],
            "pairs": two[1],
        }

    name = f"key players, all {len(sets)} sets of three: 40 actors, {len(arcs)} working ties"
    return Case(name, ours, plain, compared, part, len(sets), "sets")


CASES: tuple[Callable[[], Case], ...] = (
    partial(_seven_measures, 200),
    partial(_seven_measures, 330),
    _reach,
    _removals,
    partial(_weighted, 40, 200),
    partial(_weighted, 200, 1000),
    _repairs,
    _index,
    _key_players,
)


def _arcs(network: Network) -> Whole:
    return structure.arcs_of(network, network.among_measured)


def _pairs(arcs: Whole) -> list[tuple[int, int]]:
    return [(tail, head) for tail, head in arcs.tolist()]


def _marks(network: Network) -> npt.NDArray[np.bool_]:
    drawn = draws_of(network, resampling(DRAWS))
    if drawn is None:
        raise ValueError("a study without accounts has no draws")
    return drawn.up[:, network.among_measured.to_numpy(dtype=bool)]


def _graphs(network: Network, count: int) -> list[plain_loops.Graph]:
    arcs, size = _arcs(network), len(network.measured)
    marks = _marks(network)[:count]
    return [plain_loops.digraph(size, _pairs(arcs[up])) for up in marks]

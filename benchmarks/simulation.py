"""Studies made up around ties that are known, and how well netkit's intervals hold them.

In a made-up study each of some ordered pairs of actors is spoken of by so many respondents, each
of whom is right about it with one chance. What is not spoken of carries nothing, so that the true
network is known, and every figure of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

import netkit as nk
from netkit.evidence.study import Actor, Relation, Respondent, Statement, Study
from netkit.measures._fast import fast_paths
from netkit.measures.draws import draws_of
from netkit.measures.intervals import bounds
from netkit.measures.registry import Level
from netkit.measures.replicates import portions
from netkit.network import Network, Resampling

__all__ = [
    "ACTORS",
    "DOWN",
    "DRAWS",
    "FIRM",
    "RESPONDENTS",
    "SPOKEN",
    "Setting",
    "agreeing",
    "scores",
    "simulated",
]

Pair = tuple[str, str]
Key = tuple[Level, str]
Balance = tuple[int, int]
Floats = npt.NDArray[np.float64]

ACTORS = 8
SPOKEN = 28
RESPONDENTS = 12
DRAWS = 200
FIRM, DOWN = 0.8, 0.2
FIGURES: tuple[Key, ...] = (
    ("network", "density"),
    ("network", "reachable_share"),
    ("actor", "in_degree"),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What one cell of the table is simulated under.

    Attributes
    ----------
    accounts : int
        Accounts on each tie, of as many different respondents.
    accuracy : float
        Chance that an account says of a tie what is true.
    carrying : float
        Share of the pairs spoken of that truly carry information.
    together : bool
        Whether all accounts of a tie are right or wrong together, as if one had told the others.
    """

    accounts: int
    accuracy: float
    carrying: float = 0.35
    together: bool = False


def simulated(setting: Setting, seed: int) -> tuple[Study, frozenset[Pair]]:
    """Make up a study and give it with the ties that truly carry information.

    Among the pairs spoken of are those of each actor and the next, in a circle, so that every actor
    is part of the network; the others are chosen at random.
    """
    shares = (round(100 * share) for share in (setting.accuracy, setting.carrying))
    random = np.random.default_rng([seed, setting.accounts, *shares, setting.together])
    names = [f"a{number}" for number in range(ACTORS)]
    pairs = [(one, two) for one in names for two in names if one != two]
    circle = [(one, names[(number + 1) % ACTORS]) for number, one in enumerate(names)]
    others = sorted(set(pairs) - set(circle))
    chosen = random.choice(len(others), SPOKEN - ACTORS, replace=False)
    spoken = circle + [others[number] for number in sorted(chosen)]
    carries = random.permutation(np.arange(SPOKEN) < round(setting.carrying * SPOKEN))
    said: list[Statement] = []
    for pair, true in zip(spoken, carries.tolist(), strict=True):
        who = random.choice(RESPONDENTS, setting.accounts, replace=False).tolist()
        right = random.random(1 if setting.together else setting.accounts) < setting.accuracy
        for holder, correct in zip(who, np.resize(right, len(who)).tolist(), strict=True):
            status = "open" if correct == true else "broken"
            said.append(_statement(len(said), pair, status, f"N{holder + 1:02}"))
    truth = frozenset(pair for pair, true in zip(spoken, carries.tolist(), strict=True) if true)
    return _study(names, said), truth


def scores(setting: Setting, seed: int) -> dict[str, float]:
    """Make up one study and compare what netkit says of it with what is true.

    Returns
    -------
    dict
        Of each figure whether the interval holds the true value (``_held``) and the network's own
        (``_own``), and its ``_width``; of in-degree the mean over actors. ``ties`` counts those
        spoken of, ``firm`` those of firmness 0.8 or more and ``firm_true`` those of them that
        carry; ``down`` and ``down_true`` those of 0.2 or less, and of them those that carry
        nothing; ``state_true`` those whose state is right, ``balance`` those that work partly.
    """
    study, truth = simulated(setting, seed)
    network, resampling = nk.build(study), Resampling(DRAWS, seed)
    names = list(network.measured)
    real, own = _figures(names, truth), _figures(names, frozenset(network.graph.edges))
    found: dict[str, float] = {}
    for (level, name), drawn in _drawn(network, resampling).items():
        low, high, _ = bounds(drawn)
        found[f"{name}_held"] = _share((low <= real[level, name]) & (real[level, name] <= high))
        found[f"{name}_own"] = _share((low <= own[level, name]) & (own[level, name] <= high))
        found[f"{name}_width"] = float((high - low).mean())
    return found | _ties(network, truth, resampling)


def agreeing(balances: Iterable[Balance], draws: int = 20_000) -> dict[Balance, float]:
    """Give the firmness of a tie with so many accounts for it and so many against it.

    Each account is explicit, by name and of a respondent with no other account.
    """
    given = list(balances)
    said: list[Statement] = []
    for number, (up, down) in enumerate(given):
        for status in ["open"] * up + ["broken"] * down:
            said.append(_statement(len(said), (f"a{number}", "b"), status, f"N{len(said)}"))
    network = nk.build(_study([f"a{number}" for number in range(len(given))] + ["b"], said))
    drawn = draws_of(network, Resampling(draws, 1))
    if drawn is None:
        raise ValueError("a study without accounts has no draws")
    firm = dict(zip(network.ties.index.get_level_values("source"), drawn.firmness, strict=True))
    return {balance: float(firm[f"a{number}"]) for number, balance in enumerate(given)}


def _study(names: list[str], said: list[Statement]) -> Study:
    heard = sorted({holder for statement in said for holder in statement.respondents})
    return Study(
        "Made up",
        tuple(said),
        tuple(Actor(name, name) for name in names),
        respondents=tuple(Respondent(name) for name in heard),
        relations=(Relation("ties", "Ties"),),
    )


def _statement(number: int, pair: Pair, status: str, holder: str) -> Statement:
    return Statement(f"E{number:03}", "ties", *pair, status, respondents=(holder,))


def _drawn(network: Network, resampling: Resampling) -> dict[Key, Floats]:
    """Give each figure in every draw: shape (draws, items)."""
    paths = fast_paths()
    parts = list(portions(network, resampling))
    return {
        key: np.concatenate([paths[key](part).reshape(part.count, -1) for part in parts])
        for key in FIGURES
    }


def _figures(names: list[str], ties: frozenset[Pair]) -> dict[Key, Floats]:
    """Work out the figures of a network that is known, by their definitions."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from(ties)
    reached = sum(len(nx.descendants(graph, name)) for name in names)
    possible = len(names) * (len(names) - 1)
    values = (len(ties) / possible, reached / possible, [graph.in_degree(name) for name in names])
    return {
        key: np.array(value, dtype=float).reshape(-1)
        for key, value in zip(FIGURES, values, strict=True)
    }


def _ties(network: Network, truth: frozenset[Pair], resampling: Resampling) -> dict[str, float]:
    draws = draws_of(network, resampling)
    if draws is None:
        raise ValueError("a study without accounts has no draws")
    carries = np.array([pair in truth for pair in network.ties.index])
    states = network.ties["state"].to_numpy(dtype=object)
    firm, down = draws.firmness >= FIRM, draws.firmness <= DOWN
    right = ((states == "works") & carries) | ((states == "fails") & ~carries)
    marks = {
        "firm": firm,
        "firm_true": firm & carries,
        "down": down,
        "down_true": down & ~carries,
        "state_true": right,
        "balance": states == "partly",
    }
    return {"ties": float(len(carries))} | {n: float(mark.sum()) for n, mark in marks.items()}


def _share(marks: npt.NDArray[np.bool_]) -> float:
    return float(marks.mean())

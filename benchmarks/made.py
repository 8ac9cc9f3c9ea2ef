"""Studies with accounts, made at random by a seed."""

from __future__ import annotations

import numpy as np

import netkit as nk
from netkit.evidence.study import Actor, Relation, Respondent, Statement, Study
from netkit.network import Network, Resampling

__all__ = ["SEED", "accounts_network", "resampling"]

SEED = 7
RESPONDENTS = 12
MOST_ACCOUNTS = 3
STATES = ("open", "strained", "broken")
SHARES = (0.6, 0.1, 0.3)


def accounts_network(actors: int, ties: int, seed: int = SEED) -> Network:
    """Make the network of a study with so many ordered pairs spoken of by one to three each."""
    random = np.random.default_rng([seed, actors, ties])
    names = [f"a{number:03}" for number in range(actors)]
    pairs = random.choice(actors * (actors - 1), ties, replace=False)
    said: list[Statement] = []
    for pair in sorted(pairs.tolist()):
        tail, other = divmod(pair, actors - 1)
        head = other + (other >= tail)
        count = int(random.integers(1, MOST_ACCOUNTS + 1))
        for holder in random.choice(RESPONDENTS, count, replace=False).tolist():
            said.append(
                Statement(
                    f"E{len(said):04}",
                    "ties",
                    names[tail],
                    names[head],
                    str(random.choice(STATES, p=SHARES)),
                    respondents=(f"N{holder + 1}",),
                )
            )
    study = Study(
        "Made at random",
        tuple(said),
        tuple(Actor(name, name, f"s{number % 4}") for number, name in enumerate(names)),
        respondents=tuple(Respondent(f"N{number + 1}") for number in range(RESPONDENTS)),
        relations=(Relation("ties", "Ties"),),
    )
    return nk.build(study)


def resampling(draws: int) -> Resampling:
    """Give the draws by the seed that all studies here are made by."""
    return Resampling(draws, SEED)

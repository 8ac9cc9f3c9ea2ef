"""Draws by holder: in which of many re-weightings of the accounts each tie carries information.

Every holder gets a weight that all its accounts share, and every tie a level of support drawn from
what the weighted accounts say (Bayesian bootstrap, Rubin 1981). A tie is up in a draw when its
level is above one half. What a holder or a tie draws depends on the seed and its own name alone:
two networks of one study, whatever their view, phase or scenario, are compared over the same draws.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from scipy.special import betainc, betaincinv

from netkit.measures.registry import kept_for
from netkit.network import Network, Resampling
from netkit.network.ties import JEFFREYS

__all__ = ["Draws", "draws_of"]

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]

HALF = 0.5


@dataclass(frozen=True, eq=False)
class Draws:
    """The ties of a network in each of many draws.

    Attributes
    ----------
    resampling : Resampling
    shapes : pair of float arrays of shape (draws, ties)
        The two parameters of each tie's Beta distribution in each draw.
    chance : float array of shape (draws, ties)
        The uniform number by which each tie is drawn; the same for a pair of actors everywhere.
    fixed : bool array of shape (ties,)
        Ties that no account rests on, and ended ones: they are in every draw what they are.
    works, among : bool arrays of shape (ties,)
        Ties whose state counts as working in the view, and ties between two measured actors.
    """

    resampling: Resampling
    shapes: tuple[Floats, Floats] = field(repr=False)
    chance: Floats = field(repr=False)
    fixed: Marks = field(repr=False)
    works: Marks = field(repr=False)
    among: Marks = field(repr=False)

    @cached_property
    def up(self) -> Marks:
        """Mark the ties that carry information, shape (draws, ties), in the order of ``ties``."""
        marks: Marks = self.chance > betainc(*self.shapes, HALF)
        marks[:, self.fixed] = self.works[self.fixed]
        return marks

    @cached_property
    def support(self) -> Floats:
        """Give each tie's drawn level of support, shape (draws, ties); NaN where it is fixed."""
        levels: Floats = betaincinv(*self.shapes, self.chance)
        levels[:, self.fixed] = np.nan
        return levels

    @cached_property
    def firmness(self) -> Floats:
        """Give the share of draws in which each tie is up; NaN for ended ties and without accounts.

        How far the tie depends on who was heard: no chance that a message arrives.
        """
        shares = np.asarray(self.up.mean(axis=0), dtype=float)
        shares[self.fixed] = np.nan
        return shares

    @property
    def up_among_measured(self) -> Marks:
        """Mark as :attr:`up` does, but False for ties that have an end that is not measured."""
        return self.up & self.among


@kept_for
def draws_of(network: Network, resampling: Resampling) -> Draws | None:
    """Draw a network, or give None where nothing can be drawn: no draws, or no accounts.

    Parameters
    ----------
    network : Network
    resampling : Resampling

    References
    ----------
    Rubin, D. B. (1981). The Bayesian bootstrap. Annals of Statistics 9, 130-134.

    Examples
    --------
    >>> import netkit as nk
    >>> network = nk.build(nk.example())
    >>> draws_of(network, Resampling(draws=100)).up.shape == (100, len(network.ties))
    True
    """
    if not resampling.draws or network.plain:
        return None
    evidence, count = network.evidence, resampling.draws
    names = sorted({account.holder for tie in evidence for account in tie.accounts})
    row = {name: number for number, name in enumerate(names)}
    weights = _each(resampling, "holder", names, exponential=True)
    up, down = np.zeros((2, len(evidence), len(names)))
    for number, tie in enumerate(evidence):
        for account in tie.accounts:
            part = tie.discount * account.weight
            up[number, row[account.holder]] += part * account.value
            down[number, row[account.holder]] += part * (1.0 - account.value)
    silent = np.array([not tie.accounts for tie in evidence], dtype=bool)
    states = network.ties["state"].to_numpy(dtype=object)
    chance = _each(resampling, "tie", (f"{tie.source}>{tie.target}" for tie in evidence))
    return Draws(
        resampling,
        (JEFFREYS + _weighted(weights, up, count), JEFFREYS + _weighted(weights, down, count)),
        chance.reshape(-1, count).T,
        silent | (states == "ended"),
        np.isin(states.astype(str), network.working_states),
        network.among_measured.to_numpy(dtype=bool),
    )


def _weighted(weights: Floats, parts: Floats, count: int) -> Floats:
    """Add up each tie's parts by the holders' weights, one holder after the other."""
    total = np.zeros((count, len(parts)))
    for number in range(len(weights)):
        total += weights[number][:, None] * parts[:, number]
    return total


def _each(
    resampling: Resampling, kind: str, names: Iterable[str], *, exponential: bool = False
) -> Floats:
    """Give each name its own numbers, shape (names, draws), by the seed and the name alone."""
    rows = [_own(resampling, f"{kind}:{name}", exponential) for name in names]
    return np.array(rows, dtype=float).reshape(-1, resampling.draws)


# Every view, phase and scenario of a study draws the same: kept, as each makes them anew otherwise.
@lru_cache(maxsize=2048)
def _own(resampling: Resampling, name: str, exponential: bool) -> Floats:
    key = hashlib.sha256(name.encode()).digest()
    words = np.frombuffer(key, dtype="<u4").tolist()
    random = np.random.default_rng([resampling.seed, *words])
    return (
        random.standard_exponential(resampling.draws)
        if exponential
        else random.random(resampling.draws)
    )

"""Agreement beyond chance: Cohen's kappa for two coders, Krippendorff's alpha for any number."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from netkit.errors import UsageError
from netkit.network import Resampling

__all__ = ["EMPTY", "LEVELS", "Estimate", "alpha", "alpha_interval", "kappa"]

Level = Literal["nominal", "ordinal", "interval"]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval")
Z_95 = 1.959963984540054
TAILS = (2.5, 97.5)


class Estimate(NamedTuple):
    """A figure with its 95 % interval; NaN where there is none."""

    value: float
    low: float = math.nan
    high: float = math.nan


EMPTY = Estimate(math.nan)


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> Estimate:
    """Give Cohen's kappa of two coders: agreement beyond what their own habits give by chance.

    Parameters
    ----------
    first, second : sequences of the same length
        What each coder chose for each unit; any values, compared for equality only.

    Returns
    -------
    Estimate
        -1 to 1: 1 is full agreement, 0 what chance gives. Empty without units, and where both
        use one and the same category only: then nothing can be told from chance. The 95 %
        interval is that of large samples; it is empty where every unit agrees, as the formula
        then gives no width.

    Raises
    ------
    UsageError
        Sequences of different lengths.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
    Psychological Measurement 20, 37-46. Interval: Fleiss, J. L., Cohen, J. & Everitt, B. S.
    (1969). Large sample standard errors of kappa and weighted kappa. Psychological Bulletin 72,
    323-327.

    Examples
    --------
    >>> round(kappa("aabbb", "aabba").value, 3)
    0.615
    """
    if len(first) != len(second):
        raise UsageError("kappa needs as many values of one coder as of the other")
    count = len(first)
    rows, columns = Counter(first), Counter(second)
    chance = sum(number * columns[name] for name, number in rows.items())
    if not count or chance == count * count:
        return EMPTY
    cells = Counter(zip(first, second, strict=True))
    expected = chance / count**2
    observed = sum(number for (one, two), number in cells.items() if one == two) / count
    value = (observed - expected) / (1.0 - expected)
    if observed == 1.0:
        return Estimate(value)
    left = 1.0 - value
    # The share of a cell is weighed by the two coders' use of its categories.
    parts = [
        number / count * (float(one == two) - (columns[one] + rows[two]) / count * left) ** 2
        for (one, two), number in cells.items()
    ]
    spread = math.fsum(parts) - (value - expected * left) ** 2
    error = math.sqrt(max(0.0, spread) / count) / (1.0 - expected)
    return Estimate(value, max(-1.0, value - Z_95 * error), min(1.0, value + Z_95 * error))


def alpha(ratings: npt.ArrayLike, level: Level = "nominal") -> float:
    """Give Krippendorff's alpha of any number of coders, some of whose values may be missing.

    Parameters
    ----------
    ratings : array of shape (units, coders)
        Numbers; NaN where a coder gave no value. A unit with fewer than two values is left out.
        Their order is read for ``ordinal``, their distance for ``interval``.
    level : {'nominal', 'ordinal', 'interval'}

    Returns
    -------
    float
        1 is full agreement, 0 what chance gives, below 0 worse. NaN where fewer than two values
        can be paired, or all of them are the same.

    Raises
    ------
    UsageError
        Another level, or an array that has not two dimensions.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of
    Pennsylvania.

    Examples
    --------
    >>> nan = float("nan")
    >>> round(alpha([(1, 1, nan), (2, 2, 2), (1, 2, nan)]), 3)
    0.5
    """
    patterns, values = _patterns(ratings, level)
    kinds, times = _distinct(patterns)
    return _alpha(kinds, times, values, level)


def alpha_interval(
    ratings: npt.ArrayLike, level: Level, resampling: Resampling, name: str = ""
) -> Estimate:
    """Give alpha with its 95 % interval over units drawn anew.

    Parameters
    ----------
    ratings, level
        As for :func:`alpha`.
    resampling : Resampling
        Number of draws and seed; without draws there is no interval.
    name : str
        What is drawn: figures of other names are drawn independently.

    Returns
    -------
    Estimate
        Percentiles 2.5 and 97.5 of alpha over samples of as many units, with replacement; draws
        in which it is undefined are left out. No interval where all units agree: every draw
        would say the same.

    References
    ----------
    Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7,
    1-26.
    """
    patterns, values = _patterns(ratings, level)
    kinds, times = _distinct(patterns)
    value = _alpha(kinds, times, values, level)
    if math.isnan(value) or value == 1.0 or not resampling.draws:
        return Estimate(value)
    random = np.random.default_rng([resampling.seed, *_words(f"alpha:{level}:{name}")])
    samples = random.multinomial(times.sum(), times / times.sum(), size=resampling.draws)
    drawn = np.array([_alpha(kinds, sample, values, level) for sample in samples])
    known = drawn[~np.isnan(drawn)]
    if not len(known):
        return Estimate(value)
    low, high = np.percentile(known, TAILS)
    return Estimate(value, float(low), float(high))


def _patterns(ratings: npt.ArrayLike, level: str) -> tuple[Ints, Floats]:
    """Give each unit with two values or more as sorted places in the list of values, -1 missing."""
    if level not in LEVELS:
        raise UsageError(f"'{level}' is no level of alpha; there are: {', '.join(LEVELS)}")
    table = np.asarray(ratings, dtype=float)
    if not table.size:
        return np.empty((0, 0), dtype=np.int64), np.empty(0)
    if table.ndim != 2:
        raise UsageError("alpha needs ratings of shape (units, coders)")
    table = table[(~np.isnan(table)).sum(axis=1) > 1]
    values = np.unique(table[~np.isnan(table)])
    places = np.where(np.isnan(table), -1, np.searchsorted(values, table)).astype(np.int64)
    return np.sort(places, axis=1), values


def _distinct(patterns: Ints) -> tuple[Ints, Ints]:
    if not len(patterns):
        return patterns, np.empty(0, dtype=np.int64)
    kinds, times = np.unique(patterns, axis=0, return_counts=True)
    return kinds, times.astype(np.int64)


def _alpha(kinds: Ints, times: Ints, values: Floats, level: str) -> float:
    """Compare the disagreement within units to that between all values that can be paired."""
    if not len(kinds):
        return math.nan
    given = kinds >= 0
    sizes = given.sum(axis=1)
    weights = np.repeat(times, sizes)
    counts = np.bincount(kinds[given], weights=weights, minlength=len(values))
    total = counts.sum()
    if level == "nominal":
        within, among = _differing(kinds, given, None), total**2 - float(counts @ counts)
    else:
        # The ordinal metric counts the values between two ranks: a distance of middle ranks.
        scores = np.cumsum(counts) - counts / 2.0 if level == "ordinal" else values
        scores = scores - float(counts @ scores) / total
        within, among = _differing(kinds, given, scores), 2.0 * total * float(counts @ scores**2)
    if np.count_nonzero(counts) < 2:
        return math.nan
    observed = float(times @ (within / (sizes - 1)))
    return float(1.0 - observed * (total - 1.0) / among)


def _differing(kinds: Ints, given: npt.NDArray[np.bool_], scores: Floats | None) -> Floats:
    """Add up each unit's squared differences over its ordered pairs of values."""
    total = np.zeros(len(kinds))
    for one, two in _pairs(kinds.shape[1]):
        both = given[:, one] & given[:, two]
        if scores is None:
            apart = (kinds[:, one] != kinds[:, two]).astype(float)
        else:
            apart = (scores[kinds[:, one]] - scores[kinds[:, two]]) ** 2
        total += 2.0 * np.where(both, apart, 0.0)
    return total


def _pairs(count: int) -> Iterable[tuple[int, int]]:
    return ((one, two) for one in range(count) for two in range(one + 1, count))


def _words(name: str) -> list[int]:
    words: list[int] = np.frombuffer(hashlib.sha256(name.encode()).digest(), dtype="<u4").tolist()
    return words

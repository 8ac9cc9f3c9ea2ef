"""Rounding to significant digits, as a decimal number is written and read again."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["DIGITS", "rounded"]

Floats = npt.NDArray[np.float64]

DIGITS = 12
# Powers of ten that a float holds exactly, so that a whole number over one is the nearest float.
POWERS = np.array([float(f"1e{power}") for power in range(23)])


def rounded(figures: Floats) -> Floats:
    """Round to 12 significant digits: to the float nearest to that decimal number.

    All at once, but for those so near the middle between two that only writing them out tells.

    Parameters
    ----------
    figures : float array
        Finite, none of them 0.

    Examples
    --------
    >>> rounded(np.array([2 / 3, 1234567890123.4])).tolist()
    [0.666666666667, 1234567890120.0]
    """
    power = DIGITS - 1 - np.floor(np.log10(np.abs(figures))).astype(np.int64)
    scale = POWERS[np.clip(power, 0, len(POWERS) - 1)]
    scaled = figures * scale
    whole = np.rint(scaled)
    found: Floats = whole / scale
    size = np.abs(whole)
    plain = (power >= 0) & (power < len(POWERS)) & (np.abs(scaled - whole) < 0.499)
    plain &= (size >= 10.0 ** (DIGITS - 1)) & (size < 10.0**DIGITS)
    found[~plain] = [float(f"{value:.{DIGITS}g}") for value in figures[~plain].tolist()]
    return found

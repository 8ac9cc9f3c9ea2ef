"""The registry of measures: every figure netkit gives has its passport here.

A measure is a small function of a :class:`~netkit.network.Network` under one decorator. Tables,
help, the data dictionary and the contract tests are all made from what the decorators keep.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    import pandas as pd

    from netkit.network import Network, Resampling

__all__ = [
    "Column",
    "Measure",
    "Table",
    "actor_measure",
    "evaluate",
    "find",
    "kept",
    "kept_for",
    "measures",
    "network_census",
    "network_measure",
    "table",
    "tables",
    "tie_measure",
]

Type = Literal["float", "int", "bool", "text", "list"]
Level = Literal["actor", "network", "tie", "sector"]
Function = TypeVar("Function", bound=Callable[..., Any])
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of one table holds: an entry of the data dictionary.

    ``low`` and ``high`` bound the values, None where there is no bound; ``term`` names the
    glossary's entry where there is one.
    """

    column: str
    type: Type
    meaning: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    source: str = ""
    term: str = ""

    @property
    def range(self) -> str:
        """Give the bounds as text, such as ``0 to 1`` or ``0 or more``."""
        if self.low is not None and self.high is not None:
            return f"{self.low:g} to {self.high:g}"
        return "" if self.low is None else f"{self.low:g} or more"


@dataclass(frozen=True, slots=True)
class Measure:
    """A registered function with the columns (or rows of ``network``) that it fills.

    ``drawn`` ones are functions of the network and how it is resampled; ``interval`` ones get a
    dependence interval where draws are made.
    """

    level: Level
    function: Callable[..., Any]
    columns: tuple[Column, ...]
    single: bool = True
    drawn: bool = False
    interval: bool = False

    @property
    def name(self) -> str:
        """Give the function's name: of a single measure the column it fills."""
        return _name(self.function)


@dataclass(frozen=True, slots=True)
class Table:
    """A registered table: a function of the network and the columns of its frame.

    ``index`` names how many of the first columns identify a row; ``drawn`` tables are functions of
    the network and how it is resampled. A table whose rows are the items of a ``level`` gets their
    intervals where draws are made. A ``sparse`` one is left out where it has no rows, unless it is
    asked for.
    """

    name: str
    function: Callable[..., Any]
    columns: tuple[Column, ...]
    index: int = 1
    row: str = ""
    drawn: bool = False
    level: Level | None = None
    sparse: bool = False


@dataclass(frozen=True, slots=True)
class _Shelf:
    measures: dict[tuple[Level, str], Measure] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)


_SHELF = _Shelf()


def measures(level: Level | None = None) -> tuple[Measure, ...]:
    """Give the registered measures, of one level or all."""
    return tuple(m for m in _SHELF.measures.values() if level is None or m.level == level)


def find(name: str) -> Callable[..., Any] | None:
    """Give the function registered under a name, an actor measure's first, or None."""
    levels: tuple[Level, ...] = ("actor", "network", "tie")
    functions = [entry.function for level in levels for entry in measures(level)]
    functions += [entry.function for entry in _SHELF.tables.values()]
    return next((function for function in functions if _name(function) == name), None)


def tables() -> dict[str, Table]:
    """Give the registered tables by name."""
    return dict(_SHELF.tables)


def actor_measure(*, interval: bool = True, **passport: Any) -> Callable[[Function], Function]:
    """Register a function that gives a Series over the measured actors; its name is the column.

    ``passport`` holds what :class:`Column` takes; the meaning is the docstring's first line.
    Numbers get a dependence interval where draws are made, unless ``interval`` is False.
    """
    return _single("actor", passport, interval=interval)


def network_measure(
    *, drawn: bool = False, interval: bool = True, **passport: Any
) -> Callable[[Function], Function]:
    """Register a function that gives one number for the whole network.

    An ``interval`` makes no sense for what draws do not change, such as the number of actors.

    With ``drawn`` the function also takes a :class:`~netkit.network.options.Resampling`, as the
    function of a drawn table does.
    """
    return _single("network", passport, drawn=drawn, interval=interval)


def tie_measure(*, interval: bool = True, **passport: Any) -> Callable[[Function], Function]:
    """Register a function that gives a Series over all ties, empty where not in the graph."""
    return _single("tie", passport, interval=interval)


def network_census(names: tuple[str, ...], **passport: Any) -> Callable[[Function], Function]:
    """Register a function that gives a Series of several network figures, one row each."""

    def register(function: Function) -> Function:
        meaning = _first_line(function)
        columns = tuple(_column(name, f"{meaning} ({name})", passport) for name in names)
        entry = Measure("network", function, columns, single=False)
        _SHELF.measures["network", _name(function)] = entry
        return function

    return register


def table(
    columns: tuple[Column, ...],
    index: int = 1,
    row: str = "",
    *,
    drawn: bool = False,
    level: Level | None = None,
    sparse: bool = False,
) -> Callable[[Function], Function]:
    """Register a function that gives a whole table; its name is the table's.

    The function takes the network; with ``drawn`` also a
    :class:`~netkit.network.options.Resampling`, whose draws may be 0: what is drawn is then empty.
    """

    def register(function: Function) -> Function:
        name = _name(function)
        _SHELF.tables[name] = Table(name, function, columns, index, row, drawn, level, sparse)
        return function

    return register


def kept(function: Callable[[Network], Result]) -> Callable[[Network], Result]:
    """Keep a function's result with its network, as several measures share it."""

    @wraps(function)
    def once(network: Network) -> Result:
        if function not in network.results:
            network.results[function] = function(network)
        found: Result = network.results[function]
        return found

    return once


def kept_for(
    function: Callable[[Network, Resampling], Result],
) -> Callable[[Network, Resampling], Result]:
    """Keep a function's results with its network, by how the network is resampled."""

    @wraps(function)
    def once(network: Network, resampling: Resampling) -> Result:
        key = function, resampling
        if key not in network.results:
            network.results[key] = function(network, resampling)
        found: Result = network.results[key]
        return found

    return once


def _single(
    level: Level, passport: dict[str, Any], *, interval: bool, drawn: bool = False
) -> Callable[[Function], Function]:
    def register(function: Function) -> Function:
        name = _name(function)
        column = _column(name, _first_line(function), passport)
        number = column.type in ("float", "int") and not drawn
        _SHELF.measures[level, name] = Measure(
            level, function, (column,), drawn=drawn, interval=interval and number
        )
        return function

    return register


def _column(name: str, meaning: str, passport: dict[str, Any]) -> Column:
    return Column(column=name, meaning=meaning, **{"type": "float", **passport})


def _name(function: Callable[..., Any]) -> str:
    return str(function.__name__)


def _first_line(function: Callable[..., Any]) -> str:
    return (function.__doc__ or "").strip().splitlines()[0]


def evaluate(measure: Measure, network: Network, resampling: Resampling | None = None) -> pd.Series:
    """Give a measure's values as a Series named as its column, whatever its level.

    Without ``resampling`` a drawn measure makes no draws, and is empty.
    """
    import pandas as pd

    from netkit.network import NO_DRAWS

    how = (resampling or NO_DRAWS,) if measure.drawn else ()
    result = measure.function(network, *how)
    if measure.level == "network":
        values = result if not measure.single else {measure.columns[0].column: result}
        return pd.Series(values, dtype=float)
    series: pd.Series = result.rename(measure.columns[0].column)
    return series

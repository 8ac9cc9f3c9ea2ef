"""All tables of one network, made from the registry: columns in the contract's order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from netkit.errors import UsageError
from netkit.measures._frames import TYPES
from netkit.measures._rounding import DIGITS, rounded
from netkit.measures.contract import FIRST_COLUMNS, NETWORK_ROWS, ordered
from netkit.measures.draws import draws_of
from netkit.measures.estimates import error_columns, errors
from netkit.measures.intervals import interval_columns, with_intervals
from netkit.measures.labels import LABELS, ROWS
from netkit.measures.ranks import leading
from netkit.measures.registry import Column, Level, Measure, Table, evaluate, measures, tables
from netkit.network import NO_DRAWS, Network, Resampling

__all__ = ["INDEXES", "dictionary", "make_tables", "table_names"]

INDEXES = {"network": 1, "actors": 1, "ties": 2, "columns": 2}


def table_names() -> tuple[str, ...]:
    """Give the names of every table that can be made."""
    return ("network", "actors", "ties", *tables(), "columns")


def indexes() -> dict[str, int]:
    """Give for each table how many of its first columns identify a row."""
    return INDEXES | {name: entry.index for name, entry in tables().items()}


def make_tables(
    network: Network,
    names: Iterable[str] | Mapping[str, Collection[str] | None] | None = None,
    resampling: Resampling = NO_DRAWS,
) -> dict[str, pd.DataFrame]:
    """Make the tables of a network.

    Parameters
    ----------
    network : Network
    names : iterable of str, or mapping of str to collections of str, optional
        The tables wanted; all of :func:`table_names` if left out, but for those that say by being
        there that something was done (``estimates``). A mapping names the measures
        wanted in the tables of actors and ties, which then hold no other, no ``top3`` and no
        interval of a measure; None stands for all.
    resampling : Resampling
        Draws behind intervals, firmness and tests against chance; none if left out.

    Returns
    -------
    dict of str to DataFrame
        Columns typed by the data dictionary (booleans and whole numbers nullable, lists as
        tuples), figures rounded to 12 significant digits, undefined ones empty.

    Raises
    ------
    UsageError
        A table or measure that does not exist.
    """
    known = table_names()
    wanted = tuple(known if names is None else names)
    for name in wanted:
        if name not in known:
            raise UsageError(f"'{name}' is no table; there are: {', '.join(known)}")
    built = {"actors": actors_table, "ties": ties_table}
    made: dict[str, pd.DataFrame] = {}
    left_out = {name for name, entry in tables().items() if entry.sparse and name not in wanted}
    for name in wanted:
        if name == "columns":
            drawn = draws_of(network, resampling) is not None
            made[name] = dictionary(drawn=drawn, without=left_out, network=network)
        elif name == "network":
            made[name] = network_table(network, resampling)
        elif name in built:
            made[name] = built[name](network, resampling, _figures(names, name))
        else:
            found = _registered(tables()[name], network, resampling)
            if names is None and tables()[name].sparse and found.empty:
                left_out.add(name)
            else:
                made[name] = found
    return made


def _registered(entry: Table, network: Network, resampling: Resampling) -> pd.DataFrame:
    made = entry.function(network, resampling) if entry.drawn else entry.function(network)
    if entry.level is None:
        return _typed(made, entry.columns)
    return _typed(*_drawn(made, entry.columns, entry.level, network, resampling))


def _drawn(
    made: pd.DataFrame,
    columns: tuple[Column, ...],
    level: Level,
    network: Network,
    resampling: Resampling,
) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """Add the intervals of a table where draws can be made, with their columns."""
    if draws_of(network, resampling) is None:
        return made, columns
    made = with_intervals(made, level, network, resampling)
    return made, columns + interval_columns(level)


def network_table(network: Network, resampling: Resampling = NO_DRAWS) -> pd.DataFrame:
    """Give one row a figure of the whole network: ``measure, value, low, high``."""
    values = pd.concat([evaluate(entry, network, resampling) for entry in measures("network")])
    values = values.reindex(ordered(list(values.index), NETWORK_ROWS))
    frame = pd.DataFrame({"measure": values.index, "value": values.to_numpy(dtype=float)})
    frame = with_intervals(frame.assign(low=np.nan, high=np.nan), "network", network, resampling)
    return _typed(frame, LABELS["network"])


def actors_table(
    network: Network,
    resampling: Resampling = NO_DRAWS,
    figures: Collection[str] | None = None,
) -> pd.DataFrame:
    """Give one row a listed actor, collectives aside; empty figures where it is not measured."""
    kept = network.actors[(network.actors["kind"] != "collective") | network.actors["measured"]]
    columns = _columns("actor", figures)
    frame = kept.reset_index()
    for entry in _wanted("actor", figures):
        values = evaluate(entry, network).reindex(kept.index)
        frame[entry.columns[0].column] = values.to_numpy()
    if figures is not None:
        del columns["top3"]
        return _typed(*_with_errors(frame, _in_order("actors", columns), "actors", network))
    frame["top3"] = leading(network, resampling).reindex(kept.index).to_numpy()
    made = _drawn(frame, _in_order("actors", columns), "actor", network, resampling)
    return _typed(*_with_errors(*made, "actors", network))


def ties_table(
    network: Network,
    resampling: Resampling = NO_DRAWS,
    figures: Collection[str] | None = None,
) -> pd.DataFrame:
    """Give one row a tie that is spoken of, ended ones too."""
    columns = _columns("tie", figures)
    frame = network.ties.reset_index()
    for entry in _wanted("tie", figures):
        values = evaluate(entry, network).reindex(network.ties.index)
        frame[entry.columns[0].column] = values.to_numpy()
    draws = draws_of(network, resampling)
    frame["firmness"] = np.nan if draws is None else draws.firmness
    made = frame, _in_order("ties", columns)
    if figures is None:
        made = _drawn(*made, "tie", network, resampling)
    return _typed(*_with_errors(*made, "ties", network))


def _with_errors(
    made: pd.DataFrame, columns: tuple[Column, ...], name: str, network: Network
) -> tuple[pd.DataFrame, tuple[Column, ...]]:
    """Add the standard errors of the figures that are estimated, with their columns."""
    told = error_columns(network, name, columns)
    if not told:
        return made, columns
    index = network.ties.index if name == "ties" else made["actor"]
    found = errors(network, name, [column.column for column in told])
    added = {key: values.reindex(index).to_numpy() for key, values in found.items()}
    return made.assign(**added), columns + told


def dictionary(
    *, drawn: bool = False, without: Collection[str] = (), network: Network | None = None
) -> pd.DataFrame:
    """Give the data dictionary: one row a column of any table, and a row of ``network``.

    With ``drawn`` the columns of intervals are among them, as in tables of which draws were made;
    tables ``without`` are left out. With a network the standard errors of its estimates are.
    """
    rows = []
    levels: dict[str, Level | None] = {"actors": "actor", "ties": "tie"}
    levels |= {name: entry.level for name, entry in tables().items()}
    for name in table_names()[:-1]:
        if name in without:
            continue
        if name in ("actors", "ties"):
            columns = _in_order(name, _columns(ROWS[name]))
        elif name == "network":
            columns = LABELS["network"] + _network_rows()
        else:
            columns = tables()[name].columns
        level = levels.get(name)
        if drawn and level:
            columns += interval_columns(level)
        if network is not None:
            columns += error_columns(network, name, columns)
        rows += [(name, c.column, c.type, c.unit, c.range, c.meaning, c.source) for c in columns]
    rows += [("columns", c.column, c.type, "", "", c.meaning, "") for c in LABELS["columns"]]
    names = [column.column for column in LABELS["columns"]]
    return pd.DataFrame(rows, columns=names).astype(object)


def _network_rows() -> tuple[Column, ...]:
    rows = {column.column: column for entry in measures("network") for column in entry.columns}
    return tuple(rows[name] for name in ordered(list(rows), NETWORK_ROWS))


def _figures(names: object, table: str) -> Collection[str] | None:
    """Give the measures wanted in the table of actors or ties; None for all."""
    figures: Collection[str] | None = names.get(table) if isinstance(names, Mapping) else None
    known = {entry.name for entry in measures(ROWS[table])}
    strangers = sorted(set(figures or ()) - known)
    if strangers:
        raise UsageError(f"table '{table}' has no measure '{strangers[0]}'")
    return figures


def _wanted(level: Level, figures: Collection[str] | None) -> list[Measure]:
    return [entry for entry in measures(level) if figures is None or entry.name in figures]


def _columns(level: Level, figures: Collection[str] | None = None) -> dict[str, Column]:
    labels = {column.column: column for column in LABELS[level]}
    measured = {
        column.column: column for entry in _wanted(level, figures) for column in entry.columns
    }
    return labels | measured


def _in_order(table: str, columns: dict[str, Column]) -> tuple[Column, ...]:
    return tuple(columns[name] for name in ordered(list(columns), FIRST_COLUMNS[table]))


def _typed(frame: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    typed = {}
    for column in columns:
        values = frame[column.column]
        if column.type == "float":
            typed[column.column] = round_figures(values.astype("float64"))
        elif values.dtype == TYPES[column.type]:
            typed[column.column] = values
        else:
            typed[column.column] = values.astype(TYPES[column.type])
    return pd.DataFrame(typed, copy=False).reset_index(drop=True)


def round_figures(values: pd.Series) -> pd.Series:
    """Round to 12 significant digits, so that the last bits of a platform do not show."""
    figures = values.to_numpy(dtype=float, copy=True)
    # Whole numbers of fewer digits are round already.
    odd = np.isfinite(figures) & ((figures != np.rint(figures)) | (np.abs(figures) >= 10**DIGITS))
    figures[odd] = rounded(figures[odd])
    return pd.Series(figures, index=values.index, name=values.name)

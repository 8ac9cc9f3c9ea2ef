"""Simulate studies whose ties are known, and write the tables of ``docs/how-sure.md``.

``python -m benchmarks.coverage``. The tables stand between pairs of marker lines; what is around
them is written by hand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from benchmarks.shipped import figures_table, states_table
from benchmarks.simulation import ACTORS, SPOKEN, Setting, agreeing, scores

__all__ = ["cell", "filled", "main"]

PAGE = Path(__file__).parents[1] / "docs" / "how-sure.md"
STUDIES = 200
ACCOUNTS = (1, 2, 3, 5, 8)
ACCURACY = (0.6, 0.75, 0.9)
MAIN = tuple(Setting(accounts, right) for accounts in ACCOUNTS for right in ACCURACY)
# Accounts for and against one tie.
BALANCES = ((1, 0), (2, 0), (3, 0), (5, 0), (2, 1), (4, 1), (1, 1), (5, 5))
OTHERS = {
    "two accounts, right 75 %, half of the ties carry": Setting(2, 0.75, 0.5),
    "two accounts, right 75 %, two thirds carry": Setting(2, 0.75, 0.65),
    "five accounts, right 75 %, two thirds carry": Setting(5, 0.75, 0.65),
    "five accounts of one source, right 60 %": Setting(5, 0.6, together=True),
    "five accounts of one source, right 75 %": Setting(5, 0.75, together=True),
    "five accounts of one source, right 90 %": Setting(5, 0.9, together=True),
}


def cell(setting: Setting, studies: int = STUDIES) -> pd.Series:
    """Simulate studies under one setting and give their mean scores.

    Returns
    -------
    Series
        Of the figures the shares and widths of :func:`benchmarks.simulation.scores`; ``firm``,
        ``down``, ``state_true`` and ``balance`` as shares of the ties, ``firm_true`` and
        ``down_true`` as shares of those that are so firm (undefined where none is); and
        ``ties_width``, the width of density in ties.
    """
    found = pd.DataFrame([scores(setting, seed) for seed in range(studies)])
    means, counts = found.mean(), found.sum()
    for name, whole in (("firm_true", "firm"), ("down_true", "down")):
        means[name] = counts[name] / counts[whole] if counts[whole] else float("nan")
    for name in ("firm", "down", "state_true", "balance"):
        means[name] = counts[name] / counts["ties"]
    means["ties_width"] = means["density_width"] * ACTORS * (ACTORS - 1)
    return means


def filled(page: str, name: str, lines: Iterable[str]) -> str:
    """Put lines between a page's two markers of a name, in place of what is there."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    if page.count(begin) != 1 or page.count(end) != 1:
        raise ValueError(f"the page must have the markers of '{name}' once each")
    text = "\n".join((begin, "", *lines, "", end))
    return re.sub(f"{re.escape(begin)}.*{re.escape(end)}", lambda _: text, page, flags=re.DOTALL)


def main() -> None:
    """Simulate every setting and write the tables."""
    cells = {setting: cell(setting) for setting in (*MAIN, *OTHERS.values())}
    page = PAGE.read_text(encoding="utf-8")
    for name, lines in {
        "shipped figures": figures_table(),
        "shipped states": states_table(),
        "few": _few(),
        "figures": _figures({_named(setting): cells[setting] for setting in MAIN}),
        "ties": _ties({_named(setting): cells[setting] for setting in MAIN}),
        "others": _others({name: cells[setting] for name, setting in OTHERS.items()}),
    }.items():
        page = filled(page, name, lines)
        sys.stdout.write("\n".join((f"{name}:", *lines, "")))
    PAGE.write_text(page, encoding="utf-8", newline="\n")


def _named(setting: Setting) -> str:
    return f"{setting.accounts} | {_percent(setting.accuracy)}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _few() -> list[str]:
    lines = [
        "| accounts that say it works, that it does not | firmness |",
        "| --- | --- |",
    ]
    for (up, down), firmness in agreeing(BALANCES).items():
        lines.append(f"| {up}, {down} | {firmness:.2f} |")
    return lines


def _figures(cells: dict[str, pd.Series]) -> list[str]:
    lines = [
        "| accounts a tie | each right | density held | reach held | in-degree held "
        f"| width: ties of {SPOKEN} | width: reach | own density inside | own reach inside |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, found in cells.items():
        widths = f"{found['ties_width']:.1f} | {found['reachable_share_width']:.2f}"
        own = (_percent(found[f"{figure}_own"]) for figure in ("density", "reachable_share"))
        lines.append(f"| {name} | {_held(found)} | {widths} | {' | '.join(own)} |")
    return lines


def _ties(cells: dict[str, pd.Series]) -> list[str]:
    lines = [
        "| accounts a tie | each right | firmness 0.8 or more | of these carry "
        "| 0.2 or less | of these carry nothing | state right | in balance |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, found in cells.items():
        states = f"{_percent(found['state_true'])} | {_percent(found['balance'])}"
        lines.append(f"| {name} | {_firm(found)} | {states} |")
    return lines


def _others(cells: dict[str, pd.Series]) -> list[str]:
    lines = [
        "| what is different | density held | reach held | in-degree held "
        "| firmness 0.8 or more | of these carry | 0.2 or less | of these carry nothing |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, found in cells.items():
        lines.append(f"| {name} | {_held(found)} | {_firm(found)} |")
    return lines


def _held(found: pd.Series) -> str:
    figures = ("density", "reachable_share", "in_degree")
    return " | ".join(_percent(found[f"{figure}_held"]) for figure in figures)


def _firm(found: pd.Series) -> str:
    return " | ".join(_percent(found[name]) for name in ("firm", "firm_true", "down", "down_true"))


if __name__ == "__main__":
    main()

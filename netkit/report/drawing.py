"""Figures of a report as SVG and PNG: the same bytes for the same findings."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from netkit.report.findings.routes import KINDS
from netkit.report.pictures import STATES
from netkit.report.source import Source

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from netkit.findings import Findings

__all__ = ["draw_figures"]

WIDTH = 6.5
ROW = 0.36
DPI = 150
LABEL = 34
LOOKS: Mapping[str, dict[str, Any]] = {
    "works": {"color": "#1f5f8b"},
    "intact": {"color": "#1f5f8b"},
    "partly": {"color": "#ffffff", "hatch": "////"},
    "fragile": {"color": "#ffffff", "hatch": "////"},
    "fails": {"color": "#9c2a10", "hatch": "xx"},
    "broken": {"color": "#9c2a10", "hatch": "xx"},
    "unevidenced": {"color": "#ffffff", "hatch": ".."},
}
STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "svg.hashsalt": "netkit",
    "svg.fonttype": "path",
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "hatch.linewidth": 0.8,
}
PLATE = {"boxstyle": "round,pad=0.15", "fc": "white", "ec": "none"}
Drawing = Callable[[Source], "tuple[Figure, str] | None"]
_DRAWINGS: dict[str, Drawing] = {}


def _figure(function: Drawing) -> Drawing:
    _DRAWINGS[function.__name__] = function
    return function


def draw_figures(found: Findings) -> dict[str, bytes]:
    """Draw every figure that the findings have something for.

    Parameters
    ----------
    found : Findings
        Any edition; what it does not hold is not drawn.

    Returns
    -------
    dict of str to bytes
        ``<figure>.svg``, with its description inside, and ``<figure>.png``.
    """
    from matplotlib import rc_context

    source = Source(found)
    files: dict[str, bytes] = {}
    with rc_context(STYLE):
        for name, draw in _DRAWINGS.items():
            drawn = draw(source)
            if drawn is not None:
                files[f"{name}.svg"] = _svg(*drawn)
                files[f"{name}.png"] = _bytes(drawn[0], "png", {"Software": None})
    return files


@_figure
def tie_states(source: Source) -> tuple[Figure, str] | None:
    """Draw how many ties work, by how they are spoken of."""
    facts = source.found.facts
    rows = {"The list": facts["by_name"]}
    if not source.plain:
        rows = {
            "By name": facts["by_name"],
            "One end in general": facts["in_general"],
            "Both ends in general": facts["among_agencies"],
        }
    return _stacked("Ties, by how they are spoken of", rows, STATES, "ties")


@_figure
def pathways(source: Source) -> tuple[Figure, str] | None:
    """Draw the routes of each prescribed pathway by how they stand."""
    table = source.found.tables["pathways"]
    whole = table[table["route"].fillna("") == ""]
    rows = {
        str(row["title"]): {kind: int(row[f"routes_{kind}"]) for kind in KINDS}
        for _, row in whole.iterrows()
    }
    return _stacked("Prescribed routes, by how they stand", rows, KINDS, "routes")


@_figure
def reach(source: Source) -> tuple[Figure, str] | None:
    """Draw how far information comes from each agency, and from how many it is heard there."""
    ranked = source.ranked.sort_values(["reach_out", "reach_in"], kind="stable")
    if len(ranked) < 2:
        return None
    figure, axes = _canvas(len(ranked), "How far information comes along ties that work")
    places = range(len(ranked))
    out, into = ranked["reach_out"].astype(float), ranked["reach_in"].astype(float)
    axes.hlines(places, 0, len(ranked) - 1, color="#d9d9d9", linewidth=0.8, zorder=0)
    axes.plot(out, places, "o", color="#1f5f8b", label="agencies reached from here")
    axes.plot(into, places, "D", mfc="none", mec="#9c2a10", ms=9, label="agencies heard from here")
    axes.set_yticks(places, _wrapped(ranked["name"]))
    axes.set_xlabel("agencies")
    _legend(axes, 2)
    said = [
        f"{name} reaches {int(one)} and hears from {int(other)}"
        for name, one, other in zip(ranked["name"], out, into, strict=True)
    ]
    return figure, f"{'; '.join(reversed(said))}."


@_figure
def barriers(source: Source) -> tuple[Figure, str] | None:
    """Draw how often each reason is given."""
    table = source.found.tables["barriers"]
    if table.empty:
        return None
    total = (table["statements"] + table["conditions"]).astype(int)
    table = table.assign(all=total).sort_values(["all", "barrier"], kind="stable")
    meanings = {item.id: item.definition for item in source.found.study.codebook.barriers}
    names = [meanings.get(name) or name for name in table["barrier"]]
    figure, axes = _canvas(len(table) * 1.3, "Reasons given")
    places = range(len(table))
    said, inside = table["statements"].astype(int), table["conditions"].astype(int)
    axes.barh(places, said, label="about ties", **_look("works"))
    axes.barh(places, inside, left=said, label="about agencies themselves", **_look("partly"))
    axes.set_yticks(places, _wrapped(names))
    axes.set_xlabel("statements")
    _legend(axes, 2)
    told = [f"{name}: {count}" for name, count in zip(names, table["all"], strict=True)]
    return figure, f"{'; '.join(reversed(told))}."


@_figure
def support(source: Source) -> tuple[Figure, str] | None:
    """Draw the support of ties described by name with its interval, where it may be shown."""
    ties = source.by_name[source.by_name["support"].notna()]
    if ties.empty:
        return None
    from matplotlib.ticker import LinearLocator

    ties = ties.sort_values("support", kind="stable")
    figure, axes = _canvas(len(ties), "Share of accounts that say a tie works")
    places = range(len(ties))
    middle = ties["support"].astype(float)
    sides = [middle - ties["support_low"], ties["support_high"] - middle]
    axes.axvline(0.5, color="#6b6b6b", linewidth=0.8, linestyle="--")
    axes.errorbar(middle, places, xerr=sides, fmt="o", color="#1f5f8b", capsize=4)
    names = [" → ".join(source.named(tie)) for tie in ties.index]
    axes.set_yticks(places, _wrapped(names))
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.6, len(ties) - 0.4)
    axes.xaxis.set_major_locator(LinearLocator(5))
    axes.set_xlabel("support, with its 90 % interval; not a chance")
    told = [f"{name}: {value:.2f}" for name, value in zip(names, middle, strict=True)]
    return figure, f"{'; '.join(reversed(told))}."


def _stacked(
    title: str, rows: Mapping[str, Mapping[str, int]], kinds: Mapping[str, str], unit: str
) -> tuple[Figure, str] | None:
    shown = {label: counts for label, counts in rows.items() if sum(counts[k] for k in kinds)}
    if not shown:
        return None
    figure, axes = _canvas(len(shown) + 1, title)
    labels = list(reversed(shown))
    totals = [sum(shown[label][kind] for kind in kinds) for label in labels]
    left = [0.0] * len(labels)
    for kind, text in kinds.items():
        counts = [shown[label][kind] for label in labels]
        shares = [count / total for count, total in zip(counts, totals, strict=True)]
        bars = axes.barh(range(len(labels)), shares, left=left, label=text, **_look(kind))
        texts = [str(count) if count else "" for count in counts]
        for drawn in axes.bar_label(bars, texts, label_type="center", fontweight="bold"):
            drawn.set_bbox(PLATE if drawn.get_text() else None)
        left = [start + share for start, share in zip(left, shares, strict=True)]
    for place, total in enumerate(totals):
        axes.text(1.02, place, str(total), va="center")
    axes.set_yticks(range(len(labels)), _wrapped(labels))
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_xlabel(f"each bar holds all {unit} of its row; their number stands at its end")
    _legend(axes, len(kinds))
    told = [
        f"{label}: " + ", ".join(f"{counts[kind]} {text}" for kind, text in kinds.items())
        for label, counts in shown.items()
    ]
    return figure, f"{'; '.join(told)}."


def _canvas(rows: float, title: str) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(WIDTH, 1.5 + ROW * rows), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, loc="left", fontweight="bold")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return figure, axes


def _look(kind: str) -> dict[str, Any]:
    return {"edgecolor": "#1b1b1b", "linewidth": 0.8, "height": 0.6, **LOOKS[kind]}


def _legend(axes: Axes, columns: int) -> None:
    axes.figure.legend(loc="outside lower left", ncols=min(columns, 3), frameon=False)


def _wrapped(names: Any) -> list[str]:
    return [textwrap.fill(str(name), LABEL) for name in names]


def _svg(figure: Figure, description: str) -> bytes:
    """Give a figure as SVG that says in words what it shows."""
    text = _bytes(figure, "svg", {"Date": None, "Creator": None}).decode()
    title = escape(f"{figure.axes[0].get_title(loc='left')}. {description}")
    opened = re.sub(r"<svg ", '<svg role="img" ', text, count=1)
    return re.sub(
        r"(<svg [^>]*>)", lambda tag: f"{tag[0]}\n <title>{title}</title>", opened, count=1
    ).encode()


def _bytes(figure: Figure, form: str, metadata: dict[str, str | None]) -> bytes:
    stream = io.BytesIO()
    figure.savefig(stream, format=form, dpi=DPI, metadata=metadata)
    return stream.getvalue()

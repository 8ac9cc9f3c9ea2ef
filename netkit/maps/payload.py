"""From findings to plain data: what the map says, before how it is drawn.

Every text is cleaned here; every class and key the page uses comes from a closed vocabulary or
is an index.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from netkit.maps import FIGURES
from netkit.maps.compare import make_compared
from netkit.maps.layers import actor_style, tie_style
from netkit.maps.lettering import clean
from netkit.maps.sayings import evidence_of, place_of, vocabularies_of
from netkit.maps.short import make_short
from netkit.maps.story import counted, make_story

if TYPE_CHECKING:
    import pandas as pd

    from netkit.evidence.study import Actor, Study
    from netkit.findings import Findings

__all__ = ["make_payload", "tie_anchor", "words"]

Item = dict[str, Any]
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_STATES = ("works", "partly", "fails")


@cache
def words() -> dict[str, dict[str, str]]:
    """Give the words of the closed vocabularies."""
    text = resources.files("netkit.maps").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


def tie_anchor(source: str, target: str) -> str:
    """Give the id that a tie has in a map's page, for links from other pages.

    Examples
    --------
    >>> tie_anchor("school", "police")
    'tie-73b8010607'
    """
    pair = f"{len(source)} {source} {target}".encode("utf-8", "replace")
    return f"tie-{hashlib.sha256(pair).hexdigest()[:10]}"


def make_payload(found: Findings) -> Item:
    """Give everything a map shows as plain data: text, numbers, lists and mappings.

    Parameters
    ----------
    found : Findings
        Any edition, of a study or of a plain list of ties.

    Returns
    -------
    dict
        ``meta, words, sectors, actors, ties, evidence, vocabularies, short, story, compare``.
        Actors stand by sector and id, ties by the actors they join, each referred to by index.
    """
    sectors = _sectors(found)
    actors = _actors(found, sectors)
    places = {actor["id"]: index for index, actor in enumerate(actors)}
    rows = _drawn(found, places)
    evidence, keys = evidence_of(found, rows)
    vocabularies = vocabularies_of(found)
    ties = _ties(found, rows, places, keys, vocabularies)
    for tie in ties:
        ends = actors[tie["source"]], actors[tie["target"]]
        if tie["level"] == "named" and any(end["unnamed"] for end in ends):
            tie["level"] = "unnamed"
        tie["style"] = tie_style(tie)
    drawn = {(tie["source"], tie["target"]): index for index, tie in enumerate(ties)}
    return {
        "meta": _meta(found, ties),
        "words": words(),
        "sectors": sectors,
        "actors": actors,
        "ties": ties,
        "evidence": evidence,
        "vocabularies": vocabularies,
        "short": make_short(found, actors, ties, drawn),
        "story": make_story(found, places, drawn),
        "compare": make_compared(found, actors, drawn, _numbers(vocabularies)["relations"]),
    }


def _meta(found: Findings, ties: list[Item]) -> Item:
    facts = found.facts
    texts = ("title", "citation", "view_title", "phase_title", "marking")
    return {
        **{name: clean(str(facts[name])) for name in texts},
        **{name: facts[name] for name in ("plain", "interviews", "ended", "threshold")},
        "profile": found.profile,
        "by_name": dict(facts["by_name"]),
        "unnamed": sum(tie["level"] == "unnamed" for tie in ties),
        "in_general": sum(tie["level"] == "general" for tie in ties),
        "among_agencies": {**facts["among_agencies"], "least": facts["least"]},
        "withheld": dict(facts["withheld"]),
    }


def _sectors(found: Findings) -> list[Item]:
    """Give the sectors that have actors: the codebook's order, then others by name."""
    known = {sector.id: sector for sector in found.study.codebook.sectors}
    used = {str(name) for name in found.tables["actors"]["sector"]} - {""}
    order = [name for name in known if name in used] + sorted(used - known.keys())
    rows = []
    for name in order:
        title = clean(known[name].title) if name in known else ""
        colour = known[name].colour if name in known else ""
        rows.append(
            {
                "id": name,
                "title": title or clean(name) or "?",
                "colour": colour if _COLOUR.fullmatch(colour) else "",
            }
        )
    return rows


def _actors(found: Findings, sectors: list[Item]) -> list[Item]:
    numbers = {sector["id"]: number for number, sector in enumerate(sectors)}
    listed = {actor.id: actor for actor in found.study.actors}
    inside = _conditions(found.study) if found.profile == "researcher" else {}
    table = found.tables["actors"]
    degree = (table["in_degree"] + table["out_degree"]).astype("float64")
    most = max(degree.max(), 1.0) if len(degree) else 1.0
    rows = []
    for row, ties in zip(_rows(table), degree, strict=True):
        number = numbers.get(str(row["sector"]))
        actor: Item = {
            "id": str(row["actor"]),
            "name": clean(str(row["name"])) or clean(str(row["actor"])) or "?",
            "sector_number": number,
            "sector": "" if number is None else sectors[number]["title"],
            "colour": "" if number is None else sectors[number]["colour"],
            "kind": str(row["kind"]),
            "unnamed": row["kind"] == "unnamed",
            "spoken": bool(row["spoken"]),
            "ended": bool(row["ended"]),
            "share": None if ties != ties else float(ties) / float(most),
            "figures": {name: _number(row.get(name)) for name in FIGURES},
            "description": _description(listed.get(str(row["actor"]))),
            "conditions": inside.get(str(row["actor"]), []),
        }
        actor["label"] = f"{actor['name']} (ended)" if actor["ended"] else actor["name"]
        actor["style"] = actor_style(actor)
        rows.append(actor)
    last = len(sectors)
    rows.sort(key=lambda a: (last if a["sector_number"] is None else a["sector_number"], a["id"]))
    return rows


def _description(actor: Actor | None) -> str:
    return "" if actor is None else clean(actor.description)


def _conditions(study: Study) -> dict[str, list[Item]]:
    """Give the barriers inside each actor, with what was said of them."""
    inside: dict[str, list[Item]] = {}
    for item in study.conditions:
        place = place_of(item.section, item.paragraph)
        row = {"barrier": clean(item.barrier), "summary": clean(item.summary), "place": place}
        row["who"] = clean(", ".join(item.respondents))
        inside.setdefault(item.actor, []).append(row)
    return inside


def _drawn(found: Findings, places: Mapping[str, int]) -> pd.DataFrame:
    """Give the ties that are drawn: between actors, not ended, not only of agencies in general."""
    table = found.tables["ties"]
    shown = table["state"].isin(_STATES) & (table["level"] < 2)
    for end in ("source", "target"):
        shown &= table[end].isin(list(places))
    return table[shown.to_numpy(dtype=bool)]


def _rows(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Give the rows of a table one at a time, as there may be a million."""
    names = [str(name) for name in table]
    for row in zip(*(table[name].to_list() for name in names), strict=True):
        yield dict(zip(names, row, strict=True))


def _ties(
    found: Findings,
    drawn: pd.DataFrame,
    places: Mapping[str, int],
    keys: Mapping[str, int],
    vocabularies: Mapping[str, list[Item]],
) -> list[Item]:
    """Give the ties that are drawn, with what is said of them."""
    numbers = _numbers(vocabularies)
    rows = []
    for row in _rows(drawn):
        source, target = str(row["source"]), str(row["target"])
        tie: Item = {
            "anchor": tie_anchor(source, target),
            "source": places[source],
            "target": places[target],
            "state": row["state"],
            "condition": row["condition"],
            "level": "general" if row["level"] == 1 else "named",
            "accounts": counted(row["accounts"], found.facts["banded"]),
            "withheld": bool(row.get("withheld", False)),
            "support": _interval(row),
            "firmness": _number(row["firmness"]),
            "evidence": _known(row["evidence_ids"], keys),
            "general": _known(row["general_ids"], keys),
        }
        for name in ("relations", "channels", "barriers"):
            tie[name] = _known(row[name], numbers[name])
        rows.append(tie)
    rows.sort(key=lambda tie: (tie["source"], tie["target"]))
    return rows


def _numbers(vocabularies: Mapping[str, list[Item]]) -> dict[str, dict[str, int]]:
    return {
        name: {entry["id"]: index for index, entry in enumerate(entries)}
        for name, entries in vocabularies.items()
    }


def _known(names: Iterable[str], numbers: Mapping[str, int]) -> list[int]:
    return sorted(numbers[name] for name in names if name in numbers)


def _interval(row: Mapping[Any, Any]) -> list[float] | None:
    figures = [_number(row[name]) for name in ("support", "support_low", "support_high")]
    shown = [round(float(figure), 2) for figure in figures if figure is not None]
    return shown if len(shown) == len(figures) else None


def _number(value: Any) -> Any:
    """Give a plain number, or None where it is undefined."""
    import pandas as pd

    if value is None or pd.isna(value):
        return None
    return int(value) if float(value).is_integer() else round(float(value), 6)

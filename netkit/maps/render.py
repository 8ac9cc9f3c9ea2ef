"""From payload and picture to the bytes of one page that needs nothing else and runs no stranger.

Every script and style stands in the page and is named by its hash; text from the study reaches
the page only escaped, or as JSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from netkit.maps.layers import INK

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render_page"]

Item = dict[str, Any]
_WORDS = ("state", "condition", "level", "kind", "look")
_ACTOR = ("name", "label", "sector", "sector_number", "kind", "description", "conditions")
_TIE = (
    "source target state level condition accounts withheld support firmness relations channels "
    "barriers evidence general"
).split()
# Where the same few words come again and again.
_CODED = ("state", "level", "condition", "sector", "kind", "look", "who", "place")
_ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)
_REMARK = re.compile(r"^\s*//.*$", re.MULTILINE)
_INDENT = re.compile(r"\n\s+")
_STYLE_GAP = re.compile(r"\s*([{};])\s*|([:,]) +")


def render_page(
    payload: Mapping[str, Any],
    picture: Mapping[str, Any] | None,
    view: Mapping[str, Any] | None,
    bundle: str,
) -> bytes:
    """Fill the template of the page.

    Parameters
    ----------
    payload : mapping
        What :func:`netkit.maps.payload.make_payload` gives.
    picture : mapping, optional
        The drawn map's shapes; None where only the second view draws.
    view : mapping, optional
        Nodes, edges and options of the second view; None without it.
    bundle : str
        The script that draws the second view; empty without it.

    Returns
    -------
    bytes
        UTF-8 with line feeds alone.
    """
    pages = _environment()
    style = _tight(pages.get_template("style.css.jinja").render(ink=INK))
    unused = {"vis": not bundle, "compare": not payload["compare"]["alternatives"]}
    without = [name for name, left_out in unused.items() if left_out]
    script = _compact(pages.get_template("script.js.jinja").render(without=without))
    if _ENDS_SCRIPT.search(bundle):
        raise ValueError("the vis-network script would end its own element")
    scripts = [script, bundle] if bundle else [script]
    page = pages.get_template("map.html.jinja").render(
        **payload,
        picture=picture,
        style=style,
        script=script,
        bundle=bundle,
        data=_as_json(_for_script(payload, picture, view)),
        script_hashes=" ".join(_hash(text) for text in scripts),
        style_hashes=_hash(style),
    )
    return page.encode("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("netkit.maps"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _compact(text: str) -> str:
    """Take remarks and indents off our own script."""
    return _INDENT.sub("\n", _REMARK.sub("", text)).strip()


def _tight(style: str) -> str:
    """Take the gaps out of our own style."""
    return _STYLE_GAP.sub(r"\1\2", style).replace(";}", "}").strip()


def _hash(text: str) -> str:
    """Name a script or style by its hash, as a content security policy does."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _as_json(data: Item) -> str:
    """Write JSON that cannot end the element it stands in, whatever its texts hold."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _for_script(
    payload: Mapping[str, Any],
    picture: Mapping[str, Any] | None,
    view: Mapping[str, Any] | None,
) -> Item:
    """Choose what the page's script needs; what is empty is left out."""
    meta = payload["meta"]
    data: Item = {
        "plain": meta["plain"],
        "threshold": meta["threshold"],
        "words": {name: payload["words"][name] for name in _WORDS},
        "actors": _columns([_actor(actor) for actor in payload["actors"]]),
        "ties": _columns([{name: tie[name] for name in _TIE} for tie in payload["ties"]]),
        "figures": list(payload["actors"][0]["figures"]) if payload["actors"] else [],
        "evidence": _columns(payload["evidence"]),
        "vocabularies": {
            name: [entry["title"] for entry in entries]
            for name, entries in payload["vocabularies"].items()
        },
    }
    if payload["compare"]["alternatives"]:
        data["compare"] = _compared(payload["compare"], picture)
    if view is not None:
        data["view"] = {**view, "edges": _columns(view["edges"])}
    return data


def _compared(compare: Mapping[str, Any], picture: Mapping[str, Any] | None) -> Item:
    paths = picture["there"] if picture else [""] * len(compare["there"])
    there = zip(compare["there"], paths, strict=True)
    return {
        "there": _columns([{**tie, "path": path} for tie, path in there]),
        "alternatives": [
            {
                "changes": _grouped(alternative["ties"]),
                **{name: alternative[name] for name in ("meet", "end") if alternative[name]},
            }
            for alternative in compare["alternatives"]
        ],
    }


def _grouped(ties: Sequence[Mapping[str, Any]]) -> list[Item]:
    """Put together the ties that change alike: what they have in common is given once."""
    groups: dict[tuple[str, str], Item] = {}
    for tie in ties:
        alike = {name: tie[name] for name in ("state", "change")}
        group = groups.setdefault((tie["state"], tie["change"]), {**alike, "ties": []})
        group["ties"].append(tie["tie"])
        if tie["accounts"] is not None:
            group.setdefault("accounts", {})[str(tie["tie"])] = tie["accounts"]
    return list(groups.values())


def _actor(actor: Mapping[str, Any]) -> Item:
    figures = actor["figures"]
    measured = all(value is not None for value in figures.values())
    row = {name: actor[name] for name in _ACTOR}
    # Most are labelled by their name alone.
    row["label"] = actor["label"] if actor["label"] != actor["name"] else ""
    return row | {
        "look": actor["style"]["look"],
        "figures": list(figures.values()) if measured else None,
    }


def _columns(rows: Sequence[Mapping[str, Any]]) -> Item:
    """Give rows without their names: names once, then each row's values, None where empty.

    What is empty at a row's end is left off. Words that come again and again are given by their
    place in a list of those in use.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    codes = {
        name: list(dict.fromkeys(row[name] for row in rows)) for name in _CODED if name in names
    }
    told = []
    for row in rows:
        values = [_kept(row.get(name), codes.get(name)) for name in names]
        while values and values[-1] is None:
            values.pop()
        told.append(values)
    return {"names": names, "rows": told} | ({"codes": codes} if codes else {})


def _kept(value: Any, codes: list[Any] | None = None) -> Any:
    if codes is not None:
        return codes.index(value)
    empty = value is False or value == "" or value == []
    return None if empty else value

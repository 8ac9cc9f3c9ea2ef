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

from netkit.maps.compact import compact_page, compact_script, compact_style
from netkit.maps.layers import INK
from netkit.maps.story import story_for_script

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render_page"]

Item = dict[str, Any]
_WORDS = ("state", "route", "condition", "level", "kind", "look")
_ACTOR = ("name", "label", "sector", "sector_number", "kind", "description", "conditions")
_TIE = (
    "source target state level condition accounts withheld support firmness relations channels "
    "barriers evidence general"
).split()
_ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)


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
    telling = bool(payload["story"] and picture and payload["actors"])
    style = compact_style(pages.get_template("style.css.jinja").render(ink=INK))
    code = pages.get_template("script.js.jinja").render(moving=bool(bundle), telling=telling)
    script = compact_script(code)
    if _ENDS_SCRIPT.search(bundle):
        raise ValueError("the vis-network script would end its own element")
    scripts = [script, bundle] if bundle else [script]
    page = pages.get_template("map.html.jinja").render(
        **payload,
        picture=picture,
        telling=telling,
        style=style,
        script=script,
        bundle=bundle,
        data=_as_json(_for_script(payload, view)),
        script_hashes=" ".join(_hash(text) for text in scripts),
        style_hashes=_hash(style),
    )
    return compact_page(page).encode("utf-8")


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


def _for_script(payload: Mapping[str, Any], view: Mapping[str, Any] | None) -> Item:
    """Choose what the page's script needs; what is empty is left out."""
    meta = payload["meta"]
    data: Item = {
        "plain": meta["plain"],
        "threshold": meta["threshold"],
        "words": {name: payload["words"][name] for name in _WORDS},
        "actors": _columns([_actor(actor) for actor in payload["actors"]]),
        "ties": _columns([{name: tie[name] for name in _TIE} for tie in payload["ties"]]),
        "evidence": _columns(payload["evidence"]),
        "vocabularies": {
            name: [entry["title"] for entry in entries]
            for name, entries in payload["vocabularies"].items()
        },
    }
    if payload["story"]:
        data["story"] = story_for_script(payload["story"])
    return data if view is None else data | {"view": view}


def _actor(actor: Mapping[str, Any]) -> Item:
    figures = actor["figures"]
    measured = all(value is not None for value in figures.values())
    row = {name: actor[name] for name in _ACTOR}
    return row | {"look": actor["style"]["look"], "figures": figures if measured else None}


def _columns(rows: Sequence[Mapping[str, Any]]) -> Item:
    """Give rows without their names: names once, then each row's values, None where empty."""
    names = list(rows[0]) if rows else []
    return {"names": names, "rows": [[_kept(row[name]) for name in names] for row in rows]}


def _kept(value: Any) -> Any:
    empty = value is False or value == "" or value == []
    return None if empty else value

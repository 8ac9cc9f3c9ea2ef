"""From payload and picture to the bytes of one page that needs nothing else and runs no stranger.

Every script and style stands in the page and is named by its hash; text from the study reaches
the page only escaped, or as JSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from netkit.maps.compact import compact_page, compact_script, compact_style
from netkit.maps.layers import INK
from netkit.maps.paging import first_rows
from netkit.maps.scripted import for_script

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["render_page"]

Item = dict[str, Any]
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
    pages, crowd = _environment(), bool(payload.get("crowd"))
    telling = bool(payload["story"] and picture and payload["actors"]) and not crowd
    parts = {
        "canvas": bool(bundle),
        "vis": bool(bundle) and not crowd,
        "compare": bool(payload["compare"]["alternatives"]),
        "lighting": telling,
        "story": telling,
        "crowd": crowd,
        "crowd-panel": crowd,
        "crowd-canvas": bool(bundle) and crowd,
        "pages": crowd,
    }
    without = [name for name, needed in parts.items() if not needed]
    style = compact_style(pages.get_template("style.css.jinja").render(ink=INK, without=without))
    script = compact_script(pages.get_template("script.js.jinja").render(without=without))
    if _ENDS_SCRIPT.search(bundle):
        raise ValueError("the vis-network script would end its own element")
    scripts = [script, bundle] if bundle else [script]
    page = pages.get_template("map.html.jinja").render(
        **{"crowd": None, "left_out": None, **payload},
        rows=first_rows(payload),
        picture=picture,
        telling=telling,
        style=style,
        script=script,
        bundle=bundle,
        data=_as_json(for_script(payload, picture, view)),
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

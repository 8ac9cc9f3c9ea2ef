"""Sentences: templates in files, filled with escaped values."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from netkit.report.wording import capital, counted, listed, lower_first, signed

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["environment", "family", "in_page", "style_of", "template_text"]


def in_page(name: str, values: Mapping[str, Any]) -> str:
    """Fill the sentence ``family.name`` for a page: text that is already escaped."""
    from markupsafe import Markup

    group, key = name.split(".")
    text = environment().from_string(_sentences()[group][key]).render(**values)
    # Every value was escaped when it was put in, so the whole must not be escaped again.
    return Markup(text.strip())  # noqa: S704


def family(name: str) -> dict[str, str]:
    """Give one table of ``sentences.toml``: headings, states, kinds."""
    return dict(_sentences()[name])


@cache
def environment() -> Environment:
    """Give the environment of the templates, strict about names."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("netkit.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "n": counted,
        "listed": listed,
        "capital": capital,
        "lower_first": lower_first,
        "signed": signed,
        "of": lambda key, table: table[key],
    }
    return made


def style_of(name: str) -> dict[str, str]:
    """Give a style sheet, and the hash by which a page allows it and no other."""
    style = template_text(name)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {"style": style, "style_hash": digest}


def template_text(name: str) -> str:
    """Give a file of the templates as it is."""
    return files("netkit.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(template_text("sentences.toml"))

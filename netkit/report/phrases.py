"""Sentences: templates in a file, filled with escaped values."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from netkit.report.words import capital, counted, in_digits, listed, lower_first

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["environment", "plain", "sentence", "template_text", "words"]


def sentence(name: str, values: dict[str, Any]) -> Markup:
    """Fill the template ``family.name`` of ``sentences.toml``; every value is escaped."""
    from markupsafe import Markup

    # Rendered with every value escaped, so it must not be escaped again.
    return Markup(_filled(name, values, escape=True))  # noqa: S704


def plain(name: str, values: dict[str, Any]) -> str:
    """Fill a template without escaping, for text that is not put into a page."""
    return _filled(name, values, escape=False)


def words(family: str) -> dict[str, str]:
    """Give a family of ``sentences.toml``: headings, states, kinds."""
    return dict(_sentences()[family])


@cache
def environment(escape: bool = True) -> Environment:
    """Give the templates' environment: strict about names, deaf to anything but its filters."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("netkit.report"),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "n": counted,
        "digits": in_digits,
        "listed": listed,
        "capital": capital,
        "lower_first": lower_first,
    }
    return made


def template_text(name: str) -> str:
    """Give a file of the templates as it is."""
    return files("netkit.report").joinpath("templates", name).read_text(encoding="utf-8")


def _filled(name: str, values: dict[str, Any], *, escape: bool) -> str:
    family, key = name.split(".")
    made = environment(escape).from_string(_sentences()[family][key])
    return made.render(**values).strip()


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(template_text("sentences.toml"))

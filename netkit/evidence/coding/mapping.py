"""Which code means what: proposed from the tree of codes, kept in a file for people to read."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from netkit.evidence.coding.project import Code, Project
from netkit.evidence.problems import Log
from netkit.evidence.study import STATUSES
from netkit.evidence.text import shown

__all__ = ["MAPPING", "ROLES", "Meaning", "proposed", "read_mapping", "slug", "written"]

MAPPING = "mapping.toml"
ROLES = ("actor", "from", "to", "status", "channel", "barrier", "phase", "relation", "ignore")
_PARENTS = {
    "actor": "actor actors agency agencies organisation organisations organization organizations "
    "stakeholder stakeholders",
    "from": "from sender senders source",
    "to": "to receiver receivers recipient target",
    "status": "flow flows status state tie ties sharing",
    "channel": "channel channels",
    "barrier": "barrier barriers obstacle obstacles",
    "phase": "phase phases period",
    "relation": "relation relations",
}
_STATES = {
    "open": "open shares shared works working sharing yes good",
    "strained": "strained partly late delayed weak sometimes strain",
    "broken": "broken fails failing blocked missing refused not-shared no",
}
_ROLE_OF = {word: role for role, words in _PARENTS.items() for word in words.split()}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words.split()}
_HEAD = """\
# What each code means. Roles: {roles}.
# 'from' and 'to' are actors with a direction, 'actor' is one without: a passage needs a sender, a
# receiver and a status to become a statement. 'value' is the actor's key, the status (open,
# strained, broken), or the word for a channel, barrier, phase or relation; it may be empty where
# the role is 'ignore'. Correct what is wrong, then run the same command again.
"""


class Meaning(NamedTuple):
    """What a code stands for."""

    role: str
    value: str
    title: str


def proposed(project: Project) -> dict[str, Meaning]:
    """Give a meaning of each code by its name, from what its parents are called."""
    return {code.name: _guess(code) for code in project.codes.values()}


def _guess(code: Code) -> Meaning:
    leaf = code.path[-1]
    for above in reversed(code.path[:-1]):
        role = _ROLE_OF.get(slug(above))
        if role:
            value = _STATE_OF.get(slug(leaf), "") if role == "status" else slug(leaf)
            return Meaning(role if value else "ignore", value, leaf)
    return Meaning("ignore", "", leaf)


def written(meanings: Mapping[str, Meaning], project: Project) -> str:
    """Give the file of a mapping: every code with its uses, in the order of their names."""
    uses = Counter(project.codes[coding.code].name for coding in project.codings)
    parts = [_HEAD.format(roles=", ".join(ROLES))]
    parts += [
        f"[[codes]]\ncode = {_quoted(name)}\nuses = {uses[name]}\nrole = {_quoted(meaning.role)}\n"
        f"value = {_quoted(meaning.value)}\ntitle = {_quoted(meaning.title)}\n"
        for name, meaning in sorted(meanings.items())
    ]
    return "\n".join(parts)


def read_mapping(text: str, project: Project, log: Log) -> dict[str, Meaning]:
    """Read a mapping; codes it does not know, and meanings that are none, are reported."""
    try:
        entries = tomllib.loads(text).get("codes", [])
    except (ValueError, RecursionError) as error:
        log.error(f"is no TOML that can be read ({error}): correct it, or delete it and begin anew")
        return {}
    meanings: dict[str, Meaning] = {}
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("code"), str):
            said = (str(entry.get(name, "")).strip() for name in ("role", "value", "title"))
            meanings[entry["code"]] = Meaning(*said)
    known = {code.name for code in project.codes.values()}
    for name in sorted(known - meanings.keys()):
        log.error(f"does not say what the code {shown(name)} means: add it, or delete the file")
    for name, meaning in sorted(meanings.items()):
        _check(name, meaning, log)
    return meanings


def _check(name: str, meaning: Meaning, log: Log) -> None:
    if meaning.role not in ROLES:
        log.error(
            f"{shown(name)} has the role {shown(meaning.role)}; there are {', '.join(ROLES)}",
            column="role",
            value=meaning.role,
        )
    elif meaning.role == "status" and meaning.value not in STATUSES:
        log.error(
            f"{shown(name)} has the status {shown(meaning.value)}; there are {', '.join(STATUSES)}",
            column="value",
            value=meaning.value,
        )
    elif meaning.role != "ignore" and not meaning.value:
        log.error(f"{shown(name)} has no value: give one, or the role 'ignore'", column="value")


def slug(text: str) -> str:
    """Give a name as a key: small letters, figures and hyphens.

    Examples
    --------
    >>> slug("Children's Services")
    'childrens-services'
    """
    bare = unicodedata.normalize("NFKD", text.casefold()).replace("'", "").replace("\u2019", "")
    return re.sub(
        r"[^\w]+", "-", "".join(sign for sign in bare if not unicodedata.combining(sign))
    ).strip("-_")


def distinct(names: Iterable[str]) -> dict[str, str]:
    """Give each name a key of its own, in the order of the names."""
    keys: dict[str, str] = {}
    for name in sorted(set(names)):
        base, turn = slug(name) or "x", 1
        key = base
        while key in keys.values():
            turn += 1
            key = f"{base}-{turn}"
        keys[name] = key
    return keys


def _quoted(text: str) -> str:
    """Give a text as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=True).replace("\x7f", "\\u007f")

"""A study folder described for other programs: a Frictionless Data Package of its tables."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from netkit.errors import UsageError
from netkit.evidence.cells import WEIGHT_RANGE
from netkit.evidence.reading import read
from netkit.evidence.rows import bind
from netkit.evidence.schema import ACTORS, EDGES, TABLES, Field, Schema
from netkit.evidence.source import Intake, Source
from netkit.evidence.study import ANY_PHASE, Study
from netkit.evidence.tables import read_table, separator_of

__all__ = ["data_package"]

_TYPES: Mapping[str, tuple[str, dict[str, Any]]] = {
    "weight": ("number", {"minimum": WEIGHT_RANGE[0], "maximum": WEIGHT_RANGE[1]}),
    "step": ("integer", {"minimum": 1}),
    "coordinate": ("number", {}),
}
# Cells that hold several words have no vocabulary that a validator could hold them against.
_LISTS = ("actors", "codes")


def data_package(folder: str | os.PathLike[str]) -> bytes:
    """Describe the tables of a study folder by the Frictionless Table Schema.

    Parameters
    ----------
    folder : path
        A study folder in which nothing is wrong.

    Returns
    -------
    bytes
        ``datapackage.json``: each table with its columns, their types, meanings and vocabularies,
        keys and references. A column that netkit does not know is text.

    Raises
    ------
    InputError
        The study has errors.
    UsageError
        It is no folder.

    References
    ----------
    Open Knowledge Foundation (2017), Data Package and Table Schema, version 1.

    Examples
    --------
    >>> import json, pathlib, tempfile
    >>> from netkit.evidence import new_study
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = new_study(pathlib.Path(place, "mine"))
    ...     package = json.loads(data_package(pathlib.Path(place, "mine")))
    >>> [resource["name"] for resource in package["resources"]]
    ['actors', 'respondents', 'information', 'conditions', 'pathways']
    """
    root = Path(folder)
    if not root.is_dir():
        raise UsageError(f"{root}: a data package describes a study folder, and this is a file")
    study = read(root)
    package: dict[str, Any] = {"profile": "data-package", "title": study.title}
    if study.citation:
        package["sources"] = [{"title": study.citation}]
    package["resources"] = list(_resources(root, study))
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resources(root: Path, study: Study) -> Iterator[dict[str, Any]]:
    intake = Intake()
    for schema in TABLES:
        for name, path in _places(root, schema, study):
            source = intake.open(path, path.name)
            if source:
                place = path.relative_to(root).as_posix()
                yield {"name": name, "path": place, **_described(source, schema, study)}


def _places(root: Path, schema: Schema, study: Study) -> Iterator[tuple[str, Path]]:
    if schema is not EDGES:
        places = [(schema.name, root / schema.path)]
    else:
        places = [
            (item.id, root / (item.file or f"edges/{item.id}.csv")) for item in study.relations
        ]
    # A name of a resource is lower case, without blanks.
    for name, path in places:
        if path.is_file():
            yield "".join(c if c.isalnum() or c in "-_." else "-" for c in name.casefold()), path


def _described(source: Source, schema: Schema, study: Study) -> dict[str, Any]:
    text = source.text()
    table = read_table(text, source.ending, source.log) if text else None
    binding = bind(table, schema, source.log) if table else None
    if text is None or table is None or binding is None:
        return {}
    known = {place: field for field, place in binding.fields}
    columns = [_column(header, known.get(place), study) for place, header in enumerate(table.raw)]
    described: dict[str, Any] = {"missingValues": [""], "fields": columns}
    names = {field.name: table.raw[place] for field, place in binding.fields}
    key = next((field for field in schema.fields if field.name == schema.key), None)
    if key and key.required and key.name in names:
        described["primaryKey"] = names[key.name]
    if schema is not ACTORS and ACTORS.path in study.inputs:
        described["foreignKeys"] = [
            {"fields": table.raw[place], "reference": {"resource": ACTORS.name, "fields": "id"}}
            for field, place in binding.fields
            if field.refers == "actor" and field.kind not in _LISTS
        ]
    return {
        "profile": "tabular-data-resource",
        "description": f"A row is {schema.row}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8" if text.codec.startswith("utf-8") else text.codec,
        "dialect": {"delimiter": separator_of(text, source.ending)},
        "schema": described,
    }


def _column(header: str, field: Field | None, study: Study) -> dict[str, Any]:
    if field is None:
        return {"name": header, "type": "string"}
    kind, limits = _TYPES.get(field.kind, ("string", {}))
    constraints = dict(limits)
    if field.required:
        constraints["required"] = True
    if not field.required and field.name == EDGES.key:
        constraints["unique"] = True
    words = _words(field, study)
    if words:
        constraints["enum"] = words
    column = {"name": header, "type": kind, "description": field.meaning}
    return column | ({"constraints": constraints} if constraints else {})


def _words(field: Field, study: Study) -> list[str]:
    """Give the words that a cell may hold, where it holds one and the study declares them."""
    if field.kind in _LISTS:
        return []
    book, phases = study.codebook, [item.id for item in study.phases]
    declared: Mapping[str, list[str]] = {
        "phase": [ANY_PHASE, *phases],
        "last_phase": phases,
        "relation": [item.id for item in study.relations],
        "channel": [item.id for item in book.channels],
        "barrier": [item.id for item in book.barriers],
        "sector": [item.id for item in book.sectors],
    }
    return list(field.values) or declared.get(field.refers, [])

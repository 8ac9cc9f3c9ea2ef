"""Writing: each file whole or not at all, and a manifest, last, that tells a mixed set."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from netkit.evidence.placing import BESIDE, write_atomically

if TYPE_CHECKING:
    from netkit.findings import Findings

__all__ = ["MANIFEST", "digest", "heading", "manifest", "write_atomically", "write_set"]

MANIFEST = "manifest.json"
_BESIDE = ".netkit-"


def digest(data: bytes) -> str:
    """Give the SHA-256 of some bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_set(directory: str | os.PathLike[str], files: Mapping[str, bytes]) -> None:
    """Write a set of files under a directory, the manifest last.

    What an earlier, killed run left beside a file is cleared first; and so are the files of an
    edition for other readers, which must not stay among those that are written now.
    """
    root = Path(directory)
    for left in sorted(root.rglob(f"{BESIDE}*")) if root.is_dir() else ():
        left.unlink(missing_ok=True)
    if MANIFEST in files:
        for name in _of_another_edition(root, json.loads(files[MANIFEST])):
            if name not in files:
                (root / name).unlink()
    for name in sorted(files, key=lambda name: (name == MANIFEST, name)):
        write_atomically(root / name, files[name])


def _of_another_edition(root: Path, ours: Mapping[str, Any]) -> list[str]:
    """Name the files that the manifest there lists for another profile, if they are unchanged."""
    try:
        there = json.loads((root / MANIFEST).read_bytes())
        outputs = dict(there["outputs"])
        if there["options"]["profile"] == ours["options"]["profile"]:
            return []
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [name for name, told in outputs.items() if _stands(root, name, told)]


def _stands(root: Path, name: str, told: object) -> bool:
    """Whether a file is below a folder and what its manifest says."""
    place = root / name
    inside = root.resolve() in place.resolve().parents
    return inside and place.is_file() and digest(place.read_bytes()) == told


def manifest(found: Findings, inputs: Mapping[str, str], files: Mapping[str, bytes]) -> bytes:
    """Describe a set of outputs: versions, options, and the hash of every input and output.

    No time, path or user stands in it, so that a rerun gives the same bytes.
    """
    content = heading(found.options, found.profile, inputs, found.versions)
    content["outputs"] = {name: digest(data) for name, data in files.items()}
    return (json.dumps(content, indent=2, sort_keys=True) + "\n").encode()


def heading(
    options: Mapping[str, Any],
    profile: str,
    inputs: Mapping[str, str],
    versions: Mapping[str, str],
) -> dict[str, Any]:
    """Give what a manifest says before its outputs: what these follow from."""
    ours = "netkit-stakeholder"
    return {
        "netkit": versions[ours],
        "options": {**options, "profile": profile},
        "libraries": {name: text for name, text in versions.items() if name != ours},
        "inputs": dict(inputs),
    }

"""The files of values, and the networks they were worked out on."""

from __future__ import annotations

from pathlib import Path

from netkit.evidence.study import Actor, Phase, Relation, Statement, Study
from netkit.network import Network, build
from tests.measures.paths_cases import VALUES, published, values

LEVELS = {"actors": "actor", "ties": "tie", "network": "network"}
PHASES = (Phase("before", "Before"), Phase("now", "Now"))


def value_files() -> list[Path]:
    """Give the files that hold figures of measures, in order of names."""
    return [
        path
        for path in sorted(VALUES.glob("*.csv"))
        if path.stem.rsplit("_", 1)[-1] in LEVELS and "_given_" not in path.stem
    ]


def case_and_table(path: Path) -> tuple[str, str]:
    """Split a file's name."""
    case, table = path.stem.rsplit("_", 1)
    return case, table


def measured_on(case: str) -> Network:
    """Give the network of a case, with weights, states and ended bodies where these are given."""
    if case.endswith("_ei"):
        return published(case.removesuffix("_ei"))
    ties = values(f"{case}_given_ties")
    if case == "tobacco_contact":
        ties += [{**row, "source": row["target"], "target": row["source"]} for row in ties]
    until = {}
    if (VALUES / f"{case}_given_actors.csv").exists():
        until = {row["actor"]: row["until"] for row in values(f"{case}_given_actors")}
    names = sorted({row[end] for row in ties for end in ("source", "target")} | set(until))
    statements = tuple(
        Statement(
            "",
            "ties",
            row["source"],
            row["target"],
            row.get("status", "open"),
            weight=float(row.get("weight", 1)),
        )
        for row in sorted(ties, key=lambda row: (row["source"], row["target"]))
    )
    actors = tuple(Actor(name, name, until=until.get(name, "")) for name in names)
    relations = (Relation("ties", "Ties"),)
    return build(Study(case, statements, actors, relations=relations, phases=PHASES))

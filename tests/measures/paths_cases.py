"""Small networks to try paths, sectors and brokers on: published, awkward and drawn ones."""

from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path

from hypothesis import strategies as st

from netkit.evidence.study import Actor, Relation, Statement, Study
from netkit.network import Network, network_of

VALUES = Path(__file__).parent / "values"

AWKWARD = {
    "empty": network_of([]),
    "one actor": network_of([], {"a": "s"}, isolates=["a"]),
    "isolate": network_of([("a", "b")], {"a": "s", "b": "t", "c": "t"}, isolates=["c"]),
    "one-way pair": network_of([("a", "b")], {"a": "s", "b": "t"}),
    "disconnected": network_of(
        [("a", "b"), ("c", "d"), ("d", "c")], {"a": "s", "b": "s", "c": "t", "d": "t"}
    ),
    "single sector": network_of([("a", "b"), ("b", "c")], dict.fromkeys("abc", "s")),
    "no sector": network_of([("a", "b"), ("b", "c")]),
    "nothing works": network_of([], dict.fromkeys("abc", "s"), broken=[("a", "b"), ("b", "c")]),
}


def values(name: str) -> list[dict[str, str]]:
    """Give the rows of a file of reference values."""
    with (VALUES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published(case: str) -> Network:
    """Give a published network; the tobacco network's ties go both ways."""
    name = "tobacco_contact" if case.startswith("tobacco_contact") else case
    ties = [(row["source"], row["target"]) for row in values(f"{name}_given_ties")]
    if name == "tobacco_contact":
        ties += [(target, source) for source, target in ties]
    sectors = {row["actor"]: row["sector"] for row in values(f"{case}_ei_actors")}
    return network_of(ties, sectors, isolates=sectors)


def told(*said: str, actors: tuple[Actor, ...] = (), **fields: object) -> Study:
    """Make a study from remarks such as ``a>b open R1 R2 relation=referral phase=after``."""
    statements = []
    for number, text in enumerate(said):
        ends, status, *rest = text.split()
        source, target = ends.split(">")
        options = dict(item.split("=") for item in rest if "=" in item)
        options["barriers"] = tuple(filter(None, options.get("barriers", "").split(",")))
        relation = options.pop("relation", "calls")
        who = tuple(item for item in rest if "=" not in item)
        statements.append(
            Statement(f"S{number}", relation, source, target, status, respondents=who, **options)  # type: ignore[arg-type]
        )
    listed = {actor.id: actor for actor in actors}
    for item in statements:
        for end in (item.source, item.target):
            listed.setdefault(end, Actor(end, end.upper()))
    everybody = tuple(listed[name] for name in sorted(listed))
    relations = tuple(Relation(name, name) for name in ("calls", "referral"))
    return Study("told", tuple(statements), everybody, relations=relations, **fields)  # type: ignore[arg-type]


@st.composite
def drawn(draw: st.DrawFn, most: int = 6) -> Network:
    """Draw a network of a few actors, some without a sector, whose ties work, fail or are not."""
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=most, unique=True))
    pairs = list(permutations(sorted(names), 2))
    states = draw(st.lists(st.sampled_from("-wwf"), min_size=len(pairs), max_size=len(pairs)))
    chosen = list(zip(pairs, states, strict=True))
    sectors = {name: draw(st.sampled_from(["", "s", "t", "u"])) for name in sorted(names)}
    return network_of(
        [pair for pair, state in chosen if state == "w"],
        sectors,
        isolates=names,
        broken=[pair for pair, state in chosen if state == "f"],
    )


def remade(network: Network, rename: dict[str, str] | None = None, turn: bool = False) -> Network:
    """Make the same plain network again under other names, or with every tie turned round."""
    name = rename or {actor: actor for actor in network.measured}
    ties: dict[str, list[tuple[str, str]]] = {"open": [], "broken": []}
    for item in network.study.statements:
        ends = (name[item.source], name[item.target])
        ties[item.status].append(ends[::-1] if turn else ends)
    sectors = {name[actor.id]: actor.sector for actor in network.study.actors}
    return network_of(ties["open"], sectors, isolates=sectors, broken=ties["broken"])

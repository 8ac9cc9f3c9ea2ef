"""A network from pairs of names, for trying things out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from netkit.evidence.study import Actor, Relation, Statement, Study
from netkit.network.model import Network, build
from netkit.network.options import View

__all__ = ["network_of"]


def network_of(
    pairs: Iterable[tuple[str, str]],
    sectors: Mapping[str, str] | None = None,
    isolates: Iterable[str] = (),
    broken: Iterable[tuple[str, str]] = (),
) -> Network:
    """Build a plain network from working and broken ties.

    Parameters
    ----------
    pairs, broken : iterable of (str, str)
        Ties that work and ties that fail, each from sender to receiver.
    sectors : mapping of str to str, optional
        Each actor's sector.
    isolates : iterable of str
        Actors without ties.

    Examples
    --------
    >>> network = network_of([("school", "police")], isolates=["clinic"])
    >>> list(network.graph.edges)
    [('school', 'police')]
    >>> list(network.measured)
    ['clinic', 'police', 'school']
    """
    statements = [
        Statement(f"{source}>{target}", "ties", source, target, status)
        for status, chosen in (("open", pairs), ("broken", broken))
        for source, target in sorted(chosen)
    ]
    names = {end for item in statements for end in (item.source, item.target)} | set(isolates)
    actors = tuple(Actor(name, name, (sectors or {}).get(name, "")) for name in sorted(names))
    study = Study("ties", tuple(statements), actors, relations=(Relation("ties", "Ties"),))
    return build(study, View())

"""One file as a study: ties without accounts, actors from a node list or from the ties."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from netkit.evidence.importers import Draft, endings, importer_of
from netkit.evidence.names import EXAMPLES
from netkit.evidence.problems import Log, did_you_mean
from netkit.evidence.records import load, make
from netkit.evidence.schema import NODES
from netkit.evidence.source import Intake, Source
from netkit.evidence.study import AUTHORS, Actor, Relation, Respondent, Statement, Study
from netkit.evidence.text import clean, shown
from netkit.evidence.ties import both_ways, keyed, pooled, without_self_ties

__all__ = ["Beside", "read_file"]

SETTINGS = "study.toml"


class Beside(NamedTuple):
    """What is given beside a file: a node list, the column with the sector, ties both ways."""

    actors: Path | None = None
    sector: str = "sector"
    undirected: bool = False


def read_file(path: Path, beside: Beside, intake: Intake) -> Study | None:
    """Read one file as a study of one relation; whatever is wrong is in the log."""
    log = intake.log.of(path.as_posix())
    importer = importer_of(path.suffix.casefold())
    source = intake.open(path, path.name)
    listed = _node_list(beside, path, intake)
    if source is None:
        return None
    if importer is None:
        _refuse_ending(path, log)
        return None
    inside = "sector" if beside.actors else beside.sector
    draft = importer(source._replace(sector=inside))
    if isinstance(draft, Study):
        return _whole(draft, beside, log)
    intake.names.report()
    if draft is None or intake.log.failed:
        return None
    if inside != "sector" and not draft.actors:
        log.error(
            f"has no actors with a column {shown(inside)}: give a node list with --actors",
            column=inside,
        )
        return None
    return _study(source, draft, listed, undirected=beside.undirected)


def _whole(study: Study, beside: Beside, log: Log) -> Study | None:
    """Give a file's own study; nothing can be given beside it."""
    if beside.actors is not None or beside.undirected:
        log.error(
            "is a whole study: a node list and ties both ways are for lists of ties; leave "
            "--actors and --undirected away"
        )
        return None
    return study


def _refuse_ending(path: Path, log: Log) -> None:
    if path.name == SETTINGS:
        log.error("is a part of a study: give the folder it stands in")
        return
    if path.suffix.casefold() in (".##h", ".##d"):
        log.error("is UCINET's own binary form: in UCINET choose Data, Export, DL and give that")
        return
    what = f"{shown(path.suffix)} files are" if path.suffix else "a file without an ending is"
    kinds: dict[str, list[str]] = {}
    for ending, kind in endings().items():
        kinds.setdefault(kind, []).append(ending)
    listed = "; ".join(f"{', '.join(names)} ({kind})" for kind, names in kinds.items())
    log.error(
        f"{what} not read by this version. Save it as one of these, or give a study folder: "
        f"{listed}"
    )


def _node_list(beside: Beside, path: Path, intake: Intake) -> dict[str, Actor] | None:
    if beside.actors is None:
        return None
    # Two files of one name in different folders are both listed.
    key = beside.actors.name if beside.actors.name != path.name else f"actors/{path.name}"
    sheet = load(intake, beside.actors, NODES, key, sector=beside.sector)
    made: list[Actor] = make(NODES, sheet.rows)
    return {actor.id: actor for actor in made} if sheet.sound else None


def _study(
    source: Source, draft: Draft, listed: dict[str, Actor] | None, *, undirected: bool
) -> Study | None:
    ends = {end for item in (*draft.ties, *draft.undirected) for end in (item.source, item.target)}
    actors = {name: Actor(name, name) for name in ends} | {item.id: item for item in draft.actors}
    if listed is not None:
        _report_unlisted(set(actors), listed, source.log)
        actors |= listed
    statements = keyed(_ties(draft, source.log, undirected=undirected))
    if source.log.failed:
        return None
    relations = sorted({item.relation for item in statements} or {source.stem})
    cited = {name for item in statements for name in item.respondents} - {AUTHORS}
    return Study(
        title=clean(source.stem),
        statements=statements,
        actors=tuple(actors[name] for name in sorted(actors)),
        respondents=tuple(Respondent(name) for name in sorted(cited)),
        relations=tuple(Relation(name, name) for name in relations),
    )


def _ties(draft: Draft, log: Log, *, undirected: bool) -> list[Statement]:
    directed = [] if undirected else draft.ties
    without = [*draft.ties, *draft.undirected] if undirected else draft.undirected
    turned = both_ways(without_self_ties(without, log), log, matrix=draft.matrix)
    return pooled([*without_self_ties(directed, log), *turned], log)


def _report_unlisted(named: Collection[str], listed: Collection[str], log: Log) -> None:
    """Report ends of ties that the node list does not have; all of them is a wrong list."""
    missing = sorted(set(named) - set(listed))
    if missing and len(missing) == len(named):
        log.error(
            f"none of its actors, such as {shown(missing[0])}, is in the node list: give the "
            "list of this network, with its keys in the column id"
        )
        return
    for name in missing[:EXAMPLES]:
        guess = did_you_mean(name, listed)
        log.warning(
            f"{shown(name)} is not in the node list{guess} and was added without a sector",
            value=name,
        )
    if len(missing) > EXAMPLES:
        log.warning(f"{len(missing) - EXAMPLES} more actors are not in the node list")

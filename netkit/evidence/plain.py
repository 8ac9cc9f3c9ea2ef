"""One file as a study: ties without accounts, actors from a node list or from the ties."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from netkit.evidence.importers import Draft, endings, importer_of
from netkit.evidence.importers.workbook import WORKBOOKS, node_sheet
from netkit.evidence.large.parquet import PARQUET, as_list
from netkit.evidence.large.scan import is_large
from netkit.evidence.names import EXAMPLES
from netkit.evidence.problems import Log, did_you_mean
from netkit.evidence.records import Sheet, load, make, sheet_of
from netkit.evidence.schema import NODES
from netkit.evidence.source import Intake, Source, hash_of
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
    if path.suffix.casefold() == PARQUET:
        return _parquet(path, beside, intake)
    log = intake.log.of(path.as_posix())
    if not beside.undirected and (large := _large(path, beside, intake)):
        return large
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


def _large(path: Path, beside: Beside, intake: Intake) -> Study | None:
    """Read a plain list of very many ties, if that is what it is."""
    if not is_large(path) or (beside.actors is None and beside.sector != "sector"):
        return None
    from netkit.evidence.large.columns import ActorNames
    from netkit.evidence.large.reading import read_large

    found = read_large(path, intake)
    if found is None:
        return None
    ties, sectors = found
    listed = _node_list(beside, path, intake)
    intake.names.report()
    log = intake.log.of(path.as_posix())
    actors: Sequence[Actor] = ActorNames(ties.names)
    if sectors:
        actors = tuple(Actor(name, name, sectors.get(name, "")) for name in ties.names)
    if listed is not None:
        actors = _sorted(_with_listed({item.id: item for item in actors}, listed, log))
    if intake.log.failed:
        return None
    return _put_together(path.stem, ties, actors, ties.relations)


def _parquet(path: Path, beside: Beside, intake: Intake) -> Study | None:
    """Read a Parquet file as the list that it is in text."""
    log = intake.log.of(path.as_posix())
    digest = hash_of(path, log)
    if digest is None:
        return None
    with as_list(path, log) as listed:
        if listed is None:
            return None
        intake.log.rename(listed.as_posix(), path.as_posix())
        found = read_file(listed, beside, intake)
        intake.inputs.pop(listed.name, None)
        intake.inputs[path.name] = digest
    return found


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
    kinds.setdefault("table", []).append(PARQUET)
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
    sheet = _nodes(beside.actors, key, beside.sector, intake)
    if sheet is None:
        return None
    made: list[Actor] = make(NODES, sheet.rows)
    return {actor.id: actor for actor in made} if sheet.sound else None


def _nodes(path: Path, key: str, sector: str, intake: Intake) -> Sheet | None:
    """Read the table of a node list, from a text file or a workbook."""
    if path.suffix.casefold() not in WORKBOOKS:
        return load(intake, path, NODES, key, sector=sector)
    source = intake.open(path, key)
    found = node_sheet(source) if source else None
    if source is None or found is None:
        return None
    log = source.log.within(found.name)
    return sheet_of(found.table, NODES, key, log, intake.names, sector=sector)


def _study(
    source: Source, draft: Draft, listed: dict[str, Actor] | None, *, undirected: bool
) -> Study | None:
    ends = {end for item in (*draft.ties, *draft.undirected) for end in (item.source, item.target)}
    actors = {name: Actor(name, name) for name in ends} | {item.id: item for item in draft.actors}
    actors = _with_listed(actors, listed, source.log)
    statements = keyed(_ties(draft, source.log, undirected=undirected))
    if source.log.failed:
        return None
    kinds = {item.relation for item in statements}
    return _put_together(source.stem, statements, _sorted(actors), kinds)


def _with_listed(
    actors: dict[str, Actor], listed: dict[str, Actor] | None, log: Log
) -> dict[str, Actor]:
    if listed is None:
        return actors
    _report_unlisted(set(actors), listed, log)
    return actors | listed


def _sorted(actors: dict[str, Actor]) -> tuple[Actor, ...]:
    return tuple(actors[name] for name in sorted(actors))


def _put_together(
    stem: str, statements: Sequence[Statement], actors: Sequence[Actor], relations: Iterable[str]
) -> Study:
    cited: set[str] = set()
    # A large list has no accounts, and is not gone through for them.
    if isinstance(statements, tuple):
        cited = {name for item in statements for name in item.respondents} - {AUTHORS}
    return Study(
        title=clean(stem),
        statements=statements,
        actors=actors,
        respondents=tuple(Respondent(name) for name in sorted(cited)),
        relations=tuple(Relation(name, name) for name in sorted(relations) or [stem]),
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

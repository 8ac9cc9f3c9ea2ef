"""Reading a study's workbook: its sheets as tables, its vocabularies as settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from netkit.evidence.assembly import Sheets, actors_of, put_together
from netkit.evidence.book.sheets import (
    BARRIERS,
    CHANNELS,
    GUIDE,
    IN_BOOK,
    PHASES,
    RELATIONS,
    SECTORS,
    SHEETS,
    STATEMENTS,
    STUDY,
)
from netkit.evidence.checks import Known
from netkit.evidence.problems import Log, did_you_mean
from netkit.evidence.records import SECTOR, Sheet, absent, sheet_of
from netkit.evidence.schema import ACTORS, CONDITIONS, LAYOUT, PATHWAYS, RESPONDENTS, Schema
from netkit.evidence.settings import Settings, is_colour, share_of, threshold_of
from netkit.evidence.source import Source
from netkit.evidence.study import (
    ANY_PHASE,
    Barrier,
    Channel,
    Codebook,
    Disclosure,
    Phase,
    Relation,
    Sector,
    Study,
    SupportRule,
)
from netkit.evidence.tables import Table
from netkit.evidence.text import clean, shown
from netkit.evidence.whole import check_whole, report_spare, vocabularies

__all__ = ["is_study_book", "read_book"]


class _Book(NamedTuple):
    """The tables of a workbook by the names of their sheets, and where to report."""

    tables: Mapping[str, Table]
    source: Source

    def sheet(self, name: str, schema: Schema) -> Sheet:
        """Read a sheet; one that is not there is an absent table."""
        log = self.source.log.within(name)
        if name not in self.tables:
            return absent(schema, log)
        sector = self.source.sector if schema is ACTORS else SECTOR
        table, names = self.tables[name], self.source.names
        return sheet_of(table, schema, name, log, names, sector=sector)


def is_study_book(names: Iterable[str]) -> bool:
    """Whether sheets of these names make a study: statements beside any other of its tables."""
    folded = {name.strip().casefold() for name in names}
    return STATEMENTS in folded and bool(folded & (set(SHEETS) - {STATEMENTS}))


def read_book(tables: Sequence[tuple[str, Table]], source: Source) -> Study | None:
    """Read a study's workbook; whatever is wrong is in the log."""
    book = _Book(_named(tables, source.log), source)
    settings = _settings(book)
    sheets = _sheets(book, settings)
    actors = actors_of(sheets)
    own_sectors = source.sector == SECTOR
    known = Known(vocabularies(settings, sheets, actors, own_sectors=own_sectors), IN_BOOK)
    source.names.report()
    check_whole(sheets, known, actors)
    if source.log.failed:
        return None
    if source.teaching:
        report_spare(settings, sheets, actors, source.log)
    source.log.note("was read as a study: a workbook with a sheet for each table")
    return put_together(settings, sheets, actors, ())


def _named(tables: Sequence[tuple[str, Table]], log: Log) -> dict[str, Table]:
    """Give the tables by their sheets' names; what is no sheet of a study is left out, and said."""
    named: dict[str, Table] = {}
    for title, table in tables:
        name = title.strip().casefold()
        if name in SHEETS:
            named[name] = table
        elif name != GUIDE:
            hint = did_you_mean(name, SHEETS)
            log.warning(
                f"the sheet {shown(title)} is none of a study's{hint} and was left out: name it "
                "otherwise or delete it",
                value=title,
            )
    return named


def _sheets(book: _Book, settings: Settings) -> Sheets:
    statements = book.sheet(STATEMENTS, SHEETS[STATEMENTS])
    only = settings.relations[0].id if len(settings.relations) == 1 else ""
    if not only:
        _require_relations(statements, settings.relations)
    return Sheets(
        actors=book.sheet(ACTORS.name, ACTORS),
        respondents=book.sheet(RESPONDENTS.name, RESPONDENTS),
        conditions=book.sheet(CONDITIONS.name, CONDITIONS),
        pathways=book.sheet(PATHWAYS.name, PATHWAYS),
        layout=book.sheet(LAYOUT.name, LAYOUT),
        edges={only or STATEMENTS: statements},
    )


def _require_relations(statements: Sheet, declared: Sequence[Relation]) -> None:
    """Report statements that leave open of which relation they are, where there are several."""
    for row in statements.rows if declared else ():
        if not row.values.get("relation"):
            statements.log.error(
                "is empty, and the study has several relations: choose one",
                line=row.line,
                column="relation",
            )


def _settings(book: _Book) -> Settings:
    given = {row.values["setting"]: row for row in book.sheet(STUDY.name, STUDY).rows}
    said = {name: str(row.values.get("value", "")) for name, row in given.items()}
    log = book.source.log.within(STUDY.name)

    def checked(name: str, default: Any, read: Any) -> Any:
        if not said.get(name):
            return default
        value, complaint = read(said[name])
        if complaint:
            log.error(complaint, line=given[name].line, column="value", value=said[name])
            return default
        return value

    rule, disclosure = SupportRule(), Disclosure()
    return Settings(
        title=said.get("title", "") or clean(book.source.stem),
        citation=said.get("citation", ""),
        phases=_phases(book),
        relations=_relations(book),
        codebook=_codebook(book),
        support=SupportRule(
            checked("strained", rule.strained, share_of), checked("implied", rule.implied, share_of)
        ),
        disclosure=Disclosure(
            checked("threshold", disclosure.threshold, threshold_of), said.get("marking", "")
        ),
    )


def _phases(book: _Book) -> tuple[Phase, ...]:
    sheet = book.sheet(PHASES.name, PHASES)
    for row in sheet.rows:
        if row.values["id"] == ANY_PHASE:
            sheet.log.error(
                f"'{ANY_PHASE}' stands for all phases: name the phase otherwise",
                line=row.line,
                column="id",
                value=ANY_PHASE,
            )
    return tuple(Phase(**_titled(row.values)) for row in sheet.rows)


def _relations(book: _Book) -> tuple[Relation, ...]:
    declared = book.sheet(RELATIONS.name, RELATIONS).rows
    return tuple(Relation(**_titled(row.values)) for row in declared) or (
        Relation("information", "information"),
    )


def _codebook(book: _Book) -> Codebook:
    channels = [row.values for row in book.sheet(CHANNELS.name, CHANNELS).rows]
    sectors = book.sheet(SECTORS.name, SECTORS)
    for row in sectors.rows:
        colour = row.values.get("colour", "")
        if colour and not is_colour(colour):
            sectors.log.error(
                f"{shown(colour)} is no colour: write it as #1d6b3a",
                line=row.line,
                column="colour",
                value=colour,
            )
    return Codebook(
        tuple(
            Channel(**values | {"person_dependent": values.get("person_dependent") == "yes"})
            for values in channels
        ),
        tuple(Barrier(**row.values) for row in book.sheet(BARRIERS.name, BARRIERS).rows),
        tuple(Sector(**_titled(row.values)) for row in sectors.rows),
    )


def _titled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "title": values.get("title") or values["id"]}

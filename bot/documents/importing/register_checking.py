"""Reading a whole file once: what each row would become, and the reckoning of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.documents.importing.import_rows import RowReader
from bot.documents.importing.list_reading import rows_read
from bot.documents.importing.register_reading import Aside, Row, RowRefusedError, Table, cell_text
from bot.documents.importing.register_survey import Survey
from bot.domain.register.imported import ImportedCase, LeftOut, RowFlaw
from bot.domain.register.register_reckoning import Reckoning, SheetCount, ToldRow, keep
from bot.services.register.register_matching import Match, RowMatch, batches

Matched = Callable[[Sequence[ImportedCase]], Sequence[RowMatch]]
KnownActions = Callable[[Sequence[str]], set[str]]
Watched = Callable[[Iterable[Row]], Iterable[Row]]

_KEY_BITS = 64
"""Enough of a key's bits that two of a million rows are never taken for one another."""
_UNCOUNTED = frozenset({LeftOut.NOT_ASKED, LeftOut.FIGURES})
"""Sheets of which nothing was wanted: they are named, and nothing of them is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checking:
    """The dependencies of a check: how rows are read and matched, whether they are applied."""

    reader: RowReader
    matched: Matched
    known_actions: KnownActions
    is_update: bool
    reckoning: Reckoning = field(default_factory=Reckoning)
    seen: dict[int, tuple[str | None, int]] = field(default_factory=dict)


def check(found: Survey, checking: Checking, *, watched: Watched) -> Reckoning:
    """Read every row of every sheet; where one is refused, none of the others is taken."""
    reckoning = checking.reckoning
    for table in found.tables:
        lacking = [column for name, column in found.lacking if name == table.sheet.name]
        count = SheetCount(name=table.sheet.name, kind=table.kind, own=table.own, lacking=lacking)
        reckoning.sheets.append(count)
        _check_table(table, count, checking, watched)
    for aside in found.aside:
        reckoning.sheets.append(_counted(aside, checking.known_actions))
    reckoning.assumed, reckoning.unread = checking.reader.assumed.copy(), checking.reader.unread
    reckoning.wait()
    return reckoning


def cases_of(found: Survey, reader: RowReader) -> Iterator[ImportedCase]:
    """The cases of a file that was checked."""
    for table in found.tables:
        for row in table.rows():
            if row.is_known:
                yield reader.read(row, usual_kind=table.kind)


def _check_table(table: Table, count: SheetCount, checking: Checking, watched: Watched) -> None:
    def read(row: Row) -> ImportedCase:
        case = checking.reader.read(row, usual_kind=table.kind)
        _check_once(case, row, table.sheet.name, checking)
        return case

    rows = rows_read(watched(table.rows()), count, checking.reckoning, read=read)
    for batch in batches(rows):
        verdicts = checking.matched([case for _, case in batch])
        for (row, _), verdict in zip(batch, verdicts, strict=True):
            _settle(row, verdict, count, checking)


def _check_once(case: ImportedCase, row: Row, sheet: str | None, checking: Checking) -> None:
    key = case.submission_id.int >> _KEY_BITS
    before = checking.seen.setdefault(key, (sheet, row.number))
    if before != (sheet, row.number):
        name, number = before
        hint = f"{name}, {number}" if name else str(number)
        field_ = "ref" if case.source_ref else "description"
        raise RowRefusedError(RowFlaw.TWICE, field=field_, value=case.source_ref, hint=hint)


def _settle(row: Row, verdict: RowMatch, count: SheetCount, checking: Checking) -> None:
    reckoning = checking.reckoning
    told = ToldRow(
        sheet=count.name, row=row.number, ref=verdict.ref, differences=verdict.differences
    )
    match verdict.match:
        case Match.NEW:
            count.taken += 1
            reckoning.still_open += verdict.row.status.is_open
        case Match.KNOWN:
            count.there += 1
            if verdict.differences:
                keep(reckoning.differing, told)
        case Match.CHANGED if checking.is_update:
            count.there += 1
            count.updated += 1
            keep(reckoning.updated, told)
        case Match.CHANGED | Match.REFUSED:
            count.refused += 1
            keep(reckoning.refused, _refused(told, row, verdict))


def _refused(told: ToldRow, row: Row, verdict: RowMatch) -> ToldRow:
    has_number = verdict.row.source_ref is not None
    return ToldRow(
        sheet=told.sheet,
        row=told.row,
        ref=told.ref,
        differences=told.differences,
        flaw=verdict.flaw,
        field="ref" if has_number else "description",
        value=row.text("ref") or "",
    )


def _counted(aside: Aside, known_actions: KnownActions) -> SheetCount:
    count = SheetCount(name=aside.sheet.name, why=aside.why)
    if aside.why in _UNCOUNTED:
        return count
    for batch in batches(aside.rows()):
        refs = [cell_text(cells[0]) for _, cells in batch] if aside.why is LeftOut.ACTIONS else []
        known = known_actions(refs) if refs else set[str]()
        there = sum(ref in known for ref in refs)
        count.seen += len(batch)
        count.there += there
        count.left_out += len(batch) - there
    return count

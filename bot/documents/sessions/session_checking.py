"""Reading a list of sessions once: what each row would become, and the reckoning of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from zoneinfo import ZoneInfo

from bot.documents.importing.list_reading import left_out, rows_read
from bot.documents.importing.register_reading import Row, RowRefusedError
from bot.documents.sessions.session_files import SessionLists
from bot.documents.sessions.session_rows import read_session
from bot.domain.register.imported import RowFlaw
from bot.domain.register.imported_sessions import SessionRow
from bot.domain.register.register_reckoning import Reckoning, SheetCount, ToldRow, keep
from bot.services.register.register_matching import Match, batches
from bot.services.register.session_importing import SessionMatch

Matched = Callable[[Sequence[SessionRow]], Sequence[SessionMatch]]
Watched = Callable[[Iterable[Row]], Iterable[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChecking:
    """The dependencies of a check, and the rows that may be written."""

    zone: ZoneInfo
    matched: Matched
    is_update: bool
    reckoning: Reckoning = field(default_factory=Reckoning)
    seen: dict[str, tuple[SessionRow, str]] = field(default_factory=dict)

    @property
    def rows(self) -> list[SessionRow]:
        """Every row that could be read, each session once."""
        return [row for row, _ in self.seen.values()]


def check_sessions(
    found: SessionLists, checking: SessionChecking, *, watched: Watched
) -> Reckoning:
    """Read every row of every list; where one is refused, none of the others is taken.

    Of sheets set aside every row is left out.
    """
    reckoning = checking.reckoning
    for one in found.lists:
        count = SheetCount(name=one.name)
        reckoning.sheets.append(count)
        read = partial(_read, sheet=one.name, checking=checking)
        for batch in batches(rows_read(watched(one.rows()), count, reckoning, read=read)):
            verdicts = checking.matched([row for _, row in batch])
            for (row, _), verdict in zip(batch, verdicts, strict=True):
                _settle(row, verdict, count, checking)
    reckoning.sheets += map(left_out, found.aside)
    reckoning.wait()
    return reckoning


def _read(row: Row, *, sheet: str | None, checking: SessionChecking) -> SessionRow | None:
    """The session of a row; None where the same stood above. Raises RowRefusedError."""
    read = read_session(row, checking.zone)
    return None if _is_said_again(read, row, sheet, checking) else read


def _is_said_again(
    read: SessionRow, row: Row, sheet: str | None, checking: SessionChecking
) -> bool:
    """Whether the same stood above already. Raises RowRefusedError for another of its code."""
    place = f"{sheet}, {row.number}" if sheet else str(row.number)
    before, where = checking.seen.setdefault(read.session.key, (read, place))
    if before is read:
        return False
    if before.session == read.session:
        return True
    code = read.session.code
    raise RowRefusedError(RowFlaw.OTHER_SESSION, field="code", value=code, hint=where)


def _settle(row: Row, verdict: SessionMatch, count: SheetCount, checking: SessionChecking) -> None:
    told = ToldRow(sheet=count.name, row=row.number, differences=verdict.differences)
    match verdict.match:
        case Match.NEW:
            count.taken += 1
        case Match.KNOWN:
            count.there += 1
        case _ if checking.is_update:
            count.there += 1
            count.updated += 1
            keep(checking.reckoning.updated, told)
        case _:
            count.refused += 1
            keep(checking.reckoning.refused, _refused(told, verdict))


def _refused(told: ToldRow, verdict: SessionMatch) -> ToldRow:
    return ToldRow(
        sheet=told.sheet,
        row=told.row,
        flaw=RowFlaw.SESSION_DIFFERS,
        field="code",
        value=verdict.row.session.code,
        differences=told.differences,
    )

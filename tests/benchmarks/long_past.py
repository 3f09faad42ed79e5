"""Registers with the same present and a past of any length: written by the database itself."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    String,
    Table,
    and_,
    cast,
    delete,
    func,
    literal,
    select,
    text,
    update,
)

from bot.domain.cases.cases import Status
from bot.domain.cases.taxonomy import Kind as CaseKind
from bot.services.cases.filing import Draft, file_case
from bot.services.deadlines.reminding import remind_due
from bot.services.deadlines.upcoming import send_weekly
from storage.cases.case_rows import row_of
from storage.database import Database
from storage.messages.outbox import State
from storage.tables import (
    cases,
    journal,
    journal_head,
    open_deadlines,
    outbox,
    reminders,
    search_texts,
)
from storage.types import Instant
from tests.benchmarks.copying import hurrying, id_of, insert_copies, numbers_to, scattered_id
from tests.benchmarks.databases import migrated
from tests.support.builders import complaint_draft, incident_draft, opened
from tests.support.lives import case_in

PRESENT = 1_000
"""Cases that are all as old as a summary looks back, the same in every register."""
OPEN = 300
"""As many of them are open."""
RARE_WORD, HOLD_IT = "extincteur", 10
"""As many cases, all of them of the present, hold this word: a page of what is found."""
SHARED_WORD = "projecteur"
"""Half of the cases of any time hold this one."""

_PRESENT_LASTS = timedelta(days=460)
"""Thirteen months are compared, and a promise is due within two of its reception."""
_PAST_LASTS = timedelta(days=3_650)
_CACHE_KIB = 2_000_000
_ROOM = 100
"""More than a case has messages or reminders, so that the ids of their copies never meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copies:
    """So many copies of a case, spread evenly over a time that ended so long before it."""

    of: UUID
    count: int
    ended_ago: timedelta = timedelta()
    over: timedelta = timedelta()


def with_long_past(url: str, *, size: int) -> Database:
    """A register of so many cases, at least `PRESENT`, of which nothing is left to say.

    Copies of a few that were filed. Each has its journal entry, its delivered messages and its
    words; the open ones have their deadlines and reminders too.
    """
    database = migrated(url)
    send_weekly(opened(database))
    open_ones = [_file(database, draft()) for draft in (complaint_draft, incident_draft)]
    settled = [_file(database, draft()) for draft in (complaint_draft, incident_draft)]
    rare = _file(database, incident_draft(description=f"{RARE_WORD} absent salle C"))
    remind_due(opened(database))
    _risk_all(database)
    with database.writing() as connection:
        connection.execute(update(outbox).values(state=State.DELIVERED))
        kinds = (CaseKind.COMPLAINT, CaseKind.INCIDENT, CaseKind.INCIDENT)
        for case_id, kind in zip((*settled, rare), kinds, strict=True):
            _settle(connection, case_id, kind)
        every = [*_present(open_ones, settled, rare), *_past(settled, size=size)]
        with hurrying(connection, cases, journal, outbox):
            _add_all(connection, every)
        _tend(connection)
    database.close()  # what is measured has connections of its own, and the usual cache
    return database


def _file(database: Database, draft: Draft) -> UUID:
    return file_case(opened(database), draft).case.id


def _risk_all(database: Database) -> None:
    """Have SQLite write each row once: should this fail, the file is thrown away anyway."""
    if database.url.get_backend_name() != "sqlite":
        return
    with closing(database.engine.raw_connection()) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KIB}"):
            connection.cursor().execute(f"PRAGMA {pragma}")


def _tend(connection: Connection) -> None:
    """What each database does by itself, a while after so much was written."""
    connection.execute(text("ANALYZE"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT gin_clean_pending_list('search_index')"))


def _settle(connection: Connection, case_id: UUID, kind: CaseKind) -> None:
    kept = {"id", "submission_id", "ref", "description", "received_at", "recorded_at"}
    row = row_of(case_in(Status.CLOSED, kind))
    settled = {name: value for name, value in row.items() if name not in kept}
    connection.execute(update(cases).where(cases.c.id == case_id).values(settled))
    for table in (open_deadlines, reminders):
        connection.execute(delete(table).where(table.c.subject == case_id))


def _present(open_ones: Sequence[UUID], settled: Sequence[UUID], rare: UUID) -> Iterator[_Copies]:
    filed = len(open_ones) + len(settled) + 1
    for case_id in open_ones:
        yield _Copies(of=case_id, count=OPEN // len(open_ones) - 1)
    yield _Copies(of=rare, count=HOLD_IT - 1, over=_PRESENT_LASTS)
    rest = PRESENT - filed - (OPEN - len(open_ones)) - (HOLD_IT - 1)
    for case_id, count in zip(settled, _halves(rest), strict=True):
        yield _Copies(of=case_id, count=count, over=_PRESENT_LASTS)


def _past(settled: Sequence[UUID], *, size: int) -> Iterator[_Copies]:
    for case_id, count in zip(settled, _halves(size - PRESENT), strict=True):
        yield _Copies(of=case_id, count=count, ended_ago=_PRESENT_LASTS, over=_PAST_LASTS)


def _halves(count: int) -> tuple[int, int]:
    return count // 2, count - count // 2


def _add_all(connection: Connection, every: Sequence[_Copies]) -> None:
    seq = connection.execute(select(journal_head.c.seq)).scalar_one()
    last = 0
    for copies in every:
        if copies.count:
            first, last = last + 1, last + copies.count
            _add(connection, copies, numbers_to(last, first=first), first=first, seq=seq)
    connection.execute(update(journal_head).values(seq=seq + last))


def _add(
    connection: Connection, copies: _Copies, numbers: FromClause, *, first: int, seq: int
) -> None:
    number = cast(numbers.c.number, BigInteger)
    own = scattered_id(number, connection)
    ago = _seconds_ago(copies, number - first)
    ref = literal("XXX-2020-") + cast(number, String)

    def copy(table: Table, changed: Mapping[str, Any], *only: ColumnElement[bool]) -> None:
        earlier = {
            column.name: _earlier(column, ago, connection)
            for column in table.c
            if isinstance(column.type, Instant)
        }
        insert_copies(connection, table, {**earlier, **changed}, numbers, only=and_(*only))

    copy(cases, {"id": own, "submission_id": own, "ref": ref}, cases.c.id == copies.of)
    _add_words(connection, copies, numbers, own=own, ref=ref)
    entry = select(func.min(journal.c.seq)).where(journal.c.case_id == copies.of)
    about = {"case_id": own}
    copy(journal, about | {"seq": number + seq}, journal.c.seq == entry.scalar_subquery())
    for place, message in enumerate(_ids(connection, outbox, copies.of)):
        key = literal(f"copy-{place}:") + cast(number, String)
        named = about | {"id": id_of(number * _ROOM + place, connection), "key": key}
        copy(outbox, named, outbox.c.id == message)
    about |= {"subject": own}
    copy(open_deadlines, about, open_deadlines.c.subject == copies.of)
    for place, reminder in enumerate(_ids(connection, reminders, copies.of)):
        named = about | {"id": id_of(number * _ROOM + place, connection)}
        copy(reminders, named, reminders.c.id == reminder)


def _add_words(
    connection: Connection,
    copies: _Copies,
    numbers: FromClause,
    *,
    own: ColumnElement[Any],
    ref: ColumnElement[str],
) -> None:
    words = search_texts.c.folded_facts + " " + ref
    changed = {"case_id": own, "folded_facts": words}
    is_template = search_texts.c.case_id == copies.of
    insert_copies(connection, search_texts, changed, numbers, only=is_template, apart_from={"id"})


def _ids(connection: Connection, table: Table, case_id: UUID) -> Sequence[UUID]:
    return connection.execute(select(table.c.id).where(table.c.case_id == case_id)).scalars().all()


def _seconds_ago(copies: _Copies, place: ColumnElement[int]) -> ColumnElement[int]:
    apart = int(copies.over.total_seconds()) // copies.count
    return place * apart + int(copies.ended_ago.total_seconds())


def _earlier(
    column: Column[Any], seconds: ColumnElement[int], connection: Connection
) -> ColumnElement[Any]:
    """An instant so long before a column's, as this database keeps instants."""
    if connection.dialect.name == "sqlite":
        ago = func.printf("-%d seconds", seconds)
        return func.strftime("%Y-%m-%d %H:%M:%f000", column, ago)
    return column - func.make_interval(0, 0, 0, 0, 0, 0, seconds)

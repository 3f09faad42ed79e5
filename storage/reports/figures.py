"""The figures of a month, counted by the database in twelve queries, those on cases by an index."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, func, select, union

from bot.domain.calendar.periods import Month
from bot.domain.cases.cases import Case
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.lateness import LateDate, late_at
from bot.domain.reports.figures import (
    LATE_LISTED,
    RECURRENCE_MONTHS,
    RECURRENT_FROM,
    Figures,
    LateCase,
    Recurrence,
)
from bot.domain.reports.shares import count_actions, last_meeting
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.lifecycles import Step
from storage.actions import actions
from storage.cases.case_rows import CASE_COLUMNS, case_of
from storage.figure_span import Span, came_to_something, not_closed_by_the_end
from storage.reports.tallies import FIRST_OUTCOME, read_open, read_tallies
from storage.tables import cases, journal

Member = TypeVar("Member")

_c = cases.c


def read_figures(connection: Connection, month: Month, *, now: datetime, zone: ZoneInfo) -> Figures:
    """Figures known at `now` of a month on the clock of `zone`."""
    span = Span(month=month, now=now, zone=zone)
    late, still_open = _late(connection, span), read_open(connection, span)
    return Figures(
        month=month,
        as_of=now,
        counted_until=span.counted_until,
        is_whole=span.is_over,
        tallies=read_tallies(connection, span, still_open=still_open.of_kind),
        ages=still_open.ages,
        recurrences=_recurrences(connection, span),
        late=_named(late)[:LATE_LISTED],
        late_count=len(late),
        late_outside=sum(one.kind is DeadlineKind.EXTERNAL for _, one in late),
        late_at=span.counted_until,
        outcomes=_outcomes(connection, span),
        actions=count_actions(actions.touching(connection, month, zone), month, now=now, zone=zone),
        last_meeting=last_meeting(actions.decided_before(connection, month), now=now, zone=zone),
        **_breakdowns(connection, span),
    )


def _breakdowns(connection: Connection, span: Span) -> dict[str, Any]:
    dimensions = (_c.category, _c.to_confirm, _c.party, _c.incident_type, _c.cause_family)
    query = select(_c.kind, *dimensions, func.count().label("total"))
    open_to_all = query.where(span.is_in_month(_c.received_at), ~_c.confidential)
    rows = connection.execute(open_to_all.group_by(_c.kind, *dimensions)).all()
    complaints = [row for row in rows if row.kind is Kind.COMPLAINT]
    return {
        "categories": ranked(complaints, lambda row: row.category),
        "to_confirm": sum(row.total for row in complaints if row.to_confirm),
        "parties": ranked(complaints, lambda row: row.party),
        "incident_types": ranked(rows, lambda row: row.incident_type),
        "cause_families": ranked(rows, lambda row: row.cause_family),
    }


def _outcomes(connection: Connection, span: Span) -> tuple[tuple[Any, int], ...]:
    query = select(FIRST_OUTCOME, func.count().label("total"))
    answered = query.where(
        _c.kind == Kind.COMPLAINT, span.is_in_month(_c.proposed_at), ~_c.confidential
    ).group_by(FIRST_OUTCOME)
    return ranked(connection.execute(answered).all(), lambda row: row.outcome)


def _recurrences(connection: Connection, span: Span) -> tuple[Recurrence, ...]:
    topic = (_c.category, _c.incident_type, _c.cause_family)
    in_month = func.count().filter(_c.received_at >= span.starts[-2])
    query = (
        select(*topic, func.count().label("count"))
        .where(
            _c.received_at >= span.starts[-1 - RECURRENCE_MONTHS],
            _c.received_at < span.starts[-1],
            _c.cause_family.is_not(None),
            ~_c.confidential,
            came_to_something(),
        )
        .group_by(*topic)
        .having(func.count() >= RECURRENT_FROM, in_month > 0)
    )
    found = [Recurrence(**row) for row in connection.execute(query).mappings()]
    return tuple(sorted(found, key=lambda one: (-one.count, str(one))))


def _late(connection: Connection, span: Span) -> list[tuple[Case, LateDate]]:
    """What was late when the month ended, or is now; which date is, the domain says."""
    perhaps = union(*_perhaps_late(span)).subquery()
    query = select(*CASE_COLUMNS).where(_c.id.in_(select(perhaps.c.id)))
    found = map(case_of, connection.execute(query).mappings())
    return [(case, late) for case in found for late in late_at(case, span.counted_until)]


def _perhaps_late(span: Span) -> Iterator[Select[UUID]]:
    """The cases among which all that was late is, each kind found by an index of its own.

    That is late still; or it was when the month ended: of a case that was open, or something
    that others waited for, seen to since.
    """
    yield select(_c.id).where(_c.next_due_at < span.counted_until)
    if span.is_over:
        yield select(_c.id).where(not_closed_by_the_end(span))
        seen_to = (journal.c.event == Step.SETTLE_EXTERNAL, journal.c.at >= span.counted_until)
        yield select(journal.c.case_id.label("id")).where(*seen_to)


def _named(late: Iterable[tuple[Case, LateDate]]) -> tuple[LateCase, ...]:
    """Those that may be listed, the longest overdue first."""
    open_to_all = (
        LateCase(ref=case.ref, promise=one.kind, due_at=one.due_at)
        for case, one in late
        if not case.confidential
    )
    return tuple(sorted(open_to_all, key=lambda one: (one.due_at, one.ref, one.promise)))


def ranked(
    rows: Iterable[Row[Any]], key: Callable[[Row[Any]], Member | None]
) -> tuple[tuple[Member, int], ...]:
    """How many of each, most first; what is not known is left out."""
    counted: Counter[Member] = Counter()
    for row in rows:
        member = key(row)
        if member is not None:
            counted[member] += row.total
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0]))))

"""The figures of a month, counted by the database in twelve queries, those on cases by an index."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, func, select

from bot.domain.action_figures import count_actions, last_meeting
from bot.domain.dues import open_dues
from bot.domain.figures import (
    RECURRENCE_MONTHS,
    RECURRENT_FROM,
    Figures,
    LateCase,
    Recurrence,
)
from bot.domain.periods import Month
from bot.domain.taxonomy import Kind
from storage import actions
from storage.case_rows import CASE_COLUMNS, case_of
from storage.figure_span import Span
from storage.open_cases import read_open
from storage.tables import cases
from storage.tallies import read_tallies

LATE_LISTED = 20
"""Late promises kept one by one in a summary, the longest overdue first; all are counted."""

Member = TypeVar("Member")

_c = cases.c


def read_figures(connection: Connection, month: Month, *, now: datetime, zone: ZoneInfo) -> Figures:
    """What is known at `now` of a month on the clock of `zone`."""
    span = Span(month=month, now=now, zone=zone)
    late, still_open = _late(connection, now), read_open(connection, span)
    return Figures(
        month=month,
        as_of=now,
        counted_until=span.counted_until,
        is_whole=span.is_over,
        tallies=read_tallies(connection, span, still_open=still_open.of_kind),
        ages=still_open.ages,
        recurrences=_recurrences(connection, span),
        late=late[:LATE_LISTED],
        late_count=len(late),
        outcomes=_outcomes(connection, span),
        actions=count_actions(actions.touching(connection, span), month, now=now, zone=zone),
        last_meeting=last_meeting(actions.decided_before(connection, month), now=now, zone=zone),
        **_breakdowns(connection, span),
    )


def _breakdowns(connection: Connection, span: Span) -> dict[str, Any]:
    dimensions = (_c.category, _c.party, _c.incident_type, _c.cause_family)
    query = select(_c.kind, *dimensions, func.count().label("total"))
    open_to_all = query.where(span.is_in_month(_c.received_at), ~_c.confidential)
    rows = connection.execute(open_to_all.group_by(_c.kind, *dimensions)).all()
    complaints = [row for row in rows if row.kind is Kind.COMPLAINT]
    return {
        "categories": ranked(complaints, lambda row: row.category),
        "parties": ranked(complaints, lambda row: row.party),
        "incident_types": ranked(rows, lambda row: row.incident_type),
        "cause_families": ranked(rows, lambda row: row.cause_family),
    }


def _outcomes(connection: Connection, span: Span) -> tuple[tuple[Any, int], ...]:
    query = select(_c.outcome, func.count().label("total"))
    answered = query.where(
        _c.kind == Kind.COMPLAINT, span.is_in_month(_c.proposed_at), ~_c.confidential
    ).group_by(_c.outcome)
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
        )
        .group_by(*topic)
        .having(func.count() >= RECURRENT_FROM, in_month > 0)
    )
    found = [Recurrence(**row) for row in connection.execute(query).mappings()]
    return tuple(sorted(found, key=lambda one: (-one.count, str(one))))


def _late(connection: Connection, now: datetime) -> tuple[LateCase, ...]:
    """What is overdue now, longest first; which promise is owed is for the domain to say."""
    query = select(*CASE_COLUMNS).where(_c.next_due_at < now, ~_c.confidential)
    late = [
        LateCase(ref=found.ref, promise=due.promise, due_at=due.at)
        for found in map(case_of, connection.execute(query).mappings())
        for due in open_dues(found)
        if due.at < now
    ]
    return tuple(sorted(late, key=lambda one: (one.due_at, one.ref, one.promise)))


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

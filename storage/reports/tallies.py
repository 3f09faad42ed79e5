"""Cases received, closed and open, promises kept and missed, activity told: month by month."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    RowMapping,
    Select,
    String,
    and_,
    cast,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)

from bot.domain.calendar.periods import Month, parse_month
from bot.domain.cases.case_fields import Use, fields_for
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.verdicts import Verdict
from bot.domain.reports.figures import (
    AGE_BOUNDS,
    Flow,
    MonthActivity,
    Tally,
    months_compared,
    open_at_ends,
)
from bot.domain.reports.shares import Share
from storage.figure_span import Span, not_closed_by_the_end, received_by_the_end
from storage.tables import activity, cases, past_lives
from storage.types import insert_into

_Rows = Mapping[tuple[int, Kind], RowMapping]

_c = cases.c
_COUNTED = tuple(field.attribute for field in fields_for(Use.COUNTED))
_IS_COMPLAINT = _c.kind == Kind.COMPLAINT
FIRST_OUTCOME = func.coalesce(_c.first_outcome, _c.outcome).label("outcome")
"""The outcome of a first answer; what was told of its month stays."""


def read_tallies(
    connection: Connection, span: Span, *, still_open: Counter[Kind]
) -> tuple[Tally | None, ...]:
    """Month by month; None where nothing was recorded yet."""
    earliest = connection.execute(select(func.min(_c.received_at))).scalar_one()
    received, moves = _received(connection, span), _moves(connection, span)
    solutions = _solutions(connection, span)
    told = activity_of(connection, months_compared(span.month))
    flows = {
        kind: _flows(span, kind, received=received, moves=moves, last=still_open[kind])
        for kind in Kind
    }
    return tuple(
        None
        if _is_unknown(number, ends_at, earliest=earliest, span=span)
        else replace(
            _tally(number, flows, received=received, solutions=solutions),
            **asdict(told.get(month, MonthActivity())),
        )
        for number, (month, (_, ends_at)) in enumerate(
            zip(months_compared(span.month), pairwise(span.starts), strict=True)
        )
    )


def _is_unknown(number: int, ends_at: datetime, *, earliest: datetime | None, span: Span) -> bool:
    is_present = number == span.last
    return not is_present and (earliest is None or ends_at <= earliest)


def _flows(span: Span, kind: Kind, *, received: _Rows, moves: _Rows, last: int) -> tuple[Flow, ...]:
    numbers = range(len(span.starts) - 1)
    flows = [
        Flow(
            received=_value(received.get((number, kind)), "total"),
            closed=_value(moves.get((number, kind)), "closed"),
            reopened=_value(moves.get((number, kind)), "reopened"),
        )
        for number in numbers
    ]
    return open_at_ends(flows, last=last)


def _tally(
    number: int, flows: Mapping[Kind, Sequence[Flow]], *, received: _Rows, solutions: _Rows
) -> Tally:
    complaints, incidents = (received.get((number, kind)) for kind in Kind)
    due = solutions.get((number, Kind.COMPLAINT))

    def both(name: str) -> int:
        return _value(complaints, name) + _value(incidents, name)

    return Tally(
        complaints=flows[Kind.COMPLAINT][number],
        incidents=flows[Kind.INCIDENT][number],
        ack=_share(complaints, "ack"),
        initial=_share(due, "initial"),
        extended=_share(due, "extended"),
        confidential=both("confidential"),
        true_of={name: both(name) for name in _COUNTED},
        lost_minutes=both("lost_minutes"),
    )


def _received(connection: Connection, span: Span) -> _Rows:
    month = span.months_of(_c.received_at).label("month")
    query = select(
        month,
        _c.kind,
        func.count().label("total"),
        func.count().filter(_c.confidential).label("confidential"),
        *(func.count().filter(_c[name]).label(name) for name in _COUNTED),
        func.sum(_c.lost_minutes).label("lost_minutes"),
        *_counts("ack", now=span.now),
    )
    held = query.where(span.holds(_c.received_at)).group_by(month, _c.kind)
    return _by_month(connection, held)


def _moves(connection: Connection, span: Span) -> _Rows:
    """Cases closed and reopened, each as often as it was."""
    found = union_all(
        *(
            select(at.label("at"), kind, literal(is_closing).label("is_closing")).where(
                span.holds(at)
            )
            for at, kind, is_closing in (
                (_c.closed_at, _c.kind, True),
                (past_lives.c.closed_at, past_lives.c.kind, True),
                (past_lives.c.reopened_at, past_lives.c.kind, False),
            )
        )
    ).subquery()
    month = span.months_of(found.c.at).label("month")
    query = select(
        month,
        found.c.kind,
        func.count().filter(found.c.is_closing).label("closed"),
        func.count().filter(~found.c.is_closing).label("reopened"),
    )
    return _by_month(connection, query.group_by(month, found.c.kind))


def _solutions(connection: Connection, span: Span) -> _Rows:
    month = span.months_of(_c.solution_due_at).label("month")
    query = select(
        month, _c.kind, *_counts("initial", now=span.now), *_counts("extended", now=span.now)
    )
    held = query.where(_IS_COMPLAINT, span.holds(_c.solution_due_at))
    return _by_month(connection, held.group_by(month, _c.kind))


def _by_month(connection: Connection, query: Select[Any]) -> _Rows:
    return {(row["month"], row["kind"]): row for row in connection.execute(query).mappings()}


def _counts(promise: str, *, now: datetime) -> Iterable[ColumnElement[int]]:
    """How often a promise was met or missed by `now`, and how often it may still be either."""
    verdict, at = _c[f"{promise}_verdict"], _c[f"{promise}_verdict_at"]
    is_pending = and_(verdict == Verdict.PENDING, at > now)
    yield func.count().filter(verdict == Verdict.MET).label(f"{promise}_met")
    yield func.count().filter(is_pending).label(f"{promise}_pending")
    yield func.count(verdict).label(f"{promise}_judged")


def _share(row: RowMapping | None, promise: str) -> Share:
    judged, met, pending = (
        _value(row, f"{promise}_{what}") for what in ("judged", "met", "pending")
    )
    return Share(met=met, counted=judged - pending, pending=pending)


def _value(row: RowMapping | None, name: str) -> int:
    return 0 if row is None else int(row[name] or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCases:
    """How many of each kind, and how many of each age, the youngest first."""

    of_kind: Counter[Kind]
    ages: tuple[int, ...]


def read_open(connection: Connection, span: Span) -> OpenCases:
    bounds = [span.counted_until - bound for bound in AGE_BOUNDS]
    came = received_by_the_end(span)
    younger = [func.count().filter(came, _c.received_at > bound) for bound in bounds]
    everything = func.count().filter(came)
    # not the column itself: SQLite would read the whole register in the order of its kinds
    kind = type_coerce(cast(_c.kind, String), _c.kind.type).label("kind")
    query = select(kind, *younger, everything).where(not_closed_by_the_end(span))
    rows = connection.execute(query.group_by(kind)).all()
    return OpenCases(of_kind=Counter({row.kind: row[-1] for row in rows}), ages=_ages(rows))


def _ages(rows: Sequence[Row[Any]]) -> tuple[int, ...]:
    """Those up to each bound less those up to the bound before."""
    up_to = [sum(row[number] for row in rows) for number in range(1, len(AGE_BOUNDS) + 2)]
    return (up_to[0], *(later - sooner for sooner, later in pairwise(up_to)))


def tell_activity(
    connection: Connection, month: Month, told: MonthActivity, *, by: str, at: datetime
) -> None:
    """Write a month's activity, over what was told before."""
    values = {"trainees": told.trainees, "sessions": told.sessions, "told_by": by, "told_at": at}
    fresh = insert_into(connection, activity).values(period=str(month), **values)
    connection.execute(fresh.on_conflict_do_update(index_elements=["period"], set_=values))


def activity_told_by(connection: Connection, month: Month) -> str | None:
    """Who told a month's activity last."""
    query = select(activity.c.told_by).where(activity.c.period == str(month))
    return connection.execute(query).scalar_one_or_none()


def activity_of(connection: Connection, months: Iterable[Month]) -> dict[Month, MonthActivity]:
    """The activity told of each of these months."""
    wanted = [str(month) for month in months]
    query = select(activity.c.period, activity.c.trainees, activity.c.sessions)
    rows = connection.execute(query.where(activity.c.period.in_(wanted)))
    return {
        parse_month(row.period): MonthActivity(trainees=row.trainees, sessions=row.sessions)
        for row in rows
    }

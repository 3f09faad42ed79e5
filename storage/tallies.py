"""What was received, closed, kept and missed, month by month, in five queries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, case, func, or_, select

from bot.domain.activity import Activity
from bot.domain.cases import Status
from bot.domain.figures import Flow, Tally, months_compared, open_at_ends
from bot.domain.shares import Share
from bot.domain.taxonomy import Kind
from storage import activity
from storage.figure_span import Span
from storage.tables import cases

_Rows = Mapping[tuple[int, Kind], RowMapping]

_c = cases.c
_IS_COMPLAINT = _c.kind == Kind.COMPLAINT
_IS_LEFT = _c.status.in_((Status.DUPLICATE, Status.WITHDRAWN))
"""Set aside without an answer: a promise that had not come due by then is without object."""

_PROMISED_AT = case(
    # a date given on reopening is about the second answer, not about the promise of a month
    (_c.reopened_count > 0, _c.solution_due_at),
    else_=func.coalesce(_c.current_due_at, _c.solution_due_at),
)


def read_tallies(
    connection: Connection,
    span: Span,
    *,
    still_open: Counter[Kind],
) -> tuple[Tally | None, ...]:
    """Month by month; None where nothing was recorded yet."""
    earliest = connection.execute(select(func.min(_c.received_at))).scalar_one()
    received, closed = _received(connection, span), _closed(connection, span)
    solutions = _solutions(connection, span)
    told = activity.of_months(connection, months_compared(span.month))
    flows = {
        kind: _flows(span, kind, received=received, closed=closed, last=still_open[kind])
        for kind in Kind
    }
    return tuple(
        None
        if _is_unknown(number, ends_at, earliest=earliest, span=span)
        else replace(
            _tally(number, flows, received=received, solutions=solutions),
            **asdict(told.get(month, Activity())),
        )
        for number, (month, (_, ends_at)) in enumerate(
            zip(months_compared(span.month), pairwise(span.starts), strict=True)
        )
    )


def _is_unknown(number: int, ends_at: datetime, *, earliest: datetime | None, span: Span) -> bool:
    is_present = number == span.last
    return not is_present and (earliest is None or ends_at <= earliest)


def _flows(
    span: Span, kind: Kind, *, received: _Rows, closed: _Rows, last: int
) -> tuple[Flow, ...]:
    numbers = range(len(span.starts) - 1)
    flows = [
        Flow(
            received=_value(received.get((number, kind)), "total"),
            closed=_value(closed.get((number, kind)), "total"),
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
        injuries=both("injuries"),
        lost_minutes=both("lost_minutes"),
    )


def _received(connection: Connection, span: Span) -> _Rows:
    month = span.months_of(_c.received_at).label("month")
    query = select(
        month,
        _c.kind,
        func.count().label("total"),
        func.count().filter(_c.confidential).label("confidential"),
        func.count().filter(_c.injury).label("injuries"),
        func.sum(_c.lost_minutes).label("lost_minutes"),
        *_counts("ack", _c.ack_due_at, met_at=(_c.ack_sent_at, _c.proposed_at), now=span.now),
    )
    held = query.where(span.holds(_c.received_at)).group_by(month, _c.kind)
    return _by_month(connection, held)


def _closed(connection: Connection, span: Span) -> _Rows:
    month = span.months_of(_c.closed_at).label("month")
    query = select(month, _c.kind, func.count().label("total"))
    held = query.where(span.holds(_c.closed_at)).group_by(month, _c.kind)
    return _by_month(connection, held)


def _solutions(connection: Connection, span: Span) -> _Rows:
    month = span.months_of(_c.solution_due_at).label("month")
    met_at = (_c.proposed_at,)
    query = select(
        month,
        _c.kind,
        *_counts("initial", _c.solution_due_at, met_at=met_at, now=span.now),
        *_counts("extended", _PROMISED_AT, met_at=met_at, now=span.now),
    )
    held = query.where(_IS_COMPLAINT, span.holds(_c.solution_due_at))
    return _by_month(connection, held.group_by(month, _c.kind))


def _by_month(connection: Connection, query: Select[Any]) -> _Rows:
    return {(row["month"], row["kind"]): row for row in connection.execute(query).mappings()}


def _counts(
    name: str,
    due_at: ColumnElement[datetime],
    *,
    met_at: Sequence[ColumnElement[datetime]],
    now: datetime,
) -> Iterable[ColumnElement[int]]:
    """What `_share` needs to know of a promise.

    Complaints that are none, or that nobody can be answered, promise nothing.
    """
    is_promise = and_(_IS_COMPLAINT, due_at.is_not(None), _c.status != Status.REJECTED)
    if name == "ack":
        is_promise = and_(is_promise, _c.ack_not_applicable.is_(None))
    is_unmet = and_(*(column.is_(None) for column in met_at))
    filters = {
        "due": is_promise,
        "met": and_(is_promise, or_(*(column <= due_at for column in met_at))),
        "pending": and_(is_promise, is_unmet, ~_IS_LEFT, due_at > now),
        "moot": and_(is_promise, is_unmet, _IS_LEFT, _c.closed_at <= due_at),
    }
    for what, condition in filters.items():
        yield func.count().filter(condition).label(f"{name}_{what}")


def _share(row: RowMapping | None, name: str) -> Share:
    due, met, pending, moot = (
        _value(row, f"{name}_{what}") for what in ("due", "met", "pending", "moot")
    )
    return Share(met=met, counted=due - pending - moot, pending=pending)


def _value(row: RowMapping | None, name: str) -> int:
    return 0 if row is None else int(row[name] or 0)

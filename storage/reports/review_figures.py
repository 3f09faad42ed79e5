"""The figures of a half-year, counted by the database; what they mean is for the domain to say."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, func, select

from bot.domain.actions.actions import ActionOrigin
from bot.domain.calendar.periods import MONTHS_A_SEMESTER, Interval, Semester
from bot.domain.cases.outcomes import Outcome
from bot.domain.cases.taxonomy import Continuity, Kind
from bot.domain.reports.figures import Tally, together
from bot.domain.reports.quality_risks import Facet, topics_of
from bot.domain.reports.reviews import ReviewFigures, planned
from bot.domain.reports.shares import effective_share, on_time_share
from storage.actions import actions
from storage.figure_span import Span, came_to_something
from storage.reports.figures import ranked
from storage.reports.tallies import FIRST_OUTCOME, read_open, read_tallies
from storage.tables import cases

Member = TypeVar("Member")

_c = cases.c
_ALIKE = (_c.category, _c.incident_type, _c.cause_family, _c.party, _c.continuity, _c.severity)


def read_review_figures(
    connection: Connection, semester: Semester, *, now: datetime, zone: ZoneInfo
) -> ReviewFigures:
    """Figures known at `now` of a half-year on the clock of `zone`, in seventeen queries."""
    held = semester.interval(zone)
    months, before = _tallies(connection, semester, now=now, zone=zone)
    _, last_year = _tallies(connection, semester.previous, now=now, zone=zone)
    facets = _facets(connection, held)
    touched = actions.touching(connection, semester, zone)
    plan = actions.of_period(connection, str(semester.previous), origin=ActionOrigin.REVIEW)
    return ReviewFigures(
        semester=semester,
        as_of=now,
        is_whole=now >= held.end_at,
        months=months,
        before=_known(before),
        last_year=_known(last_year),
        categories=_most(facets, lambda one: one.category),
        parties=_most((one for one in facets if one.category), lambda one: one.party),
        incident_types=_most(facets, lambda one: one.incident_type),
        cause_families=_most(facets, lambda one: one.cause_family),
        severities=_most(facets, lambda one: one.severity),
        outcomes=_outcomes(connection, held),
        interrupted=sum(one.count for one in facets if one.continuity is Continuity.NO),
        to_confirm=_to_confirm(connection, held),
        topics=topics_of(facets),
        plan_before=tuple(map(planned, plan)),
        effective=effective_share(touched, semester, zone=zone),
        on_time=on_time_share(touched, semester, now=now, zone=zone),
    )


def _tallies(
    connection: Connection, semester: Semester, *, now: datetime, zone: ZoneInfo
) -> tuple[tuple[Tally | None, ...], tuple[Tally | None, ...]]:
    """The six months of a half-year, and the six before them."""
    span = Span(month=semester.months[-1], now=now, zone=zone)
    known = read_tallies(connection, span, still_open=read_open(connection, span).of_kind)
    return known[-MONTHS_A_SEMESTER:], known[-2 * MONTHS_A_SEMESTER : -MONTHS_A_SEMESTER]


def _known(months: tuple[Tally | None, ...]) -> Tally | None:
    return together(months) if any(months) else None


def _facets(connection: Connection, held: Interval) -> tuple[Facet, ...]:
    real = came_to_something().label("came_to_something")
    query = select(*_ALIKE, real, func.count().label("count")).group_by(*_ALIKE, real)
    found = query.where(_is_in(held, _c.received_at), ~_c.confidential)
    return tuple(Facet(**row) for row in connection.execute(found).mappings())


def _to_confirm(connection: Connection, held: Interval) -> int:
    query = select(func.count()).where(
        _c.to_confirm, _is_in(held, _c.received_at), ~_c.confidential
    )
    return int(connection.execute(query).scalar_one())


def _outcomes(connection: Connection, held: Interval) -> tuple[tuple[Outcome, int], ...]:
    query = select(FIRST_OUTCOME, func.count().label("total")).group_by(FIRST_OUTCOME)
    answered = query.where(
        _c.kind == Kind.COMPLAINT, _is_in(held, _c.proposed_at), ~_c.confidential
    )
    return ranked(connection.execute(answered).all(), lambda row: row.outcome)


def _is_in(held: Interval, column: ColumnElement[datetime]) -> ColumnElement[bool]:
    return and_(column >= held.start_at, column < held.end_at)


def _most(
    facets: Iterable[Facet], key: Callable[[Facet], Member | None]
) -> tuple[tuple[Member, int], ...]:
    """How many cases of each, most first; what is not known is left out."""
    counted: Counter[Member] = Counter()
    for one in facets:
        member = key(one)
        if member is not None:
            counted[member] += one.count
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0]))))

"""The figures of a half-year, counted by the database; what they mean is for the domain to say."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, func, select

from bot.domain.action_figures import effective_share, on_time_share
from bot.domain.actions import Action, ActionOrigin
from bot.domain.figures import Tally, together
from bot.domain.outcomes import Outcome
from bot.domain.periods import MONTHS_A_SEMESTER, Interval, Semester
from bot.domain.quality_risks import Facet, topics_of
from bot.domain.reviews import ReviewFigures, planned
from bot.domain.taxonomy import Continuity, Kind
from storage import actions
from storage.figure_span import Span
from storage.figures import ranked
from storage.open_cases import read_open
from storage.tables import cases
from storage.tallies import read_tallies

Member = TypeVar("Member")

_c = cases.c
_ALIKE = (_c.category, _c.incident_type, _c.cause_family, _c.party, _c.continuity, _c.severity)


def read_review_figures(
    connection: Connection, semester: Semester, *, now: datetime, zone: ZoneInfo
) -> ReviewFigures:
    """What is known at `now` of a half-year on the clock of `zone`, in seventeen queries."""
    held = semester.interval(zone)
    months, before = _tallies(connection, semester, now=now, zone=zone)
    _, last_year = _tallies(connection, semester.previous, now=now, zone=zone)
    facets = _facets(connection, held)
    judged, due = _actions(connection, held, zone)
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
        topics=topics_of(facets),
        plan_before=tuple(map(planned, plan)),
        effective=effective_share(judged),
        on_time=on_time_share(due, now=now, zone=zone),
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
    query = select(*_ALIKE, func.count().label("count")).group_by(*_ALIKE)
    found = query.where(_is_in(held, _c.received_at), ~_c.confidential)
    return tuple(Facet(**row) for row in connection.execute(found).mappings())


def _outcomes(connection: Connection, held: Interval) -> tuple[tuple[Outcome, int], ...]:
    query = select(_c.outcome, func.count().label("total")).group_by(_c.outcome)
    answered = query.where(
        _c.kind == Kind.COMPLAINT, _is_in(held, _c.proposed_at), ~_c.confidential
    )
    return ranked(connection.execute(answered).all(), lambda row: row.outcome)


def _actions(
    connection: Connection, held: Interval, zone: ZoneInfo
) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """The actions judged in the half-year, and those due in it."""
    days = (held.start_at.astimezone(zone).date(), held.end_at.astimezone(zone).date())
    judged = actions.judged(connection, since=held.start_at, until=held.end_at)
    return judged, actions.due_between(connection, *days)


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

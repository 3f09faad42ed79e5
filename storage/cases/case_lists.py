"""Lists of cases: which, in which order, a page at a time, and how many there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    UnaryExpression,
    and_,
    func,
    not_,
    or_,
    select,
    true,
    union,
)

from bot.domain.actions.listings import (
    COUNTED_MAX,
    EVERYTHING,
    PAGE,
    CaseFilter,
    Scope,
    period_begins,
)
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.outcomes import Outcome, is_root_cause_due
from bot.domain.cases.stages import Stage, standings_at
from bot.domain.cases.taxonomy import Kind, Severity
from bot.domain.school.office import Office
from storage.cases.case_rows import CASE_COLUMNS, NOTHING_DUE, case_of
from storage.cases.visibility import (
    is_named_by_any,
    led_by,
    may_lead,
    owned_by,
    owned_for,
    reported_by,
    ways_to_see,
)
from storage.tables import cases


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """One person's list, at one instant."""

    scope: Scope
    reader: str
    office: Office
    now: datetime
    narrowed: CaseFilter = EVERYTHING


def page_of(connection: Connection, wanted: ListQuery, *, number: int) -> tuple[Case, ...]:
    """A page, counted from zero: what presses most first, in the register the latest first."""
    order, skipped = _order(wanted.scope), number * PAGE
    first = [
        select(cases.c.id, _sorted_by(wanted.scope)).where(*way).order_by(*order)
        for way in _ways(connection, wanted)
    ]
    found = _together([each.limit(skipped + PAGE) for each in first])
    ids = select(found.c.id).order_by(*_order(wanted.scope, found)).limit(PAGE).offset(skipped)
    shown = connection.execute(ids).scalars().all()
    rows = connection.execute(select(*CASE_COLUMNS).where(cases.c.id.in_(shown))).mappings()
    by_id = {row["id"]: case_of(row) for row in rows}
    return tuple(by_id[one] for one in shown)


def count_of(connection: Connection, wanted: ListQuery) -> int:
    """How many there are, counted up to one more than `COUNTED_MAX`."""
    # in their order, since SQLite reads what it takes for common from the table's beginning
    order = _order(wanted.scope)
    ways = [
        select(cases.c.id).where(*way).order_by(*order).limit(COUNTED_MAX + 1)
        for way in _ways(connection, wanted)
    ]
    some = select(_together(ways).c.id).limit(COUNTED_MAX + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _together(ways: Sequence[Select[Any]]) -> Subquery:
    """Hits by any of the ways, once; each is cut before, by an index of its own."""
    parts = [select(way.subquery()) for way in ways]
    return parts[0].subquery() if len(parts) == 1 else union(*parts).subquery()


def _ways(connection: Connection, wanted: ListQuery) -> Iterator[list[ColumnElement[bool]]]:
    narrowing = _narrowing(wanted)
    is_named = is_named_by_any(connection, wanted.reader)
    for way in _ways_in_scope(wanted, is_named=is_named):
        yield [way, *_bounds(wanted), *narrowing]


def _ways_in_scope(wanted: ListQuery, *, is_named: bool) -> tuple[ColumnElement[bool], ...]:
    person, office = wanted.reader, wanted.office
    if wanted.scope is not Scope.MINE:
        return ways_to_see(person, office, is_named=is_named)
    ways = (owned_by(person), reported_by(person), *owned_for(person, office))
    if not may_lead(person, office, is_named=is_named):
        return ways
    return (*ways, and_(cases.c.owner.is_(None), led_by(person, office)))


def _bounds(wanted: ListQuery) -> tuple[ColumnElement[bool], ...]:
    match wanted.scope:
        case Scope.MINE | Scope.OPEN:
            # a range, since SQLite searches no index for what "is not null"
            return (cases.c.next_due_at <= NOTHING_DUE,)
        case Scope.OVERDUE:
            return (cases.c.next_due_at < wanted.now,)
        case Scope.REGISTER:
            return ()


def _narrowing(wanted: ListQuery) -> list[ColumnElement[bool]]:
    narrowed = wanted.narrowed
    asked = {
        cases.c.kind: narrowed.kind,
        cases.c.category: narrowed.category,
        cases.c.owner: narrowed.owner,
    }
    conditions = [column == value for column, value in asked.items() if value is not None]
    if narrowed.stage is not None:
        conditions.extend(_standing_at(narrowed.stage))
    if narrowed.period is not None:
        begins = period_begins(narrowed.period, wanted.office.zone, now=wanted.now)
        conditions.append(cases.c.received_at >= begins)
    return conditions


def _standing_at(stage: Stage) -> Iterator[ColumnElement[bool]]:
    """The statuses, for an index; then with which kind and outcome each of them counts.

    Incidents move between two stages by more than that, as `stage_of` says.
    """
    standings = tuple(standings_at(stage))
    statuses = {status for _, status, _ in standings}
    by_status = or_(
        *(
            and_(cases.c.kind == kind, cases.c.status == status, _has_outcome(outcomes))
            for kind, status, outcomes in standings
        )
    )
    if stage not in {Stage.IN_PROGRESS, Stage.TO_VERIFY}:
        yield cases.c.status.in_(sorted(statuses))
        yield by_status
        return
    early, owing = _settled_on_spot(), _owes_root_cause()
    added, left = (early, owing) if stage is Stage.TO_VERIFY else (owing, early)
    yield cases.c.status.in_(sorted(statuses | {Status.MEASURES_DECIDED, Status.PARTIES_INFORMED}))
    yield or_(and_(by_status, not_(left)), added)


def _settled_on_spot() -> ColumnElement[bool]:
    return and_(
        cases.c.kind == Kind.INCIDENT,
        cases.c.status == Status.MEASURES_DECIDED,
        cases.c.settled_on_spot,
        cases.c.reopened_count == 0,
    )


def _owes_root_cause() -> ColumnElement[bool]:
    life = cases.c.life
    is_qualified = life["qualified_at"].as_string().is_not(None)
    is_grave = cases.c.severity.in_([one for one in Severity if is_root_cause_due(one)])
    is_unknown = or_(cases.c.cause_family.is_(None), life["root_cause"].as_string().is_(None))
    is_long = not_(and_(cases.c.settled_on_spot, cases.c.reopened_count == 0))
    return and_(
        cases.c.kind == Kind.INCIDENT,
        cases.c.status == Status.PARTIES_INFORMED,
        or_(and_(is_qualified, is_grave), and_(not_(is_qualified), cases.c.injury)),
        is_unknown,
        is_long,
    )


def _has_outcome(outcomes: frozenset[Outcome | None]) -> ColumnElement[bool]:
    if len(outcomes) > len(Outcome):
        return true()
    known = cases.c.outcome.in_(sorted(filter(None, outcomes)))
    return or_(known, cases.c.outcome.is_(None)) if None in outcomes else known


def _sorted_by(scope: Scope, found: FromClause = cases) -> ColumnElement[datetime]:
    column: ColumnElement[datetime] = (
        found.c.received_at if scope is Scope.REGISTER else found.c.next_due_at
    )
    return column


def _order(scope: Scope, found: FromClause = cases) -> tuple[UnaryExpression[Any], ...]:
    columns = (_sorted_by(scope, found), found.c.id)
    if scope is Scope.REGISTER:
        return tuple(column.desc() for column in columns)
    return tuple(column.asc() for column in columns)

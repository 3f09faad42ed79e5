"""Lists of cases: which, in which order, a page at a time, and how many there are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, UnaryExpression, and_, func, or_, select

from bot.domain.cases import Case
from bot.domain.listings import COUNTED_MAX, EVERYTHING, PAGE, CaseFilter, Scope, period_begins
from bot.domain.office import Office
from storage.case_rows import CASE_COLUMNS, NOTHING_DUE, case_of
from storage.tables import cases
from storage.visibility import led_by, owned_by, reported_by, visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One person's list, at one instant."""

    scope: Scope
    reader: str
    office: Office
    now: datetime
    narrowed: CaseFilter = EVERYTHING


def page_of(connection: Connection, wanted: Wanted, *, number: int) -> tuple[Case, ...]:
    """A page, counted from zero: what presses most first, in the register the latest first."""
    query = select(*CASE_COLUMNS).where(*_conditions(wanted)).order_by(*_order(wanted.scope))
    rows = connection.execute(query.limit(PAGE).offset(number * PAGE)).mappings()
    return tuple(case_of(row) for row in rows)


def count_of(connection: Connection, wanted: Wanted) -> int:
    """How many there are, counted up to one more than `COUNTED_MAX`."""
    found: Select[tuple[object]] = select(cases.c.id).where(*_conditions(wanted))
    some = found.limit(COUNTED_MAX + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    return [_in_scope(wanted), *_narrowing(wanted)]


def _in_scope(wanted: Wanted) -> ColumnElement[bool]:
    person, office = wanted.reader, wanted.office
    # a range, since SQLite searches no index for what "is not null"
    is_open = cases.c.next_due_at <= NOTHING_DUE
    match wanted.scope:
        case Scope.MINE:
            unowned = and_(cases.c.owner.is_(None), led_by(person, office))
            ways = (owned_by(person), reported_by(person), unowned)
            # said of each way for the ways' own indexes, and of all for that of open cases
            return and_(is_open, or_(*(and_(way, is_open) for way in ways)))
        case Scope.OVERDUE:
            return and_(cases.c.next_due_at < wanted.now, visible_to(person, office))
        case Scope.OPEN:
            return and_(is_open, visible_to(person, office))
        case Scope.REGISTER:
            return visible_to(person, office)


def _narrowing(wanted: Wanted) -> list[ColumnElement[bool]]:
    narrowed = wanted.narrowed
    asked = {
        cases.c.kind: narrowed.kind,
        cases.c.status: narrowed.status,
        cases.c.category: narrowed.category,
        cases.c.owner: narrowed.owner,
    }
    conditions = [column == value for column, value in asked.items() if value is not None]
    if narrowed.period is not None:
        begins = period_begins(narrowed.period, wanted.office.zone, now=wanted.now)
        conditions.append(cases.c.received_at >= begins)
    return conditions


def _order(scope: Scope) -> tuple[UnaryExpression[object], ...]:
    if scope is Scope.REGISTER:
        return (cases.c.received_at.desc(), cases.c.id.desc())
    return (cases.c.next_due_at.asc(), cases.c.id.asc())

"""The action plan as one person may see it: which actions, by owner and day, a page at a time.

Whoever changes `bot.services.actions.may_see_action` changes this; a test holds them together.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, or_, select

from bot.domain.action_lists import PLAN_PAGE, UNSETTLED, PlanScope
from bot.domain.actions import Action, ActionStatus
from bot.domain.office import Office
from storage.actions import ACTION_COLUMNS, action_of
from storage.tables import actions, cases
from storage.visibility import led_by, visible_to


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedActions:
    """One person's list."""

    scope: PlanScope
    reader: str
    office: Office


def page_of(connection: Connection, wanted: WantedActions, *, number: int) -> tuple[Action, ...]:
    """A page, counted from zero, by owner and then by day."""
    query = _found(*ACTION_COLUMNS).where(_in_scope(wanted), _is_visible(wanted))
    ordered = query.order_by(actions.c.owner, actions.c.due_on, actions.c.ref)
    rows = connection.execute(ordered.limit(PLAN_PAGE).offset(number * PLAN_PAGE)).mappings()
    return tuple(map(action_of, rows))


def count_of(connection: Connection, wanted: WantedActions) -> int:
    """How many there are."""
    query = _found(func.count()).where(_in_scope(wanted), _is_visible(wanted))
    return int(connection.execute(query).scalar_one())


def waiting_for(
    connection: Connection, person: str, office: Office, *, limit: int
) -> tuple[Action, ...]:
    """What a person has to do, and what they have to judge, soonest first."""
    found: list[Action] = []
    for wanted in _waiting(person, office):  # one after the other, each by its own index
        query = _found(*ACTION_COLUMNS).where(wanted).order_by(actions.c.due_on, actions.c.ref)
        found += map(action_of, connection.execute(query.limit(limit)).mappings())
    return tuple(sorted(found, key=lambda one: (one.due_on, one.ref))[:limit])


def count_waiting(connection: Connection, person: str, office: Office) -> int:
    """How many actions and checks wait for a person."""
    counts = (_found(func.count()).where(wanted) for wanted in _waiting(person, office))
    return sum(connection.execute(query).scalar_one() for query in counts)


def _found(*columns: ColumnElement[Any]) -> Select[Any]:
    joined = actions.outerjoin(cases, cases.c.id == actions.c.case_id)
    return select(*columns).select_from(joined)


def _in_scope(wanted: WantedActions) -> ColumnElement[bool]:
    open_ = actions.c.status.in_(sorted(UNSETTLED))
    match wanted.scope:
        case PlanScope.OPEN:
            return open_
        case PlanScope.MINE:
            return and_(open_, actions.c.owner == wanted.reader)
        case PlanScope.SETTLED:
            return actions.c.status.in_(sorted(set(ActionStatus) - UNSETTLED))


def _is_visible(wanted: WantedActions) -> ColumnElement[bool]:
    person, office = wanted.reader, wanted.office
    from_no_case = and_(actions.c.case_id.is_(None), literal(person in office.quality_managers))
    # no row of cases answers NULL to what it may show, which is not true
    return or_(actions.c.owner == person, from_no_case, visible_to(person, office))


def _waiting(person: str, office: Office) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What is to be done, and what is to be judged: never by who did it (ISO 10002)."""
    leads_no_case = and_(actions.c.case_id.is_(None), literal(person in office.quality_managers))
    to_judge = and_(
        actions.c.status == ActionStatus.DONE,
        actions.c.owner != person,
        or_(actions.c.done_by.is_(None), actions.c.done_by != person),
        or_(leads_no_case, led_by(person, office)),
    )
    return and_(actions.c.status == ActionStatus.TO_DO, actions.c.owner == person), to_judge

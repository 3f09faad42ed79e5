"""Cases and actions of which something is owed, and nothing is to be said."""

from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import SETTLED
from bot.domain.school.policies import DeadlineKind
from storage.deadlines.reminders import DEADLINE
from storage.tables import actions, cases, open_deadlines, reminders


def unplanned_cases(connection: Connection, *, limit: int) -> tuple[UUID, ...]:
    """Cases with something left to do that owe nothing, or of which nothing is to be said.

    A settled case has something left to do while others wait for it.
    """
    is_open = cases.c.status.not_in(SETTLED)
    is_listed = cases.c.next_due_at.is_not(None)
    is_unplanned = or_(
        and_(is_open, _is_silent(cases.c.id)),
        _others_wait(~_is_to_be_said()),
        and_(~is_open, ~_others_wait()),
    )
    query = select(cases.c.id).where(or_(is_open, is_listed), is_unplanned)
    return tuple(connection.execute(query.limit(limit)).scalars())


def unplanned_actions(connection: Connection, *, limit: int) -> tuple[UUID, ...]:
    """Actions still to be done that owe nothing, or of which nothing is to be said."""
    return _silent_actions(connection, actions.c.status == ActionStatus.TO_DO, limit=limit)


def unplanned_effects(connection: Connection, *, limit: int) -> tuple[UUID, ...]:
    """Actions done whose effect is to be judged, and of which nothing is to be said."""
    is_to_judge = and_(actions.c.status == ActionStatus.DONE, actions.c.check_on.is_not(None))
    return _silent_actions(connection, is_to_judge, limit=limit)


def _silent_actions(
    connection: Connection, wanted: ColumnElement[bool], *, limit: int
) -> tuple[UUID, ...]:
    query = select(actions.c.id).where(wanted, _is_silent(actions.c.id))
    return tuple(connection.execute(query.limit(limit)).scalars())


def _is_silent(subject: ColumnElement[UUID]) -> ColumnElement[bool]:
    owed = select(open_deadlines.c.subject).where(open_deadlines.c.subject == subject)
    return ~owed.exists() | owed.where(~_is_to_be_said()).exists()


def _others_wait(*such: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether there is such a date that somebody else set on the case."""
    owed = select(open_deadlines.c.subject).where(
        open_deadlines.c.case_id == cases.c.id, open_deadlines.c.kind == DeadlineKind.EXTERNAL
    )
    return owed.where(*such).exists()


def _is_to_be_said() -> ColumnElement[bool]:
    return (
        select(reminders.c.id)
        .where(
            *(reminders.c[name] == open_deadlines.c[name] for name in DEADLINE),
            reminders.c.person == "",
            reminders.c.said_at.is_(None),
        )
        .exists()
    )

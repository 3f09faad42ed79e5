"""Actions: what somebody does by a day, in its case or in the action plan."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter
from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.domain.actions.actions import Action, ActionOrigin, ActionStatus, Proof, Round
from bot.domain.calendar.periods import Month, Period
from storage.tables import actions, people

ACTION_COLUMNS = tuple(actions.c[field.name] for field in fields(Action))
_PROOF = TypeAdapter(Proof)
_ROUNDS = TypeAdapter(tuple[Round, ...])
_BATCH = 500


def add(connection: Connection, action: Action) -> None:
    """Write a new action."""
    connection.execute(insert(actions).values(_row_of(action)))


def save(connection: Connection, action: Action) -> None:
    """Write an action as a step left it."""
    connection.execute(update(actions).where(actions.c.id == action.id).values(_row_of(action)))


def for_update(connection: Connection, action_id: UUID) -> Action | None:
    """Read an action that nobody else may change until the transaction ends.

    One that belongs to a case is locked after its case, here and everywhere.
    """
    query = select(*ACTION_COLUMNS).where(actions.c.id == action_id).with_for_update()
    return _first(connection, query)


def by_id(connection: Connection, action_id: UUID) -> Action | None:
    return _first(connection, select(*ACTION_COLUMNS).where(actions.c.id == action_id))


def by_ids(connection: Connection, action_ids: Iterable[UUID]) -> dict[UUID, Action]:
    """The actions that there are among these, by id."""
    query = select(*ACTION_COLUMNS).where(actions.c.id.in_(set(action_ids)))
    return {action.id: action for action in _all(connection, query)}


def by_ref(connection: Connection, ref: str) -> Action | None:
    return _first(connection, select(*ACTION_COLUMNS).where(actions.c.ref == ref.upper()))


def by_refs(connection: Connection, refs: Iterable[str]) -> dict[str, Action]:
    """The actions that there are of these references."""
    query = select(*ACTION_COLUMNS).where(actions.c.ref.in_(set(refs)))
    return {action.ref: action for action in _all(connection, query)}


def of_case(connection: Connection, case_id: UUID) -> tuple[Action, ...]:
    """A case's actions, in the order in which they were decided."""
    found = select(*ACTION_COLUMNS).where(actions.c.case_id == case_id)
    return _all(connection, found.order_by(actions.c.created_at, actions.c.ref))


def awaited_by(connection: Connection, case_ids: Collection[UUID]) -> dict[UUID, date]:
    """Of these cases that wait for their actions: the last day by which one is to be done."""
    held = (actions.c.case_id.in_(case_ids), _is_running(), actions.c.is_in_plan.is_(False))
    query = select(actions.c.case_id, func.max(actions.c.due_on)).where(*held)
    rows = connection.execute(query.group_by(actions.c.case_id))
    return {row[0]: row[1] for row in rows}


def decided_about(connection: Connection, period: str) -> tuple[Action, ...]:
    """Decisions of the meeting that discussed a month, in that order."""
    decided = (ActionOrigin.DECISION, ActionOrigin.IMPROVEMENT)
    found = select(*ACTION_COLUMNS).where(actions.c.period == period, actions.c.origin.in_(decided))
    return _all(connection, found.order_by(actions.c.created_at, actions.c.ref))


def decided_before(connection: Connection, month: Month) -> tuple[Action, ...]:
    """Decisions of the latest meeting that discussed an earlier month."""
    is_decided = actions.c.origin.in_((ActionOrigin.DECISION, ActionOrigin.IMPROVEMENT))
    latest = select(func.max(actions.c.period)).where(actions.c.period < str(month), is_decided)
    query = select(*ACTION_COLUMNS).where(actions.c.period == latest.scalar_subquery(), is_decided)
    return _all(connection, query.order_by(actions.c.created_at, actions.c.ref))


def touching(connection: Connection, period: Period, zone: ZoneInfo) -> tuple[Action, ...]:
    """The actions due or judged in a period, and all of which something is still owed.

    Those that were done again may have been so in an earlier round: they are all among them.
    """
    first, after, held = period.first_day, period.next.first_day, period.interval(zone)
    due = (and_(day >= first, day < after) for day in (actions.c.due_on, actions.c.missed_on))
    judged_at = actions.c.checked_at
    is_judged = and_(judged_at >= held.start_at, judged_at < held.end_at)
    is_to_judge = and_(actions.c.status == ActionStatus.DONE, actions.c.check_on.is_not(None))
    is_owed = or_(_is_running(), is_to_judge)
    concerned = or_(is_owed, *due, is_judged, actions.c.reopened_count > 0)
    return _all(connection, select(*ACTION_COLUMNS).where(concerned))


def of_owner(connection: Connection, owner: str) -> tuple[Action, ...]:
    """A person's open actions, soonest first."""
    return _by_day(connection, actions.c.owner == owner, _is_running())


def left_behind(connection: Connection) -> tuple[UUID, ...]:
    """The actions still to be done whose owner's account is deactivated."""
    gone = select(people.c.id).where(people.c.is_deleted)
    query = select(actions.c.id).where(actions.c.owner.in_(gone), _is_running())
    return tuple(connection.execute(query.order_by(actions.c.ref)).scalars())


def running(connection: Connection) -> tuple[Action, ...]:
    """All that is still to be done, soonest first."""
    return _by_day(connection, _is_running())


def created(
    connection: Connection, *, since: datetime | None = None, until: datetime | None = None
) -> Iterator[Action]:
    """The actions created from `since` on and before `until`, by reference, read as asked for."""
    query = select(*ACTION_COLUMNS).order_by(actions.c.ref).execution_options(yield_per=_BATCH)
    if since is not None:
        query = query.where(actions.c.created_at >= since)
    if until is not None:
        query = query.where(actions.c.created_at < until)
    with connection.execute(query) as rows:
        yield from map(action_of, rows.mappings())


def of_period(connection: Connection, period: str, *, origin: ActionOrigin) -> tuple[Action, ...]:
    """Decisions about a period's report, soonest due first."""
    return _by_day(connection, actions.c.period == period, actions.c.origin == origin)


def _is_running() -> ColumnElement[bool]:
    return actions.c.status == ActionStatus.TO_DO


def _by_day(connection: Connection, *conditions: ColumnElement[bool]) -> tuple[Action, ...]:
    query = select(*ACTION_COLUMNS).where(*conditions)
    return _all(connection, query.order_by(actions.c.due_on, actions.c.ref))


def _all(connection: Connection, query: Select[Any]) -> tuple[Action, ...]:
    return tuple(map(action_of, connection.execute(query).mappings()))


def _first(connection: Connection, query: Select[Any]) -> Action | None:
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else action_of(row)


def _row_of(action: Action) -> dict[str, Any]:
    row = {field.name: getattr(action, field.name) for field in fields(action)}
    proof = None if action.proof is None else _PROOF.dump_python(action.proof, mode="json")
    earlier = _ROUNDS.dump_python(action.earlier, mode="json")
    return row | {"origin_refs": list(action.origin_refs), "proof": proof, "earlier": earlier}


def action_of(row: RowMapping) -> Action:
    """The action in a row of `ACTION_COLUMNS`."""
    proof = None if row["proof"] is None else _PROOF.validate_python(row["proof"])
    earlier = _ROUNDS.validate_python(row["earlier"] or ())
    refs = tuple(row["origin_refs"])
    return Action(**{**row, "origin_refs": refs, "proof": proof, "earlier": earlier})

"""The action plan (policy §4.5) a page at a time, and what of it waits for somebody."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection

from bot.domain.action_lists import (
    PLAN_PAGE,
    WAITING_MAX,
    ActionPlan,
    PlanLook,
    PlannedAction,
    WaitingActions,
)
from bot.domain.actions import Action
from bot.domain.office import Office
from bot.services.actions import view_of
from bot.services.offices import current_office
from storage import action_plan, cases
from storage.action_plan import WantedActions
from storage.database import Database


def read_action_plan(
    database: Database, look: PlanLook, *, reader: str, defaults: Office
) -> ActionPlan:
    """A page of the plan as a person may see it. Raises StorageUnavailableError."""
    with database.reading() as connection:
        office = current_office(connection, defaults)
        wanted = WantedActions(scope=look.scope, reader=reader, office=office)
        total = action_plan.count_of(connection, wanted)
        page = min(look.page, max(total - 1, 0) // PLAN_PAGE)
        found = action_plan.page_of(connection, wanted, number=page)
        return ActionPlan(
            look=replace(look, page=page),
            actions=_planned(connection, found, office=office, reader=reader),
            total=total,
            office=office,
        )


def waiting_actions(connection: Connection, reader: str, office: Office) -> WaitingActions:
    """The actions and checks of effect that wait for a person."""
    found = action_plan.waiting_for(connection, reader, office, limit=WAITING_MAX)
    is_more = len(found) == WAITING_MAX
    total = action_plan.count_waiting(connection, reader, office) if is_more else len(found)
    planned = _planned(connection, found, office=office, reader=reader)
    return WaitingActions(actions=planned, total=total)


def _planned(
    connection: Connection, found: Iterable[Action], *, office: Office, reader: str
) -> tuple[PlannedAction, ...]:
    listed = tuple(found)
    origins = cases.by_ids(connection, [one.case_id for one in listed if one.case_id])
    seen = (
        view_of(one, origins[one.case_id] if one.case_id else None, office, person=reader)
        for one in listed
    )
    return tuple(PlannedAction(action=one.action, case=one.case, steps=one.steps) for one in seen)

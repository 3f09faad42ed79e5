"""Matters: the cases and actions that deadlines belong to, read as they are now."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.case_deadlines import action_deadline, deadlines_of
from bot.domain.matters import Matter
from bot.domain.office import Office
from storage import actions, cases, people


def matters_of(
    connection: Connection, subjects: Iterable[UUID], *, office: Office
) -> dict[UUID, Matter]:
    """The cases and actions among these, by id, each with what it still owes."""
    wanted = frozenset(subjects)
    found_actions = actions.by_ids(connection, wanted)
    origins = (one.case_id for one in found_actions.values() if one.case_id)
    found_cases = cases.by_ids(connection, wanted.union(origins))
    gone = gone_among(connection, (case.owner for case in found_cases.values()))
    matters = {
        case.id: Matter(
            case=case,
            deadlines=deadlines_of(
                case, office.policy, is_owned=case.owner is not None and case.owner not in gone
            ),
        )
        for case in found_cases.values()
        if case.id in wanted
    }
    for action in found_actions.values():
        deadline = action_deadline(action, office.zone)
        case = found_cases.get(action.case_id) if action.case_id else None
        deadlines = (deadline,) if deadline else ()
        matters[action.id] = Matter(action=action, case=case, deadlines=deadlines)
    return matters


def gone_among(connection: Connection, persons: Iterable[str | None]) -> frozenset[str]:
    """Those who left the workspace: Slack takes messages for them all the same."""
    known = people.by_ids(connection, filter(None, persons))
    return frozenset(person.id for person in known.values() if person.is_deleted)

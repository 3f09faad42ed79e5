"""Matters: the cases, actions and external deadlines to be recalled, read as they are now."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.case_deadlines import action_deadline, deadlines_of, external_deadline
from bot.domain.matters import Matter
from bot.domain.office import Office
from storage import actions, cases, open_deadlines, people


def matters_of(
    connection: Connection, subjects: Iterable[UUID], *, office: Office
) -> dict[UUID, Matter]:
    """The cases, actions and external deadlines among these, by id, with what they still owe."""
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
    external = _external(connection, wanted - matters.keys()) if wanted - matters.keys() else ()
    return matters | {matter.subject: matter for matter in external}


def _external(connection: Connection, subjects: frozenset[UUID]) -> Iterator[Matter]:
    """Of these, what others wait for; it stands on its case."""
    homes = open_deadlines.cases_of(connection, subjects)
    found = cases.by_ids(connection, homes)
    gone = gone_among(connection, (case.owner for case in found.values()))
    for case in found.values():
        is_owned = case.owner is not None and case.owner not in gone
        for one in case.external_deadlines:
            deadline = external_deadline(case, one, is_owned=is_owned)
            if one.id in subjects and deadline is not None:
                yield Matter(case=case, external=one, deadlines=(deadline,))


def gone_among(connection: Connection, persons: Iterable[str | None]) -> frozenset[str]:
    """Those who left the workspace: Slack takes messages for them all the same."""
    known = people.by_ids(connection, filter(None, persons))
    return frozenset(person.id for person in known.values() if person.is_deleted)

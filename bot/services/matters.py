"""Matters: the cases and actions that deadlines belong to, read as they are now."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from bot.domain.case_deadlines import deadlines_of
from bot.domain.matters import Matter
from bot.domain.office import Office
from storage import cases, people


def matters_of(
    connection: Connection, subjects: Iterable[UUID], *, office: Office
) -> dict[UUID, Matter]:
    """The cases and actions among these, by id, each with what it still owes."""
    found = cases.by_ids(connection, subjects)
    gone = gone_among(connection, (case.owner for case in found.values()))
    return {
        case.id: Matter(
            case=case,
            deadlines=deadlines_of(
                case, office.policy, is_owned=case.owner is not None and case.owner not in gone
            ),
        )
        for case in found.values()
    }


def gone_among(connection: Connection, persons: Iterable[str | None]) -> frozenset[str]:
    """Those who left the workspace: Slack takes messages for them all the same."""
    known = people.by_ids(connection, filter(None, persons))
    return frozenset(person.id for person in known.values() if person.is_deleted)

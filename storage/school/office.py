"""The school's set-up: what was chosen in Slack, and what each version of its promises was."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import JSON, Connection, select

from bot.domain.calendar.wall_time import ALWAYS
from bot.domain.school.meeting_exceptions import MeetingExceptions, Move
from bot.domain.school.office import Locale, Mediator, Office
from bot.domain.school.policies import Policy
from storage.tables import cases, office_settings, people, policies, process_facts
from storage.types import insert_into

_CHOSEN = select(office_settings.c.name, office_settings.c.value)


_POLICY = TypeAdapter(Policy)


def current_office(connection: Connection, defaults: Office) -> Office:
    """The set-up as it is now: what was chosen in Slack over the environment's `defaults`."""
    found = chosen(connection).items()
    return replace(defaults, **{name: _READERS.get(name, _as_it_is)(one) for name, one in found})


def everybody_who_left(connection: Connection) -> frozenset[str]:
    """Members who left, whatever they were to the school: one question for all of its people."""
    query = select(people.c.id).where(people.c.is_deleted)
    return frozenset(connection.execute(query).scalars())


def chosen(connection: Connection) -> dict[str, Any]:
    """Every choice made so far, by name, as it is kept."""
    return {row.name: row.value for row in connection.execute(_CHOSEN)}


def choose(connection: Connection, choices: dict[str, Any]) -> None:
    """Write choices, each over the one before; None is a choice too, whatever the default."""
    for name, value in choices.items():
        written = JSON.NULL if value is None else value
        fresh = insert_into(connection, office_settings).values(name=name, value=written)
        newest = {"value": fresh.excluded.value}
        connection.execute(fresh.on_conflict_do_update(index_elements=["name"], set_=newest))


def rule_since(connection: Connection, rule: str) -> datetime | None:
    """Since when this rule of meetings stands; None where another one was noted, or none."""
    query = select(process_facts.c.at).where(
        process_facts.c.name == _RULE, process_facts.c.value == _mark_of(rule)
    )
    found: datetime | None = connection.execute(query).scalar_one_or_none()
    return found


def note_rule(connection: Connection, rule: str, *, at: datetime) -> datetime:
    """Note that this rule stands from now on, or always where none was noted before."""
    mark = _mark_of(rule)
    fresh = insert_into(connection, process_facts).values(name=_RULE, value=mark, at=ALWAYS)
    noted = fresh.on_conflict_do_update(
        index_elements=["name"],
        set_={"value": mark, "at": at},
        where=process_facts.c.value != mark,
    )
    connection.execute(noted)
    return rule_since(connection, rule) or at


_RULE = "meeting_rule"


def _mark_of(rule: str) -> str:
    return hashlib.sha256(rule.encode()).hexdigest()


def _as_it_is(value: object) -> object:
    return value


def _mediator(value: dict[str, str]) -> Mediator | None:
    mediator = Mediator(**value)
    return None if mediator.is_empty else mediator


def _text(value: str) -> str | None:
    return value.strip() or None


def _exceptions(value: dict[str, Any]) -> MeetingExceptions:
    moved = (
        Move(planned_on=date.fromisoformat(planned_on), to=datetime.fromisoformat(to))
        for planned_on, to in value["moved"]
    )
    return MeetingExceptions(
        cancelled=tuple(map(date.fromisoformat, value["cancelled"])),
        moved=tuple(moved),
        extra=tuple(map(datetime.fromisoformat, value["extra"])),
    )


_READERS: dict[str, Callable[[Any], Any]] = {
    "locale": Locale,
    "quality_managers": tuple,
    "training_managers": tuple,
    "confidential_handlers": tuple,
    "mediator": _mediator,
    "meeting_exceptions": _exceptions,
    "signature": _text,
    "privacy_notice": _text,
    "letterhead": _text,
    "violence_contact": _text,
}


def keep_policy(connection: Connection, policy: Policy, *, now: datetime) -> None:
    """Write a version down; known already, it stays as it was."""
    promises = _POLICY.dump_python(policy, mode="json")
    fresh = insert_into(connection, policies).values(
        version=policy.version, kept_at=now, promises=promises
    )
    connection.execute(fresh.on_conflict_do_nothing(index_elements=["version"]))


def policy_of_case(connection: Connection, case_id: UUID) -> Policy | None:
    """The promises that a case was filed under, if they are known."""
    query = select(policies.c.promises).join(cases, cases.c.policy_version == policies.c.version)
    promises = connection.execute(query.where(cases.c.id == case_id)).scalar_one_or_none()
    return None if promises is None else _POLICY.validate_python(promises)


def policy_version_of_case(connection: Connection, case_id: UUID) -> str | None:
    """The name of the promises that a case was filed under."""
    query = select(cases.c.policy_version).where(cases.c.id == case_id)
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found

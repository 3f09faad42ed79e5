"""The school's set-up: read in every use case, changed from Slack by those who may."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from bot.domain.errors import NotAllowedError
from bot.domain.letters import Mediator
from bot.domain.meeting_exceptions import MeetingExceptions, Move
from bot.domain.office import Locale, Office, OfficeChange
from bot.domain.policies import Policy
from storage import cases, journal, office, outbox, policies
from storage.database import Database


def current_office(connection: Connection, defaults: Office) -> Office:
    """The set-up as it is now: what was chosen in Slack over the environment's `defaults`."""
    return replace(defaults, **_typed(office.chosen(connection)))


def read_office(database: Database, defaults: Office) -> Office:
    """The set-up as it is now, for those outside a transaction."""
    with database.reading() as connection:
        return current_office(connection, defaults)


def keep_policy(database: Database, policy: Policy, *, now: datetime) -> None:
    """Write down what the present version of the promises stands for, once."""
    with database.writing() as connection:
        policies.keep(connection, policy, now=now)


def may_change_office(person: str, office_now: Office, *, is_admin: bool) -> bool:
    """Quality managers may; while there is none, an admin of the workspace may too."""
    if office_now.quality_managers:
        return person in office_now.quality_managers
    return is_admin


def change_office(
    database: Database,
    change: OfficeChange,
    *,
    actor: str,
    is_admin: bool,
    defaults: Office,
    now: datetime,
) -> Office:
    """Write the new set-up and journal what changed.

    With a new quality channel the open cases' cards are posted there; with any change
    what had stopped for good is tried again. Raises NotAllowedError.
    """
    with database.writing() as connection:
        before = current_office(connection, defaults)
        if not may_change_office(actor, before, is_admin=is_admin):
            raise NotAllowedError
        office.choose(connection, _choices(change))
        outbox.revive(connection, now=now)
        if change.quality_channel not in {None, before.quality_channel}:
            outbox.move_to_quality_channel(connection, cases.open_ids(), now=now)
        after = current_office(connection, defaults)
        details = _differences(before, after)
        journal.append(connection, "office_changed", at=now, actor=actor, details=details)
    return after


def _choices(change: OfficeChange) -> dict[str, Any]:
    """What to write; a choice of the last four that is None stays as it was."""
    kept = {name for name in _MAY_STAY if getattr(change, name) is None}
    return {name: value for name, value in asdict(change).items() if name not in kept}


def _typed(chosen: dict[str, Any]) -> dict[str, Any]:
    return {name: _READERS.get(name, _as_it_is)(value) for name, value in chosen.items()}


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


_MAY_STAY = ("confidential_handlers", "mediator", "signature", "privacy_notice")
_READERS: dict[str, Callable[[Any], Any]] = {
    "locale": Locale,
    "quality_managers": tuple,
    "training_managers": tuple,
    "confidential_handlers": tuple,
    "mediator": _mediator,
    "meeting_exceptions": _exceptions,
    "signature": _text,
    "privacy_notice": _text,
}


def _differences(before: Office, after: Office) -> dict[str, Any]:
    old, new = asdict(before), asdict(after)
    return {name: [old[name], new[name]] for name in old if old[name] != new[name]}

"""Asking for the register or the evidence: it is made and sent a little later, to who asked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.errors import NotAllowedError
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.services.offices import current_office
from bot.services.register_lines import Part, Wanted
from bot.services.registers import check_reader, is_empty
from storage import outbox
from storage.database import Database


def request_register(
    database: Database,
    wanted: Wanted,
    *,
    person: str,
    request_id: str,
    now: datetime,
    defaults: Office,
) -> bool:
    """Have the workbook made and sent; False when there is nothing to put into it.

    A request that comes twice is carried out once. Raises NotAllowedError as `export_for`,
    StorageUnavailableError.
    """
    with database.writing() as connection:
        office = current_office(connection, defaults)
        check_reader(person, wanted, office=office)
        if is_empty(connection, wanted, office=office):
            return False
        outbox.wish(
            connection,
            Outgoing.REGISTER,
            key=f"{Outgoing.REGISTER}:{request_id}",
            at=now,
            recipient=person,
            details=_details_of(wanted),
        )
    return True


def request_evidence(
    database: Database,
    wanted: Wanted,
    *,
    person: str,
    request_id: str,
    now: datetime,
    defaults: Office,
) -> None:
    """Have the evidence pack made and sent, to a quality manager.

    A request that comes twice is carried out once. Raises NotAllowedError,
    StorageUnavailableError.
    """
    with database.writing() as connection:
        if person not in current_office(connection, defaults).quality_managers:
            raise NotAllowedError
        outbox.wish(
            connection,
            Outgoing.EVIDENCE,
            key=f"{Outgoing.EVIDENCE}:{request_id}",
            at=now,
            recipient=person,
            details=_details_of(wanted),
        )


def wanted_in(details: Mapping[str, Any]) -> Wanted:
    """What was asked for, from the outbox."""
    return Wanted(
        parts=tuple(Part(part) for part in details["parts"]),
        first_day=_day(details["first_day"]),
        last_day=_day(details["last_day"]),
        with_names=details["with_names"],
    )


def _details_of(wanted: Wanted) -> dict[str, Any]:
    return {
        "parts": [part.value for part in wanted.parts],
        "first_day": wanted.first_day and wanted.first_day.isoformat(),
        "last_day": wanted.last_day and wanted.last_day.isoformat(),
        "with_names": wanted.with_names,
    }


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None

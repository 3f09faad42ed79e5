"""Asking for the register or the evidence: it is made and sent a little later, to who asked."""

from dataclasses import asdict

from bot.domain.errors import NotAllowedError
from bot.domain.messages.register import EvidenceFile, RegisterFile, RegisterRequest
from bot.domain.school.office import Office
from bot.services.register.register_lines import (
    KIND_OF_PART,
    Part,
    RegisterQuery,
    may_read_register,
)
from bot.services.unit_of_work import UnitOfWork
from storage.actions import actions
from storage.messages import outbox
from storage.register import registers


def request_register(
    work: UnitOfWork, wanted: RegisterQuery, *, person: str, request_id: str
) -> bool:
    """Have the workbook made and sent; False when there is nothing to put into it.

    A request that comes twice is carried out once. Raises NotAllowedError,
    StorageUnavailableError.
    """
    asked = RegisterFile(recipient=person, once=request_id, **asdict(wanted))
    if not may_ask_for(asked, office=work.office):
        raise NotAllowedError
    if _is_empty(work, wanted):
        return False
    outbox.enqueue(work.connection, asked, at=work.now)
    return True


def request_evidence(
    work: UnitOfWork, wanted: RegisterQuery, *, person: str, request_id: str
) -> None:
    """Have the evidence pack made and sent, to a quality manager.

    A request that comes twice is carried out once. Raises NotAllowedError,
    StorageUnavailableError.
    """
    asked = EvidenceFile(recipient=person, once=request_id, **asdict(wanted))
    if not may_ask_for(asked, office=work.office):
        raise NotAllowedError
    outbox.enqueue(work.connection, asked, at=work.now)


def may_ask_for(asked: RegisterRequest, *, office: Office) -> bool:
    """Who may have a file, when it is asked for and at every attempt to send it."""
    person = asked.recipient or ""
    if isinstance(asked, EvidenceFile) and person not in office.in_quality:
        return False
    return may_read_register(person, query_of(asked), office=office)


def query_of(asked: RegisterRequest) -> RegisterQuery:
    """A request for the register."""
    return RegisterQuery(
        parts=tuple(Part(part) for part in asked.parts),
        first_day=asked.first_day,
        last_day=asked.last_day,
        with_names=asked.with_names,
    )


def _is_empty(work: UnitOfWork, wanted: RegisterQuery) -> bool:
    """Whether the wanted parts hold nothing, whoever may see it."""
    received = wanted.received_in(work.office)
    since, until = received.start_at, received.end_at
    kinds = [KIND_OF_PART[part] for part in wanted.parts if part in KIND_OF_PART]
    if any(registers.is_there(work.connection, kind, received=received) for kind in kinds):
        return False
    if Part.ACTIONS not in wanted.parts:
        return True
    return next(actions.created(work.connection, since=since, until=until), None) is None

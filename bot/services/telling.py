"""Wishes for what the outside is told of a case: its card, lines in its thread, messages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from bot.domain.actions import Action
from bot.domain.outgoing import Outgoing
from storage import outbox, people


def wish_card(connection: Connection, case_id: UUID, *, at: datetime) -> None:
    """Have the card say what the case is now; wishes that wait together are one update."""
    outbox.wish(connection, Outgoing.CARD, key=card_key(case_id), at=at, case_id=case_id)


def card_key(case_id: UUID) -> str:
    """The outbox's key of a case's card."""
    return f"{Outgoing.CARD}:{case_id}"


def wish_line(
    connection: Connection,
    case_id: UUID,
    event: str,
    *,
    actor: str,
    at: datetime,
    facts: Mapping[str, Any],
) -> None:
    """Have the card's thread get one line about what happened."""
    outbox.wish(
        connection,
        Outgoing.STEP_LINE,
        key=f"{Outgoing.STEP_LINE}:{uuid4()}",
        at=at,
        case_id=case_id,
        details={"event": event, "actor": actor, "at": at.isoformat(), "facts": dict(facts)},
    )


def wish_kept(connection: Connection, case_id: UUID | None, file_id: UUID, *, at: datetime) -> None:
    """Have a file fetched from Slack and kept."""
    outbox.wish(
        connection,
        Outgoing.KEEP_FILE,
        key=f"{Outgoing.KEEP_FILE}:{file_id}",
        at=at,
        case_id=case_id,
        recipient="",
        details={"file_id": str(file_id)},
    )


def tell_person(
    connection: Connection,
    kind: Outgoing,
    case_id: UUID | None,
    *,
    person: str,
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Have somebody told directly, unless they have left the workspace."""
    if people.has_left(connection, person):
        return
    outbox.wish(
        connection,
        kind,
        key=f"{kind}:{uuid4()}",
        at=at,
        case_id=case_id,
        recipient=person,
        details=details,
    )


def tell_action_owner(connection: Connection, action: Action, *, actor: str, at: datetime) -> None:
    """Have the one who is to do an action told of it, unless they took it themselves."""
    if action.owner != actor:
        details = {"action_id": str(action.id)}
        tell_person(
            connection,
            Outgoing.ACTION_NOTICE,
            action.case_id,
            person=action.owner,
            at=at,
            details=details,
        )

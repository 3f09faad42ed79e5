"""What becomes of outgoing messages, written down; sending them is not done here."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.services.escalation import UNREACHABLE, hand_up
from bot.services.offices import current_office
from storage import claims, outbox
from storage.claims import Claimed, Lane
from storage.database import Database

CARD_REST = timedelta(seconds=3)
"""A card shows a change at once, and what follows within this time in one more update."""

_HANDED_UP = frozenset({Outgoing.REMINDER, Outgoing.ROUND_UP, Outgoing.MORNING_DIGEST})


def claim(
    database: Database, lane: Lane, *, now: datetime, limit: int, defaults: Office
) -> tuple[Claimed, ...]:
    """Take what is due in a lane; without a quality channel its lane waits."""
    with database.writing() as connection:
        if lane is Lane.CHANNEL and current_office(connection, defaults).quality_channel is None:
            return ()
        return claims.claim(connection, lane, now=now, limit=limit)


def record_delivered(
    database: Database, row: Claimed, *, channel: str | None, ts: str | None, now: datetime
) -> None:
    """Note that a row is done, and where its message stands; a card then rests a little."""
    rests_until = now + CARD_REST if row.kind == Outgoing.CARD else None
    with database.writing() as connection:
        claims.record_delivered(connection, row, channel=channel, ts=ts, rests_until=rests_until)


def remember_file(database: Database, row: Claimed, *, slack_file: str, now: datetime) -> bool:
    """Note the file that is about to be shared; False when the row is in other hands."""
    with database.writing() as connection:
        return claims.remember_file(connection, row, slack_file=slack_file, now=now)


def postpone(
    database: Database, row: Claimed, *, error: str, due_at: datetime, in_doubt: bool
) -> None:
    """Note that a row is to be tried again at `due_at`."""
    with database.writing() as connection:
        claims.record_failed(connection, row, error=error, due_at=due_at, in_doubt=in_doubt)


def stop(database: Database, row: Claimed, *, error: str, now: datetime, defaults: Office) -> None:
    """Note that a row cannot be delivered, and tell others.

    What a person should have heard of a deadline goes to the next level at once. Of all
    else the quality managers are told once a day for each kind and error: an archived
    channel must not become a flood.
    """
    with database.writing() as connection:
        claims.record_dead(connection, row, error=error)
        office = current_office(connection, defaults)
        if error in UNREACHABLE and row.kind in _HANDED_UP:
            is_told = hand_up(connection, row, error=error, office=office, now=now)
        else:
            is_told = row.kind == Outgoing.TROUBLE
        if not is_told:
            _tell(connection, row, error=error, now=now, office=office)


def revive(database: Database, *, now: datetime) -> None:
    """Try again what had stopped: the program was started anew, perhaps mended."""
    with database.writing() as connection:
        outbox.revive(connection, now=now)


def _tell(
    connection: Connection, row: Claimed, *, error: str, now: datetime, office: Office
) -> None:
    day = now.astimezone(office.zone).date()
    for manager in office.quality_managers:
        key = f"trouble:{row.kind}:{error}:{day}:{manager}"
        if manager != row.recipient and not outbox.is_known(connection, key):
            outbox.wish(
                connection,
                Outgoing.TROUBLE,
                key=key,
                at=now,
                recipient=manager,
                details={"kind": row.kind, "error": error},
            )

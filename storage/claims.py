"""Claims on rows of the outbox: each in one process's hands until its lease ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Integer, bindparam, case, or_, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from bot.domain.outgoing import ABOUT_DEADLINES, WITH_FILE
from storage.outbox import State
from storage.tables import outbox

LEASE = timedelta(seconds=30)
"""How long a claim holds, three calls at their longest; then a process that died is relieved."""
FILE_LEASE = timedelta(minutes=3)
"""The same where a file is made first, which takes a minute for a hundred thousand cases."""


class Lane(StrEnum):
    """Where a row goes; each lane is emptied on its own, so that none holds up another.

    What comes as a file has a lane of its own, whoever it goes to, and so has what the clock
    says of deadlines: a thousand reminders hold up no notice of an incident.
    """

    CHANNEL = "channel"
    PEOPLE = "people"
    REMINDERS = "reminders"
    FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A row in this process's hands until its lease ends.

    `in_doubt`: an earlier attempt may have reached Slack without our knowing. `slack_file`:
    Slack's id of the file that an earlier attempt uploaded, and perhaps shared.
    """

    id: UUID
    key: str
    kind: str
    case_id: UUID | None
    recipient: str | None
    details: Mapping[str, Any] | None
    version: int
    created_at: datetime
    attempts: int
    lease: UUID
    in_doubt: bool
    channel: str | None
    ts: str | None
    slack_file: str | None


_COMES_AS_FILE = outbox.c.kind.in_(sorted(WITH_FILE))
_IS_ABOUT_DEADLINES = outbox.c.kind.in_(sorted(ABOUT_DEADLINES))
_IN_LANE = {
    Lane.CHANNEL: (outbox.c.recipient.is_(None), ~_COMES_AS_FILE),
    Lane.PEOPLE: (outbox.c.recipient.is_not(None), ~_COMES_AS_FILE, ~_IS_ABOUT_DEADLINES),
    Lane.REMINDERS: (outbox.c.recipient.is_not(None), _IS_ABOUT_DEADLINES),
    Lane.FILES: (_COMES_AS_FILE,),
}
_CLAIMED = tuple(outbox.c[name] for name in Claimed.__dataclass_fields__)


def claim(connection: Connection, lane: Lane, *, now: datetime, limit: int) -> tuple[Claimed, ...]:
    """Take rows that are due, each for this caller alone until the lease ends."""
    holds = FILE_LEASE if lane is Lane.FILES else LEASE
    given = {"now": now, "at_most": limit, "new_lease": uuid4(), "held_until": now + holds}
    rows = connection.execute(_taking(lane), given).mappings().all()
    return tuple(sorted((Claimed(**row) for row in rows), key=lambda row: row.created_at))


@cache
def _taking(lane: Lane) -> ReturningUpdate[Any]:
    """Made once: every filing and every step has each lane look for what is due."""
    now = bindparam("now", type_=outbox.c.due_at.type)
    due = (
        select(outbox.c.id)
        .where(outbox.c.state == State.PENDING, outbox.c.due_at <= now)
        .where(or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now))
        .where(*_IN_LANE[lane])
        .order_by(outbox.c.due_at)
        .limit(bindparam("at_most", type_=Integer))
        .with_for_update(skip_locked=True)
    )
    return (
        update(outbox)
        .where(outbox.c.id.in_(due))
        .values(
            # a lease that was never given back: its holder died, perhaps after sending
            in_doubt=or_(outbox.c.in_doubt, outbox.c.lease.is_not(None)),
            lease=bindparam("new_lease", type_=outbox.c.lease.type),
            leased_until=bindparam("held_until", type_=outbox.c.leased_until.type),
            attempts=outbox.c.attempts + 1,
        )
        .returning(*_CLAIMED)
    )


def remember_file(connection: Connection, row: Claimed, *, slack_file: str, now: datetime) -> bool:
    """Note the file that is about to be shared, so that nobody shares another one.

    The claim holds anew from now on; False when somebody else has taken the row over.
    """
    mine = (outbox.c.id == row.id, outbox.c.lease == row.lease)
    values = {"slack_file": slack_file, "leased_until": now + LEASE}
    return connection.execute(update(outbox).where(*mine).values(values)).rowcount == 1


def record_delivered(
    connection: Connection,
    row: Claimed,
    *,
    channel: str | None,
    ts: str | None,
    rests_until: datetime | None = None,
) -> None:
    """Note that what was claimed is done; a wish that came meanwhile stays to be done.

    Nobody claims the row again before `rests_until`, so that quick changes gather.
    """
    is_current = outbox.c.version == row.version
    outcome = {
        "state": case((is_current, State.DELIVERED.value), else_=State.PENDING.value),
        "delivered_version": row.version,
        "channel": channel,
        "ts": ts,
        "error": None,
        "leased_until": rests_until,
    }
    _give_back(connection, row, outcome)


def record_failed(
    connection: Connection, row: Claimed, *, error: str, due_at: datetime, in_doubt: bool
) -> None:
    """Note a failure that will be tried again at `due_at`."""
    _give_back(connection, row, {"error": error, "due_at": due_at, "in_doubt": in_doubt})


def record_dead(connection: Connection, row: Claimed, *, error: str) -> None:
    """Note a failure that no repetition will mend."""
    _give_back(connection, row, {"state": State.DEAD, "error": error})


def _give_back(connection: Connection, row: Claimed, outcome: Mapping[str, Any]) -> None:
    """Note what became of a claim, unless another holder has it by now, or a card moved on.

    Whoever relieved this one looks into Slack; what it found must not be overwritten.
    """
    given_back = {"lease": None, "leased_until": None, "in_doubt": False}
    mine = update(outbox).where(outbox.c.id == row.id, outbox.c.lease == row.lease)
    connection.execute(mine.values(given_back | dict(outcome)))

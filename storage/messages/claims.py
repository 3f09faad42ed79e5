"""Claims on rows of the outbox: each in one process's hands until its lease ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    Case,
    Connection,
    Integer,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import ReturningUpdate

from bot.domain.messages.message import Message
from bot.domain.messages.registry import kinds_that
from storage.claiming import locked_once
from storage.messages.outbox import OVER, State
from storage.messages.payloads import message_from
from storage.tables import outbox

LEASE = timedelta(seconds=30)
"""How long a claim holds, three calls at their longest; then a process that died is relieved."""
FILE_LEASE = timedelta(minutes=3)
"""The lease where a file is made first, which takes a minute for a hundred thousand cases."""
LETTER_LEASE = timedelta(minutes=15)
"""The lease of a letter: a server may take ten minutes over its text (RFC 5321 §4.5.3.2.6)."""


FAILED = "failed"
"""The error of a row that cannot be made into a message: it holds up no other."""


class Lane(StrEnum):
    """Where a row goes; each lane is emptied on its own, so that none holds up another.

    What comes as a file has a lane of its own, whoever it goes to, and so has what the clock
    says of deadlines: a thousand reminders hold up no notice of an incident. What leaves by mail
    waits for another server than Slack.
    """

    CHANNEL = "channel"
    PEOPLE = "people"
    REMINDERS = "reminders"
    FILES = "files"
    MAIL = "mail"


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
    is_urgent: bool = False

    def read(self) -> Message:
        """The message that the row keeps. Raises LookupError, ValueError as `message_from`."""
        return message_from(
            self.kind, payload=self.details, case_id=self.case_id, recipient=self.recipient
        )


_COMES_AS_FILE = outbox.c.kind.in_(kinds_that(lambda one: one.comes_as_file))
_IS_ABOUT_DEADLINES = outbox.c.kind.in_(kinds_that(lambda one: one.is_about_deadlines))
_LEAVES_BY_MAIL = outbox.c.kind.in_(kinds_that(lambda one: one.leaves_by_mail))
_IN_LANE = {
    Lane.CHANNEL: (outbox.c.recipient.is_(None), ~_COMES_AS_FILE, ~_LEAVES_BY_MAIL),
    Lane.PEOPLE: (outbox.c.recipient.is_not(None), ~_COMES_AS_FILE, ~_IS_ABOUT_DEADLINES),
    Lane.REMINDERS: (outbox.c.recipient.is_not(None), _IS_ABOUT_DEADLINES),
    Lane.FILES: (_COMES_AS_FILE,),
    Lane.MAIL: (_LEAVES_BY_MAIL,),
}
_IS_TOLD_IN_ORDER = outbox.c.kind.in_(kinds_that(lambda one: one.is_told_in_order))
_HOLDS_UP_NONE = outbox.c.error == FAILED
_place_in_line = func.row_number().over(
    partition_by=(outbox.c.case_id, outbox.c.kind, outbox.c.recipient),
    # of two of one instant the one that was asked for first
    order_by=(outbox.c.created_at, outbox.c.id),
)
_lines = (
    select(outbox.c.id, _place_in_line.label("place"))
    .where(outbox.c.state == State.PENDING, _IS_TOLD_IN_ORDER)
    .where(_HOLDS_UP_NONE.is_not(True))
    .subquery()
)
_IS_IN_TURN = or_(
    ~_IS_TOLD_IN_ORDER,
    _HOLDS_UP_NONE,
    outbox.c.id.in_(select(_lines.c.id).where(_lines.c.place == 1)),
)
"""A thread, and what one person hears of a case, reads in the order in which it came about.

Worked out once for all that waits: after an outage a thousand may.
"""
_IN_TURN = {Lane.CHANNEL: (_IS_IN_TURN,), Lane.PEOPLE: (_IS_IN_TURN,)}
_URGENT_FIRST = (outbox.c.is_urgent.desc(), outbox.c.due_at)
_ORDER = {
    Lane.CHANNEL: _URGENT_FIRST,
    Lane.PEOPLE: _URGENT_FIRST,
    # of a thousand, by index; nothing in them is urgent
    Lane.REMINDERS: (outbox.c.due_at,),
    Lane.FILES: (outbox.c.due_at,),
    Lane.MAIL: (outbox.c.due_at,),
}
_LEASES = {Lane.FILES: FILE_LEASE, Lane.MAIL: LETTER_LEASE}
_CLAIMED = tuple(outbox.c[name] for name in Claimed.__dataclass_fields__)


def claim(connection: Connection, lane: Lane, *, now: datetime, limit: int) -> tuple[Claimed, ...]:
    """Take rows that are due, each for this caller alone until the lease ends."""
    holds = _LEASES.get(lane, LEASE)
    given = {"now": now, "at_most": limit, "new_lease": uuid4(), "held_until": now + holds}
    rows = connection.execute(_taking(lane), given).mappings().all()
    claimed = (Claimed(**row) for row in rows)
    return tuple(sorted(claimed, key=lambda row: (not row.is_urgent, row.created_at, row.id)))


@cache
def _taking(lane: Lane) -> ReturningUpdate[Any]:
    """Made once: every filing and every step has each lane look for what is due."""
    now = bindparam("now", type_=outbox.c.due_at.type)
    due = (
        select(outbox.c.id)
        .where(outbox.c.state == State.PENDING, outbox.c.due_at <= now)
        .where(or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now))
        .where(*_IN_LANE[lane], *_IN_TURN.get(lane, ()))
        .order_by(*_ORDER[lane])
        .limit(bindparam("at_most", type_=Integer))
    )
    return (
        update(outbox)
        .where(outbox.c.id.in_(locked_once(due)))
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
    return _hold(connection, row, {"slack_file": slack_file, "leased_until": now + LEASE})


def keep_hold(connection: Connection, row: Claimed, *, now: datetime) -> bool:
    """Hold a letter anew from now on; False when somebody else has taken it over."""
    return _hold(connection, row, {"leased_until": now + LETTER_LEASE})


def _hold(connection: Connection, row: Claimed, values: Mapping[str, Any]) -> bool:
    mine = (outbox.c.id == row.id, outbox.c.lease == row.lease)
    return connection.execute(update(outbox).where(*mine).values(values)).rowcount == 1


def record_delivered(
    connection: Connection,
    row: Claimed,
    *,
    channel: str | None,
    ts: str | None,
    rests_until: datetime | None = None,
    is_over: bool = False,
) -> None:
    """Note that what was claimed is done; what was asked for meanwhile stays to be done.

    Nobody claims the row again before `rests_until`, so that quick changes gather. Of what
    `is_over` its matter was: there is nothing to say of it any more.
    """
    outcome = {
        "state": _unless_asked_for_since(row, State.DELIVERED),
        "delivered_version": row.version,
        "channel": channel,
        "ts": ts,
        "error": OVER if is_over else None,
        "leased_until": rests_until,
    }
    _give_back(connection, row, outcome)


def record_failed(
    connection: Connection, row: Claimed, *, error: str, due_at: datetime, in_doubt: bool
) -> None:
    """Note a failure that will be tried again at `due_at`."""
    _give_back(connection, row, {"error": error, "due_at": due_at, "in_doubt": in_doubt})


def record_dead(connection: Connection, row: Claimed, *, error: str) -> None:
    """Note a failure that no repetition will mend; what was asked for meanwhile is tried."""
    stopped = _unless_asked_for_since(row, State.DEAD)
    _give_back(connection, row, {"state": stopped, "error": error})


def _unless_asked_for_since(row: Claimed, state: State) -> Case[str]:
    """This state, or that it waits: somebody wished for it anew while it was in hand."""
    return case((outbox.c.version == row.version, state.value), else_=State.PENDING.value)


def _give_back(connection: Connection, row: Claimed, outcome: Mapping[str, Any]) -> None:
    """Note what became of a claim, unless another holder has it by now, or a card moved on.

    Whoever relieved this one looks into Slack; what it found must not be overwritten.
    """
    given_back = {"lease": None, "leased_until": None, "in_doubt": False}
    mine = update(outbox).where(outbox.c.id == row.id, outbox.c.lease == row.lease)
    connection.execute(mine.values(given_back | dict(outcome)))

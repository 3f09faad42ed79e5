"""Rows that a clock ahead left behind: done, so they say, at a time still to come.

The rule, for every kind of row: an instant that lies ahead of now is no proof that something
was done. It is forgotten, so that it is done when its time comes, or brought back to now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    and_,
    cast,
    delete,
    literal,
    or_,
    select,
    update,
)

from bot.domain.cases.journal_entries import VIGIE
from bot.domain.messages.deadlines import WeeklyDigestMessage
from bot.domain.messages.registry import kinds_that
from storage.cases import inbox as inbox_rows
from storage.messages import outbox as outbox_rows
from storage.tables import (
    digests,
    inbox,
    open_deadlines,
    outbox,
    recurrences,
    reminders,
    review_notes,
)

BEYOND = timedelta(minutes=15)
"""So far ahead two processes whose clocks are right enough never write."""
_LOOKED_BACK = timedelta(days=7)
"""So far back a message is looked for of which it is not known when it was truly asked for."""
_LONGEST_WAIT = timedelta(days=21)
"""No message waits longer for its person's morning."""

_HAS_HOURS = outbox.c.kind.in_(kinds_that(lambda one: one.waits_for_morning))
_SAYS_A_PERIOD = outbox.c.kind.in_(kinds_that(lambda one: one.is_of_report))
_SAID_ONCE = outbox.c.kind.in_(kinds_that(lambda one: one.is_said_once))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaid:
    """A reminder that was said too early: its subject, its case, and its key's beginning."""

    subject: UUID
    case_id: UUID | None
    rule: str
    due_at: datetime


def beyond(now: datetime) -> datetime:
    """The instant after which all lies in the future."""
    return now + BEYOND


def is_any(connection: Connection, *, now: datetime) -> bool:
    """Whether any row says that something was done at a time still to come."""
    return any(
        connection.execute(select(literal(1)).where(found).limit(1)).first() is not None
        for found in _traces(beyond(now), now=now)
    )


def unsay_reminders(connection: Connection, *, now: datetime, limit: int) -> tuple[Unsaid, ...]:
    """Have reminders that were said too early be to say again."""
    said = select(reminders.c.id).where(reminders.c.said_at > beyond(now)).limit(limit)
    unsaid = (
        update(reminders)
        .where(reminders.c.id.in_(said))
        .values(said_at=None)
        .returning(reminders.c.subject, reminders.c.case_id, reminders.c.rule, reminders.c.due_at)
    )
    return tuple(Unsaid(**row) for row in connection.execute(unsaid).mappings())


def unmark_deadlines(connection: Connection, *, now: datetime) -> tuple[UUID, ...]:
    """Forget that deadlines were shown as late; the cases whose cards show it."""
    marked = open_deadlines.c.marked_at > beyond(now)
    unmarked = update(open_deadlines).where(marked).values(marked_at=None)
    found = connection.execute(unmarked.returning(open_deadlines.c.case_id)).scalars()
    return tuple(dict.fromkeys(one for one in found if one is not None))


def forget_lists_and_drafts(connection: Connection, *, now: datetime) -> None:
    """Forget the weekly lists of the future, and reviews of which only Vigie wrote the draft.

    Of topics that recur people were told all the same: as if it were now.
    """
    connection.execute(delete(digests).where(_of_future_week(beyond(now))))
    connection.execute(delete(review_notes).where(_is_own_draft(beyond(now))))
    told = update(recurrences).where(recurrences.c.told_at > beyond(now))
    connection.execute(told.values(told_at=now))


def free_reminder(connection: Connection, key: str) -> None:
    """Have the messages whose keys begin so be asked for anew: what waits is dropped."""
    of_it = outbox.c.key.startswith(key, autoescape=True)
    connection.execute(delete(outbox).where(of_it, _WAITS))
    connection.execute(update(outbox).where(of_it).values(key=_FREED))


def free_messages(connection: Connection, *, now: datetime) -> None:
    """Drop what the clock asked for too early and is not sent yet; free the keys of what is."""
    horizon = beyond(now)
    waiting = or_(_SAYS_A_PERIOD, and_(_SAID_ONCE, ~_HAS_HOURS))
    connection.execute(delete(outbox).where(_WAITS, waiting, outbox.c.created_at > horizon))
    connection.execute(delete(outbox).where(_WAITS, _was_asked_for_too_early(now)))
    sent = and_(~_WAITS, _SAID_ONCE, outbox.c.created_at > horizon)
    connection.execute(update(outbox).where(sent, ~_IS_FREED).values(key=_FREED))


def bring_back(connection: Connection, *, now: datetime) -> None:
    """Let go what people asked for, and what was left undone, that waits for a time far ahead."""
    horizon, looked_back = beyond(now), now - _LOOKED_BACK
    connection.execute(update(outbox).where(_is_stuck(horizon, now=now)).values(due_at=now))
    connection.execute(
        update(outbox)
        .where(~_HAS_HOURS, outbox.c.created_at > horizon)
        .values(created_at=looked_back)
    )
    connection.execute(
        update(outbox).where(outbox.c.leased_until > horizon).values(leased_until=None)
    )
    connection.execute(update(inbox).where(_is_left(horizon)).values(due_at=now))


_WAITS = outbox.c.state == outbox_rows.State.PENDING
_FREED = literal("premature:") + cast(outbox.c.id, String)
_IS_FREED = outbox.c.key.startswith("premature:")


def _traces(horizon: datetime, *, now: datetime) -> Iterable[ColumnElement[bool]]:
    yield reminders.c.said_at > horizon
    yield open_deadlines.c.marked_at > horizon
    yield _of_future_week(horizon)
    yield _is_own_draft(horizon)
    yield recurrences.c.told_at > horizon
    yield and_(outbox.c.created_at > horizon, or_(~_HAS_HOURS, and_(~_WAITS, ~_IS_FREED)))
    yield outbox.c.leased_until > horizon
    yield _is_stuck(horizon, now=now)
    yield _is_left(horizon)


def _of_future_week(horizon: datetime) -> ColumnElement[bool]:
    return or_(digests.c.due_at > horizon, digests.c.sent_at > horizon)


def _is_own_draft(horizon: datetime) -> ColumnElement[bool]:
    return and_(review_notes.c.changed_at > horizon, review_notes.c.changed_by == VIGIE)


def _is_stuck(horizon: datetime, *, now: datetime) -> ColumnElement[bool]:
    too_late = or_(
        and_(~_HAS_HOURS, outbox.c.due_at > horizon),
        and_(_HAS_HOURS, outbox.c.due_at > now + _LONGEST_WAIT),
    )
    return and_(_WAITS, too_late)


def _is_left(horizon: datetime) -> ColumnElement[bool]:
    return and_(inbox.c.state == inbox_rows.InboxState.PENDING, inbox.c.due_at > horizon + BEYOND)


def _was_asked_for_too_early(now: datetime) -> ColumnElement[bool]:
    """Of what waits for its person's morning: a list of a week to come, or a morning far ahead."""
    tomorrow = now + timedelta(days=1)
    week = f"{WeeklyDigestMessage.kind}:{tomorrow:%Y%m%d}"
    return or_(
        and_(outbox.c.kind == WeeklyDigestMessage.kind, outbox.c.key > week),
        and_(_HAS_HOURS, outbox.c.created_at > now + _LONGEST_WAIT),
    )

"""Escalation: a level at a time, each written into the journal, and at once past a closed door."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.domain.journal import VIGIE, Event
from bot.domain.matters import told_at
from bot.domain.office import Office
from bot.domain.outgoing import Outgoing
from bot.domain.reminders import DeadlineKey, Level
from bot.domain.tellings import Recall
from bot.services.matters import gone_among, matters_of
from bot.services.tellings import details_of, key_of, recall_of, reminders_in, told_of
from storage import journal, outbox, reminders
from storage.claims import Claimed
from storage.outbox import Wish

UNREACHABLE = frozenset(
    {
        "messages_tab_disabled",
        "user_not_found",
        "user_disabled",
        "cannot_dm_bot",
        "channel_not_found",
        "not_in_channel",
        "restricted_action",
    }
)
"""Slack's words for a person whom it does not let us write to."""

_LEVELS = tuple(Level)


def record_escalations(
    connection: Connection,
    late: Sequence[Recall],
    *,
    office: Office,
    away: frozenset[str],
    now: datetime,
) -> None:
    """Journal each deadline that has just reached a higher level, and who is told."""
    reached = _levels_before(connection, late)
    for recall in late:
        reminder = recall.reminder
        before = max(_first_level(recall), reached.get(recall.reminder.deadline, 0))
        if _LEVELS.index(reminder.level) > before:
            told = told_of(recall, office=office, away=away)
            _record(connection, Event.DEADLINE_ESCALATED, recall, told=told, now=now)


def hand_up(
    connection: Connection, row: Claimed, *, error: str, office: Office, now: datetime
) -> bool:
    """Tell others at once what a person could not be told; False when there is nobody.

    Each of them once, however often the door is tried.
    """
    if row.kind == Outgoing.MORNING_DIGEST:
        return _hand_up_digest(connection, row, office=office, now=now)
    person, details = row.recipient or "", row.details or {}
    unreached = (*details["unreached"], person)
    said = reminders_in(details)
    matters = matters_of(connection, (one.subject for one in said), office=office)
    recalls = [recall for one in said if (recall := recall_of(one, matters)) is not None]
    left = gone_among(connection, (recall.matter.owner for recall in recalls))
    away = left | set(unreached)
    heirs: defaultdict[str, list[Recall]] = defaultdict(list)
    for recall in recalls:
        told = _next_to_tell(connection, recall, office=office, away=away)
        for one in told:
            heirs[one].append(recall)
        if told:
            _record(connection, Event.PERSON_UNREACHABLE, recall, told=told, now=now, reason=error)
    outbox.wish_once(
        connection,
        [
            _handed_up(row, theirs, to=heir, unreached=unreached, now=now)
            for heir, theirs in heirs.items()
        ],
    )
    return all(told_of(recall, office=office, away=away) for recall in recalls)


def _hand_up_digest(connection: Connection, row: Claimed, *, office: Office, now: datetime) -> bool:
    """The digest of somebody who cannot be told goes to the quality managers."""
    about = (row.details or {})["about"]
    others = [one for one in office.quality_managers if one not in {about, row.recipient}]
    outbox.wish_once(
        connection,
        [
            Wish(
                kind=row.kind,
                key=f"{row.kind}:{about}:{row.key.rpartition(':')[2]}:{one}",
                at=now,
                recipient=one,
                details=row.details,
            )
            for one in others
        ],
    )
    return bool(others)


def _next_to_tell(
    connection: Connection, recall: Recall, *, office: Office, away: frozenset[str]
) -> tuple[str, ...]:
    """The nearest level at which somebody was not told of this reminder yet."""
    reminder = recall.reminder
    for level in _LEVELS[_LEVELS.index(reminder.level) :]:
        told = told_at(level, reminder.kind, matter=recall.matter, office=office, away=away)
        fresh = tuple(one for one in told if not outbox.is_known(connection, key_of(reminder, one)))
        if fresh:
            return fresh
    return ()


def _handed_up(
    row: Claimed, recalls: Sequence[Recall], *, to: str, unreached: Iterable[str], now: datetime
) -> Wish:
    # the highest level is told of everything that the case allows
    said = [replace(one.reminder, level=_LEVELS[-1]) for one in recalls]
    is_one = len(said) == 1
    return Wish(
        kind=Outgoing.REMINDER if is_one else Outgoing.ROUND_UP,
        key=key_of(said[0], to) if is_one else f"{row.key}:{to}",
        at=now,
        case_id=recalls[0].matter.case.id if is_one and recalls[0].matter.case else None,
        recipient=to,
        details=details_of(said, unreached=unreached),
    )


def _levels_before(connection: Connection, late: Sequence[Recall]) -> dict[DeadlineKey, int]:
    """The highest level that each deadline had reached before this pass."""
    reached: dict[DeadlineKey, int] = {}
    newest = {recall.reminder.deadline: recall.reminder.remind_at for recall in late}
    for kept in reminders.said_when_late(connection, {one.matter.subject for one in late}):
        one, deadline = kept.reminder, kept.reminder.deadline
        if deadline in newest and one.remind_at < newest[deadline]:
            reached[deadline] = max(reached.get(deadline, 0), _LEVELS.index(one.level))
    return reached


def _first_level(recall: Recall) -> int:
    first = Level.OWNER if recall.deadline.is_owned else Level.QUALITY_MANAGERS
    return _LEVELS.index(first)


def _record(
    connection: Connection,
    event: Event,
    recall: Recall,
    *,
    told: Sequence[str],
    now: datetime,
    **more: str,
) -> None:
    case = recall.matter.case
    journal.append(
        connection,
        event,
        at=now,
        actor=VIGIE,
        case_id=case.id if case else None,
        details={
            "deadline": recall.reminder.kind,
            "due_at": recall.reminder.due_at.isoformat(),
            "level": recall.reminder.level,
            "told": list(told),
            **more,
        },
    )

"""Escalation: a level at a time, each written into the journal, and at once past a closed door."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.deadlines.reminder_content import DueReminder, told_at
from bot.domain.deadlines.reminders import DeadlineKey, Level, ReminderKey
from bot.domain.messages.deadlines import ReminderMessage, Reminding, RoundUpMessage
from bot.services.deadlines.reminder_content import (
    asked_of,
    due_reminder_of,
    left_among,
    reminders_in,
    subjects_of,
    told_of,
)
from bot.services.unit_of_work import UnitOfWork
from storage.cases import journal
from storage.deadlines import reminders
from storage.messages import outbox
from storage.messages.claims import Claimed

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
    work: UnitOfWork, late: Sequence[DueReminder], *, away: frozenset[str]
) -> None:
    """Journal each deadline that has just reached a higher level, and who is told."""
    reached = _levels_before(work.connection, late)
    for recall in late:
        reminder = recall.reminder
        before = max(_first_level(recall), reached.get(recall.reminder.deadline, 0))
        if _LEVELS.index(reminder.level) > before:
            told = told_of(recall, office=work.staffed, away=away)
            _record(work, Event.DEADLINE_ESCALATED, recall, told=told)


def escalate(work: UnitOfWork, row: Claimed, *, error: str) -> bool:
    """Tell others at once what a person could not be told; False when there is nobody.

    Each of them once, however often the door is tried, and nobody where others of the same
    level were told.
    """
    message, person = row.read(), row.recipient or ""
    if not isinstance(message, Reminding):
        return False
    said, before = reminders_in(work, message, person=person)
    unreached = (*before, person)
    matters = subjects_of(work, (one.subject for one in said))
    recalls = [recall for one in said if (recall := due_reminder_of(one, matters)) is not None]
    if not recalls:
        return True
    left = left_among(work, (one.matter for one in recalls))
    away, asked = left | set(unreached), asked_of(work, recalls)
    heirs: defaultdict[str, list[DueReminder]] = defaultdict(list)
    for recall in recalls:
        told = _next_to_tell(work, recall, away=away, asked=asked)
        for one in told:
            heirs[one].append(recall)
        if told:
            _record(work, Event.PERSON_UNREACHABLE, recall, told=told, reason=error)
    outbox.enqueue_once(
        work.connection,
        [_escalated(row, theirs, to=heir, unreached=unreached) for heir, theirs in heirs.items()],
        at=work.now,
    )
    return all(told_of(recall, office=work.staffed, away=away) for recall in recalls)


def _next_to_tell(
    work: UnitOfWork,
    recall: DueReminder,
    *,
    away: frozenset[str],
    asked: Mapping[tuple[str, ReminderKey], bool],
) -> tuple[str, ...]:
    """The nearest level at which somebody can be told; nobody, where somebody there was."""
    reminder = recall.reminder
    for level in _LEVELS[_LEVELS.index(reminder.level) :]:
        told = told_at(level, reminder.kind, matter=recall.matter, office=work.staffed, away=away)
        if any(asked.get((one, reminder.key), False) for one in told):
            return ()
        if fresh := tuple(one for one in told if (one, reminder.key) not in asked):
            return fresh
    return ()


def _escalated(
    row: Claimed, recalls: Sequence[DueReminder], *, to: str, unreached: tuple[str, ...]
) -> Reminding:
    # the highest level is told of everything that the case allows
    said = tuple(replace(one.reminder, level=_LEVELS[-1]) for one in recalls)
    if len(said) > 1:
        once = f"{row.key.partition(':')[2]}:{to}"
        return RoundUpMessage(recipient=to, once=once, reminders=said, unreached=unreached)
    case = recalls[0].matter.case
    return ReminderMessage(
        case_id=case.id if case else None, recipient=to, reminders=said, unreached=unreached
    )


def _levels_before(connection: Connection, late: Sequence[DueReminder]) -> dict[DeadlineKey, int]:
    """The highest level that each deadline had reached before this pass."""
    reached: dict[DeadlineKey, int] = {}
    newest = {recall.reminder.deadline: recall.reminder.remind_at for recall in late}
    for kept in reminders.said_when_late(connection, {one.matter.subject for one in late}):
        one, deadline = kept.reminder, kept.reminder.deadline
        if deadline in newest and one.remind_at < newest[deadline]:
            reached[deadline] = max(reached.get(deadline, 0), _LEVELS.index(one.level))
    return reached


def _first_level(recall: DueReminder) -> int:
    first = Level.OWNER if recall.deadline.is_owned else Level.QUALITY_MANAGERS
    return _LEVELS.index(first)


def _record(
    work: UnitOfWork, event: Event, recall: DueReminder, *, told: Sequence[str], **more: str
) -> None:
    case = recall.matter.case
    journal.append(
        work.connection,
        event,
        at=work.now,
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

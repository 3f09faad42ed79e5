"""Messages about deadlines, which the clock sends."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from bot.domain.deadlines.reminders import Reminder
from bot.domain.messages.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding(Message):
    """Reminders to one person; `unreached` could not be told before, whom Slack closes to us."""

    is_about_deadlines: ClassVar = True
    waits_for_morning: ClassVar = True
    is_escalated: ClassVar = True
    is_said_once: ClassVar = True

    reminders: tuple[Reminder, ...]
    unreached: tuple[str, ...] = ()
    after_outage: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderMessage(Reminding):
    """A single reminder: nobody is told the same twice."""

    kind: ClassVar = "reminder"
    is_kept_current: ClassVar = True
    holds_words: ClassVar = True

    @property
    def key(self) -> str:
        return reminder_key(self.reminders[0], self.recipient or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundUpMessage(Reminding):
    """Several reminders in one message."""

    kind: ClassVar = "round_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningDigestMessage(Reminding):
    """Reminders that waited for the morning, for those who like it quiet.

    Of an older release it has none, and is about all that the person `about` owes.
    """

    kind: ClassVar = "morning_digest"

    reminders: tuple[Reminder, ...] = ()
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyDigestMessage(Message):
    """The week ahead, of the person `about`; of everyone when None, to the channel."""

    kind: ClassVar = "weekly_digest"
    is_about_deadlines: ClassVar = True
    waits_for_morning: ClassVar = True
    is_said_once: ClassVar = True

    about: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditNotice(Message):
    """Quality managers are told which open cases and actions had no reminder."""

    kind: ClassVar = "audit"
    is_about_deadlines: ClassVar = True
    is_said_once: ClassVar = True

    refs: tuple[str, ...]
    count: int

    def key_parts(self) -> tuple[object, ...]:
        return self.once, self.recipient


MESSAGES = (ReminderMessage, RoundUpMessage, MorningDigestMessage, WeeklyDigestMessage, AuditNotice)


def reminder_key(reminder: Reminder, person: str) -> str:
    """The outbox's key of a reminder to one person."""
    return reminder_keys(reminder.subject, reminder.rule, due_at=reminder.due_at) + person


def reminder_keys(subject: UUID, rule: str, *, due_at: datetime) -> str:
    """How the keys of a reminder begin, whoever is told."""
    return f"{ReminderMessage.kind}:{subject}:{rule}:{due_at:%Y%m%dT%H%M%S}:"

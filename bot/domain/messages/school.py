"""Messages about Vigie itself, its settings and what surrounds it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from bot.domain.messages.message import OMITTED, STORED_AS, Message

_LONGEST_KEY = 200


class Alarm(StrEnum):
    """Alarms about Vigie and its surroundings, told to the quality managers; and what ends them."""

    DEAF = "deaf"
    HEARS_AGAIN = "hears_again"
    WAITING = "waiting"
    SENT_AGAIN = "sent_again"
    LATE = "late"
    RECALLED_AGAIN = "recalled_again"

    CLOCK_AHEAD = "clock_ahead"
    CLOCK_BEHIND = "clock_behind"
    CLOCK_AGAIN = "clock_again"
    SECOND_INSTALL = "second_install"
    MAIL_LOGIN = "mail_login"
    MAIL_UNSAFE = "mail_unsafe"
    MAIL_UNREAD = "mail_unread"
    MAIL_AGAIN = "mail_again"
    MAIL_SILENT = "mail_silent"
    MAIL_IN_JUNK = "mail_in_junk"
    BACKUP_OLD = "backup_old"
    BACKUP_AGAIN = "backup_again"
    DISK_FULL = "disk_full"
    DISK_AGAIN = "disk_again"


OVER = {
    Alarm.DEAF: Alarm.HEARS_AGAIN,
    Alarm.WAITING: Alarm.SENT_AGAIN,
    Alarm.LATE: Alarm.RECALLED_AGAIN,
    Alarm.CLOCK_AHEAD: Alarm.CLOCK_AGAIN,
    Alarm.CLOCK_BEHIND: Alarm.CLOCK_AGAIN,
    Alarm.MAIL_UNREAD: Alarm.MAIL_AGAIN,
    Alarm.BACKUP_OLD: Alarm.BACKUP_AGAIN,
    Alarm.DISK_FULL: Alarm.DISK_AGAIN,
}
"""The alarms that are told again each day while they last, and what is said once they are over."""
SHARED = frozenset({Alarm.WAITING, Alarm.LATE, Alarm.BACKUP_OLD})
"""What every process of a database sees alike; anything else is one machine's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlersChangedNotice(Message):
    """The list of confidential handlers was changed, from whom to whom."""

    kind: ClassVar = "handlers_changed"

    actor: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleNotice(Message):
    """Slack takes no more messages of a kind: `what` is the kind, `error` Slack's word."""

    kind: ClassVar = "trouble"
    is_said_once: ClassVar = True

    what: str = field(metadata={STORED_AS: "kind"})
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmNotice(Message):
    """Something around Vigie is wrong; `seconds` is how far off a clock is."""

    kind: ClassVar = "alarm"

    alarm: Alarm
    seconds: int | None = field(default=None, metadata={OMITTED: True})

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.once}"[:_LONGEST_KEY]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectAnswer(Message):
    """The answer to what somebody wrote to Vigie, in the thread where they wrote it."""

    kind: ClassVar = "direct_answer"

    thread_ts: str | None = None

    def key_parts(self) -> tuple[object, ...]:
        return self.recipient, self.once


class SubstitutionNews(StrEnum):
    """What there is to tell of a substitution."""

    PLANNED = "planned"
    BEGUN = "begun"
    ENDED = "ended"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutionNotice(Message):
    """Somebody stands in for somebody from a day to a day, or does no more."""

    kind: ClassVar = "substitution"
    waits_for_morning: ClassVar = True

    news: SubstitutionNews
    absent: str
    substitute: str
    begins_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedNotice(Message):
    """Where a message stood that is in another channel now; `of` is its key.

    Its row is also the memory of that place: what is said beneath it is still about the case.
    """

    kind: ClassVar = "moved"

    of: str


MESSAGES = (
    HandlersChangedNotice,
    TroubleNotice,
    AlarmNotice,
    DirectAnswer,
    SubstitutionNotice,
    MovedNotice,
)

"""What a person is told about deadlines, checked against the cases as they are now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from bot.domain.calendars import SENDING_TIME, WorkingCalendar
from bot.domain.matters import Matter
from bot.domain.policies import DeadlineKind
from bot.domain.reminders import OpenDeadline, Reminder


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """A reminder of something that is still owed, and the matter as it is now."""

    reminder: Reminder
    deadline: OpenDeadline
    matter: Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Recalls for one person, who may read only some of the cases and actions (`readable`).

    `left` are owners who left the workspace, `unreached` those whom Slack did not let us
    tell; `after_outage` says that Vigie was away when this should have been said.
    """

    recalls: tuple[Recall, ...]
    readable: frozenset[UUID]
    left: frozenset[str] = frozenset()
    unreached: tuple[str, ...] = ()
    after_outage: bool = False


def saying_time(
    deadlines: Sequence[OpenDeadline],
    calendar: WorkingCalendar,
    *,
    planned_at: datetime,
    now: datetime,
) -> datetime:
    """Now, or when a person's hours open if that is not too late for any of these.

    What was planned for this moment has been moved into somebody's hours already; but
    another person may live elsewhere, and an outage may have ended at night.
    """
    is_fresh = timedelta() <= now - planned_at <= SENDING_TIME
    opens_at = calendar.next_open_moment(planned_at if is_fresh else now)
    if any(one.is_urgent or now < one.due_at < opens_at for one in deadlines):
        return now
    return max(now, opens_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of a digest: who has what to do by when. `owner` is None where it is not said."""

    ref: str
    kind: DeadlineKind
    due_at: datetime
    owner: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Open deadlines of a span of time, soonest first, those already passed included.

    `late_count` and `count` are of all of them; `lines` may be only the first.
    """

    lines: tuple[Listed, ...] = field(default=())
    count: int = 0
    late_count: int = 0

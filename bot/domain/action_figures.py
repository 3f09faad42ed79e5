"""What became of actions: done by their day, judged effective, decided in the last meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.actions import Action, ActionStatus
from bot.domain.periods import Month
from bot.domain.shares import NO_SHARE, Share
from bot.domain.wall_time import local_day

_DONE = frozenset({ActionStatus.DONE, ActionStatus.EFFECTIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFigures:
    """A month's actions: `on_time` of those due in it, `effective` of those judged in it.

    `running` and `late` are of all actions, on the day when the figures were taken.
    """

    on_time: Share = NO_SHARE
    effective: Share = NO_SHARE
    running: int = 0
    late: int = 0


NO_ACTIONS = ActionFigures()
"""A month in which nothing was to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMeeting:
    """What the latest meeting decided over an earlier month, by reference, and its state."""

    month: Month
    done: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    cancelled: tuple[str, ...] = ()


def count_actions(
    known: Iterable[Action], month: Month, *, now: datetime, zone: ZoneInfo
) -> ActionFigures:
    """The figures of a month, as the actions are now."""
    listed, today = tuple(known), local_day(now, zone)
    running = [one for one in listed if one.status.is_running]
    due = (one for one in listed if month.first_day <= one.due_on < month.next.first_day)
    return ActionFigures(
        on_time=on_time_share(due, now=now, zone=zone),
        effective=effective_share(one for one in listed if _falls_in(month, one.checked_at, zone)),
        running=len(running),
        late=sum(one.due_on < today for one in running),
    )


def effective_share(actions: Iterable[Action]) -> Share:
    """How many of the judged actions had the effect wanted."""
    judged = [action.is_effective for action in actions if action.is_effective is not None]
    return Share(met=sum(judged), counted=len(judged))


def on_time_share(actions: Iterable[Action], *, now: datetime, zone: ZoneInfo) -> Share:
    """How many of those due were done by their day; those not yet due are pending."""
    due = [action for action in actions if action.status is not ActionStatus.CANCELLED]
    waiting = [action for action in due if action.done_at is None]
    met = sum(local_day(one.done_at, zone) <= one.due_on for one in due if one.done_at)
    pending = sum(one.due_on >= local_day(now, zone) for one in waiting)
    return Share(met=met, counted=len(due) - pending, pending=pending)


def last_meeting(decided: Sequence[Action], *, now: datetime, zone: ZoneInfo) -> LastMeeting | None:
    """What became of the decisions of one meeting; None where there were none."""
    if not decided or decided[0].period is None:
        return None
    today = local_day(now, zone)
    year, _, month = decided[0].period.partition("-")
    running = [one for one in decided if one.status.is_running]
    return LastMeeting(
        month=Month(year=int(year), month=int(month)),
        done=_refs(one for one in decided if one.status in _DONE),
        running=_refs(one for one in running if one.due_on >= today),
        late=_refs(one for one in running if one.due_on < today),
        cancelled=_refs(one for one in decided if one.status is ActionStatus.CANCELLED),
    )


def _falls_in(month: Month, instant: datetime | None, zone: ZoneInfo) -> bool:
    return instant is not None and Month.of(instant, zone) == month


def _refs(some: Iterable[Action]) -> tuple[str, ...]:
    return tuple(one.ref for one in some)

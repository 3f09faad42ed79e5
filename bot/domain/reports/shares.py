"""Shares of what was kept and rates, of cases and of actions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from bot.domain.actions.actions import Action, ActionStatus, Round
from bot.domain.calendar.periods import Month, Period
from bot.domain.calendar.wall_time import local_day

SMALLEST_MEASURED = 5
"""Below so many cases a percentage says more than it knows: only the counts are shown."""

_DONE = frozenset({ActionStatus.DONE, ActionStatus.EFFECTIVE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of those that count met their promise; `pending` ones can still meet it."""

    met: int = 0
    counted: int = 0
    pending: int = 0

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down so that 100 means all; None below five."""
        if self.counted < SMALLEST_MEASURED:
            return None
        return 100 * self.met // self.counted

    @property
    def missed(self) -> int:
        return self.counted - self.met

    def __add__(self, other: Self) -> Self:
        return type(self)(
            met=self.met + other.met,
            counted=self.counted + other.counted,
            pending=self.pending + other.pending,
        )


NO_SHARE = Share()
"""Of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatePerHundred:
    """How many for each hundred of `among`, which is None where nobody has told it."""

    count: int
    among: int | None

    @property
    def per_hundred(self) -> float | None:
        """To one decimal; None where it is unknown, and below five."""
        if self.among is None or self.among < SMALLEST_MEASURED:
            return None
        return round(100 * self.count / self.among, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFigures:
    """A month's actions: `on_time` of those due in it, `effective` of those judged in it.

    `running` and `late` are of all actions, on the day when the figures were taken, and so are
    those done whose effect is `to_check` by a day, and those of which that day is over.
    """

    on_time: Share = NO_SHARE
    effective: Share = NO_SHARE
    running: int = 0
    late: int = 0
    to_check: int = 0
    checks_late: int = 0


NO_ACTIONS = ActionFigures()
"""A month in which nothing was to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMeeting:
    """Decisions of the latest meeting on an earlier month, by reference, and its state."""

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
    to_check = [one for one in listed if one.awaited_on and not one.status.is_running]
    return ActionFigures(
        on_time=on_time_share(listed, month, now=now, zone=zone),
        effective=effective_share(listed, month, zone=zone),
        running=len(running),
        late=sum(one.days_late(today) > 0 for one in running),
        to_check=len(to_check),
        checks_late=sum(one.days_late(today) > 0 for one in to_check),
    )


def effective_share(actions: Iterable[Action], period: Period, *, zone: ZoneInfo) -> Share:
    """How many of the verdicts given in a period were that it had the effect wanted.

    One that was judged again later was judged then too.
    """
    held = period.interval(zone)
    verdicts = [
        one.is_effective
        for one in _rounds(actions)
        if one.is_effective is not None and one.checked_at and one.checked_at in held
    ]
    return Share(met=sum(verdicts), counted=len(verdicts))


def on_time_share(
    actions: Iterable[Action], period: Period, *, now: datetime, zone: ZoneInfo
) -> Share:
    """How many of those promised for a period were done by their day; what can be, is pending.

    Another day that was given in time counts in its place; one given too late does not.
    """
    kept = [
        _is_kept(one, one.promised_on, now=now, zone=zone)
        for one in _rounds(actions)
        if one.promised_on and period.first_day <= one.promised_on < period.next.first_day
    ]
    pending = kept.count(None)
    return Share(met=kept.count(True), counted=len(kept) - pending, pending=pending)


def last_meeting(decided: Sequence[Action], *, now: datetime, zone: ZoneInfo) -> LastMeeting | None:
    """State of the decisions of one meeting; None where there were none."""
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


def _rounds(actions: Iterable[Action]) -> Iterator[Round]:
    return (one for action in actions for one in action.rounds)


def _is_kept(one: Round, promised_on: date, *, now: datetime, zone: ZoneInfo) -> bool | None:
    """Whether it was done by its day; None while it still may be."""
    if one.done_at is not None:
        return local_day(one.done_at, zone) <= promised_on
    return None if local_day(now, zone) <= promised_on else False


def _refs(some: Iterable[Action]) -> tuple[str, ...]:
    return tuple(one.ref for one in some)

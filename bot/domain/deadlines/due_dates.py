"""When what was promised is due, and whether a date may still be moved."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TypedDict

from bot.domain.calendar.calendars import (
    MONDAY_TO_FRIDAY,
    MONDAY_TO_SATURDAY,
    WHOLE_DAY,
    WorkingCalendar,
)
from bot.domain.calendar.wall_time import CLOCK_TOLERANCE, add_months, instant_on
from bot.domain.cases.taxonomy import Kind
from bot.domain.errors import VigieError
from bot.domain.school.policies import AckMode, Policy, SolutionMode

END_OF_DAY = time(23, 59, 59)
OLD_AFTER = timedelta(days=30)


class ReceivedInFutureError(VigieError):
    """Nothing is received more than five minutes from now."""


class ExtensionRefusedError(VigieError):
    """The date promised for the solution may not be moved so."""


class ExtensionTooLateError(ExtensionRefusedError):
    """The date to replace has passed: the new one had to be told before it."""


class TooManyExtensionsError(ExtensionRefusedError):
    """The policy allows no further extension of this case."""


class ExtensionTooLongError(ExtensionRefusedError):
    """The new date is more days away from the one it replaces than the policy allows."""


class ExtensionNotLaterError(ExtensionRefusedError):
    """The new date does not come after the one it replaces."""


class ExtensionWithoutReasonError(ExtensionRefusedError):
    """An extension needs a reason, which the complainant is told."""


class FirstDates(TypedDict, total=False):
    """When what a fresh case promises is due, in UTC, by the names of the case's fields."""

    ack_due_at: datetime
    solution_due_at: datetime
    current_due_at: datetime
    charge_due_at: datetime
    information_due_at: datetime


def first_dates(
    kind: Kind, received_at: datetime, *, calendar: WorkingCalendar, policy: Policy
) -> FirstDates:
    """All that a case of this kind promises from its reception on (policy §3.2, §4)."""
    match kind:
        case Kind.COMPLAINT:
            solution_due_at = solution_due(received_at, calendar, policy=policy)
            return FirstDates(
                ack_due_at=acknowledgement_due(received_at, calendar, policy=policy),
                solution_due_at=solution_due_at,
                current_due_at=solution_due_at,
            )
        case Kind.INCIDENT:
            return FirstDates(
                charge_due_at=charge_due(received_at, calendar, policy=policy),
                information_due_at=information_due(received_at, calendar, policy=policy),
            )


def acknowledgement_due(
    received_at: datetime, calendar: WorkingCalendar, *, policy: Policy
) -> datetime:
    """When the acknowledgement is due, in UTC (policy §3.2.1: within 48 hours).

    The hours are elapsed ones, week-ends included. The variants run the clock day
    and night on working days only, or stop it on Sundays and holidays, as the
    Code de la sécurité sociale does for accidents at work (R441-3).
    """
    amount = timedelta(hours=policy.ack_hours)
    match policy.ack_mode:
        case AckMode.ELAPSED_HOURS:
            return received_at + amount
        case AckMode.WORKING_DAYS_CLOCK:
            return calendar.add_working_time(received_at, amount, hours=(WHOLE_DAY,))
        case AckMode.SKIP_SUNDAYS_HOLIDAYS:
            days = replace(calendar, weekdays=MONDAY_TO_SATURDAY)
            return days.add_working_time(received_at, amount, hours=(WHOLE_DAY,))


def solution_due(received_at: datetime, calendar: WorkingCalendar, *, policy: Policy) -> datetime:
    """When the solution is due, in UTC (policy §3.2.3: within one month).

    The same wall time of the like-numbered day, or of the month's last day. The
    variant ends with that day, and with the next working day when it falls on a
    Saturday, a Sunday or a holiday (Code de procédure civile, 641 and 642).
    """
    same_time = add_months(received_at, policy.solution_months, calendar.zone)
    match policy.solution_mode:
        case SolutionMode.CALENDAR_MONTH:
            return same_time
        case SolutionMode.CPC_END_OF_DAY:
            days = replace(calendar, weekdays=MONDAY_TO_FRIDAY)
            last_day = next(days.working_days_from(days.day_of(same_time)))
            return instant_on(last_day, END_OF_DAY, calendar.zone)


def charge_due(received_at: datetime, calendar: WorkingCalendar, *, policy: Policy) -> datetime:
    """When an incident must have been taken in charge, in UTC: within one working hour.

    Policy §4.1 says « immédiatement »; the hour is what the school holds itself to.
    """
    return calendar.add_working_time(received_at, policy.charge_in)


def information_due(
    received_at: datetime, calendar: WorkingCalendar, *, policy: Policy
) -> datetime:
    """When those concerned must have been informed, in UTC: within one working day.

    Policy §4.3 sets no delay. The clock runs day and night on working days, so that
    an incident of Tuesday 10:42 is explained by Wednesday 10:42.
    """
    amount = timedelta(days=policy.information_working_days)
    return calendar.add_working_time(received_at, amount, hours=(WHOLE_DAY,))


def is_on_time(done_at: datetime, due_at: datetime) -> bool:
    """Whether a thing was done in time: the due instant itself still is."""
    return done_at <= due_at


def first_answer_at(ack_sent_at: datetime | None, proposed_at: datetime | None) -> datetime | None:
    """When the complainant first heard from us: a full answer also acknowledges."""
    return min(filter(None, (ack_sent_at, proposed_at)), default=None)


def check_received_at(received_at: datetime, *, now: datetime) -> None:
    """Refuse a reception more than five minutes ahead, with ReceivedInFutureError."""
    if received_at > now + CLOCK_TOLERANCE:
        raise ReceivedInFutureError


def is_old(received_at: datetime, *, now: datetime) -> bool:
    """Whether a reception is so far back that the date deserves a second look."""
    return now - received_at > OLD_AFTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A new date for the solution, as it is about to be told to the complainant."""

    current_due_at: datetime
    new_due_at: datetime
    communicated_at: datetime
    reason: str
    granted_before: int


def check_extension(asked: Extension, calendar: WorkingCalendar, *, policy: Policy) -> None:
    """Refuse an extension that the policy does not allow, with an ExtensionRefusedError.

    Policy §3.2.3 lets more time be told to the complainant; told after the date it
    replaces, it would only hide a broken promise. Days are counted on the local calendar.
    """
    if not asked.reason.strip():
        raise ExtensionWithoutReasonError
    if not is_on_time(asked.communicated_at, asked.current_due_at):
        raise ExtensionTooLateError
    if asked.granted_before >= policy.max_extensions:
        raise TooManyExtensionsError
    if asked.new_due_at <= asked.current_due_at:
        raise ExtensionNotLaterError
    added = calendar.day_of(asked.new_due_at) - calendar.day_of(asked.current_due_at)
    if added > timedelta(days=policy.max_extension_days):
        raise ExtensionTooLongError

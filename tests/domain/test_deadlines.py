"""What is due when, and which new date may be promised."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.cases.taxonomy import Kind
from bot.domain.deadlines.due_dates import (
    Extension,
    ExtensionNotLaterError,
    ExtensionRefusedError,
    ExtensionTooLateError,
    ExtensionTooLongError,
    ExtensionWithoutReasonError,
    ReceivedInFutureError,
    TooManyExtensionsError,
    acknowledgement_due,
    check_extension,
    check_received_at,
    first_answer_at,
    first_dates,
    is_old,
    is_on_time,
    solution_due,
)
from bot.domain.school.policies import CAPSECURITE, AckMode, DeadlineKind, Policy
from tests.support.times import calendars, instants, paris, shown

OFFICE = WorkingCalendar()
SECOND = timedelta(seconds=1)


def test_a_complaint_promises_an_acknowledgement_and_a_solution() -> None:
    due = first_dates(
        Kind.COMPLAINT, paris("2026-11-13 17:50"), calendar=OFFICE, policy=CAPSECURITE
    )

    assert due == {
        "ack_due_at": paris("2026-11-15 17:50"),
        "solution_due_at": paris("2026-12-13 17:50"),
        "current_due_at": paris("2026-12-13 17:50"),
    }


def test_an_incident_promises_to_be_taken_in_charge_and_explained() -> None:
    due = first_dates(Kind.INCIDENT, paris("2026-11-13 10:42"), calendar=OFFICE, policy=CAPSECURITE)

    assert due == {
        "charge_due_at": paris("2026-11-13 11:42"),
        "information_due_at": paris("2026-11-16 10:42"),
    }


def test_an_incident_of_the_evening_is_taken_in_charge_the_next_morning() -> None:
    due = first_dates(Kind.INCIDENT, paris("2026-11-13 18:10"), calendar=OFFICE, policy=CAPSECURITE)

    assert due["charge_due_at"] == paris("2026-11-16 08:40")


@pytest.mark.parametrize(
    ("received", "ack_due"),
    [
        ("2026-03-28 10:00", "Mon 2026-03-30 11:00"),  # the night of 23 hours
        ("2026-10-24 10:00", "Mon 2026-10-26 09:00"),  # the night of 25 hours
        ("2026-04-04 12:00", "Mon 2026-04-06 12:00"),  # Easter Monday
        ("2026-04-30 17:00", "Sat 2026-05-02 17:00"),  # over 1 May
        ("2026-05-07 17:00", "Sat 2026-05-09 17:00"),  # over 8 May
        ("2026-11-13 23:59", "Sun 2026-11-15 23:59"),
    ],
)
def test_48_hours_are_48_real_hours(received: str, ack_due: str) -> None:
    due = acknowledgement_due(paris(received), OFFICE, policy=CAPSECURITE)

    assert due - paris(received) == timedelta(hours=48)
    assert shown(due) == ack_due


@given(calendar=calendars, received_at=instants)
def test_no_way_of_counting_makes_the_promise_shorter(
    calendar: WorkingCalendar, received_at: datetime
) -> None:
    policies = [Policy(version="t", ack_mode=mode) for mode in AckMode]

    dues = [acknowledgement_due(received_at, calendar, policy=policy) for policy in policies]

    assert min(dues) == dues[0] == received_at + timedelta(hours=48)


@given(calendar=calendars, received_at=instants)
def test_the_solution_is_due_28_to_31_days_later(
    calendar: WorkingCalendar, received_at: datetime
) -> None:
    due = solution_due(received_at, calendar, policy=CAPSECURITE)

    days = calendar.day_of(due) - calendar.day_of(received_at)
    assert timedelta(days=28) <= days <= timedelta(days=31)


def test_the_due_instant_itself_is_in_time_and_the_next_second_is_late() -> None:
    due_at = paris("2026-11-15 17:50")

    assert is_on_time(due_at, due_at)
    assert not is_on_time(due_at + SECOND, due_at)


def test_a_full_answer_also_acknowledges() -> None:
    early, late = paris("2026-11-13 18:00"), paris("2026-11-14 18:00")

    assert first_answer_at(None, None) is None
    assert first_answer_at(None, late) == late
    assert first_answer_at(late, early) == early


def test_a_reception_in_the_future_is_refused_but_for_clocks_that_differ() -> None:
    now = paris("2026-11-13 17:50")
    check_received_at(now + timedelta(minutes=5), now=now)

    with pytest.raises(ReceivedInFutureError):
        check_received_at(now + timedelta(minutes=5) + SECOND, now=now)


def test_a_reception_more_than_thirty_days_back_deserves_a_second_look() -> None:
    now = paris("2026-11-13 17:50")

    assert not is_old(now - timedelta(days=30), now=now)
    assert is_old(now - timedelta(days=30) - SECOND, now=now)


FIRST = Extension(
    current_due_at=paris("2026-12-13 17:50"),
    new_due_at=paris("2027-01-12 18:00"),
    communicated_at=paris("2026-12-11 10:00"),
    reason="L'expert rend son avis en janvier.",
    granted_before=0,
)


@pytest.mark.fault(17)
def test_two_extensions_of_thirty_days_are_allowed() -> None:
    second = replace(
        FIRST,
        current_due_at=FIRST.new_due_at,
        new_due_at=paris("2027-02-11 18:00"),
        communicated_at=FIRST.new_due_at,
        granted_before=1,
    )

    for asked in (FIRST, second):
        check_extension(asked, OFFICE, policy=CAPSECURITE)


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (replace(FIRST, reason=" "), ExtensionWithoutReasonError),
        (replace(FIRST, communicated_at=FIRST.current_due_at + SECOND), ExtensionTooLateError),
        (replace(FIRST, granted_before=2), TooManyExtensionsError),
        (replace(FIRST, new_due_at=FIRST.current_due_at), ExtensionNotLaterError),
        (replace(FIRST, new_due_at=paris("2027-01-13 00:01")), ExtensionTooLongError),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_an_extension_is_refused_by_name(
    asked: Extension, refusal: type[ExtensionRefusedError]
) -> None:
    with pytest.raises(refusal):
        check_extension(asked, OFFICE, policy=CAPSECURITE)


def test_every_kind_of_deadline_has_its_reminders() -> None:
    kinds = [CAPSECURITE.ladder(kind).kind for kind in DeadlineKind]

    assert kinds == list(DeadlineKind)


def test_a_policy_that_does_not_know_a_kind_of_deadline_recalls_it_as_usual() -> None:
    older = replace(CAPSECURITE, ladders=())

    assert older.ladder(DeadlineKind.EFFECT) == CAPSECURITE.ladder(DeadlineKind.EFFECT)


def test_instants_without_a_zone_are_not_compared() -> None:
    naive = datetime(2026, 11, 13, tzinfo=UTC).replace(tzinfo=None)

    with pytest.raises(TypeError):
        is_on_time(naive, paris("2026-11-13 17:50"))

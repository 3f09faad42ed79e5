"""A case keeps the promises it was filed under, whatever the school promises later."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.calendar.periods import Month
from bot.domain.school.policies import CAPSECURITE, own_policy
from bot.domain.steps.handling import CorrectReception, TakeCharge
from bot.domain.steps.opening import RecordInformation, RequestInformation
from bot.services.cases.filing import file_case
from bot.services.reports.summaries import preview_summary
from bot.services.school.offices import keep_policy
from bot.services.steps.steps import take_step
from storage.database import Database
from tests.support.builders import (
    DIRECTION,
    NOW,
    OFFICE,
    QUALITY,
    complaint_draft,
    incident_draft,
    opened,
)
from tests.support.casework import case_now
from tests.support.lives import told
from tests.support.times import paris

pytestmark = pytest.mark.one_database

SLOW = own_policy(replace(CAPSECURITE, ack_hours=72))
SLOW_OFFICE = replace(OFFICE, policy=SLOW)
EARLIER = NOW - timedelta(hours=5)


def test_a_school_s_own_hours_are_promised(database: Database) -> None:
    case = file_case(opened(database, office=SLOW_OFFICE), complaint_draft()).case

    assert case.ack_due_at == NOW + timedelta(hours=72)


def test_a_correction_reckons_with_the_promises_of_the_filing(database: Database) -> None:
    for office in (SLOW_OFFICE, OFFICE):
        opened(database).write(keep_policy, office.policy)
    case = file_case(opened(database, office=SLOW_OFFICE), complaint_draft()).case
    wanted = CorrectReception(received_at=EARLIER, reason="relevé de la boîte")
    taken = opened(database).write(take_step, case.id, wanted, actor=QUALITY)

    assert taken.case.ack_due_at == EARLIER + timedelta(hours=72)


@pytest.mark.fault(17)
def test_an_edited_calendar_moves_no_date_of_an_open_case(database: Database) -> None:
    """Its days off count for what is filed from then on, and for when people are recalled."""
    case = file_case(opened(database), incident_draft()).case
    closed = replace(OFFICE, closed_on=frozenset({date(2026, 11, 16), date(2026, 11, 17)}))
    taken = opened(database, office=closed).write(take_step, case.id, TakeCharge(), actor=DIRECTION)
    later = file_case(opened(database, office=closed), incident_draft()).case

    assert taken.case.information_due_at == case.information_due_at
    assert later.information_due_at == paris("2026-11-18 17:50")


@pytest.mark.fault(17)
def test_waiting_for_the_complainant_stops_no_clock_however_often(database: Database) -> None:
    """Asked on Friday, answered on Monday, asked again: what was promised stays promised."""
    case = file_case(opened(database), complaint_draft()).case
    for days in (0, 3, 6):
        at = NOW + timedelta(days=days)
        for step in (
            RequestInformation(told=told(at)),
            RecordInformation(text="Voici la copie", received_at=at),
        ):
            opened(database, now=at).write(take_step, case.id, step, actor=QUALITY)
    after = case_now(database, case.id)

    assert after.current_due_at == case.solution_due_at
    assert after.ack_due_at == case.ack_due_at


def test_a_summary_names_the_promises_it_is_held_against(database: Database) -> None:
    month = Month.of(NOW, OFFICE.zone)
    found = opened(database, office=SLOW_OFFICE).read(preview_summary, month, reader=QUALITY)

    assert found.report.policy_version == SLOW.version


def test_a_version_stands_for_its_figures() -> None:
    assert own_policy(replace(SLOW, ack_hours=48)) == CAPSECURITE
    assert own_policy(replace(CAPSECURITE, ack_hours=72)) == SLOW
    assert own_policy(replace(SLOW, ack_hours=24)).version != SLOW.version


def test_a_version_stays_what_it_was_on_cases_filed_under_it() -> None:
    assert own_policy(replace(CAPSECURITE, ack_hours=24)).version == "capsecurite-1+caef8f4c"

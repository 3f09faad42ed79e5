"""A case keeps the promises it was filed under, whatever the school promises later."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.periods import Month
from bot.domain.policies import CAPSECURITE, own_policy
from bot.domain.steps import CorrectReception
from bot.services.filing import file_case
from bot.services.offices import keep_policy
from bot.services.reporting import preview_summary
from bot.services.steps import take_step
from storage.database import Database
from tests.support.builders import NOW, OFFICE, QUALITY, complaint_draft

SLOW = own_policy(replace(CAPSECURITE, ack_hours=72))
SLOW_OFFICE = replace(OFFICE, policy=SLOW)
EARLIER = NOW - timedelta(hours=5)


def test_a_school_s_own_hours_are_promised(database: Database) -> None:
    case = file_case(database, complaint_draft(), now=NOW, defaults=SLOW_OFFICE).case

    assert case.ack_due_at == NOW + timedelta(hours=72)


def test_a_correction_reckons_with_the_promises_of_the_filing(database: Database) -> None:
    for office in (SLOW_OFFICE, OFFICE):
        keep_policy(database, office.policy, now=NOW)
    case = file_case(database, complaint_draft(), now=NOW, defaults=SLOW_OFFICE).case
    wanted = CorrectReception(received_at=EARLIER, reason="relevé de la boîte")
    taken = take_step(database, case.id, wanted, actor=QUALITY, now=NOW, defaults=OFFICE)

    assert taken.case.ack_due_at == EARLIER + timedelta(hours=72)


def test_a_summary_names_the_promises_it_is_held_against(database: Database) -> None:
    month = Month.of(NOW, OFFICE.zone)
    found = preview_summary(database, month, reader=QUALITY, now=NOW, defaults=SLOW_OFFICE)

    assert found.report.policy_version == SLOW.version


def test_a_version_stands_for_its_figures() -> None:
    assert own_policy(replace(SLOW, ack_hours=48)) is CAPSECURITE
    assert own_policy(replace(CAPSECURITE, ack_hours=72)) == SLOW
    assert own_policy(replace(SLOW, ack_hours=24)).version != SLOW.version

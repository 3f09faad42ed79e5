"""What a case still owes."""

from datetime import timedelta

import pytest

from bot.domain.cases import Status
from bot.domain.dues import Due, Promise, open_dues
from tests.support.builders import NOW
from tests.support.cases import complaint, incident


def test_a_fresh_complaint_owes_its_acknowledgement_then_its_solution() -> None:
    owed = [due.promise for due in open_dues(complaint())]

    assert owed == [Promise.ACKNOWLEDGEMENT, Promise.SOLUTION]


def test_a_fresh_incident_owes_to_be_taken_in_charge_then_information() -> None:
    owed = [due.promise for due in open_dues(incident())]

    assert owed == [Promise.CHARGE, Promise.INFORMATION]


@pytest.mark.parametrize(
    "status", [Status.SOLUTION_PROPOSED, Status.FOLLOW_UP, Status.CLOSED, Status.WITHDRAWN]
)
def test_a_proposal_meets_the_promise_of_a_solution(status: Status) -> None:
    assert open_dues(complaint(status=status)) == ()


def test_an_extension_replaces_the_first_date() -> None:
    later = NOW + timedelta(days=45)

    assert open_dues(complaint(status=Status.UNDER_REVIEW, current_due_at=later)) == (
        Due(promise=Promise.SOLUTION, at=later),
    )


def test_what_was_given_no_date_is_not_owed() -> None:
    assert open_dues(incident(charge_due_at=None, information_due_at=None)) == ()

"""What a case still owes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases import Status
from bot.domain.dues import Due, Promise, open_dues
from bot.domain.taxonomy import Means
from bot.domain.traces import InformationPoint
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


def test_work_may_begin_while_the_acknowledgement_is_still_owed() -> None:
    owed = [due.promise for due in open_dues(complaint(status=Status.UNDER_REVIEW))]

    assert owed == [Promise.ACKNOWLEDGEMENT, Promise.SOLUTION]


@pytest.mark.parametrize(
    "answered", [{"ack_sent_at": NOW}, {"proposed_at": NOW}, {"ack_not_applicable": "anonyme"}]
)
def test_an_acknowledgement_is_owed_until_sent_overtaken_or_impossible(
    answered: dict[str, Any],
) -> None:
    owed = [due.promise for due in open_dues(complaint(**answered))]

    assert owed == [Promise.SOLUTION]


def test_information_is_owed_until_given_whatever_the_status() -> None:
    told = InformationPoint(at=NOW, by="U0DIRECTION", parties="stagiaires", means=Means.SPOKEN)
    running = Status.ACTIONS_RUNNING

    assert [due.promise for due in open_dues(incident(status=running))] == [Promise.INFORMATION]
    assert open_dues(incident(status=running, information_points=(told,))) == ()


def test_an_incident_that_came_back_is_explained_anew() -> None:
    told = InformationPoint(at=NOW, by="U0DIRECTION", parties="stagiaires", means=Means.SPOKEN)
    back = {"status": Status.REOPENED, "reopened_at": NOW + timedelta(days=3)}
    again = replace(told, at=NOW + timedelta(days=4))

    assert [due.promise for due in open_dues(incident(information_points=(told,), **back))] == [
        Promise.INFORMATION
    ]
    assert open_dues(incident(information_points=(told, again), **back)) == ()


def test_an_extension_replaces_the_first_date() -> None:
    later = NOW + timedelta(days=45)

    assert open_dues(complaint(ack_sent_at=NOW, current_due_at=later)) == (
        Due(promise=Promise.SOLUTION, at=later),
    )


def test_what_was_given_no_date_is_not_owed() -> None:
    assert open_dues(incident(charge_due_at=None, information_due_at=None)) == ()

"""What the steps of an incident need and leave behind (policy §4)."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.actions.actions import ActionStatus
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.outcomes import CauseFamily
from bot.domain.cases.refusals import Missing, Reason
from bot.domain.cases.roles import Role
from bot.domain.cases.stages import owes_root_cause
from bot.domain.cases.taxonomy import Continuity, Kind, Means, Measure, Severity
from bot.domain.steps.answering import Analyse
from bot.domain.steps.conditions import missing_to_close
from bot.domain.steps.deciding import next_step
from bot.domain.steps.decisions import ALONE, CaseContext
from bot.domain.steps.ending import Close, Reopen, Withdraw
from bot.domain.steps.handling import AddAction, TakeCharge
from bot.domain.steps.incident import DecideMeasures, InformParties
from bot.domain.steps.lifecycles import Step
from tests.support.builders import DIRECTION, QUALITY
from tests.support.lives import (
    ACTION_DRAFT,
    NOW,
    RECEIVED_AT,
    action,
    around,
    case_in,
    incident,
    refusal,
    take,
    told,
)

MEASURES = DecideMeasures(
    measures=(Measure.EQUIPMENT_REPLACEMENT, Measure.EQUIPMENT_REPLACEMENT),
    explanation="Projecteur de secours",
    continuity=Continuity.YES,
    lost_minutes=35,
)
POINT = InformParties(parties="les douze stagiaires", told=told(means=Means.SPOKEN))


def standing_at(status: Status, **given: Any) -> Case:
    return case_in(status, Kind.INCIDENT, **given)


def with_actions(*actions: Any) -> CaseContext:
    return CaseContext(actions=actions)


def test_who_takes_charge_becomes_the_owner() -> None:
    taken = take(incident(), TakeCharge(), actor=DIRECTION).case

    assert (taken.status, taken.owner) == (Status.TAKEN_CHARGE, DIRECTION)
    assert taken.taken_charge_at == NOW


def test_the_second_of_two_who_take_charge_learns_who_was_first() -> None:
    taken = take(incident(), TakeCharge(), actor=DIRECTION).case

    refused = refusal(taken, TakeCharge(), actor=QUALITY)

    assert (refused.reason, refused.person) == (Reason.TAKEN, DIRECTION)


def test_an_owner_who_was_assigned_still_has_to_begin() -> None:
    assigned = incident(owner=DIRECTION)
    owner = frozenset({Role.OWNER})

    taken = take(assigned, TakeCharge(), actor=DIRECTION, roles=owner).case

    assert taken.status is Status.TAKEN_CHARGE
    assert refusal(taken, TakeCharge(), actor=DIRECTION, roles=owner).reason is Reason.ALREADY_DONE


def test_measures_are_kept_with_their_effect_on_the_session() -> None:
    decided = take(standing_at(Status.TAKEN_CHARGE), MEASURES, actor=DIRECTION).case

    assert decided.status is Status.MEASURES_DECIDED
    assert decided.measures[0].measures == (Measure.EQUIPMENT_REPLACEMENT,)
    assert decided.measures[0].by == DIRECTION
    assert (decided.continuity, decided.lost_minutes) == (Continuity.YES, 35)


def test_a_later_measure_keeps_the_lost_minutes_it_does_not_speak_of() -> None:
    first = take(standing_at(Status.TAKEN_CHARGE), MEASURES).case

    second = take(
        first, DecideMeasures(measures=(Measure.OTHER,), explanation="Suivi"), actor=DIRECTION
    ).case

    assert len(second.measures) == 2
    assert second.lost_minutes == 35


@pytest.mark.parametrize(
    ("measures", "field", "reason"),
    [
        (DecideMeasures(measures=(), explanation="e"), "measures", Reason.EMPTY),
        (DecideMeasures(measures=(Measure.OTHER,), explanation=" "), "explanation", Reason.EMPTY),
        (
            DecideMeasures(measures=(Measure.OTHER,), explanation="e", lost_minutes=-1),
            "lost_minutes",
            Reason.OUT_OF_RANGE,
        ),
    ],
)
def test_measures_have_to_say_something(
    measures: DecideMeasures, field: str, reason: Reason
) -> None:
    refused = refusal(standing_at(Status.TAKEN_CHARGE), measures)

    assert (refused.field, refused.reason) == (field, reason)


def test_an_information_point_says_who_was_told_how_and_when() -> None:
    informed = take(standing_at(Status.MEASURES_DECIDED), POINT, actor=DIRECTION).case

    point = informed.information_points[-1]

    assert informed.status is Status.PARTIES_INFORMED
    assert (point.parties, point.means, point.at) == ("les douze stagiaires", Means.SPOKEN, NOW)


def test_an_information_point_can_be_without_object_with_a_reason() -> None:
    case = standing_at(Status.MEASURES_DECIDED)

    waived = take(case, InformParties(waived_because="personne n'était encore là")).case

    assert waived.information_points[-1].waived_because == "personne n'était encore là"
    assert refusal(case, InformParties()).field == "waived_because"
    assert refusal(case, InformParties(told=told())).field == "parties"


def test_parties_may_be_told_before_measures_are_decided_and_again_after() -> None:
    told_at_once = take(standing_at(Status.TAKEN_CHARGE), POINT).case
    decided = take(told_at_once, MEASURES).case

    assert told_at_once.status is Status.TAKEN_CHARGE
    assert next_step(decided) is Step.INFORM_PARTIES


@pytest.mark.parametrize("at", [NOW + timedelta(hours=1), RECEIVED_AT - timedelta(hours=1)])
def test_nobody_was_told_in_the_future_or_before_it_happened(at: Any) -> None:
    point = InformParties(parties="tous", told=told(at))

    refused = refusal(standing_at(Status.MEASURES_DECIDED), point)

    assert refused.reason in {Reason.IN_FUTURE, Reason.TOO_EARLY}


def test_actions_wait_for_the_information_point() -> None:
    early = take(standing_at(Status.MEASURES_DECIDED), AddAction(action=ACTION_DRAFT))
    informed = take(early.case, POINT, surroundings=with_actions(action())).case

    assert early.case.status is Status.MEASURES_DECIDED
    assert early.actions == (ACTION_DRAFT,)
    assert informed.status is Status.ACTIONS_RUNNING


def test_an_action_after_the_information_point_is_running() -> None:
    running = take(standing_at(Status.PARTIES_INFORMED), AddAction(action=ACTION_DRAFT))

    assert running.case.status is Status.ACTIONS_RUNNING


def test_an_incident_closes_with_measures_and_information() -> None:
    assert take(standing_at(Status.PARTIES_INFORMED), Close()).case.status is Status.CLOSED


def test_closing_says_all_that_is_missing_at_once() -> None:
    case = incident(severity=Severity.CRITICAL, qualified_at=NOW)

    refused = refusal(case, Close(), surroundings=with_actions(action()))

    assert refused.missing == (
        Missing.MEASURE,
        Missing.INFORMATION_POINT,
        Missing.ROOT_CAUSE,
        Missing.ACTIONS,
    )


@pytest.mark.parametrize(
    ("given", "is_free"),
    [
        ({}, False),
        ({"status": ActionStatus.DONE}, True),
        ({"status": ActionStatus.EFFECTIVE}, True),
        ({"status": ActionStatus.CANCELLED}, True),
        ({"is_in_plan": True}, True),
    ],
)
def test_closing_waits_for_actions_unless_the_plan_carries_them_on(
    given: dict[str, Any], *, is_free: bool
) -> None:
    case = standing_at(Status.ACTIONS_RUNNING)

    missing = missing_to_close(case, with_actions(action(**given)))

    assert missing == (() if is_free else (Missing.ACTIONS,))


def test_a_grave_incident_closes_only_with_its_root_cause() -> None:
    case = standing_at(Status.PARTIES_INFORMED, severity=Severity.MAJOR, qualified_at=NOW)
    analysis = Analyse(
        analysis="Lampe en fin de vie",
        root_cause="aucun contrôle périodique",
        cause_family=CauseFamily.EQUIPMENT,
    )

    analysed = take(case, analysis).case

    assert refusal(case, Close()).missing == (Missing.ROOT_CAUSE,)
    assert take(analysed, Close()).case.status is Status.CLOSED


@pytest.mark.parametrize(
    ("given", "owed"),
    [
        ({"continuity": Continuity.NO, "severity": Severity.MAJOR}, False),
        ({"severity": Severity.MODERATE, "qualified_at": NOW}, False),
        ({"continuity": Continuity.NO, "severity": Severity.MAJOR, "qualified_at": NOW}, True),
        ({"severity": Severity.MAJOR, "injury": True}, True),
        ({"severity": Severity.MODERATE, "injury": True, "qualified_at": NOW}, False),
    ],
    ids=["stopped", "moderate", "confirmed", "injury", "lowered with a reason"],
)
def test_a_root_cause_is_owed_by_what_is_grave_for_those_in_charge(
    given: dict[str, Any], *, owed: bool
) -> None:
    case = standing_at(Status.PARTIES_INFORMED, **given)

    assert owes_root_cause(case) is owed
    assert (Missing.ROOT_CAUSE in missing_to_close(case, ALONE)) is owed
    assert (next_step(case) is Step.ANALYSE) is owed


def test_a_reopened_incident_is_to_be_explained_within_a_working_day_again() -> None:
    reopened = take(standing_at(Status.CLOSED), Reopen(reason="nouvelle panne")).case

    assert reopened.information_due_at == NOW + timedelta(days=1)


def test_a_reopened_incident_needs_new_measures_and_a_new_information_point() -> None:
    reopened = take(standing_at(Status.CLOSED), Reopen(reason="nouvelle panne")).case

    assert missing_to_close(reopened, around(reopened)) == (
        Missing.MEASURE,
        Missing.INFORMATION_POINT,
    )


def test_an_incident_that_was_none_is_withdrawn_without_an_outcome() -> None:
    withdrawn = take(incident(), Withdraw(reason="câble débranché")).case

    assert (withdrawn.status, withdrawn.outcome) == (Status.WITHDRAWN, None)


@pytest.mark.parametrize(
    ("status", "given", "step"),
    [
        (Status.REPORTED, {}, Step.TAKE_CHARGE),
        (Status.TAKEN_CHARGE, {}, Step.DECIDE_MEASURES),
        (Status.MEASURES_DECIDED, {}, Step.INFORM_PARTIES),
        (Status.PARTIES_INFORMED, {}, Step.CLOSE),
        (Status.PARTIES_INFORMED, {"severity": Severity.MAJOR, "injury": True}, Step.ANALYSE),
        (Status.ACTIONS_RUNNING, {}, Step.CLOSE),
        (Status.CLOSED, {}, None),
    ],
)
def test_the_next_step_of_an_incident(
    status: Status, given: dict[str, Any], step: Step | None
) -> None:
    assert next_step(standing_at(status, **given)) is step


def test_a_grave_incident_calls_for_an_action() -> None:
    known = {"root_cause": "r", "cause_family": CauseFamily.EQUIPMENT}
    grave = {"severity": Severity.MAJOR, "qualified_at": NOW}
    case = standing_at(Status.PARTIES_INFORMED, **grave, **known)

    assert next_step(case) is Step.ADD_ACTION
    assert next_step(case, around=with_actions(action())) is None

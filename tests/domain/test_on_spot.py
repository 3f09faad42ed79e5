"""The short way of an incident: who may go it, what it leaves behind, and when it ends."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.confidentiality import HIDDEN, discreet_case
from bot.domain.cases.on_spot import is_short
from bot.domain.cases.refusals import Missing, Reason
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Continuity, Kind, Severity
from bot.domain.deadlines.open_deadlines import open_deadlines_of
from bot.domain.deadlines.promises import current_promise
from bot.domain.school.policies import DeadlineKind
from bot.domain.steps.conditions import missing_to_close
from bot.domain.steps.deciding import next_step, steps_open_to
from bot.domain.steps.decisions import CaseContext
from bot.domain.steps.ending import Reopen
from bot.domain.steps.handling import AddNote, CorrectFacts, Qualify, TakeCharge
from bot.domain.steps.incident import InformParties
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.on_spot import SettleOnSpot, ValidateOnSpot, asks_who_was_told
from tests.support.builders import DIRECTION, TRAINER
from tests.support.lives import NOW, action, around, case_in, external, incident, refusal, take

SETTLED = SettleOnSpot(done="Projecteur remplacé par celui de la salle C")
LEADS = frozenset({Role.TRAINING_MANAGER})
ALONE = CaseContext()


def reported(**given: Any) -> Case:
    usual: dict[str, Any] = {
        "description": "Le projecteur est mort.",
        "continuity": Continuity.YES,
        "charge_due_at": NOW + timedelta(hours=1),
        "information_due_at": NOW + timedelta(days=1),
    }
    return incident(**usual | given)


def settled(**given: Any) -> Case:
    return take(reported(**given), SETTLED, actor=TRAINER).case


def test_what_its_reporter_did_is_the_measure_and_takes_it_on() -> None:
    """Policy §4.2: the teaching team assesses what to do; nobody else has it in hand by that."""
    case = settled()
    (measure,) = case.measures
    charge = current_promise(case, DeadlineKind.CHARGE)

    assert (measure.by, measure.at, measure.on_spot) == (TRAINER, NOW, True)
    assert (case.status, case.settled_on_spot) == (Status.MEASURES_DECIDED, True)
    assert (case.owner, case.taken_charge_at) == (None, None)
    assert charge is not None
    assert charge.kept_at == NOW


def test_then_it_waits_to_be_validated_and_one_press_does_it() -> None:
    case = settled(severity=Severity.MAJOR)
    told = ValidateOnSpot(waived_because="personne d'autre")
    closed = take(case, told, actor=DIRECTION).case

    assert next_step(case) is Step.VALIDATE
    assert not asks_who_was_told(case, ALONE)
    assert missing_to_close(case, ALONE) == (Missing.INFORMATION_POINT,)
    assert (closed.status, closed.closed_by, closed.closed_at) == (Status.CLOSED, DIRECTION, NOW)
    assert closed.information_points[-1].waived_because == "personne d'autre"
    assert closed.root_cause is None


def test_a_session_that_stopped_asks_who_else_had_to_be_told() -> None:
    case = settled(continuity=Continuity.NO)

    assert asks_who_was_told(case, ALONE)
    assert refusal(case, ValidateOnSpot()).field == "parties"
    closed = take(case, ValidateOnSpot(parties="l'employeur"), actor=DIRECTION).case
    assert closed.information_points[-1].parties == "l'employeur"


def test_whom_the_reporter_told_need_not_be_asked_again() -> None:
    said = replace(SETTLED, informed="les stagiaires et l'employeur")
    case = take(reported(continuity=Continuity.NO), said, actor=TRAINER).case
    (point,) = case.information_points

    assert (point.by, point.parties) == (TRAINER, "les stagiaires et l'employeur")
    assert not asks_who_was_told(case, ALONE)
    assert take(case, ValidateOnSpot(), actor=DIRECTION).case.information_points == (point,)


@pytest.mark.parametrize(
    ("facts", "done"),
    [
        ({"injury": True}, SETTLED.done),
        ({"confidential": True}, SETTLED.done),
        ({"severity": Severity.CRITICAL}, SETTLED.done),
        ({"description": "Un stagiaire a fait un malaise."}, SETTLED.done),
        ({}, "J'ai appelé les secours pour le stagiaire blessé."),
        ({"description": "Un participant a menacé le formateur."}, "Il est sorti."),
    ],
)
def test_injury_danger_violence_and_secrets_go_the_whole_way(
    facts: dict[str, Any], done: str
) -> None:
    before = reported(**facts)
    said = SettleOnSpot(done=done, informed="l'employeur")
    decision = take(before, said, actor=TRAINER)
    case = decision.case
    (kept,) = case.done_at_once

    assert (kept.by, kept.what, kept.informed) == (TRAINER, done, "l'employeur")
    assert (case.status, case.measures, case.settled_on_spot) == (before.status, (), False)
    assert open_deadlines_of(case) == open_deadlines_of(before)
    assert next_step(case) is Step.TAKE_CHARGE
    assert Missing.MEASURE in missing_to_close(case, ALONE)
    assert not is_short(case)


@pytest.mark.parametrize(
    "correction",
    [
        CorrectFacts(reason="appris après", injury=True),
        CorrectFacts(reason="appris après", description="Un stagiaire est tombé."),
        AddNote(text="Un stagiaire a finalement été emmené aux urgences."),
        Qualify(severity=Severity.CRITICAL),
        Qualify(severity=Severity.MINOR, confidential=True),
    ],
)
def test_what_is_learnt_later_takes_it_off_the_short_way(correction: Any) -> None:
    case = take(settled(), correction, actor=DIRECTION).case

    assert case.settled_on_spot is False
    assert (case.status, next_step(case)) == (Status.REPORTED, Step.TAKE_CHARGE)
    assert Missing.MEASURE in missing_to_close(case, ALONE)
    assert refusal(case, ValidateOnSpot(parties="tous")).reason is Reason.STATUS


@pytest.mark.parametrize(
    "said",
    [
        ValidateOnSpot(parties="l'employeur du stagiaire blessé"),
        ValidateOnSpot(waived_because="Stagiaire malade, rentré chez lui"),
    ],
)
def test_what_is_typed_in_validating_is_read_as_a_note_is(said: ValidateOnSpot) -> None:
    """What is said is kept, the case goes the whole way, and nothing is said to be closed."""
    decision = take(settled(continuity=Continuity.NO), said, actor=DIRECTION)
    case = decision.case

    assert (case.status, case.settled_on_spot) == (Status.REPORTED, False)
    assert (case.closed_at, case.information_points) == (None, ())
    assert decision.event.name == Step.ADD_NOTE
    assert decision.event.details["text"] == (said.parties or said.waived_because)


def test_it_is_to_be_taken_on_from_then_and_what_was_kept_before_stays_kept() -> None:
    """Nobody had it in hand, so that nothing was recalled; and nothing comes back late by it."""
    later = NOW + timedelta(days=2)
    injury = CorrectFacts(reason="appris après", injury=True)
    case = take(settled(), injury, actor=DIRECTION, now=later).case
    charge = current_promise(case, DeadlineKind.CHARGE)

    assert charge is not None
    assert (charge.kept_at, charge.due_at > later) == (None, True)
    assert DeadlineKind.CHARGE in {one.kind for one in open_deadlines_of(case)}
    assert [one.kept_at for one in case.past_promises] == [NOW]


def test_it_is_not_settled_on_the_spot_a_second_time() -> None:
    told = AddNote(text="Un stagiaire a finalement été emmené aux urgences.")
    case = take(take(settled(), told, actor=TRAINER).case, SETTLED, actor=TRAINER).case

    assert (case.status, case.settled_on_spot) == (Status.REPORTED, False)
    assert [one.what for one in case.done_at_once] == [SETTLED.done]


def test_a_note_about_things_and_one_once_it_is_over_change_nothing() -> None:
    case = settled()
    closed = take(case, ValidateOnSpot(waived_because="vu"), actor=DIRECTION).case
    harm = AddNote(text="Un stagiaire s'est blessé.")

    assert take(case, AddNote(text="La lampe est commandée."), actor=TRAINER).case == case
    assert take(closed, harm, actor=TRAINER).case == closed


def test_who_took_it_on_keeps_it_and_is_told_to_decide() -> None:
    mine = take(settled(), TakeCharge(), actor=DIRECTION).case
    told = take(mine, InformParties(waived_because="seul présent"), actor=DIRECTION).case
    case = take(told, CorrectFacts(reason="appris après", injury=True), actor=DIRECTION).case

    assert (case.status, case.owner) == (Status.PARTIES_INFORMED, DIRECTION)
    assert next_step(case) is Step.DECIDE_MEASURES


def test_what_is_running_has_to_end_first() -> None:
    case = settled()
    busy = around(case, actions=(action(),))
    awaited = replace(case, external_deadlines=(external(),))

    assert next_step(case, around=busy) is not Step.VALIDATE
    assert refusal(case, ValidateOnSpot(), surroundings=busy).reason is Reason.INCOMPLETE
    assert refusal(awaited, ValidateOnSpot()).missing == (
        Missing.INFORMATION_POINT,
        Missing.EXTERNAL_DEADLINES,
    )


def test_it_is_settled_once_and_by_whoever_reported_it() -> None:
    case = settled()

    assert refusal(case, SETTLED).reason is Reason.ALREADY_DONE
    assert refusal(reported(), SETTLED, roles=LEADS).reason is Reason.ROLE
    assert Step.SETTLE_ON_SPOT not in steps_open_to(case, frozenset({Role.REPORTER}))


def test_somebody_else_s_case_is_validated_by_no_owner() -> None:
    assert refusal(settled(), ValidateOnSpot(), roles=frozenset({Role.OWNER})).reason is Reason.ROLE


def test_once_somebody_closed_it_there_is_nothing_to_settle() -> None:
    refused = refusal(case_in(Status.CLOSED, Kind.INCIDENT), SETTLED)

    assert refused.reason is Reason.STATUS


def test_what_comes_back_has_to_be_settled_anew() -> None:
    closed = take(settled(), ValidateOnSpot(waived_because="vu"), actor=DIRECTION).case
    later = NOW + timedelta(days=2)
    back = take(closed, Reopen(reason="de nouveau en panne"), actor=DIRECTION, now=later).case
    again = take(back, SETTLED, actor=TRAINER, now=later).case

    assert not is_short(back)
    assert back.settled_on_spot
    assert next_step(back) is Step.TAKE_CHARGE
    assert next_step(again) is Step.VALIDATE


def test_an_interrupted_session_that_was_settled_wakes_nobody() -> None:
    before, after = reported(continuity=Continuity.NO), settled(continuity=Continuity.NO)

    assert all(due.is_urgent for due in open_deadlines_of(before))
    assert [due.is_urgent for due in open_deadlines_of(after)] == [False]


@pytest.mark.parametrize("injury", [False, True])
def test_no_address_or_number_in_what_was_done_is_posted(*, injury: bool) -> None:
    said = SettleOnSpot(done="Client joint au 06 39 98 00 17, mme@example.org")
    posted = discreet_case(take(reported(injury=injury), said, actor=TRAINER).case)
    words = [one.explanation for one in posted.measures] + [one.what for one in posted.done_at_once]

    assert words == [f"Client joint au {HIDDEN}, {HIDDEN}"]

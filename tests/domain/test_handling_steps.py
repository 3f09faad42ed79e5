"""What is done to cases of both kinds: given, qualified, corrected, noted."""

from datetime import timedelta

import pytest

from bot.domain.cases import Case, Status
from bot.domain.changes import Change
from bot.domain.outcomes import Admissibility
from bot.domain.refusals import Reason
from bot.domain.steps import (
    AddAction,
    AddNote,
    Assign,
    CorrectFacts,
    CorrectReception,
    Extend,
    Qualify,
)
from bot.domain.taxonomy import Category, Channel, IncidentType, Kind, Nature, Party, Severity
from tests.support.builders import QUALITY, TRAINER
from tests.support.lives import (
    ACTION_DRAFT,
    NOW,
    RECEIVED_AT,
    case_in,
    complaint,
    incident,
    refusal,
    take,
    told,
)

DAY = timedelta(days=1)


def test_a_case_is_given_to_somebody() -> None:
    decision = take(complaint(), Assign(owner=TRAINER))

    assert decision.case.owner == TRAINER
    assert decision.event.changes == {"owner": Change(before=None, after=TRAINER)}


def test_a_case_is_never_given_to_whom_it_is_about() -> None:
    case = complaint(concerned_people=(TRAINER,))

    refused = refusal(case, Assign(owner=TRAINER))

    assert (refused.reason, refused.person) == (Reason.CONFLICT_OF_INTEREST, TRAINER)


def test_giving_a_case_to_its_owner_again_changes_nothing() -> None:
    assert refusal(complaint(owner=TRAINER), Assign(owner=TRAINER)).reason is Reason.ALREADY_DONE


def test_a_qualified_complaint_is_admissible() -> None:
    qualified = take(complaint(), Qualify(severity=Severity.MINOR, category=Category.TRAINER)).case

    assert qualified.admissibility is Admissibility.ADMISSIBLE
    assert (qualified.category, qualified.qualified_at) == (Category.TRAINER, NOW)


def test_an_incident_can_turn_out_to_be_of_another_type() -> None:
    qualification = Qualify(
        severity=Severity.MINOR, incident_type=IncidentType.PEDAGOGICAL, nature=Nature.HAZARD
    )

    qualified = take(incident(), qualification).case

    assert (qualified.incident_type, qualified.nature) == (
        IncidentType.PEDAGOGICAL,
        Nature.HAZARD,
    )
    assert qualified.admissibility is None


@pytest.mark.parametrize(
    "case",
    [
        complaint(category=Category.CONDUCT_VHD),
        complaint(category=Category.DATA_PROTECTION),
        incident(injury=True),
    ],
)
def test_a_severity_beneath_its_floor_needs_a_reason(case: Case) -> None:
    lowered = Qualify(severity=Severity.MODERATE)
    reasoned = Qualify(severity=Severity.MODERATE, reason="aucune conséquence")

    refused = refusal(case, lowered)

    assert (refused.reason, refused.floor) == (Reason.NEEDS_REASON, Severity.MAJOR)
    assert take(case, reasoned).event.details["reason"] == "aucune conséquence"


def test_violence_makes_a_case_confidential_and_nothing_takes_that_back() -> None:
    grave = Qualify(severity=Severity.CRITICAL, category=Category.CONDUCT_VHD)
    confidential = take(complaint(), grave).case

    again = take(confidential, Qualify(severity=Severity.MINOR, category=Category.TRAINER)).case

    assert confidential.confidential
    assert again.confidential


def test_an_owner_whom_the_case_turns_out_to_concern_loses_it() -> None:
    case = complaint(owner=TRAINER)

    qualified = take(case, Qualify(severity=Severity.MINOR, concerned_people=(TRAINER,))).case

    assert qualified.owner is None
    assert qualified.concerned_people == (TRAINER,)


def test_a_corrected_reception_moves_what_was_promised() -> None:
    decision = take(
        complaint(), CorrectReception(received_at=RECEIVED_AT - DAY, reason="date du courrier")
    )

    assert decision.case.ack_due_at == RECEIVED_AT + DAY
    assert decision.case.current_due_at == decision.case.solution_due_at
    assert set(decision.event.changes) == {
        "received_at",
        "ack_due_at",
        "solution_due_at",
        "current_due_at",
    }
    assert decision.event.details == {"reason": "date du courrier"}


def test_a_corrected_reception_leaves_a_date_that_was_told_where_it_is() -> None:
    extended_to = RECEIVED_AT + 45 * DAY
    extension = Extend(reason="expertise attendue", new_due_at=extended_to, told=told())
    case = take(complaint(), extension).case

    corrected = take(case, CorrectReception(received_at=RECEIVED_AT - DAY, reason="r")).case

    assert corrected.current_due_at == extended_to


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        (CorrectReception(received_at=RECEIVED_AT, reason=" "), Reason.EMPTY),
        (CorrectReception(received_at=NOW + DAY, reason="r"), Reason.IN_FUTURE),
        (CorrectReception(received_at=NOW, reason="r"), Reason.TOO_LATE),
    ],
)
def test_a_reception_is_not_corrected_to_after_its_answer(
    correction: CorrectReception, reason: Reason
) -> None:
    assert refusal(case_in(Status.ACKNOWLEDGED, Kind.COMPLAINT), correction).reason is reason


def test_corrected_facts_are_a_new_entry_with_a_reason() -> None:
    correction = CorrectFacts(
        reason="erreur de saisie",
        session="SSIAP 1, Lyon",
        party=Party.FUNDER,
        channel=Channel.POST,
        affected_count=12,
    )

    decision = take(complaint(), correction)

    assert decision.event.changes["session"] == Change(before=None, after="SSIAP 1, Lyon")
    assert (decision.case.party, decision.case.affected_count) == (Party.FUNDER, 12)


@pytest.mark.parametrize(
    ("correction", "reason"),
    [
        (CorrectFacts(reason="", session="Lyon"), Reason.EMPTY),
        (CorrectFacts(reason="r"), Reason.ALREADY_DONE),
        (CorrectFacts(reason="r", affected_count=-1), Reason.OUT_OF_RANGE),
    ],
)
def test_a_correction_has_to_correct_something(correction: CorrectFacts, reason: Reason) -> None:
    assert refusal(complaint(), correction).reason is reason


def test_no_lost_minutes_can_be_a_correction() -> None:
    case = incident(lost_minutes=30)

    assert take(case, CorrectFacts(reason="r", lost_minutes=0)).case.lost_minutes == 0


def test_an_injury_learnt_of_later_raises_the_severity() -> None:
    corrected = take(incident(), CorrectFacts(reason="appris ce soir", injury=True)).case

    assert (corrected.injury, corrected.severity) == (True, Severity.MAJOR)


def test_a_note_changes_nothing_and_is_kept_whole() -> None:
    """A reply in the card's thread can be 40,000 characters long."""
    text = "<@U1> {accolades} " + "é" * 40_000

    decision = take(complaint(), AddNote(text=text), actor=QUALITY)

    assert decision.case == complaint()
    assert decision.event.changes == {}
    assert decision.event.details == {"text": text}


def test_an_empty_note_is_none() -> None:
    assert refusal(complaint(), AddNote(text="\n")).reason is Reason.EMPTY


@pytest.mark.parametrize("status", [Status.CLOSED, Status.REJECTED])
def test_a_settled_case_still_takes_notes(status: Status) -> None:
    case = case_in(status, Kind.COMPLAINT)

    assert take(case, AddNote(text="merci reçu")).case == case


def test_an_action_is_asked_for_whole_in_the_journal() -> None:
    decision = take(complaint(), AddAction(action=ACTION_DRAFT))

    assert decision.event.details["action"] == {
        "kind": "corrective",
        "title": "Contrôler les projecteurs chaque mois",
        "owner": TRAINER,
        "due_on": "2026-12-01",
        "success_criterion": "aucune panne en trois mois",
    }

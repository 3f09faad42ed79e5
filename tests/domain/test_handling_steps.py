"""What is done to cases of both kinds: given, qualified, corrected, noted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cases.cases import Case, Status
from bot.domain.cases.journal_entries import Change
from bot.domain.cases.outcomes import Admissibility
from bot.domain.cases.refusals import IllegalStepError, Reason, Refusal
from bot.domain.cases.roles import LEADING, Role
from bot.domain.cases.taxonomy import Category, Channel, IncidentType, Kind, Nature, Party, Severity
from bot.domain.steps.ending import Reopen, Withdraw
from bot.domain.steps.handling import (
    AddAction,
    AddNote,
    Assign,
    CorrectFacts,
    CorrectReception,
    Qualify,
)
from bot.domain.steps.opening import Extend
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


NAMING = Qualify(severity=Severity.MODERATE, concerned_people=("U0KNOWN", QUALITY))


@pytest.mark.parametrize("role", LEADING)
def test_those_who_lead_a_case_say_whom_it_is_about(role: Role) -> None:
    named = take(complaint(concerned_people=("U0KNOWN",)), NAMING, roles=frozenset({role})).case

    assert named.concerned_people == ("U0KNOWN", QUALITY)


def test_its_owner_cannot_and_so_shuts_nobody_out() -> None:
    case, role = complaint(concerned_people=("U0KNOWN",)), Role.OWNER
    with pytest.raises(IllegalStepError) as refused:
        take(case, NAMING, roles=frozenset({role}))

    assert refused.value.refusal == Refusal(
        reason=Reason.ROLE, field="concerned_people", roles=LEADING
    )


def test_an_owner_qualifies_all_the_same() -> None:
    case = complaint(owner=TRAINER, concerned_people=("U0KNOWN",))
    same = Qualify(severity=Severity.MAJOR, concerned_people=("U0KNOWN",))

    assert take(case, same, roles=frozenset({Role.OWNER})).case.severity is Severity.MAJOR


def test_whoever_makes_a_case_confidential_says_whom_it_is_about() -> None:
    hiding = Qualify(severity=Severity.MODERATE, confidential=True, concerned_people=(QUALITY,))
    owner = frozenset({Role.OWNER})
    hidden = take(complaint(owner=TRAINER), hiding, roles=owner).case

    assert hidden.concerned_people == (QUALITY,)
    with pytest.raises(IllegalStepError):
        take(hidden, replace(hiding, concerned_people=("U0OTHER",)), roles=owner)


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


def test_a_reception_is_not_corrected_to_after_the_case_came_back() -> None:
    """It was settled without an answer: what it was in its first life has to come before."""
    withdrawn = take(complaint(), Withdraw(reason="r")).case
    back = take(withdrawn, Reopen(reason="r"), now=NOW + DAY).case
    late = CorrectReception(received_at=NOW + 2 * DAY, reason="r")

    assert refusal(back, late, now=NOW + 3 * DAY).reason is Reason.TOO_LATE


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
        (CorrectFacts(reason="r"), Reason.UNCHANGED),
        (CorrectFacts(reason="r", session=""), Reason.UNCHANGED),
        (CorrectFacts(reason="r", description=" "), Reason.EMPTY),
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


def test_a_fact_that_was_emptied_is_taken_away() -> None:
    case = complaint(session="SSIAP 1, Lyon", requested_remedy="un avoir")
    after = take(case, CorrectFacts(reason="r", session="", requested_remedy="")).case

    assert (after.session, after.requested_remedy) == (None, None)
    assert after.description == case.description

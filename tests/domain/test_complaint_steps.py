"""What the steps of a complaint need and leave behind (policy §3)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.domain.cases.cases import SETTLED, Case, Status
from bot.domain.cases.journal_entries import Change, Event
from bot.domain.cases.letters import likely_signatory
from bot.domain.cases.outcomes import (
    Admissibility,
    CauseFamily,
    ComplainantDecision,
    Inadmissibility,
    Outcome,
    Solved,
)
from bot.domain.cases.refusals import Missing, Reason
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Kind, Means, Party, Severity, Signatory
from bot.domain.steps.answering import (
    Analyse,
    Implement,
    ProposeSolution,
    RecordDecision,
    RecordFollowUp,
)
from bot.domain.steps.conditions import missing_to_close
from bot.domain.steps.deciding import next_step
from bot.domain.steps.decisions import CaseContext, StepCommand
from bot.domain.steps.ending import Close, MarkDuplicate, Reject, Reopen, Withdraw
from bot.domain.steps.handling import Qualify
from bot.domain.steps.lifecycles import Step, lifecycle_of
from bot.domain.steps.opening import (
    Acknowledge,
    Extend,
    RecordInformation,
    RequestInformation,
    WaiveAcknowledgement,
)
from tests.support.lives import (
    LEADS,
    NOW,
    RECEIVED_AT,
    SOLUTION_DUE_AT,
    around,
    case_in,
    complaint,
    external,
    letter,
    original_of,
    refusal,
    take,
    told,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NO_MEDIATOR = CaseContext()
PROPOSAL = ProposeSolution(outcome=Outcome.UPHELD, solution="Envoi", told=told(), analysis="Oubli")
NO_ANSWER = RecordFollowUp(at=NOW, means=Means.EMAIL)


def followed_up(solved: Solved, at: Any = NOW) -> RecordFollowUp:
    return RecordFollowUp(at=at, means=Means.PHONE, solved=solved, score=3)


def standing_at(status: Status, **given: Any) -> Case:
    return case_in(status, Kind.COMPLAINT, **given)


def test_an_acknowledgement_is_kept_with_its_date_and_means() -> None:
    decision = take(complaint(), Acknowledge(told=told(RECEIVED_AT + HOUR, Means.POST)))

    assert decision.case.status is Status.ACKNOWLEDGED
    assert decision.case.ack_sent_at == RECEIVED_AT + HOUR
    assert decision.case.ack_means is Means.POST
    assert decision.told == told(RECEIVED_AT + HOUR, Means.POST)


def test_a_decision_journals_what_changed_and_the_letter_as_it_was_sent() -> None:
    decision = take(complaint(), Acknowledge(told=told(RECEIVED_AT + HOUR)))

    assert decision.event.name == "acknowledge"
    assert decision.event.changes == {
        "status": Change(before="received", after="acknowledged"),
        "ack_sent_at": Change(before=None, after="2026-11-13T17:50:20+00:00"),
        "ack_means": Change(before=None, after="email"),
    }
    assert decision.event.details == {
        "told": {
            "letter": {"kind": "acknowledgement", "subject": "REC-2026-0007", "body": "Bonjour"},
            "at": "2026-11-13T17:50:20+00:00",
            "means": "email",
        }
    }


def test_the_second_of_two_clicks_is_told_when_the_first_one_was() -> None:
    acknowledged = take(complaint(), Acknowledge(told=told())).case

    refused = refusal(acknowledged, Acknowledge(told=told()))

    assert (refused.reason, refused.done_at) == (Reason.ALREADY_DONE, NOW)


def test_work_may_begin_before_the_acknowledgement_which_then_moves_nothing() -> None:
    analysed = take(complaint(), Analyse(analysis="Envoi oublié")).case

    acknowledged = take(analysed, Acknowledge(told=told())).case

    assert acknowledged.status is Status.UNDER_REVIEW


def test_an_empty_letter_was_not_sent() -> None:
    empty = replace(told(), letter=letter(body=" \n"))

    assert refusal(complaint(), Acknowledge(told=empty)).reason is Reason.EMPTY


@pytest.mark.parametrize(
    ("step", "status"),
    [
        (lambda at: Acknowledge(told=told(at)), Status.RECEIVED),
        (lambda at: RequestInformation(told=told(at)), Status.ACKNOWLEDGED),
        (lambda at: RecordInformation(text="Voici", received_at=at), Status.WAITING_INFO),
        (lambda at: replace(PROPOSAL, told=told(at)), Status.UNDER_REVIEW),
        (
            lambda at: Extend(reason="r", new_due_at=SOLUTION_DUE_AT + DAY, told=told(at)),
            Status.UNDER_REVIEW,
        ),
        (
            lambda at: RecordDecision(
                complainant_decision=ComplainantDecision.ACCEPTED, decided_at=at
            ),
            Status.SOLUTION_PROPOSED,
        ),
        (
            lambda at: Implement(implemented_at=at, implementation="Envoyée"),
            Status.IN_IMPLEMENTATION,
        ),
        (lambda at: RecordFollowUp(at=at, means=Means.PHONE), Status.FOLLOW_UP),
        (
            lambda at: Reject(
                inadmissibility=Inadmissibility.OTHER, admissibility_reason="r", told=told(at)
            ),
            Status.RECEIVED,
        ),
    ],
)
def test_no_date_lies_ahead_or_before_the_reception(step: Any, status: Status) -> None:
    case = standing_at(status)

    assert refusal(case, step(NOW + HOUR)).reason is Reason.IN_FUTURE
    assert refusal(case, step(RECEIVED_AT - HOUR)).reason is Reason.TOO_EARLY


def test_the_minute_of_the_reception_is_not_before_it() -> None:
    """A form gives 17:50 where the case came in at 17:50:20."""
    same_minute = RECEIVED_AT.replace(second=0)

    acknowledged = take(complaint(), Acknowledge(told=told(same_minute))).case

    assert acknowledged.ack_sent_at == RECEIVED_AT


def test_a_clock_that_runs_a_little_ahead_is_no_future() -> None:
    acknowledged = take(complaint(), Acknowledge(told=told(NOW + timedelta(minutes=3)))).case

    assert acknowledged.ack_sent_at == NOW


def test_information_asked_for_and_given_leaves_both_dates() -> None:
    asked = take(complaint(), RequestInformation(told=told(NOW - DAY))).case
    answered = take(asked, RecordInformation(text="Voici la copie.", received_at=NOW)).case

    assert asked.status is Status.WAITING_INFO
    assert answered.status is Status.UNDER_REVIEW
    assert [(one.asked_at, one.answered_at) for one in answered.information_requests] == [
        (NOW - DAY, NOW)
    ]


def test_asking_for_information_moves_no_deadline() -> None:
    asked = take(complaint(), RequestInformation(told=told())).case

    assert asked.current_due_at == SOLUTION_DUE_AT


def test_an_analysis_without_words_is_none() -> None:
    assert refusal(complaint(), Analyse(analysis="  ")).field == "analysis"


def test_a_chain_of_whys_has_at_most_five_links() -> None:
    whys = tuple(f"parce que {n}" for n in range(6))

    assert refusal(complaint(), Analyse(analysis="a", five_whys=whys)).field == "five_whys"


def test_a_new_analysis_keeps_the_cause_it_does_not_name() -> None:
    case = standing_at(Status.UNDER_REVIEW, root_cause="oubli", cause_family=CauseFamily.METHOD)

    analysed = take(case, Analyse(analysis="Revue")).case

    assert (analysed.root_cause, analysed.cause_family) == ("oubli", CauseFamily.METHOD)


def test_a_full_answer_within_48_hours_also_acknowledges() -> None:
    answered = take(complaint(), replace(PROPOSAL, told=told(RECEIVED_AT + 47 * HOUR))).case

    assert answered.ack_sent_at == answered.proposed_at == RECEIVED_AT + 47 * HOUR
    assert answered.ack_due_at is not None
    assert answered.ack_sent_at is not None
    assert answered.ack_sent_at <= answered.ack_due_at


def test_an_answer_after_48_hours_acknowledges_too_late() -> None:
    answered = take(complaint(), replace(PROPOSAL, told=told(RECEIVED_AT + 49 * HOUR))).case

    assert answered.ack_due_at is not None
    assert answered.ack_sent_at is not None
    assert answered.ack_sent_at > answered.ack_due_at


def test_an_answer_leaves_an_earlier_acknowledgement_alone() -> None:
    case = standing_at(Status.UNDER_REVIEW)

    assert take(case, PROPOSAL).case.ack_sent_at == case.ack_sent_at


def test_no_answer_without_an_analysis() -> None:
    """Policy §3.2.2: each complaint is analysed."""
    refused = refusal(complaint(), replace(PROPOSAL, analysis=None))

    assert refused.reason is Reason.NEEDS_ANALYSIS


def test_no_answer_without_a_letter() -> None:
    assert refusal(complaint(), replace(PROPOSAL, told=None)).reason is Reason.NEEDS_LETTER


@pytest.mark.parametrize("severity", [Severity.MAJOR, Severity.CRITICAL])
def test_a_grave_complaint_needs_its_root_cause_before_the_answer(severity: Severity) -> None:
    case = standing_at(Status.UNDER_REVIEW, severity=severity)
    half_known = replace(case, root_cause="oubli")
    known = replace(half_known, cause_family=CauseFamily.METHOD)

    assert refusal(case, PROPOSAL).reason is Reason.NEEDS_ROOT_CAUSE
    assert refusal(half_known, PROPOSAL).reason is Reason.NEEDS_ROOT_CAUSE
    assert take(known, PROPOSAL).case.status is Status.SOLUTION_PROPOSED


def test_a_grave_complaint_raised_after_its_answer_needs_the_cause_before_closing() -> None:
    case = take(standing_at(Status.FOLLOW_UP, severity=Severity.MAJOR), NO_ANSWER).case

    assert Missing.ROOT_CAUSE in missing_to_close(case, around(case))


def test_an_individual_is_not_answered_while_no_mediator_is_set_up() -> None:
    case = standing_at(Status.UNDER_REVIEW, party=Party.TRAINEE)

    refused = refusal(case, PROPOSAL, surroundings=NO_MEDIATOR)

    assert refused.reason is Reason.NEEDS_MEDIATOR
    assert take(case, PROPOSAL).case.status is Status.SOLUTION_PROPOSED


def test_an_individual_s_request_is_not_refused_while_no_mediator_is_set_up() -> None:
    case = standing_at(Status.RECEIVED, party=Party.TRAINEE)
    rejection = Reject(
        inadmissibility=Inadmissibility.OUT_OF_SCOPE, admissibility_reason="Autre", told=told()
    )

    refused = refusal(case, rejection, surroundings=NO_MEDIATOR)
    by_company = replace(rejection, signatory=Signatory.COMPANY)

    assert refused.reason is Reason.NEEDS_MEDIATOR
    assert take(case, by_company, surroundings=NO_MEDIATOR).case.status is Status.REJECTED


@pytest.mark.parametrize("signatory", sorted(set(Signatory) - {Signatory.INDIVIDUAL}))
def test_a_trainee_whose_contract_somebody_else_signed_needs_no_mediator(
    signatory: Signatory,
) -> None:
    case = standing_at(Status.UNDER_REVIEW, party=Party.TRAINEE)
    decision = take(case, replace(PROPOSAL, signatory=signatory), surroundings=NO_MEDIATOR)

    assert decision.case.signatory is signatory
    assert decision.event.changes["signatory"].after == signatory


def test_who_signed_for_themselves_needs_one_whoever_they_are() -> None:
    case = standing_at(Status.UNDER_REVIEW, party=Party.OTHER)
    wanted = replace(PROPOSAL, signatory=Signatory.INDIVIDUAL)

    assert refusal(case, wanted, surroundings=NO_MEDIATOR).reason is Reason.NEEDS_MEDIATOR


@pytest.mark.parametrize(
    ("party", "said", "likely"),
    [
        (Party.TRAINEE, "", Signatory.INDIVIDUAL),
        (Party.CLIENT_COMPANY, "", Signatory.COMPANY),
        (Party.FUNDER, "dossier CPF", Signatory.FUNDER),
        (Party.OTHER, "Payé avec mon CPF.", Signatory.INDIVIDUAL),
        (Party.OTHER, "", None),
        (Party.TEACHING_TEAM, "CPF", None),
    ],
)
def test_who_likely_signed(party: Party, said: str, likely: Signatory | None) -> None:
    assert likely_signatory(complaint(party=party, description=said)) is likely


def test_a_case_is_closed_without_a_mediator_since_closing_answers_nobody() -> None:
    case = take(standing_at(Status.FOLLOW_UP, party=Party.TRAINEE), followed_up(Solved.YES)).case

    assert take(case, Close(), surroundings=NO_MEDIATOR).case.status is Status.CLOSED


@pytest.mark.parametrize("party", sorted(set(Party) - {Party.TRAINEE}))
def test_nobody_else_needs_a_mediator(party: Party) -> None:
    case = standing_at(Status.UNDER_REVIEW, party=party)

    answered = take(case, PROPOSAL, surroundings=NO_MEDIATOR).case

    assert answered.status is Status.SOLUTION_PROPOSED


def test_sans_suite_is_no_outcome_of_an_examination() -> None:
    dropped = replace(PROPOSAL, outcome=Outcome.NO_FURTHER_ACTION)

    assert refusal(complaint(), dropped).field == "outcome"


@pytest.mark.parametrize(
    ("outcome", "decision", "exhausted", "status"),
    [
        (Outcome.UPHELD, ComplainantDecision.ACCEPTED, False, Status.IN_IMPLEMENTATION),
        (Outcome.UPHELD, ComplainantDecision.NO_ANSWER, False, Status.IN_IMPLEMENTATION),
        (Outcome.PARTLY_UPHELD, ComplainantDecision.ACCEPTED, False, Status.IN_IMPLEMENTATION),
        (Outcome.NOT_UPHELD, ComplainantDecision.ACCEPTED, False, Status.FOLLOW_UP),
        (Outcome.NOT_UPHELD, ComplainantDecision.REFUSED, False, Status.UNDER_REVIEW),
        (Outcome.UPHELD, ComplainantDecision.REFUSED, False, Status.UNDER_REVIEW),
        (Outcome.UPHELD, ComplainantDecision.REFUSED, True, Status.FOLLOW_UP),
    ],
)
def test_the_complainant_decides_how_it_goes_on(
    outcome: Outcome, decision: ComplainantDecision, *, exhausted: bool, status: Status
) -> None:
    case = standing_at(Status.SOLUTION_PROPOSED, outcome=outcome)
    answer = RecordDecision(
        complainant_decision=decision, decided_at=NOW, recourse_exhausted=exhausted
    )

    assert take(case, answer).case.status is status


def test_after_a_refusal_a_new_answer_is_owed() -> None:
    refused = take(standing_at(Status.FOLLOW_UP), refused_by_complainant()).case

    assert refused.status is Status.UNDER_REVIEW
    assert Missing.ANSWER in missing_to_close(refused, around(refused))
    assert next_step(refused) is Step.PROPOSE_SOLUTION


def test_a_revised_proposal_keeps_the_date_of_the_first() -> None:
    """The promise of one month is about the first (policy §3.2.3)."""
    case = standing_at(Status.SOLUTION_PROPOSED)

    revised = take(case, replace(PROPOSAL, solution="Remboursement")).case

    assert revised.proposed_at == case.proposed_at
    assert revised.answered_at == NOW


def test_the_case_keeps_until_when_a_letter_asked_for_an_answer() -> None:
    asked = replace(PROPOSAL, answer_asked_by=date(2026, 12, 1))
    case = standing_at(Status.SOLUTION_PROPOSED)
    unreachable = replace(case, ack_not_applicable="anonyme")

    assert take(case, asked).case.answer_asked_by == date(2026, 12, 1)
    assert take(unreachable, replace(asked, told=None)).case.answer_asked_by is None


def test_an_extension_told_in_time_moves_the_date() -> None:
    new_due_at = SOLUTION_DUE_AT + 20 * DAY

    extended = take(complaint(), extension_to(new_due_at)).case

    assert extended.current_due_at == new_due_at
    assert extended.solution_due_at == SOLUTION_DUE_AT
    assert extended.extensions[0].in_time


def test_an_extension_told_too_late_is_kept_but_the_deadline_stays_missed() -> None:
    late = SOLUTION_DUE_AT + DAY

    extended = take(
        complaint(), extension_to(SOLUTION_DUE_AT + 20 * DAY, said_at=late), now=late
    ).case

    assert extended.current_due_at == SOLUTION_DUE_AT
    assert [(one.communicated_at, one.in_time) for one in extended.extensions] == [(late, False)]


def test_a_third_extension_is_refused() -> None:
    case = complaint()
    for _ in range(2):
        assert case.current_due_at is not None
        case = take(case, extension_to(case.current_due_at + 20 * DAY)).case
    assert case.current_due_at is not None

    refused = refusal(case, extension_to(case.current_due_at + DAY))

    assert refused.reason is Reason.TOO_MANY


@pytest.mark.parametrize(
    ("extension", "reason"),
    [
        (Extend(reason=" ", new_due_at=SOLUTION_DUE_AT + DAY, told=told()), Reason.EMPTY),
        (Extend(reason="r", new_due_at=SOLUTION_DUE_AT, told=told()), Reason.NOT_LATER),
        (Extend(reason="r", new_due_at=SOLUTION_DUE_AT + 31 * DAY, told=told()), Reason.TOO_LONG),
    ],
)
def test_an_extension_outside_the_policy_is_refused(extension: Extend, reason: Reason) -> None:
    assert refusal(complaint(), extension).reason is reason


def test_an_answer_refused_within_the_month_keeps_its_date_and_can_be_extended() -> None:
    refused = take(standing_at(Status.SOLUTION_PROPOSED), refused_by_complainant()).case
    extended = take(refused, extension_to(SOLUTION_DUE_AT + DAY)).case

    assert refused.current_due_at == SOLUTION_DUE_AT
    assert extended.current_due_at == SOLUTION_DUE_AT + DAY


@pytest.mark.parametrize("score", [0, 6, -1])
def test_satisfaction_goes_from_one_to_five(score: int) -> None:
    attempt = RecordFollowUp(at=NOW, means=Means.PHONE, solved=Solved.YES, score=score)

    assert refusal(standing_at(Status.FOLLOW_UP), attempt).field == "score"


def test_a_score_without_an_answer_is_refused() -> None:
    attempt = RecordFollowUp(at=NOW, means=Means.PHONE, score=4)

    assert refusal(standing_at(Status.FOLLOW_UP), attempt).field == "solved"


def test_a_complaint_closes_once_its_complainant_answered() -> None:
    case = take(standing_at(Status.FOLLOW_UP), followed_up(Solved.PARTLY)).case

    closed = take(case, Close()).case

    assert (closed.status, closed.closed_at) == (Status.CLOSED, NOW)


def test_a_complaint_closes_after_two_attempts_without_an_answer() -> None:
    once = take(standing_at(Status.FOLLOW_UP), NO_ANSWER).case
    twice = take(once, NO_ANSWER).case

    assert missing_to_close(once, around(once)) == (Missing.FOLLOW_UP,)
    assert take(twice, Close()).case.status is Status.CLOSED


@pytest.mark.parametrize(
    ("severity", "outcome", "attempts"),
    [
        (Severity.MINOR, Outcome.UPHELD, 1),
        (Severity.MINOR, Outcome.PARTLY_UPHELD, 1),
        (Severity.MINOR, Outcome.NOT_UPHELD, 2),
        (Severity.MODERATE, Outcome.UPHELD, 2),
    ],
)
def test_who_does_not_answer_is_asked_twice_where_it_matters(
    severity: Severity, outcome: Outcome, attempts: int
) -> None:
    case = standing_at(Status.FOLLOW_UP, severity=severity, outcome=outcome)

    for _attempt in range(attempts):
        assert Missing.FOLLOW_UP in missing_to_close(case, around(case))
        case = take(case, NO_ANSWER).case

    assert missing_to_close(case, around(case)) == ()


def test_a_follow_up_closes_what_is_solved_with_an_entry_for_each_step() -> None:
    case = standing_at(Status.FOLLOW_UP)

    decision = take(case, replace(followed_up(Solved.YES), closes=True))
    (asked,) = decision.earlier

    assert (decision.case.status, decision.case.closed_at) == (Status.CLOSED, NOW)
    assert (asked.event.name, decision.event.name) == ("follow_up", "close")
    assert asked.event.changes.keys() == {"followups"}


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (followed_up(Solved.PARTLY), {}),
        (followed_up(Solved.NO), {}),
        (NO_ANSWER, {}),
        (followed_up(Solved.YES), {"severity": Severity.MAJOR}),
        (followed_up(Solved.YES), {"external_deadlines": (external(),)}),
    ],
    ids=["partly", "no", "unanswered", "no cause", "others wait"],
)
def test_a_follow_up_leaves_open_what_is_unsolved_or_owed(
    answer: RecordFollowUp, given: dict[str, Any]
) -> None:
    case = standing_at(Status.FOLLOW_UP, **given)

    decision = take(case, replace(answer, closes=True))

    assert (decision.case.status, decision.earlier) == (Status.FOLLOW_UP, ())


def test_a_follow_up_of_an_owner_who_may_not_close_leaves_it_open() -> None:
    case = standing_at(Status.FOLLOW_UP)
    wanted = replace(followed_up(Solved.YES), closes=True)

    assert take(case, wanted, roles=frozenset({Role.OWNER})).case.status is Status.FOLLOW_UP


def test_closing_says_all_that_is_missing_at_once() -> None:
    case = complaint(severity=Severity.MAJOR)

    refused = refusal(case, Close())

    assert refused.missing == (
        Missing.ACKNOWLEDGEMENT,
        Missing.ROOT_CAUSE,
        Missing.ANSWER,
        Missing.FOLLOW_UP,
    )


def test_what_vigie_proposed_is_confirmed_before_the_case_is_closed() -> None:
    """Who cannot be reached is not acknowledged, and that form would have asked."""
    done = case_in(Status.CLOSED, Kind.COMPLAINT, closed_at=None, closed_by=None)
    case = replace(done, status=Status.FOLLOW_UP, to_confirm=True)
    confirmed = take(case, Qualify(severity=case.severity)).case

    assert refusal(case, Close()).missing == (Missing.QUALIFICATION,)
    assert next_step(case) is Step.QUALIFY
    assert next_step(confirmed) is Step.CLOSE


def test_closing_waits_for_what_was_promised() -> None:
    case = standing_at(Status.IN_IMPLEMENTATION)

    assert Missing.IMPLEMENTATION in refusal(case, Close()).missing


def test_attempts_about_an_earlier_solution_do_not_count() -> None:
    case = take(standing_at(Status.FOLLOW_UP), followed_up(Solved.NO, NOW - HOUR)).case
    again = take(case, PROPOSAL).case
    mended = take(again, Implement(implemented_at=NOW, implementation="Refaite")).case

    assert Missing.FOLLOW_UP in missing_to_close(mended, around(mended))


def test_what_the_complainant_calls_unsolved_closes_only_with_a_reason() -> None:
    case = take(standing_at(Status.FOLLOW_UP), followed_up(Solved.NO)).case

    assert next_step(case) is Step.PROPOSE_SOLUTION
    assert refusal(case, Close()).reason is Reason.NEEDS_REASON
    assert take(case, Close(closing_reason="médiateur saisi")).case.status is Status.CLOSED


def test_an_anonymous_complaint_is_answered_and_closed_without_a_letter() -> None:
    anonymous = take(complaint(), WaiveAcknowledgement(reason="anonyme")).case
    answered = take(anonymous, replace(PROPOSAL, told=None)).case
    mended = take(answered, Implement(implemented_at=NOW, implementation="Fait")).case

    closed = take(mended, Close(), surroundings=NO_MEDIATOR).case

    assert closed.status is Status.CLOSED
    assert closed.ack_sent_at is None


def test_nobody_unreachable_can_be_asked_anything() -> None:
    anonymous = take(complaint(), WaiveAcknowledgement(reason="anonyme")).case

    assert refusal(anonymous, RequestInformation(told=told())).reason is Reason.NO_ADDRESSEE


def test_somebody_anonymous_who_comes_forward_is_acknowledged_after_all() -> None:
    anonymous = take(complaint(), WaiveAcknowledgement(reason="anonyme")).case

    acknowledged = take(anonymous, Acknowledge(told=told())).case

    assert not acknowledged.is_unreachable


def test_an_inadmissible_complaint_gets_a_reason_and_an_answer() -> None:
    rejection = Reject(
        inadmissibility=Inadmissibility.OUT_OF_SCOPE, admissibility_reason=" autre organisme "
    )

    rejected = take(complaint(), replace(rejection, told=told())).case

    assert refusal(complaint(), rejection).reason is Reason.NEEDS_LETTER
    assert rejected.status is Status.REJECTED
    assert rejected.admissibility is Admissibility.INADMISSIBLE
    assert rejected.admissibility_reason == "autre organisme"


def test_a_duplicate_is_linked_both_ways() -> None:
    case = complaint()
    original = original_of(case)

    decision = take(case, MarkDuplicate(duplicate_of=original.ref, told=told()))

    assert decision.case.duplicate_of == original.ref
    assert decision.case.ack_sent_at == NOW
    (linked,) = decision.linked
    assert linked.case.related_refs == (case.ref,)
    assert linked.event.name == Event.DUPLICATE_LINKED


def test_whoever_repeats_a_complaint_is_told_so_or_there_is_a_reason_not_to() -> None:
    case = complaint()
    silent = MarkDuplicate(duplicate_of=original_of(case).ref)
    twice = replace(silent, untold_because="le même appel, saisi deux fois")
    anonymous = replace(case, ack_not_applicable="anonyme")

    assert refusal(case, silent).reason is Reason.NEEDS_LETTER
    assert take(case, twice).event.details["untold_because"] == twice.untold_because
    assert take(anonymous, silent).case.status is Status.DUPLICATE


@pytest.mark.parametrize(
    ("original", "ref", "reason"),
    [
        (None, "REC-2026-0001", Reason.NO_SUCH_CASE),
        (complaint(ref="REC-2026-0002"), "REC-2026-0001", Reason.NO_SUCH_CASE),
        (complaint(), "REC-2026-0007", Reason.SAME_CASE),
        (
            complaint(ref="REC-2026-0001", duplicate_of="REC-2026-0007"),
            "REC-2026-0001",
            Reason.IS_DUPLICATE,
        ),
        *(
            (case_in(status, Kind.COMPLAINT, ref="REC-2026-0001"), "REC-2026-0001", reason)
            for status, reason in (
                (Status.WITHDRAWN, Reason.NOT_HANDLED),
                (Status.REJECTED, Reason.NOT_HANDLED),
                (Status.DUPLICATE, Reason.IS_DUPLICATE),
            )
        ),
        (
            case_in(
                Status.CLOSED,
                Kind.COMPLAINT,
                ref="REC-2026-0001",
                closed_at=RECEIVED_AT - timedelta(hours=1),
            ),
            "REC-2026-0001",
            Reason.NOT_HANDLED,
        ),
        (case_in(Status.REPORTED, Kind.INCIDENT), "INC-2026-0012", Reason.NO_SUCH_CASE),
    ],
)
def test_a_duplicate_repeats_another_case_that_is_none_itself(
    original: Case | None, ref: str, reason: Reason
) -> None:
    surroundings = CaseContext(original=original)

    refused = refusal(complaint(), MarkDuplicate(duplicate_of=ref), surroundings=surroundings)

    assert refused.reason is reason


@pytest.mark.parametrize(
    "original",
    [
        *(
            case_in(status, Kind.COMPLAINT, ref="REC-2026-0001", id=UUID(int=1))
            for status in lifecycle_of(Kind.COMPLAINT).statuses
            if status not in SETTLED
        ),
        # what was known while it was handled: the same call, found twice when all was done
        case_in(Status.CLOSED, Kind.COMPLAINT, ref="REC-2026-0001", id=UUID(int=1)),
    ],
    ids=lambda case: case.status,
)
def test_a_duplicate_repeats_a_case_that_is_handled_or_was_while_both_were_known(
    original: Case,
) -> None:
    wanted = MarkDuplicate(duplicate_of=original.ref, told=told())

    marked = take(complaint(), wanted, surroundings=CaseContext(original=original)).case

    assert marked.status is Status.DUPLICATE


def test_a_case_that_others_repeat_repeats_none() -> None:
    wanted = MarkDuplicate(duplicate_of="REC-2026-0001", told=told())
    surroundings = around(complaint(), has_duplicates=True)

    refused = refusal(complaint(), wanted, surroundings=surroundings)

    assert refused.reason is Reason.HAS_DUPLICATES


def test_a_reopened_duplicate_leaves_its_original_which_names_it_no_more() -> None:
    original = complaint(ref="REC-2026-0003", related_refs=("REC-2026-0002", "REC-2026-0007"))
    case = case_in(Status.DUPLICATE, Kind.COMPLAINT)
    reopening = Reopen(reason="autre sujet")

    decision = take(case, reopening, surroundings=CaseContext(original=original))

    (linked,) = decision.linked
    assert linked.case == replace(original, related_refs=("REC-2026-0002",))
    assert linked.event.name == Event.DUPLICATE_UNLINKED


def test_and_what_was_linked_by_hand_stays_linked() -> None:
    original = complaint(ref="REC-2026-0003", related_refs=("REC-2026-0007",))
    case = case_in(Status.DUPLICATE, Kind.COMPLAINT, related_refs=("REC-2026-0003",))

    decision = take(case, Reopen(reason="autre"), surroundings=CaseContext(original=original))

    assert decision.linked == ()


def test_a_withdrawn_complaint_is_sans_suite() -> None:
    withdrawn = take(standing_at(Status.UNDER_REVIEW), Withdraw(reason="réglé par téléphone")).case

    assert (withdrawn.status, withdrawn.outcome) == (Status.WITHDRAWN, Outcome.NO_FURTHER_ACTION)


def test_a_reopened_complaint_has_to_be_answered_and_followed_up_anew() -> None:
    closed = standing_at(Status.CLOSED)

    reopened = take(closed, Reopen(reason="toujours rien", answer_due_at=NOW + 10 * DAY)).case

    assert (reopened.status, reopened.reopened_count) == (Status.REOPENED, 1)
    assert reopened.proposed_at == closed.proposed_at
    assert reopened.current_due_at == NOW + 10 * DAY
    assert set(missing_to_close(reopened, around(reopened))) == {
        Missing.ANSWER,
        Missing.FOLLOW_UP,
    }


def test_an_answer_given_before_the_reopening_is_no_new_one() -> None:
    case = standing_at(Status.REOPENED)

    refused = refusal(case, replace(PROPOSAL, told=told(NOW - 3 * DAY)))

    assert (refused.reason, refused.limit) == (Reason.TOO_EARLY, case.reopened_at)


def test_a_case_that_comes_back_after_its_date_has_a_month_anew() -> None:
    late = SOLUTION_DUE_AT + 20 * DAY
    closed = standing_at(Status.CLOSED)

    assert take(closed, Reopen(reason="r"), now=NOW).case.current_due_at == SOLUTION_DUE_AT
    assert take(closed, Reopen(reason="r"), now=late).case.current_due_at == datetime(
        2027, 2, 2, 16, 50, 20, tzinfo=UTC
    )


def test_a_reopened_case_is_not_due_in_the_past() -> None:
    late = Reopen(reason="toujours rien", answer_due_at=NOW - DAY)

    assert refusal(standing_at(Status.CLOSED), late).reason is Reason.NOT_LATER


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (Status.RECEIVED, Step.ACKNOWLEDGE),
        (Status.ACKNOWLEDGED, Step.ANSWER_AND_SETTLE),
        (Status.UNDER_REVIEW, Step.PROPOSE_SOLUTION),
        (Status.WAITING_INFO, Step.RECORD_INFORMATION),
        (Status.SOLUTION_PROPOSED, Step.RECORD_DECISION),
        (Status.IN_IMPLEMENTATION, Step.IMPLEMENT),
        (Status.FOLLOW_UP, Step.FOLLOW_UP),
        (Status.REOPENED, Step.PROPOSE_SOLUTION),
        (Status.CLOSED, None),
        (Status.REJECTED, None),
    ],
)
def test_the_next_step_of_a_complaint(status: Status, step: Step | None) -> None:
    assert next_step(standing_at(status)) is step


def test_from_the_call_to_the_closure_with_an_extension() -> None:
    """A whole life, step by step, as the policy tells it."""
    steps: tuple[StepCommand, ...] = (
        Acknowledge(told=told(RECEIVED_AT + HOUR)),
        RequestInformation(told=told(RECEIVED_AT + DAY)),
        RecordInformation(text="Voici", received_at=RECEIVED_AT + 2 * DAY),
        Analyse(analysis="Envoi oublié"),
        extension_to(SOLUTION_DUE_AT + 10 * DAY),
        ProposeSolution(outcome=Outcome.UPHELD, solution="Envoi", told=told()),
        RecordDecision(complainant_decision=ComplainantDecision.ACCEPTED, decided_at=NOW),
        Implement(implemented_at=NOW, implementation="Envoyée"),
        followed_up(Solved.YES),
        Close(),
    )
    case = complaint()
    for step in steps:
        case = take(case, step, roles=LEADS[Kind.COMPLAINT]).case

    assert case.status is Status.CLOSED


def refused_by_complainant() -> RecordDecision:
    return RecordDecision(complainant_decision=ComplainantDecision.REFUSED, decided_at=NOW)


def extension_to(new_due_at: Any, *, said_at: Any = NOW) -> Extend:
    return Extend(reason="expertise attendue", new_due_at=new_due_at, told=told(said_at))

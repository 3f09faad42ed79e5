"""A promise is a record of one life of a case: made anew, it leaves the earlier one as it ended."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.outcomes import ComplainantDecision
from bot.domain.cases.taxonomy import Kind
from bot.domain.cases.traces import PastLife, Promise
from bot.domain.deadlines.due_dates import charge_due, first_dates
from bot.domain.deadlines.open_deadlines import OpenDeadline, open_deadlines_of
from bot.domain.deadlines.promises import current_promise, promises_of
from bot.domain.deadlines.renewals import received_anew
from bot.domain.deadlines.verdicts import Verdict, judge, judge_promise
from bot.domain.school.policies import CAPSECURITE, DeadlineKind
from bot.domain.steps.answering import RecordDecision
from bot.domain.steps.decisions import StepCommand
from bot.domain.steps.ending import Reopen
from bot.domain.steps.handling import CorrectReception
from bot.domain.steps.lifecycles import Step
from tests.support.lives import (
    NOW,
    RECEIVED_AT,
    SOLUTION_DUE_AT,
    case_in,
    complaint,
    example,
    incident,
    take,
)

DAY = timedelta(days=1)
A_MONTH_LATER = SOLUTION_DUE_AT + 20 * DAY
REFUSED_AT = SOLUTION_DUE_AT + 9 * DAY
DUE_AFTER_REFUSAL = datetime(2027, 1, 22, 16, 50, 20, tzinfo=UTC)


def lived(case: Case, *steps: tuple[Step | StepCommand, datetime]) -> Case:
    """The case after steps, each at its moment."""
    for step, at in steps:
        wanted = example(step, case, now=at) if isinstance(step, Step) else step
        case = take(case, wanted, now=at).case
    return case


def late_ones(case: Case, now: datetime) -> list[OpenDeadline]:
    return [one for one in open_deadlines_of(case) if one.due_at < now]


def verdicts(case: Case) -> tuple[Verdict | None, ...]:
    judged = judge(case)
    every = (judged.ack, judged.initial, judged.extended)
    return tuple(one.verdict if one else None for one in every)


def refusing(at: datetime) -> RecordDecision:
    return RecordDecision(complainant_decision=ComplainantDecision.REFUSED, decided_at=at)


def answered_and_refused() -> Case:
    """Answered in its month, refused nine days after it."""
    return lived(
        complaint(),
        (Step.PROPOSE_SOLUTION, SOLUTION_DUE_AT - DAY),
        (refusing(REFUSED_AT), REFUSED_AT),
    )


def test_an_answer_refused_after_the_month_is_owed_anew_and_not_late_at_once() -> None:
    case = answered_and_refused()
    owed = open_deadlines_of(case)

    assert [(one.kind, one.due_at) for one in owed] == [(DeadlineKind.SOLUTION, DUE_AFTER_REFUSAL)]
    assert owed[0].recorded_at == REFUSED_AT
    assert verdicts(case) == (Verdict.MISSED, Verdict.MET, Verdict.MET)


def test_the_new_date_is_extended_as_often_as_the_first_one_was() -> None:
    case = lived(
        complaint(),
        (Step.EXTEND, NOW),
        (Step.EXTEND, NOW),
        (Step.PROPOSE_SOLUTION, NOW),
        (refusing(NOW + 60 * DAY), NOW + 60 * DAY),
        (Step.EXTEND, NOW + 61 * DAY),
    )
    promise = current_promise(case, DeadlineKind.SOLUTION)

    assert promise is not None
    assert promise.owed_since == NOW + 60 * DAY
    assert case.extensions[-1].in_time
    assert promise.due_at == case.extensions[-1].new_due_at


def test_a_refusal_noted_long_after_it_was_said_makes_nothing_late() -> None:
    answered = lived(complaint(), (Step.PROPOSE_SOLUTION, NOW))
    noted_at = NOW + 100 * DAY
    refused = lived(answered, (refusing(NOW + DAY), noted_at))

    assert not late_ones(refused, noted_at)


def test_a_second_answer_in_time_stays_so_when_it_is_completed_later() -> None:
    answered_at = REFUSED_AT + DAY
    case = lived(
        answered_and_refused(),
        (Step.PROPOSE_SOLUTION, answered_at),
        (Step.PROPOSE_SOLUTION, DUE_AFTER_REFUSAL + DAY),
    )
    promise = current_promise(case, DeadlineKind.SOLUTION)

    assert promise is not None
    assert promise.kept_at == answered_at
    assert not open_deadlines_of(case)


@pytest.mark.parametrize("ending", [Step.MARK_DUPLICATE, Step.REJECT, Step.WITHDRAW])
def test_a_complaint_that_comes_back_unacknowledged_is_late_in_nothing(ending: Step) -> None:
    case = complaint(party=complaint().party)
    settled = replace(lived(case, (ending, RECEIVED_AT + DAY)), ack_sent_at=None, ack_means=None)
    back_at = RECEIVED_AT + 40 * DAY
    back = lived(settled, (Reopen(reason="à tort"), back_at))

    assert not late_ones(back, back_at)
    assert {one.kind: one.due_at for one in open_deadlines_of(back)} == {
        DeadlineKind.ACK: back_at + 2 * DAY,
        DeadlineKind.SOLUTION: datetime(2027, 1, 23, 16, 50, 20, tzinfo=UTC),
    }


def test_an_incident_that_comes_back_before_anybody_had_it_is_to_be_taken_in_charge_anew() -> None:
    due = {
        "charge_due_at": RECEIVED_AT + timedelta(hours=1),
        "information_due_at": RECEIVED_AT + DAY,
    }
    back_at = RECEIVED_AT + 40 * DAY
    back = lived(incident(**due), (Step.WITHDRAW, NOW), (Reopen(reason="à tort"), back_at))
    begun = lived(back, (Step.DECIDE_MEASURES, back_at + DAY))
    by = charge_due(back_at, WorkingCalendar(), policy=CAPSECURITE)

    assert {one.kind: one.due_at for one in open_deadlines_of(back)} == {
        DeadlineKind.CHARGE: by,
        DeadlineKind.INFORMATION: back.information_due_at,
    }
    assert not late_ones(back, back_at)
    assert DeadlineKind.CHARGE not in {one.kind for one in open_deadlines_of(begun)}


def test_reopening_keeps_what_became_of_the_promises_before() -> None:
    extended = lived(complaint(), (Step.EXTEND, NOW))
    closed = lived(
        extended,
        (Step.ACKNOWLEDGE, RECEIVED_AT + DAY),
        (Step.PROPOSE_SOLUTION, SOLUTION_DUE_AT + DAY),
        (Step.RECORD_DECISION, SOLUTION_DUE_AT + 2 * DAY),
        (Step.IMPLEMENT, SOLUTION_DUE_AT + 3 * DAY),
        (Step.FOLLOW_UP, SOLUTION_DUE_AT + 4 * DAY),
        (Step.CLOSE, SOLUTION_DUE_AT + 5 * DAY),
    )
    back = lived(closed, (Reopen(reason="revenu"), SOLUTION_DUE_AT + 60 * DAY))
    rejected = lived(back, (Step.REJECT, SOLUTION_DUE_AT + 61 * DAY))

    assert judge(closed) == judge(back) == judge(rejected)
    assert verdicts(back) == (Verdict.MET, Verdict.MISSED, Verdict.MET)
    assert back.past_lives == (
        PastLife(closed_at=SOLUTION_DUE_AT + 5 * DAY, reopened_at=SOLUTION_DUE_AT + 60 * DAY),
    )


def test_what_was_set_aside_in_time_is_counted_no_more_when_it_comes_back() -> None:
    settled = lived(complaint(), (Step.WITHDRAW, RECEIVED_AT + DAY))
    back = lived(settled, (Reopen(reason="à tort"), A_MONTH_LATER))

    assert judge(back) == judge(settled)
    assert judge(back).initial is None


def test_another_reception_moves_the_first_dates_and_not_the_one_given_since() -> None:
    given = NOW + 30 * DAY
    closed = case_in(Status.CLOSED, Kind.COMPLAINT)
    back = lived(closed, (Reopen(reason="revenu", answer_due_at=given), NOW))
    corrected = lived(
        back, (CorrectReception(received_at=RECEIVED_AT - 10 * DAY, reason="erreur"), NOW + DAY)
    )
    first = promises_of(corrected)[0]

    assert corrected.current_due_at == given
    assert corrected.solution_due_at == datetime(2026, 12, 3, 16, 50, 20, tzinfo=UTC)
    assert (first.owed_since, first.due_at) == (corrected.received_at, corrected.solution_due_at)
    assert not late_ones(corrected, NOW + DAY)


def test_days_closed_since_the_filing_move_no_date_of_another_reception() -> None:
    filed, closed = WorkingCalendar(), frozenset({RECEIVED_AT.date(), NOW.date()})
    since = replace(filed, closed_on=closed)
    for kind in Kind:
        due = first_dates(kind, RECEIVED_AT, calendar=filed, policy=CAPSECURITE)
        case = replace(complaint() if kind is Kind.COMPLAINT else incident(), **due)
        corrected = received_anew(
            case, RECEIVED_AT - timedelta(minutes=5), calendar=since, policy=CAPSECURITE
        )
        unmoved = received_anew(case, RECEIVED_AT, calendar=since, policy=CAPSECURITE)

        assert unmoved == case
        moved = [getattr(case, name) - getattr(corrected, name) for name in due]
        assert all(timedelta() <= by <= timedelta(minutes=5) for by in moved)


def test_another_reception_leaves_an_information_owed_since_the_reopening() -> None:
    back = lived(case_in(Status.CLOSED, Kind.INCIDENT), (Reopen(reason="revenu"), NOW))
    corrected = lived(
        back, (CorrectReception(received_at=RECEIVED_AT - 10 * DAY, reason="erreur"), NOW)
    )

    assert corrected.information_due_at == back.information_due_at


def test_an_incident_informed_late_stays_so_after_it_was_reopened_and_explained_in_time() -> None:
    due = {"information_due_at": RECEIVED_AT + DAY}
    closed = lived(
        incident(**due),
        (Step.TAKE_CHARGE, RECEIVED_AT),
        (Step.DECIDE_MEASURES, NOW),
        (Step.INFORM_PARTIES, NOW),
        (Step.CLOSE, NOW),
    )
    back = lived(closed, (Reopen(reason="revenu"), NOW + DAY), (Step.INFORM_PARTIES, NOW + DAY))
    judged = [
        judge_promise(one) for one in promises_of(back) if one.kind is DeadlineKind.INFORMATION
    ]

    assert [one and one.verdict for one in judged] == [Verdict.MISSED, Verdict.MET]


def test_a_row_without_records_tells_of_the_answer_given_before_it_was_reopened() -> None:
    older = case_in(Status.REOPENED, Kind.COMPLAINT, current_due_at=NOW + 9 * DAY)
    first, current = (one for one in promises_of(older) if one.kind is DeadlineKind.SOLUTION)

    assert first == Promise(
        kind=DeadlineKind.SOLUTION,
        owed_since=RECEIVED_AT,
        due_at=SOLUTION_DUE_AT,
        kept_at=older.proposed_at,
    )
    assert (current.due_at, current.kept_at) == (NOW + 9 * DAY, None)


def test_an_answer_that_an_older_release_wrote_down_meets_the_promise() -> None:
    older = case_in(
        Status.SOLUTION_PROPOSED,
        Kind.COMPLAINT,
        reopened_at=NOW - DAY,
        reopened_count=1,
        answered_at=NOW,
        current_due_at=NOW + 9 * DAY,
    )
    promise = current_promise(older, DeadlineKind.SOLUTION)

    assert promise is not None
    assert promise.kept_at == NOW


def test_the_outcome_of_the_first_answer_stays_that_of_its_month() -> None:
    case = lived(complaint(), (Step.PROPOSE_SOLUTION, NOW))
    first = case.outcome_told_first
    again = lived(case, (Step.WITHDRAW, NOW), (Step.REOPEN, NOW + DAY))

    assert first is not None
    assert again.outcome is None
    assert again.outcome_told_first is first

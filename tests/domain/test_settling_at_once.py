"""A complaint answered and settled in one go: which steps that stands for, and for whom not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.calendar.wall_time import end_of_day
from bot.domain.cases.cases import Case, Status
from bot.domain.cases.outcomes import ComplainantDecision, Outcome
from bot.domain.cases.refusals import Reason
from bot.domain.cases.roles import Role
from bot.domain.cases.taxonomy import Category, Kind, Party, Severity
from bot.domain.steps.answering import RecordDecision
from bot.domain.steps.deciding import next_step, steps_open_to
from bot.domain.steps.decisions import CaseContext, Decision
from bot.domain.steps.lifecycles import Step
from bot.domain.steps.settling import AnswerAndSettle
from bot.domain.steps.waiting import waits_until
from tests.support.builders import DIRECTION, QUALITY
from tests.support.lives import NOW, RECEIVED_AT, case_in, complaint, refusal, take, told
from tests.support.times import PARIS

DAY = timedelta(days=1)
DONE = AnswerAndSettle(
    outcome=Outcome.UPHELD,
    analysis="L'envoi a été oublié.",
    solution="l'attestation, envoyée en recommandé",
    told=told(),
    implemented_at=NOW,
)
PROMISED = replace(DONE, implemented_at=None, promised_on=(NOW + 3 * DAY).date())
SAID_NO = replace(DONE, outcome=Outcome.NOT_UPHELD, solution=None, implemented_at=None)


def entries(decision: Decision) -> list[str]:
    return [one.event.name for one in (*decision.earlier, decision)]


def acknowledged(**given: Any) -> Case:
    return case_in(Status.ACKNOWLEDGED, Kind.COMPLAINT, **given)


def test_each_step_that_it_stands_for_leaves_its_own_entry() -> None:
    decision = take(acknowledged(), DONE)
    charge, analysis, answer, done = (one.event for one in (*decision.earlier, decision))

    assert entries(decision) == ["take_charge", "analyse", "propose_solution", "implement"]
    assert charge.changes["owner"].after == QUALITY
    assert analysis.changes["analysis"].after == "L'envoi a été oublié."
    assert answer.changes["outcome"].after == "upheld"
    assert isinstance(answer.details["told"], dict)
    assert done.changes["implementation"].after == "l'attestation, envoyée en recommandé"
    assert decision.case.status is Status.FOLLOW_UP


def test_what_only_leads_to_the_answer_is_not_told() -> None:
    decision = take(acknowledged(), DONE)

    assert [one.event.name for one in (*decision.earlier, decision) if one.is_told] == [
        "propose_solution",
        "implement",
    ]


def test_what_is_done_later_waits_for_its_day() -> None:
    case = take(acknowledged(), PROMISED).case
    until = waits_until(case, PARIS)

    assert (case.status, next_step(case)) == (Status.IN_IMPLEMENTATION, Step.IMPLEMENT)
    assert until == end_of_day((NOW + 3 * DAY).date(), PARIS)


def test_who_is_told_no_has_nothing_put_in_place() -> None:
    decision = take(acknowledged(), SAID_NO)

    assert entries(decision) == ["take_charge", "analyse", "propose_solution"]
    assert decision.case.status is Status.FOLLOW_UP
    assert (decision.case.implemented_at, decision.case.promised_on) == (None, None)


def test_an_answer_within_the_promise_of_the_acknowledgement_keeps_it() -> None:
    answer = told(RECEIVED_AT + timedelta(hours=5))

    case = take(complaint(), replace(DONE, told=answer, implemented_at=NOW)).case

    assert case.ack_sent_at == RECEIVED_AT + timedelta(hours=5)


def test_what_somebody_has_in_hand_stays_theirs() -> None:
    decision = take(acknowledged(owner=DIRECTION), DONE)

    assert entries(decision)[0] == "analyse"
    assert decision.case.owner == DIRECTION


def test_what_vigie_proposed_is_qualified_by_the_answer() -> None:
    case = acknowledged(severity=Severity.MAJOR, to_confirm=True)
    wanted = replace(DONE, category=Category.PREMISES_ACCESS, severity=Severity.MINOR)

    decision = take(case, wanted)
    told_of = [one.event.name for one in (*decision.earlier, decision) if one.is_told]

    assert entries(decision)[:3] == ["take_charge", "qualify", "analyse"]
    assert "qualify" not in told_of
    assert (decision.case.severity, decision.case.to_confirm) == (Severity.MINOR, False)


@pytest.mark.parametrize(
    ("category", "severity", "reason"),
    [
        (Category.PREMISES_ACCESS, Severity.MAJOR, Reason.TOO_GRAVE),
        (Category.CONDUCT_VHD, Severity.MAJOR, Reason.TOO_GRAVE),
        (Category.CONDUCT_VHD, Severity.MINOR, Reason.BELOW_FLOOR),
    ],
)
def test_what_is_confirmed_as_grave_goes_the_long_way(
    category: Category, severity: Severity, reason: Reason
) -> None:
    case = acknowledged(severity=Severity.MINOR, to_confirm=True)

    refused = refusal(case, replace(DONE, category=category, severity=severity))

    assert (refused.reason, refused.field) == (reason, "severity")


def test_an_answer_may_still_be_refused() -> None:
    case = take(acknowledged(), DONE).case
    no = RecordDecision(complainant_decision=ComplainantDecision.REFUSED, decided_at=NOW)

    assert take(case, no).case.status is Status.UNDER_REVIEW


@pytest.mark.parametrize("severity", [Severity.MAJOR, Severity.CRITICAL])
def test_what_is_grave_goes_the_long_way(severity: Severity) -> None:
    case = acknowledged(severity=severity)

    assert refusal(case, DONE).reason is Reason.TOO_GRAVE
    assert Step.ANSWER_AND_SETTLE not in steps_open_to(case, frozenset({Role.QUALITY_MANAGER}))
    assert next_step(case) is Step.ANALYSE


@pytest.mark.parametrize("severity", [Severity.MINOR, Severity.MODERATE])
def test_the_others_are_offered_both_ways_the_short_one_first(severity: Severity) -> None:
    case = acknowledged(severity=severity)
    first, *others = steps_open_to(case, frozenset({Role.QUALITY_MANAGER}))

    assert first is Step.ANSWER_AND_SETTLE
    assert {Step.ANALYSE, Step.PROPOSE_SOLUTION} <= set(others)


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (replace(DONE, solution=" "), "solution"),
        (replace(DONE, analysis=" "), "analysis"),
        (replace(DONE, implemented_at=None), "promised_on"),
        (replace(DONE, told=None), "letter"),
        (replace(DONE, implemented_at=RECEIVED_AT - DAY), "implemented_at"),
        (replace(DONE, told=told(NOW + DAY)), "told_at"),
    ],
)
def test_one_part_that_cannot_be_means_that_none_is_taken(
    wanted: AnswerAndSettle, field: str
) -> None:
    assert refusal(acknowledged(), wanted).field == field


def test_an_individual_is_not_answered_while_no_mediator_is_set_up() -> None:
    case = acknowledged(party=Party.TRAINEE)

    assert refusal(case, DONE, surroundings=CaseContext()).reason is Reason.NEEDS_MEDIATOR


def test_of_two_at_once_the_second_finds_it_answered() -> None:
    assert refusal(take(acknowledged(), DONE).case, DONE).reason is Reason.STATUS

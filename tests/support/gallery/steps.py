"""The forms of every step, their letters, what is told of each, and every refusal."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.actions.action_steps import ActionStep
from bot.domain.actions.actions import Action, ActionKind, ActionOrigin, ActionStatus
from bot.domain.cases.cases import Case, Complainant, Status
from bot.domain.cases.journal_entries import VIGIE, Event
from bot.domain.cases.outcomes import ComplainantDecision, Outcome, Solved
from bot.domain.cases.refusals import IllegalStepError, Missing, Reason, Refusal
from bot.domain.cases.roles import LEADING, Role
from bot.domain.cases.taxonomy import Channel, Kind, Means, Party, Severity
from bot.domain.cases.traces import ExternalKind, FollowUp
from bot.domain.messages.message import StepTold
from bot.domain.messages.step_facts import IS_KEPT_ONLY
from bot.domain.school.office import CardDetail
from bot.domain.steps.doors import BEHIND
from bot.domain.steps.lifecycles import Step
from bot.messages.actions import action_as_it_is, action_notice, action_owner_left_notice
from bot.messages.cases import reporter_news
from bot.messages.step_lines import step_line
from bot.ui.blocks.answers import Answers
from bot.ui.steps.choosing import choice_modal
from bot.ui.steps.form import NOTHING, ActionContext
from bot.ui.steps.forms import FORMS, StepOfCase, StepOnAction, drawn_anew, step_modal
from bot.ui.steps.menu import action_blocks
from bot.ui.steps.refusals import (
    Attempt,
    action_attempt,
    refusal_lines,
    refused_modal,
    step_attempt,
)
from bot.ui.texts.catalogue import Texts
from tests.support.builders import OFFICE, QUALITY, TRAINER
from tests.support.forms import filled
from tests.support.lives import (
    LEADS,
    NOW,
    RECEIVED_AT,
    action,
    case_in,
    complaint,
    done_action,
    incident,
    ready_for,
    statuses_of,
)
from tests.support.steps import ANSWERS, SUBMISSION, scene

FACTS: Mapping[str, Any] = {
    "means": "email",
    "new_due_at": "2026-12-01T09:00:00+00:00",
    "in_time": True,
    "owner": TRAINER,
    "severity": "major",
    "external": "funder",
    "complainant_decision": "accepted",
    "solved": "yes",
    "duplicate_of": "REC-2026-0001",
    "duplicate": "REC-2026-0003",
    "is_effective": True,
}
OTHERWISE: Mapping[str, Any] = {
    **{name: FACTS[name] for name in ("new_due_at", "external", "owner", "duplicate_of")},
    "is_moot": True,
    IS_KEPT_ONLY: True,
    "is_effective": False,
}


def forms(texts: Texts) -> Iterator[Any]:
    """Each step's form as it opens and as it grows its letter, wherever its case stands."""
    for kind in Kind:
        for step in FORMS:
            for status in statuses_of(kind):
                for case in _able(ready_for(step, case_in(status, kind))):
                    yield from _form(step, case, texts)


def _able(case: Case) -> Iterator[Case]:
    yield case
    if case.status is Status.RECEIVED:
        yield replace(case, party=Party.TRAINEE, severity=Severity.CRITICAL, channel=Channel.PHONE)
        yield replace(case, description="long " * 900, confidential=True)
        yield replace(case, to_confirm=case.kind is Kind.COMPLAINT, channel=Channel.PHONE)
    unsolved = FollowUp(at=NOW, by=QUALITY, means=Means.PHONE, solved=Solved.NO)
    yield replace(case, followups=(unsolved,), current_due_at=RECEIVED_AT)


def _form(step: Step, case: Case, texts: Texts) -> Iterator[Any]:
    seen = scene(case, texts=texts, roles=LEADS[case.kind])
    form = step_modal(step, seen, submission_id=SUBMISSION)
    yield form
    if step is Step.ACKNOWLEDGE:
        reached = replace(seen, sends_mail=True, complainant=Complainant(contact="a@example.net"))
        yield step_modal(step, reached, submission_id=SUBMISSION)
    if step is Step.INFORM_PARTIES:
        given = Answers(filled(form, audience="not_owed"))
        yield step_modal(step, replace(seen, given=given), submission_id=SUBMISSION)
    if step is Step.ANALYSE:
        yield drawn_anew(filled(form), seen)
    asks = {block["block_id"] for block in form["blocks"] if block["type"] == "input"}
    for more in _answers(step):
        if not (ANSWERS[step] | more).keys() <= asks:
            continue
        with suppress(IllegalStepError):
            yield StepOfCase(step=step, scene=seen).read(filled(form, **ANSWERS[step] | more))


def _answers(step: Step) -> Iterator[dict[str, Any]]:
    yield {}
    if step is Step.ACKNOWLEDGE:
        yield {"category": "trainer"}
        yield {"category": "trainer", "letter": "Madame, c'est noté."}
    if step is Step.PROPOSE_SOLUTION:
        answers = (Outcome.UPHELD, Outcome.PARTLY_UPHELD, Outcome.NOT_UPHELD)
        yield from ({"outcome": outcome, "reasons": "hors délai"} for outcome in answers)


def doors(texts: Texts) -> Iterator[Any]:
    """What each door leads to."""
    for door, steps in BEHIND.items():
        yield choice_modal(door, complaint(), steps, texts=texts, is_over_case=True)


def action_forms(texts: Texts) -> Iterator[Any]:
    """The forms of steps on an action, and actions as the case lists them."""
    for one in actions():
        for step in ActionStep:
            seen = context(one, texts)
            yield StepOnAction(step=step, scene=seen).modal(
                submission_id=SUBMISSION, beneath=NOTHING
            )
        yield action_blocks([(one, tuple(ActionStep))], office=OFFICE, texts=texts, now=NOW)
        for now in (NOW, NOW + timedelta(days=90)):
            notice = action_notice(one, None, office=OFFICE, texts=texts, now=now)
            yield [notice.text, notice.blocks]
        yield action_as_it_is(one, None, office=OFFICE, texts=texts, now=NOW).blocks
        yield action_owner_left_notice(
            one, None, left="U0LEFT", office=OFFICE, texts=texts, now=NOW
        ).blocks


def actions() -> Iterator[Action]:
    """An action of each kind, origin and status."""
    for kind in ActionKind:
        yield action(kind=kind)
    for origin in ActionOrigin:
        yield action(origin=origin)
    for status in ActionStatus:
        yield done_action(status=status, checked_by=QUALITY, checked_at=NOW, findings="rien depuis")
        for judge in (QUALITY, TRAINER):
            yield done_action(
                status=status, checked_by=judge, checked_at=NOW, findings="rien", is_effective=True
            )
    yield done_action(check_on=NOW.date())
    yield action(is_in_plan=True, success_criterion="aucune panne")


def context(one: Action, texts: Texts) -> ActionContext:
    return ActionContext(
        action=one,
        case=complaint(),
        office=OFFICE,
        actor=QUALITY,
        texts=texts,
        now=NOW,
        roles=frozenset({Role.QUALITY_MANAGER}),
    )


def lines(texts: Texts) -> Iterator[Any]:
    """What a card's thread and who waits for news are told of each step."""
    minimal = replace(OFFICE, card_detail=CardDetail.MINIMAL)
    for event in (*Step, *(step.event for step in ActionStep), *_EVENTS):
        for facts in (FACTS, OTHERWISE):
            told = StepTold(event=event, actor=QUALITY, at=NOW, facts=facts)
            for case in (complaint(), incident(), complaint(confidential=True)):
                news = reporter_news(
                    case, told, action=action(), office=OFFICE, texts=texts, now=NOW
                )
                yield [news.text, news.blocks]
            yield step_line(complaint(), told, action=action(), office=OFFICE, texts=texts, now=NOW)
            yield step_line(complaint(), told, office=minimal, texts=texts, now=NOW)
    for name, member in _WORDS:
        facts = {**FACTS, name: member}
        for event in Step:
            told = StepTold(event=event, actor=VIGIE, at=NOW, facts=facts)
            yield step_line(complaint(), told, office=OFFICE, texts=texts, now=NOW)


_EVENTS = (
    Event.ACTION_OWNER_LEFT,
    Event.DUPLICATE_LINKED,
    Event.DUPLICATE_UNLINKED,
    Event.DUPLICATE_RETURNED,
    Event.OWNER_LEFT,
)
_WORDS = [
    *(("means", one) for one in Means),
    *(("severity", one) for one in Severity),
    *(("external", one) for one in ExternalKind),
    *(("complainant_decision", one) for one in ComplainantDecision),
    *(("solved", one) for one in Solved),
    ("solved", None),
]


def refusals(texts: Texts) -> Iterator[Any]:
    """Every reason why a step is refused, of every step and to everybody."""
    mine = step_attempt(Step.CLOSE, scene(complaint(), texts=texts, actor=QUALITY))
    yield refusal_lines(Refusal(reason=Reason.INCOMPLETE, missing=tuple(Missing)), mine)
    attempts = list(_attempts(texts))
    for reason in Reason:
        for roles in (LEADING, frozenset({Role.OWNER}), frozenset(Role)):
            refusal = Refusal(
                reason=reason,
                field="reason",
                limit=NOW,
                done_at=NOW,
                person=QUALITY,
                floor=Severity.MAJOR,
                roles=roles,
                missing=tuple(Missing),
            )
            yield from (refusal_lines(refusal, attempt) for attempt in attempts)
    yield from (
        refusal_lines(
            Refusal(reason=Reason.STATUS), step_attempt(Step.CLOSE, scene(case, texts=texts))
        )
        for case in (case_in(status, kind) for kind in Kind for status in statuses_of(kind))
    )
    for status in ActionStatus:
        attempt = action_attempt(ActionStep.COMPLETE, context(done_action(status=status), texts))
        yield refusal_lines(Refusal(reason=Reason.STATUS), attempt)
    for odd in (
        Refusal(reason=Reason.ALREADY_DONE),
        Refusal(reason=Reason.ROLE, field="concerned_people", roles=LEADING),
    ):
        yield refusal_lines(odd, step_attempt(Step.QUALIFY, scene(complaint(), texts=texts)))
    yield texts.refusals
    yield refused_modal(["…"], texts)


def _attempts(texts: Texts) -> Iterator[Attempt]:
    """Every step, tried by somebody who reported the case."""
    for case in (complaint(owner=TRAINER), incident(), complaint(confidential=True)):
        seen = scene(case, texts=texts, actor=TRAINER)
        yield from (step_attempt(step, seen) for step in Step)
    yield from (action_attempt(step, context(action(), texts)) for step in ActionStep)


AREAS: Mapping[str, Any] = {
    "forms": forms,
    "doors": doors,
    "action forms": action_forms,
    "lines": lines,
    "refusals": refusals,
}

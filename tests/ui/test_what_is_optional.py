"""« (facultatif) » stands where it is true: at what a submission takes when it is left empty."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.domain.actions.action_steps import ActionStep
from bot.domain.cases.cases import Status
from bot.domain.cases.refusals import IllegalStepError
from bot.domain.cases.roles import FOLLOWING
from bot.domain.cases.taxonomy import Channel, Kind, Severity
from bot.domain.reports.reviews import ReviewNotes
from bot.domain.school.meeting_exceptions import MeetingChange, MeetingStep
from bot.domain.school.office import PARIS
from bot.domain.steps.deciding import decide
from bot.domain.steps.lifecycles import Step
from bot.slack.payload_shapes import Answer, View
from bot.ui.actions.recurrence import read_topic_action
from bot.ui.blocks.form_errors import FormErrors
from bot.ui.filing.complaint_form import (
    Unconfirmed,
    ask_confirmation,
    complaint_modal,
    read_complaint,
)
from bot.ui.filing.filing_form import concerned_page
from bot.ui.filing.incident_form import incident_modal, read_incident
from bot.ui.reports.meeting_days import meeting_form, read_meeting
from bot.ui.reports.meeting_forms import meeting_modal, read_decision, read_minutes
from bot.ui.reports.meeting_questions import (
    NOTE_DECISION,
    NOTE_IMPROVEMENT,
    WRITE_MINUTES,
    activity_modal,
    read_activity,
)
from bot.ui.reports.review import PLAN_ACTION, WRITE_REVIEW
from bot.ui.reports.review_forms import read_change
from bot.ui.reports.risk_forms import read_risk_form, risk_form
from bot.ui.school.settings_form import read_settings, settings_modal
from bot.ui.steps.drafting import Drafted
from bot.ui.steps.form import NOTHING, ActionContext, FormContext
from bot.ui.steps.forms import StepOnAction, read_step
from bot.ui.steps.letters import ByMail
from bot.ui.texts.catalogue import FRENCH
from tests.support.builders import NOW as FILED_AT
from tests.support.builders import OFFICE, QUALITY, TRAINER
from tests.support.forms import Form, filled
from tests.support.lives import NOW, action, case_in, complaint
from tests.support.steps import form, scene, seconds
from tests.ui import test_activity, test_meeting, test_recurrence, test_review
from tests.ui.steps.test_forms import KINDS, anew, case_for, grown, least
from tests.ui.test_meeting_days import MOVE
from tests.ui.test_meeting_days import NOW as MEETING_NOW

SUBMISSION = UUID(int=99)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A form, what fills in what it demands, and whether it takes what is then sent.

    Of `one_of` one is enough, so each may be left empty, but not all of them.
    """

    view: Form
    is_taken: Callable[[View], bool]
    answers: dict[str, Any]
    one_of: frozenset[str] = frozenset()
    drafted_from: frozenset[str] = frozenset()

    def sent(self, *, without: set[str]) -> View:
        view = filled(self.view, **self.answers)
        for name in without:
            view.state.values[name] = {name: Answer()}
        return view

    def inputs(self, *, optional: bool) -> set[str]:
        asked = [block for block in self.view["blocks"] if block["type"] == "input"]
        return {block["block_id"] for block in asked if block["optional"] is optional}


def on_case(step: Step, seen: FormContext, view: Form, **answers: Any) -> Tried:
    """A form of a step on a case, read and rehearsed as a submission is."""

    def is_taken(sent: View) -> bool:
        read = read_step(sent, seen)
        if isinstance(read, FormErrors):
            return False
        wanted = read.wanted if isinstance(read, ByMail | Drafted) else read
        try:
            decide(seen.case, wanted, actor=QUALITY, roles=FOLLOWING, now=NOW, around=seen.around)
        except IllegalStepError:
            return False
        return True

    return Tried(view=view, is_taken=is_taken, answers=least(step, seen) | answers)


def of_steps() -> Iterator[tuple[str, Tried]]:
    for step, kind in KINDS:
        seen = scene(case_for(step, kind))
        # a correction has to correct something
        facts = {"description": "autrement"} if step is Step.CORRECT_FACTS else {}
        tried = on_case(step, seen, form(step, seen), **facts)
        either = {"parties", "waived_because"} if step is Step.VALIDATE else set[str]()
        yield f"{step} {kind}", replace(tried, one_of=frozenset(either))
    refused, told = {"outcome": "not_upheld"}, {"audience": "not_owed"}
    seen = scene(case_in(Status.UNDER_REVIEW, Kind.COMPLAINT))
    no = anew(Step.PROPOSE_SOLUTION, seen, **refused)
    yield "no", on_case(Step.PROPOSE_SOLUTION, seen, no, **refused, reasons="règle commune")
    letter = grown(Step.EXTEND, seen, **least(Step.EXTEND, seen))
    tried = on_case(Step.EXTEND, seen, letter, means="email")
    # what the letter says stands in it by now
    yield "letter", replace(tried, drafted_from=frozenset({"done", "remaining"}))
    seen = scene(complaint(severity=Severity.MAJOR))
    causes = {"root_cause": "oubli", "cause_family": "method"}
    yield "major", on_case(Step.ANALYSE, seen, form(Step.ANALYSE, seen), **causes)
    seen = scene(case_in(Status.MEASURES_DECIDED, Kind.INCIDENT))
    nobody = anew(Step.INFORM_PARTIES, seen, **told)
    tried = on_case(Step.INFORM_PARTIES, seen, nobody)
    yield "nobody", replace(tried, answers=told | {"waived_because": "exercice"})


ON_ACTIONS: dict[ActionStep, dict[str, Any]] = {
    ActionStep.COMPLETE: {"proof": "fiche signée"},
    ActionStep.CHECK_EFFECT: {"is_effective": "yes", "findings": "aucune panne"},
    ActionStep.REOPEN: {"due_on": "2026-12-18", "reason": "revenu"},
    ActionStep.RESCHEDULE: {"due_on": "2026-12-18", "reason": "livraison"},
    ActionStep.REASSIGN: {"owner": TRAINER},
    ActionStep.MOVE_TO_PLAN: {"reason": "suivi"},
    ActionStep.CANCEL: {"reason": "inutile"},
}


def of_actions() -> Iterator[tuple[str, Tried]]:
    for step, answers in ON_ACTIONS.items():
        seen = ActionContext(
            action=action(), case=None, office=OFFICE, actor=QUALITY, texts=FRENCH, now=NOW
        )
        asked = StepOnAction(step=step, scene=seen)
        proofs = {"proof", "link", "file"} if step is ActionStep.COMPLETE else set()
        yield (
            f"action {step}",
            Tried(
                view=asked.modal(submission_id=SUBMISSION, beneath=NOTHING),
                is_taken=accepted(asked.read),
                answers=answers,
                one_of=frozenset(proofs),
            ),
        )


def accepted(read: Callable[[View], object]) -> Callable[[View], bool]:
    return lambda sent: not isinstance(read(sent), FormErrors)


def of_filing() -> Iterator[tuple[str, Tried]]:
    answers: dict[str, Any] = {"description": "alarme", "type": "technical", "continuity": "yes"}
    view = incident_modal(FRENCH, submission_id=SUBMISSION)
    incident = accepted(lambda sent: read_incident(sent, reporter=TRAINER))
    yield "incident", Tried(view=view, is_taken=incident, answers=answers)
    concerned = concerned_page(filled(view, **answers), FRENCH)
    yield "concerned", Tried(view=concerned, is_taken=incident, answers=answers)

    view = complaint_modal(FRENCH, submission_id=SUBMISSION, now=FILED_AT)
    chosen = {"party": "trainee", "category": "other", "severity": "minor"}
    answers = {"description": "rien reçu", "channel": Channel.EMAIL, **chosen}
    read = accepted(lambda sent: read_complaint(sent, reporter=TRAINER, now=FILED_AT))
    yield "complaint", Tried(view=view, is_taken=read, answers=answers)
    ago = FILED_AT - timedelta(days=60)
    old = Unconfirmed(received_at=ago)
    answers |= {"received": seconds(ago)}
    asked = ask_confirmation(
        filled(view, **answers), FRENCH, unconfirmed=old, zone=PARIS, now=FILED_AT
    )
    confirmed = answers | {f"old_{seconds(ago)}": "yes"}
    yield "old complaint", Tried(view=asked, is_taken=read, answers=confirmed)


def of_school() -> Iterator[tuple[str, Tried]]:
    read = accepted(lambda sent: read_settings(sent, now=NOW))
    yield "settings", Tried(view=settings_modal(FRENCH, office=OFFICE), is_taken=read, answers={})
    ruled = replace(OFFICE, meeting_rule="FREQ=MONTHLY;BYDAY=1TU,3TU;BYHOUR=9;BYMINUTE=0")
    either = frozenset({"meeting", "meeting_day", "meeting_time", "meeting_rule"})
    view = settings_modal(FRENCH, office=ruled)
    yield "settings by rule", Tried(view=view, is_taken=read, answers={}, one_of=either)
    for change in (MOVE, MeetingChange(step=MeetingStep.ADD)):
        yield (
            f"meeting {change.step}",
            Tried(
                view=meeting_form(change, FRENCH, now=MEETING_NOW, office=OFFICE),
                is_taken=accepted(lambda sent: read_meeting(sent, now=MEETING_NOW, office=OFFICE)),
                answers={"meeting_on": "2026-11-10"},
            ),
        )


def of_reports() -> Iterator[tuple[str, Tried]]:
    task: dict[str, Any] = {"title": "contrôler", "owner": TRAINER}
    today = NOW.date()
    decision = accepted(lambda sent: read_decision(sent, today=today))
    minutes = accepted(lambda sent: read_minutes(sent, today=today))
    reads = {NOTE_DECISION: (decision, task), NOTE_IMPROVEMENT: (decision, task)}
    reads |= {WRITE_MINUTES: (minutes, {"participants": [QUALITY], "said": "lu"})}
    for name, (read, answers) in reads.items():
        view = meeting_modal(name, test_meeting.scene(), submission_id=SUBMISSION)
        known = {block.get("block_id") for block in view["blocks"]}
        given = {one: typed for one, typed in answers.items() if one in known}
        yield name, Tried(view=view, is_taken=read, answers=given)
    changed = accepted(lambda sent: read_change(sent, today=test_review.TODAY))
    for name, answers in ((WRITE_REVIEW, {}), (PLAN_ACTION, task)):
        view = test_review.form(name, ReviewNotes())
        known = {block.get("block_id") for block in view["blocks"]}
        given = {one: typed for one, typed in answers.items() if one in known}
        kinds = {"kind": "corrective"} if "kind" in known else {}
        yield name, Tried(view=view, is_taken=changed, answers=given | kinds)
    risk: dict[str, Any] = {"title": "départ", "likelihood": "2", "impact": "3"}
    asked = risk_form(None, FRENCH, submission_id=SUBMISSION)
    yield "risk", Tried(view=asked, is_taken=accepted(read_risk_form), answers=risk)
    yield (
        "activity",
        Tried(
            view=activity_modal(
                test_activity.OCTOBER, None, texts=FRENCH, submission_id=SUBMISSION
            ),
            is_taken=accepted(read_activity),
            answers={"trainees": "45"},
            one_of=frozenset({"trainees", "sessions"}),
        ),
    )
    yield (
        "recurrence",
        Tried(
            view=test_recurrence.form(),
            is_taken=accepted(lambda sent: read_topic_action(sent, today=test_recurrence.TODAY)),
            answers=task | {"kind": "corrective"},
        ),
    )


ALL = [*of_steps(), *of_actions(), *of_filing(), *of_school(), *of_reports()]


@pytest.mark.parametrize("tried", [pytest.param(tried, id=name) for name, tried in ALL])
def test_what_may_be_left_empty_is_labelled_optional_and_nothing_else(tried: Tried) -> None:
    may_stay_empty = tried.inputs(optional=True) - tried.one_of
    demanded = tried.inputs(optional=False) - tried.drafted_from

    assert tried.is_taken(tried.sent(without=may_stay_empty))
    for name in demanded:
        assert not tried.is_taken(tried.sent(without=may_stay_empty | {name})), name
    if tried.one_of:
        assert tried.one_of <= tried.inputs(optional=True)
        assert not tried.is_taken(tried.sent(without=may_stay_empty | set(tried.one_of)))

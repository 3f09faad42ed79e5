"""The forms of a half-yearly review: its words, one risk, one action of its plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from bot.domain.actions.actions import ActionKind
from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.periods import Semester, parse_semester
from bot.domain.cases.taxonomy import REFERENCE
from bot.domain.reports.quality_risks import LEVELS, Risk, RiskLevel
from bot.domain.reports.reviews import PlanEntry, ReviewNotes, marked
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.reports import review as review_ui
from bot.ui.reports.review import JUDGE_RISK, PLAN_ACTION, WRITE_REVIEW
from bot.ui.reports.review_lines import risk_name
from bot.ui.steps.form import area, box, line, menu_of, one_of
from bot.ui.texts.catalogue import Texts

TRAINEES, SESSIONS, HOURS = "trainees", "sessions", "hours"
RECURRING, DIFFICULTIES = "recurring", "difficulties"
FEEDBACK, DECISIONS, PARTICIPANTS = "feedback", "decisions", "participants"
NAME, LIKELIHOOD, IMPACT = "name", "likelihood", "impact"
CONTROL, RESIDUAL, TREATMENT = "control", "residual", "treatment"
KIND, TITLE, OWNER, DUE_ON = "kind", "title", "owner", "due_on"
CRITERION, ORIGIN, TAKE_OUT = "success_criterion", "origin", "take_out"

PLANNED_IN = timedelta(weeks=13)

Change = Callable[[ReviewNotes], ReviewNotes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScene:
    """A review as somebody is about to write into it; `mark` names the risk or action."""

    semester: Semester
    notes: ReviewNotes
    today: date
    calendar: WorkingCalendar
    texts: Texts
    mark: str | None = None


def review_modal(form: str, scene: ReviewScene, *, submission_id: UUID) -> Block:
    """The form that a button or a menu of the review opens."""
    says = scene.texts.review_forms
    titles = {
        WRITE_REVIEW: says.complete,
        JUDGE_RISK: says.judge_risk,
        PLAN_ACTION: says.plan_action,
    }
    return modal(
        titles[form],
        _ASKED[form](scene),
        callback_id=form,
        submit=says.save,
        close=scene.texts.forms.cancel,
        carried={
            "period": str(scene.semester),
            "mark": scene.mark,
            "submission": str(submission_id),
        },
    )


def written_in(view: View) -> tuple[Semester, UUID]:
    """Which review a form is about, and its submission."""
    carried = carried_by(view)
    semester = parse_semester(read_back(str, carried.get("period")))
    return semester, read_back(UUID, carried.get("submission"))


def _mark_in(carried: Mapping[str, Any]) -> str | None:
    mark = carried.get("mark")
    return None if mark is None else read_back(str, mark)


def read_change(view: View, *, today: date) -> Change | FormErrors:
    """The changes that a form makes to the notes, or the errors to correct."""
    answers, mark = Answers(view), _mark_in(carried_by(view))
    match view.callback_id:
        case review_ui.JUDGE_RISK:
            change = _read_risk(answers, mark)
        case review_ui.PLAN_ACTION:
            change = _read_entry(answers, mark, today=today)
        case _:
            change = _read_words(answers)
    return FormErrors(answers.refusals) if answers.refusals else change


def _ask_words(scene: ReviewScene) -> list[Block]:
    says, notes, told = scene.texts.review_forms, scene.notes, scene.texts.review
    people = inputs.people(notes.participants, says.choose_people)
    counts = ((TRAINEES, told.trainees), (SESSIONS, told.sessions), (HOURS, told.hours))
    areas = (
        (RECURRING, says.ask_recurring, None),
        (DIFFICULTIES, says.ask_difficulties, None),
        (FEEDBACK, says.ask_feedback, says.ask_feedback_hint),
        (DECISIONS, says.ask_decisions, None),
    )
    return [
        *(
            inputs.labelled(inputs.count(getattr(notes, name)), label, block_id=name, optional=True)
            for name, label in counts
        ),
        *(
            area(label, block_id=name, initial=getattr(notes, name), hint=hint, optional=True)
            for name, label, hint in areas
        ),
        inputs.labelled(people, says.ask_participants, block_id=PARTICIPANTS, optional=True),
    ]


def _read_words(answers: Answers) -> Change:
    trainees, sessions, hours = (answers.count(name) for name in (TRAINEES, SESSIONS, HOURS))
    recurring, difficulties, feedback, decisions = (
        answers.text(name).strip() for name in (RECURRING, DIFFICULTIES, FEEDBACK, DECISIONS)
    )
    people = answers.people(PARTICIPANTS)
    return lambda notes: replace(
        notes,
        trainees=trainees,
        sessions=sessions,
        hours=hours,
        recurring=recurring,
        difficulties=difficulties,
        feedback=feedback,
        decisions=decisions,
        participants=people,
    )


def _ask_risk(scene: ReviewScene) -> list[Block]:
    says, told = scene.texts.review_forms, scene.texts.review
    risk = marked(scene.notes.risks, scene.mark)
    return [
        line(says.risk_name, block_id=NAME, initial=risk_name(risk, scene.texts) if risk else ""),
        _degree(told.likelihood, LIKELIHOOD, scene.texts, given=risk.likelihood if risk else None),
        _degree(told.impact, IMPACT, scene.texts, given=risk.impact if risk else None),
        area(says.control, block_id=CONTROL, initial=risk.control if risk else "", optional=True),
        menu_of(
            told.level,
            says.residual,
            block_id=RESIDUAL,
            choose=says.choose_level,
            initial=risk.residual if risk else None,
            optional=True,
        ),
        area(
            says.treatment,
            block_id=TREATMENT,
            initial=risk.treatment if risk else "",
            optional=True,
        ),
        *([box(says.take_out, says.take_out_risk, block_id=TAKE_OUT)] if risk else []),
    ]


def _degree(label: str, block_id: str, texts: Texts, *, given: int | None) -> Block:
    choices = [
        inputs.option(word, str(number))
        for number, word in enumerate(texts.review_forms.degrees, start=1)
    ]
    chosen = None if given is None else choices[given - 1]
    return inputs.labelled(inputs.radio(choices, initial=chosen), label, block_id=block_id)


def _read_risk(answers: Answers, mark: str | None) -> Change:
    if answers.ticked(TAKE_OUT):
        return lambda notes: notes.with_risk(None, mark=mark)
    name = answers.written(NAME)
    degrees = [str(degree) for degree in range(1, LEVELS + 1)]
    picked = {block: answers.picked(block, degrees) for block in (LIKELIHOOD, IMPACT)}
    for block, degree in picked.items():
        if degree is None:
            answers.refuse(block, FieldError.NOT_CHOSEN)
    judged = Risk(
        name=name,
        likelihood=int(picked[LIKELIHOOD] or 1),
        impact=int(picked[IMPACT] or 1),
        control=answers.text(CONTROL).strip(),
        residual=answers.maybe(RESIDUAL, RiskLevel),
        treatment=answers.text(TREATMENT).strip(),
    )
    return lambda notes: notes.with_risk(_of_the_same(judged, notes, mark), mark=mark)


def _of_the_same(judged: Risk, notes: ReviewNotes, mark: str | None) -> Risk:
    """The judgement, with the cases of the risk it was judged from."""
    known = marked(notes.risks, mark)
    if known is None:
        return judged
    return replace(
        judged,
        category=known.category,
        incident_type=known.incident_type,
        cause_family=known.cause_family,
        cases=known.cases,
    )


def _ask_entry(scene: ReviewScene) -> list[Block]:
    says, action = scene.texts.review_forms, scene.texts.steps.action
    entry = marked(scene.notes.plan, scene.mark)
    owner = inputs.person(entry.owner if entry else None, scene.texts.steps.handling.choose_person)
    usual = scene.calendar.working_day_from(scene.today + PLANNED_IN)
    due = inputs.day(entry.due_on if entry else usual)
    kinds = scene.texts.words.action_kind
    return [
        line(action.title, block_id=TITLE, initial=entry.title if entry else ""),
        one_of(kinds, action.kind, block_id=KIND, initial=entry.kind if entry else None),
        inputs.labelled(owner, action.owner, block_id=OWNER),
        inputs.labelled(due, action.due_on, block_id=DUE_ON),
        area(
            action.criterion,
            block_id=CRITERION,
            initial=entry.success_criterion if entry else "",
            hint=action.criterion_hint,
            optional=True,
        ),
        line(
            says.origin,
            block_id=ORIGIN,
            initial=", ".join(entry.origin_refs) if entry else "",
            hint=says.origin_hint,
            optional=True,
        ),
        *([box(says.take_out, says.take_out_action, block_id=TAKE_OUT)] if entry else []),
    ]


def _read_entry(answers: Answers, mark: str | None, *, today: date) -> Change:
    if answers.ticked(TAKE_OUT):
        return lambda notes: notes.with_entry(None, mark=mark)
    title, kind = answers.written(TITLE), answers.choice(KIND, ActionKind)
    owner, due_on = answers.person(OWNER), answers.given_day(DUE_ON)
    if due_on is not None and due_on < today:
        answers.refuse(DUE_ON, FieldError.IN_PAST)
    entry = PlanEntry(
        kind=kind or ActionKind.CORRECTIVE,
        title=title,
        owner=owner or "",
        due_on=due_on or today,
        success_criterion=answers.text(CRITERION).strip(),
        origin_refs=tuple(ref.upper() for ref in REFERENCE.findall(answers.text(ORIGIN))),
    )
    return lambda notes: notes.with_entry(entry, mark=mark)


_ASKED: Mapping[str, Callable[[ReviewScene], list[Block]]] = {
    WRITE_REVIEW: _ask_words,
    JUDGE_RISK: _ask_risk,
    PLAN_ACTION: _ask_entry,
}

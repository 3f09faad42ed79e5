"""The forms of a half-yearly review: its words, one action of its plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from bot.domain.actions.actions import ActionKind
from bot.domain.calendar.calendars import WorkingCalendar
from bot.domain.calendar.periods import Semester, parse_semester
from bot.domain.cases.taxonomy import REFERENCE
from bot.domain.reports.reviews import PlanEntry, ReviewNotes, marked
from bot.slack.payload_shapes import View
from bot.ui.blocks import inputs
from bot.ui.blocks.answers import Answers
from bot.ui.blocks.blocks import Block
from bot.ui.blocks.form_errors import FieldError, FormErrors
from bot.ui.blocks.modal import carried_by, modal
from bot.ui.blocks.read_back import read_back
from bot.ui.reports import review as review_ui
from bot.ui.reports.review import PLAN_ACTION, WRITE_REVIEW
from bot.ui.steps.form import area, box, line, one_of
from bot.ui.texts.catalogue import Texts

TRAINEES, SESSIONS, HOURS = "trainees", "sessions", "hours"
RECURRING, DIFFICULTIES = "recurring", "difficulties"
FEEDBACK, DECISIONS, PARTICIPANTS = "feedback", "decisions", "participants"
KIND, TITLE, OWNER, DUE_ON = "kind", "title", "owner", "due_on"
CRITERION, ORIGIN, TAKE_OUT = "success_criterion", "origin", "take_out"

PLANNED_IN = timedelta(weeks=13)

Change = Callable[[ReviewNotes], ReviewNotes]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScene:
    """A review as somebody is about to write into it; `mark` names the action."""

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
    PLAN_ACTION: _ask_entry,
}

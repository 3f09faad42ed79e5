"""The forms of the team meeting: a decision, an improvement, the minutes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from bot.domain.actions import ActionDraft, ActionKind, ActionOrigin
from bot.domain.meeting_notes import Discussed, Minutes, MinutesDraft
from bot.domain.office import Office
from bot.domain.reports import Report
from bot.ui import inputs
from bot.ui.answers import Answers
from bot.ui.blocks import Block
from bot.ui.form_errors import FormErrors, Refusal
from bot.ui.meeting_questions import NOTE_DECISION, NOTE_IMPROVEMENT, WRITE_MINUTES
from bot.ui.modal import carried_by, modal
from bot.ui.read_back import read_back
from bot.ui.steps.fields import area, line
from bot.ui.summary import edition_of
from bot.ui.texts.catalogue import Texts

TITLE = "title"
OWNER = "owner"
DUE_ON = "due_on"
CRITERION = "success_criterion"
HELD_ON = "held_on"
PARTICIPANTS = "participants"
SAID = "said"

DECIDED_FOR = timedelta(days=30)
IMPROVED_IN = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingScene:
    """A summary as somebody is about to note what was said of it."""

    report: Report
    latest: Minutes | None
    office: Office
    actor: str
    texts: Texts
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.office.zone).date()


def meeting_modal(form: str, scene: MeetingScene, *, submission_id: UUID) -> Block:
    """The form that a button under the summary opens."""
    says, month = scene.texts.meeting, scene.report.figures.month
    titles = {
        NOTE_DECISION: says.note_decision,
        NOTE_IMPROVEMENT: says.improvement_title,
        WRITE_MINUTES: says.write_minutes,
    }
    return modal(
        titles[form],
        _ASKED[form](scene),
        callback_id=form,
        submit=says.save,
        close=scene.texts.forms.cancel,
        carried={"about": f"{month}:{scene.report.edition}", "submission": str(submission_id)},
    )


def discussed_in(value: str) -> Discussed:
    """The summary that a button's value names."""
    month, edition = edition_of(value)
    return Discussed(month=month, edition=edition)


def carried_in(view: Mapping[str, Any]) -> tuple[Discussed, UUID]:
    """Which summary a form is about, and its submission."""
    carried = carried_by(view)
    about = discussed_in(read_back(str, carried.get("about")))
    return about, read_back(UUID, carried.get("submission"))


def read_decision(view: dict[str, Any], *, today: date) -> ActionDraft | FormErrors:
    """What was decided, or what has to be corrected."""
    answers = Answers(view)
    title, owner = answers.written(TITLE), answers.person(OWNER)
    due_on = answers.given_day(DUE_ON)
    if due_on is not None and due_on < today:
        answers.refuse(DUE_ON, Refusal.IN_PAST)
    if answers.refusals or owner is None or due_on is None:
        return FormErrors(answers.refusals)
    return ActionDraft(
        kind=_KINDS[origin_of(view)],
        title=title,
        owner=owner,
        due_on=due_on,
        success_criterion=answers.text(CRITERION).strip() or None,
    )


def read_minutes(view: dict[str, Any], *, today: date) -> MinutesDraft | FormErrors:
    """The minutes as written, or what has to be corrected."""
    answers = Answers(view)
    held_on, text = answers.given_day(HELD_ON), answers.written(SAID)
    participants = answers.people(PARTICIPANTS)
    if held_on is not None and held_on > today:
        answers.refuse(HELD_ON, Refusal.IN_FUTURE)
    if not participants:
        answers.refuse(PARTICIPANTS, Refusal.NOT_CHOSEN)
    if answers.refusals or held_on is None:
        return FormErrors(answers.refusals)
    return MinutesDraft(held_on=held_on, participants=participants, text=text)


def origin_of(view: Mapping[str, Any]) -> ActionOrigin:
    """What a form's action is: a decision, or an improvement."""
    is_improvement = view["callback_id"] == NOTE_IMPROVEMENT
    return ActionOrigin.IMPROVEMENT if is_improvement else ActionOrigin.DECISION


def _ask_decision(scene: MeetingScene) -> list[Block]:
    title = line(scene.texts.meeting.decision, block_id=TITLE)
    return [title, *_who_and_when(scene, in_days=DECIDED_FOR)]


def _ask_improvement(scene: MeetingScene) -> list[Block]:
    says = scene.texts.steps.action
    return [
        line(scene.texts.meeting.improvement, block_id=TITLE),
        area(says.criterion, block_id=CRITERION, hint=says.criterion_hint, optional=True),
        *_who_and_when(scene, in_days=IMPROVED_IN),
    ]


def _who_and_when(scene: MeetingScene, *, in_days: timedelta) -> list[Block]:
    says = scene.texts.steps
    owner = inputs.person(None, says.handling.choose_person)
    return [
        inputs.labelled(owner, says.action.owner, block_id=OWNER),
        inputs.labelled(inputs.day(scene.today + in_days), says.action.due_on, block_id=DUE_ON),
    ]


def _ask_minutes(scene: MeetingScene) -> list[Block]:
    says, latest = scene.texts.meeting, scene.latest
    people = latest.participants if latest else (scene.actor,)
    held_on = inputs.day(latest.held_on if latest else _meeting_day(scene))
    participants = inputs.people(people, says.choose_people)
    text = latest.text if latest else ""
    return [
        inputs.labelled(held_on, says.held_on, block_id=HELD_ON),
        inputs.labelled(participants, says.participants, block_id=PARTICIPANTS),
        area(says.said, block_id=SAID, initial=text, hint=says.said_hint),
    ]


def _meeting_day(scene: MeetingScene) -> date:
    """The day of the meeting that the summary was made for, unless it is still to come."""
    planned = scene.report.meeting_at
    day = planned.astimezone(scene.office.zone).date() if planned else scene.today
    return min(day, scene.today)


_ASKED: Mapping[str, Callable[[MeetingScene], list[Block]]] = {
    NOTE_DECISION: _ask_decision,
    NOTE_IMPROVEMENT: _ask_improvement,
    WRITE_MINUTES: _ask_minutes,
}
_KINDS = {
    ActionOrigin.DECISION: ActionKind.CORRECTIVE,
    ActionOrigin.IMPROVEMENT: ActionKind.PREVENTIVE,
}
